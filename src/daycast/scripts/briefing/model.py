"""What a briefing's pool will tell, as values: each story as points and questions, before a word around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from daycast.scripts.writing.differ import Conflict
from daycast.scripts.writing.model import Turn
from daycast.sections import Kind
from daycast.seeds.model import Article


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what the sources answer to it.

    `tells` is the kind of sentence that answers it and `about` whom or what it asks for, if that is one name.
    `turns` answer it; `conflicts` are figures that the sources do not agree on, each behind the one of `disputed` that
    tells what it is about, where that was not told (else `None`); `open` are the usual questions that no source
    answers, by their kinds.
    """

    tells: Kind
    about: str
    turns: tuple[Turn, ...]
    conflicts: tuple[Conflict, ...] = ()
    disputed: tuple[Turn | None, ...] = ()
    open: tuple[Kind, ...] = ()
    prices: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """A story: its headline, its points, one turn each, and the questions that its sources answer."""

    headline: str
    points: tuple[Turn, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """The pool of a day. No story has a part in another one, as listeners hear them in different orders."""

    day: date
    stories: tuple[Brief, ...]
    articles: tuple[Article, ...]
    dive: None = None  # which the phrases of the daily episode ask for
