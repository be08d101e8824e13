"""What is told of a script before it is spoken."""

from pathlib import Path

import pytest

from daycast.scripts.check import check
from daycast.scripts.parse import parse

PATH = Path("2026-06-23.md")
FRONT = "---\ndate: 2026-06-23\ntitle: T\nsummary: S\n---\n"
NOTE = '\n\n[^1]: A, 2026-01-01, <u>. "q"\n'


def told(body: str, front: str = FRONT) -> list[tuple[int, str, bool]]:
    """The problems of a script; line 1 is the body's first."""
    script, unread = parse(front + body, PATH)
    assert unread == ()
    problems = check(
        script,
        PATH,
        speakers=("Ada", "Ben"),
        sounds=("open", "turn"),
        names=("The Daybreak Brief", "Ada", "Ben"),
        sayable=lambda say: say.text != "🙂",
    )
    return [(problem.line - front.count("\n"), problem.message, problem.warning) for problem in problems]


@pytest.mark.parametrize(
    ("body", "line", "message", "warning"),
    [
        ("Adda: Hello.", 1, "unknown speaker “Adda”", False),
        ("Ada:", 1, "Ada has an empty line", False),
        ("Ada: 🙂", 1, "nothing in “🙂” can be said aloud", False),
        ("Ada: Hello <!-- never closed.", 1, "HTML in a spoken line", False),
        ("Ada: Hello <b>you</b>.", 1, "HTML in a spoken line", False),
        ("Ada: Hello.\n\n[sound: opne]", 3, "no sound “opne” in voice/sounds/", False),
        ("Ada: Hello.\n\n[pause: 11s]", 3, "a pause of 11 s", False),
        ("Ada: They paid. [^2]", 1, "[^2] has no footnote", False),
        ("Ada: It fell by 12 percent.", 1, "this line states something and cites nothing", True),
        ("Ada: Then Corran said so.", 1, "this line states something and cites nothing", True),
        ("Ada: Hello.\n\n# Empty\n\n# Full\n\nBen: Hi.", 3, "nobody says anything under “Empty”", True),
    ],
)
def test_a_problem_is_told_at_its_line(body: str, line: int, message: str, warning: bool) -> None:
    assert told(body) == [(line, message, warning)]


@pytest.mark.parametrize(
    "body",
    [
        "Ada: Welcome to The Daybreak Brief. It is Tuesday, June 23rd. I am Ada.",
        "Ada: It fell by 12 percent. [^1]" + NOTE,
        "Ada: Only Corran could do that. {.take}",
        "# Top\n\n## First\n\nAda: Hello.",
        "Ada: What do we know?",
        "Ada: Hello <!-- or good evening? --> everybody.",
    ],
)
def test_a_sound_line_is_not_complained_of(body: str) -> None:
    assert told(body) == []


def test_a_footnote_that_no_line_cites_is_a_warning() -> None:
    assert [(message, warning) for _, message, warning in told("Ada: Hello." + NOTE)] == [
        ("no line cites footnote [^1]", True)
    ]


def test_a_script_without_title_summary_or_lines_is_told_so() -> None:
    messages = [message for _, message, _ in told("# Top\n", "---\ndate: 2026-06-24\n---\n")]
    assert "no `title` in the front matter" in messages
    assert "no `summary` in the front matter" in messages
    assert "nobody says anything in this script" in messages
    assert "the file is named 2026-06-23, its `date` is 2026-06-24" in messages


def test_the_hint_names_the_nearest_speaker() -> None:
    script, _ = parse(FRONT + "Adda: Hello.", PATH)
    (problem,) = check(script, PATH, speakers=("Ada", "Ben"), sounds=(), names=(), sayable=lambda say: True)
    assert problem.hint.startswith("did you mean “Ada”?")
