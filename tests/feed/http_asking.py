"""Asks a running server over a real socket, and whether it answers as a row of the table says."""

from __future__ import annotations

import http.client
import re
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from http_table import Row


class Server:
    """A running server: its name, its port, its process, and how to ask it."""

    def __init__(self, name: str, port: int, process: int) -> None:
        self.name, self.port, self.process = name, port, process

    def ask(self, method: str, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": "news.example.org", **headers}.items():
            connection.putheader(name, value)
        connection.endheaders()
        got = connection.getresponse()
        body = got.read()
        connection.close()
        pairs = {(name.lower(), value) for name, value in got.getheaders()}
        assert len(pairs) == len({name for name, _ in pairs}), pairs  # none twice with two values
        return got.status, {name.lower(): value for name, value in got.getheaders()}, body

    def tell(self, sent: bytes) -> bytes:
        """The beginning of what comes back for these very bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(sent)
            return connection.recv(65536)


def holds(server: Server, row: Row, under: str = "") -> None:
    """Asks what the row asks, below the path `under`, which is a listener's own where there is one."""
    path = under + row.path.partition("?")[0]
    _, plain, _ = server.ask("GET", path, {})

    def filled(text: str) -> str:
        for name in ("etag", "last-modified"):
            text = text.replace(f"{{{name}}}", plain.get(name, "")).replace(
                re.escape(f"{{{name}}}"), re.escape(plain.get(name, ""))
            )
        return text

    asked = {name: filled(value) for name, value in row.headers.items()}
    status, headers, body = server.ask(row.method, under + row.path, asked)
    differs = server.name == "nginx" and row.nginx is not None
    assert status == (row.nginx if differs else row.status), headers
    if not differs:
        for name, pattern in row.gets.items():
            value = headers.get(name.lower())
            expected = pattern and filled(pattern)
            if expected and under:
                expected = expected.replace("public, ", "private, ")
            assert (value is not None and re.fullmatch(expected, value)) if expected else value is None, name
        if row.body is not None:
            assert body == row.body
    assert b"secret" not in body
    if row.method == "HEAD":
        assert body == b""
