"""Facts in the words in which they are said, given what was said before."""

from dataclasses import replace
from datetime import UTC, date, datetime

from daycast.scripts.writing.facts import Fact, facts
from daycast.scripts.writing.voicing import voiced
from daycast.seeds.model import Article, Story


def told(*paragraphs: str) -> tuple[Fact, ...]:
    when = datetime(2026, 6, 23, tzinfo=UTC)
    article = Article("2026-06-23/a", "Port Elsin votes", "Harbour Review", "", when, paragraphs)
    return facts(Story(article.id, article.title, (article,), 1, 1.0, ()), date(2026, 6, 23))


def said(chosen: list[Fact]) -> list[str]:
    return [fact.text for fact in voiced(chosen, {"2026-06-23/a": {"Bell": "Tomas Bell"}})]


def test_a_person_has_a_first_name_the_first_time_only() -> None:
    _, later, again = told(
        "Tomas Bell steers the ferry of Port Elsin.",
        "On Monday Bell waited for the tide at noon.",
        "On Tuesday Bell crossed the bay in an hour.",
    )
    assert said([later, again]) == [
        "On Monday Tomas Bell waited for the tide at noon.",
        "On Tuesday Bell crossed the bay in an hour.",
    ]


def test_a_word_that_its_article_writes_small_is_nobodys_surname() -> None:
    _, later = told("The mayor met Tomas Bell, who rang a bell at noon.", "Bell towers stood in water until Monday.")
    assert said([later]) == [later.text]


def test_words_that_were_brought_along_cite_where_they_stand() -> None:
    first, later = told("Tomas Bell steers the ferry of Port Elsin.", "On Monday Bell waited for the tide at noon.")
    (fact,) = voiced([later], {"2026-06-23/a": {"Bell": "Tomas Bell"}})
    assert fact.also == ((first.article, first.source),)


def test_a_name_is_explained_the_first_time_only() -> None:
    first, later = told(
        "Marl Ferries, a company of three brothers, runs the ferry.",
        "The vote is good news for Marl Ferries and the island.",
    )
    assert said([later]) == ["The vote is good news for Marl Ferries, a company of three brothers, and the island."]
    assert said([first, later])[1] == later.text


def test_what_was_heard_is_not_described_again() -> None:
    first, later = told(
        "The old ferry with its leaking hull has left Port Elsin for good.",
        "Fishermen bought the Marl, an old ferry with a leaking hull, for one crown.",
    )
    assert said([first, later])[1] == "Fishermen bought the Marl for one crown."
    assert said([later]) == [later.text]


def test_a_sentence_stays_its_articles_sentence() -> None:
    chosen = told("Tomas Bell steers the ferry of Port Elsin.", "On Monday Bell waited for the tide at noon.")
    for fact, spoken in zip(chosen, voiced(list(chosen), {}), strict=True):
        assert replace(spoken, text=fact.text, also=fact.also) == fact


def test_a_person_who_is_called_by_office_keeps_it() -> None:
    _, later = told(
        "Tomas Bell steers the ferry of Port Elsin.",
        "Former Captain Bell waited for the tide, and Bell was alone.",
    )
    assert said([later]) == [later.text]
