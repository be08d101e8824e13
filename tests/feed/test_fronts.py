"""The set-ups that daycast prints for other servers."""

from __future__ import annotations

import shutil
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
