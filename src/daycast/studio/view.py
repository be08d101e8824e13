"""What the desk sees, as the browser gets it: the page, rows as HTML, and which of them are new to it."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import jinja2

from daycast.feed.pages import is_web
from daycast.report import several
from daycast.studio.rows import Row, outline, overview

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from daycast.editions import EditionKind
    from daycast.scripts.board import Board
    from daycast.seeds.model import Story
    from daycast.studio.desk import Sight

OVERVIEW_STEPS = 480
KEYS = (
    (("↑", "↓"), "the line above, the line below"),
    (("Enter",), "edit the line; again to save it"),
    (("Esc",), "leave it as it was; stop playing"),
    (("Space",), "play the line, or pause"),
    (("Shift", "Space"), "play from here on"),
    (("Alt", "↑"), "move the line up"),
    (("Alt", "↓"), "move the line down"),
    (("n",), "a new line below"),
    (("Ctrl", "Enter"), "split the line at the cursor, while you edit it"),
    (("Delete",), "delete the line"),
    (("o",), "opinion, or not"),
    (("p",), "how a word is said (select it before)"),
    (("u",), "undo the last change of the script; also Ctrl + z"),
    (("Shift", "u"), "redo"),
    (("!",), "to the next problem"),
    (("b",), "the day’s stories"),
    (("r",), "render"),
    (("Tab",), "to the buttons of the line"),
)
_RUN = secrets.token_hex(8)  # of this process: a page that was open before has counted on another
_REMEMBERED = 8  # states of a script that pages may still show


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("daycast.studio"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["outline"] = outline
    environment.tests["web"] = is_web
    return environment


def page(title: str, language: str, day: date, days: Sequence[date], speakers: Sequence[str]) -> str:
    """The page of a day, without its rows. `language` (BCP 47) is the script's."""
    template = _environment().get_template("page.html.j2")
    return template.render(title=title, language=language, day=day, days=days, speakers=speakers, keys=KEYS)


_DEEP: Mapping[EditionKind, str] = {"daily": "Deep dive", "take": "The story"}  # what the story chosen is called


def stories(ranked: Sequence[Story], board: Board, headings: Sequence[str], kind: EditionKind) -> str:
    """The story board: the stories that are told, then those left out. `headings` are the script's, which tell what
    went deep where nobody decided. Of a briefing no story goes deep, and a weekly follows no board."""
    told = board.arrange(ranked)
    kept = {story.id for story in told}
    said = (story for story in told if any(title.endswith(story.headline) for title in headings))
    deep = board.deep(told) or next(said, None)
    return (
        _environment()
        .get_template("stories.html.j2")
        .render(
            stories=[*told, *(story for story in ranked if story.id not in kept)],
            dropped={story.id for story in ranked} - kept,
            deep_id=deep.id if deep and kind in _DEEP else "",
            deep=_DEEP.get(kind, ""),
            decides=kind != "weekly",
        )
    )


class Rows:
    """The rows of one script as the pages know them: HTML is sent once, and from then on named by its mark."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, frozenset[str]] = OrderedDict()

    def news(self, sight: Sight, have: str) -> dict[str, Any]:
        """The state of the script for a page that shows the version `have`: every row by its mark and its line, and
        the HTML of those that this version did not have."""
        drawn = [(line, _html(row)) for line, row in sight.rows]
        marked = [(_mark(html), line, html) for line, html in drawn]
        order = [[mark, line] for mark, line, _ in marked]
        version = _mark(repr(order) + _status(sight))
        self._known[version] = frozenset(mark for mark, _, _ in marked)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        known = self._known.get(have, frozenset())
        return {
            "run": _RUN,
            "number": sight.number,
            "version": version,
            "sha256": sight.sha256,
            "rows": order,
            "html": {mark: html for mark, _, html in marked if mark not in known},
            "status": _status(sight),
            "problems": sight.errors + sight.warnings + sight.notes,
            "overview": outline(overview([row for _, row in sight.rows], OVERVIEW_STEPS)),
            "able": sight.able,
        }


@lru_cache(maxsize=4096)
def _html(row: Row) -> str:
    return _environment().get_template("row.html.j2").render(row=row).strip()


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _status(sight: Sight) -> str:
    minutes, seconds = divmod(round(sight.seconds), 60)
    lines = sum(1 for _, row in sight.rows if row.turn)
    about = "about " if sight.to_speak else ""
    found = ((sight.errors, "error"), (sight.warnings, "warning"), (sight.notes, "note"))
    wrong = [several(count, what) for count, what in found if count]
    meant = "" if sight.show.kind == "briefing" else f" of {sight.show.minutes:g}"  # each listener has a length
    return " · ".join(
        [
            f"{about}{minutes}:{seconds:02}{meant} min",
            f"{several(lines, 'line')}, {sight.to_speak} to speak"
            if sight.to_speak
            else f"{several(lines, 'line')}, all spoken",
            ", ".join(wrong) or "nothing wrong",
        ]
    )
