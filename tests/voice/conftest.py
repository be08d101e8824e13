"""Engines that need something from outside: a server on this machine, an example out of the documentation."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import stamina
from speech_server import SpeechServer, listening

DOCS = Path(__file__).parents[2] / "docs" / "engines.md"


@pytest.fixture
def speech() -> Iterator[SpeechServer]:
    """A speech server that speaks tones; nobody waits between attempts."""
    with listening() as server, stamina.set_testing(True, attempts=2):
        yield server


@pytest.fixture
def documented(plugged: Callable[..., str]) -> str:
    """The engine that docs/engines.md shows, installed."""
    code = next(
        code for code in re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL) if "class Tone" in code
    )
    return plugged("tone", code, "ToneEngine")
