from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from daycast.errors import DaycastError
from daycast.feed.publish import publish
from daycast.feed.serve import addresses, qr, serve

if TYPE_CHECKING:
    from feed_studio import Studio

PROGRAM = """
import sys
from pathlib import Path
from daycast.feed.serve import serve
serve(Path(sys.argv[1]), "127.0.0.1", 0, lambda found: print(*found[0].addresses, flush=True))
print("closed")
"""


@pytest.mark.slow
def test_the_server_answers_at_the_address_it_announces_until_it_is_stopped(studio: Studio) -> None:
    show = studio.show()
    episode = studio.render(show)
    publish(show)
    with subprocess.Popen([sys.executable, "-c", PROGRAM, show.root], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        announced = server.stdout.readline()
        match = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/feed\.xml\n", announced)
        assert match
        connection = http.client.HTTPConnection("127.0.0.1", int(match[1]), timeout=10)
        connection.request("GET", "/feed.xml")
        feed = connection.getresponse()
        assert feed.status == 200
        assert f"http://127.0.0.1:{match[1]}/2026-06-23/2026-06-23.mp3".encode() in feed.read()
        connection.request("HEAD", "/2026-06-23/2026-06-23.mp3")
        head = connection.getresponse()
        assert (head.read(), head.headers["content-length"]) == (b"", str(episode.audio.bytes))
        connection.request("GET", "/2026-06-23/2026-06-23.mp3", headers={"Range": "bytes=0-1"})
        part = connection.getresponse()
        assert (part.status, part.read()) == (206, b"\xff\xfb")
        connection.putrequest("GET", "/../show.yaml", skip_host=False)
        connection.endheaders()
        assert connection.getresponse().status == 404
        connection.close()
        server.send_signal(signal.SIGINT)
        assert server.communicate(timeout=10)[0] == "closed\n"
        assert server.returncode == 0


def test_a_port_in_use_is_named_with_the_way_to_choose_another(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(DaycastError, match=rf"port {port} is taken.*\n.*--port") as caught:
            serve(show.root, "127.0.0.1", port, lambda _: None)
    assert caught.value.hint


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70000), ("203.0.113.1", 8642), ("no.such.invalid", 8642)])
def test_an_address_that_is_not_ours_is_an_error(studio: Studio, host: str, port: int) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    with pytest.raises(DaycastError, match="cannot be served"):
        serve(show.root, host, port, lambda _: None)


@pytest.mark.parametrize(
    ("path", "host", "found"),
    [
        ("/", "127.0.0.1", "http://127.0.0.1:9000/feed.xml"),
        ("/show/", "192.168.1.5", "http://192.168.1.5:9000/show/feed.xml"),
        ("/", "::1", "http://[::1]:9000/feed.xml"),
    ],
)
def test_one_address_is_told_for_one_host(path: str, host: str, found: str) -> None:
    assert addresses(host, 9000, path) == (found,)


def test_on_every_interface_this_machines_address_stands_before_the_networks() -> None:
    first, *others = addresses("0.0.0.0", 9000, "/")
    assert first == "http://localhost:9000/feed.xml"
    assert len(others) <= 1
    assert all(re.fullmatch(r"http://[\d.]+:9000/feed\.xml", other) for other in others)
    assert not any("127." in other for other in others)


def test_a_qr_code_is_a_square_of_half_blocks_in_fixed_colours() -> None:
    rows = qr("http://192.168.1.5:8642/feed.xml").splitlines()
    assert all(row.startswith("\x1b[97;40m") and row.endswith("\x1b[0m") for row in rows)
    widths = {len(row.removeprefix("\x1b[97;40m").removesuffix("\x1b[0m")) for row in rows}
    assert widths == {2 * len(rows) - 1}
