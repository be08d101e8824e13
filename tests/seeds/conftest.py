"""A site on this machine to gather from."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from gather_site import Reply, Site


@pytest.fixture(scope="session")
def _server() -> Iterator[tuple[ThreadingHTTPServer, Site]]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            reply = site.replies.get(self.path, Reply(status=404))
            reply = reply if isinstance(reply, Reply) else reply(self.headers)
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server, site
    server.shutdown()
    server.server_close()


@pytest.fixture
def site(_server: tuple[ThreadingHTTPServer, Site]) -> Site:
    """A site that has nothing yet."""
    _server[1].replies.clear()
    _server[1].asked.clear()
    return _server[1]
