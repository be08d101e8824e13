"""A show with a script, and a desk for it; the hosts speak silence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from daycast.studio.desk import Desk
from daycast.voice.workers import Crew

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from daycast.show import Show

DAY = date(2026, 6, 23)
SCRIPT = """\
---
date: 2026-06-23
title: Lake Corran is full again
summary: The lake has reached its old shore.
---

[sound: open]

# Top news

Ada: Lake Corran is full again. [^1]

Ben: That is good news. {.take}

Ada: Boats return in July. [^2]

[^1]: Example Wire, 2026-06-23, <https://wire.example.org/lake>. "Lake Corran is full again."
[^2]: Example Wire, 2026-06-23, <https://wire.example.org/lake>. "Boats return in July."
"""


@pytest.fixture
def script(show: Show) -> Path:
    """The day's script, as a person has it."""
    path = show.script(DAY)
    path.parent.mkdir()
    path.write_text(SCRIPT)
    return path


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with Crew(workers=1) as crew:
        yield crew


@pytest.fixture
def told() -> list[tuple[str, dict[str, Any]]]:
    """What a desk told."""
    return []


@pytest.fixture
def desk(show: Show, script: Path, crew: Crew, told: list[tuple[str, dict[str, Any]]]) -> Desk:
    return Desk(show.root, DAY, crew, lambda name, **figures: told.append((name, figures)))
