"""What is asked on the page is done to the files, and to nothing else in them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from queue import Queue
from typing import TYPE_CHECKING, Any

import pytest

from daycast.errors import DaycastError
from daycast.feed.listeners import add
from daycast.scripts.board import load_board
from daycast.scripts.edits import Moved
from daycast.show import open_show
from daycast.studio import asks
from daycast.studio.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from daycast.show import Show
    from daycast.voice.workers import Crew

DAY = date(2026, 6, 23)

LAKE = {"line": 11, "text": "Ada: Lake Corran is full again. [^1]"}
NEWS = {"line": 13, "text": "Ben: That is good news. {.take}"}


def do(desk: Desk, verb: str, **fields: Any) -> None:
    desk.do(asks.read.validate_python({"verb": verb, **fields}))


@pytest.mark.parametrize(
    ("verb", "fields", "old", "new"),
    [
        ("reword", {"at": LAKE, "speaker": "Ada", "words": "It is\nfull."}, LAKE["text"], "Ada: It is full. [^1]"),
        ("reword", {"at": LAKE, "speaker": "Ben", "words": "Full."}, LAKE["text"], "Ben: Full. [^1]"),
        ("mark", {"at": NEWS, "take": False}, NEWS["text"], "Ben: That is good news."),
        ("mark", {"at": LAKE, "take": True}, LAKE["text"], f"{LAKE['text']} {{.take}}"),
        ("uncite", {"at": LAKE, "label": "1"}, LAKE["text"], "Ada: Lake Corran is full again."),
        ("rewrite", {"at": NEWS, "text": "[pause: 1s]"}, NEWS["text"], "[pause: 1s]"),
        ("rewrite", {"at": NEWS, "text": ""}, f"{NEWS['text']}\n\n", ""),
        ("add", {"after": LAKE, "text": "Ben: Oh."}, LAKE["text"], f"{LAKE['text']}\n\nBen: Oh."),
        ("move", {"at": NEWS, "after": {"line": 9, "text": "# Top news"}}, f"{LAKE['text']}\n\n{NEWS['text']}",
         f"{NEWS['text']}\n\n{LAKE['text']}"),
        ("split", {"at": NEWS, "speaker": "Ben", "first": "That is", "second": " good news."}, NEWS["text"],
         "Ben: That is {.take}\n\nBen: good news. {.take}"),
        ("split", {"at": NEWS, "speaker": "Ben", "first": "That\n\nis ", "second": "good\nnews."}, NEWS["text"],
         "Ben: That is {.take}\n\nBen: good news. {.take}"),
    ],
)  # fmt: skip
def test_an_edit_changes_its_line_and_no_other_byte(
    desk: Desk, script: Path, verb: str, fields: dict[str, Any], old: str, new: str
) -> None:
    before = script.read_text()
    assert before.count(old) == 1
    do(desk, verb, **fields)
    assert script.read_text() == before.replace(old, new)


def test_an_edit_can_be_undone_and_done_again(desk: Desk, script: Path) -> None:
    before = script.read_text()
    assert not desk.sight().able["undo"]
    do(desk, "rewrite", at=NEWS, text="")
    after = script.read_text()
    do(desk, "undo")
    assert script.read_text() == before
    do(desk, "redo")
    assert script.read_text() == after


def test_what_was_changed_on_disk_meanwhile_is_never_overwritten(desk: Desk, script: Path) -> None:
    script.write_text(script.read_text().replace("good news", "great news"))
    theirs = script.read_text()
    with pytest.raises(Moved) as told:
        do(desk, "reword", at=NEWS, speaker="Ben", words="Mine.")
    assert told.value.now == "Ben: That is great news. {.take}"
    assert script.read_text() == theirs


def test_a_change_on_disk_elsewhere_is_kept_with_the_edit(desk: Desk, script: Path) -> None:
    script.write_text(script.read_text().replace("# Top news\n", "# Top news\n\nBen: Good morning.\n"))
    do(desk, "reword", at=NEWS, speaker="Ben", words="Mine.")
    assert "Ben: Good morning." in script.read_text()
    assert "Ben: Mine. {.take}" in script.read_text()


def test_a_word_is_pronounced_and_only_its_lines_are_to_be_spoken_anew(desk: Desk) -> None:
    before = {row.text: row.sounding.key for _, row in desk.sight().rows if row.sounding}
    do(desk, "pronounce", word="Corran", said="Kor-ran")
    after = {row.text: row.sounding.key for _, row in desk.sight().rows if row.sounding}
    assert [text for text in before if before[text] != after[text]] == [LAKE["text"]]
    assert "Corran: Kor-ran" in (desk.root / "voice" / "lexicon.yaml").read_text()


def test_a_take_is_made_when_it_is_asked_for_and_known_from_then_on(desk: Desk) -> None:
    row = next(row for _, row in desk.sight().rows if row.turn)
    assert row.clip is None
    assert row.sounding
    take = desk.take(row.sounding.key)
    assert take
    again = next(row for _, row in desk.sight().rows if row.turn)
    assert again.clip
    assert again.clip.seconds == pytest.approx(take.seconds, abs=0.01)
    assert desk.take("0" * 64) is None


def test_a_sound_is_heard_as_the_episode_has_it(desk: Desk) -> None:
    sounding = desk.sight().rows[1][1].sounding
    assert sounding
    take = desk.take(sounding.key)
    assert take
    assert take.seconds > 1


def test_an_episode_is_made_with_its_progress_told_and_published(show: Show, script: Path, crew: Crew) -> None:
    heard: Queue[tuple[str, dict[str, Any]]] = Queue()
    do(Desk(show.root, DAY, crew, lambda name, **figures: heard.put((name, figures))), "publish")
    told = []
    while not told or told[-1][0] != "changed":
        told.append(heard.get(timeout=30))
    spoken = [(news["done"], news["total"]) for name, news in told if name == "job" and news["doing"] == "Speaking"]
    assert spoken == [(0, 3), (1, 3), (2, 3), (3, 3)]
    (message,) = [news["message"] for name, news in told if name == "told"]
    assert message.endswith("3 lines spoken anew. It is published; the feed has 1 episode.")
    assert (show.feed / "feed.xml").exists()


def test_a_briefing_is_published_for_each_listener_and_not_as_a_feed_of_all(
    show: Show, script: Path, crew: Crew
) -> None:
    with (show.root / "show.yaml").open("a") as settings:
        settings.write("editions: {briefing: {}}\n")
    briefing = open_show(show.root, "briefing")
    script.rename(briefing.script(DAY))
    add(briefing, "ada", datetime(2026, 6, 23, tzinfo=UTC))
    heard: Queue[tuple[str, dict[str, Any]]] = Queue()
    desk = Desk(show.root, DAY, crew, lambda name, **figures: heard.put((name, figures)), edition="briefing")
    do(desk, "publish")
    told = []
    while not told or told[-1][0] != "changed":
        told.append(heard.get(timeout=30))
    (message,) = [news["message"] for name, news in told if name == "told"]
    assert message.endswith("It is published for 1 listener; 1 episode made now.")
    assert (briefing.feed / ".personal" / "2026-06-23.jsonl").exists()
    assert not (briefing.feed / "feed.xml").exists()


def test_what_is_published_goes_where_the_show_says(show: Show, script: Path, crew: Crew) -> None:
    with (show.root / "show.yaml").open("a") as settings:
        settings.write("publish: {path: www}\n")
    heard: Queue[tuple[str, dict[str, Any]]] = Queue()
    do(Desk(show.root, DAY, crew, lambda name, **figures: heard.put((name, figures))), "publish")
    told = []
    while not told or told[-1][0] != "changed":
        told.append(heard.get(timeout=30))
    (message,) = [news["message"] for name, news in told if name == "told"]
    assert f"send      {show.root / 'www'} " in message
    assert (show.root / "www" / "feed.xml").read_bytes() == (show.feed / "feed.xml").read_bytes()


def test_an_episode_that_cannot_be_made_says_everything_that_is_wrong(show: Show, script: Path, crew: Crew) -> None:
    script.write_text(script.read_text().replace("Ben: That", "Bob: That").replace("[sound: open]", "[sound: gong]"))
    heard: Queue[tuple[str, dict[str, Any]]] = Queue()
    do(Desk(show.root, DAY, crew, lambda name, **figures: heard.put((name, figures))), "render")
    name, news = heard.get(timeout=30)
    while name != "told":
        name, news = heard.get(timeout=30)
    assert "no sound “gong”" in news["message"]
    assert "unknown speaker “Bob”" in news["message"]
    assert "2 of 3 lines are spoken and kept" in news["message"]


def test_a_decision_on_the_board_is_kept_and_the_script_follows(
    desk: Desk, script: Path, report: Callable[..., Path]
) -> None:
    script.unlink()
    report("2026-06-23/lake", "Lake Corran is full again", "Lake Corran reached its old shore after a week of rain.")
    report("2026-06-23/train", "Night train to Oslo returns", "The night train to Oslo runs again from August.")
    do(desk, "write")
    assert "Oslo" in script.read_text()
    do(desk, "drop", name="2026-06-23/train")
    assert load_board(open_show(desk.root), desk.day).drop == ("2026-06-23/train",)
    assert "Oslo" not in script.read_text()
    do(desk, "restore", name="2026-06-23/train")
    assert "Oslo" in script.read_text()


def test_only_the_text_that_was_seen_is_approved(desk: Desk, script: Path) -> None:
    settings = desk.root / "show.yaml"
    settings.write_text(settings.read_text() + "review: required\n")
    seen = desk.sight()
    assert seen.able["approve"]
    script.write_text(script.read_text().replace("good news", "great news"))
    with pytest.raises(DaycastError, match="changed meanwhile"):
        do(desk, "approve", sha256=seen.sha256)
    do(desk, "approve", sha256=desk.sight().sha256)
    assert not desk.sight().able["approve"]


def test_a_new_line_whose_neighbour_changed_stands_behind_what_is_there_now(desk: Desk, script: Path) -> None:
    script.write_text(script.read_text().replace("good news", "great news"))
    do(desk, "add", after=NEWS, text="Ada: Indeed.")
    assert "great news. {.take}\n\nAda: Indeed.\n\nAda: Boats" in script.read_text()


def test_a_mistake_in_a_settings_file_is_told_and_mended_without_a_restart(desk: Desk) -> None:
    cast = desk.root / "voice" / "cast.yaml"
    right = cast.read_text()
    cast.write_text("Ada: {engin: silence}\n")
    with pytest.raises(DaycastError, match=r"cast\.yaml:1"):
        desk.sight()
    cast.write_text(right)
    assert desk.sight().errors == 0


def test_a_day_without_a_script_has_nothing_to_show_and_something_to_do(desk: Desk, script: Path) -> None:
    script.unlink()
    sight = desk.sight()
    assert (sight.rows, sight.able["write"], sight.able["render"]) == ((), True, False)
