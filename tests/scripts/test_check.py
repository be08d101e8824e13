"""What is told of a script before it is spoken."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from daycast.scripts.check import check
from daycast.scripts.parse import parse
from daycast.seeds.model import Article

PATH = Path("2026-06-23.md")
FRONT = "---\ndate: 2026-06-23\ntitle: T\nsummary: S\n---\n"
NOTE = '\n\n[^1]: Example Wire, 2026-06-22, <https://wire.example.org/a>. "Sales fell by 12 percent, Corran said."\n'
ARTICLE = Article(
    "2026-06-23/a",
    "Sales fall",
    "Example Wire",
    "https://wire.example.org/a",
    datetime(2026, 6, 22, 9, tzinfo=UTC),
    ("Sales fell by 12 percent,  Corran said. It was a bad year for the Corran works.",),
)


def told(body: str, front: str = FRONT, articles: Sequence[Article] = ()) -> list[tuple[int, str, bool]]:
    """The problems of a script; line 1 is the body's first."""
    script, unread = parse(front + body, PATH)
    assert unread == ()
    problems = check(
        script,
        PATH,
        speakers=("Ada", "Ben"),
        sounds=("open", "turn"),
        names=("The Daybreak Brief", "Ada", "Ben"),
        articles=articles,
    )
    return [(problem.line - front.count("\n"), problem.message, problem.warning) for problem in problems]


@pytest.mark.parametrize(
    ("body", "line", "message", "warning"),
    [
        ("Adda: Hello.", 1, "unknown speaker “Adda”", False),
        ("Ada:", 1, "Ada has an empty line", False),
        ("Ada: Hello.\n\n[sound: opne]", 3, "no sound “opne” in voice/sounds/", False),
        ("Ada: Hello.\n\n[pause: 11s]", 3, "a pause of 11 s", False),
        ("Ada: They paid. [^2]", 1, "[^2] has no footnote", False),
        ("Ada: It fell by 12 percent.", 1, "this line states something and cites nothing", True),
        ("Ada: Then Corran said so.", 1, "this line states something and cites nothing", True),
        ("Ada: Hello.\n\n# Empty\n\n# Full\n\nBen: Hi.", 3, "nobody says anything under “Empty”", True),
    ],
)
def test_a_problem_is_told_at_its_line(body: str, line: int, message: str, warning: bool) -> None:
    assert told(body) == [(line, message, warning)]


@pytest.mark.parametrize(
    "body",
    [
        "Ada: Welcome to The Daybreak Brief. It is Tuesday, June 23rd. I am Ada.",
        "Ada: It fell by 12 percent. [^1]" + NOTE,
        "Ada: Example Wire reports that sales fell by 12 percent on Monday, June 22nd. [^1]" + NOTE,
        "Ada: In a bad year, fourteen percent would be a lot. {.take} [^1]" + NOTE,
        "Ada: It fell by 12 percent. [^1]\n\nBen: And that is Example Wire." + NOTE,
        "Ada: Only Corran could do that. {.take}",
        "# Top\n\n## First\n\nAda: Hello.",
        "Ada: What do we know?",
        "Ada: Hello <!-- or good evening? --> everybody.",
    ],
)
def test_a_sound_line_is_not_complained_of(body: str) -> None:
    assert told(body) == []


def test_a_footnote_that_no_line_cites_is_a_warning() -> None:
    assert [(message, warning) for _, message, warning in told("Ada: Hello." + NOTE)] == [
        ("no line cites footnote [^1]", True)
    ]


def test_a_script_without_title_summary_or_lines_is_told_so() -> None:
    messages = [message for _, message, _ in told("# Top\n", "---\ndate: 2026-06-24\n---\n")]
    assert "no `title` in the front matter" in messages
    assert "no `summary` in the front matter" in messages
    assert "nobody says anything in this script" in messages
    assert "the file is named 2026-06-23, its `date` is 2026-06-24" in messages


def test_each_cue_that_is_among_the_words_is_told() -> None:
    assert [message for _, message, _ in told("Ada: Hello.\n[sound turn]\n[pause 800ms] {.take}")] == [
        "a directive among the words: [sound turn]",
        "a directive among the words: [pause 800ms]",
    ]


def test_the_hint_names_the_nearest_speaker() -> None:
    script, _ = parse(FRONT + "Adda: Hello.", PATH)
    (problem,) = check(script, PATH, speakers=("Ada", "Ben"), sounds=(), names=())
    assert problem.hint.startswith("did you mean “Ada”?")


def test_a_line_that_says_more_than_it_cites_is_a_warning() -> None:
    (problem,) = told("Ada: Sales fell by 21 percent. [^1]" + NOTE)
    assert problem == (1, "the figure 21 percent stands in none of the cited sentences (there: 12 percent)", True)


def test_a_line_may_name_an_outlet_that_tells_the_same_without_citing_it() -> None:
    line = "Ada: Example Wire and the Ledger put it at 12 percent. [^1]" + NOTE
    ledger = replace(
        ARTICLE, outlet="Ledger", url="https://ledger.example.org", paragraphs=("Sales fell by 12 percent.",)
    )
    assert told(line, articles=[ARTICLE, ledger]) == []
    other = replace(ledger, paragraphs=("Sales fell by 14 percent.",))
    assert told(line, articles=[ARTICLE, other]) == [(1, "the name Ledger is not in the evidence", True)]


def test_a_cited_sentence_that_the_article_does_not_have_is_a_warning_at_its_footnote() -> None:
    line = "Ada: Sales fell by 12 percent. [^1]" + NOTE
    assert told(line, articles=[ARTICLE]) == []
    assert told(line, articles=[replace(ARTICLE, paragraphs=("Sales rose.",))]) == [
        (3, "footnote [^1]: this sentence does not stand in seeds/2026-06-23/a.md", True)
    ]


def test_an_article_without_an_address_is_found_by_outlet_day_and_words() -> None:
    line = "Ada: Sales fell by 12 percent. [^1]" + NOTE.replace("https://wire.example.org/a", "")
    other = replace(ARTICLE, id="2026-06-23/b", paragraphs=("Sales rose.",))
    assert told(line, articles=[other, replace(ARTICLE, url="")]) == []


def test_an_article_that_is_gone_from_a_day_that_has_others_is_a_warning() -> None:
    line = "Ada: Sales fell by 12 percent. [^1]" + NOTE
    elsewhere = replace(ARTICLE, url="https://wire.example.org/b", paragraphs=("Sales rose.",))
    assert told(line, articles=[elsewhere]) == [
        (3, "footnote [^1]: seeds/ has no article of Example Wire, 2026-06-22, at this address", True)
    ]
    another_day = replace(elsewhere, id="2026-05-01/a", published=datetime(2026, 5, 1, tzinfo=UTC))
    assert told(line, articles=[another_day]) == []


def test_what_is_announced_ahead_of_the_first_heading_needs_no_source_where_the_programme_tells_it() -> None:
    ahead = "Ada: Today: Rosa Corran.\n\n"
    body = "# News\n\nAda: Rosa Corran said that sales fell by 12 percent. [^1]"
    assert "this line states something and cites nothing" in [message for _, message, _ in told(ahead + "Ada: Hello.")]
    assert "this line states something and cites nothing" not in [m for _, m, _ in told(ahead + body + NOTE)]


def test_a_name_that_may_be_said_is_not_taken_out_of_the_middle_of_a_word() -> None:
    assert told("Ada: Adamov and Benton met.") == [(1, "this line states something and cites nothing", True)]
