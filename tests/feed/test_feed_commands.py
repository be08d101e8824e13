"""`daycast publish` and `daycast unpublish` as a person types them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from feed_studio import EPISODE
from typer.testing import CliRunner

from daycast.cli import app
from daycast.errors import DaycastError

if TYPE_CHECKING:
    from feed_studio import Studio
    from typer.testing import Result


def run(studio: Studio, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--show", str(studio.root)])


def test_an_episode_is_published_taken_back_and_brought_back(studio: Studio) -> None:
    studio.render(studio.show())
    assert "feed/feed.xml 1 episode, " in run(studio, "publish").stdout
    taken = run(studio, "unpublish", "2026-06-23")
    assert "feed/feed.xml 0 episodes, " in taken.stdout
    assert " removed\n" in taken.stdout
    assert "daycast publish --date 2026-06-23" in taken.stdout
    again = run(studio, "publish")
    assert "this episode was unpublished and stays out" in again.stderr
    assert "0 episodes, 0 files changed" in again.stdout
    assert "1 episode, " in run(studio, "publish", "--date", "2026-06-23").stdout


def test_force_does_what_was_refused_and_tells_what_it_breaks(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    run(studio, "publish")
    studio.render(show, replace(EPISODE, guid="another"))
    refused = run(studio, "publish")
    assert isinstance(refused.exception, DaycastError)
    assert "daycast publish --force" in str(refused.exception)
    forced = run(studio, "publish", "--force")
    assert forced.exit_code == 0
    assert "every app takes it for a new episode and downloads it again" in forced.stderr


@pytest.mark.parametrize("words", [("unpublish",), ("unpublish", "yesterday"), ("publish", "--date", "23 June")])
def test_a_date_is_a_date(studio: Studio, words: tuple[str, ...]) -> None:
    studio.show()
    assert run(studio, *words).exit_code == 2
