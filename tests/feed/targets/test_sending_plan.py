"""The order of sending: whatever a show was and becomes, and wherever the way ends, the feed names what is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.errors import DaycastError
from daycast.feed.targets.items import Item
from daycast.feed.targets.plan import after, before, planned
from daycast.feed.targets.record import Record, Sent, parse, printed
from daycast.feed.targets.served import headers

shows = st.dictionaries(
    st.sampled_from([f"2026-06-{day:02}" for day in range(1, 7)]), st.sampled_from("ABC"), min_size=1
)


def item(name: str, text: str) -> Item:
    return Item(name, Path(name), len(text), text, (0, 0, 0))


def items(show: dict[str, str]) -> list[Item]:
    """The files of a show of these episodes, each with the bytes that it says; the feed tells them all."""
    files = [
        one
        for day, text in show.items()
        for one in (item(f"{day}/{day}.mp3", text), item(f"{day}/index.html", text), item(f"{day}/index.html.gz", text))
    ]
    return [*files, item("feed.xml", repr(sorted(show))), item("feed.xml.gz", repr(sorted(show)))]


def record_of(show: dict[str, str], by: str = "a") -> Record:
    return Record(by, {one.name: Sent(one.digest, by, "tag") for one in items(show)})


@given(old=shows, new=shows)
def test_at_every_step_the_feed_names_only_media_that_are_there_and_in_the_end_all_is_new(
    old: dict[str, str], new: dict[str, str]
) -> None:
    there = {one.name: one.digest for one in items(old)}
    record = record_of(old)
    right = {one.name: record.files[one.name] for one in items(new) if there.get(one.name) == one.digest}
    plan = planned(items(new), record, right, "a", "there")
    live = old
    for one in plan.items:
        there[one.name] = one.digest
        live = new if one.name == "feed.xml" else live
        assert all(f"{day}/{day}.mp3" in there for day in live)
    for name in plan.gone:
        del there[name]
        assert all(f"{day}/{day}.mp3" in there for day in new)
    assert there == {one.name: one.digest for one in items(new)}
    left = after(before(record, plan, right, "a"), plan, dict.fromkeys(there, "tag"))
    assert left == record_of(new)
    assert parse(printed(left), "there") == left


@given(old=shows, new=shows, last=st.sampled_from(["a", "b"]))
def test_a_copy_takes_away_only_what_it_knows(old: dict[str, str], new: dict[str, str], last: str) -> None:
    record = Record(last, record_of(old, "b").files)
    lost = set(old) - set(new)
    if lost and last == "b":
        with pytest.raises(DaycastError, match="from another copy"):
            planned(items(new), record, {}, "a", "there")
    removed = {name.split("/")[0] for name in planned(items(new), record, {}, "a", "there", lost).gone}
    assert removed == lost


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("feed.xml", "text/xml; charset=utf-8"),
        ("feed-12.xml", "text/xml; charset=utf-8"),
        ("2026-06-23/chapters.json", "application/json+chapters"),
        ("2026-06-23/transcript.vtt", "text/vtt; charset=utf-8"),
        ("2026-06-23/2026-06-23.M4A", "audio/mp4"),
        ("2026-06-23/2026-06-23.opus", "audio/ogg"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_a_name_tells_what_a_file_is(name: str, kind: str) -> None:
    assert headers(name)["Content-Type"] == kind
