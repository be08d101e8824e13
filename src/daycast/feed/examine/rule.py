"""A rule: whose it is, what it says, where it stands, and the function that finds where a feed breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from daycast.feed.examine.seen import Seen
from daycast.feed.examine.xmlnode import Node


class Whose(StrEnum):
    """Who makes a rule, in the order in which they are told."""

    RSS = "RSS 2.0 and the W3C validator"
    APPLE = "Apple Podcasts"
    SPOTIFY = "Spotify"
    PSP1 = "PSP-1"
    PODCAST20 = "Podcasting 2.0"
    SERVER = "The server"


@dataclass(frozen=True, slots=True)
class Miss:
    """One place where a rule is broken: what is there, what to do, and the element, in an item or in the channel."""

    at: Node | None
    what: str
    do: str


class NotAsked(Exception):
    """What a rule is about was not looked at; says why."""


Check = Callable[[Seen], Iterable[Miss]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`says` is one sentence that holds for a right feed; `source` is where its maker writes it.

    `required` rules make a feed fail, the others could be better. `check` finds the misses, none in a right feed, and
    raises `NotAsked` where it cannot know. A rule that `needs_feed` is not asked of what is no RSS.
    """

    name: str
    whose: Whose
    says: str
    source: str
    required: bool
    check: Check
    needs_feed: bool = True


class Book:
    """The rules of one maker, as they are written down."""

    def __init__(self, whose: Whose) -> None:
        self.whose = whose
        self.rules: list[Rule] = []

    def required(self, name: str, says: str, source: str, *, needs_feed: bool = True) -> Callable[[Check], Check]:
        return self._written(name, says, source, True, needs_feed)

    def better(self, name: str, says: str, source: str, *, needs_feed: bool = True) -> Callable[[Check], Check]:
        """A rule that is recommended, or whose breach readers forgive."""
        return self._written(name, says, source, False, needs_feed)

    def _written(self, name: str, says: str, source: str, required: bool, needs_feed: bool) -> Callable[[Check], Check]:
        def write(check: Check) -> Check:
            self.rules.append(Rule(name, self.whose, says, source, required, check, needs_feed))
            return check

        return write
