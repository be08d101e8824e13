"""Problems as editors, scripts and GitHub read them."""

import json
from pathlib import Path

import pytest

from daycast.errors import Problem
from daycast.report import Format, report

PATH = Path("my, show/a:b.md")


@pytest.mark.parametrize(
    ("problem", "gcc", "github"),
    [
        (
            Problem(PATH, 7, "unknown speaker “Adda”", "did you mean “Ada”?", column=3),
            "my, show/a:b.md:7:3: error: unknown speaker “Adda” (did you mean “Ada”?)",
            "::error file=my%2C show/a%3Ab.md,line=7,col=3::unknown speaker “Adda” (did you mean “Ada”?)",
        ),
        (
            Problem(PATH, 7, "5 % is,\nso to speak: much", warning=True),
            "my, show/a:b.md:7: warning: 5 % is,\nso to speak: much",
            "::warning file=my%2C show/a%3Ab.md,line=7::5 %25 is,%0Aso to speak: much",
        ),
        (
            Problem(PATH, 0, "there is no such file"),
            "my, show/a:b.md: error: there is no such file",
            "::error file=my%2C show/a%3Ab.md::there is no such file",
        ),
    ],
)
def test_a_problem_is_written_for_editors_and_for_github(problem: Problem, gcc: str, github: str) -> None:
    assert report([problem], Format.GCC) == gcc
    assert report([problem, problem], Format.GITHUB) == f"{github}\n{github}"


def test_json_has_every_part_of_a_problem_by_name() -> None:
    problem = Problem(PATH, 7, "“a”", "b", warning=True, column=3, at="excerpt")
    assert json.loads(report([problem], Format.JSON)) == [
        {"path": str(PATH), "line": 7, "column": 3, "level": "warning", "message": "“a”", "hint": "b"}
    ]
    assert report([], Format.JSON) == "[]"
