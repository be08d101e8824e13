"""Articles grouped into stories, linked to earlier days, and ranked."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from daycast.seeds.article import read_day
from daycast.seeds.model import Article, Story
from daycast.seeds.rank import remembered, stories

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
