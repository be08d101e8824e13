"""An article as a file: Markdown with YAML front matter, one a file, in `seeds/<date>/`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, tzinfo
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field

from daycast.errors import DaycastError, Problem, ProblemsError
from daycast.files import read_text
from daycast.seeds.clean import clean, tidy
from daycast.seeds.model import Article
from daycast.settings import parse as parse_settings

LIMIT = 1_000_000  # bytes; a long read is some 60,000
_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?\n)---[ \t]*(?:\n|$)", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


class FrontMatter(BaseModel):
    """What stands above an article. Keys of other tools are left alone."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True, coerce_numbers_to_str=True)

    title: str = Field(min_length=1)
    outlet: str = ""
    url: str = ""
    published: datetime | None = None
    topics: tuple[str, ...] = ()


class Illustrated(BaseModel):
    """What an article's front matter says of its picture."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    url: str = ""
    image: str = ""


def read(path: Path, day: date, zone: tzinfo) -> tuple[Article | None, tuple[Problem, ...]]:
    """The article in `path`, reported on `day`; `None` where it has no words to use. Tells every problem."""
    try:
        if path.stat().st_size > LIMIT:
            size = path.stat().st_size / 1e6
            return None, (Problem(path, 0, f"{size:.1f} MB is no article", f"at most {LIMIT / 1e6:.0f} MB"),)
        text = read_text(path)
        front, body, above = split(text, path)
        matter = parse_settings(front, path, FrontMatter, above=1)
    except ProblemsError as error:
        return None, error.problems
    except DaycastError as error:
        return None, (Problem(path, 0, str(error).removeprefix(f"{path}: ")),)
    problems = [
        Problem(path, number, f"control character U+{ord(found[0]):04X} is left out", "delete it", warning=True)
        for number, line in enumerate(text.split("\n"), 1)
        for found in _CONTROL.finditer(line)
    ]
    words = clean(_CONTROL.sub("", body))
    if not words.paragraphs:
        problems.append(Problem(path, above, "this article has no text", "write it below the front matter"))
    outlet = tidy(matter.outlet) or (urlsplit(matter.url).hostname or "").removeprefix("www.")
    if not outlet:
        problems.append(Problem(path, 1, "no `outlet`", "name who reported this, or give the `url`"))
    if not words.paragraphs or not outlet:
        return None, tuple(problems)
    return Article(
        id=f"{day.isoformat()}/{path.stem}",
        title=tidy(matter.title),
        outlet=outlet,
        url=matter.url,
        published=_aware(matter.published or datetime.combine(day, time()), zone),
        paragraphs=words.paragraphs,
        topics=matter.topics,
        cited=words.cited,
    ), tuple(problems)


def read_day(folder: Path, day: date, zone: tzinfo) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """All articles of one day's folder in the order of their file names, and all that is wrong with them."""
    articles: list[Article] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.md")):
        article, found = read(path, day, zone)
        problems += found
        if article:
            articles.append(article)
    return tuple(articles), tuple(problems)


def print_article(front: FrontMatter, body: str) -> str:
    """An article's file: front matter without what is not known, then the body's Markdown."""
    data = {key: value for key, value in front.model_dump().items() if value}
    if topics := data.get("topics"):
        data["topics"] = list(topics)
    head = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=10**6)
    return f"---\n{head}---\n\n{body.strip()}\n"


def split(text: str, path: Path) -> tuple[str, str, int]:
    """Front matter, body, and the line at which the body begins."""
    found = _FRONT.match(_CONTROL.sub("", text))
    if not found:
        hint = "begin with ---, then title, outlet, url, published, then ---"
        raise ProblemsError([Problem(path, 1, "no front matter, or it is never closed", hint)])
    return found["yaml"], _CONTROL.sub("", text)[found.end() :], found[0].count("\n") + 1


def _aware(moment: datetime, zone: tzinfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
