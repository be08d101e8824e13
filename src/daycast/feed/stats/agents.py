"""Who asks: podcast apps, programs, browsers and robots, told by their user agents.

The lists have the form of OPAWG's user-agents-v2: `bots.json`, `apps.json`, `libraries.json` and `browsers.json`, tried
in this order, each entry's pattern searched for in the order in which it stands. A show that has them in its folder
`user-agents/` is counted by those; else by the ones that daycast brings.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import unquote

from daycast.errors import DaycastError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from daycast.show import Show

Kind = Literal["bots", "apps", "libraries", "browsers"]
KINDS: tuple[Kind, ...] = ("bots", "apps", "libraries", "browsers")
FOLDER = "user-agents"

_OURS = Path(__file__).parent / FOLDER
_REMEMBERED = 1 << 16  # user agents
_PRODUCT = re.compile(r"([^/()\[\];,<>\"]{1,40})/[vV0-9]")


class Entry(NamedTuple):
    """An entry of a list, and which list it is."""

    kind: Kind
    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Agent:
    """Who a user agent is; one that stands in no list has the name that it gives itself."""

    name: str
    robot: bool = False


UNKNOWN = "unknown"


def agents(show: Show) -> tuple[Entry, ...]:
    """The lists: the show's own, else ours. Raises `DaycastError` for one that cannot be read."""
    own = show.root / FOLDER
    folder = own if (own / "bots.json").is_file() else _OURS
    return tuple(entry for kind in KINDS if (path := folder / f"{kind}.json").is_file() for entry in _read(path, kind))


def _read(path: Path, kind: Kind) -> Iterable[Entry]:
    try:
        for entry in json.loads(path.read_bytes())["entries"]:
            yield Entry(kind, str(entry["name"]), re.compile(entry["pattern"]))
    except (OSError, ValueError, LookupError, TypeError, re.error) as error:
        raise DaycastError(
            f"{path}: not a list of user agents: {error}",
            hint="Get the file anew from OPAWG's user-agents-v2, or delete the folder to use daycast's own list.",
        ) from error


def namer(entries: tuple[Entry, ...]) -> Callable[[str], Agent]:
    """What tells who a user agent is, and remembers it."""

    @lru_cache(maxsize=_REMEMBERED)
    def who(agent: str) -> Agent:
        for kind, name, pattern in entries:
            if pattern.search(agent):
                return Agent(name, kind == "bots")
        product = _PRODUCT.match(agent)
        name = unquote(product[1]).strip() if product else ""
        return Agent(name if name.isprintable() and name else UNKNOWN)

    return who


def is_watch(agent: str) -> bool:
    """Whether this is an Apple Watch that fetches what its telephone fetches too (section 5.5.2, step 1.2, 7)."""
    return (agent.startswith("atc/") and "watchOS" in agent) or "(null)/(null) watchOS" in agent
