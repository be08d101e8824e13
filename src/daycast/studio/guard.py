"""Who may talk to the studio: a browser on this machine that opened the address which the command line printed.

The address holds a token that opens the door once. From then on a cookie does, which other sites can neither read nor
send (SameSite). A cookie knows no ports: a web server on this machine that the same browser visits is sent it too, so
whoever runs programs here is trusted. `Host` must be ours, so that no name that was pointed at this machine gets in
(DNS rebinding); what changes something must come from our own page (`Origin`, and Fetch Metadata where it is sent).
"""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = ("GET", "HEAD")
LARGEST = 1 << 20  # bytes of a request's body

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "media-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# A redirect would count as the other site's where the address was a link on one, and the cookie would stay behind.
_WELCOME = (
    '<!doctype html><html lang="en"><meta http-equiv="refresh" content="0; url=/"><title>Studio</title>'
    '<link rel="icon" href="/static/studio.svg">'
)
_CLOSED = "This is not open to you. Open the address that `daycast edit` printed; it works once. Or start it again."


class Door:
    """The tokens of one run. `on_opened` hears the next one each time one was used."""

    def __init__(self, on_opened: Callable[[str], object] = lambda token: None) -> None:
        self.token = secrets.token_urlsafe(32)
        self._pass = secrets.token_urlsafe(32)
        self._on_opened = on_opened

    def open(self, token: str) -> str | None:
        """The pass for the cookie, if `token` is the one that is good now; it is not good again."""
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return None
        self.token = secrets.token_urlsafe(32)
        self._on_opened(self.token)
        return self._pass

    def admits(self, given: str) -> bool:
        """Whether `given` is the pass."""
        return hmac.compare_digest(given.encode(), self._pass.encode())


class Guard:
    """The ASGI middleware in front of everything: refuses, lets in, and marks each answer."""

    def __init__(self, app: ASGIApp, *, door: Door, port: int) -> None:
        self._app, self._door = app, door
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        self._cookie = f"daycast-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # no page of ours opens a WebSocket
            await send({"type": "websocket.close", "code": 1008})
            return

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._refusal(scope) or self._welcome(scope) or self._closed(scope) or self._app
        await answer(scope, receive, send_marked)

    def _refusal(self, scope: Scope) -> Response | None:
        """What no browser of ours sends."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return PlainTextResponse(f"The studio answers at http://{self._hosts[0]}/ only.", 421)
        if scope["method"] in SAFE:
            return None
        own = headers.getlist("origin") == [f"http://{hosts[0].lower()}"]
        if not own or headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return PlainTextResponse("This did not come from the studio's page.", 403)
        size = headers.get("content-length", "")
        if not size.isdecimal() or int(size) > LARGEST:
            return PlainTextResponse("Too much at once, or of no stated length.", 413)
        return None

    def _welcome(self, scope: Scope) -> Response | None:
        """The page that hands out the cookie to who has the token."""
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        ticket = self._door.open(token) if token and scope["method"] == "GET" and scope["path"] == "/" else None
        if ticket is None:
            return None
        response = HTMLResponse(_WELCOME)
        response.set_cookie(self._cookie, ticket, httponly=True, samesite="strict")
        return response

    def _closed(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        given = cookie_parser("; ".join(headers.getlist("cookie"))).get(self._cookie, "")  # others' may hold anything
        if self._door.admits(given) and headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
            return None
        return PlainTextResponse(_CLOSED, 403)
