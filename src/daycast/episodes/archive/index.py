"""The archive's index: passages by day, found by their words (FTS5's bm25), and what is known of their meaning.

What changed is taken in a few episodes at a time, each time whole: a process that is killed loses no more than that,
and of two that do it at once, one finds it done.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar
from unicodedata import category, normalize

from daycast.episodes.archive.base import anew, opened, writing
from daycast.episodes.archive.passages import Passage, line_of, passages
from daycast.episodes.archive.rows import any_of, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from daycast.episodes.archive.when import Days
    from daycast.episodes.model import Episode

T = TypeVar("T")

_AT_ONCE = 100  # episodes that are taken in at a time
_FOUND = 60  # passages of which more is asked than their place
_WEIGHTS = "2.0, 1.0, 0.5"  # of headings, lines and the names of outlets and speakers, for bm25
OPEN, CLOSE = "\x02", "\x03"  # around words that were found; `line_of` lets neither into a text


class Marked(NamedTuple):
    """A passage, and its lines with the words that were found between `OPEN` and `CLOSE`."""

    passage: Passage
    lines: tuple[str, ...]


class Archive:
    """The index in the file at `path`, of a show that speaks `tongue`. For one thread."""

    def __init__(self, path: Path, tongue: str = "en") -> None:
        self._path, self._english = path, tongue == "en"
        self._base = opened(path, english=self._english)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._base.close()

    def steadily(self, look: Callable[[Archive], T]) -> T:
        """What `look` gives; where the file turns out to be damaged, what it gives with an empty one."""
        try:
            return look(self)
        except sqlite3.OperationalError:  # a full disk, or somebody else is writing: no damage
            raise
        except (sqlite3.DatabaseError, ValueError):  # half of a row is no JSON
            self.renew()
            return look(self)

    def renew(self) -> None:
        """Begins anew, empty."""
        self._base.close()
        self._base = anew(self._path, english=self._english)

    def sealed(self) -> dict[date, str]:
        """The episodes in the index, each with the seal under which it was taken in."""
        return {date.fromisoformat(day): seal for day, seal in self._base.execute("SELECT day, seal FROM episodes")}

    def bring(
        self,
        seals: Mapping[date, str],
        load: Callable[[date], Episode | None],
        *,
        on_progress: Callable[[int, int], object] = lambda done, total: None,
    ) -> bool:
        """Brings the index up to date; gives whether it changed.

        `seals` tell the state of each episode. Those that are new or not what they were are read by `load`, the newest
        first; one that it gives None for is left out, like all that have no seal.
        """
        known = self.sealed()
        gone = known.keys() - seals.keys()
        news = sorted((day for day, seal in seals.items() if known.get(day) != seal), reverse=True)
        if gone:
            with writing(self._base):
                for day in gone:
                    self._leave(day)
        for done in range(0, len(news), _AT_ONCE):
            on_progress(done, len(news))
            read = [(day, load(day)) for day in news[done : done + _AT_ONCE]]
            with writing(self._base):
                now = self.sealed()
                for day, episode in read:
                    if now.get(day) != seals[day]:
                        self._leave(day)
                        if episode:
                            self._take(seals[day], episode)
        if news:
            on_progress(len(news), len(news))
        return bool(gone or news)

    def matching(self, terms: Sequence[str], days: Days) -> list[int]:
        """The ids of the passages of these days that have any of the terms, the best by bm25 first."""
        if not terms:
            return []
        found = self._base.execute(
            "SELECT words.rowid FROM words JOIN passages ON passages.id = words.rowid "
            "WHERE words MATCH ? AND passages.day BETWEEN ? AND ? "
            f"ORDER BY bm25(words, {_WEIGHTS}), passages.day DESC, words.rowid LIMIT {_FOUND}",
            (any_of(terms), days.first.isoformat(), days.last.isoformat()),
        )
        return [row[0] for row in found]

    def form(self, term: str) -> str:
        """A term as it is to be looked for: one that nobody ever said, by how it begins, if anything begins so.

        In a language whose endings the index does not know, always by its beginning.
        """
        if not term.isalpha() or len(term) < 4:
            return term
        if not self._english:
            return f"{term[: max(4, len(term) - 2)]}*"
        if self.count(term):
            return term
        begins = "".join(sign for sign in normalize("NFKD", term) if category(sign) != "Mn")
        query = "SELECT 1 FROM vocabulary WHERE term >= ? AND term < ? LIMIT 1"
        return f"{term}*" if self._base.execute(query, (begins, begins + "\U0010ffff")).fetchone() else term

    def count(self, term: str = "") -> int:
        """How many passages have the term; without one, how many there are."""
        if not term:
            return int(self._base.execute("SELECT count(*) FROM passages").fetchone()[0])
        found = self._base.execute("SELECT count(*) FROM words WHERE words MATCH ?", (any_of([term]),))
        return int(found.fetchone()[0])

    def having(self, term: str, ids: Collection[int]) -> set[int]:
        """Those of these passages that have the term."""
        query = f"SELECT rowid FROM words WHERE words MATCH ? AND rowid IN ({','.join('?' * len(ids))})"
        return {row[0] for row in self._base.execute(query, (any_of([term]), *ids))}

    def told_on(self, days: Days, most: int) -> list[int]:
        """The first passage under each heading on these days, the newest day first."""
        found = self._base.execute(
            "SELECT min(passages.id) FROM passages JOIN words ON words.rowid = passages.id "
            "WHERE day BETWEEN ? AND ? AND headings <> '' GROUP BY day, headings ORDER BY day DESC, 1 LIMIT ?",
            (days.first.isoformat(), days.last.isoformat(), most),
        )
        return [row[0] for row in found]

    def passage(self, number: int, terms: Sequence[str] = ()) -> Marked | None:
        """A passage by its id; None if it has left."""
        row = self._base.execute(
            "SELECT day, told, lines FROM passages JOIN words ON words.rowid = id WHERE id = ?", (number,)
        ).fetchone()
        if row is None:
            return None
        passage = unpacked(date.fromisoformat(row[0]), row[1], row[2])
        marked = None
        if terms:
            marked = self._base.execute(
                "SELECT highlight(words, 1, ?, ?) FROM words WHERE words MATCH ? AND rowid = ?",
                (OPEN, CLOSE, any_of(terms), number),
            ).fetchone()
        return Marked(passage, tuple((marked or row[2:])[0].split("\n")))

    def unread(self, most: int) -> list[tuple[int, str]]:
        """Passages whose meaning is not known yet, the newest first, each with its words."""
        return self._base.execute(
            "SELECT rowid, headings || '. ' || lines FROM words WHERE rowid IN "
            "(SELECT id FROM passages WHERE NOT EXISTS (SELECT 1 FROM meanings WHERE meanings.id = passages.id) "
            "ORDER BY day DESC, id DESC LIMIT ?)",
            (most,),
        ).fetchall()

    def unknown(self) -> int:
        """How many passages there are whose meaning is not known yet."""
        query = "SELECT count(*) FROM passages WHERE id NOT IN (SELECT id FROM meanings)"
        return int(self._base.execute(query).fetchone()[0])

    def keep(self, vectors: Iterable[tuple[int, bytes]]) -> None:
        """Keeps what passages mean; of one that has left meanwhile, nothing."""
        with writing(self._base):
            self._base.executemany(
                "INSERT OR REPLACE INTO meanings SELECT id, ? FROM passages WHERE id = ?",
                [(vector, number) for number, vector in vectors],
            )

    def vectors(self) -> Iterator[tuple[int, str, bytes]]:
        """What passages mean, as far as it is known: id, day, vector."""
        yield from self._base.execute("SELECT passages.id, day, vector FROM passages JOIN meanings USING (id)")

    def state(self) -> tuple[int, ...]:
        """Another one whenever a passage, or the meaning of one, came or went."""
        counts = "SELECT (SELECT count(*) FROM passages), (SELECT count(*) FROM meanings), seq FROM sqlite_sequence"
        return tuple(self._base.execute(counts).fetchone() or ())

    def _take(self, seal: str, episode: Episode) -> None:
        day = episode.date.isoformat()
        self._base.execute("INSERT INTO episodes VALUES (?, ?)", (day, seal))
        for one in passages(episode):
            place = self._base.execute("INSERT INTO passages (day, told) VALUES (?, ?)", (day, packed(one)))
            names = [source.outlet for source in one.sources] + [line.speaker for line in one.lines]
            self._base.execute(
                "INSERT INTO words (rowid, headings, lines, names) VALUES (?, ?, ?, ?)",
                (place.lastrowid, one.where, one.text, " ".join(dict.fromkeys(map(line_of, names)))),
            )

    def _leave(self, day: date) -> None:
        name = (day.isoformat(),)
        for table, key in (("words", "rowid"), ("meanings", "id")):
            self._base.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT id FROM passages WHERE day = ?)", name)
        self._base.execute("DELETE FROM passages WHERE day = ?", name)
        self._base.execute("DELETE FROM episodes WHERE day = ?", name)
