"""All rules, in the order in which they are told."""

from __future__ import annotations

from daycast.feed.examine.rule import Rule
from daycast.feed.examine.rules import (
    apple,
    apple_items,
    apple_media,
    history,
    podcast_files,
    podcast_tags,
    podcast_values,
    psp,
    rss_items,
    rss_shape,
    rss_text,
    rss_values,
    server,
    spotify,
    xml,
)

_BOOKS = (
    xml.BOOK,
    rss_shape.BOOK,
    rss_values.BOOK,
    rss_text.BOOK,
    rss_items.BOOK,
    apple.BOOK,
    apple_items.BOOK,
    apple_media.BOOK,
    history.BOOK,
    spotify.BOOK,
    psp.BOOK,
    podcast_tags.BOOK,
    podcast_values.BOOK,
    podcast_files.BOOK,
    server.BOOK,
)
RULES: tuple[Rule, ...] = tuple(rule for book in _BOOKS for rule in book.rules)
