"""Nobody gets into the studio but a browser that opened the address which was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from daycast.studio.guard import LARGEST, Door, Guard

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.websockets import WebSocket

HERE = "http://127.0.0.1:8643"
PAGE = "/2026-06-23/"


async def inside(request: Request) -> PlainTextResponse:
    return PlainTextResponse("inside")


async def socket(socket: WebSocket) -> None:
    await socket.accept()


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def outside(door: Door) -> TestClient:
    """A browser that has not been let in."""
    routes = [Route("/{path:path}", inside, methods=["GET", "POST"]), WebSocketRoute("/socket", socket)]
    return TestClient(Guard(Starlette(routes=routes), door=door, port=8643), base_url=HERE)


@pytest.fixture
def browser(outside: TestClient, door: Door) -> TestClient:
    """A browser that opened the address."""
    assert outside.get("/", params={"token": door.token}).status_code == 200
    return outside


def test_without_the_cookie_nothing_is_shown(outside: TestClient) -> None:
    answer = outside.get(PAGE)
    assert (answer.status_code, "inside" in answer.text) == (403, False)


def test_the_address_opens_the_door_and_the_cookie_keeps_it_open(browser: TestClient) -> None:
    assert browser.get(PAGE).text == "inside"
    assert browser.post("/do", headers={"Origin": HERE}, content="{}").text == "inside"


def test_a_token_works_once_and_the_next_one_is_told() -> None:
    told: list[str] = []
    door = Door(told.append)
    first = door.token
    assert door.open(first)
    assert door.open(first) is None
    assert told == [door.token] != [first]
    assert door.open(told[0])


@pytest.mark.parametrize("token", ["", "x", "ä", "\x00", "a" * 10_000])
def test_a_wrong_token_opens_nothing_and_uses_none_up(outside: TestClient, door: Door, token: str) -> None:
    right = door.token
    assert outside.get("/", params={"token": token}).status_code == 403
    assert door.token == right


def test_the_cookie_is_for_this_site_alone_and_hidden_from_scripts(outside: TestClient, door: Door) -> None:
    cookie = outside.get("/", params={"token": door.token}).headers["set-cookie"].lower()
    assert cookie.startswith("daycast-8643=")
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "domain" not in cookie


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:8643", "[::1]:8643", ""]
)
def test_a_host_that_is_not_ours_is_refused_cookie_or_not(browser: TestClient, host: str) -> None:
    assert browser.get(PAGE, headers={"Host": host}).status_code == 421


def test_localhost_is_ours(outside: TestClient, door: Door) -> None:
    address = {"Host": "localhost:8643"}
    assert outside.get("/", params={"token": door.token}, headers=address).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:8642"},
        {"Origin": "https://127.0.0.1:8643"},
        {"Origin": "http://localhost:8643"},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": HERE, "Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_change_that_another_page_asks_for_is_refused(browser: TestClient, headers: dict[str, str]) -> None:
    assert browser.post("/do", headers=headers, content="{}").status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_can_embed_nothing(browser: TestClient, site: str) -> None:
    assert browser.get(f"{PAGE}takes/x", headers={"Sec-Fetch-Site": site}).status_code == 403


@pytest.mark.parametrize("cookie", ["daycast-8643=", "daycast-8643=x", "daycast-8643=ä", "other=1", "=;;=", "a" * 4000])
def test_a_made_up_cookie_opens_nothing(outside: TestClient, cookie: str) -> None:
    assert outside.get(PAGE, headers={"Cookie": cookie.encode("latin-1")}).status_code == 403


@pytest.mark.parametrize("size", [str(LARGEST + 1), "x", "-1"])
def test_a_change_that_is_too_large_is_refused_before_it_is_read(browser: TestClient, size: str) -> None:
    headers = {"Origin": HERE, "Content-Length": size}
    assert browser.post("/do", headers=headers, content=b"").status_code == 413


def test_no_web_socket_is_opened(browser: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), browser.websocket_connect("/socket"):
        pass


@pytest.mark.parametrize("path", ["/", PAGE])
def test_every_answer_keeps_to_this_site(outside: TestClient, door: Door, path: str) -> None:
    headers = outside.get(path, params={"token": door.token}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
