"""The answer to a request for a file that exists, and the answers that are no file."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from daycast.feed import kinds
from daycast.feed.site import conditions, ranges
from daycast.feed.site.held import raw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daycast.feed.site.held import Form, Header


@dataclass(frozen=True, slots=True)
class Answer:
    """`length` bytes are to follow: `body`, in one piece or several; where that is None, those of the file on the disk
    from `first` on."""

    status: int
    headers: tuple[Header, ...]
    body: bytes | tuple[bytes, ...] | None = b""
    first: int = 0
    length: int = 0

    @property
    def pieces(self) -> tuple[bytes, ...]:
        return self.body if isinstance(self.body, tuple) else (self.body or b"",)


_NOSNIFF = (b"x-content-type-options", b"nosniff")
_CLOSE = (b"connection", b"close")


def of(form: Form, method: str, asked: Mapping[bytes, bytes], fresh: tuple[Header, ...]) -> Answer:
    """What GET or HEAD with the headers `asked` gets of `form`; `fresh` are the headers for caches.

    Conditions stand before ranges (RFC 9110, section 13.2.2).
    """
    verdict = conditions.verdict(asked, form.etag, form.modified)
    if verdict == 304:
        return Answer(304, form.kept + fresh)
    if verdict == 412:
        return short(412)
    if method == "GET" and (wanted := asked.get(b"range")) is not None:
        condition = asked.get(b"if-range")
        part = None
        if condition is None or conditions.same(condition, form.etag, form.last_modified):
            part = ranges.wanted(wanted.decode("latin-1"), form.size)
        if part:
            return _part(form, *part, fresh)
    body = form.body if method == "GET" else b""
    return Answer(200, form.kept + form.content + fresh + _length(form.size), body, 0, form.size)


def _part(form: Form, first: int, end: int, fresh: tuple[Header, ...]) -> Answer:
    if first == end:
        return short(416, {"Content-Range": f"bytes */{form.size}"})
    said = (b"content-range", b"bytes %d-%d/%d" % (first, end - 1, form.size))
    headers = (*form.kept, *form.content, *fresh, said, *_length(end - first))
    return Answer(206, headers, form.body and form.body[first:end], first, end - first)


def _length(size: int) -> tuple[Header, ...]:
    return ((b"content-length", b"%d" % size),)


def short(status: int, headers: Mapping[str, str] | None = None, body: bytes | None = None) -> Answer:
    """An answer in a line of text; by default, the words of its status. Nobody keeps it."""
    body = f"{HTTPStatus(status).phrase}\n".encode() if body is None else body
    said = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", **(headers or {})}
    return Answer(status, (*raw(said), _NOSNIFF, *_length(len(body))), body, 0, len(body))


def refusal(status: int) -> Answer:
    """The answer to what is no request (400) or asks for what we do not do (405)."""
    if status == 405:
        return short(405, {"Allow": kinds.ALLOW})
    refused = short(status)
    return Answer(status, (*refused.headers, _CLOSE), refused.body, 0, refused.length)


def options(name: str) -> Answer:
    """What may be asked of a file, also by scripts on other hosts (the Fetch standard, section 3.3)."""
    said = {"Allow": kinds.ALLOW, "Cache-Control": "no-store", **kinds.headers(name)}
    if kinds.is_cross_origin(name):
        said |= kinds.PREFLIGHT
    return Answer(204, raw(said))


def moved(location: str) -> Answer:
    return short(301, {"Location": location})


def found(location: str) -> Answer:
    """What was asked for is elsewhere, this time."""
    return short(302, {"Location": location})
