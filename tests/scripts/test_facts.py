"""Which sentences can be said, what they lean on, and what they are good for."""

from datetime import UTC, date, datetime

import pytest

from daycast.scripts.writing.english import leans, may_be_said
from daycast.scripts.writing.facts import Fact, facts
from daycast.scripts.writing.kinds import kinds
from daycast.seeds.model import Article, Story

DAY = date(2026, 6, 23)


def story(*paragraphs: str, published: datetime = datetime(2026, 6, 23, 6, tzinfo=UTC)) -> Story:
    article = Article("2026-06-23/a", "Port Elsin dredges its channel", "Harbour Review", "", published, paragraphs)
    return Story(article.id, article.title, (article,), 1, 1.0, ())


def told(*paragraphs: str) -> tuple[Fact, ...]:
    return facts(story(*paragraphs), DAY)


@pytest.mark.parametrize(
    "text",
    [
        "Read more about the ferry at www.example.org today.",
        "We asked the board of Port Elsin for a comment.",
        "Did the board of Port Elsin vote against it?",
        "The board of Port Elsin voted for the...",
        "He “will not, said Tomas Bell on Tuesday evening.",
        "Vote now.",
        "Tomas Bell, mate of the.., said: “The channel is deep enough.”",
        "The truce of the boards began at noon in Elsin — 7 p.m.",
        "Friday and found the ferry at the pier.",
        "The board voted <b>twice</b> on the channel.",
        "The board voted --> twice on the channel.",
    ],
)
def test_what_speaks_of_its_outlet_or_is_not_whole_is_not_said(text: str) -> None:
    assert not may_be_said(text)


@pytest.mark.parametrize(
    ("text", "before", "leaning"),
    [
        ("The board of Port Elsin voted on Tuesday.", "", False),
        ("He said the ferry would run.", "", True),
        ("Tomas Bell said: “But they will not dredge it.”", "", True),
        ("“The channel of Port Elsin is deep enough.”", "", True),
        ("Port Elsin will dredge the channel in May, it said.", "", True),
        ("Tomas Bell said: “Butter will not help.”", "", False),
        ("The update came after the vote in Port Elsin.", "", True),
        ("In other words, Port Elsin voted for nothing.", "", True),
        ("After the vote, he said the ferry would run.", "", True),
        ("Tomas Bell said he would steer the ferry.", "", False),
        ("The company wants to dredge in May.", "", True),
        ("Marl Ferries says the company wants to dredge in May.", "", False),
        ("The dredgers arrive in May.", "The board hired two dredgers.", True),
        ("The dredgers arrive in May.", "The board voted.", False),
        ("Another vote follows in June at Port Elsin.", "", True),
        ("In that vote, Port Elsin was alone.", "", True),
        ("Amid that, the port lost two ferries.", "", True),
        ("Additionally, the port will buy a crane.", "", True),
        ("If not, the port will look for other money.", "", True),
        ("Besides the port, the board owns a mill.", "", True),
        ("Since the storm, the port has been closed.", "", False),
    ],
)
def test_a_sentence_leans_where_it_points_back(text: str, before: str, leaning: bool) -> None:
    assert leans(text, before) is leaning


def test_yesterday_is_not_said_where_it_is_no_longer_true() -> None:
    text = "The board of Port Elsin voted yesterday to dredge the channel."
    fresh = story(text)
    stale = story(text, published=datetime(2026, 6, 22, 6, tzinfo=UTC))
    assert len(facts(fresh, DAY)) == 1
    assert facts(stale, DAY) == ()


def test_a_name_that_an_article_explains_wants_to_be_explained() -> None:
    first, second = told(
        "Marl Ferries, a company of three brothers, asked for the vote in Port Elsin.",
        "A deeper channel would save Marl Ferries an hour on every crossing.",
    )
    assert "Marl Ferries" in first.introduces
    assert [who.words for who in second.needs] == ["a company of three brothers"]


def test_a_name_that_ends_with_a_stop_is_described_like_any_other() -> None:
    _, second = told(
        "The engineer Tomas B. asked for the vote in Port Elsin.",
        "A deeper channel would save Tomas B., a steersman, an hour on every crossing.",
    )
    assert second.needs == ()


@pytest.mark.parametrize(
    ("text", "place", "first"),
    [
        ("The board voted for the plan.", 0, "what happened"),
        ("“I have steered this ferry for twenty years,” Bell said.", 0, "in their words"),
        ("The board has not said when work begins.", 6, "what is not known"),
        ("Work will begin in October.", 6, "what to watch"),
        ("The dredging costs $9 million.", 6, "the money"),
        ("The pump runs on hydrogen.", 6, "how it works"),
        ("Two rivals compete for the contract’s customers.", 6, "the money"),
        ("Families on the island wait for it.", 6, "people and society"),
        ("The channel is 12 metres deep.", 6, "the numbers"),
    ],
)
def test_a_sentence_serves_the_part_that_its_words_name(text: str, place: int, first: str) -> None:
    assert kinds(text, place)[0] == first
