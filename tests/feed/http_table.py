"""What HTTP asks of whoever serves `feed/`: method and headers in, status, headers and body out.

`test_http.py` asks each row of daycast's own server and of nginx with the set-up that daycast prints.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

AUDIO = bytes(range(256)) * 400
MP3 = "/2026-06-23/2026-06-23.mp3"
ETAG, MODIFIED = "{etag}", "{last-modified}"  # what a plain GET of the path has
LONG_AGO, LATER = "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"


@dataclass(frozen=True)
class Row:
    """A request and what it gets. A header of the answer is a pattern for the whole of its value, or None where it must
    not be there. `nginx` is the status of nginx where it reads the standard in another way, and no worse."""

    says: str
    path: str
    status: int
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    gets: Mapping[str, str | None] = field(default_factory=dict)
    body: bytes | None = None
    nginx: int | None = None


def exactly(text: str) -> str:
    return re.escape(text)


_NOT_CODED: Mapping[str, str | None] = {"Content-Encoding": None}
_CORS: Mapping[str, str | None] = {"Access-Control-Allow-Origin": r"\*"}
_NO_CORS: Mapping[str, str | None] = {"Access-Control-Allow-Origin": None}
_TEXT: Mapping[str, str | None] = {
    "Vary": "Accept-Encoding",
    "Accept-Ranges": "bytes",
    "ETag": '"[^"]+"',
    "Last-Modified": r".+ GMT",
    "Cache-Control": r"public, max-age=\d+",
    "X-Content-Type-Options": "nosniff",
}
_MEDIA: Mapping[str, str | None] = {**_TEXT, "Vary": None, **_NOT_CODED, **_NO_CORS}
_PAGE: Mapping[str, str | None] = {**_TEXT, "Content-Security-Policy": "default-src 'none'; script-src 'self'; .*"}

TYPES = [
    ("/", "text/html; charset=utf-8", {**_PAGE, **_NO_CORS}),
    ("/2026-06-23/", "text/html; charset=utf-8", {**_PAGE, **_NO_CORS}),
    ("/feed.xml", "text/xml; charset=utf-8", {**_TEXT, **_CORS}),
    ("/style.css", "text/css; charset=utf-8", {**_TEXT, **_NO_CORS}),
    ("/player.js", "text/javascript; charset=utf-8", {**_TEXT, **_NO_CORS}),
    ("/cover.jpg", "image/jpeg", _MEDIA),
    (MP3, "audio/mpeg", _MEDIA),
    ("/2026-06-23/chapters.json", "application/json+chapters", {**_TEXT, **_CORS}),
    ("/2026-06-23/transcript.vtt", "text/vtt; charset=utf-8", {**_TEXT, **_CORS}),
    ("/2026-06-23/transcript.srt", "application/x-subrip; charset=utf-8", {**_TEXT, **_CORS}),
    ("/2026-06-23/transcript.json", "application/json", {**_TEXT, **_CORS}),
]


def _part(audio: bytes, first: int, last: int) -> dict[str, str | None]:
    return {
        "Content-Range": exactly(f"bytes {first}-{last}/{len(audio)}"),
        "Content-Length": str(last - first + 1),
        "Content-Type": "audio/mpeg",
        "ETag": exactly(ETAG),
    }


def _range(audio: bytes, value: str, first: int, last: int, **more: str) -> Row:
    headers = {"Range": value, **{name.replace("_", "-"): text for name, text in more.items()}}
    gets = _part(audio, first, last)
    return Row(f"{value} is followed", MP3, 206, headers=headers, gets=gets, body=audio[first : last + 1])


def _whole(audio: bytes, value: str, nginx: int | None = None, **more: str) -> Row:
    headers = {"Range": value, **{name.replace("_", "-"): text for name, text in more.items()}}
    gets = {"Content-Range": None, "Content-Length": str(len(audio))} if nginx is None else {}
    return Row(f"{value} gets the whole", MP3, 200, headers=headers, gets=gets, nginx=nginx)


def _beyond(audio: bytes, value: str) -> Row:
    gets = {"Content-Range": exactly(f"bytes */{len(audio)}")}
    return Row(f"{value} is beyond the end", MP3, 416, headers={"Range": value}, gets=gets)


def _ranges(audio: bytes) -> list[Row]:
    size = len(audio)
    return [
        _range(audio, "bytes=0-0", 0, 0),
        _range(audio, "bytes=0-99", 0, 99),
        _range(audio, "bytes=100-", 100, size - 1),
        _range(audio, "bytes=-5", size - 5, size - 1),
        _range(audio, f"bytes=-{size * 2}", 0, size - 1),
        _range(audio, f"bytes=10-{size * 2}", 10, size - 1),
        _range(audio, f"bytes={size - 1}-", size - 1, size - 1),
        _range(audio, "bytes=0-9", 0, 9, If_Range=ETAG),
        _range(audio, "bytes=0-9", 0, 9, If_Range=MODIFIED),
        _whole(audio, "bytes=0-9", If_Range=f"W/{ETAG}"),
        _whole(audio, "bytes=0-9", If_Range='"other"'),
        _whole(audio, "bytes=0-9", If_Range=LONG_AGO),
        _whole(audio, "bytes=0-1,5-6"),
        _whole(audio, "bytes=" + ",".join(["0-"] * 500)),
        _whole(audio, "items=0-5"),
        _whole(audio, "bytes=5-2", nginx=416),
        _whole(audio, "bytes=a-b", nginx=416),
        _beyond(audio, f"bytes={size}-"),
        _beyond(audio, "bytes=99999999-100000000"),
    ]


def _conditions(path: str) -> list[Row]:
    same = {"ETag": exactly(ETAG), "Content-Type": None, "X-Content-Type-Options": "nosniff"}
    if path != MP3:
        same["Vary"] = "Accept-Encoding"
    told: list[dict[str, str]] = [
        {"If-None-Match": ETAG},
        {"If-None-Match": f"W/{ETAG}"},
        {"If-None-Match": f'"a", W/"b,c" ,{ETAG}'},
        {"If-None-Match": "*"},
        {"If-None-Match": ETAG, "Range": "bytes=0-9"},
        {"If-Modified-Since": MODIFIED},
        {"If-Modified-Since": LATER},
        {"If-Match": ETAG, "If-None-Match": ETAG},
    ]
    sent = [
        {"If-None-Match": '"other"'},
        {"If-None-Match": '"other"', "If-Modified-Since": LATER},
        {"If-Modified-Since": LONG_AGO},
        {"If-Modified-Since": "yesterday"},
        {"If-Match": ETAG},
        {"If-Match": f'"a", {ETAG}'},
        {"If-Match": "*"},
        {"If-Unmodified-Since": MODIFIED},
        {"If-Unmodified-Since": LATER},
    ]
    refused = [
        {"If-Match": '"other"'},
        {"If-Match": f"W/{ETAG}"},
        {"If-Match": '"other"', "If-None-Match": "*"},
        {"If-Unmodified-Since": LONG_AGO},
    ]
    return [
        Row(f"{method} {headers} gets {status}", path, status, method, headers, gets, body)
        for method in ("GET", "HEAD")
        for status, gets, body, cases in ((304, same, b"", told), (200, {}, None, sent), (412, {}, None, refused))
        for headers in cases
    ]


def _coding(accept: str, coding: str | None) -> Row:
    gets = {"Content-Encoding": coding, "Vary": "Accept-Encoding", "ETag": exactly(ETAG) if coding is None else ".+"}
    return Row(f"{accept!r} gets {coding}", "/feed.xml", 200, headers={"Accept-Encoding": accept}, gets=gets)


def _nothing(path: str, nginx: int | None = None) -> Row:
    return Row(f"{path} does not exist", path, 404, gets={"X-Content-Type-Options": "nosniff"}, nginx=nginx)


def rows(audio: bytes) -> list[Row]:
    """The table for an episode with these bytes."""
    return [
        *(
            Row(f"{path} has its type", path, 200, gets={"Content-Type": exactly(kind), **gets})
            for path, kind, gets in TYPES
        ),
        *_ranges(audio),
        Row("a range is overlooked for HEAD", MP3, 200, "HEAD", {"Range": "bytes=0-9"}, nginx=206),
        Row("a part of a text", "/feed.xml", 206, headers={"Range": "bytes=0-4"}, body=b"<?xml"),
        Row(
            "a part of a compressed text is a part of those bytes",
            "/feed.xml",
            206,
            headers={"Range": "bytes=0-1", "Accept-Encoding": "gzip"},
            gets={"Content-Encoding": "gzip"},
            body=b"\x1f\x8b",
            nginx=200,
        ),
        Row(
            "If-None-Match stands before If-Modified-Since",
            MP3,
            304,
            headers={"If-None-Match": ETAG, "If-Modified-Since": LONG_AGO},
            nginx=200,
        ),
        *_conditions(MP3),
        *_conditions("/feed.xml"),
        _coding("", None),
        _coding("identity", None),
        _coding("gzip", "gzip"),
        _coding("gzip, deflate, br", "br"),
        _coding("br", "br"),
        _coding("gzip;q=0", None),
        _coding("gzip;q=0.5, br;q=0", "gzip"),
        *(
            Row(f"{path} is never compressed", path, 200, headers={"Accept-Encoding": "gzip, br"}, gets=_MEDIA)
            for path in (MP3, "/cover.jpg")
        ),
        *(
            Row(f"{method} is not allowed", path, 405, method, gets={"Allow": "GET, HEAD, OPTIONS"})
            for method in ("POST", "PUT", "DELETE", "PATCH", "BREW")
            for path in ("/feed.xml", MP3, "/nothing")
        ),
        Row(
            "a script on another host asks what it may ask",
            "/feed.xml",
            204,
            "OPTIONS",
            {"Origin": "https://player.example", "Access-Control-Request-Method": "GET"},
            {**_CORS, "Access-Control-Allow-Methods": "GET, .*", "Access-Control-Allow-Headers": ".*Range"},
        ),
        Row("nobody else may read the audio by script", MP3, 204, "OPTIONS", gets={**_NO_CORS, "Allow": "GET, .*"}),
        Row("a folder has its slash", "/2026-06-23", 301, gets={"Location": "/?2026-06-23/"}),
        Row("a query changes nothing", "/feed.xml?from=app", 200, gets={"ETag": exactly(ETAG)}),
        Row("health is told", "/healthz", 200, body=b"ok\n"),
        *(
            _nothing(path)
            for path in (
                "/nothing",
                "/README.md",
                "/readme.MD",
                "/.published",
                "/.access.log",
                "/.hidden/x.txt",
                "/%2epublished",
                "/feed.xml.gz",
                "/feed.xml.br",
                "/..%5csecret.txt",
                "/2026-06-23%5cindex.html",
                "/link.txt",
                "/folder-link/secret.txt",
                "/folder-link/",
                "/loop",
                "/empty/",
                "//feed.xml",
                "/2026-06-23//index.html",
                "/feed.xml::$DATA",
                "/t/token/feed.xml",
                "/metrics",
            )
        ),
        _nothing("/feed.xml%00", nginx=400),
        _nothing("/%ff", nginx=404),
        _nothing("/../show.yaml", nginx=400),
        _nothing("/%2e%2e/show.yaml", nginx=400),
        _nothing("/2026-06-23/%2e%2e/%2e%2e/secret.txt", nginx=400),
        _nothing("/2026-06-23/%2e%2e/feed.xml", nginx=200),  # nginx tidies paths first, and stays inside
    ]


ROWS = rows(AUDIO)
