"""How far back a story goes."""

from datetime import UTC, date, datetime

from daycast.scripts.thread import thread
from daycast.seeds.model import Article
from daycast.seeds.rank import remembered

FIRE = "A fire at the Corran paint works in Halden burned for a day, and the brigade of Halden asked for help."
AFTER = "The Corran paint works in Halden will not open again after the fire, the brigade of Halden said."
CHESS = "Odile Marchetti won the chess title in Lisbon, beating the holder in a game of ninety moves."


def day(number: int, *texts: str) -> list:
    when = datetime(2026, 6, number, 8, tzinfo=UTC)
    articles = [
        Article(f"2026-06-{number:02}/{place}", text.split(",")[0], "Example Wire", "", when, (text, text))
        for place, text in enumerate(texts)
    ]
    return list(remembered(date(2026, 6, number), articles))


def test_a_story_goes_back_to_all_that_the_one_it_follows_continues() -> None:
    past = [*day(1, FIRE, CHESS), *day(3, CHESS), *day(4, AFTER)]
    followed = next(story.earlier for story in past if story.earlier.day == date(2026, 6, 4))
    found = thread(followed, past)
    assert (found.id, found.day) == (followed.id, followed.day)
    assert found.articles == ("2026-06-04/0", "2026-06-01/0")


def test_a_story_that_continues_nothing_is_as_it_was() -> None:
    past = [*day(1, CHESS), *day(4, AFTER)]
    assert thread(past[-1].earlier, past) == past[-1].earlier
