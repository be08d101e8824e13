"""`look`: everything that can be seen of a feed, at an address, in a folder or in a file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from daycast.errors import DaycastError
from daycast.feed.examine import folder, memory
from daycast.feed.examine.parse import Unreadable, encoding, read
from daycast.feed.examine.rules import media, podcast_files
from daycast.feed.examine.seen import Before, File, Seen
from daycast.feed.examine.values import date
from daycast.feed.examine.web import LIMITS, Visitor
from daycast.feed.examine.xmlnode import Node
from daycast.seeds.web.fetch import Limits, Web

NEWEST = 10
_PER_ITEM = 20  # addresses that are asked for, of one item
_EARLIEST = datetime.min.replace(tzinfo=UTC)
Told = Callable[[int, int], object]


def look(
    target: str,
    now: datetime,
    *,
    before: str | None = None,
    everything: bool = False,
    remembered: Path | None = None,
    limits: Limits = LIMITS,
    told: Told = lambda done, total: None,
) -> Seen:
    """What can be seen of the feed at `target`: an address, a folder or a file.

    The files of the newest `NEWEST` episodes are looked at, or of all. `before` is the same feed at an earlier time,
    an address or a file; otherwise an earlier look is compared with, and this one is remembered in the folder
    `remembered`. `told` hears how many of how many files are done. Raises `DaycastError` where there is no feed.
    """
    if _is_url(target):
        seen = asyncio.run(_on_the_web(target, now, everything, limits, told))
    else:
        seen = _in_a_folder(Path(target), now, everything)
    address = target if _is_url(target) else str(Path(target).resolve())
    is_shared = seen.server is not None and seen.server.is_private  # the next show is served at localhost, too
    path = memory.place(remembered or memory.folder(), address, seen.channel.said("title") if is_shared else "")
    known = memory.recall(path)
    if seen.channel.line:
        memory.remember(path, seen.channel, known)
    return replace(seen, before=_earlier(before, limits) if before else known)


async def _on_the_web(url: str, now: datetime, everything: bool, limits: Limits, told: Told) -> Seen:
    async with Web(limits) as web:
        visitor = await Visitor.to(url, web, limits)
        server = await visitor.feed(url)
        if not server.get.ok:
            why = server.get.error or f"the server answers {server.get.status}"
            raise DaycastError(f"{url}: {why}", hint="Check the address in a browser.")
        seen = _seen(url, server.get.body, server.get.headers.get("content-type", ""), now, everything)
        files = await visitor.files(addresses(seen), told)
    return replace(seen, server=replace(server, get=replace(server.get, body=b"")), files=files)


def _in_a_folder(place: Path, now: datetime, everything: bool) -> Seen:
    path = folder.feed_in(place)
    seen = _seen(str(path), folder.read(path), "", now, everything)
    files: Mapping[str, File] = folder.files(path.parent, seen.channel, addresses(seen)) if place.is_dir() else {}
    return replace(seen, files=files)


def _seen(address: str, data: bytes, content_type: str, now: datetime, everything: bool) -> Seen:
    document = read(data, content_type)
    seen = Seen(address, document, encoding(data), now)
    return replace(seen, looked_at=seen.items if everything else newest(seen.items))


def newest(items: Iterable[Node]) -> tuple[Node, ...]:
    """The `NEWEST` items, the newest first; those without a date behind the others, in the feed's order."""
    by_date = sorted(items, key=lambda item: date(item.said("pubDate")) or _EARLIEST, reverse=True)
    return tuple(by_date[:NEWEST])


def addresses(seen: Seen) -> dict[str, str]:
    """The addresses to ask for, each with the kind of what is there: `picture`, `audio` or `text`."""
    found = {url: "picture" for _, url in media.named((seen.channel,), "itunes:image", "href")}
    for item in seen.looked_at:
        own = {url: "audio" for _, url in media.named((item,), "enclosure", "url")}
        for node in item.all("podcast:alternateEnclosure"):
            own.update({url: "audio" for _, url in media.named((node,), "podcast:source", "uri") if _is_url(url)})
        alone = replace(seen, looked_at=(item,))
        own |= {url: "text" for _, url in (*podcast_files.transcripts(alone), *podcast_files.chapters(alone))}
        own |= {url: "picture" for _, url in media.named((item,), "itunes:image", "href")}
        found.update({url: kind for url, kind in list(own.items())[:_PER_ITEM] if url not in found})
    return found


def _earlier(place: str, limits: Limits) -> Before:
    """The feed at an address or in a file, as what it was."""
    data = asyncio.run(_fetched(place, limits)) if _is_url(place) else folder.read(folder.feed_in(Path(place)))
    document = read(data)
    if isinstance(document, Unreadable):
        raise DaycastError(f"{place}: {document.why}", hint="--before takes the feed as it was.")
    if not document.channel:
        raise DaycastError(f"{place}: this is no RSS feed", hint="--before takes the feed as it was.")
    return memory.as_before(document.channel)


async def _fetched(url: str, limits: Limits) -> bytes:
    async with Web(limits) as web:
        got = await (await Visitor.to(url, web, limits)).get(url)
    if not got.ok:
        raise DaycastError(f"{url}: {got.error or f'the server answers {got.status}'}")
    return got.body


def _is_url(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))
