"""Lines that say again what was said."""

from datetime import date
from pathlib import Path

import pytest

from daycast.scripts.checking.repeats import repeats
from daycast.scripts.model import Say, Script, Section


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The council voted for the bridge.", True),
        ("What does it mean for people?", False),  # a question that each story may raise
        ("And that is it.", True),
        ("That is it.", False),
    ],
)
def test_a_line_that_comes_again_is_told_unless_it_asks(text: str, told: bool) -> None:
    sections = tuple(Section(1, title, (Say("Ada", text),)) for title in ("One", "Two"))
    script = Script(date(2026, 6, 22), "t", "s", sections, ())
    assert bool(list(repeats(script, Path("s.md")))) == told
