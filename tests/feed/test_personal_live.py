"""Listeners' own feeds over real sockets: nothing of them is a file, and nobody can tell."""

from __future__ import annotations

import http.client
import random
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import personal_studio
import pytest
from http_asking import Server, holds
from http_table import MP3, TYPES, rows
from personal_studio import DAY, NOON
from playwright.sync_api import sync_playwright
from test_clients import CLIENTS, played

from daycast import pressing
from daycast.feed import listeners
from daycast.feed.personal import day as days
from daycast.feed.personal.materialise import materialise
from daycast.feed.personal.told import Told

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
CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
]


class Listened:
    """A published briefing: its show, each listener's token, and where their files were written to."""

    def __init__(self, show: Show, tokens: dict[str, str], files: Path) -> None:
        self.show, self.tokens, self.files = show, tokens, files

    def under(self, name: str) -> str:
        return f"/briefing/t/{self.tokens[name]}"

    def audio(self, name: str) -> bytes:
        return (self.files / name / f"{DAY}" / f"{DAY}.mp3").read_bytes()


def published(root: Path, base_url: str, engine: str = "silence", stories: int = 6) -> Listened:
    show = personal_studio.make(root, base_url=base_url, engine=engine)
    tokens = {name: listeners.add(show, name, datetime(2026, 6, 1, tzinfo=UTC)) for name in ("anna", "ben", "cleo")}
    personal_studio.render(show, personal_studio.text(stories=stories))
    pressing.publish(show, NOON, tailor=personal_studio.some)
    files = root.with_name(f"{root.name}-files")
    materialise(show, files, "https://static.example.org/")
    return Listened(show, tokens, files)


@contextmanager
def served(show: Show) -> Iterator[Server]:
    with subprocess.Popen([sys.executable, "-c", PROGRAM, show.root], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        match = re.search(r":(\d+)/", process.stdout.readline())
        assert match
        try:
            yield Server("daycast", int(match[1]), process.pid)
        finally:
            process.terminate()
        assert process.wait(timeout=20) == 0


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Listened:
    """Three listeners of a show that the world can reach, beside things that must never be served."""
    made = published(tmp_path_factory.mktemp("shows") / "show", "https://news.example.org/")
    feed = made.show.feed
    (made.show.root / "secret.txt").write_text("secret", "utf-8")
    (feed / "README.md").write_text("secret", "utf-8")
    (feed / "link.txt").symlink_to(made.show.root / "secret.txt")
    (feed / "loop").symlink_to(feed / "loop")
    (feed / "empty").mkdir()
    return made


@pytest.fixture(scope="module")
def server(briefing: Listened) -> Iterator[Server]:
    with served(briefing.show) as running:
        yield running


def test_every_row_of_the_table_holds_for_a_listeners_episode(
    server: Server, briefing: Listened, subtests: pytest.Subtests
) -> None:
    for row in rows(briefing.audio("anna")):
        if row.path != "/healthz":
            with subtests.test(f"{row.method} {row.path} {row.says}"[:90]):
                holds(server, row, briefing.under("anna"))


@pytest.mark.parametrize("path", [path for path, _, _ in TYPES])
@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_head_says_what_get_says_of_a_listeners_things(
    server: Server, briefing: Listened, path: str, coding: str
) -> None:
    asked = briefing.under("ben") + path
    status, got, body = server.ask("GET", asked, {"Accept-Encoding": coding})
    assert (status, int(got["content-length"])) == (200, len(body))
    status, head, body = server.ask("HEAD", asked, {"Accept-Encoding": coding})
    assert (status, body) == (200, b"")
    assert {**head, "date": ""} == {**got, "date": ""}


def test_a_thousand_random_ranges_asked_side_by_side_are_those_of_the_written_files(
    server: Server, briefing: Listened
) -> None:
    luck = random.Random(7)
    files = {name: briefing.audio(name) for name in briefing.tokens}
    wanted = []
    for _ in range(1000):
        name = luck.choice([*files])
        first = luck.randrange(len(files[name]))
        wanted.append((name, first, min(len(files[name]) - 1, first + luck.choice((0, 99, 5_000, 400_000)))))

    def ask(share: int) -> list[tuple[str, int, int]]:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        wrong = []
        for name, first, last in wanted[share::8]:
            headers = {"Range": f"bytes={first}-{last}", "Host": "news.example.org"}
            connection.request("GET", briefing.under(name) + MP3, headers=headers)
            got = connection.getresponse()
            if (got.status, got.read()) != (206, files[name][first : last + 1]):
                wrong.append((name, first, last))
        connection.close()
        return wrong

    with ThreadPoolExecutor(8) as pool:
        assert [wrong for each in pool.map(ask, range(8)) for wrong in each] == []


def test_two_listeners_hear_different_episodes_made_of_the_same_takes(server: Server, briefing: Listened) -> None:
    feeds = {name: server.ask("GET", briefing.under(name) + "/feed.xml", {})[2].decode() for name in briefing.tokens}
    guids = [guid for text in feeds.values() for guid in re.findall(r"<(?:podcast:)?guid[^>]*>([^<]+)</", text)]
    assert len(guids) == len(set(guids)) == 2 * 3  # each feed's and each episode's
    assert len({briefing.audio(name) for name in briefing.tokens}) == 3
    for name, token in briefing.tokens.items():
        assert f"https://news.example.org/briefing/t/{token}{MP3}" in feeds[name]
        assert not any(other in feeds[name] for other in briefing.tokens.values() if other != token)
    spoken = len(list((briefing.show.voice / ".takes").rglob("*.take")))
    assert spoken == 6 * 3 + 3  # each line of the day's script once, and the sound


def test_the_page_says_why_each_story_is_there(server: Server, briefing: Listened) -> None:
    page = server.ask("GET", briefing.under("anna") + "/2026-06-23/", {})[2].decode()
    reasons = re.findall(r'Why this is here:</span> <span dir="auto">anna follows ([^<]+)<', page)
    assert reasons
    assert [title for title in re.findall(r'<h3 dir="auto">([^<]+)</h3>', page) if title in reasons] == reasons


def test_whoever_has_no_address_gets_nothing_and_no_token_is_written_down(server: Server, briefing: Listened) -> None:
    wrong = briefing.tokens["anna"][::-1]
    missing = server.ask("GET", f"{briefing.under('anna')}/nothing", {})
    for path in ("/", "/feed.xml", f"/briefing{MP3}", f"/briefing/t/{wrong}/feed.xml", f"/t/{wrong}{MP3}", "/t/anna/"):
        status, headers, body = server.ask("GET", path, {})
        assert (status, body, sorted(headers)) == (404, missing[2], sorted(missing[1]))


def test_a_listener_who_is_revoked_gets_a_404_from_the_next_request_on(tmp_path: Path) -> None:
    made = published(tmp_path / "show", "https://news.example.org/", stories=2)
    with served(made.show) as running:
        paths = [made.under("cleo") + path for path in ("/feed.xml", MP3, "/2026-06-23/", "/style.css")]
        assert {running.ask("GET", path, {})[0] for path in paths} == {200}
        listeners.revoke(made.show, "cleo")
        assert {running.ask("GET", path, {})[0] for path in paths} == {404}
        assert running.ask("GET", made.under("anna") + MP3, {"Range": "bytes=0-2"})[2] == b"ID3"
    log = (made.show.feed / ".access.log").read_text()
    assert '"GET /t/cleo/feed.xml HTTP/1.1" 200' in log
    assert not any(token in log for token in made.tokens.values())


def test_a_take_that_has_gone_is_a_clean_error_until_publish_speaks_it_again(tmp_path: Path) -> None:
    made = published(tmp_path / "show", "https://news.example.org/", stories=2)
    store = made.show.voice / ".takes"
    for take in store.rglob("*.take"):
        take.unlink()
    asked = made.under("anna") + MP3
    with served(made.show) as running:
        assert running.ask("HEAD", asked, {})[0] == 200
        status, headers, body = running.ask("GET", asked, {})
        assert (status, headers["cache-control"], body) == (503, "no-store", b"Service Unavailable\n")
        done = pressing.publish(made.show, NOON, tailor=personal_studio.some)
        assert (done.mended, done.episodes, done.problems) == (9, 0, ())
        assert running.ask("GET", asked, {})[2] == made.audio("anna")


@pytest.mark.skipif(not shutil.which("gpo"), reason="gpo is not installed")
def test_a_client_subscribes_to_a_listeners_feed_and_gets_the_bytes_of_the_written_file(
    tmp_path: Path, humming: str
) -> None:
    made = published(tmp_path / "show", "http://localhost:8642/", engine=humming)
    home = tmp_path / "home"
    home.mkdir()
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm", "no_proxy": "*"}
    with served(made.show) as running:
        feed = f"http://127.0.0.1:{running.port}{made.under('ben')}/feed.xml"
        library = CLIENTS["gpo"](feed, home, environment)
    (downloaded,) = library.rglob("*.mp3")
    assert downloaded.read_bytes() == made.audio("ben")
    assert played(downloaded) > 10


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium; .ci/run installs Debian's")
def test_a_browser_plays_a_listeners_page_and_jumps_to_its_last_line(tmp_path: Path, humming: str) -> None:
    made = published(tmp_path / "show", "http://localhost:8642/", engine=humming)
    with served(made.show) as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{running.port}{made.under('anna')}/2026-06-23/")
        page.locator(".words").last.click()
        page.wait_for_function(
            "() => { const a = document.querySelector('audio');"
            " const t = Number([...document.querySelectorAll('.words')].at(-1).dataset.t);"
            " return !a.paused && a.readyState >= 3 && a.currentTime > t && a.currentTime < t + 5 }"
        )
        length = page.evaluate("document.querySelector('audio').duration")
        browser.close()
    day = days.load(days.path_of(made.show, DAY))
    assert day is not None
    told = Told.of(day, "anna")
    assert told is not None
    assert abs(length - told.seconds) < 0.1
