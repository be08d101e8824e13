"""Private shows: everything lies under `/t/<token>/`, and a token is told to nobody, the log included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Who = Callable[[str], str | None]

_PREFIX = "/t/"
_TOKEN = re.compile(r"((?:/|%2f)(?:t|%74)(?:/|%2f)+)(?:[0-9a-z]|%[0-9a-f]{2}){26}(?![0-9a-z%])", re.IGNORECASE)


def untold(target: str) -> str:
    """An address without tokens: one that leads nowhere, by a slash too many or another feed's, may hold a good one."""
    return _TOKEN.sub(r"\1-", target)


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a request goes: the path inside the site, None where there is nothing for it; what stands before it in
    addresses; how the log names what was asked; and the listener who came in, "" where everybody may."""

    path: str | None
    under: str
    logged: str
    listener: str = ""


def enter(path: str, who: Who) -> Entry:
    """The way of a request to a private show. `who` gives the name of a token's listener, in constant time."""
    if not path.startswith(_PREFIX):
        return Entry(None, "", "/-")
    token, slash, rest = path.removeprefix(_PREFIX).partition("/")
    name = who(token)
    if name is None:
        return Entry(None, "", f"{_PREFIX}-/-")
    return Entry(slash + rest, f"t/{token}/", f"{_PREFIX}{name}{slash}{untold(rest)}", name)
