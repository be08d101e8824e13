"""Feeds small enough to send a hundred times, and a bucket whose every request can be watched or be the last."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.store import S3Store

from daycast.feed.targets.items import Item, items
from daycast.targets import S3
from object_store import DeathError as DeathError
from object_store import WatchedBucket

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = "https://cdn.example.org/show/"
PREFIX = "shows/brief"
FIRST = {"d01": b"\xff\xfb one", "d02": b"\xff\xfb second"}
THEN = {"d01": b"\xff\xfb one, mended", "d03": b"\xff\xfb the third"}  # one made anew, one taken back, one new


class Copy:
    """A copy of a show: `feed/` with the episodes that it is told to have."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def holds(self, **episodes: bytes) -> tuple[Item, ...]:
        """Makes `feed/` of these episodes (`d01=b"audio"`) and returns what there is to send."""
        feed = self.root / "feed"
        wanted: dict[str, bytes] = {"index.html": page(episodes), "cover.jpg": b"\xff\xd8 a cover", ".published": b"x"}
        for day, audio in episodes.items():
            wanted |= {
                f"{day}/{day}.mp3": audio,
                f"{day}/index.html": page({day: audio}),
                f"{day}/chapters.json": b"{}",
            }
        wanted["feed.xml"] = feed_of(episodes)
        for path in [path for path in feed.rglob("*") if path.is_file()]:
            if path.relative_to(feed).as_posix() not in wanted:
                path.unlink()
        for name, data in wanted.items():
            path = feed / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.is_file() or path.read_bytes() != data:
                path.unlink(missing_ok=True)
                path.write_bytes(data)
        return items(feed, self.root / "known.json", packed=False)


def page(episodes: dict[str, bytes]) -> bytes:
    return f"<title>{', '.join(episodes)}</title>".encode()


def feed_of(episodes: dict[str, bytes]) -> bytes:
    told = "".join(
        f'<item><enclosure url="{BASE}{day}/{day}.mp3" length="{len(audio)}" type="audio/mpeg"/></item>'
        for day, audio in episodes.items()
    )
    return f"<rss><channel>{told}</channel></rss>".encode()


def named(feed: bytes) -> dict[str, int]:
    """What a feed promises: the names of its enclosures and their lengths."""
    found = re.findall(rf'url="{re.escape(BASE)}([^"]+)" length="(\d+)"', feed.decode())
    return {name: int(length) for name, length in found}


class Store:
    """A bucket as its readers see it."""

    def __init__(self, server: str, name: str) -> None:
        self.target = S3(kind="s3", bucket=name, prefix=PREFIX, endpoint=server, region="us-east-1")
        self.server = server
        self._store = S3Store(
            name, prefix=PREFIX, endpoint=server, region="us-east-1", client_options={"allow_http": True}
        )

    def names(self) -> dict[str, int]:
        return {one["path"]: one["size"] for page in obstore.list(self._store) for one in page}

    def get(self, name: str) -> bytes:
        return bytes(obstore.get(self._store, name).bytes())

    def headers(self, name: str) -> dict[str, str]:
        return dict(obstore.get(self._store, name, options={"head": True}).attributes)  # type: ignore[call-overload]

    def put(self, name: str, data: bytes) -> None:
        obstore.put(self._store, name, data)

    def delete(self, name: str) -> None:
        obstore.delete(self._store, name)

    def broken_promises(self) -> list[str]:
        """What the feed names and the store has not."""
        names = self.names()
        return [name for name in named(self.get("feed.xml")) if name not in names] if "feed.xml" in names else []

    def holds_exactly(self, copy: Copy) -> bool:
        """Whether the store has what `feed/` has, byte for byte, and besides only what is our own."""
        feed = copy.root / "feed"
        local = {path.relative_to(feed).as_posix(): path for path in feed.rglob("*") if path.is_file()}
        local.pop(".published")
        names = {name for name in self.names() if not name.startswith(".daycast/")}
        return names == set(local) and all(self.get(name) == path.read_bytes() for name, path in local.items())


class Watched(WatchedBucket):
    """The store's bucket, watched."""

    def __init__(
        self, store: Store, watch: Callable[[int, str, bool], object] = lambda number, what, done: None
    ) -> None:
        super().__init__(store.target, watch)
