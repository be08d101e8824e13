"""The server as it runs: slow clients, TLS, private shows, the log, metrics, and how it stops."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import watchfiles

from daycast.errors import DaycastError
from daycast.feed import listeners
from daycast.feed.publish import publish
from daycast.feed.serve import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from feed_studio import Studio

    from daycast.show import Show

pytestmark = pytest.mark.slow

AUDIO = bytes(range(256)) * 100_000  # more than a connection's buffers hold
MP3 = "/2026-06-23/2026-06-23.mp3"
PROGRAM = """
import sys
from pathlib import Path
from daycast.feed.serve import serve
from daycast.feed.site import engine
engine._HEADERS_WITHIN = engine._READ_WITHIN = 1000
tls = (Path(sys.argv[2]), Path(sys.argv[3])) if len(sys.argv) > 2 else None
announce = lambda found: print(*found[0].addresses, flush=True)
serve(Path(sys.argv[1]), "127.0.0.1", 0, announce, tls=tls, metrics=True)
print("closed")
"""


@pytest.fixture
def show(studio: Studio) -> Show:
    show = studio.show(base_url="https://news.example.org/")
    studio.render(show, audio=AUDIO)
    publish(show)
    return show


@contextmanager
def running(show: Show, *tls: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, show.root, *tls], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        announced = process.stdout.readline()
        match = re.fullmatch(r"https?://127\.0\.0\.1:(\d+)/feed\.xml\n", announced)
        assert match, announced
        try:
            yield process, int(match[1])
        finally:
            process.terminate()
            assert process.communicate(timeout=20) == ("closed\n", "")
    assert process.returncode == 0


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers={"Host": "news.example.org", **named})
    got = connection.getresponse()
    body = got.read()
    connection.close()
    return got.status, {name.lower(): value for name, value in got.getheaders()}, body


def logged(show: Show) -> list[str]:
    log = show.feed / ".access.log"
    return log.read_text().splitlines() if log.exists() else []


def test_clients_that_never_finish_asking_are_cut_while_others_are_answered(show: Show) -> None:
    with running(show) as (_, port), ExitStack() as stack:
        slow = [stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20)) for _ in range(200)]
        for each in slow:
            each.sendall(b"GET /feed.xml HTTP/1.1\r\nHost: a\r\nX-")
        assert ask(port, "/feed.xml")[0] == 200  # while they wait
        for each in slow:
            while each.recv(4096):  # perhaps told why
                pass


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="only Linux cuts them off")
def test_clients_that_take_nothing_are_cut_while_others_are_answered(show: Show) -> None:
    with running(show) as (_, port), ExitStack() as stack:
        slow = [stack.enter_context(socket.socket()) for _ in range(200)]
        for each in slow:
            each.settimeout(30)
            each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            each.connect(("127.0.0.1", port))
            each.sendall(f"GET {MP3} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        assert ask(port, "/feed.xml")[0] == 200  # while they wait
        for _ in watchfiles.watch(show.feed, watch_filter=None, rust_timeout=1000, yield_on_timeout=True):
            if sum(MP3 in line for line in logged(show)) == len(slow):  # each is told once it is cut off
                break
        assert rest(slow[0]) < len(AUDIO)
    sizes = [int(line.split()[9]) for line in logged(show) if MP3 in line]
    assert len(sizes) == 200
    assert max(sizes) < len(AUDIO)  # what was sent is told, not what was asked


def rest(connection: socket.socket) -> int:
    """How many bytes come yet."""
    took = 0
    try:
        while piece := connection.recv(1 << 20):
            took += len(piece)
    except ConnectionResetError:
        pass
    return took


def test_a_download_under_way_may_end_after_the_stop_and_then_the_server_is_gone(show: Show) -> None:
    with running(show) as (process, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", MP3)
        got = connection.getresponse()
        assert got.read(1000) == AUDIO[:1000]
        process.send_signal(signal.SIGINT)
        assert got.read() == AUDIO[1000:]
        connection.close()
        process.wait(timeout=20)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=2)


def test_a_show_becomes_private_while_it_is_served(show: Show, studio: Studio) -> None:
    with running(show) as (_, port):
        assert ask(port, "/feed.xml")[0] == 200
        studio.show(base_url="https://news.example.org/", access="token")
        patience = time.monotonic() + 20
        while ask(port, "/feed.xml")[0] == 200:
            assert time.monotonic() < patience
        assert ask(port, "/feed.xml")[0] == ask(port, MP3)[0] == 404
        token = listeners.add(show, "anna", datetime(2026, 6, 1, tzinfo=UTC))
        assert ask(port, f"/t/{token}/feed.xml")[0] == 200


def test_each_request_is_a_line_of_the_combined_log(show: Show) -> None:
    with running(show) as (_, port):
        ask(port, "/feed.xml", User_Agent="AntennaPod/3.5")
        ask(port, MP3, Range="bytes=0-999", Referer="https://example.org/")
        ask(port, "/feed.xml", "HEAD", User_Agent='a"b\\c')
        ask(port, "/nothing?a=b", "POST")
        ask(port, "/healthz")
    said = [re.sub(r"\[[^]]+\]", "[when]", line) for line in logged(show)]
    size = len((show.feed / "feed.xml").read_bytes())
    assert said == [
        f'127.0.0.1 - - [when] "GET /feed.xml HTTP/1.1" 200 {size} "-" "AntennaPod/3.5"',
        f'127.0.0.1 - - [when] "GET {MP3} HTTP/1.1" 206 1000 "https://example.org/" "-"',
        '127.0.0.1 - - [when] "HEAD /feed.xml HTTP/1.1" 200 0 "-" "a\\x22b\\x5Cc"',
        '127.0.0.1 - - [when] "POST /nothing?a=b HTTP/1.1" 405 19 "-" "-"',
        '127.0.0.1 - - [when] "GET /healthz HTTP/1.1" 200 3 "-" "-"',
    ]
    assert (show.feed / ".access.log").stat().st_mode & 0o077 == 0  # it tells who listens
    assert publish(show).changed == ()


def test_metrics_count_what_was_answered(show: Show) -> None:
    with running(show) as (_, port):
        ask(port, "/feed.xml")
        ask(port, "/nothing")
        ask(port, "/nothing")
        status, headers, body = ask(port, "/metrics")
    assert (status, headers["content-type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    assert b'daycast_http_requests_total{method="GET",status="200"} 1\n' in body
    assert b'daycast_http_requests_total{method="GET",status="404"} 2\n' in body
    assert b"daycast_http_requests_under_way 1\n" in body


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    made = subprocess.run(
        [
            *["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"],
            *["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert],
        ],
        capture_output=True,
    )
    assert made.returncode == 0
    return cert, key


def test_with_a_certificate_it_speaks_https(show: Show, certificate: tuple[Path, Path]) -> None:
    with running(show, *certificate) as (_, port):
        context = ssl.create_default_context(cafile=str(certificate[0]))
        plain = socket.create_connection(("127.0.0.1", port), timeout=10)
        with context.wrap_socket(plain, server_hostname="localhost") as connection:
            connection.sendall(b"GET /feed.xml HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            got = b"".join(iter(lambda: connection.recv(65536), b""))
    assert got.startswith(b"HTTP/1.1 200 OK\r\n")
    assert got.endswith((show.feed / "feed.xml").read_bytes())


def test_a_certificate_that_is_none_is_told_before_the_port_is_taken(show: Show, tmp_path: Path) -> None:
    (tmp_path / "cert.pem").write_text("not a certificate")
    with pytest.raises(DaycastError, match="not a certificate and its key"):
        serve(show.root, "127.0.0.1", 0, lambda _: None, tls=(tmp_path / "cert.pem", tmp_path / "missing.pem"))


def test_a_private_show_is_there_for_its_listeners_alone_and_no_token_is_written_down(studio: Studio) -> None:
    show = studio.show(base_url="https://news.example.org/brief/", access="token")
    studio.render(show)
    publish(show)
    token = listeners.add(show, "ann", datetime(2026, 6, 23, tzinfo=UTC))
    wrong = token[::-1]
    with running_private(show) as (_, port):
        status, headers, feed = ask(port, f"/brief/t/{token}/feed.xml?app={token}")
        assert status == 200
        assert f"https://news.example.org/brief/t/{token}/2026-06-23/2026-06-23.mp3".encode() in feed
        assert b"https://news.example.org/brief/2" not in feed
        assert headers["cache-control"].startswith("private, max-age=")
        assert (headers["referrer-policy"], headers["x-robots-tag"]) == ("no-referrer", "noindex")
        assert ask(port, f"/brief/t/{token}", Accept="*/*")[1]["location"] == f"{token}/"
        page, etag = f"/brief/t/{token}/", headers["etag"]
        referer = f"https://news.example.org/brief/t/{token}/"
        assert ask(port, page, Referer=referer)[0] == 200
        assert ask(port, f"/t/{token}/feed.xml", If_None_Match=etag)[0] == 304
        assert ask(port, f"/brief/t/{token}{MP3}", Range="bytes=0-1")[2] == b"\xff\xfb"
        assert ask(port, "/healthz")[0] == 200
        refused = [
            ask(port, path)
            for path in ("/", "/feed.xml", "/brief/feed.xml", f"/t/{wrong}/feed.xml", f"/t/{wrong}", "/t/", f"/{token}")
        ]
        missing = ask(port, f"/t/{token}/nothing.xml")
        assert {(status, body) for status, _, body in refused} == {(404, missing[2])}
        assert {str(sorted(headers)) for _, headers, _ in refused} == {str(sorted(missing[1]))}
        listeners.revoke(show, "ann")
        assert ask(port, f"/brief/t/{token}/feed.xml")[0] == 404
    text = "\n".join(logged(show))
    assert '"GET /t/ann/feed.xml HTTP/1.1" 200' in text
    assert token not in text
    assert wrong not in text


@contextmanager
def running_private(show: Show) -> Iterator[tuple[subprocess.Popen[str], int]]:
    with subprocess.Popen([sys.executable, "-c", PROGRAM, show.root], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        match = re.search(r":(\d+)/", process.stdout.readline())
        assert match
        yield process, int(match[1])
        process.terminate()
        assert process.wait(timeout=20) == 0


def test_a_new_feed_goes_live_at_once_and_whole(show: Show, studio: Studio) -> None:
    with running(show) as (_, port):
        seen = set()
        for title in ("One", "Two", "Three"):
            publish(studio.show(base_url="https://news.example.org/", title=title))
            for coding in ("identity", "gzip"):
                _, headers, body = ask(port, "/feed.xml", Accept_Encoding=coding)
                seen.add(headers["etag"])
                if coding == "identity":
                    assert f"<title>{title}</title>".encode() in body
                    assert body == (show.feed / "feed.xml").read_bytes()
        assert len(seen) == 6


def test_an_old_compressed_form_is_never_sent_for_a_new_text(show: Show) -> None:
    with running(show) as (_, port):
        assert ask(port, "/feed.xml", Accept_Encoding="gzip")[1]["content-encoding"] == "gzip"
        (show.feed / "index.html").replace(show.feed / "feed.xml")  # not by daycast, and without its forms
        _, headers, body = ask(port, "/feed.xml", Accept_Encoding="gzip, br")
        assert "content-encoding" not in headers
        assert b"<html" in body
