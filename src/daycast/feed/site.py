"""The server's answers: what RFC 9110 asks for files, as podcast apps and browsers use it.

Starlette sends files and their ranges. What stands here is the rest: which paths exist, media types,
validators for text, compression, and the address under which a listener on the local network found us.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import os
import re
import time
from email.utils import formatdate, parsedate
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit
from xml.sax.saxutils import escape

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from daycast.errors import DaycastError
from daycast.feed.loopback import is_loopback
from daycast.feed.publish import README

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from daycast.show import Show

_UTF8 = "; charset=utf-8"
_NAMED = {"feed.xml": "application/rss+xml" + _UTF8, "chapters.json": "application/json+chapters"}
_TEXT = {
    ".css": "text/css" + _UTF8,
    ".html": "text/html" + _UTF8,
    ".js": "text/javascript" + _UTF8,
    ".json": "application/json",
    ".srt": "application/x-subrip" + _UTF8,
    ".svg": "image/svg+xml",
    ".txt": "text/plain" + _UTF8,
    ".vtt": "text/vtt" + _UTF8,
    ".xml": "application/xml",
}
# Players on other hosts read these by script.
_CROSS_ORIGIN = ("feed.xml", "chapters.json", "transcript.vtt", "transcript.srt", "transcript.json", "waveform.json")
_OWN_ADDRESS_IN = (".xml", ".html", ".json")

_UNSERVED = re.compile(r"\..*|.*[\\:\0].*|", re.DOTALL)
_HOST = re.compile(r"(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_RANGE = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{1,18})?|-[0-9]{1,18})", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*q=([01](?:\.[0-9]{0,3})?)\s*", re.IGNORECASE)
_builtin_types = mimetypes.MimeTypes()  # not the machine's, which differ
_builtin_types.add_type("audio/mp4", ".m4a")
_builtin_types.add_type("audio/ogg", ".opus")


def app(show: Show) -> Starlette:
    """`feed/` as an application, at the root and at the path of the show's `base_url`.

    Where `base_url` is a loopback address, a phone could not follow it: the feed and the pages then carry
    the address that the request came to. Raises `DaycastError` if nothing was published yet.
    """
    if not (show.feed / "feed.xml").is_file():
        raise DaycastError(f"{show.feed / 'feed.xml'}: nothing is published yet", hint="Run: daycast publish")
    base = urlsplit(show.base_url)
    prefix = unquote(base.path).rstrip("/")
    local = is_loopback(base.hostname or "")

    def answer(request: Request) -> Response:
        path: str = request.scope["path"]
        if path == prefix:
            return _to_folder(path)
        inside = path.removeprefix(prefix) if path.startswith(f"{prefix}/") else path
        file = _find(show.feed, inside)
        if file is None and _find(show.feed, f"{inside}/"):
            return _to_folder(path)
        if file is None:
            raise HTTPException(404)
        if file.suffix not in _TEXT:
            return _media(file, request)
        moved = local and file.suffix in _OWN_ADDRESS_IN
        return _text(file, show.base_url, _origin(request) + base.path if moved else show.base_url, request)

    routes = [Route("/{path:path}", answer, methods=["GET"])]  # Starlette adds HEAD
    return Starlette(routes=routes, middleware=[Middleware(_NoSniff)])


def _find(folder: Path, path: str) -> Path | None:
    """The file in `folder` that the decoded request path names; a path with a final `/` names its page.

    Nothing that is hidden, the folder's README, above the folder, or behind a link that leaves it.
    """
    *places, name = path.split("/")[1:]
    names = [*places, name or "index.html"]
    if any(_UNSERVED.fullmatch(part) for part in names) or names[-1].casefold() == README.casefold():
        return None
    try:
        found = folder.joinpath(*names).resolve(strict=True)
    except (OSError, RuntimeError):  # missing, a name too long, a circle of links
        return None
    inside = found.is_relative_to(folder.resolve())
    return found if inside and found.is_file() and os.access(found, os.R_OK) else None


def _to_folder(path: str) -> Response:
    """A redirect to the same place with a final `/`, relative so that it holds behind any proxy."""
    return Response(status_code=301, headers={"Location": quote(path.rsplit("/", 1)[-1], safe="") + "/"})


def _origin(request: Request) -> str:
    """Scheme and host as the client wrote them, for it to come back to; a Host that is none is refused."""
    hosts = request.headers.getlist("host")
    if len(hosts) != 1 or not _HOST.fullmatch(hosts[0]):
        raise HTTPException(400, "the Host header is not a host name or address")
    return f"{request.scope['scheme']}://{hosts[0]}"


def _media(file: Path, request: Request) -> Response:
    stat = file.stat()
    kind = _builtin_types.guess_type(file.name)[0] or "application/octet-stream"
    response = FileResponse(file, media_type=kind, stat_result=stat)
    if _unchanged(request.headers, response.headers["etag"], stat.st_mtime):
        return _not_modified(response.headers)
    if not _wants_one_range(request):
        # FileResponse reads it from here and refuses what section 14.2 says to overlook.
        request.scope["headers"] = [pair for pair in request.scope["headers"] if pair[0] != b"range"]
    return response


def _wants_one_range(request: Request) -> bool:
    """Whether the Range header is one that we follow: GET, bytes, one range, first before last."""
    wanted = request.headers.getlist("range")
    match = _RANGE.fullmatch(wanted[0]) if request.method == "GET" and len(wanted) == 1 else None
    return match is not None and not (match[2] and int(match[2]) < int(match[1]))


def _text(file: Path, base_url: str, seen_url: str, request: Request) -> Response:
    stat = file.stat()
    packed = _takes_gzip(",".join(request.headers.getlist("accept-encoding")))
    identity = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
    data, etag = _representation(file, identity, base_url, seen_url, packed)
    headers = MutableHeaders(
        {
            "Content-Type": _NAMED.get(file.name, _TEXT[file.suffix]),
            "ETag": etag,
            "Last-Modified": formatdate(stat.st_mtime, usegmt=True),
            "Cache-Control": "no-cache",  # ask again each time: the same address gets new words
            "Vary": "Accept-Encoding",
        }
    )
    if packed:
        headers["Content-Encoding"] = "gzip"
    if file.name in _CROSS_ORIGIN:
        headers["Access-Control-Allow-Origin"] = "*"
    if _unchanged(request.headers, etag, stat.st_mtime):
        return _not_modified(headers)
    return Response(data, headers=headers)


@lru_cache(maxsize=64)
def _representation(
    file: Path, identity: tuple[int, int, int], base_url: str, seen_url: str, packed: bool
) -> tuple[bytes, str]:
    """The bytes to send and their strong ETag. `identity` makes a changed file a new entry of the cache."""
    data = file.read_bytes().replace(escape(base_url).encode(), escape(seen_url).encode())
    digest = hashlib.sha256(data).hexdigest()[:32]
    return (gzip.compress(data, mtime=0), f'"{digest}-gzip"') if packed else (data, f'"{digest}"')


def _takes_gzip(accept_encoding: str) -> bool:
    """RFC 9110, section 12.5.3: a weight of 0 is a refusal."""
    weights = {}
    for item in accept_encoding.split(","):
        coding, _, weight = item.partition(";")
        match = _WEIGHT.fullmatch(weight)
        weights[coding.strip().lower()] = float(match[1]) if match else float(not weight)
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _unchanged(asked: Headers, etag: str, modified: float) -> bool:
    """Whether the client has this already. If-Modified-Since counts only without If-None-Match, which
    compares weakly (RFC 9110, section 13.2.2)."""
    if tags := ",".join(asked.getlist("if-none-match")):
        return tags.strip() == "*" or etag in re.findall(r'"[^"]*"', tags)
    since = parsedate(asked.get("if-modified-since", ""))
    return since is not None and since[:6] >= time.gmtime(modified)[:6]


def _not_modified(headers: Headers) -> Response:
    kept = {name: value for name, value in headers.items() if not name.startswith("content-")}
    return Response(status_code=304, headers=kept)


class _NoSniff:
    """Browsers shall believe our media types, in answers of every kind."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Content-Type-Options"] = "nosniff"
            await send(message)

        await self._app(scope, receive, send_marked)
