"""A web page to its article: what trafilatura takes for the body, without the furniture that it leaves in."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from daycast.seeds.clean import is_chrome, tidy
from daycast.seeds.model import Article
from daycast.seeds.web.blocks import HEADING, POINT, ROW, WORDS, Block, to_markdown

ENOUGH = 50  # words: less is no article
_CARELESS = 2  # times the words: so much more found without care means that care lost the article


@dataclass(frozen=True, slots=True)
class Page:
    """What a page tells of its article; "" and `None` for what it does not. `day` is when it was published."""

    title: str
    outlet: str
    url: str
    day: date | None
    blocks: tuple[Block, ...]

    @property
    def markdown(self) -> str:
        """The article as a person reads it in its file: headings, points and tables are kept as such."""
        return to_markdown(self.blocks)


def article(page: Page) -> Article:
    """A page's article, with its headings, points and table rows among the paragraphs; no date is the year 1."""
    return Article(
        id=page.url or page.title,
        title=page.title,
        outlet=page.outlet or (urlsplit(page.url).hostname or "").removeprefix("www."),
        url=page.url,
        published=datetime.combine(page.day or date.min, time(), UTC),
        paragraphs=tuple(block.words for block in page.blocks),
    )


def read_page(html: str, url: str | None) -> Page:
    """The article of a web page; a page without one has no blocks.

    Of what trafilatura finds with care and without, the careful answer stands unless it lost most of the article.
    """
    careful, careless = (_found(html, url, with_care) for with_care in (True, False))
    title = tidy(getattr(careful, "title", None) or "")
    precise, all_words = (tuple(_blocks(getattr(found, "body", None), title)) for found in (careful, careless))
    return Page(
        title=title,
        outlet=tidy(getattr(careful, "sitename", None) or ""),
        url=url or getattr(careful, "url", None) or "",
        day=_day(getattr(careful, "date", None)),
        blocks=all_words if _length(all_words) > _CARELESS * _length(precise) else precise,
    )


def _found(html: str, url: str | None, with_care: bool) -> Any:
    from trafilatura.core import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports empty pages as errors
    try:
        return bare_extraction(
            html, url=url, favor_precision=with_care, include_comments=False, with_metadata=with_care
        )
    except Exception:  # a page can be broken enough to trip its reader: then there is no article on it
        return None


def _blocks(body: Any, title: str) -> tuple[Block, ...]:
    """The blocks of trafilatura's tree, without page furniture, the title once more, and headings of nothing."""
    found: list[Block] = []
    for block in _walk(body) if body is not None else ():
        words = tidy(block.words)
        if words and not is_chrome(words) and _letters(words) != _letters(title):
            found.append(Block(words, block.mark))
    while found and found[-1].mark == HEADING:
        found.pop()
    return tuple(found)


def _walk(element: Any) -> Iterator[Block]:
    if element.tag == "row":
        yield Block(" | ".join(" ".join("".join(cell.itertext()).split()) for cell in element) + " |", ROW)
    elif element.get("rend") != "h1":  # the page's title, whatever its metadata says
        mark = {"head": HEADING, "item": POINT}.get(element.tag, WORDS)
        yield Block(element.text or "", mark)
        for inner in element:
            yield from _walk(inner)
            yield Block(inner.tail or "", mark)


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.words.split()) for block in blocks)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
