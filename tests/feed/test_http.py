"""One table, asked of two servers over real sockets."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from feed_studio import Studio
from http_asking import Server, holds
from http_table import AUDIO, MP3, ROWS, TYPES, Row

from daycast.feed.fronts import config
from daycast.feed.publish import publish
from daycast.feed.serve import listen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from daycast.show import Show

pytestmark = pytest.mark.slow

PROGRAM = """
import sys
from pathlib import Path
from daycast.feed.serve import serve
serve(Path(sys.argv[1]), "127.0.0.1", 0, lambda found: print(*found[0].addresses, flush=True))
"""
NGINX = """
{user}pid {root}/nginx.pid;
error_log {root}/nginx-errors;
include /etc/nginx/modules-enabled/*.conf;
events {{}}
http {{
    client_body_temp_path {root}/body; proxy_temp_path {root}/proxy; fastcgi_temp_path {root}/fastcgi;
    uwsgi_temp_path {root}/uwsgi; scgi_temp_path {root}/scgi;
    include {root}/site.conf;
}}
"""


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Show:
    """A published show beside things that must never be served."""
    with listen("127.0.0.1", 0, "serve") as free:
        port = free.getsockname()[1]
    studio = Studio(tmp_path_factory.mktemp("show"))
    show = studio.show(base_url=f"http://news.example.org:{port}/show/")
    studio.render(show, audio=AUDIO)
    folder = show.root / "episodes" / "2026-06-23"
    (folder / "transcript.vtt").write_text("WEBVTT\n\n" + "00:00.000 --> 00:01.000\nWords.\n\n" * 50)
    (folder / "transcript.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nWords.\n\n" * 50)
    (folder / "transcript.json").write_text('{"version": "1.0.0", "segments": []}')
    publish(show)
    (show.root / "secret.txt").write_text("secret", "utf-8")
    (show.feed / "README.md").write_text("secret", "utf-8")
    (show.feed / "link.txt").symlink_to(show.root / "secret.txt")
    (show.feed / "folder-link").symlink_to(show.root)
    (show.feed / "loop").symlink_to(show.feed / "loop")
    (show.feed / "empty").mkdir()
    (show.feed / ".hidden").mkdir()
    (show.feed / ".hidden" / "x.txt").write_text("secret", "utf-8")
    return show


@contextmanager
def daycast(show: Show) -> Iterator[Server]:
    with subprocess.Popen([sys.executable, "-c", PROGRAM, show.root], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        match = re.search(r":(\d+)/", process.stdout.readline())
        assert match
        yield Server("daycast", int(match[1]), process.pid)
        process.terminate()
        assert process.wait(timeout=20) == 0


@contextmanager
def nginx(show: Show, folder: Path) -> Iterator[Server]:
    if not shutil.which("nginx"):
        pytest.skip("nginx is not installed")
    text = config(show, "nginx")
    if not any(os.scandir("/etc/nginx/modules-enabled")):
        pytest.skip("nginx has no module for Brotli: install libnginx-mod-http-brotli-static")
    (folder / "site.conf").write_text(text)
    user = "user root;\n" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(NGINX.format(root=folder, user=user))
    command = ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx-errors")]
    subprocess.run(command, check=True)
    try:
        port = urlsplit(show.base_url).port
        assert port
        yield Server("nginx", port, int((folder / "nginx.pid").read_text()))
    finally:
        subprocess.run([*command, "-s", "stop"], check=True)


@pytest.fixture(scope="module", params=["daycast", "nginx"])
def server(request: pytest.FixtureRequest, show: Show, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with ExitStack() as stack:
        if request.param == "daycast":
            yield stack.enter_context(daycast(show))
        else:
            yield stack.enter_context(nginx(show, tmp_path_factory.mktemp("nginx")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.says}"[:90])
def test_every_row_of_the_table_holds(server: Server, row: Row) -> None:
    holds(server, row)


@pytest.mark.parametrize("path", [path for path, _, _ in TYPES])
@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_head_says_what_get_says(server: Server, path: str, coding: str) -> None:
    status, got, body = server.ask("GET", path, {"Accept-Encoding": coding})
    assert (status, int(got["content-length"])) == (200, len(body))
    status, head, body = server.ask("HEAD", path, {"Accept-Encoding": coding})
    assert (status, body) == (200, b"")
    assert {**head, "date": ""} == {**got, "date": ""}


@pytest.mark.parametrize("path", ["/feed.xml", "/", "/2026-06-23/chapters.json", MP3])
def test_each_coding_has_a_tag_of_its_own_by_which_it_is_known_again(server: Server, path: str) -> None:
    tags = {}
    for coding in ("identity", "gzip", "br"):
        _, headers, _ = server.ask("GET", path, {"Accept-Encoding": coding})
        tags[headers.get("content-encoding", "identity")] = headers["etag"]
        asked = {"Accept-Encoding": coding, "If-None-Match": headers["etag"]}
        status, again, _ = server.ask("GET", path, asked)
        assert (status, again["etag"], again.get("vary")) == (304, headers["etag"], headers.get("vary"))
    assert len(set(tags.values())) == len(tags)


@pytest.mark.parametrize(
    ("says", "sent", "statuses"),
    [
        ("no host", b"GET /feed.xml HTTP/1.1\r\n\r\n", {400}),
        ("two hosts", b"GET /feed.xml HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", {400}),
        ("a host that is none", b"GET /feed.xml HTTP/1.1\r\nHost: a b\r\n\r\n", {400}),
        (
            "a length and chunks",
            b"GET /feed.xml HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            {400},
        ),
        ("two lengths", b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", {400}),
        ("a space before the colon", b"GET /feed.xml HTTP/1.1\r\nHost : a\r\n\r\n", {400}),
        ("a long header", b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 70000 + b"\r\n\r\n", {400, 431}),
        ("a long address", b"GET /" + b"x" * 70000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", {400, 414, 431}),
        ("too much in all", b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 20000 + b"\r\n", {400, 431}),
        ("nonsense", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", {400}),
        ("an old client needs no host", b"GET /feed.xml HTTP/1.0\r\n\r\n", {200}),
        ("the address in full", b"GET http://a/feed.xml HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", {200}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_sound_request_is_refused(server: Server, says: str, sent: bytes, statuses: set[int]) -> None:
    try:
        got = server.tell(sent)
    except (ConnectionResetError, BrokenPipeError):  # it heard enough before we had said all
        assert 400 in statuses
        return
    assert int(got[9:12]) in statuses, got[:200]


def test_a_kept_connection_answers_one_request_after_the_other(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    for path, status in (("/feed.xml", 200), ("/nothing", 404), (MP3, 200), ("/feed.xml", 200)):
        connection.request("GET", path, headers={"Host": "news.example.org"})
        got = connection.getresponse()
        got.read()
        assert got.status == status
    connection.close()


def test_the_site_is_also_found_under_the_path_of_its_address(server: Server) -> None:
    assert server.ask("GET", "/show/feed.xml", {})[2] == server.ask("GET", "/feed.xml", {})[2]
    assert server.ask("GET", "/show/2026-06-23/", {})[0] == 200
    assert server.ask("GET", "/show", {})[0] == 301
    assert server.ask("GET", "/show/../secret.txt", {})[0] in (400, 404)


@contextmanager
def caddy(show: Show, folder: Path) -> Iterator[Server]:
    if not shutil.which("caddy"):
        pytest.skip("caddy is not installed")
    (folder / "Caddyfile").write_text("{\nadmin off\nauto_https off\n}\n" + config(show, "caddy"))
    environment = {**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    options = ["--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    subprocess.run(["caddy", "validate", *options], check=True, env=environment, capture_output=True)
    port = urlsplit(show.base_url).port
    assert port
    with subprocess.Popen(["caddy", "run", *options], env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        next(line for line in process.stderr if "serving initial configuration" in line)
        yield Server("caddy", port, process.pid)
        process.terminate()
        process.communicate(timeout=20)


def test_caddy_hands_out_the_same_with_the_set_up_that_daycast_prints(
    show: Show, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    with listen("127.0.0.1", 0, "serve") as free:
        port = free.getsockname()[1]  # the other may be nginx's still
    with caddy(show.model_copy(update={"base_url": f"http://news.example.org:{port}/show/"}), tmp_path) as server:
        for path, kind, gets in TYPES:
            with subtests.test(path):
                status, headers, _ = server.ask("GET", path, {"Accept-Encoding": "br"})
                assert (status, headers["content-type"]) == (200, kind)
                for name in ("Access-Control-Allow-Origin", "Cache-Control", "Content-Security-Policy"):
                    value, pattern = headers.get(name.lower()), gets.get(name)
                    assert re.fullmatch(pattern, value or "") if pattern else value is None, name
                tag = {"Accept-Encoding": "br", "If-None-Match": headers["etag"]}
                assert server.ask("GET", path, tag)[0] == 304
        for row in ROWS:
            if row.status in (404, 405) and row.path not in (
                "/link.txt",
                "/folder-link/secret.txt",
            ):  # it follows links
                with subtests.test(f"{row.method} {row.says}"):
                    status, headers, body = server.ask(row.method, row.path, {})
                    assert status in (row.status, row.nginx) or row.path in OTHERWISE
                    assert b"secret" not in body
                    assert headers.get("cache-control") == "no-store" or row.path in OTHERWISE
        assert server.ask("GET", MP3, {"Range": "bytes=0-9"})[2] == AUDIO[:10]
        assert server.ask("GET", "/feed.xml", {"Accept-Encoding": "br"})[1]["content-encoding"] == "br"
        assert server.ask("GET", "/show/feed.xml", {})[0] == 200
        assert server.ask("GET", "/show", {})[0] == 301
        assert server.ask("OPTIONS", "/feed.xml", {})[1]["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


# Caddy tidies the first three, cannot open the others, and gives nothing away with either.
OTHERWISE = ("//feed.xml", "/2026-06-23//index.html", "/2026-06-23/%2e%2e/feed.xml", "/loop", "/feed.xml%00")
