"""What was sent to a target before: kept there, as `.daycast/sent.json`, so that it is right for whoever sends next.

With it goes the ledger of what was published, under which guid, date and address: another copy of the show learns it
there, before it publishes itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter, ValidationError

from daycast.errors import DaycastError

FOLDER = ".daycast"
RECORD = f"{FOLDER}/sent.json"


@dataclass(frozen=True, slots=True)
class Sent:
    """One file at the target: the digest of what was sent, who sent it, and what the target told of it.

    `tag` is the target's own mark of these bytes (a store's ETag); empty until it has told that they have arrived.
    """

    digest: str
    by: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Who sent last, all that was sent, by name, and the text of the ledger that it was sent with."""

    by: str = ""
    files: dict[str, Sent] = field(default_factory=dict)
    ledger: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """What this copy of the show has promised, as its ledger's text, and which texts it knows of the target's."""

    ledger: str = ""
    known: frozenset[str] = frozenset()


NOTHING = Promised()


class BehindError(DaycastError):
    """Another copy of the show has published since; `ledger` is the text of what is promised at `where`."""

    def __init__(self, where: str, ledger: str) -> None:
        super().__init__(f"{where}: another copy of the show has published there since", hint="Publish again.")
        self.where, self.ledger = where, ledger


_RECORD = TypeAdapter(Record)


def parse(data: bytes | None, where: str) -> Record:
    """The record that a target holds; an empty one where it holds none."""
    if data is None:
        return Record()
    try:
        record = _RECORD.validate_json(data)
    except ValidationError:
        record = None
    if record is None or not all(is_name(name) for name in record.files):
        raise DaycastError(
            f"{where}: not a record of what was sent",
            hint="Delete it there: everything is then looked at again, and nothing is removed.",
        )
    return record


def is_name(name: str) -> bool:
    """Whether `name` is a file below a folder, in characters that commands and protocols leave alone."""
    return name.isprintable() and "\\" not in name and all(part not in ("", ".", "..") for part in name.split("/"))


def printed(record: Record) -> bytes:
    """The record as bytes, the same for the same record."""
    return _RECORD.dump_json(replace(record, files=dict(sorted(record.files.items()))))
