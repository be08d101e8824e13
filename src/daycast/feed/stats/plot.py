"""Downloads over days as stacked bars: where each piece lies, in units of the drawing. The template draws it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daycast.feed.stats.report import Report, Row

WIDTH, HEIGHT = 960, 320
LEFT, RIGHT, TOP, BOTTOM = 48, 8, 12, 36
COLOURS = 6
REST = "rest"

_MOST_BARS = 92  # a quarter of a year; from there on a bar is a week
_MOST_PIECES = 8  # in a bar: what is less lies in one piece on top
_LABELS = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle, its colour ("0" to "5", or "rest"), and what it says when pointed at."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    says: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The drawing: rectangles, the lines' heights with their figures, the days below. `each` says what a bar is."""

    pieces: tuple[Piece, ...]
    rules: tuple[Label, ...]
    days: tuple[Label, ...]
    each: str


def colours(rows: Sequence[Row]) -> tuple[str, ...]:
    """Each episode's colour: neighbours differ, and none changes when a newer one comes."""
    return tuple(str((len(rows) - 1 - place) % COLOURS) for place in range(len(rows)))


def plot(report: Report) -> Plot | None:
    """The drawing of a report; None where there is nothing to draw."""
    if not report.episodes or report.since is None or report.until is None:
        return None
    length = (report.until - report.since).days + 1
    step = 1 if length <= _MOST_BARS else 7
    first = report.since if step == 1 else report.since - timedelta(days=report.since.weekday())
    bars = ((report.until - first).days // step) + 1
    stacks: list[Counter[int]] = [Counter() for _ in range(bars)]
    for place, row in enumerate(report.episodes):
        for day, many in row.days.items():
            stacks[(day - first).days // step][place] += many
    top, rise = _scale(max(stack.total() for stack in stacks))
    slot = (WIDTH - LEFT - RIGHT) / bars
    high = (HEIGHT - TOP - BOTTOM) / top
    base = HEIGHT - BOTTOM
    shades = colours(report.episodes)
    pieces: list[Piece] = []
    for at, stack in enumerate(stacks):
        when = _when(first + timedelta(days=at * step), step)
        floor = float(base)
        for piece, many in _pieces(stack):
            told = None if piece is None else report.episodes[piece]
            what = f"{told.episode} {told.title}".strip() if told else "other episodes"
            height = many * high
            floor -= height
            pieces.append(
                Piece(
                    x=round(LEFT + at * slot + slot * 0.12, 2),
                    y=round(floor, 2),
                    width=round(slot * 0.76, 2),
                    height=round(height, 2),
                    colour=REST if piece is None else shades[piece],
                    says=f"{when}: {many:,} of {stack.total():,}, {what}",
                )
            )
    every = -(-bars // _LABELS)
    days = tuple(
        Label(round(LEFT + (at + 0.5) * slot, 2), base + 22, f"{day.day} {day:%b}")
        for at in range(0, bars, every)
        if (day := first + timedelta(days=at * step))
    )
    rules = tuple(Label(LEFT, round(base - value * high, 2), f"{value:,}") for value in range(0, top + 1, rise))
    return Plot(tuple(pieces), rules, days, "a day" if step == 1 else "a week")


def _pieces(stack: Counter[int]) -> list[tuple[int | None, int]]:
    """A bar from below: the newest episodes first, the least of many as one."""
    kept = {place for place, _ in sorted(stack.items(), key=lambda one: (-one[1], one[0]))[:_MOST_PIECES]}
    found: list[tuple[int | None, int]] = [(place, stack[place]) for place in sorted(kept)]
    if rest := sum(many for place, many in stack.items() if place not in kept):
        found.append((None, rest))
    return found


def _when(day: date, step: int) -> str:
    return f"{day}" if step == 1 else f"the week of {day}"


def _scale(most: int) -> tuple[int, int]:
    """The axis's upper end and the step between its figures: 1, 2 or 5 times a power of ten, five steps at most."""
    rise = 1
    while most > rise * 5:
        rise = rise * 5 // 2 if str(rise).startswith("2") else rise * 2
    return -(-most // rise) * rise, rise
