"""A show and its editions, as their pages name each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daycast.feed.paging import MAIN

if TYPE_CHECKING:
    from daycast.show import Show


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another edition: its title, what it is about, and where its page is, seen from the page of this one."""

    title: str
    description: str
    path: str


def siblings(show: Show) -> tuple[Sibling, ...]:
    """The show and its other editions, as far as they are published and open to everybody.

    None for a private one: its pages lie below each listener's address.
    """
    if show.access == "token":
        return ()
    up = "../" if show.name else ""
    return tuple(
        Sibling(one.title, one.description, f"{up}{one.feed_name}/" if one.name else up)
        for one in show.every()
        if one.name != show.name and one.access == "open" and (one.feed / MAIN).is_file()
    )
