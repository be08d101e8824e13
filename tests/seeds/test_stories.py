"""Articles grouped into stories, linked to earlier days, and ranked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from daycast.errors import DaycastError
from daycast.seeds.article import read_day
from daycast.seeds.grouping.why import why
from daycast.seeds.model import Article, Story
from daycast.seeds.rank import ranked, remembered, stories, survey
from daycast.show import Weights

ROOT = Path(__file__).parents[2]
MONDAY, TUESDAY = date(2026, 6, 22), date(2026, 6, 23)


def article(name: str, title: str, text: str, outlet: str, day: date = TUESDAY) -> Article:
    moment = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=6)
    return Article(f"{day.isoformat()}/{name}", title, outlet, f"https://example.org/{name}", moment, (text,))


LAKE = [
    article("lake-a", "Lake Corran is full again", "Lake Corran reached its old shore after heavy rain.", "Wire"),
    article("lake-b", "Rain fills Lake Corran", "Heavy rain brought Lake Corran back to its shore.", "Ledger"),
]
TRAIN = article("train", "Night train to Oslo returns", "The night train to Oslo runs again from August.", "Wire")
LAKE_BEFORE = article(
    "lake-low", "Lake Corran is at its lowest", "Lake Corran lost its shore in the drought.", "Wire", MONDAY
)


def ids(found: tuple[Story, ...]) -> list[set[str]]:
    return [{article.id.partition("/")[2] for article in story.articles} for story in found]


def test_articles_on_one_event_are_one_story_and_more_outlets_rank_higher() -> None:
    found = stories(TUESDAY, [TRAIN, *LAKE])
    assert ids(found) == [{"lake-a", "lake-b"}, {"train"}]
    assert [story.rank for story in found] == [1, 2]
    assert found[0].reasons[0].words == "2 outlets"


def test_the_order_of_the_articles_changes_nothing() -> None:
    assert stories(TUESDAY, [*LAKE, TRAIN]) == stories(TUESDAY, [TRAIN, *reversed(LAKE)])


def test_a_story_follows_the_earlier_story_that_it_continues_and_no_other() -> None:
    lake, train = stories(TUESDAY, [*LAKE, TRAIN], remembered(MONDAY, [LAKE_BEFORE]))
    assert lake.follows is not None
    assert lake.follows.articles == ("2026-06-22/lake-low",)
    assert train.follows is None


def test_a_day_without_articles_has_no_stories() -> None:
    assert stories(TUESDAY, [], remembered(MONDAY, [LAKE_BEFORE])) == ()


def test_interests_and_weights_move_a_story_and_say_so() -> None:
    lake, train = stories(TUESDAY, [*LAKE, TRAIN])
    assert train.score == pytest.approx(2)
    (first, second) = stories(TUESDAY, [*LAKE, TRAIN], interests={"night trains": 4, "rain": -1})
    assert first.id == train.id
    assert str(first.reasons[-1]) == "“night trains” in a title (+4.0)"
    assert str(second.reasons[-1]) == "“rain” in a title (-1.0)"
    level = stories(TUESDAY, [*LAKE, TRAIN], weigh=Weights(outlets=0))
    assert {story.score for story in level} == {2}
    assert lake.score == pytest.approx(4)
    assert lake.score == pytest.approx(sum(reason.points for reason in lake.reasons))


def test_a_story_that_tells_again_what_was_told_weighs_less() -> None:
    fresh, _ = stories(TUESDAY, [*LAKE, TRAIN])
    again = [replace(one, id=one.id.replace("23", "22"), published=one.published - timedelta(1)) for one in LAKE]
    stale = next(story for story in stories(TUESDAY, [*LAKE, TRAIN], remembered(MONDAY, again)) if story.follows)
    assert "0% of its words are new" in stale.reasons[2].words
    assert stale.score == pytest.approx(fresh.score - 1)


def test_why_tells_what_holds_a_story_together_and_what_is_near() -> None:
    found = survey(TUESDAY, [*LAKE, TRAIN], remembered(MONDAY, [LAKE_BEFORE]))
    told = why(found, ranked(found, {}, Weights()), "lake-b")
    assert told.story.id == "2026-06-23/lake-a"
    assert set(told.words) == {"lake", "corran", "rain", "shore", "heavy"}
    assert told.before is not None
    assert told.before.earlier.id == "2026-06-22/lake-low"
    assert told.nearest is not None
    assert told.nearest.id == TRAIN.id
    assert told.nearest.alike < told.nearest.joined
    with pytest.raises(DaycastError, match="no story or article 'sea'"):
        why(found, ranked(found, {}, Weights()), "sea")


def test_the_demo_days_group_into_the_events_that_they_were_written_about() -> None:
    monday, _ = read_day(ROOT / "seeds" / MONDAY.isoformat(), MONDAY, UTC)
    tuesday, _ = read_day(ROOT / "seeds" / TUESDAY.isoformat(), TUESDAY, UTC)
    found = stories(TUESDAY, tuesday, remembered(MONDAY, monday))
    events = [{name.split("-")[0] for name in story} for story in ids(found)]
    assert events == [{"jumper"}, {"qwable"}, {"glm"}, {"trump"}, {"tesla"}, {"sakana"}]
    followed = {story.articles[0].id.split("/")[1].split("-")[0]: story.follows for story in found if story.follows}
    assert {event: earlier.id.split("/")[1].split("-")[0] for event, earlier in followed.items()} == {
        "jumper": "deepmind",
        "glm": "glm",
    }
