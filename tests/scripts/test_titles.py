"""Titles as they are said."""

from datetime import UTC, datetime

import pytest

from daycast.scripts.writing.titles import best_title, is_bait, is_opinion, speakable
from daycast.seeds.model import Article

BODY = (
    "The harbour board of Port Elsin has approved a plan to dredge the eastern channel.",
    "Mayor Ines Varga said the plan would let the ferry to Marl Island run all year.",
)


def article(title: str, *, outlet: str = "Harbour Review", url: str = "https://harbour.example.net/a") -> Article:
    return Article("2026-06-23/a", title, outlet, url, datetime(2026, 6, 23, tzinfo=UTC), BODY)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Port Elsin approves dredging of eastern channel", "Port Elsin approves dredging of eastern channel"),
        ("Port Elsin Approves A Plan To Dredge The Channel", "Port Elsin approves a plan to dredge the channel"),
        ("Plan Approved To Dredge Port Elsin, Varga Says", "Plan approved to dredge Port Elsin, Varga says"),
        ("Board backs channel plan | Harbour Review", "Board backs channel plan"),
        ("Board backs channel plan - Harbour Review", "Board backs channel plan"),
        ("Board backs channel plan - and the ferry", "Board backs channel plan - and the ferry"),
        ("LIVE UPDATES: Board backs channel plan", "Board backs channel plan"),
        ("Exclusive: board backs channel plan", "Board backs channel plan"),
        ("Port Elsin: board backs plan to dredge the channel", "Board backs plan to dredge the channel"),
        ("Varga: “We will dredge the whole channel”", "Varga: “We will dredge the whole channel”"),
        ("Report: board backed the plan in secret talks", "Report: board backed the plan in secret talks"),
        ("Board backs channel plan.", "Board backs channel plan"),
    ],
)  # fmt: skip
def test_a_title_is_said_without_label_outlet_and_title_case(title: str, said: str) -> None:
    assert speakable(article(title), [article(title)]) == said


def test_bait_heads_a_story_only_where_there_is_nothing_else() -> None:
    bait = article("What you need to know about the channel plan")
    plain = article("Board backs channel plan")
    assert best_title([bait, plain]) == "Board backs channel plan"
    assert best_title([bait]) == "What you need to know about the channel plan"


@pytest.mark.parametrize(
    "title", ["How the channel split a town", "Why the ferry waits", "No, the ferry did not sink", "What the board hid"]
)
def test_a_title_that_answers_or_promises_to_is_no_statement(title: str) -> None:
    assert is_bait(title)


@pytest.mark.parametrize(
    ("title", "url", "opinion"),
    [
        ("Opinion: The channel is a mistake", "https://harbour.example.net/a", True),
        ("The channel is a mistake", "https://harbour.example.net/opinion/channel", True),
        ("Board weighs public opinion on channel", "https://harbour.example.net/news/opinion-poll", False),
    ],
)
def test_an_article_that_calls_itself_opinion_is_no_reporting(title: str, url: str, opinion: bool) -> None:
    assert is_opinion(article(title, url=url)) is opinion


def test_an_outlets_opinion_pages_are_no_reporting() -> None:
    assert is_opinion(article("The channel is a mistake", outlet="Harbour Review (Opinion)"))
    assert not is_opinion(article("The channel is a mistake", outlet="Pinion Review"))
