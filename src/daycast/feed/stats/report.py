"""What was counted, put in order: by episode and day, by app, by listener."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from daycast.feed.stats.count import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from daycast.feed.stats.count import Counted, Why

_CROWD = 50  # downloads on a day from one address, from which on they are worth a look (section 5.5.2, step 1.2, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """An episode that was downloaded: how often, and how often on each day on which it was."""

    episode: date
    title: str
    downloads: int
    days: Mapping[date, int]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything there is to tell. Episodes the newest first, apps and listeners the most frequent first; `since` and
    `until` are the days asked for, else the first and last with a download, None where there is none."""

    since: date | None
    until: date | None
    downloads: int
    episodes: tuple[Row, ...]
    apps: tuple[tuple[str, int], ...]
    listeners: tuple[tuple[str, int], ...]
    lines: int
    left_out: Mapping[Why, int]
    notes: tuple[str, ...]


def report(
    counted: Counted, titles: Mapping[date, str], *, since: date | None = None, until: date | None = None
) -> Report:
    """Puts what was counted in order."""
    days: defaultdict[date, Counter[date]] = defaultdict(Counter)
    apps: Counter[str] = Counter()
    listeners: Counter[str] = Counter()
    for key, many in counted.downloads.items():
        days[key.episode][key.day] += many
        apps[key.app] += many
        if key.listener:
            listeners[key.listener] += many
    seen = [day for on in days.values() for day in on]
    return Report(
        since=since or min(seen, default=None),
        until=until or max(seen, default=None),
        downloads=apps.total(),
        episodes=tuple(
            Row(episode, titles.get(episode, ""), on.total(), dict(sorted(on.items())))
            for episode, on in sorted(days.items(), reverse=True)
        ),
        apps=_ranked(apps.items()),
        listeners=_ranked(listeners.items()),
        lines=counted.lines,
        left_out={why: counted.left_out[why] for why in REASONS if why in counted.left_out},
        notes=tuple(_notes(counted)),
    )


def _ranked(found: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(found, key=lambda one: (-one[1], one[0].casefold(), one[0])))


def _notes(counted: Counted) -> Iterable[str]:
    if counted.busiest and counted.busiest[1] >= _CROWD:
        day, many = counted.busiest
        yield (
            f"one address made {many} downloads on {day}: a robot, many people behind one address, "
            "or a proxy in front of the server, whose address then stands in the log for everybody's"
        )
    if counted.left_out.get("nameless", 0) > sum(counted.downloads.values()):
        yield "most requests name no user agent: this is not the combined format, and apps cannot be told from robots"


def as_json(report: Report) -> dict[str, Any]:
    """The report as scripts read it."""
    return {
        "from": report.since and report.since.isoformat(),
        "to": report.until and report.until.isoformat(),
        "downloads": report.downloads,
        "episodes": [
            {
                "date": row.episode.isoformat(),
                "title": row.title,
                "downloads": row.downloads,
                "days": {day.isoformat(): many for day, many in row.days.items()},
            }
            for row in report.episodes
        ],
        "apps": [{"name": name, "downloads": many} for name, many in report.apps],
        "listeners": [{"name": name, "downloads": many} for name, many in report.listeners],
        "lines": report.lines,
        "left_out": dict(report.left_out),
        "notes": list(report.notes),
    }
