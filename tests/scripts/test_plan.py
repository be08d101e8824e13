"""What is chosen to be told, in which turns, and how long it becomes."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from daycast.scripts.aired import Aired
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.model import Plan, Turn
from daycast.scripts.writing.plan import plan
from daycast.sections import DeepDive, Headlines
from daycast.seeds.model import Article, Earlier, Story
from daycast.show import Show

DAY = date(2026, 6, 23)
FERRY = (
    "The harbour board of Port Elsin voted on Tuesday to dredge the eastern channel. It had refused twice before.",
    "Marl Ferries, a company of three brothers, carries the mail to the island. Tomas Bell steers the oldest ship.",
    "The work costs $9 million, half of which comes from the state. Bell expects a quicker crossing by 40 minutes.",
    "“My grandfather measured this channel with a stone on a rope,” said Tomas Bell.",
    "The ministry has not said where the mud will go. Fishermen have not been asked about the herring.",
    "Two dredgers will arrive from Oslo on 4 October. A second vote is due in spring.",
)
LEDGER = (
    "Port Elsin approved a deeper eastern channel on Tuesday, by seven votes to two.",
    "Marl Ferries could cut its winter timetable without the plan, Marl Ferries said.",
    "The channel was last dredged 31 years ago.",
)


def article(name: str, title: str, paragraphs: Sequence[str], outlet: str = "Harbour Review") -> Article:
    url = f"https://wire.example.org/{name}"
    return Article(f"2026-06-23/{name}", title, outlet, url, datetime(2026, 6, 23, 6, tzinfo=UTC), tuple(paragraphs))


def story(*articles: Article, rank: int = 1, follows: Earlier | None = None) -> Story:
    return Story(articles[0].id, articles[0].title, articles, rank, 1.0, (), follows)


def a_show(**settings: object) -> Show:
    whole = {"title": "T", "description": "D", "author": "A", "email": "a@b.org", "hosts": ("Ada", "Ben")}
    return Show.model_validate(whole | settings)


def ferry(follows: Earlier | None = None) -> Story:
    return story(
        article("ferry", "Port Elsin to dredge its channel", FERRY),
        article("ledger", "Deeper channel approved", LEDGER, "The Ledger"),
        follows=follows,
    )


def turns(chosen: Plan) -> list[Turn]:
    told = [*chosen.headlines, *([chosen.dive.opening] if chosen.dive else [])]
    parts = chosen.dive.parts if chosen.dive else ()
    return [turn for item in told for turn in (item.lead, *item.more)] + [turn for p in parts for turn in p.turns]


def facts(chosen: Plan) -> list[Fact]:
    return [fact for turn in turns(chosen) for fact in turn.facts]


def test_a_story_with_enough_to_tell_becomes_the_deep_dive() -> None:
    chosen = plan(a_show(), DAY, [ferry()], [], {})
    assert chosen.dive is not None
    assert chosen.dive.headline == "Port Elsin to dredge its channel"
    assert {"what is not known", "what to watch"} <= {part.name for part in chosen.dive.parts}


def test_no_sentence_is_told_twice() -> None:
    told = [fact.key for fact in facts(plan(a_show(), DAY, [ferry()], [], {}))]
    assert len(told) == len(set(told))


def test_a_sentence_that_leans_is_said_in_one_turn_with_the_one_before() -> None:
    for turn in turns(plan(a_show(), DAY, [ferry()], [], {})):
        for before, fact in zip((None, *turn.facts), turn.facts, strict=False):
            assert not fact.leans or (before and before.place == fact.place - 1)


def test_a_name_is_introduced_where_the_sentence_that_did_so_is_not_told() -> None:
    chosen = plan(a_show(minutes=0.5), DAY, [ferry()], [], {})
    texts = [fact.text for fact in facts(chosen)]
    assert any("Marl Ferries" in text for text in texts)
    first = next(text for text in texts if "Marl Ferries" in text)
    assert "a company of three brothers" in first


def test_a_person_is_called_by_full_name_first() -> None:
    texts = [fact.text for fact in facts(plan(a_show(), DAY, [ferry()], [], {}))]
    assert "Tomas Bell" in next(text for text in texts if "Bell" in text)


def test_what_aired_before_is_not_told_again() -> None:
    follows = Earlier("2026-06-22/x", date(2026, 6, 22), "Vote on channel ahead", ("2026-06-22/x",))
    before = Aired(
        date(2026, 6, 22),
        "Vote on channel ahead",
        frozenset({"https://wire.example.org/x"}),
        (frozenset("channel last dredged 31 ago".split()),),
    )
    urls = {"2026-06-22/x": "https://wire.example.org/x"}
    fresh = plan(a_show(), DAY, [ferry()], [], {})
    later = plan(a_show(), DAY, [ferry(follows)], [before], urls)
    assert any("31 years" in fact.text for fact in facts(fresh))
    assert not any("31 years" in fact.text for fact in facts(later))
    assert later.dive is not None
    assert later.dive.opening.before == before


@pytest.mark.parametrize("minutes", [1, 2, 4])
def test_an_episode_is_no_longer_than_it_is_meant_to_be(minutes: int) -> None:
    many = [
        story(article(f"s{i}", f"Town {name} opens a bridge", [text.replace("Elsin", name) for text in FERRY]), rank=i)
        for i, name in enumerate(("Aldon", "Brome", "Corran", "Dunmere", "Eskle"), 1)
    ]
    chosen = plan(a_show(minutes=minutes), DAY, many, [], {})
    said = sum(len(fact.text.split()) for fact in facts(chosen))
    assert said <= minutes * 150


def test_the_parts_of_the_deep_dive_are_the_shows() -> None:
    parts = ({"tells": ("what to watch",), "title": "Ahead"}, "in their words", "what is not known")
    show = a_show(sections=(Headlines(kind="headlines"), {"kind": "deep_dive", "parts": parts}))
    chosen = plan(show, DAY, [ferry()], [], {})
    assert chosen.dive is not None
    assert [part.heading for part in chosen.dive.parts] == ["Ahead", "What is not known"]


def test_the_five_lenses_are_a_preset() -> None:
    outline = DeepDive(kind="deep_dive", preset="lenses").outline("en")
    titles = [part.title for part in outline if part.title]
    assert titles == [
        "Technical deep dive",
        "Financial analysis",
        "Market disruption",
        "Cultural and social impact",
        "Executive action plan",
    ]


def test_a_part_keeps_to_its_words() -> None:
    parts = ({"tells": ("what to watch", "what is not known"), "words": 25},)
    show = a_show(sections=({"kind": "deep_dive", "parts": parts},))
    chosen = plan(show, DAY, [ferry()], [], {})
    assert chosen.dive is not None
    (part,) = chosen.dive.parts
    assert sum(len(fact.text.split()) for turn in part.turns for fact in turn.facts) <= 25


def test_an_episode_that_is_shorter_than_meant_says_why() -> None:
    thin = plan(a_show(), DAY, [story(article("a", "Port Elsin to dredge its channel", FERRY[:1]))], [], {})
    why = thin.short(8)
    assert why is not None
    assert why.startswith("about 0.")
    assert "no story has enough to tell for a deep dive" in why
    assert thin.short(1) is None


def test_a_story_without_a_sentence_about_its_headline_is_opened_with_the_headline() -> None:
    beside = story(article("a", "Ministers quarrel over salt tax", ("The talks on Tuesday were long and friendly.",)))
    (item,) = plan(a_show(), DAY, [beside], [], {}).headlines
    assert item.lead.facts[0].text == "Ministers quarrel over salt tax."
    assert item.lead.credit


def test_a_story_of_which_nothing_can_be_said_is_not_told() -> None:
    bait = story(article("a", "What you need to know about salt", ("The talks on Tuesday were long and friendly.",)))
    assert plan(a_show(), DAY, [bait], [], {}).headlines == ()


def test_a_story_is_told_to_stay_with_what_the_one_before_was_about() -> None:
    first = story(article("a", "Marl Ferries buys a ship", ("Marl Ferries has bought a ship in Oslo for the island.",)))
    second = story(
        article("b", "Marl Ferries hires forty sailors", ("Forty sailors will work for Marl Ferries from June.",)),
        rank=2,
    )
    chosen = plan(a_show(), DAY, [first, second], [], {})
    assert [item.stays_with for item in chosen.headlines] == [None, "Marl Ferries"]


def test_what_outlets_disagree_on_is_told_as_their_disagreement() -> None:
    one = article(
        "a", "Pier collapses in Port Elsin", ("A pier in Port Elsin collapsed and hurt 12 people on Tuesday.",)
    )
    other = article(
        "b", "Port Elsin pier falls", ("The pier of Port Elsin collapsed on Tuesday and hurt 14 people.",), "The Ledger"
    )
    (item,) = plan(a_show(), DAY, [story(one, other)], [], {}).headlines
    assert item.conflict is not None
    assert {item.conflict.number, item.conflict.other_number} == {"12", "14"}
    assert item.conflict.unit == "people"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("collapsed and hurt 1,000 people.", "collapsed and hurt 1000 people."),
        ("collapsed and hurt 330 people.", "collapsed and hurt 331 people."),
        ("collapsed and hurt six people.", "collapsed and hurt 6 people."),
        ("hurt 12 people. Of 14 to 12 people it told first.", "collapsed and hurt 14 people."),
        ("was hit, for 2.5 million.", "was hit, for 4 million."),
    ],
)
def test_one_figure_written_or_rounded_in_two_ways_is_no_disagreement(one: str, other: str) -> None:
    first = article("a", "Pier collapses in Port Elsin", (f"A pier in Port Elsin {one}",))
    second = article("b", "Pier falls", (f"The pier of Port Elsin {other}",), "The Ledger")
    (item,) = plan(a_show(), DAY, [story(first, second)], [], {}).headlines
    assert item.conflict is None


def test_a_trial_is_told_with_its_result_or_not_at_all() -> None:
    trial = "The board asked 90 sailors about the channel."
    result = "Of these sailors, 61 want it deeper."
    with_result = story(article("a", "Port Elsin to dredge its channel", (*FERRY[:1], f"{trial} {result}")))
    without = story(article("a", "Port Elsin to dredge its channel", (*FERRY[:1], trial)))
    assert {trial, result} <= {fact.source for fact in facts(plan(a_show(), DAY, [with_result], [], {}))}
    assert trial not in {fact.source for fact in facts(plan(a_show(), DAY, [without], [], {}))}


def test_a_day_of_headlines_alone_is_told() -> None:
    one = story(article("a", "Ministers quarrel over salt tax in Port Elsin", ("Why?",)))
    other = story(article("b", "Port Elsin ministers end quarrel over salt tax", ("Who?",)), rank=2)
    assert plan(a_show(), DAY, [one, other], [], {}).headlines


def test_a_story_that_a_person_promoted_goes_deep() -> None:
    first, second = (
        ferry(),
        story(article("b1", "Town Aldon opens a bridge", [t.replace("Elsin", "Aldon") for t in FERRY])),
    )
    chosen = plan(a_show(), DAY, [first, second], [], {}, second)
    assert chosen.dive is not None
    assert chosen.dive.headline == "Town Aldon opens a bridge"
