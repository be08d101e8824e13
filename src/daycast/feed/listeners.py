"""Who may hear a private feed: a file for each listener, `listeners/<name>.yaml`, with the digest of their token.

A listener's address holds a token. The file holds the digest alone, so that nobody who reads the folder can listen. One
round of sha256 is enough: slow hashes protect words that people think of, which can be guessed, and a token is 130 bits
of chance.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from daycast.alone import alone
from daycast.errors import DaycastError, Problem, ProblemsError
from daycast.feed.paging import MAIN
from daycast.files import read_text, write_bytes
from daycast.find import LISTENERS as FOLDER
from daycast.profile import Profile, as_yaml
from daycast.settings import load
from daycast.yaml_nodes import Loader, sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from daycast.show import Show

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: nothing that is read as something else
LENGTH = 26  # 130 bits
_NAME = re.compile(r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9][a-z0-9_-]{0,63}")  # also on Windows
_OURS = re.compile(r"^(?:token|made):.*\n?", re.MULTILINE)
_MODE = 0o600
_LARGEST = 1 << 20  # bytes of a listener's file, which a server reads while others wait
_PATIENCE = 10.0  # seconds


class Key(BaseModel):
    """What daycast writes into a listener's file. Whatever else stands there belongs to others."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    token: Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")] | None = None
    made: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listener:
    """A listener's name, and when the address that works now was made; None where none does."""

    name: str
    made: datetime | None


def digest_in(path: Path) -> str | None:
    """The digest in a listener's file. One that cannot be read keeps out its own listener and nobody else."""
    try:
        return _key(path).token
    except DaycastError:
        return None


def _key(path: Path) -> Key:
    """What daycast wrote into a listener's file. Raises `DaycastError`, also for what is no file, or far too large."""
    try:
        found = path.stat()
    except OSError as error:
        raise DaycastError(f"{path}: cannot be read: {error.strerror or error}") from error
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
        raise ProblemsError([Problem(path, 0, "not the file of a listener: it is no plain file, or larger than 1 MiB")])
    return load(path, Key)


def _read(files: tuple[Path, ...]) -> tuple[str, ...]:
    """The names of those who have a digest."""
    return tuple(path.stem for path in files if digest_in(path))


def listener_files(folder: Path) -> tuple[Path, ...]:
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return ()
    return tuple(path for path in found if path.suffix == ".yaml" and _NAME.fullmatch(path.stem))


def digest(token: str) -> str:
    """What is kept of a token."""
    return f"sha256:{hashlib.sha256(token.encode()).hexdigest()}"


def add(show: Show, name: str, now: datetime, profile: Profile | None = None) -> str:
    """Makes the listener's token and gives it, this once, and writes the profile beside it.

    Raises `DaycastError` for one who has an address already, or a file that says some of the profile already.
    """
    path = _path(show, name)
    with _one_at_a_time(show):
        if path.is_file() and _key(path).token:
            raise DaycastError(
                f"{path}: {name} has an address already",
                hint=f"For a new one that ends the old: daycast listeners renew {name}. "
                f"To end it: daycast listeners revoke {name}. To change what they follow, edit the file",
            )
        said = as_yaml(profile) if profile else ""
        if said and path.is_file() and (known := _others(path, read_text(path)).keys() & Profile.model_fields.keys()):
            raise DaycastError(f"{path}: it says already: {', '.join(sorted(known))}", hint="Edit the file instead.")
        return _give(path, now, said)


def renew(show: Show, name: str, now: datetime) -> str:
    """Makes a new token in place of the listener's old one, which ends with that, and gives it."""
    path = _existing(show, name)
    with _one_at_a_time(show):
        return _give(path, now)


def revoke(show: Show, name: str) -> None:
    """Ends the listener's address. What else stands in the file stays; a file with nothing else goes."""
    path = _existing(show, name)
    with _one_at_a_time(show):
        rest = _OURS.sub("", read_text(path))
        if rest.strip():
            _write(path, rest)
        else:
            path.unlink()


@contextmanager
def _one_at_a_time(show: Show) -> Iterator[None]:
    """Nobody is handed a token that another hand-out ends in the same moment, on whichever machine."""
    folder = show.root / FOLDER
    busy = DaycastError(f"{folder}: another daycast is changing the listeners", hint="Try again when it is done.")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        with alone(folder, _PATIENCE, busy):
            yield
    except OSError as error:
        raise DaycastError(
            f"{error.filename or folder}: cannot be written: {error.strerror or error}",
            hint="Check the permissions of listeners/; nothing was changed.",
        ) from error


def listed(show: Show) -> tuple[tuple[Listener, ...], tuple[Problem, ...]]:
    """Everybody whose file can be read, by name, and what is wrong in the other files."""
    found, problems = list[Listener](), list[Problem]()
    for path in listener_files(show.root / FOLDER):
        try:
            key = _key(path)
        except ProblemsError as error:
            problems += error.problems
        else:
            found.append(Listener(path.stem, key.made if key.token else None))
    return tuple(found), tuple(problems)


def welcome(show: Show) -> tuple[str, ...]:
    """The names of all who have an address that works. A file that cannot be read keeps out its own listener alone."""
    return _read(listener_files(show.root / FOLDER))


def lacking(show: Show) -> str | None:
    """What to tell about a private feed that nobody can subscribe to yet; None where somebody can, or everybody."""
    if show.access == "open" or _read(listener_files(show.root / FOLDER)):
        return None
    return "the show is private (access: token), and it has no listener yet; run: daycast listeners add NAME"


def address(base_url: str, token: str) -> str:
    """A listener's own address of the feed."""
    return f"{base_url}t/{token}/{MAIN}"


def _path(show: Show, name: str) -> Path:
    if not _NAME.fullmatch(name):
        plain = re.sub(r"[^a-z0-9_]+", "-", name.lower()).strip("-_")[:64]
        near = f", such as: {plain}" if _NAME.fullmatch(plain) else ""
        raise DaycastError(
            f"{name!r} cannot be a listener's name: it becomes the name of a file and stands in the log",
            hint=f"Use small letters a to z, digits, - and _, at most 64{near}",
        )
    return show.root / FOLDER / f"{name}.yaml"


def _existing(show: Show, name: str) -> Path:
    path = _path(show, name)
    if not path.is_file():
        raise DaycastError(f"there is no listener {name!r}", hint="See who there is: daycast listeners list")
    return path


def _give(path: Path, now: datetime, profile: str = "") -> str:
    token = "".join(secrets.choice(_ALPHABET) for _ in range(LENGTH))
    made = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    rest = _OURS.sub("", read_text(path)) if path.is_file() else ""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    _write(path, f"token: {digest(token)}\nmade: {made}\n{profile}{rest}", _others(path, profile))
    return token


def _write(path: Path, text: str, new: Mapping[str, Any] = MappingProxyType({})) -> None:
    """Writes a listener's file anew, unless the rest of it, beside what is `new`, would come to mean something else."""
    if path.is_file() and {**_others(path, read_text(path)), **new} != _others(path, text):
        raise DaycastError(
            f"{path}: it is written in a way that cannot be changed line by line",
            hint="Write `token` and `made` each on a line of its own, or delete the file.",
        )
    write_bytes(path, text.encode(), mode=_MODE)


def _others(path: Path, text: str) -> dict[str, Any]:
    """What a listener's file says beside what is ours. Raises `DaycastError` where it is no mapping."""
    try:
        found = yaml.load(sound(text), Loader=Loader) or {}
        return {key: value for key, value in found.items() if key not in Key.model_fields}
    except (yaml.YAMLError, ValueError, AttributeError, RecursionError) as error:
        raise DaycastError(f"{path}: not a list of keys in YAML", hint="Mend the file, or delete it.") from error
