"""The logs of other servers, written by them."""

from __future__ import annotations

import getpass
import http.client
import shutil
import socket
import subprocess
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from log_lines import ENOUGH, FILE, count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

COMBINED = '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" '
NGINX = """\
daemon off;
user {user};
pid {folder}/pid;
error_log {folder}/errors.log;
events {{}}
http {{
  log_format ranged '{combined}"$http_user_agent" "$http_range"';
  access_log {folder}/combined.log combined;
  access_log {folder}/ranged.log ranged;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}/feed; }}
}}
"""
CADDY = """\
{{
  admin off
}}
http://127.0.0.1:{port} {{
  root * {folder}/feed
  file_server
  log {{
    output file {folder}/caddy.log
  }}
}}
"""
ALL = {"other": 1, "unanswered": 1, "robot": 1, "probe": 1}


@contextmanager
def serving(folder: Path, command: list[str], settings: str) -> Iterator[int]:
    """The port at which another server serves `folder`/feed until the block ends."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    (folder / "settings").write_text(
        settings.format(folder=folder, port=port, combined=COMBINED, user=getpass.getuser())
    )
    with ExitStack() as stack:
        server = stack.enter_context(subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL))
        stack.callback(server.terminate)
        wait_for(port, server)
        yield port


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Until the server takes connections."""
    while server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            continue
        return
    pytest.fail("the server did not start")


def listen(port: int) -> None:
    """What apps do, in one connection each."""
    first = f"bytes=0-{ENOUGH // 2 - 1}"
    for method, path, agent, span in (
        ("GET", FILE, "AntennaPod/3", ""),
        ("GET", FILE, "AntennaPod/3", "bytes=0-1"),
        ("HEAD", FILE, "AntennaPod/3", ""),
        ("GET", FILE, "abot/1", ""),
        ("GET", "feed.xml", "AntennaPod/3", ""),
        ("GET", FILE, "Overcast/1", first),
        ("GET", FILE, "Overcast/1", f"bytes={ENOUGH // 2}-"),
        ("GET", FILE, 'Again "and" again/1', first),
        ("GET", FILE, 'Again "and" again/1', first),
    ):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            connection.request(method, f"/{path}", headers={"User-Agent": agent} | ({"Range": span} if span else {}))
            connection.getresponse().read()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "feed" / "2026-06-22").mkdir(parents=True)
    (tmp_path / "feed" / FILE).write_bytes(bytes(2 * ENOUGH))
    (tmp_path / "feed" / "feed.xml").write_text("<rss/>")
    return tmp_path


def apps(log: Path) -> tuple[dict[str, int], dict[str, int]]:
    counted = count(log.read_text().splitlines())
    return {key.app: many for key, many in counted.downloads.items()}, dict(counted.left_out)


@pytest.mark.skipif(shutil.which("nginx") is None, reason="needs nginx")
def test_nginxs_log_is_counted_with_the_range_and_without(folder: Path) -> None:
    with serving(folder, ["nginx", "-c", str(folder / "settings"), "-e", str(folder / "errors.log")], NGINX) as port:
        listen(port)
    again = r"Again \x22and\x22 again"
    assert apps(folder / "combined.log") == ({"AntennaPod": 1, "Overcast": 1, again: 1}, {**ALL, "joined": 2})
    assert apps(folder / "ranged.log") == ({"AntennaPod": 1, "Overcast": 1}, {**ALL, "joined": 1, "short": 2})


@pytest.mark.skipif(shutil.which("caddy") is None, reason="needs Caddy")
def test_caddys_log_is_counted_with_the_range(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    with serving(folder, ["caddy", "run", "--adapter", "caddyfile", "--config", "settings"], CADDY) as port:
        listen(port)
    assert apps(folder / "caddy.log") == ({"AntennaPod": 1, "Overcast": 1}, {**ALL, "joined": 1, "short": 2})
