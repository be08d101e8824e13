"""What makes a machine publish a show each day by itself: texts for systemd, cron and GitHub, which a person installs.

All of them run `daycast today` at one time of day where the show lives, in summer as in winter. A time that a change of
clocks skips is left out that day by systemd and cron, and comes later at GitHub; where it comes twice, the second run
finds nothing to do.
"""

from __future__ import annotations

import json
import re
import shlex
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from daycast import __version__

if TYPE_CHECKING:
    from datetime import time
    from pathlib import Path

    from daycast.show import Show


class Kind(StrEnum):
    """Who looks at the clock."""

    SYSTEMD = "systemd"
    CRON = "cron"
    GITHUB = "github"


_BRACKETS = {  # GitHub has the double braces for itself
    "variable_start_string": "[[",
    "variable_end_string": "]]",
    "block_start_string": "[%",
    "block_end_string": "%]",
}
_QUARTER = 15  # minutes: no time zone of today is apart from another by less


def schedule(show: Show, kind: Kind, at: time, *, folder: Path, program: str) -> str:
    """The text for `kind`. `folder` is the show's, `program` the command daycast, both absolute."""
    import jinja2  # slow to load, and this module stands at the door of every command

    brackets: dict[str, Any] = _BRACKETS if kind is Kind.GITHUB else {}
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("daycast", "templates/schedule"),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        **brackets,
    )
    environment.filters |= {"unit": _unit, "argument": _argument, "shell": _shell, "json": json.dumps}
    variables = _variables(show)
    keys = [*variables, *(("SSH_KEY", "SSH_KNOWN_HOSTS") if show.publish.kind in ("rsync", "sftp") else ())]
    values: dict[str, Any] = {
        "title": " ".join(show.title.split()),
        "email": show.email,
        "name": f"daycast-{re.sub('[^a-z0-9]+', '-', folder.name.lower()).strip('-') or 'show'}",
        "at": f"{at:%H:%M}",
        "hour": at.hour,
        "minute": at.minute,
        "minutes": sorted((at.minute + _QUARTER * step) % 60 for step in range(4)),
        "zone": show.time_zone,
        "folder": str(folder),
        "program": program,
        "package": _package(show, folder),
        "kind": show.publish.kind,
        "branch": getattr(show.publish, "branch", ""),
        "remote": getattr(show.publish, "remote", ""),
        "variables": variables,
        "keys": keys if kind is Kind.GITHUB else variables,
    }
    return environment.get_template(f"{kind}.j2").render(values)


def _variables(show: Show) -> list[str]:
    """The environment variables from which this show takes keys."""
    store = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] if _in_buckets(show) else []
    podping = ["PODPING_TOKEN"] if show.publish.podping else []
    writer = [key] if (key := getattr(show.writer, "api_key_env", None)) else []
    return [*store, *podping, *writer]


def _package(show: Show, folder: Path) -> str:
    """What pip is to install: this version, or what lies beside the show in a clone of daycast."""
    extras = "[s3]" if _in_buckets(show) else ""
    return f".{extras}" if (folder / "pyproject.toml").is_file() else f"daycast{extras}=={__version__}"


def _in_buckets(show: Show) -> bool:
    return "s3" in (show.publish.kind, show.takes and show.takes.kind)


def _unit(text: str) -> str:
    """A value in a unit file, where `%` begins a specifier (systemd.unit(5))."""
    return text.replace("%", "%%")


def _argument(text: str) -> str:
    """The program of a command in a unit file, where `$` means nothing (systemd.service(5), "Command lines")."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _shell(text: str) -> str:
    """A word of a command in a crontab, where `%` would end the line (crontab(5))."""
    return shlex.quote(text).replace("%", r"\%")
