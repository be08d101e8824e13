"""Lines of logs as requests."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.feed.stats.parse import Request, day, is_line, parse

TIME = "21/Nov/2026:06:30:05 +0100"
NGINX = f'192.0.2.1 - - [{TIME}] "GET /a.mp3 HTTP/1.1" 200 512 "-" "App/1"'
ASKED = Request("192.0.2.1", TIME, "GET", "/a.mp3", 200, 512, "App/1", 0)
PART = NGINX.replace(" 200 ", " 206 ")
ASKED_PART = ASKED._replace(status=206, first=None)
CADDY: dict[str, Any] = {
    "level": "info",
    "ts": 1795239005.25,
    "logger": "http.log.access",
    "msg": "handled request",
    "request": {
        "remote_ip": "10.0.0.1",
        "client_ip": "192.0.2.1",
        "proto": "HTTP/2.0",
        "method": "GET",
        "host": "news.example.org",
        "uri": "/a.mp3",
        "headers": {"User-Agent": ["App/1"], "Range": ["bytes=100-"]},
    },
    "status": 206,
    "size": 512,
}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (NGINX, ASKED),
        (NGINX + "\r", ASKED),
        (PART, ASKED_PART),
        (PART + ' "bytes=7-"', ASKED_PART._replace(first=7)),
        (PART + ' 0.01 "bytes 7-9/20"', ASKED_PART._replace(first=7)),
        (PART + ' "bytes=1-2,5-9"', ASKED_PART),
        (PART + ' "bytes=-500"', ASKED_PART),
        (NGINX.removesuffix(' "-" "App/1"'), ASKED._replace(agent="")),
        (NGINX.replace("- -", "- Ann Lee"), ASKED),
        (NGINX.replace("512", "-"), ASKED._replace(sent=0)),
        (NGINX.replace("App/1", r"Say \"hi\" \x22"), ASKED._replace(agent=r"Say \"hi\" \x22")),
        (NGINX.replace("App/1", "é" * 600), ASKED._replace(agent="é" * 512)),
        (NGINX.replace("GET /a.mp3 HTTP/1.1", r"\x16\x03\x01"), ASKED._replace(method="", path="")),
        (NGINX.replace("GET /a.mp3 HTTP/1.1", ""), ASKED._replace(method="", path="")),
        (json.dumps(CADDY), ASKED_PART._replace(time="21/Nov/2026:05:30:05 +0000", first=100)),
        (
            json.dumps({**CADDY, "request": {"remote_ip": "::1", "method": "GET", "uri": "/"}, "status": 200}),
            Request("::1", "21/Nov/2026:05:30:05 +0000", "GET", "/", 200, 512, "", 0),
        ),
    ],
)
def test_a_line_is_read_whoever_wrote_it(line: str, expected: Request) -> None:
    assert parse(line) == expected
    assert is_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "hello",
        NGINX[:40],
        NGINX[:-1],
        NGINX.replace("[", "("),
        NGINX.replace("200", "2x0"),
        "{",
        "{}",
        "[]",
        json.dumps(CADDY)[:-30],
        json.dumps({**CADDY, "ts": "today"}),
        json.dumps({**CADDY, "ts": 1e300}),
        json.dumps({**CADDY, "request": []}),
        json.dumps({**CADDY, "request": {**CADDY["request"], "headers": {"User-Agent": 1}}}),
        "{" * 100_000,
        "\0" * 100,
    ],
)
def test_a_line_that_no_log_writes_is_no_request(line: str) -> None:
    assert parse(line) is None
    assert not is_line(line)


@given(st.text())
def test_no_text_breaks_the_parser(text: str) -> None:
    assert (parse(text) is not None) == is_line(text)
    assert parse(f'192.0.2.1 - - [{TIME}] "{text}" 200 1 "{text}" "{text}') is None or '"' in text


@pytest.mark.parametrize(
    ("time", "zone", "expected"),
    [
        ("21/Nov/2026:23:30:00 +0000", "UTC", date(2026, 11, 21)),
        ("21/Nov/2026:23:30:00 +0000", "Europe/Berlin", date(2026, 11, 22)),
        ("21/Nov/2026:18:14:59 +0000", "Asia/Kathmandu", date(2026, 11, 21)),
        ("21/Nov/2026:18:15:00 +0000", "Asia/Kathmandu", date(2026, 11, 22)),
        ("22/Nov/2026:00:10:00 +0545", "UTC", date(2026, 11, 21)),
        ("21/Nov/2026:20:00:00 -0500", "UTC", date(2026, 11, 22)),
        ("31/Nov/2026:20:00:00 +0000", "UTC", None),
        ("21/Nox/2026:20:00:00 +0000", "UTC", None),
        ("21/Nov/2026:24:00:00 +0000", "UTC", None),
        ("21/Nov/2026:20:60:00 +0000", "UTC", None),
        ("21/Nov/2026:20:²0:00 +0000", "UTC", None),
        ("21/Nov/2026:20:00:00", "UTC", None),
        ("21/Nov/2026:20:00:00 +9999", "UTC", None),
        ("01/Jan/0001:00:00:00 +2300", "UTC", None),
        ("2026-11-21T20:00:00Z", "UTC", None),
    ],
)
def test_a_time_falls_on_the_day_where_the_show_lives(time: str, zone: str, expected: date | None) -> None:
    assert day(time, ZoneInfo(zone)) == expected
