"""The set-ups that daycast prints for other servers."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
from typing import TYPE_CHECKING

import pytest
from feed_studio import SETTINGS
from typer.testing import CliRunner

from daycast.cli import app
from daycast.errors import DaycastError
from daycast.feed.fronts import config

if TYPE_CHECKING:
    from pathlib import Path

    from feed_studio import Studio

SHOWS = {
    "public": {"base_url": "https://news.example.org/"},
    "under a path": {"base_url": "https://news.example.org:8443/my%20show/"},
    "plain http": {"base_url": "http://news.example.org/"},
    "local": {"base_url": SETTINGS["base_url"]},
    "a private edition": {
        "base_url": "https://news.example.org/brief/",
        "editions": "{inner: {access: token}, weekly: {}}",
    },
    "private": {"base_url": "https://news.example.org/brief/", "access": "token"},
}


@pytest.mark.parametrize("settings", SHOWS.values(), ids=SHOWS)
def test_nginx_takes_the_set_up(studio: Studio, tmp_path: Path, settings: dict[str, str]) -> None:
    if not shutil.which("nginx"):
        pytest.skip("nginx is not installed")
    show = studio.show(**settings)
    show.feed.mkdir()
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=a",
        "-keyout",
        key,
        "-out",
        cert,
    ]
    assert subprocess.run(command, capture_output=True).returncode == 0
    text = config(show, "nginx", tls=(cert, key))
    (tmp_path / "site.conf").write_text(text.replace("brotli_static on;", ""))  # the module may be missing
    folders = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; events {{}} http {{ {folders} include {tmp_path}/site.conf; }}"
    )
    checked = subprocess.run(
        ["nginx", "-t", "-c", tmp_path / "nginx.conf", "-e", tmp_path / "errors"], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stderr
    assert f"server_name {'_' if 'localhost' in settings['base_url'] else 'news.example.org'};" in text


ASTRAY = ["/inner/t/{}/", "//inner/t/{}/", "/t/{}/", "/brief/inner/t/{}/x", "/x%2ft%2F{}", "/x.html?at=/t/{}"]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_nginx_writes_no_token_of_a_private_edition_down(studio: Studio, tmp_path: Path) -> None:
    show = studio.show(base_url="http://localhost/brief/", editions="{inner: {access: token}}")
    show.feed.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    text = config(show, "nginx").replace("listen 80;", f"listen 127.0.0.1:{port};").replace("listen [::]:80;", "")
    (tmp_path / "site.conf").write_text(text.replace("brotli_static on;", ""))
    folders = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid {tmp_path}/pid; events {{}} http {{ {folders} include {tmp_path}/site.conf; }}"
    )
    token = "0123456789abcdefghjkmnpqrs"
    with subprocess.Popen(["nginx", "-c", tmp_path / "nginx.conf", "-e", tmp_path / "errors"]) as nginx:
        try:
            for method in ("GET", "OPTIONS", "POST"):
                for path in (*ASTRAY, "/plain"):
                    _ask(port, method, path.format(token), {"Referer": f"http://localhost/brief{path.format(token)}"})
        finally:
            nginx.terminate()
    log = (show.feed / ".access.log").read_text()
    assert log.count("/plain HTTP") == 3
    assert token not in log + (tmp_path / "errors").read_text()


def _ask(port: int, method: str, path: str, headers: dict[str, str]) -> None:
    """One request, once the server takes it."""
    while True:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            line.request(method, path, headers=headers)
            line.getresponse().read()
            return
        except ConnectionRefusedError:
            continue
        finally:
            line.close()


@pytest.mark.parametrize("settings", SHOWS.values(), ids=SHOWS)
def test_caddy_takes_the_set_up(studio: Studio, tmp_path: Path, settings: dict[str, str]) -> None:
    if not shutil.which("caddy"):
        pytest.skip("caddy is not installed")
    (tmp_path / "Caddyfile").write_text(config(studio.show(**settings), "caddy"))
    checked = subprocess.run(
        ["caddy", "validate", "--adapter", "caddyfile", "--config", tmp_path / "Caddyfile"],
        capture_output=True,
        text=True,
        env={"HOME": str(tmp_path)},
    )
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("front", ["nginx", "caddy"])
def test_a_private_show_is_passed_on_and_its_addresses_are_not_logged(studio: Studio, front: str) -> None:
    text = config(studio.show(**SHOWS["private"]), front)  # type: ignore[arg-type]
    assert "127.0.0.1:8642" in text
    assert str(studio.root / "feed") not in text
    assert "access_log off;" in text if front == "nginx" else "log {" not in text


def test_a_path_that_would_change_the_set_up_is_refused(studio: Studio) -> None:
    show = studio.show(base_url="https://news.example.org/a$b/")
    with pytest.raises(DaycastError, match=r"a\$b: nginx cannot be told"):
        config(show, "nginx")


@pytest.mark.parametrize(("front", "word"), [("nginx", "brotli_static on;"), ("caddy", "precompressed br gzip")])
def test_the_command_prints_the_set_up_and_serves_nothing(studio: Studio, front: str, word: str) -> None:
    studio.show(base_url="https://news.example.org/")
    done = CliRunner().invoke(app, ["serve", "--print-config", front, "--show", str(studio.root)])
    assert done.exit_code == 0
    assert word in done.stdout
    assert str((studio.root / "feed").resolve()) in done.stdout


def test_a_certificate_without_its_key_is_told(studio: Studio) -> None:
    studio.show()
    done = CliRunner().invoke(app, ["serve", "--cert", "cert.pem", "--show", str(studio.root)])
    assert isinstance(done.exception, DaycastError)
    assert "--cert FILE --key FILE" in str(done.exception)
