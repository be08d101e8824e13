"""The feeds of a show and its editions at one target: each below its own address, none in another's way."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from stores import Copy, Store

from daycast.feed.deliver import deliver
from daycast.show import Show, open_show

EDITIONS = """\
editions:
  weekly: {}
  team: {kind: daily, access: token, feed: our-team}
  mine: {kind: briefing, access: token}
"""
FEED = b"<rss>the daily one</rss>"


def git(*words: str, at: Path) -> bytes:
    return subprocess.run(["git", *words], cwd=at, check=True, capture_output=True).stdout


class Target:
    """What `publish:` says, and the files that are served there, by name."""

    def __init__(self, kind: str, root: Path, store: Store | None) -> None:
        self.kind, self.root, self.store, self.site = kind, root, store, root / "site"
        self.site.mkdir()
        told: dict[str, dict[str, Any]] = {
            "folder": {"path": str(self.site)},
            "rsync": {"kind": "rsync", "to": str(self.site)},
            "github": {"kind": "github_pages", "remote": "origin"},
            "s3": store.target.model_dump(exclude_none=True) if store else {},
        }
        self.publish = told[kind]
        if kind == "github":
            git("init", "-q", "--bare", str(self.site), at=root)
            git("init", "-q", at=root)
            git("remote", "add", "origin", str(self.site), at=root)

    def served(self) -> dict[str, bytes]:
        match self.kind:
            case "s3":
                assert self.store
                found = {name: self.store.get(name) for name in self.store.names()}
            case "github":
                names = git("ls-tree", "-r", "--name-only", "gh-pages", at=self.site).decode().split()
                found = {name: git("show", f"gh-pages:{name}", at=self.site) for name in names}
            case _:
                found = {
                    path.relative_to(self.site).as_posix(): path.read_bytes()
                    for path in self.site.rglob("*")
                    if path.is_file()
                }
        return {name: data for name, data in found.items() if "/." not in f"/{name}" and name != "CNAME"}


@pytest.fixture(
    params=[
        "folder",
        pytest.param("rsync", marks=pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed")),
        pytest.param("github", marks=pytest.mark.slow),
        "s3",
    ]
)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    return Target(request.param, tmp_path, request.getfixturevalue("store") if request.param == "s3" else None)


@pytest.fixture
def show(show: Show, target: Target) -> Show:
    path = show.root / "show.yaml"
    place = f"base_url: https://pod.example.org/\npublish: {json.dumps(target.publish)}\n"
    path.write_text(path.read_text() + place + EDITIONS)
    Copy(show.root).holds(d01=b"one")
    (show.feed / "feed.xml").write_bytes(FEED)
    for name in ("weekly", "our-team"):
        shutil.copytree(show.feed, show.root / name)
        (show.root / name / "feed.xml").write_bytes(f"<rss>{name}</rss>".encode())
    for name in ("weekly", "our-team"):
        (show.root / name).rename(show.feed / name)
    (show.feed / "mine").mkdir()  # a briefing, whose feeds are made when they are asked for
    (show.feed / "mine" / "table.json").write_text("{}")
    return open_show(show.root)


@pytest.mark.parametrize("first", ["the show", "the edition"])
def test_each_feed_stands_below_its_own_address_and_a_private_one_nowhere(
    show: Show, target: Target, first: str
) -> None:
    feeds = [show, show.edition("weekly")]
    for one in feeds if first == "the show" else reversed(feeds):
        deliver(one, ["feed.xml"])
    served = target.served()
    names = ["cover.jpg", "d01/chapters.json", "d01/d01.mp3", "d01/index.html", "feed.xml", "index.html"]
    assert sorted(served) == sorted([*names, *(f"weekly/{name}" for name in names)])
    assert (served["feed.xml"], served["weekly/feed.xml"]) == (FEED, b"<rss>weekly</rss>")


def test_what_is_new_in_one_feed_is_sent_alone(show: Show, target: Target) -> None:
    feeds: list[Callable[[], Any]] = [
        lambda: deliver(show, ["feed.xml"]),
        lambda: deliver(show.edition("weekly"), ["feed.xml"]),
    ]
    for send in feeds:
        send()
    (show.feed / "weekly" / "feed.xml").write_bytes(b"<rss>the next week</rss>")
    (show.feed / "weekly" / "d01" / "d01.mp3").unlink()
    daily, weekly = [send().outcome for send in feeds]
    assert (daily.sent, daily.removed) == ((), ())
    assert (weekly.sent, weekly.removed) == (("feed.xml",), ("d01/d01.mp3",))
    served = target.served()
    assert (served["feed.xml"], served["weekly/feed.xml"]) == (FEED, b"<rss>the next week</rss>")
    assert "d01/d01.mp3" in served
