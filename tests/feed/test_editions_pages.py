"""The page of an edition: links to what the main show told before."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from feed_studio import EPISODE

from daycast.episodes.model import Chapter
from daycast.feed.pages import Elsewhere, passages
from daycast.scripts.model import Told
from daycast.show import Show, open_show

MONDAY = Told(date(2026, 6, 22), "Senior researchers leave")
TAKE = replace(EPISODE, chapters=(Chapter(0.0, "The facts: a laureate leaves", 1, follows=(MONDAY,)),))


@pytest.fixture
def settings(show: Show) -> Path:
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + "editions: {take: {}}\n")
    record = show.episode(MONDAY.day) / "episode.yaml"
    record.parent.mkdir(parents=True)
    record.touch()
    return path


def earlier(settings: Path, edition: str) -> list[tuple[Elsewhere, ...]]:
    return [passage.elsewhere for passage in passages(TAKE, None, open_show(settings.parent, edition))]


def test_an_edition_links_to_the_pages_of_the_main_show(settings: Path) -> None:
    assert earlier(settings, "take") == [(Elsewhere(MONDAY, "../../2026-06-22/"),)]


def test_the_main_show_links_by_its_own_threads_alone(settings: Path) -> None:
    assert earlier(settings, "") == [()]


def test_an_episode_that_was_not_made_is_named_without_a_link(settings: Path) -> None:
    (settings.parent / "episodes" / "2026-06-22" / "episode.yaml").unlink()
    assert earlier(settings, "take") == [(Elsewhere(MONDAY, ""),)]


def test_nobody_is_led_to_a_page_that_is_private(settings: Path) -> None:
    settings.write_text(settings.read_text().replace("{take: {}}", "{take: {access: open}}") + "access: token\n")
    assert earlier(settings, "take") == [(Elsewhere(MONDAY, ""),)]
