"""Reporting brought into `seeds/<date>/`: Markdown, text, HTML and JSONL files become one article a file."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from daycast.errors import DaycastError, Problem, ProblemsError
from daycast.files import read_text, write_text
from daycast.seeds.article import LIMIT, FrontMatter, print_article, split
from daycast.settings import parse as parse_settings
from daycast.show import Show

_KINDS = {
    ".md": "Markdown",
    ".markdown": "Markdown",
    ".txt": "text",
    ".html": "HTML",
    ".htm": "HTML",
    ".jsonl": "JSONL",
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files that were made, those that were there already, and what could not be used."""

    added: tuple[Path, ...]
    known: tuple[Path, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """An article on its way into the show: a name for its file, its front matter, its Markdown."""

    name: str
    front: FrontMatter
    body: str


def gather(show: Show, day: date, files: Sequence[Path]) -> Gathered:
    """Copies the articles in `files` (folders are searched) to `seeds/<day>/`.

    An article that stands there already is left as it is: a person may have edited it. What cannot be used is
    told, and stops nothing.
    """
    problems: list[Problem] = []
    added, known = [], []
    folder = show.seeds(day)
    standing = _standing(folder)
    for path in _expand(files, problems):
        for article in _articles(path, problems):
            target = _place(article, folder, standing)
            if target in standing:
                known.append(target)
            else:
                write_text(target, print_article(article.front, article.body))
                standing[target] = article
                added.append(target)
    return Gathered(tuple(added), tuple(known), tuple(problems))


def _place(article: _Found, folder: Path, standing: Mapping[Path, _Found | None]) -> Path:
    """The file of an article: the one that it stands in already, else the first free one of its name."""
    for path, other in standing.items():
        if other and article.front.url and article.front.url == other.front.url:
            return path
    names = chain([article.name], (f"{article.name}-{number}" for number in count(2)))
    paths = (folder / f"{name}.md" for name in names)
    return next(path for path in paths if path not in standing or _same(article, standing[path]))


def _same(article: _Found, other: _Found | None) -> bool:
    """Whether two articles of one name are one: two addresses are two; without them title or words tell."""
    if other is None or (article.front.url and other.front.url):
        return False
    return article.front.title == other.front.title or article.body.strip() == other.body.strip()


def from_sources(show: Show, day: date) -> Gathered:
    """Gathers from the show's `sources`."""
    return gather(show, day, [show.root / source.path for source in show.sources if source.path])


def slug(text: str) -> str:
    """A file's name out of a title: ASCII letters, digits and hyphens, at most 60."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-") or "article"


def _expand(files: Sequence[Path], problems: list[Problem]) -> Iterator[Path]:
    for path in files:
        if path.is_dir():
            yield from sorted(inner for inner in path.rglob("*") if inner.suffix.lower() in _KINDS)
        elif not path.exists():
            problems.append(Problem(path, 0, "there is no such file"))
        elif path.suffix.lower() not in _KINDS:
            known = ", ".join(sorted(set(_KINDS)))
            problems.append(Problem(path, 0, f"“{path.suffix}” files are not read", f"these are: {known}"))
        else:
            yield path


def _articles(path: Path, problems: list[Problem]) -> Iterator[_Found]:
    """The articles that a file holds; what is wrong with it goes to `problems`."""
    kind = _KINDS[path.suffix.lower()]
    try:
        if kind != "JSONL" and path.stat().st_size > LIMIT:
            size = path.stat().st_size / 1e6
            problems.append(Problem(path, 0, f"{size:.1f} MB is no article", f"at most {LIMIT / 1e6:.0f} MB"))
        elif kind == "JSONL":
            yield from _jsonl(path, problems)
        else:
            reader = {"Markdown": _markdown, "text": _text, "HTML": _html}[kind]
            yield _named(path, reader(path))
    except ProblemsError as error:
        problems += error.problems
    except DaycastError as error:
        problems.append(Problem(path, 0, str(error).removeprefix(f"{path}: ")))


def _named(path: Path, article: _Found) -> _Found:
    if not article.body.strip():
        raise ProblemsError([Problem(path, 0, "this article has no text")])
    if not article.front.outlet and not article.front.url:
        front = article.front.model_copy(update={"outlet": path.parent.resolve().name})
        return replace(article, front=front)
    return article


def _markdown(path: Path) -> _Found:
    front, body, _ = split(read_text(path), path)
    return _Found(slug(path.stem), parse_settings(front, path, FrontMatter, above=1), body)


def _text(path: Path) -> _Found:
    """The first line is the title, the rest the article."""
    title, _, body = read_text(path).strip().partition("\n")
    return _Found(slug(path.stem), _front(path, title=title), body)


def _html(path: Path) -> _Found:
    from trafilatura.core import bare_extraction

    found: Any = bare_extraction(read_text(path), favor_precision=True, include_comments=False, with_metadata=True)
    if found is None or not (found.text or "").strip():
        raise ProblemsError([Problem(path, 0, "no article was found on this page")])
    body = "\n\n".join((found.text or "").split("\n"))
    front = _front(path, title=found.title or path.stem, outlet=found.sitename or "", url=found.url or "",
                   published=found.date)  # fmt: skip
    return _Found(slug(path.stem), front, body)


def _jsonl(path: Path, problems: list[Problem]) -> Iterator[_Found]:
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError("not an object")
            text = str(row.get("text") or "")
            if len(text) > LIMIT:
                raise ValueError(f"{len(text) / 1e6:.1f} MB is no article")
            if not text.strip():
                raise ValueError("this article has no text")
            front = FrontMatter.model_validate(
                {
                    "title": row.get("title") or "",
                    "outlet": row.get("outlet") or row.get("source") or ("" if row.get("url") else path.stem),
                    "url": row.get("url") or "",
                    "published": row.get("published") or row.get("date") or None,
                }
            )
        except ValidationError as error:
            first = error.errors()[0]
            problems.append(Problem(path, number, f"`{first['loc'][0]}`: {first['msg'].lower()}"))
        except ValueError as error:
            message = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            problems.append(
                Problem(path, number, f"not an article: {message}", "one JSON object a line, with title and text")
            )
        else:
            body = "\n\n".join(paragraph for paragraph in text.split("\n") if paragraph.strip())
            yield _Found(slug(str(row.get("id") or front.title)), front, body)


def _front(path: Path, **fields: object) -> FrontMatter:
    try:
        return FrontMatter.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        raise ProblemsError([Problem(path, 0, f"`{first['loc'][0]}`: {first['msg'].lower()}")]) from error


def _standing(folder: Path) -> dict[Path, _Found | None]:
    """The articles of a day by their files; `None` for a file that cannot be read, of which `read_day` tells why."""
    found: dict[Path, _Found | None] = {}
    for path in sorted(folder.glob("*.md")):
        try:
            found[path] = _markdown(path)
        except DaycastError:
            found[path] = None
    return found
