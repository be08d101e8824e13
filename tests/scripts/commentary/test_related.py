"""Which earlier pieces of a show belong to a story."""

from datetime import UTC, date, datetime

from daycast.scripts.aired import Aired
from daycast.scripts.commentary.related import RELATED, related
from daycast.seeds.model import Article, Story

TODAY = "The Corran paint works in Halden will not open again after the fire, the brigade of Halden said on Friday."
FIRE = "A fire at the Corran paint works in Halden burned for a day, and the brigade of Halden asked for help."
CHESS = "Odile Marchetti won the chess title in Halden, beating the holder in a game of ninety moves."
BASE = "https://news.example.org/show/"


def story(text: str) -> Story:
    article = Article(
        "2026-06-05/a", text.partition(",")[0], "Example Wire", "", datetime(2026, 6, 5, tzinfo=UTC), (text, text)
    )
    return Story(article.id, article.title, (article,), 1, 1.0, ())


def part(day: int, heading: str, line: str) -> Aired:
    return Aired(date(2026, 6, day), heading, frozenset(), (), (line,))


def test_a_piece_on_the_same_matter_is_found_with_its_day_heading_and_page() -> None:
    (piece,) = related(story(TODAY), [part(1, "Fire at the Corran works", FIRE), part(2, "Chess", CHESS)], BASE, 3)
    assert (piece.day, piece.heading) == (date(2026, 6, 1), "Fire at the Corran works")
    assert piece.url == "https://news.example.org/show/2026-06-01/"
    assert piece.alike >= RELATED


def test_a_name_in_both_makes_no_relation() -> None:
    assert related(story(TODAY), [part(2, "Chess title goes to Halden", CHESS)], BASE, 3) == ()


def test_parts_of_one_day_under_one_heading_are_one_piece() -> None:
    parts = [
        part(1, "Fire at the Corran works", FIRE),
        part(1, "Fire at the Corran works", "The brigade asked for help."),
    ]
    assert len(related(story(TODAY), parts, BASE, 3)) == 1


def test_the_likest_come_first_and_no_more_than_wanted() -> None:
    far = "A fire at a works in Halden."
    parts = [part(day, f"Fire {day}", far if day < 3 else FIRE) for day in (1, 2, 3, 4)]
    found = related(story(TODAY), parts, BASE, 2)
    assert [piece.day.day for piece in found] == [3, 4]


def test_without_an_archive_there_is_none() -> None:
    assert related(story(TODAY), [], BASE, 3) == ()
