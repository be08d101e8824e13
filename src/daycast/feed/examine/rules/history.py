"""What must stay as it was published before."""

from __future__ import annotations

from collections.abc import Iterable

from daycast.feed.examine.rule import Book, Miss, NotAsked, Whose
from daycast.feed.examine.seen import Before, Seen
from daycast.feed.examine.values import date, short

BOOK = Book(Whose.APPLE)

_GUIDE = "https://help.apple.com/itc/podcasts_connect/#/itcb54353390"
_GUID = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/guid.md"


@BOOK.required("kept-guids", "No episode has another guid than before.", _GUIDE)
def _guids(seen: Seen) -> Iterable[Miss]:
    before = _before(seen)
    now = {item.said("guid") for item in seen.items}
    by_audio = {episode.enclosure: guid for guid, episode in before.episodes.items() if episode.enclosure}
    by_title = {(episode.title, episode.published): guid for guid, episode in before.episodes.items()}
    for item in seen.items:
        node = item.first("enclosure")
        url = node.attributes.get("url", "").strip() if node else ""
        old = by_audio.get(url) or by_title.get((item.said("title"), item.said("pubDate")))
        if old and old not in now and item.said("guid") not in before.episodes:
            what = f"the guid is “{short(item.said('guid'))}”, and was “{short(old)}”"
            do = f"Write the old one: apps show and count the episode twice. {_forget(before)}"
            yield Miss(item.first("guid") or item, what, do)


@BOOK.required("kept-podcast-guid", "podcast:guid is what it was before.", _GUID)
def _podcast(seen: Seen) -> Iterable[Miss]:
    before, now = _before(seen), seen.channel.said("podcast:guid")
    if before.guid and now != before.guid:
        what = f"podcast:guid is “{short(now)}”, and was “{short(before.guid)}”"
        yield Miss(seen.channel.first("podcast:guid"), what, f"Write the old one. {_forget(before)}")


@BOOK.better("kept-episodes", "No episode has gone from between others.", _GUIDE)
def _gone(seen: Seen) -> Iterable[Miss]:
    before = _before(seen)
    now = {item.said("guid") for item in seen.items}
    dates = [moment for item in seen.items if (moment := date(item.said("pubDate")))]
    moved = {item.first("enclosure").attributes.get("url", "") for item in seen.items if item.first("enclosure")}  # type: ignore[union-attr]
    for guid, episode in before.episodes.items():
        moment = date(episode.published)
        within = moment and dates and min(dates) <= moment
        if guid not in now and within and episode.enclosure not in moved:
            what = f"“{short(episode.title)}” ({episode.published}) was here, and is not any more"
            yield Miss(None, what, f"If that was not meant, put it back with its guid. {_forget(before)}")


@BOOK.better("kept-addresses", "No episode’s audio and date are others than before.", _GUIDE)
def _addresses(seen: Seen) -> Iterable[Miss]:
    before = _before(seen)
    for item in seen.items:
        known, node = before.episodes.get(item.said("guid")), item.first("enclosure")
        url = node.attributes.get("url", "").strip() if node else ""
        if known and known.enclosure and url != known.enclosure:
            what = f"the audio is {short(url)}, and was {short(known.enclosure)}"
            yield Miss(node or item, what, f"Apps that have it may load it again. {_forget(before)}")
        elif known and known.published and item.said("pubDate") != known.published:
            what = f"the date is “{short(item.said('pubDate'))}”, and was “{short(known.published)}”"
            yield Miss(item.first("pubDate") or item, what, f"Apps may show it as new. {_forget(before)}")


def _before(seen: Seen) -> Before:
    if not seen.before:
        raise NotAsked("this is the first look at it")
    return seen.before


def _forget(before: Before) -> str:
    return f"If it was meant: remove {before.where}." if before.where else ""
