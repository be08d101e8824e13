"""The weekly edition: what it tells of a week, and what it never says again."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daycast import day as stages
from daycast import drafts, start
from daycast.errors import DaycastError, Problem
from daycast.files import read_text, write_text
from daycast.inline import plain
from daycast.scripts.model import Script
from daycast.scripts.parse import parse
from daycast.scripts.weekly.model import Movement
from daycast.scripts.weekly.quiet import is_quiet
from daycast.scripts.weekly.write import on
from daycast.show import Show, open_show

SHOWS = Path(__file__).parents[1] / "shows"
SATURDAY = date(2026, 6, 20)
WEEK = [SATURDAY - timedelta(ago) for ago in range(6, -1, -1)]
Report = Callable[..., Path]


def copied(folder: Path) -> Show:
    """The show of a week that was made up, with its articles and without scripts."""
    shutil.copytree(SHOWS / "week", folder)
    return open_show(folder)


def aired(show: Show, minutes: float | None = None) -> Show:
    """The show with the daily scripts of every day that has articles."""
    told = show if minutes is None else show.model_copy(update={"minutes": minutes})
    told._root = show.root
    for day in [day for day in show.days("seeds") if any(show.seeds(day).iterdir())]:
        write_text(show.script(day), str(drafts.redraft(told, day)[0]))
    return show


def weekly(show: Show, day: date = SATURDAY) -> tuple[Script, list[Problem]]:
    """The week's script as it is kept, and what a check says of it besides its length."""
    edition = show.edition("weekly")
    text, told = drafts.redraft(edition, day)
    assert told == ()
    write_text(edition.script(day), str(text))
    script, problems = stages.check(edition, day, stages.booth(edition), length=False)
    return script, list(problems)


def said(script: Script) -> str:
    return "\n".join(f"{say.speaker}: {plain(say.text)}" for say in script.lines)


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> tuple[Show, Script, list[Problem]]:
    show = aired(copied(tmp_path_factory.mktemp("week") / "show"))
    return (show, *weekly(show))


def test_the_week_as_it_is_read_out(week: tuple[Show, Script, list[Problem]]) -> None:
    """A golden file: when the writer changes, its diff shows what is heard now."""
    show, _, _ = week
    assert read_text(show.edition("weekly").script(SATURDAY)) == (SHOWS / "week.md").read_text()


def test_every_line_stands_in_what_it_cites(week: tuple[Show, Script, list[Problem]]) -> None:
    assert week[2] == []


def test_a_story_is_told_by_its_days_and_what_aired_is_referred_to(week: tuple[Show, Script, list[Problem]]) -> None:
    dive = said(week[1]).partition("the story that moved most")[2]
    days = re.findall(r"(?:told you on|On|on) (Monday|Tuesday|Thursday|Friday)", dive)
    assert list(dict.fromkeys(days)) == ["Monday", "Tuesday", "Thursday", "Friday"]
    assert dive.count("told you") == 4


def test_a_reference_links_to_the_page_of_its_episode(week: tuple[Show, Script, list[Problem]]) -> None:
    show, script, _ = week
    own = {e.label: e for e in script.evidence if e.outlet == show.title}
    referring = [say for say in script.lines if "we told you" in say.text.lower()]
    assert referring
    for say in referring:
        pages = {own[label].url for label in say.citations if label in own}
        assert pages <= {f"{show.base_url}{day}/" for day in show.days("scripts")}
        assert pages


def test_a_reference_to_a_day_that_said_no_such_thing_is_told(week: tuple[Show, Script, list[Problem]]) -> None:
    show, script, _ = week
    edition = show.edition("weekly")
    text = read_text(edition.script(SATURDAY))
    own = next(e for e in script.evidence if e.outlet == show.title and e.published == date(2026, 6, 16))
    thursday = f"{own.outlet}, 2026-06-18, <{show.base_url}2026-06-18/>"
    wrong = text.replace(f"{own.outlet}, 2026-06-16, <{own.url}>", thursday)
    _, problems = stages.checked(edition, SATURDAY, wrong.encode(), stages.booth(edition), length=False)
    assert any("does not stand in scripts/2026-06-18.md" in problem.message for problem in problems)


def test_a_figure_is_told_then_and_now_with_both_sources(week: tuple[Show, Script, list[Problem]]) -> None:
    _, script, _ = week
    (section,) = [part for part in script.sections if plain(part.title) == "What changed since first reported"]
    lines = [say for say in script.lines if say in section.cues]
    text = " ".join(plain(say.text) for say in lines)
    assert re.search(r"\b19 people\b.*\b12\b", text)
    quotes = {e.label: e.quote for e in script.evidence}
    cited = " ".join(quotes[label] for say in lines for label in say.citations)
    assert "killed 12 people" in cited
    assert "killed 19 people" in cited


def test_what_went_quiet_is_told_with_the_day_when_it_was_last_heard(week: tuple[Show, Script, list[Problem]]) -> None:
    text = said(week[1])
    assert re.search(r"June 10th.*lithium mine", text)
    assert "we heard of it, after news on two days" in text


def test_what_is_announced_for_the_next_days_is_told_under_its_date(week: tuple[Show, Script, list[Problem]]) -> None:
    text = said(week[1])
    assert re.search(r"Tuesday, June 23rd\.\n.*will begin on Tuesday in Carrow", text)
    assert re.search(r"Wednesday, June 24th\.\n.*inquiry", text)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the demo show's weekly says."""
    folder = tmp_path_factory.mktemp("demo") / "show"
    start.copy_sample(folder)
    return said(weekly(aired(open_show(folder)), date(2026, 6, 23))[0])


def test_what_names_its_day_itself_is_not_told_with_the_day_before_it(demo: str) -> None:
    (line,) = [line for line in demo.splitlines() if "by Tuesday morning" in line]
    assert line.startswith("Ada: And, as we told you, quantised builds")


def test_the_news_of_a_day_is_not_told_again_as_what_the_next_day_follows(demo: str) -> None:
    dive = demo.partition("Now our deep dive")[2]
    assert dive.count("Monday") == 1
    assert "As we told you on Monday: Google DeepMind loses a senior researcher" in dive


def test_two_runs_write_the_same_bytes(week: tuple[Show, Script, list[Problem]]) -> None:
    edition = week[0].edition("weekly")
    assert drafts.redraft(edition, SATURDAY)[0] == read_text(edition.script(SATURDAY))


def test_without_daily_episodes_nothing_was_told_before(tmp_path: Path) -> None:
    script, problems = weekly(copied(tmp_path / "show"))
    assert problems == []
    assert "told you" not in said(script)
    assert "On Tuesday, " in said(script)


_QUOTED = re.compile(r"“[^”]*”")


def trigrams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower().replace("’", "'"))
    return set(zip(words, words[1:], words[2:], strict=False))


def aired_lines(show: Show) -> Iterator[str]:
    for day in WEEK:
        if show.script(day).exists():
            script, _ = parse(read_text(show.script(day)), show.script(day))
            yield from (plain(say.text) for say in script.lines)


@pytest.mark.slow
@settings(max_examples=8)
@given(
    minutes=st.floats(0.6, 4),
    silent=st.sets(st.sampled_from([str(day) for day in WEEK[1:6]]), max_size=3),
    missing=st.sets(st.integers(0, 12), max_size=5),
    added=st.integers(0, 40),
)
def test_no_line_of_the_week_has_the_wording_of_one_that_aired(
    minutes: float, silent: set[str], missing: set[int], added: int
) -> None:
    """Whatever was reported, whichever days had a programme, whatever a person added to it. Quotations are free."""
    with TemporaryDirectory() as folder:
        show = copied(Path(folder) / "show")
        reported = sorted(path for day in WEEK for path in show.seeds(day).glob("*.md"))
        for number in missing:
            reported[number].unlink(missing_ok=True)
        aired(show, minutes)
        for name in silent:
            show.script(date.fromisoformat(name)).unlink(missing_ok=True)
        texts = [path.read_text().split("---\n", 2)[2] for path in reported if path.exists()]
        by_hand = [sentence.strip() for text in texts for sentence in text.split("\n\n")]
        scripts = [show.script(day) for day in WEEK if show.script(day).exists()]
        if scripts and by_hand:
            edited, line = scripts[added % len(scripts)], f"Ada: {by_hand[added % len(by_hand)]} [^1]"
            write_text(edited, read_text(edited).replace("\n\n# Sign-off", f"\n\n{line}\n\n# Sign-off"))
        known = set().union(*map(trigrams, aired_lines(show)))
        script, problems = weekly(show)
        assert problems == []
        for say in script.lines:
            mine = trigrams(_QUOTED.sub(" ", plain(say.text))) if say.citations else set()
            assert len(mine & known) < 0.5 * max(len(mine), 1), plain(say.text)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (Movement(3, 2, 4), Movement(2, 2, 4)),  # another day of news
        (Movement(2, 4, 4), Movement(2, 3, 4)),  # another outlet
        (Movement(2, 2, 9), Movement(2, 2, 4)),  # more that is new
        (Movement(3, 1, 3), Movement(1, 8, 0)),  # three days with something new, against one loud day
    ],
)
def test_a_story_moves_more_with_more_days_outlets_and_news(more: Movement, less: Movement) -> None:
    assert more.points > less.points


def test_twice_as_many_outlets_move_a_story_as_much_as_another_day() -> None:
    assert Movement(2, 4, 3).points == Movement(3, 2, 3).points == Movement(3, 4, 1).points


@pytest.mark.parametrize(
    ("days", "ago", "echo", "quiet"),
    [
        (2, 7, 0.0, True),
        (6, 13, 0.11, True),
        (1, 9, 0.0, False),  # never followed
        (3, 6, 0.0, False),  # heard of this week
        (3, 14, 0.0, False),  # said to be quiet a week ago
        (3, 9, 0.12, False),  # something later is like it
    ],
)
def test_a_followed_story_is_quiet_when_nothing_like_it_was_heard_since(
    days: int, ago: int, echo: float, quiet: bool
) -> None:
    assert is_quiet(days, ago, 7, echo) is quiet


def test_what_is_told_in_parts_goes_from_the_first_day_to_the_last(week: tuple[Show, Script, list[Problem]]) -> None:
    dive = said(week[1]).partition("the story that moved most")[2]
    assert 0 < dive.find("we hope to need none of them") < dive.find("The street was a river")


def test_what_was_told_today_is_said_to_be_of_today() -> None:
    assert [on(day, SATURDAY) for day in (SATURDAY, WEEK[3], date(2026, 6, 3))] == [
        "today",
        "on Wednesday",
        "on June 3rd",
    ]


def test_a_story_of_which_only_a_headline_is_left_is_not_told_among_those_that_moved(
    week: tuple[Show, Script, list[Problem]],
) -> None:
    (section,) = [part for part in week[1].sections if plain(part.title) == "The stories that moved"]
    at = week[1].sections.index(section)
    told = [plain(part.title) for part in week[1].sections[at + 1 :] if part.level == 2][:2]
    assert "Northgate Lines and its ferry crews agree to talk" in told
    assert not any("tram" in title for title in told)


@pytest.mark.slow
def test_two_days_of_the_demo_make_a_week_that_says_how_little_it_has(tmp_path: Path) -> None:
    from daycast.start import copy_sample

    copy_sample(tmp_path / "show")
    path = tmp_path / "show" / "show.yaml"
    text = path.read_text()
    path.write_text(text if "editions:" in text else f"{text}\neditions:\n  weekly: {{}}\n")
    show = open_show(tmp_path / "show")
    tuesday = date(2026, 6, 23)
    write_text(show.script(tuesday), str(drafts.redraft(show, tuesday)[0]))
    why: list[str] = []
    drafts.redraft(show.edition("weekly"), tuesday, on_short=why.append)
    script, problems = weekly(show, tuesday)
    assert problems == []
    assert "Of this week we have the reports of two days only: Monday and Tuesday." in said(script)
    assert "found no figure that changed and no story that went quiet" in said(script)
    assert "only 2 of its 7 days have articles; nothing to tell in changed, quiet" in why[0]
    assert any(plain(part.title).startswith("Deep dive: ") for part in script.sections)
    unknown = next(part for part in script.sections if part.title == "What is not known")
    cited = {label for cue in unknown.cues for label in getattr(cue, "citations", ())}
    days = {evidence.published for evidence in script.evidence if evidence.label in cited}
    assert days == {tuesday}, "what was not known on Monday may be known since"


def test_a_week_without_articles_is_told_with_what_to_do(tmp_path: Path) -> None:
    show = copied(tmp_path / "show")
    with pytest.raises(DaycastError, match=r"nothing in the seven days up to 2026-07-20(.|\n)*daycast gather"):
        drafts.redraft(show.edition("weekly"), date(2026, 7, 20))


@pytest.mark.parametrize(
    ("tongue", "words"), [("de", "Wie wir am Montag berichtet haben"), ("es", "Repasamos los siete días")]
)
def test_a_week_is_told_in_the_language_of_its_show(tongue: str, words: str, tmp_path: Path) -> None:
    shutil.copytree(SHOWS / tongue, tmp_path / "show")
    show = open_show(tmp_path / "show")
    monday, tuesday = date(2026, 6, 22), date(2026, 6, 23)
    show.seeds(monday).mkdir()
    for path in sorted(show.seeds(tuesday).glob("*.md"))[::2]:
        (show.seeds(monday) / path.name).write_text(path.read_text().replace("2026-06-23", "2026-06-22"))
        path.unlink()
    path = tmp_path / "show" / "show.yaml"
    path.write_text(f"{path.read_text()}\neditions:\n  weekly: {{}}\n")
    show = aired(open_show(path.parent), 1)
    script, problems = weekly(show, tuesday)
    assert problems == []
    assert words in said(script)
    assert not re.search(r"\b(?:the|of|and|Monday|Tuesday)\b", said(script))


def test_what_is_wrong_with_an_article_of_the_week_is_told_once(tmp_path: Path) -> None:
    show = copied(tmp_path / "show")
    show.seeds(SATURDAY).mkdir()
    for day in (date(2026, 6, 16), SATURDAY):
        (show.seeds(day) / "broken.md").write_text("nothing")
    _, told = drafts.redraft(show.edition("weekly"), SATURDAY)
    assert sorted(problem.path.parent.name for problem in told) == ["2026-06-16", "2026-06-20"]


@pytest.mark.slow
def test_one_command_makes_the_week_of_the_demo_and_its_page_links_to_the_daily_one(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from daycast.cli import app
    from daycast.start import copy_sample

    copy_sample(tmp_path / "show")
    common = ["--show", str(tmp_path / "show"), "--date", "2026-06-23", "--engine", "silence"]
    done = CliRunner().invoke(app, ["today", "--edition", "weekly", *common])
    assert done.exit_code == 0, done.output
    feed = tmp_path / "show" / "feed" / "weekly"
    assert "<title>The Daybreak Brief: The week</title>" in (feed / "feed.xml").read_text()
    assert 'href="http://localhost:8642/2026-06-22/"' in (feed / "2026-06-23" / "index.html").read_text()


def test_a_private_shows_episodes_are_cited_without_an_address(tmp_path: Path) -> None:
    show = copied(tmp_path / "show")
    path = show.root / "show.yaml"
    path.write_text(f"{path.read_text()}access: token\n")
    script, problems = weekly(aired(open_show(show.root)))
    assert problems == []
    assert {e.url for e in script.evidence if e.outlet == show.title} == {""}


def test_a_story_that_the_edition_cares_for_comes_before_one_that_moved_more(tmp_path: Path) -> None:
    show = copied(tmp_path / "show")
    path = show.root / "show.yaml"
    path.write_text(path.read_text().replace("{minutes: 10}", "{minutes: 10, interests: {tram line: 9}}"))
    script, problems = weekly(open_show(show.root))
    titles = [plain(part.title) for part in script.sections if part.level == 2]
    assert problems == []
    assert titles[:2] == ["Carrow’s tram line meets doubts", "Northgate Lines and its ferry crews agree to talk"]
