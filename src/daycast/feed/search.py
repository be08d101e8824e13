"""The index that the archive page searches: plain JSON, small enough to read, and no server behind it.

`search/2026.json` has for each month of a year the words that are said in it, `search/2026-06.json` the lines of one. A
search reads the years, newest first, and only those months that have all its words.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from daycast.feed.text import clean, moment

if TYPE_CHECKING:
    from daycast.episodes.model import Episode

FOLDER = "search"

_WORD = re.compile(r"[^\W_]+")


def month_file(before: bytes | None, news: Mapping[date, Episode], days: Collection[date]) -> bytes:
    """The lines of the episodes of `days`: those of the file `before`, with those that are new or different.

    `{date: [title, [[seconds, line], …]]}`; the headings of chapters are lines too.
    """
    kept = {day.isoformat() for day in days}
    found: dict[str, Any] = {day: rows for day, rows in json.loads(before or b"{}").items() if day in kept}
    for day, episode in news.items():
        found[day.isoformat()] = [clean(episode.title), list(_rows(episode))]
    return _json(found)


def year_file(before: bytes | None, months: Mapping[str, bytes]) -> bytes:
    """The words of a year by month: those of the file `before`, with `months` ("2026-06") as `month_file` gave them."""
    words: dict[str, str] = json.loads(before) if before else {}
    for month, data in months.items():
        words[month] = " ".join(sorted(words_of(json.loads(data))))
    return _json({month: said for month, said in words.items() if said})


def words_of(days: Mapping[str, Any]) -> set[str]:
    """The words, folded, of a month's lines, chapters and titles."""
    texts = [
        str(text) for title, rows in days.values() for text in (title, *(part for row in rows for part in row[1:]))
    ]
    return set(folded("\n".join(texts)))


def folded(text: str) -> Iterable[str]:
    """The words of a text as they are compared: small letters, without accents. `search.js` folds the same way."""
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text) if unicodedata.category(mark)[0] != "M")
    return _WORD.findall(bare.lower())


def _rows(episode: Episode) -> Iterable[list[Any]]:
    """Chapters and lines in the order in which they come, each with its second."""
    texts = [(chapter.start, 0, chapter.title) for chapter in episode.chapters]
    texts += [(line.start, 1, line.text) for line in episode.lines]
    return [[float(moment(start)), clean(text)] for start, _, text in sorted(texts)]


def _json(value: Mapping[str, Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"
