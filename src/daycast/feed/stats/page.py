"""The report as a page: one file that a browser opens from the disk, and that asks no other host for anything."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from daycast.feed.stats.count import REASONS
from daycast.feed.stats.plot import HEIGHT, RIGHT, WIDTH, colours, plot

if TYPE_CHECKING:
    from daycast.feed.stats.report import Report, Row

_WEEK = timedelta(days=7)


def page(title: str, report: Report) -> str:
    """The report of the show of this title as HTML. It runs no script, and its one style sheet is named by digest."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("daycast.feed.stats"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    assert environment.loader is not None
    style = environment.loader.get_source(environment, "stats.css")[0]
    shades = colours(report.episodes)
    return environment.get_template("stats.html.j2").render(
        show=title,
        report=report,
        plot=plot(report),
        width=WIDTH,
        height=HEIGHT,
        right=WIDTH - RIGHT,
        episodes=[(row, shade, _first_week(row)) for row, shade in zip(report.episodes, shades, strict=True)],
        most=max((row.downloads for row in report.episodes), default=0),
        reasons=REASONS,
        bar=_bar,
        style=Markup(style),  # ours, and nothing of a show's
        digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


def _first_week(row: Row) -> int:
    return sum(many for day, many in row.days.items() if day < row.episode + _WEEK)


def _bar(many: int, most: int, shade: str) -> Markup:
    return Markup(
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="c{}" width="{}" height="10"/></svg>'
    ).format(shade, round(100 * many / most, 1))
