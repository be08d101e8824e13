"""From `daycast publish` to whoever waits: the target, the hubs, the Podping endpoint, the person's command."""

from __future__ import annotations

import json
import re
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import stamina
from feed_studio import Studio
from stores import Copy, Store
from typer.testing import CliRunner

from daycast.cli import app
from daycast.errors import DaycastError, ProblemsError
from daycast.feed.deliver import deliver, says
from daycast.feed.ledger import Entry, Ledger, save
from daycast.feed.targets.here import one_at_a_time
from daycast.show import Show, open_show

FEED_URL = "https://pod.example.org/feed.xml"
ONE, TWO = {"d01": b"one"}, {"d01": b"one", "d02": b"two"}
ANY = ["feed.xml"]


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    stamina.set_testing(True, attempts=3)
    yield
    stamina.set_testing(False)


@pytest.fixture
def publishing(show: Show) -> Callable[..., Show]:
    """The show with a `publish:`, and these episodes in `feed/`: `publishing({"hubs": […]}, d01=b"audio")`."""
    settings = (show.root / "show.yaml").read_text()

    def made(publish: dict[str, Any], base_url: str = "https://pod.example.org/", **held: bytes) -> Show:
        told = f"base_url: {base_url}\npublish: {json.dumps(publish)}\n"
        (show.root / "show.yaml").write_text(settings + told)
        Copy(show.root).holds(**held)
        return open_show(show.root)

    return made


@pytest.fixture
def listener() -> Iterator[tuple[str, list[tuple[str, str, str, str | None]], list[int]]]:
    """A server that takes note of what it is told, and answers with the next of some codes, else 204."""
    heard: list[tuple[str, str, str, str | None]] = []
    codes: list[int] = []

    class Ear(BaseHTTPRequestHandler):
        def do(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
            heard.append((self.command, self.path, body, self.headers["authorization"]))
            self.send_response(codes.pop(0) if codes else 204)
            self.end_headers()

        do_GET = do_POST = do

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, args=(0.01,)).start()
    yield f"http://127.0.0.1:{server.server_port}", heard, codes
    server.shutdown()
    server.server_close()


def test_without_settings_nothing_leaves_the_folder_and_nothing_is_remembered(publishing: Callable[..., Show]) -> None:
    show = publishing({}, **ONE)
    done = deliver(show, ANY)
    assert (done.where, done.told, done.problems) == ("", (), ())
    assert not (show.root / ".daycast").exists()


def test_a_folder_of_the_shows_choice_gets_what_is_published_and_no_state(publishing: Callable[..., Show]) -> None:
    show = publishing({"path": "www"}, **ONE)
    (show.feed / "README.md").write_text("not for listeners")
    (show.feed / "feed.xml.gz").write_bytes(b"packed")
    done = deliver(show, ANY)
    place = show.root / "www"
    there = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    assert there == {
        ".daycast/sent.json", "cover.jpg", "d01/chapters.json", "d01/d01.mp3", "d01/index.html", "feed.xml",
        "feed.xml.gz", "index.html",
    }  # fmt: skip
    assert says(done) == f"send      {show.root / 'www'} 7 files (0.0 MB), 0 there already"
    assert "0 files, 7 there already" in says(deliver(show, []))


def test_the_show_may_be_named_by_a_relative_path(
    publishing: Callable[..., Show], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(publishing({"path": "www"}, **ONE).root)
    assert len(deliver(open_show(Path()), ANY).outcome.sent) == 6
    assert Path("www/d01/d01.mp3").read_bytes() == b"one"


def test_an_episode_that_was_taken_back_goes_away_whoever_sent_it_and_whatever_lies_in_the_folder(
    publishing: Callable[..., Show],
) -> None:
    stays, goes = date(2026, 6, 22), date(2026, 6, 23)
    show = publishing({"path": "www"}, **{str(stays): b"one", str(goes): b"two"})
    deliver(show, ANY)
    (show.root / ".daycast" / "id").unlink()  # another copy
    entries = [
        Entry(day, f"of {day}", datetime(2026, 6, day.day, 6, tzinfo=UTC), gone=day == goes) for day in (stays, goes)
    ]
    save(show.feed, Ledger(show.base_url, "its own", {entry.date: entry for entry in entries}))
    (show.feed / "feed.xml").write_bytes(b"<rss/>")
    names = ("chapters.json", "index.html", f"{goes}.mp3")
    assert deliver(show, ANY).outcome.removed == tuple(f"{goes}/{name}" for name in names)
    assert not (show.root / "www" / str(goes)).exists()
    assert (show.root / "www" / str(stays) / f"{stays}.mp3").is_file()


@pytest.mark.slow
def test_a_bucket_gets_no_packed_files(publishing: Callable[..., Show], store: Store) -> None:
    show = publishing(store.target.model_dump(exclude_none=True), **ONE)
    (show.feed / "feed.xml.br").write_bytes(b"packed")
    done = deliver(show, ANY)
    assert done.where == f"s3://{store.target.bucket}/shows/brief"
    assert "feed.xml.br" not in store.names()
    assert store.get("feed.xml") == (show.feed / "feed.xml").read_bytes()


def test_a_feed_that_names_this_machine_goes_nowhere_else(publishing: Callable[..., Show]) -> None:
    show = publishing({"kind": "sftp", "to": "sftp://me@host/www"}, base_url="http://localhost:8642/", **ONE)
    with pytest.raises(DaycastError, match="base_url is http://localhost:8642/"):
        deliver(show, ANY)


def test_a_private_show_goes_to_no_place_that_asks_nobody(publishing: Callable[..., Show]) -> None:
    show = publishing({"path": "www"}, **ONE).model_copy(update={"access": "token"})
    with pytest.raises(DaycastError, match="would hand it out to everybody"):
        deliver(show, ANY)


def test_of_two_at_once_in_one_copy_the_second_is_told(publishing: Callable[..., Show]) -> None:
    show = publishing({"path": "www"}, **ONE)
    with one_at_a_time(show.root), pytest.raises(DaycastError, match="another daycast is publishing this show"):
        deliver(show, ANY)


def test_hubs_and_podping_hear_of_a_new_feed_once(
    publishing: Callable[..., Show], listener: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, heard, _ = listener
    monkeypatch.setenv("PODPING_TOKEN", "t0ken")
    show = publishing({"hubs": [f"{url}/hub"], "podping": f"{url}/ping"}, **ONE)
    done = deliver(show, ANY)
    assert (done.told, done.problems) == ((f"hub {url}/hub", f"podping {url}/ping"), ())
    quoted = "https%3A%2F%2Fpod.example.org%2Ffeed.xml"
    assert heard == [
        ("POST", "/hub", f"hub.mode=publish&hub.url={quoted}", None),
        ("GET", f"/ping?url={quoted}&reason=update&medium=podcast", "", "t0ken"),
    ]
    assert deliver(show, []).told == ()
    assert deliver(show, ["index.html"]).told == ()
    Copy(show.root).holds(**TWO)
    assert len(deliver(show, ANY).told) == 2
    assert len(heard) == 4


def test_a_publish_that_was_stopped_before_it_told_anybody_is_made_good(
    publishing: Callable[..., Show], listener: Any
) -> None:
    url, heard, _ = listener
    show = publishing({"hubs": [url], "path": "www"}, **ONE)
    deliver(show, ANY)
    heard.clear()
    Copy(show.root).holds(**TWO)
    (show.root / "www" / "feed.xml").write_bytes((show.feed / "feed.xml").read_bytes())
    assert deliver(show, []).told == (f"hub {url}",)


@pytest.mark.parametrize(
    ("codes", "asked", "fails"),
    [([], 1, False), ([503, 429], 3, False), ([503, 503, 503], 3, True), ([404], 1, True), ([301], 1, True)],
)
def test_a_hub_that_is_busy_is_asked_again_and_one_that_refuses_is_a_warning(
    publishing: Callable[..., Show], listener: Any, codes: list[int], asked: int, fails: bool
) -> None:
    url, heard, answers = listener
    answers.extend(codes)
    done = deliver(publishing({"hubs": [url]}, **ONE), ANY)
    assert len(heard) == asked
    assert [problem.warning for problem in done.problems] == ([True] if fails else [])
    assert bool(done.told) != fails
    if fails:
        assert f"hub {url}: answered {codes[-1]}" in done.problems[0].message


def test_nobody_is_told_of_an_address_that_only_this_machine_knows(
    publishing: Callable[..., Show], listener: Any
) -> None:
    url, heard, _ = listener
    done = deliver(publishing({"hubs": [url], "podping": url}, base_url="http://localhost:8642/", **ONE), ANY)
    assert (heard, done.told, len(done.problems)) == ([], (), 2)


def test_without_its_token_podping_is_not_asked(
    publishing: Callable[..., Show], listener: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, heard, _ = listener
    monkeypatch.delenv("PODPING_TOKEN", raising=False)
    done = deliver(publishing({"podping": url}, **ONE), ANY)
    assert heard == []
    assert "PODPING_TOKEN holds no token" in done.problems[0].message


def test_a_command_runs_without_a_shell_and_knows_the_feed(publishing: Callable[..., Show]) -> None:
    code = "import os, sys; open('told', 'w').write(repr((sys.argv[1:], os.environ['DAYCAST_FEED_URL'], os.getcwd())))"
    show = publishing({"after": [sys.executable, "-c", code, "$HOME; *"]}, **ONE)
    done = deliver(show, ANY)
    assert (done.told, done.problems) == ((f"after {sys.executable}",), ())
    expected = (["$HOME; *"], FEED_URL, str(show.root))
    assert (show.root / "told").read_text() == repr(expected)


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ([sys.executable, "-c", "import sys; sys.exit('no such zone')"], "exit code 1: no such zone"),
        (["no-such-program"], "cannot be run: No such file"),
    ],
)
def test_a_command_that_fails_is_a_warning(publishing: Callable[..., Show], command: list[str], says: str) -> None:
    done = deliver(publishing({"after": command}, **ONE), ANY)
    assert [problem.warning for problem in done.problems] == [True]
    assert says in done.problems[0].message


@pytest.mark.parametrize(
    ("publish", "says"),
    [
        ({"kind": "rsync", "to": "-e sh:/x"}, "write USER@HOST:FOLDER"),
        ({"kind": "rsync", "to": "-oProxyCommand=sh@host:/x"}, "write USER@HOST:FOLDER"),
        ({"kind": "rsync", "to": "host:-x"}, "write USER@HOST:FOLDER"),
        ({"kind": "rsync", "to": "./www"}, "write USER@HOST:FOLDER"),
        ({"kind": "rsync", "to": "me:secret@host:/x\n-e"}, "write USER@HOST:FOLDER"),
        ({"kind": "sftp", "to": "sftp://-oProxyCommand=sh/x"}, "write sftp://USER@HOST/FOLDER"),
        ({"kind": "sftp", "to": "sftp://me:secret@host/x"}, "write sftp://USER@HOST/FOLDER"),
        ({"kind": "github_pages", "remote": "--upload-pack=sh"}, "pattern"),
        ({"kind": "github_pages", "branch": "-f"}, "pattern"),
        ({"kind": "s3", "bucket": "b-1", "endpoint": "https://key:secret@store.example.org"}, "no key and no password"),
        ({"kind": "s3", "bucket": "b-1", "prefix": "a/../b"}, "write folders"),
        ({"kind": "s3", "bucket": "b-1", "secret_access_key": "x"}, "unknown key"),
        ({"hubs": ["hub.example.org"]}, "write a web address"),
        ({"kind": "ftp"}, "folder"),
    ],
)
def test_settings_that_cannot_be_right_are_told_with_their_line(
    publishing: Callable[..., Show], publish: dict[str, Any], says: str
) -> None:
    with pytest.raises(ProblemsError) as error:
        publishing(publish, **ONE)
    assert error.value.problems[0].line == 7
    assert says in str(error.value)


@pytest.mark.parametrize(
    "to", ["me@host:/srv/www", "host:www/show", "me@[::1]:/www", "rsync://host:8730/show/x", "/mnt/www"]
)
def test_rsync_takes_its_own_ways_to_write_a_place(publishing: Callable[..., Show], to: str) -> None:
    assert publishing({"kind": "rsync", "to": to}, **ONE).publish.to == f"{to}/"  # type: ignore[union-attr]


def test_a_profile_of_the_aws_tools_is_found_and_the_environment_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from daycast.credentials import found

    path = tmp_path / "credentials"
    path.write_text("[default]\naws_access_key_id = a\n[work]\naws_access_key_id = w\naws_secret_access_key = s%s\n")
    environ = {"AWS_SHARED_CREDENTIALS_FILE": str(path), "AWS_PROFILE": "work", "AWS_REGION": "eu-central-1"}
    keys = {"access_key_id": "w", "secret_access_key": "s%s"}
    assert found(environ, None, has_endpoint=False) == {"region": "eu-central-1", **keys}
    assert found(environ, "auto", has_endpoint=True) == {"region": "auto", **keys}
    assert found({**environ, "AWS_ACCESS_KEY_ID": "e"}, None, has_endpoint=True) == {"region": "eu-central-1"}
    with pytest.raises(DaycastError, match="there are no keys for the store"):
        found({"AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "none")}, None, has_endpoint=True)


@pytest.mark.slow
def test_the_command_builds_the_feed_sends_it_and_tells_what_went_where(
    tmp_path: Path, store: Store, listener: Any
) -> None:
    url, heard, _ = listener
    studio = Studio(tmp_path)
    target = json.dumps({**store.target.model_dump(exclude_none=True), "hubs": [url]})
    show = studio.show(base_url="https://pod.example.org/", publish=target)
    studio.render(show)
    first = CliRunner().invoke(app, ["publish", "--show", str(tmp_path)])
    assert first.exit_code == 0, first.output
    assert re.search(
        rf"^send      s3://{store.target.bucket}/shows/brief \d+ files \(0\.\d MB\), 0 there", first.output, re.M
    )
    assert f"told      hub {url}" in first.output
    again = CliRunner().invoke(app, ["publish", "--show", str(tmp_path)])
    assert re.search(r"^send      \S+ 0 files, \d+ there already$", again.output, re.M)
    assert len(heard) == 1
    assert "a secret" not in first.output + again.output
    assert named_in(store.get("feed.xml")) == {"2026-06-23/2026-06-23.mp3"} <= set(store.names())


def named_in(feed: bytes) -> set[str]:
    return {
        url.removeprefix("https://pod.example.org/") for url in re.findall(r'enclosure url="([^"]+)"', feed.decode())
    }


@pytest.mark.parametrize("path", [".", "..", "episodes", "episodes/site", "scripts", "feed/www", "listeners"])
def test_a_target_is_none_of_the_shows_own_folders(publishing: Callable[..., Show], path: str) -> None:
    show = publishing({"path": path}, **ONE)
    with pytest.raises(DaycastError, match="the show's own files stand there"):
        deliver(show, ANY)
