"""Where a person approves every text: which episodes wait for it, and which scripts have moved on since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daycast.errors import Problem
from daycast.files import sha256
from daycast.scripts.approve import digest, is_approved

if TYPE_CHECKING:
    from pathlib import Path

    from daycast.episodes.model import Episode
    from daycast.show import Show


def unapproved(show: Show, episode: Episode, published: Path) -> Problem | None:
    """Why the episode must wait for a person's approval, if so. What is `published` already keeps its address."""
    if show.review != "required" or is_approved(show, episode.date, episode.script):
        return None
    if sha256(published) == episode.audio.sha256:
        return None
    message = "the episode was made from a text that is not approved, so it is not published"
    which = show.options(episode.date)
    hint = f"run: daycast approve {which}, then: daycast render {which}"
    return Problem(show.script(episode.date), 0, message, hint)


def outdated(show: Show, episode: Episode) -> Problem | None:
    """Tells, where texts are reviewed, that the script is not any more what the published episode was made from."""
    script = show.script(episode.date)
    if show.review != "required" or not episode.script or not script.is_file():
        return None
    now = digest(script.read_bytes())
    if now == episode.script:
        return None
    which = show.options(episode.date)
    hint = f"daycast render {which}"
    if not is_approved(show, episode.date, now):
        hint = f"daycast approve {which}, then: {hint}"
    message = "the script has changed since the episode was approved and made, which is published as it was"
    return Problem(script, 0, message, f"run: {hint}", warning=True)
