"""Local files to articles: Markdown, text, HTML and JSONL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from daycast.errors import DaycastError, Problem, ProblemsError
from daycast.files import read_text
from daycast.seeds.article import LIMIT, FrontMatter
from daycast.seeds.shelf import Found, found, read_markdown
from daycast.seeds.web.charset import decode
from daycast.seeds.web.page import read_page

_KINDS = {
    ".md": "Markdown",
    ".markdown": "Markdown",
    ".txt": "text",
    ".html": "HTML",
    ".htm": "HTML",
    ".jsonl": "JSONL",
}


def read_files(files: Sequence[Path], problems: list[Problem], *, outlet: str = "") -> Iterator[Found]:
    """The articles in `files` (folders are searched); what cannot be used goes to `problems`.

    `outlet` is who reports where an article itself does not say; else it is the folder's name.
    """
    for path in _expand(files, problems):
        yield from _articles(path, problems, outlet)


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


def _articles(path: Path, problems: list[Problem], outlet: str) -> Iterator[Found]:
    """The articles that a file holds; what is wrong with it goes to `problems`."""
    kind = _KINDS[path.suffix.lower()]
    try:
        if kind != "JSONL" and path.stat().st_size > LIMIT:
            size = path.stat().st_size / 1e6
            problems.append(Problem(path, 0, f"{size:.1f} MB is no article", f"at most {LIMIT / 1e6:.0f} MB"))
        elif kind == "JSONL":
            yield from _jsonl(path, problems, outlet)
        else:
            reader = {"Markdown": read_markdown, "text": _text, "HTML": _html}[kind]
            yield _named(path, reader(path), outlet)
    except ProblemsError as error:
        problems += error.problems
    except DaycastError as error:
        problems.append(Problem(path, 0, str(error).removeprefix(f"{path}: ")))


def _named(path: Path, article: Found, outlet: str) -> Found:
    if not article.body.strip():
        raise ProblemsError([Problem(path, 0, "this article has no text")])
    if not article.front.outlet and (outlet or not article.front.url):
        front = article.front.model_copy(update={"outlet": outlet or path.parent.resolve().name})
        return replace(article, front=front)
    return article


def _text(path: Path) -> Found:
    """The first line is the title, the rest the article."""
    title, _, body = read_text(path).strip().partition("\n")
    return found(path.stem, _front(path, title=title), body)


def _html(path: Path) -> Found:
    page = read_page(decode(path.read_bytes()), None)
    if not page.blocks:
        raise ProblemsError([Problem(path, 0, "no article was found on this page")])
    front = _front(path, title=page.title or path.stem, outlet=page.outlet, url=page.url, published=page.day)
    return found(path.stem, front, page.markdown)


def _jsonl(path: Path, problems: list[Problem], outlet: str) -> Iterator[Found]:
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
                    "outlet": row.get("outlet") or row.get("source") or outlet or ("" if row.get("url") else path.stem),
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
            yield found(str(row.get("id") or front.title), front, body)


def _front(path: Path, **fields: object) -> FrontMatter:
    try:
        return FrontMatter.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        raise ProblemsError([Problem(path, 0, f"`{first['loc'][0]}`: {first['msg'].lower()}")]) from error
