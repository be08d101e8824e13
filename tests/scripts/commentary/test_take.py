"""The edition take: what it lays out, what it asks, and what is told of it."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from daycast import day as stages
from daycast import drafts, newsroom
from daycast.cli import app
from daycast.errors import DaycastError, Problem
from daycast.files import read_text
from daycast.scripts.commentary.unanswered import prompted
from daycast.scripts.comments import comments
from daycast.scripts.keep import Outcome, keep
from daycast.scripts.model import Script
from daycast.scripts.parse import parse
from daycast.show import Show, open_show
from daycast.start import copy_sample

TUESDAY = date(2026, 6, 23)
SHOWS = Path(__file__).parents[2] / "shows"
GOLDEN = Path(__file__).with_name("take.md")
Report = Callable[..., Path]

pytestmark = pytest.mark.slow  # a whole day's articles each


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Show:
    """The take of the demo show, in a copy of the show."""
    folder = tmp_path_factory.mktemp("demo") / "show"
    copy_sample(folder)
    return open_show(folder, "take")


@pytest.fixture(scope="module")
def text(demo: Show) -> str:
    return drafted(demo)


@pytest.fixture(scope="module")
def script(text: str) -> Script:
    return parse(text, Path("2026-06-23.take.md"))[0]


def drafted(show: Show) -> str:
    text, problems = drafts.redraft(show, TUESDAY)
    assert text is not None
    assert problems == ()
    return text


def checked(show: Show) -> list[Problem]:
    _, problems = stages.check(show, TUESDAY, stages.booth(show, "silence"))
    return [problem for problem in problems if "dictionary" not in problem.message]


def test_the_script_is_what_the_golden_file_says(text: str) -> None:
    """When the writer changes, the diff of this file shows what is read out, and asked, now."""
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_a_draft_is_without_a_fault_but_for_the_opinion_that_it_lacks(demo: Show, text: str) -> None:
    keep(demo, TUESDAY, text)
    told = checked(demo)
    waiting = [problem for problem in told if problem.note]
    assert [problem.line for problem in waiting] == [
        number for number, row in enumerate(text.split("\n"), 1) if row.startswith("<!-- your take")
    ]
    others = [(problem.line, problem.message) for problem in told if not problem.note]
    heading = text.split("\n").index("# Our take") + 1
    assert (heading, "this take has no line of opinion") in others
    assert [message for line, message in others if line not in (1, heading)] == []


def test_there_is_a_prompt_for_the_story_each_part_and_what_is_open(script: Script, text: str) -> None:
    asked = [comment.text for comment in comments(text)]
    parts = [section.title for section in script.sections if section.level == 2]
    named = (part[0].lower() + part[1:] for part in parts)
    about = ("what people say" if part == "in their words" else part for part in named)
    for part in ("the story", *about, "what is not known"):
        assert any(f"your take on {part}:" in prompt for prompt in asked)
    assert {comment.section for comment in comments(text) if prompted(comment.text)} == {
        next(place for place, section in enumerate(script.sections) if section.title == "Our take")
    }


def test_facts_and_opinion_are_apart(script: Script) -> None:
    named = {section.title: section for section in script.sections}
    assert not any(getattr(cue, "citations", ()) for cue in named["Our take"].cues)
    assert not any(line.take for line in script.lines)


def test_earlier_pieces_are_named_and_kept_for_the_page(demo: Show, script: Script, text: str) -> None:
    assert "“Senior researchers leave Google DeepMind”" in text
    kept = json.loads((demo.root / "scripts" / ".generated" / "2026-06-23.take.follows.json").read_text())
    assert re.search(r"^<!-- http://localhost:8642/2026-06-22/ \(likeness 0\.\d\d\) -->$", text, re.MULTILINE)
    assert kept[0]["told"] == [{"day": "2026-06-22", "heading": "Senior researchers leave Google DeepMind"}]
    assert set(kept[0]["articles"]) >= {evidence.url for evidence in script.evidence}


def test_earlier_pieces_are_told_from_the_last_to_the_first_and_not_in_the_same_words(
    report: Report, show: Show
) -> None:
    told = {
        "20": ("Dam of Corran leaks", "Engineers found a leak in the dam of Corran above the town of Varby."),
        "21": ("Dam of Corran loses water", "The dam of Corran loses water, and 300 people of Varby left their town."),
        "22": ("Divers mend dam of Corran", "Divers closed a leak in the dam of Corran, the mayor of Varby said."),
        "23": ("Dam of Corran breaks", "The dam of Corran broke at dawn, and water flooded the town of Varby."),
    }
    for day, (title, text) in told.items():
        report(f"2026-06-{day}/dam", title, text, published=f"2026-06-{day}T06:00:00Z")
        if day != "23":
            when = date(2026, 6, int(day))
            show.script(when).parent.mkdir(exist_ok=True)
            show.script(when).write_text(str(drafts.redraft(show, when)[0]))
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + "editions:\n  take: {}\n")
    lines = [line for line in drafted(open_show(show.root, "take")).split("\n") if "story, “" in line]
    assert [re.search(r"(\w+)’s story", line)[1] for line in lines] == ["yesterday", "Sunday", "Saturday"]  # type: ignore[index]
    assert {line.partition("there was")[0].partition(": ")[2] for line in lines[1:]} == {"And ", "Before that, "}


def test_the_story_is_the_one_that_the_takes_own_board_names(demo: Show) -> None:
    board = demo.root / "scripts" / "2026-06-23.take.board.yaml"
    board.write_text("deep_dive: qwable-law-harbour-review\n")
    try:
        assert "# The facts: Open model Qwable-v1" in drafted(demo)
        assert "Deep dive: Open model Qwable-v1" in drafted(demo.main)  # of its own choice
        board.write_text("drop: [jumper-example-wire]\n")
        assert "John Jumper" not in drafted(demo).split("\n\n")[0]
    finally:
        board.unlink()


def test_what_a_person_wrote_in_a_prompts_place_outlasts_a_redraft(demo: Show, text: str) -> None:
    keep(demo, TUESDAY, text)
    path = demo.script(TUESDAY)
    first = next(row for row in text.split("\n") if row.startswith("<!-- your take on the numbers"))
    mine = "Ben: For me that is not a tool any more, it is plumbing. {.take}"
    path.write_text(read_text(path).replace(first, mine))
    article = demo.seeds(TUESDAY) / "jumper-example-wire.md"
    before = article.read_text()
    article.write_text(before.replace("14 of its 20", "16 of its 21"))
    try:
        kept = keep(demo, TUESDAY, drafted(demo))
        now = read_text(path)
        assert kept.outcome == Outcome.MERGED
        assert mine in now
        assert "your take on the numbers" not in now
        assert "16 of its 21" in now
        assert now.count("<!-- your take") == text.count("<!-- your take") - 1
        assert "no line of opinion" not in " ".join(problem.message for problem in checked(demo))
    finally:
        article.write_text(before)
        path.unlink()


def test_one_side_of_what_outlets_tell_differently_is_not_told_again_as_what_comes_next(demo: Show) -> None:
    late = demo.seeds(TUESDAY) / "jumper-late.md"
    late.write_text(
        "---\ntitle: DeepMind names Ilse Marten to succeed John Jumper\noutlet: Carrow Post\n"
        "published: 2026-06-23T16:00:00+00:00\n---\n\nGoogle DeepMind has named Ilse Marten to lead the AlphaFold "
        "team after John Jumper quits, the laboratory said on Tuesday.\n\nMarten joined Google DeepMind in "
        "2019 and led a group of 31 researchers. The team will report to her from 1 July.\n\nAnthropic declined "
        "to comment on the appointment.\n\nIt is unclear how many of Jumper's colleagues will follow him to Anthropic. "
        "John Jumper shared the Nobel Prize for AlphaFold.\n"
    )
    try:
        said = "\n".join(line.text for line in parse(drafted(demo), Path("2026-06-23.take.md"))[0].lines)
    finally:
        late.unlink()
    assert "Northgate Courier says eight" in said
    assert "after eight years" not in said


def test_a_story_that_says_nothing_on_air_is_told(show: Show, report: Report) -> None:
    (show.root / "show.yaml").write_text((show.root / "show.yaml").read_text() + "editions: {take: {}}\n")
    report("2026-06-23/odd", title="What?", text="Yes. No. Well.")
    with pytest.raises(DaycastError, match="can be said on air") as raised:
        drafts.redraft(open_show(show.root, "take"), TUESDAY)
    assert "scripts/2026-06-23.take.board.yaml" in raised.value.hint


def test_a_story_with_too_little_to_tell_gives_way_to_the_next(show: Show, report: Report) -> None:
    (show.root / "show.yaml").write_text((show.root / "show.yaml").read_text() + "editions: {take: {}}\n")
    for outlet in ("Example Wire", "Harbour Review"):
        report(f"2026-06-23/thin-{outlet[0]}", title="Corran wins the chess title", outlet=outlet,
               text="Rosa Corran won the chess title in Halden on Monday.")  # fmt: skip
    told = (
        "The port of Tarnby will rebuild all of its nine ferries by next spring.",
        "Two ferries have been rebuilt already and carry passengers again.",
        "The rebuilding costs the city $84 million, the harbour office said.",
        "Hydrogen for the ferries comes by train from a refinery in the north.",
        "The harbour office expects 40,000 more passengers in a year.",
        "Unions have not said whether they will accept the new shifts.",
    )
    report("2026-06-23/full", title="Tarnby rebuilds its ferries", text="\n\n".join(told))
    first, *_ = newsroom.stories(show, TUESDAY, newsroom.reported(show, TUESDAY))
    assert first.headline == "Corran wins the chess title"
    assert "# The facts: Tarnby rebuilds its ferries" in drafted(open_show(show.root, "take"))


def test_where_every_story_is_left_out_it_is_told(show: Show, report: Report) -> None:
    (show.root / "show.yaml").write_text((show.root / "show.yaml").read_text() + "editions: {take: {}}\n")
    report("2026-06-23/only", title="The only story", text="The port of Halden opened a second quay on Monday.")
    (show.root / "scripts").mkdir()
    (show.root / "scripts" / "2026-06-23.take.board.yaml").write_text("drop: [only]\n")
    with pytest.raises(DaycastError, match="every story of the day is left out"):
        drafts.redraft(open_show(show.root, "take"), TUESDAY)


def test_today_makes_it_warns_and_its_page_links_to_the_earlier_episode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_sample(tmp_path / "show")
    monkeypatch.chdir(tmp_path / "show")
    Path("voice/cast.yaml").write_text("Ada: {engine: silence}\nBen: {engine: silence}\n")

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, [*words])
        assert done.exit_code == 0, done.output
        return done.output

    run("render", "--date", "2026-06-22")
    run("today", "--date", "2026-06-23", "--edition", "take")
    said = run("render", "--date", "2026-06-23", "--edition", "take")
    assert "this take has no line of opinion" in said
    page = Path("feed/take/2026-06-23/index.html").read_text()
    assert re.search(r'<a href="\.\./\.\./2026-06-22/"[^>]*>Senior researchers leave Google DeepMind</a>', page)
    script = Path("scripts/2026-06-23.take.md")
    rows = script.read_text().split("\n")
    first = next(place for place, row in enumerate(rows) if row.startswith("<!-- your take"))
    rows[first] = "Ada: I would have let nobody go. {.take}"
    script.write_text("\n".join(rows))
    assert "no line of opinion" not in run("today", "--date", "2026-06-23", "--edition", "take")
    page = Path("feed/take/2026-06-23/index.html").read_text()
    assert re.search(r'<div class="line take".*?I would have let nobody go\.', page, re.DOTALL)
    assert "your take" not in page


@pytest.mark.parametrize(
    ("tongue", "headings", "earlier"),
    [
        (
            "de",
            ("# Die Fakten: ", "# Was wir schon berichtet haben", "# Unsere Meinung"),
            "Neues zu unserem Bericht vom",
        ),
        ("es", ("# Los hechos: ", "# Lo que ya contamos", "# Nuestra opinión"), "Novedades sobre nuestra información"),
    ],
)
def test_a_take_is_in_the_language_of_the_show_and_the_check_knows_its_phrases(
    tongue: str, headings: tuple[str, ...], earlier: str, tmp_path: Path
) -> None:
    root = tmp_path / "show"
    shutil.copytree(SHOWS / tongue, root)
    (root / "show.yaml").write_text((root / "show.yaml").read_text() + "\neditions: {take: {}}\n")
    shutil.copytree(root / "seeds" / "2026-06-23", root / "seeds" / "2026-06-22")  # so that the same aired before
    show = open_show(root, "take")
    before, _ = drafts.redraft(show.main, date(2026, 6, 22))
    assert before is not None
    keep(show.main, date(2026, 6, 22), before)
    text = drafted(show)
    for heading in headings:
        assert f"\n{heading}" in text
    assert earlier in text
    assert "your take on" not in text  # the word behind it is in the show's language
    keep(show, TUESDAY, text)
    first = show.hosts[0]
    assert [problem.message for problem in checked(show) if not problem.note and problem.line > 1] == [
        "this take has no line of opinion"
    ]
    assert f"answer a prompt: {first}: … {{.take}}" in [problem.hint for problem in checked(show)]
