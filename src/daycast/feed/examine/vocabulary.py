"""The elements of RSS 2.0 and Apple's tags: where each may stand, how often, and with which attributes.

Sources: https://www.rssboard.org/rss-specification, https://help.apple.com/itc/podcasts_connect/#/itcb54353390.
"""

from __future__ import annotations

from collections.abc import Mapping

_CHANNEL = """title link description language copyright managingEditor webMaster pubDate lastBuildDate category
generator docs cloud ttl image rating textInput skipHours skipDays item""".split()
_ITEM = "title link description author category comments enclosure guid pubDate source".split()

PLACES: Mapping[str, frozenset[str]] = {
    "channel": frozenset(_CHANNEL),
    "item": frozenset(_ITEM),
    "image": frozenset("url title link width height description".split()),
    "textInput": frozenset("title description name link".split()),
    "skipHours": frozenset({"hour"}),
    "skipDays": frozenset({"day"}),
    "itunes:owner": frozenset({"itunes:name", "itunes:email"}),
    "itunes:category": frozenset({"itunes:category"}),
}
"""The elements that may stand in each element of RSS; what is not here holds text alone."""

MANY = frozenset({"item", "category", "hour", "day", "itunes:category"})
"""The elements that may stand several times in one parent."""

_ITUNES_BOTH = "author block explicit image keywords subtitle summary title".split()
ITUNES: Mapping[str, frozenset[str]] = {
    "channel": frozenset(
        f"itunes:{name}" for name in (*_ITUNES_BOTH, "category", "complete", "new-feed-url", "owner", "type",
                                      "applepodcastsverify")
    ),
    "item": frozenset(
        f"itunes:{name}" for name in (*_ITUNES_BOTH, "duration", "episode", "episodeType", "season", "order",
                                      "isClosedCaptioned")
    ),
}  # fmt: skip
"""Apple's tags in a channel and in an item."""

ATTRIBUTES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "enclosure": (frozenset({"url", "length", "type"}), frozenset()),
    "guid": (frozenset(), frozenset({"isPermaLink"})),
    "source": (frozenset({"url"}), frozenset()),
    "category": (frozenset(), frozenset({"domain"})),
    "cloud": (frozenset("domain port path registerProcedure protocol".split()), frozenset()),
    "itunes:image": (frozenset({"href"}), frozenset()),
    "itunes:category": (frozenset({"text"}), frozenset()),
}
"""The attributes that an element must have, and those that it may."""

URLS = ("link", "docs", "comments", "url", "itunes:new-feed-url")
"""The elements whose text is an address."""

DATES = ("pubDate", "lastBuildDate")
PLAIN = ("title", "copyright", "category", "language", "generator", "itunes:title", "itunes:author", "itunes:name",
         "itunes:subtitle", "itunes:keywords")  # fmt: skip
"""The elements whose text is plain, without HTML."""
