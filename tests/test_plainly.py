"""A command line that is read quickly means what the command line's library takes it for."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from daycast import rendering
from daycast.cli import app
from daycast.plainly import Rendering
from daycast.plainly import rendering as plainly

DAY = date(2026, 6, 23)
NO_SHOW: dict[str, str] = {}

PLAIN = [
    ("render", Rendering()),
    ("render --json", Rendering(as_json=True)),
    ("render --date 2026-06-23", Rendering(day=DAY)),
    ("render --date=2026-06-23 --show=there", Rendering(Path("there"), DAY)),
    ("render --show there --engine silence --json", Rendering(Path("there"), None, "silence", True)),
    ("render --edition weekly --date 2026-06-23", Rendering(None, DAY, edition="weekly")),
    ("render --engine --json-like", None),
    ("render --show", None),
    ("render --show=", None),
    ("render --json --json", None),
    ("render --json=1", None),
    ("render --date today", None),
    ("render --date 2026-6-23", None),
    ("render --date 20260623", None),
    ("render --date 2026-02-30", None),
    ("render --help", None),
    ("render there", None),
    ("render -- there", None),
    ("render --date 2026-06-23 --date 2026-06-24", None),
    ("--version render", None),
    ("today --date 2026-06-23", None),
    ("", None),
]


@pytest.mark.parametrize(("line", "expected"), PLAIN)
def test_a_plain_command_line_is_understood_and_any_other_left(line: str, expected: Rendering | None) -> None:
    assert plainly(line.split(), NO_SHOW) == expected


@pytest.mark.parametrize("line", [line for line, expected in PLAIN if expected])
@pytest.mark.parametrize("environ", [NO_SHOW, {"DAYCAST_SHOW": "elsewhere"}, {"DAYCAST_SHOW": ""}])
def test_it_means_what_the_library_takes_it_for(
    line: str, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Rendering] = []

    def render(
        folder: Path | None, day: date | None, engine: str | None, _: Any, *, edition: str, as_json: bool
    ) -> None:
        assert not isinstance(day, datetime)
        heard.append(Rendering(folder, day, engine, as_json, edition))

    monkeypatch.setattr(rendering, "render", render)
    monkeypatch.delenv("DAYCAST_SHOW", raising=False)
    CliRunner(env=environ).invoke(app, line.split())
    assert heard == [plainly(line.split(), environ)]
