"""A problem is told where its excerpt stands in the file."""

from pathlib import Path

import pytest

from daycast.errors import Problem
from daycast.scripts.locate import located

PATH = Path("2026-06-23.md")
TEXT = "---\n\nAda: One two [^1] on\n  London three\nfour *five* six.\n\n  # Three  \n\nBen: three\n"


@pytest.mark.parametrize(
    ("line", "at", "place"),
    [
        (3, "One", (3, 6)),
        (3, "[^1]", (3, 14)),
        (3, "on", (3, 19)),  # not the one within London, nor a word of another turn
        (3, "three", (4, 10)),
        (3, "London three four", (4, 3)),
        (3, "three four five six.", (4, 10)),  # the marks of five are none of its words
        (3, "Six", (3, 1)),  # nowhere: its line
        (3, "", (3, 1)),
        (7, "", (7, 3)),
        (9, "three", (9, 6)),
        (0, "One", (0, 0)),  # the file as a whole
        (99, "One", (99, 0)),
    ],
)
def test_an_excerpt_is_found_at_its_row_and_column(line: int, at: str, place: tuple[int, int]) -> None:
    (found,) = located([Problem(PATH, line, "wrong", at=at)], TEXT)
    assert (found.line, found.column) == place


def test_a_known_column_stays_and_problems_come_in_the_order_of_their_places() -> None:
    problems = [Problem(PATH, 9, "c"), Problem(PATH, 3, "b", at="three"), Problem(PATH, 3, "a", column=7)]
    assert [problem.message for problem in located(problems, TEXT)] == ["a", "b", "c"]
