"""What stands before many shows: a page that names them, and all their feeds as OPML, which apps import."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

import jinja2

from daycast.feed.site import answer, metrics
from daycast.feed.site.asked import read
from daycast.feed.site.held import form
from daycast.feed.site.roof import published
from daycast.feed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping, Sequence

    from daycast.feed.site.answer import Answer
    from daycast.feed.site.asked import Asked
    from daycast.feed.site.download import Receive, Send
    from daycast.feed.site.roof import Mount
    from daycast.show import Show

HEALTH = "/healthz"
OPML = "shows.opml"
_FRESH = ((b"cache-control", b"no-cache"),)


class Porch:
    """The root of a roof with many shows, as an ASGI application. Private shows are not named."""

    def __init__(self, mounts: Sequence[Mount], counted: metrics.Metrics | None = None) -> None:
        self._mounts, self._counted = mounts, counted

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        asked = read(scope)
        said = self._answer(asked)
        await send({"type": "http.response.start", "status": said.status, "headers": said.headers})
        body = b"".join(said.pieces) if asked.method != "HEAD" else b""
        await send({"type": "http.response.body", "body": body})

    def _answer(self, asked: Asked) -> Answer:
        if asked.fault:
            return answer.refusal(asked.fault)
        if asked.path == HEALTH:
            return answer.short(200, body=b"ok\n")
        if asked.path == metrics.PATH and self._counted:
            return answer.short(200, {"Content-Type": metrics.TYPE}, self._counted.text())
        origin = f"{asked.scheme}://{asked.headers.get(b'host', b'').decode('latin-1')}"
        named = [(mount.show, mount.address(origin)) for mount in published(self._mounts) if _is_open(mount.show)]
        match asked.path:
            case "/":
                name, text = "index.html", page(named)
            case "/shows.opml":
                name, text = OPML, opml(named)
            case "/style.css":
                name, text = "style.css", _TEMPLATES.get_source(jinja2.Environment(), "style.css")[0]
            case _:
                return answer.short(404)
        if asked.method == "OPTIONS":
            return answer.options(name)
        body = text.encode()
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        return answer.of(form(name, body, len(body), etag, 0), asked.method, asked.headers, _FRESH)


def _is_open(show: Show) -> bool:
    return show.access == "open"


_TEMPLATES = jinja2.PackageLoader("daycast.feed")


def page(shows: Iterable[tuple[Show, str]]) -> str:
    """A page that names the shows, each with its address."""
    environment = jinja2.Environment(
        loader=_TEMPLATES, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("shows.html.j2").render(shows=shows)


def opml(shows: Iterable[tuple[Show, str]]) -> str:
    """All feeds in OPML 2.0, http://opml.org/spec2.opml ("Subscription lists")."""
    rows = [
        f'    <outline type="rss" text={quoteattr(line(show.title))} xmlUrl={quoteattr(at + "feed.xml")} '
        f"htmlUrl={quoteattr(at)}/>"
        for show, at in shows
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>Shows</title></head>\n'
    return "\n".join([f"{head}  <body>", *rows, "  </body>", "</opml>", ""])
