"""An S3 server on the loopback interface, one before it that makes trouble, and buckets that are watched."""

from __future__ import annotations

import http.client
import itertools
import logging
import os
import threading
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from daycast.bucket import Bucket
from daycast.store_settings import InBucket

_numbers = itertools.count()
os.environ.setdefault("AWS_EC2_METADATA_DISABLED", "true")


class DeathError(BaseException):
    """The end of a process, as far as one can have it in a test: nothing is asked of the store any more."""


class WatchedBucket(Bucket):
    """A bucket that tells of every request, before and after it: `watch(number, what, done)`."""

    def __init__(
        self, place: InBucket, watch: Callable[[int, str, bool], object] = lambda number, what, done: None
    ) -> None:
        super().__init__(place, retries=1)
        self.asked: list[str] = []
        self._watch = watch
        self._dead = False

    def _ask(self, ask: Callable[[], Any], what: str) -> Any:
        if self._dead:
            raise DeathError
        number = len(self.asked)
        self.asked.append(what)
        try:
            self._watch(number, what, False)
            answer = super()._ask(ask, what)
            self._watch(number, what, True)
        except DeathError:
            self._dead = True
            raise
        return answer


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
def bucket(server: str, keys: None) -> str:
    """The name of an empty bucket of the server's."""
    name = f"bucket-{next(_numbers)}"
    urllib.request.urlopen(urllib.request.Request(f"{server}/{name}", method="PUT")).close()
    return name


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
