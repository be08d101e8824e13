"""Conditional requests (RFC 9110, section 13): what the client has already, and what it insists on."""

from __future__ import annotations

import re
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAG = re.compile(r'(W/)?("[^"]*")')


def verdict(asked: Mapping[bytes, bytes], etag: str, modified: int) -> int | None:
    """304, 412, or None to go on, in the order of section 13.2.2.

    `asked` are the request's headers, `etag` the strong tag of what would be sent, `modified` its time of change in
    whole seconds since 1970. A date that is none is overlooked.
    """
    if (tags := asked.get(b"if-match")) is not None:
        if not _matches(tags, etag, weakly=False):
            return 412
    elif (date := asked.get(b"if-unmodified-since")) is not None:
        unmodified_since = seconds(date)
        if unmodified_since is not None and modified > unmodified_since:
            return 412
    if (tags := asked.get(b"if-none-match")) is not None:
        return 304 if _matches(tags, etag, weakly=True) else None
    if (date := asked.get(b"if-modified-since")) is not None:
        modified_since = seconds(date)
        return 304 if modified_since is not None and modified <= modified_since else None
    return None


def same(if_range: bytes, etag: str, last_modified: str) -> bool:
    """Whether a part may be sent: the client's other parts are of this very file (section 13.1.5).

    A tag is compared strongly, a date must be the very same.
    """
    return if_range.decode("latin-1").strip() in (etag, last_modified)


def _matches(tags: bytes, etag: str, *, weakly: bool) -> bool:
    text = tags.decode("latin-1").strip()
    if text in ("*", etag):
        return True
    return any(tag == etag and (weakly or not weak) for weak, tag in _TAG.findall(text))


@lru_cache(maxsize=256)
def seconds(date: bytes) -> int | None:
    """An HTTP date as seconds since 1970."""
    try:
        parsed = parsedate_to_datetime(date.decode("latin-1"))
    except (TypeError, ValueError):
        return None
    return int((parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp())
