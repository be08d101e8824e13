"""What the page shows of a script."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from daycast.day import booth, checked
from daycast.studio.rows import Clip, Row, clipped, in_script, outline, overview, rows
from daycast.voice.takes import Take

if TYPE_CHECKING:
    from pathlib import Path

    from daycast.show import Show

DAY = date(2026, 6, 23)


def shown(show: Show, text: str, clip: Clip | None = None) -> list[tuple[int, Row]]:
    room = booth(show)
    script, problems = checked(show, DAY, text.encode(), room)
    return list(rows(text, script, in_script(problems, show.script(DAY)), room, lambda key: clip))


def test_every_block_is_a_row_at_its_line_and_cited_footnotes_stand_beside_their_lines(
    show: Show, script: Path
) -> None:
    found = shown(show, script.read_text())
    assert [(line, row.kind) for line, row in found] == [
        (1, "front matter"),
        (7, "directive"),
        (9, "heading"),
        (11, "turn"),
        (13, "turn"),
        (15, "turn"),
    ]
    first = found[3][1]
    assert first.turn
    assert (first.turn.speaker, first.turn.words, first.turn.marks) == ("Ada", "Lake Corran is full again.", ("[^1]",))
    assert [source.quote for source in first.evidence] == ["Lake Corran is full again."]
    assert found[4][1].turn.take  # type: ignore[union-attr]


def test_a_problem_stands_in_the_row_of_its_line(show: Show, script: Path) -> None:
    text = script.read_text().replace("Ben: That", "Bob: That").replace("July. [^2]", "July. [^7]")
    told = {row.text: [message for _, message, _ in row.problems] for _, row in shown(show, text)}
    assert told["Bob: That is good news. {.take}"] == ["unknown speaker “Bob”"]
    assert told["Ada: Boats return in July. [^7]"] == ["[^7] has no footnote"]
    footnote = next(text for text in told if text.startswith("[^2]:"))
    assert told[footnote] == ["no line cites footnote [^2]"]


def test_a_prompt_for_a_take_is_a_row_with_a_note(show: Show, script: Path) -> None:
    prompt = "<!-- your take on the story: What do you make of it? Write it as a line: Ada: … {.take} -->"
    found = {row.text: row for _, row in shown(show, script.read_text() + f"\n{prompt}\n")}
    assert [level for level, _, _ in found[prompt].problems] == ["note"]


def test_what_is_wrong_with_the_cast_stands_at_the_head_with_its_file(show: Show, script: Path) -> None:
    (show.voice / "cast.yaml").write_text("Ben: {engine: silence}" + "\n" * 10 + "Ada: {engine: silance}\n")
    told = {line: [message for _, message, _ in row.problems] for line, row in shown(show, script.read_text())}
    assert told[1] == ["cast.yaml: Ada: there is no engine 'silance'"]
    assert told[11] == []


def test_no_problem_is_left_out_wherever_it_is(show: Show) -> None:
    text = "\n\n- a list\n\nAda: Hello.\n"
    room = booth(show)
    script, problems = checked(show, DAY, text.encode(), room)
    found = rows(text, script, problems, room, lambda key: None)
    assert sum(len(row.problems) for _, row in found) == len(problems) > 2


def test_a_line_that_cannot_be_spoken_has_no_sound_and_the_others_have(show: Show, script: Path) -> None:
    text = script.read_text().replace("Ben: That", "Bob: That").replace("[sound: open]", "[sound: gong]")
    heard = {row.text.split()[0]: row.sounding is not None for _, row in shown(show, text)}
    assert (heard["Ada:"], heard["Bob:"], heard["[sound:"]) == (True, False, False)


def test_the_quiet_before_a_line_is_what_the_episode_will_have(show: Show, script: Path) -> None:
    found = [row.sounding for _, row in shown(show, script.read_text()) if row.sounding]
    assert [round(heard.quiet, 1) for heard in found] == [0, 1.0, 0.3, 0.3]


def test_a_line_takes_as_long_as_its_take_and_a_guess_without_one(show: Show, script: Path) -> None:
    text = script.read_text()
    assert {row.seconds for _, row in shown(show, text, Clip(4.5, (1,))) if row.turn} == {4.5}
    guessed = [row.seconds for _, row in shown(show, text) if row.turn]
    assert all(0.5 < seconds < 4 for seconds in guessed)


def test_a_take_is_drawn_as_loud_as_it_is() -> None:
    take = Take("k", "mp3", 4, (-12000, -1900, -1900, -5000), -3.0, b"")
    assert clipped(take) == Clip(0.1, (0, 62, 62, 0))


def test_the_overview_draws_each_line_over_its_time(show: Show, script: Path) -> None:
    row = next(row for _, row in shown(show, script.read_text(), Clip(2.0, (10, 90))) if row.turn)
    silent = next(row for _, row in shown(show, script.read_text()) if row.kind == "heading")
    assert overview([row, silent, row], 8) == (10, 10, 90, 90, 10, 10, 90, 90)
    assert overview([], 3) == (0, 0, 0)
    assert outline((100, 0)) == "M0 0L1 49L1 51L0 100Z"


def test_a_voice_whose_engine_is_not_installed_costs_its_own_lines_alone(show: Show, script: Path) -> None:
    (show.voice / "cast.yaml").write_text("Ada: {engine: silance}\nBen: {engine: silence}\n")
    found = shown(show, script.read_text())
    assert [row.sounding is not None for _, row in found if row.turn] == [False, True, False]
