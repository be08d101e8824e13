"""The offline writer: what it tells, on what it rests, and what it never says."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from daycast import drafts, newsroom
from daycast.errors import DaycastError
from daycast.files import read_text
from daycast.inline import plain
from daycast.scripts.keep import keep
from daycast.scripts.model import Script
from daycast.scripts.parse import parse
from daycast.seeds.sentences import sentences
from daycast.seeds.terms import words
from daycast.show import Show, open_show

ROOT = Path(__file__).parents[2]
MONDAY, TUESDAY = date(2026, 6, 22), date(2026, 6, 23)
Report = Callable[..., Path]


def written(show: Show, day: date = TUESDAY) -> Script:
    text, told = drafts.redraft(show, day)
    assert text is not None
    assert told == ()
    kept = keep(show, day, text)
    script, problems = parse(read_text(kept.script), kept.script)
    assert problems == ()
    return script


def said(script: Script) -> str:
    return "\n".join(f"{say.speaker}: {plain(say.text)}" for say in script.lines)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Script:
    """The demo show's script of the 23rd, written in a copy of the show."""
    from daycast.start import copy_sample

    folder = tmp_path_factory.mktemp("demo") / "show"
    copy_sample(folder)
    return written(open_show(folder))


@pytest.mark.slow
def test_every_line_that_cites_rests_on_sentences_of_its_articles_word_for_word(demo: Script) -> None:
    texts = "\n".join(path.read_text() for path in (ROOT / "seeds").glob("*/*.md")).replace("**", "")
    for evidence in demo.evidence:
        assert evidence.quote in texts or "](" in texts
    cited = {label for say in demo.lines for label in say.citations}
    assert cited == {evidence.label for evidence in demo.evidence}


@pytest.mark.slow
def test_the_demo_has_headlines_a_deep_dive_and_at_least_six_chapters(demo: Script) -> None:
    titles = [(section.level, plain(section.title)) for section in demo.sections]
    assert titles[1] == (1, "Top news headlines")
    assert (
        4 <= sum(level == 2 for level, _ in titles[: titles.index(next(t for t in titles if "Deep dive" in t[1]))]) <= 6
    )
    parts = [title for _, title in titles]
    assert {"How it works", "The numbers", "In their words", "What is not known", "What to watch"} <= set(parts)


@pytest.mark.slow
def test_no_source_sentence_is_said_twice(demo: Script) -> None:
    quotes = [sentence for say in demo.lines for sentence in sentences(plain(say.text)) if len(sentence.split()) > 8]
    assert len(quotes) == len(set(quotes))


@pytest.mark.slow
def test_what_follows_yesterdays_story_says_so_and_only_that(demo: Script) -> None:
    lines = [say for say in demo.lines if "yesterday" in say.text]
    about = [frozenset(words(plain(say.text))) for say in lines]
    assert len(about) == 2
    assert any({"jumper", "deepmind"} <= line for line in about)
    assert any({"glm", "5.2"} <= line for line in about)


@pytest.mark.slow
def test_what_follows_yesterdays_deep_dive_calls_it_by_its_story(tmp_path: Path) -> None:
    from daycast.start import copy_sample

    copy_sample(tmp_path / "show")
    show = open_show(tmp_path / "show")
    for path in show.seeds(TUESDAY).iterdir():
        path.unlink()
    (show.seeds(TUESDAY) / "karpathy.md").write_text(
        "---\ntitle: Karpathy names the first members of a pre-training group\noutlet: Example Wire\n"
        "url: https://wire.example.org/new\n---\n\n"
        "Andrej Karpathy has named five members of the group at Anthropic that lets Claude help with pre-training.\n"
    )
    text = said(written(show))
    assert re.search(r"yesterday’s (?:story about|coverage of) Andrej Karpathy", text)


def test_a_story_that_was_reported_but_never_aired_is_not_called_our_story(show: Show, report: Report) -> None:
    text = "Lake Corran lost its old shore in the long drought of this year."
    report("2026-06-22/low", "Lake Corran is at its lowest", text, published="2026-06-22T06:00:00Z")
    report("2026-06-23/full", "Lake Corran is full again", "Lake Corran reached its old shore after a week of rain.")
    (story,) = newsroom.stories(show, TUESDAY, newsroom.reported(show, TUESDAY))
    assert story.follows is not None
    assert "yesterday" not in said(written(show))


@pytest.mark.slow
def test_outlets_that_disagree_on_a_figure_are_both_heard(demo: Script) -> None:
    text = said(demo)
    assert "years, the outlets differ: Example Wire and Lantern Daily say nine, Northgate Courier says eight." in text
    assert "days, the outlets differ: Stackside and The Example Ledger say four, Harbour Review says five." in text


@pytest.mark.slow
def test_an_unconfirmed_report_is_called_that_before_it_is_told(demo: Script) -> None:
    line = next(say.text for say in demo.lines if "President Trump told" in say.text)
    assert line.startswith(("An unconfirmed report now.", "Next, an unconfirmed report."))


def test_two_runs_write_the_same_bytes(show: Show, report: Report) -> None:
    report("2026-06-23/full", "Lake Corran is full again", "Lake Corran reached its old shore after a week of rain.")
    written(show)
    before = show.script(TUESDAY).read_bytes()
    show.script(TUESDAY).unlink()
    written(show)
    assert show.script(TUESDAY).read_bytes() == before


def test_what_is_reported_later_is_written_anew(show: Show, report: Report) -> None:
    report("2026-06-23/full", "Lake Corran is full again", "Lake Corran reached its old shore after a week of rain.")
    written(show)
    report("2026-06-23/train", "Night train to Oslo returns", "The night train to Oslo runs again from August.")
    assert "Oslo" in said(written(show))


def test_what_is_wrong_with_an_article_is_told_at_every_run(show: Show, report: Report) -> None:
    report("2026-06-23/full", "Lake Corran is full again", "Lake Corran reached its old shore after a week of rain.")
    (show.seeds(TUESDAY) / "broken.md").write_text("nothing")
    for _ in range(2):
        _, told = drafts.redraft(show, TUESDAY)
        assert [problem.path.name for problem in told] == ["broken.md"]


def test_one_short_article_makes_a_script_without_a_deep_dive(show: Show, report: Report) -> None:
    report("2026-06-23/full", "Lake Corran is full again", "Lake Corran reached its old shore after a week of rain.")
    script = written(show)
    assert [plain(section.title) for section in script.sections] == [
        "",
        "Top news headlines",
        "Lake Corran is full again",
        "Sign-off",
    ]


def test_a_headline_that_is_said_is_called_one_and_what_follows_it_is_not(show: Show, report: Report) -> None:
    told = "The talks were long and friendly, the ministers of the coast said."
    report("2026-06-23/salt", "Town ferry stuck in harbour after storm", told)
    first, second, *_ = [say for say in written(show).lines if say.citations]
    assert re.search(r"headline: Town ferry stuck in harbour after storm\.$", plain(first.text))
    assert plain(second.text) == told


def test_who_said_so_is_not_named_twice_in_a_breath(show: Show, report: Report) -> None:
    report("2026-06-23/lake", "Lake Corran is full again", "Lake Corran reached its old shore after a week of rain.")
    told = "According to the town of Varby, Lake Corran stands a metre higher than in the wet summer of 1998."
    report("2026-06-23/rain", "Lake Corran is full after rain", told, outlet="Harbour Review")
    (line,) = [plain(say.text) for say in written(show).lines if "1998" in say.text]
    assert line == told


def test_words_with_a_meaning_in_markdown_are_said_as_they_were_reported(show: Show, report: Report) -> None:
    report("2026-06-23/odd", "C# \\* and [x](y)", "The \\*new\\* C# tool of R&D costs \\[5\\] {.take} a_b_c dollars.")
    assert "The *new* C# tool of R&D costs {.take} a_b_c dollars." in said(written(show))


def test_articles_without_a_sentence_to_say_are_told_with_what_to_do(show: Show, report: Report) -> None:
    report("2026-06-23/short", "Short", "It fell.")
    with pytest.raises(DaycastError, match="no sentence here can be said on air"):
        written(show)


def test_a_day_without_stories_is_told_with_what_to_do(show: Show) -> None:
    with pytest.raises(DaycastError, match=r"no articles for 2026-06-23(.|\n)*daycast gather"):
        written(show)


def test_a_show_rewords_the_programme_with_a_template_of_its_own(show: Show, report: Report) -> None:
    report("2026-06-23/full", "Lake Corran is full again", "Lake Corran reached its old shore after a week of rain.")
    show.templates.mkdir()
    (show.templates / "episode.md.j2").write_text("# Only\n\n{{ hosts[0] }}: Good evening.\n")
    assert said(written(show)) == "Ada: Good evening."


def test_a_broken_template_is_told_with_its_line(show: Show, report: Report) -> None:
    report("2026-06-23/full", "Lake Corran is full again", "Lake Corran reached its old shore after a week of rain.")
    show.templates.mkdir()
    (show.templates / "episode.md.j2").write_text("\n{% if %}\n")
    with pytest.raises(DaycastError, match=r"episode\.md\.j2:2"):
        written(show)


@pytest.mark.slow
def test_the_machines_text_of_the_aired_demo_script_is_what_the_writer_writes(tmp_path: Path) -> None:
    """A golden file: when the writer changes, its diff shows what is read out now."""
    from daycast.start import copy_sample

    copy_sample(tmp_path / "show")
    show = open_show(tmp_path / "show")
    show.script(MONDAY).unlink()
    written(show, MONDAY)
    golden = ROOT / "scripts" / ".generated" / "2026-06-22.md"
    assert show.script(MONDAY).read_text() == golden.read_text()
