"""Markdown of an article to plain paragraphs, without what belongs to the page and not to the story."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt

from daycast.inline import words_of

# Lines that a site puts around its articles: navigation, sharing, promotion.
_CHROME = re.compile(
    r"(?:skip to (?:main )?content|share (?:this|on)\b.*|follow us\b.*|read (?:more|next|also|on the original)\b.*"
    r"|(?:subscribe|sign up|download)\b.{0,60}|advertisement|all rights reserved.*|©.*|related (?:articles|stories).*"
    r"|get (?:your|our)\b.{0,60}(?:newsletter|briefing|inbox|app).*|shared from\b.*|comments?)",
    re.IGNORECASE,
)
_CITED_DOMAIN = re.compile(r"\s*\((?:[a-z0-9-]+\.)+[a-z]{2,}\)", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")


def paragraphs(markdown: str) -> tuple[str, ...]:
    """The story's paragraphs as plain text; headings and page chrome are left out."""
    tokens = _markdown().parse(markdown)
    found = []
    for before, token in pairwise(tokens):
        if token.type == "inline" and before.type == "paragraph_open":
            text = tidy(words_of(token.children or []))
            if text and not _CHROME.fullmatch(text):
                found.append(text)
    return tuple(found)


def tidy(text: str) -> str:
    """One line of words: single spaces, nothing invisible, no domain cited in brackets."""
    return " ".join(_CITED_DOMAIN.sub("", _INVISIBLE.sub("", text)).split())


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").disable(["code", "lheading"])
