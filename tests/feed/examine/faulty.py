"""A server on this machine that hands out files as it should, or with faults."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TYPES = {"xml": "application/rss+xml; charset=utf-8", "mp3": "audio/mpeg", "jpg": "image/jpeg", "png": "image/png",
         "vtt": "text/vtt", "json": "application/json+chapters"}  # fmt: skip


@dataclass
class Site:
    """Files by path; `faults` by path: `no head`, `no range`, `no length`, `loop`, `moved`, `slow`, `broken`, `500`."""

    url: str
    files: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    free: threading.Event = field(default_factory=threading.Event)


@contextmanager
def serving() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, *, body: bool) -> None:
            site.asked.append((self.command, self.path, self.headers.get("Range", "")))
            fault, data = site.faults.get(self.path, ""), site.files.get(self.path)
            ending = self.path.rpartition(".")[2]
            headers = {"Content-Type": site.types.get(self.path, TYPES.get(ending, "text/plain")),
                       "Access-Control-Allow-Origin": "*", "ETag": '"1"'}  # fmt: skip
            status = 200
            if fault in ("loop", "moved"):
                status, data = 302, b""
                headers["Location"] = self.path if fault == "loop" else self.path.replace("/moved", "")
            elif data is None or fault == "500" or (fault == "no head" and not body):
                status, data = (404 if data is None else 500 if fault == "500" else 405), b""
            elif fault == "slow":
                site.free.wait(10)
            elif self.headers.get("If-None-Match") == '"1"':
                status, data = 304, b""
            elif ending == "xml":
                data, headers["Content-Encoding"] = gzip.compress(data, mtime=0), "gzip"
            elif (told := self.headers.get("Range")) and fault != "no range":
                first, last = told.removeprefix("bytes=").split("-")
                part = data[int(first) : int(last) + 1]
                status, headers["Content-Range"] = 206, f"bytes {first}-{int(first) + len(part) - 1}/{len(data)}"
                data = part
            self.send_response(status)
            if fault != "no length":
                headers["Content-Length"] = str(len(data) + 1000 * (fault == "broken"))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if body:
                self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_port}/")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield site
    finally:
        site.free.set()
        server.shutdown()
        server.server_close()
