"""How to subscribe: the addresses that open a podcast app with the feed, and a QR code for phones."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

import segno

from daycast.feed.loopback import is_local


@dataclass(frozen=True, slots=True)
class App:
    """A podcast app, where it runs, and the address that opens it with the feed."""

    name: str
    runs_on: str
    url: str


# What each app's maker documents for podcasters: some take the feed's address whole, others without its "https://".
_APPS = (
    ("Apple Podcasts", "iPhone, iPad, Mac", "podcast://{bare}"),
    ("Overcast", "iPhone, iPad", "overcast://x-callback-url/add?url={quoted}"),
    ("Pocket Casts", "iPhone, Android", "pktc://subscribe/{bare}"),
    ("AntennaPod", "Android", "https://antennapod.org/deeplink/subscribe?url={quoted}"),
    ("Castro", "iPhone", "castro://subscribe/{bare}"),
    ("Podcast Addict", "Android", "podcastaddict://{bare}"),
)


def apps(feed: str) -> tuple[App, ...]:
    """The apps that can be opened with `feed`, a web address; none where it means "this machine"."""
    if is_local(feed):
        return ()
    bare, quoted = feed.partition("://")[2], quote(feed, safe="")
    return tuple(App(name, runs_on, form.format(bare=bare, quoted=quoted)) for name, runs_on, form in _APPS)


@lru_cache(4)
def qr(feed: str) -> str:
    """The address as a QR code, inline SVG; empty where it means "this machine", which no phone could follow."""
    if is_local(feed):
        return ""
    drawn = io.BytesIO()
    segno.make_qr(feed).save(
        drawn, kind="svg", xmldecl=False, svgns=False, nl=False, omitsize=True, border=2, svgclass=None, lineclass=None
    )
    return drawn.getvalue().decode()
