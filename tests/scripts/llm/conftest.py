"""A language model's server on this machine: the real protocol, and answers that a test has put there."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import stamina
from model_server import ModelServer, Reply


class _Listening(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that leaves early is no news."""


@pytest.fixture(scope="session")
def _listening() -> Iterator[tuple[ThreadingHTTPServer, list[ModelServer]]]:
    current: list[ModelServer] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            self.reply(current[-1].lists())

        def do_POST(self) -> None:
            body: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.reply(current[-1].answer(body, dict(self.headers)))

        def reply(self, reply: Reply) -> None:
            data = b"".join(reply.chunks)
            if reply.hangs:
                self.close_connection = current[-1].waited.wait(5)
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data) + (1 if reply.cut else 0)))
            self.end_headers()
            self.wfile.write(data)
            self.close_connection = self.close_connection or reply.cut

    server = _Listening(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server, current
    server.shutdown()
    server.server_close()


@pytest.fixture
def model(_listening: tuple[ThreadingHTTPServer, list[ModelServer]]) -> Iterator[ModelServer]:
    """The server, with nothing to say yet; without waiting between attempts."""
    listening, current = _listening
    server = ModelServer(f"http://127.0.0.1:{listening.server_port}/v1")
    current.append(server)
    with stamina.set_testing(True, attempts=3):
        yield server
    server.waited.set()
    current.remove(server)
