"""Stories that go on over days: their tellings, their addresses, and which pages a change touches."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.episodes.model import Chapter, Line
from daycast.feed.cards import Card, Item, dumped, loaded, stories
from daycast.feed.catalogue import Catalogue, stale
from daycast.feed.threads import slug, threads
from daycast.scripts.model import Told

FIRST = date(2026, 6, 1)


def day(number: int) -> date:
    return FIRST + timedelta(number)


def card(number: int, *items: Item, title: str = "T") -> Card:
    return Card(
        day(number), number, datetime.combine(day(number), time(4), UTC), f"{title} {number}", "S.", 60.0, items
    )


def item(heading: str, *before: tuple[int, str], start: float = 0.0) -> Item:
    return Item(heading, start, tuple(Told(day(number), told) for number, told in before))


def test_a_story_is_one_topic_over_all_its_days_newest_first_under_the_address_of_its_first() -> None:
    found = threads(
        [
            card(0, item("Mine opens"), item("Other news", start=9.0)),
            card(1, item("Mine floods", (0, "Mine opens"))),
            card(3, item("Mine closes", (1, "Mine floods"), (0, "Mine opens"))),
        ]
    )
    (topic,) = found.topics
    assert topic.names == ("2026-06-01-mine-opens",)
    assert topic.heading == "Mine closes"
    assert [place.card.date for place in topic.places] == [day(3), day(1), day(0)]
    assert found.topic(day(1), "Mine floods") is topic
    assert found.topic(day(0), "Other news") is None


def test_two_stories_that_turn_out_to_be_one_keep_both_addresses() -> None:
    cards = [
        card(0, item("Strike")),
        card(1, item("Talks")),
        card(2, item("Strike goes on", (0, "Strike")), item("Talks fail", (1, "Talks"), start=5.0)),
    ]
    assert [topic.name for topic in threads(cards).topics] == ["2026-06-02-talks", "2026-06-01-strike"]
    (one,) = threads([*cards, card(3, item("Deal", (2, "Strike goes on"), (2, "Talks fail")))]).topics
    assert one.names == ("2026-06-01-strike", "2026-06-02-talks")


def test_what_follows_an_episode_that_is_not_there_or_is_no_older_is_no_topic() -> None:
    cards = [card(1, item("A", (0, "gone"))), card(2, item("B", (2, "B"), (3, "C"))), card(3, item("C"))]
    assert threads(cards).topics == ()


def test_headings_with_the_same_address_get_addresses_of_their_own() -> None:
    cards = [
        card(0, item("What’s new?"), item("Whats new", start=5.0)),
        card(1, item("X", (0, "What’s new?")), item("Y", (0, "Whats new"), start=5.0)),
    ]
    names = {topic.name for topic in threads(cards).topics}
    assert names == {"2026-06-01-whats-new", "2026-06-01-whats-new-2"}


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Z.ai’s GLM 5.2: what’s next?", "z-ais-glm-5-2-whats-next"),
        ("Straße nach Köln gesperrt", "strasse-nach-koln-gesperrt"),
        ("¡Más sequía!", "mas-sequia"),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("", "00000000"),
    ],
)
def test_a_heading_becomes_a_plain_part_of_an_address(heading: str, part: str) -> None:
    assert slug(heading) == part


@given(st.text())
def test_a_part_of_an_address_is_never_empty_or_in_need_of_escapes(heading: str) -> None:
    part = slug(heading)
    assert 0 < len(part) <= 60
    assert set(part) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_parts_of_a_deep_dive_are_one_story_and_announcements_none() -> None:
    from dataclasses import replace

    from feed_studio import EPISODE

    told = Told(day(0), "Before")
    chapters = (
        Chapter(0.0, "The show", 1),
        Chapter(10.0, "Headlines", 1),
        Chapter(20.0, "One", 2, follows=(told,)),
        Chapter(30.0, "Deep dive: Two", 1),
        Chapter(40.0, "The numbers", 2),
        Chapter(50.0, "Sign-off", 1),
    )
    lines = tuple(Line(start, start + 5, "Ada", "Words.", ("1",), False) for start in (20.0, 30.0, 40.0))
    episode = replace(EPISODE, chapters=chapters, lines=(*lines, Line(50.0, 55.0, "Ada", "Bye.", (), False)))
    assert stories(episode) == (Item("One", 20.0, (told,), "Words."), Item("Two", 30.0, (), "Words."))


def test_a_new_episode_makes_only_its_own_page_its_neighbours_and_those_of_its_story_again() -> None:
    before = Catalogue((card(0, item("Mine opens")), *(card(number) for number in range(1, 60))))
    after = Catalogue((*before.cards, card(60, item("Mine closes", (0, "Mine opens")))))
    found = stale(before, after, {day(60)})
    assert found.episodes == {day(0), day(59), day(60)}
    assert found.months == {"2026-07"}
    assert found.topics == {"2026-06-01-mine-opens"}
    assert found.gone == frozenset()


def test_an_episode_that_goes_takes_its_page_its_story_and_an_empty_month_with_it() -> None:
    before = Catalogue((card(0, item("A")), card(1), card(40, item("B", (0, "A")))))
    after = Catalogue(before.cards[:2])
    found = stale(before, after, ())
    assert found.gone == {
        f"{day(40)}/index.html",
        "archive/2026-07/index.html",
        "search/2026-07.json",
        "topics/2026-06-01-a/index.html",
    }
    assert found.episodes == {day(0), day(1)}
    assert found.months == {"2026-07"}


def test_another_title_touches_the_neighbours_that_name_it() -> None:
    before = Catalogue(tuple(card(number) for number in range(5)))
    after = Catalogue((*before.cards[:2], card(2, title="New"), *before.cards[3:]))
    assert stale(before, after, {day(2)}).episodes == {day(1), day(2), day(3)}


def test_nothing_is_stale_where_nothing_changed() -> None:
    state = Catalogue((card(0, item("A")), card(1, item("B", (0, "A")))))
    found = stale(state, Catalogue(state.cards[::-1]), ())
    assert (found.episodes, found.months, found.topics, found.gone) == (frozenset(),) * 4


def test_cards_are_kept_between_runs() -> None:
    cards = (card(0, replace(item("A"), lead="It began.")), card(1, item("B", (0, "A"))))
    assert loaded(dumped(cards)) == cards
    with pytest.raises(ValueError, match="Expecting property name"):
        loaded(b"{")
