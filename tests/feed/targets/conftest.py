from __future__ import annotations

import http.client
import itertools
import logging
import threading
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from stores import Copy, Store

_numbers = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A real S3 server on the loopback interface."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a secret")
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def store(server: str, keys: None) -> Store:
    """An empty bucket."""
    name = f"bucket-{next(_numbers)}"
    urllib.request.urlopen(urllib.request.Request(f"{server}/{name}", method="PUT")).close()
    return Store(server, name)


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[str], Copy]:
    """Copies of a show, by name."""
    return lambda name: Copy(tmp_path / name)


@pytest.fixture
def between() -> Iterator[Callable[..., str]]:
    """A server before the real one, which treats every request as it is told.

    `between(server, drops="If-Match")` leaves a header out, `busy=True` answers the first time with 503, and
    `lost=True` has the first one done and hangs up without an answer.
    """
    running: list[ThreadingHTTPServer] = []

    def start(behind: str, *, drops: str = "", busy: bool = False, lost: bool = False) -> str:
        seen: set[str] = set()

        class Between(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                is_first = self.requestline not in seen
                seen.add(self.requestline)
                if busy and is_first:
                    return self.answer(503, [], b"")
                kept = {name: value for name, value in self.headers.items() if name.lower() != drops.lower()}
                connection = http.client.HTTPConnection(behind.removeprefix("http://"))
                connection.request(self.command, self.path, body, kept)
                answer = connection.getresponse()
                data = answer.read()
                connection.close()
                if lost and is_first:
                    self.close_connection = True
                    return None
                return self.answer(answer.status, answer.getheaders(), data)

            def answer(self, status: int, headers: list[tuple[str, str]], data: bytes) -> None:
                self.send_response(status)
                for name, value in headers:
                    if name.lower() not in ("connection", "date", "server", "transfer-encoding", "content-length"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data if self.command != "HEAD" else b"")

            do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = do

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Between)
        running.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()
