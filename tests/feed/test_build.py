"""Pages brought up to date: a little where little changed, and always what making them anew would give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from feed_studio import EPISODE
from hypothesis import given
from hypothesis import strategies as st

from daycast.episodes.model import Chapter, Episode
from daycast.errors import DaycastError
from daycast.feed.build import FILE, bring
from daycast.feed.packed import SUFFIXES
from daycast.feed.pages import templates
from daycast.scripts.model import Told
from daycast.show import Show

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from feed_studio import Studio


def told(day: int, *follows: int, title: str = "A day") -> Episode:
    """The episode of a day from the 25th of May: one story, which goes on from those of earlier days."""
    first = EPISODE.date - timedelta(29)
    before = tuple(Told(first + timedelta(other), f"Story of {other}") for other in follows)
    return replace(
        EPISODE,
        date=first + timedelta(day),
        number=day + 1,
        published=EPISODE.published + timedelta(day - 29),
        title=f"{title} {day}",
        chapters=(Chapter(0.0, "Headlines", 1), Chapter(3.5, f"Story of {day}", 2, follows=before)),
    )


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in SUFFIXES)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def dates(episodes: Sequence[Episode]) -> list[date]:
    return [episode.date for episode in episodes]


def test_a_new_episode_writes_only_what_tells_of_it(studio: Studio) -> None:
    show = studio.show()
    before = [told(0), *(told(day) for day in range(1, 20))]
    bring(templates(show), show, before, None)
    new = told(20, 3)
    touched = bring(templates(show), show, [*before, new], None, [new.date])
    assert sorted(touched) == [
        "2026-05-28/index.html",
        "2026-06-13/index.html",
        "2026-06-14/index.html",
        "archive/2026-06/index.html",
        "archive/index.html",
        "index.html",
        "search/2026-06.json",
        "search/2026.json",
        "topics/2026-05-28-story-of-3/index.html",
        "topics/index.html",
    ]
    assert bring(templates(show), show, [*before, new], None, []) == []


def test_no_record_is_read_for_an_episode_that_did_not_change(studio: Studio) -> None:
    show = studio.show()
    before = [told(day) for day in range(10)]
    bring(templates(show), show, before, None)

    class Untouched:
        def __init__(self, day: date) -> None:
            self.date = day

    rest: Any = [Untouched(episode.date) for episode in before[:-1]]
    new = told(10)
    bring(templates(show), show, [*rest, before[-1], new], None, [new.date])
    assert (show.feed / "2026-06-04" / "index.html").is_file()


def test_what_was_deleted_from_the_folder_is_made_again(studio: Studio) -> None:
    show = studio.show()
    episodes = [told(0), told(1, 0), told(20)]
    bring(templates(show), show, episodes, None)
    whole = files(show.feed)
    for name in whole:
        (show.feed / name).unlink()
        bring(templates(show), show, episodes, None, [])
        assert files(show.feed) == whole, name


@pytest.mark.parametrize(
    "episode",
    [
        replace(EPISODE, chapters=()),
        replace(EPISODE, chapters=(), lines=(), sources=()),
        replace(EPISODE, title="", summary=""),
        replace(EPISODE, title="x" * 10_000),
        replace(
            EPISODE,
            title=(odd := "a\ud800b\x00c]]> <b>&\u202e😀"),
            summary=odd,
            chapters=(Chapter(0.0, odd, 1, follows=(Told(EPISODE.date, odd),)),),
            lines=(replace(EPISODE.lines[0], text=odd, speaker=odd),),
            sources=(replace(EPISODE.sources[0], quote=odd, outlet=odd, url=odd),),
        ),
    ],
    ids=["no chapters", "no lines", "no title", "long title", "odd text"],
)
def test_an_episode_of_any_kind_gets_its_page(studio: Studio, episode: Episode) -> None:
    show = studio.show()
    bring(templates(show), show, [episode], None)
    for data in files(show.feed).values():
        data.decode()


@pytest.mark.parametrize("damage", [b"", b"{", b'[{"date": 1}]'])
def test_a_memory_that_cannot_be_read_costs_time_alone(studio: Studio, damage: bytes) -> None:
    show = studio.show()
    bring(templates(show), show, [told(0)], None)
    (show.feed / FILE).write_bytes(damage)
    bring(templates(show), show, [told(0), told(1)], None, [told(1).date])
    assert (show.feed / "2026-05-26" / "index.html").is_file()


shows = st.lists(
    st.tuples(st.integers(0, 40), st.lists(st.integers(0, 40), max_size=2)), max_size=6, unique_by=lambda one: one[0]
)


@given(shows, shows)
def test_pages_brought_up_to_date_are_the_pages_made_anew(
    tmp_path_factory: pytest.TempPathFactory, one: list[tuple[int, list[int]]], other: list[tuple[int, list[int]]]
) -> None:
    first = [told(day, *follows) for day, follows in one]
    second = [told(day, *follows) for day, follows in other]
    known = {episode.date: episode for episode in first}
    changed = {episode.date for episode in second if known.get(episode.date) != episode}
    changed |= known.keys() - {episode.date for episode in second}
    kept, anew = (_show(tmp_path_factory.mktemp(name)) for name in ("kept", "anew"))
    bring(templates(kept), kept, first, None)
    bring(templates(kept), kept, second, None, changed)
    bring(templates(anew), anew, second, None)
    assert files(kept.feed) == files(anew.feed)


def _show(folder: Path) -> Show:
    from feed_studio import Studio

    made: Callable[..., Show] = Studio(folder).show
    return made()


@pytest.mark.parametrize("name", ["2026.json", "2026-05.json"])
def test_a_damaged_search_index_is_told_and_made_anew_by_the_next_publish(studio: Studio, name: str) -> None:
    show = studio.show()
    bring(templates(show), show, [told(0)], None)
    whole = files(show.feed)
    (show.feed / "search" / name).write_bytes(b'{"2026')
    with pytest.raises(DaycastError, match="the search index was damaged"):
        bring(templates(show), show, [told(0)], None, [told(0).date])
    bring(templates(show), show, [told(0)], None, [told(0).date])
    assert files(show.feed) == whole


def test_a_packed_form_that_was_spoilt_is_made_again(studio: Studio) -> None:
    show = studio.show()
    bring(templates(show), show, [told(0)], None)
    packed = show.feed / "index.html.br"
    whole = packed.read_bytes()
    packed.write_bytes(b"garbage")
    bring(templates(show), show, [told(0)], None, [])
    assert packed.read_bytes() == whole
