"""Lines of access logs, and what counts them in tests."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from daycast.feed.stats.agents import Agent
from daycast.feed.stats.count import Counted
from daycast.feed.stats.count import count as count_lines
from daycast.feed.stats.sound import Sound

if TYPE_CHECKING:
    from collections.abc import Iterable

MONDAY, TUESDAY = date(2026, 6, 22), date(2026, 6, 23)
FILE, OPUS, LATER = "2026-06-22/2026-06-22.mp3", "2026-06-22/2026-06-22.opus", "2026-06-23/2026-06-23.mp3"
ENOUGH = 500_000
SOUNDS = {FILE: Sound(MONDAY, ENOUGH), OPUS: Sound(MONDAY, 250_000, 2), LATER: Sound(TUESDAY, ENOUGH)}
UTC = ZoneInfo("UTC")


def line(
    *,
    address: str = "192.0.2.1",
    time: str = "22/Jun/2026:12:00:00 +0000",
    method: str = "GET",
    path: str = f"/{FILE}",
    status: int = 200,
    sent: int = 5_000_000,
    agent: str = "AntennaPod/3.4.0",
    span: str = "",
) -> str:
    """One line as nginx and `daycast serve` write it, with the range where `span` has one."""
    rest = f' "{span}"' if span else ""
    return f'{address} - - [{time}] "{method} {path} HTTP/1.1" {status} {sent} "-" "{agent}"{rest}'


def who(agent: str) -> Agent:
    return Agent(agent.partition("/")[0], "bot" in agent)


def count(lines: Iterable[str], **options: Any) -> Counted:
    return partial(count_lines, sounds=SOUNDS, who=who, zone=UTC)(lines, **options)


def downloads(*lines: str) -> int:
    """How many downloads these lines are."""
    return sum(count(lines).downloads.values())
