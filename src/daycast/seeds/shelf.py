"""Articles put into `seeds/<date>/`: one a file, and never over one that stands there."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from daycast.errors import DaycastError
from daycast.files import read_text, write_text
from daycast.seeds.article import FrontMatter, print_article, split
from daycast.settings import parse as parse_settings

_TOP = 4096  # characters in which an article's front matter stands
_URL = re.compile(r"^url:[ \t]*[\"']?(\S+?)[\"']?[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Found:
    """An article on its way into the show: a name for its file, its front matter, its Markdown.

    `key` tells it from every other, on other days too.
    """

    name: str
    front: FrontMatter
    body: str
    key: str


class Shelf:
    """One day's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._standing: dict[Path, Found | None] = {}
        for path in sorted(folder.glob("*.md")):
            try:
                self._standing[path] = read_markdown(path)
            except DaycastError:
                self._standing[path] = None  # `read_day` tells why

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that stand here."""
        return tuple(self._standing)

    def find(self, article: Found) -> Path | None:
        """The file in which an article stands already."""
        path = _place(article, self._folder, self._standing)
        return path if path in self._standing else None

    def put(self, article: Found) -> Path:
        """Writes an article that `find` does not find."""
        path = _place(article, self._folder, self._standing)
        write_text(path, print_article(article.front, article.body))
        self._standing[path] = article
        return path


def found(name: str, front: FrontMatter, body: str, *, key: str = "") -> Found:
    """An article whose key is its address, else its title and words, unless given."""
    return Found(slug(name), front, body, key or front.url or digest(front.title, body))


def digest(title: str, body: str) -> str:
    """A key out of an article's words, however they are broken into lines."""
    words = " ".join(f"{title} {body}".split())
    return f"text:{hashlib.sha256(words.encode()).hexdigest()[:20]}"


def read_markdown(path: Path) -> Found:
    """An article in the form that `seeds/` holds."""
    front, body, _ = split(read_text(path), path)
    return found(path.stem, parse_settings(front, path, FrontMatter, above=1), body)


def urls_in(folder: Path) -> set[str]:
    """The addresses of the articles of a day, edited and broken ones too, without reading them whole."""
    urls = set()
    for path in folder.glob("*.md"):
        with path.open(encoding="utf-8", errors="replace") as file:
            urls |= set(_URL.findall(file.read(_TOP)))
    return urls


def slug(text: str) -> str:
    """A file's name out of a title: ASCII letters, digits and hyphens, at most 60."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-") or "article"


def _place(article: Found, folder: Path, standing: Mapping[Path, Found | None]) -> Path:
    """The file of an article: the one that it stands in already, else the first free one of its name."""
    for path, other in standing.items():
        if other and article.front.url and article.front.url == other.front.url:
            return path
    names = chain([article.name], (f"{article.name}-{number}" for number in count(2)))
    paths = (folder / f"{name}.md" for name in names)
    return next(path for path in paths if path not in standing or _same(article, standing[path]))


def _same(article: Found, other: Found | None) -> bool:
    """Whether two articles of one name are one: two addresses are two; without them title or words tell."""
    if other is None or (article.front.url and other.front.url):
        return False
    return article.front.title == other.front.title or article.body.strip() == other.body.strip()
