"""Telling the world of a new feed, once it is live: WebSub hubs, a Podping endpoint, a command of the person's.

None of them can undo or stop a publish: what fails is told as a warning.

Sources: https://www.w3.org/TR/websub/#x6-publishing and https://github.com/Podcastindex-org/podping-hivewriter (the
parameters of its web form).
"""

from __future__ import annotations

import os
import subprocess
from functools import partial
from typing import TYPE_CHECKING

from daycast import __version__
from daycast.errors import DaycastError, Problem
from daycast.feed.loopback import is_local
from daycast.find import FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx2

    from daycast.show import Show

TOKEN = "PODPING_TOKEN"
FEED_URL, SHOW_DIR = "DAYCAST_FEED_URL", "DAYCAST_SHOW_DIR"

_SECONDS = 10.0  # for one answer
_ATTEMPTS = 3
_COMMAND_SECONDS = 600.0
_MISSED = "The feed is live; only this was missed."
_SHORT = 200  # letters of a complaint


def announce(show: Show, feed: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Tells everybody whom show.yaml names that the feed at that address is new; returns who knows, and what failed."""
    told: list[str] = []
    problems: list[Problem] = []
    for name, tell in _listeners(show, feed):
        try:
            tell()
            told.append(name)
        except DaycastError as error:
            problems.append(Problem(show.root / FILE, 0, f"{name}: {error.message}", error.hint, warning=True))
    return tuple(told), tuple(problems)


def _listeners(show: Show, feed: str) -> Iterator[tuple[str, Callable[[], None]]]:
    publish = show.publish
    for hub in publish.hubs:
        yield f"hub {hub}", partial(_hub, hub, feed)
    if publish.podping:
        yield f"podping {publish.podping}", partial(_podping, publish.podping, feed)
    if publish.after:
        yield f"after {publish.after[0]}", partial(_run, show, feed)


def _hub(hub: str, feed: str) -> None:
    _must_be_public(feed)
    _ask("POST", hub, data={"hub.mode": "publish", "hub.url": feed})


def _must_be_public(feed: str) -> None:
    if is_local(feed):
        raise DaycastError(f"not told of {feed}, which only this machine can reach", hint="Set base_url in show.yaml.")


def _podping(endpoint: str, feed: str) -> None:
    _must_be_public(feed)
    token = os.environ.get(TOKEN, "").strip()
    if not token or not token.isascii() or not token.isprintable():
        raise DaycastError(f"{TOKEN} holds no token", hint=f"Set {TOKEN} in the environment.")
    told = {"url": feed, "reason": "update", "medium": "podcast"}
    _ask("GET", endpoint, params=told, headers={"Authorization": token})


def _ask(
    method: str,
    url: str,
    *,
    data: dict[str, str] | None = None,
    params: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> None:
    """One request, again if the server is busy. Raises `DaycastError` unless the answer is a 2xx."""
    import httpx2
    import stamina

    from daycast.openai_api import again

    @stamina.retry(on=again, attempts=_ATTEMPTS, timeout=None, wait_initial=0.5, wait_max=5.0)
    def asked() -> httpx2.Response:
        who = {"User-Agent": f"daycast/{__version__}", **(headers or {})}
        answer = httpx2.request(method, url, data=data, params=params, headers=who, timeout=_SECONDS)
        return answer.raise_for_status()

    try:
        asked()
    except httpx2.HTTPStatusError as error:
        raise DaycastError(f"answered {error.response.status_code}", hint=_MISSED) from None
    except httpx2.HTTPError as error:
        raise DaycastError(str(error) or type(error).__name__, hint=_MISSED) from None


def _run(show: Show, feed: str) -> None:
    """The person's own command, in the show's folder; no shell reads it."""
    env = {**os.environ, FEED_URL: feed, SHOW_DIR: str(show.root.resolve())}
    try:
        done = subprocess.run(
            show.publish.after, cwd=show.root, env=env, capture_output=True, timeout=_COMMAND_SECONDS, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, ValueError) as error:
        raise DaycastError(f"cannot be run: {getattr(error, 'strerror', None) or error}") from error
    except subprocess.TimeoutExpired as error:
        raise DaycastError(f"was stopped after {_COMMAND_SECONDS:.0f} seconds") from error
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[-_SHORT:]
        raise DaycastError(f"exit code {done.returncode}{f': {said}' if said else ''}")
