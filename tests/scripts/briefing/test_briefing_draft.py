"""The briefing's pool: three points and the questions of each story, and what they rest on."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast import day as stages
from daycast import drafts
from daycast.files import read_text
from daycast.inline import plain
from daycast.scripts.briefing.pool import pool
from daycast.scripts.briefing.titles import short, title_of
from daycast.scripts.keep import keep
from daycast.scripts.llm.prompt import rules
from daycast.scripts.model import Say, Script, Section
from daycast.scripts.parse import parse
from daycast.show import Show, open_show

GOLDEN = Path(__file__).parent / "golden" / "2026-06-23.briefing.md"
MONDAY, TUESDAY = date(2026, 6, 22), date(2026, 6, 23)
Report = Callable[..., Path]


def asked(folder: Path) -> Show:
    """The show in a folder, with a briefing, which the demo show has; its edition."""
    settings = folder / "show.yaml"
    if "editions:" not in settings.read_text():
        settings.write_text(settings.read_text() + "editions:\n  briefing: {}\n")
    return open_show(folder, "briefing")


def drafted(show: Show, day: date = TUESDAY) -> str:
    text, told = drafts.redraft(show, day)
    assert text is not None
    assert told == ()
    return text


def read(text: str) -> Script:
    script, problems = parse(text, Path("script.md"))
    assert problems == ()
    return script


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Show:
    from daycast.start import copy_sample

    folder = tmp_path_factory.mktemp("demo") / "show"
    copy_sample(folder)
    return asked(folder)


@pytest.fixture(scope="module")
def pools(demo: Show) -> dict[date, str]:
    """The pools of both days, with the stories in the order that they have everywhere: without [embeddings]."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("daycast.seeds.grouping.meaning.meaning", lambda: None)
        return {day: drafted(demo, day) for day in (MONDAY, TUESDAY)}


def said(section: Section) -> list[str]:
    return [plain(cue.text) for cue in section.cues if isinstance(cue, Say)]


@pytest.mark.slow
def test_the_pool_is_what_the_golden_file_says(pools: dict[date, str]) -> None:
    """When the writer changes, the diff of the golden file shows what is read out now; running this file writes it."""
    assert pools[TUESDAY] == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("day", [MONDAY, TUESDAY])
def test_each_story_has_three_cited_points_and_then_questions(pools: dict[date, str], day: date) -> None:
    found = pool(read(pools[day])).stories
    assert len(found) >= 4
    for story in found:
        points = [cue for cue in story.points.cues if isinstance(cue, Say)]
        assert len(points) == 3, story.heading
        assert all(cue.citations for cue in points)
        assert 1 <= len(story.questions) <= 5
        for question in story.questions:
            first, *answers = said(question)
            assert first == plain(question.title)
            assert first.endswith("?")
            assert answers


@pytest.mark.slow
@pytest.mark.parametrize("day", [MONDAY, TUESDAY])
def test_nothing_in_a_story_leans_on_another_one(pools: dict[date, str], day: date) -> None:
    for story in pool(read(pools[day])).stories:
        for section in story.sections:
            lines = [line for line in said(section) if not line.endswith("?")]
            assert not re.match(r"(?:Also|And|But|He|She|It also|Meanwhile|In other news|Staying with)\b", lines[0])
            assert " adds" not in lines[0]


@pytest.mark.slow
def test_every_answer_says_who_says_so(pools: dict[date, str]) -> None:
    script = read(pools[TUESDAY])
    outlets = {source.outlet for source in script.evidence}
    for story in pool(script).stories:
        for question in story.questions:
            first = said(question)[1]
            says = r"“|\b(?:said|according to|estimates|told|showed|announced)\b"
            assert any(outlet in first for outlet in outlets) or re.search(says, first), first


@pytest.mark.slow
def test_people_are_named_in_full_where_a_listener_may_hear_them_first(pools: dict[date, str]) -> None:
    for story in pool(read(pools[TUESDAY])).stories:
        points = " ".join(said(story.points))
        for question in story.questions:
            for line in said(question):
                if re.search(r"\bNyland\b", line) and "Nyland" not in points:
                    assert "Beatriz Nyland" in line
    jumper = next(story for story in pool(read(pools[TUESDAY])).stories if "Jumper" in story.heading)
    assert "John Jumper" in said(jumper.points)[0]


@pytest.mark.slow
def test_what_is_not_known_tells_both_sides_of_a_disagreement(pools: dict[date, str]) -> None:
    jumper = next(story for story in pool(read(pools[TUESDAY])).stories if "Jumper" in story.heading)
    last = said(jumper.questions[-1])
    assert last[0] == "What is not known?"
    assert last[-1] == (
        "On the number of years, the outlets differ: Example Wire and Lantern Daily say nine, Northgate Courier says "
        "eight."
    )
    assert said(jumper.points)[0].startswith("Example Wire reports")


@pytest.mark.slow
def test_an_edited_line_is_kept_when_the_pool_is_written_again(demo: Show, report: Report, tmp_path: Path) -> None:
    first = drafted(demo, MONDAY)
    kept = keep(demo, MONDAY, first)
    line = next(line for line in first.splitlines() if line.startswith("Ben: Rohlf") or "Rohlf previously" in line)
    edited = re.sub(r": .*? \[", ": Chris Rohlf comes from Yahoo. [", line, count=1)
    kept.script.write_text(read_text(kept.script).replace(line, edited))
    keep(demo, MONDAY, first.replace("Each story in three points first", "Three points first"))
    now = read_text(kept.script)
    assert edited in now
    assert now.count("## What comes next?") == first.count("## What comes next?")


@pytest.mark.parametrize(
    ("language", "greets", "asks"),
    [
        ("de", "und das ist Ihr Überblick von", "Was ist noch offen?"),
        ("es", "y este es su resumen de", "¿Qué viene ahora?"),
    ],
)
def test_the_briefing_speaks_the_shows_language(tmp_path: Path, language: str, greets: str, asks: str) -> None:
    shutil.copytree(Path(__file__).parents[2] / "shows" / language, tmp_path / "show")
    show = asked(tmp_path / "show")
    text = drafted(show)
    assert greets in text
    assert f"## {asks}" in text
    assert not re.search(r"\b(?:What|the|reports)\b", re.sub(r"^\[\^.*$", "", text, flags=re.MULTILINE))
    show.script(TUESDAY).parent.mkdir(exist_ok=True)
    show.script(TUESDAY).write_text(text, encoding="utf-8")
    _, problems = stages.check(show, TUESDAY, stages.booth(show))
    assert [problem.message for problem in problems] == []


def test_a_silence_is_told_only_of_stories_that_are_told_at_length(show: Show, report: Report) -> None:
    body = [f"The town of Sund painted bridge number {n} green in the night of the storm." for n in range(9)]
    quoted = "“Nobody has seen a miller so cross about a colour in all of my life,” said Olga Rand, who bakes in Varby."
    guards = "The fire brigade of Varby guarded the wet paint with 40 people."
    bakers = "Bakers of three towns along the river brought bread for 300 guests in the early morning."
    told = [*body, guards, bakers, quoted]
    report("2026-06-23/paint", title="Sund paints its bridges green", text="\n\n".join(told))
    text = drafted(asked(show.root), TUESDAY)
    assert "None of the sources says what comes next." in text
    report(
        "2026-06-23/paint",
        title="Sund paints its bridges green",
        text="\n\n".join([*told, "It will paint a mill in May."]),
    )
    assert "None of the sources" not in drafted(open_show(show.root, "briefing"), TUESDAY)
    report("2026-06-23/paint", title="Sund paints its bridges green", text="\n\n".join(body))
    assert "None of the sources" not in drafted(open_show(show.root, "briefing"), TUESDAY)  # it would be all there is


def test_a_language_model_is_told_that_each_part_is_heard_by_itself() -> None:
    values = {"title": "T", "hosts": ("Ada",), "language": "en", "date": TUESDAY, "longest": 30}
    told = rules((), kind="briefing", **values)["content"]
    assert "Each part is heard by itself" in told
    assert "Each part is heard by itself" not in rules((), kind="daily", **values)["content"]


def test_the_sections_settings_bound_the_pool(show: Show, report: Report) -> None:
    told = {
        "Mill burns down in Sund": ["A mill in Sund burned down on Sunday night.", "The fire brigade sent 40 people.",
                                    "Nobody lived in the mill, which was built in 1880."],
        "Varby elects a new mayor": ["Varby elected baker Olga Rand as mayor by 300 votes.",
                                     "Turnout in Varby was 61 percent, the highest since 1994."],
        "Ferry to Holm stops for repairs": ["The ferry to Holm stops for nine days, as its engine is broken.",
                                            "About 800 commuters must take a bus around the bay."],
    }  # fmt: skip
    for number, (title, lines) in enumerate(told.items()):
        report(f"2026-06-23/{number}", title=title, text=" ".join(lines))
    settings = show.root / "show.yaml"
    settings.write_text(
        settings.read_text() + "editions:\n  briefing:\n    sections: [{kind: briefing, stories: 2, questions: 0}]\n"
    )
    found = pool(read(drafted(open_show(show.root, "briefing"), TUESDAY))).stories
    assert len(found) == 2
    assert not any(story.questions for story in found)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Port reopens", "Port reopens"),
        ("Nobel laureate John Jumper leaves one laboratory for another one", "John Jumper"),
        ("the council of the town votes for lanes on the long ring road", "the council of the town votes for lanes …"),
    ],
)
def test_a_heading_is_told_in_short(heading: str, words: str) -> None:
    assert short(heading) == words


def test_the_fewer_stories_the_more_of_their_headings_is_in_the_title() -> None:
    one, other = "Nobody in Sund will say who painted all the bridges green", "Mill of Varby burns down in the storm"
    assert title_of([one, other]) == f"{one}; {other}"
    assert title_of([one, other, other, other]).startswith("Nobody in Sund will say who painted …")


@given(st.lists(st.text(min_size=1, max_size=90), min_size=1, max_size=6))
def test_a_title_names_three_stories_at_most(headings: list[str]) -> None:
    assert title_of(headings).count("; ") <= 3


if __name__ == "__main__":
    import tempfile

    from daycast.start import copy_sample

    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr("daycast.seeds.grouping.meaning.meaning", lambda: None)
        copy_sample(Path(place) / "show")
        GOLDEN.write_text(drafted(asked(Path(place) / "show")), encoding="utf-8")
