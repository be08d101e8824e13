"""Which writer drafts an edition, and what each is given: a day's stories, or a week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from daycast.scripts.aired import address
from daycast.scripts.board import load_board, misnamed
from daycast.scripts.continuity import Continued, continued
from daycast.scripts.thread import thread

if TYPE_CHECKING:
    from datetime import date

    from daycast.errors import Problem
    from daycast.scripts.aired import Aired
    from daycast.scripts.board import Board
    from daycast.scripts.writing.write import Draft
    from daycast.seeds.model import Article, Past, Story
    from daycast.show import Show


@dataclass(frozen=True, slots=True)
class Reported:
    """The articles of a day, the stories before it and what aired of them, and what is wrong with the day's files.

    `addresses` are those of the articles before it, by their id.
    """

    articles: tuple[Article, ...]
    past: tuple[Past, ...]
    addresses: Mapping[str, str]
    aired: tuple[Aired, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft, what a person's board names and no story has, and which stories go on from before."""

    draft: Draft
    problems: tuple[Problem, ...] = ()
    follows: tuple[Continued, ...] = ()


def of_week(show: Show, day: date) -> Drafted:
    """A weekly edition, drafted from the days up to `day`, whatever the board of that one says."""
    from daycast.scripts.weekly.read import read_week
    from daycast.scripts.weekly.write import draft

    week, episodes, problems = read_week(show, day)
    return Drafted(draft(show, day, week, episodes), problems)


def of_day(show: Show, day: date, known: Reported, ranked: Sequence[Story]) -> Drafted:
    """Any other edition, drafted from the stories of `day` as a person's board wants them."""
    board = load_board(show, day)
    stories, unknown = board.arrange(ranked), misnamed(show, day, board, ranked)
    if show.kind == "take":
        taken, follows = _take(show, day, known, stories, board)
        return Drafted(taken, unknown, follows)
    told = [replace(story, follows=thread(story.follows, known.past)) if story.follows else story for story in stories]
    return Drafted(_told(show, day, known, told, board), unknown, continued(told, known.aired, known.addresses))


def _told(show: Show, day: date, known: Reported, told: Sequence[Story], board: Board) -> Draft:
    if show.kind == "briefing":
        from daycast.scripts.briefing.draft import draft as brief

        return brief(show, day, told)
    from daycast.scripts.writing.write import draft

    return draft(show, day, told, known.aired, known.addresses, board.deep(told))


def _take(
    show: Show, day: date, known: Reported, told: Sequence[Story], board: Board
) -> tuple[Draft, tuple[Continued, ...]]:
    """A take on the story that a person chose, else the weightiest, and the earlier pieces that go with it."""
    from daycast.scripts.commentary.write import draft

    drafted, story, pieces = draft(show, day, told, known.aired, board.deep(told))
    places = tuple(piece.told for piece in pieces)
    return drafted, (Continued(tuple(map(address, story.articles)), places),) if places else ()
