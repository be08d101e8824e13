"""A day's draft: which writer makes it of what, a day's stories or a week, and what a language model makes of that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from daycast.files import read_text
from daycast.newsroom import reported, stories
from daycast.scripts.aired import address
from daycast.scripts.board import load_board, misnamed
from daycast.scripts.continuity import Continued, continued, remember
from daycast.scripts.printer import print_script
from daycast.scripts.thread import thread
from daycast.writers import LlmWriter

if TYPE_CHECKING:
    from datetime import date

    from daycast.errors import Problem
    from daycast.newsroom import Reported
    from daycast.scripts.board import Board
    from daycast.scripts.llm.writer import Estimate, Progress, Report
    from daycast.scripts.model import Script
    from daycast.scripts.writing.write import Draft
    from daycast.seeds.model import Story
    from daycast.show import Show


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft, what a person's board names and no story has, and which stories go on from before."""

    draft: Draft
    problems: tuple[Problem, ...] = ()
    follows: tuple[Continued, ...] = ()


def redraft(
    show: Show,
    day: date,
    *,
    on_progress: Callable[[Progress], object] = lambda progress: None,
    on_report: Callable[[Report], object] = lambda report: None,
    on_short: Callable[[str], object] = lambda why: None,
) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a new draft, which is not kept yet, and what is wrong with the day's articles.

    `None` where there are no articles to write from but a script stands already. Where the show's writer is a language
    model, `on_progress` hears how far it is and `on_report` what it wrote; without an answer its lines are the draft's.
    `on_short` hears why an episode will be shorter than the show is meant to be.
    """
    known = reported(show, day)
    if not known.articles and show.kind != "weekly" and show.script(day).is_file():
        return None, known.problems
    made = _of_its_kind(show, day, known)
    remember(show, day, made.follows)
    drafted = made.draft
    script, problems = drafted.script, (*known.problems, *made.problems)
    if drafted.short:
        on_short(drafted.short)
    comments = drafted.comments
    if isinstance(show.writer, LlmWriter):
        from daycast.scripts.commentary.unanswered import prompted
        from daycast.scripts.llm.writer import comment, rewrite

        script, report = rewrite(show, show.writer, script, more=drafted.spare, on_progress=on_progress)
        on_report(report)
        problems = (*problems, *report.problems)
        if any(prompted(one.text) for one in comments):
            script, comments, report = comment(
                show,
                show.writer,
                script,
                comments,
                drafted.script,
                settled=_settled(show, day),
                on_progress=on_progress,
            )
            on_report(report)
            problems = (*problems, *report.problems)
    return print_script(script, comments), problems


def writing(show: Show, day: date) -> tuple[Script, Estimate] | None:
    """The day's draft and what a language model would take to rewrite it; `None` where none is to write."""
    known = reported(show, day)
    if not isinstance(show.writer, LlmWriter) or not (known.articles or show.kind == "weekly"):
        return None
    from daycast.scripts.llm.writer import estimate

    drafted = _of_its_kind(show, day, known).draft
    ahead = estimate(
        show,
        show.writer,
        drafted.script,
        more=drafted.spare,
        comments=drafted.comments,
        settled=_settled(show, day),
    )
    return drafted.script, ahead


def _settled(show: Show, day: date) -> frozenset[str]:
    """What a take's prompts asked about that a person has seen to."""
    from daycast.scripts.commentary.unanswered import settled
    from daycast.scripts.keep import base_text

    base, path = base_text(show, day), show.script(day)
    return settled(base, read_text(path)) if base and path.is_file() else frozenset()


def _of_its_kind(show: Show, day: date, known: Reported) -> Drafted:
    """What the writer of the show's kind drafts."""
    if show.kind == "weekly":
        return _of_week(show, day)
    return _of_day(show, day, known, stories(show, day, known))


def _of_week(show: Show, day: date) -> Drafted:
    """A weekly edition, drafted from the days up to `day`, whatever the board of that one says."""
    from daycast.scripts.weekly.read import read_week
    from daycast.scripts.weekly.write import draft

    week, episodes, problems = read_week(show, day)
    return Drafted(draft(show, day, week, episodes), problems)


def _of_day(show: Show, day: date, known: Reported, ranked: Sequence[Story]) -> Drafted:
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
