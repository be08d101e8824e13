"""A feed in which nothing is wrong, all that was seen of it, and ways to break it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from daycast.feed.examine import report
from daycast.feed.examine.look import addresses, newest
from daycast.feed.examine.parse import encoding, read
from daycast.feed.examine.report import Finding, Outcome
from daycast.feed.examine.seen import Audio, Before, Episode, File, Picture, Reply, Seen, Server

NOW = datetime(2026, 6, 24, 12, tzinfo=UTC)
BASE = "https://example.org/show/"
RIGHT = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" \
xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:atom="http://www.w3.org/2005/Atom" \
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:psc="http://podlove.org/simple-chapters" \
xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>Water Report</title>
<link>https://example.org/show/</link>
<description>What the water did.</description>
<atom:link rel="self" type="application/rss+xml" href="https://example.org/show/feed.xml"/>
<atom:link rel="next" href="https://example.org/show/feed-1.xml"/>
<language>en-gb</language>
<copyright>The desk</copyright>
<managingEditor>desk@example.org (The desk)</managingEditor>
<pubDate>Tue, 23 Jun 2026 06:00:00 +0200</pubDate>
<ttl>60</ttl>
<cloud domain="example.org" port="80" path="/rpc" registerProcedure="ping" protocol="soap"/>
<skipHours><hour>2</hour><hour>3</hour></skipHours>
<skipDays><day>Sunday</day></skipDays>
<image>
<url>https://example.org/show/cover.jpg</url>
<title>Water Report</title>
<link>https://example.org/show/</link>
<width>144</width>
</image>
<itunes:author>The desk</itunes:author>
<itunes:image href="https://example.org/show/cover.jpg"/>
<itunes:owner>
<itunes:name>The desk</itunes:name>
<itunes:email>desk@example.org</itunes:email>
</itunes:owner>
<itunes:category text="News">
<itunes:category text="Tech News"/>
</itunes:category>
<itunes:explicit>false</itunes:explicit>
<itunes:type>serial</itunes:type>
<itunes:complete>Yes</itunes:complete>
<itunes:new-feed-url>https://example.org/show/feed.xml</itunes:new-feed-url>
<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>
<podcast:locked owner="desk@example.org">yes</podcast:locked>
<podcast:medium>podcast</podcast:medium>
<podcast:location geo="geo:30.2672,-97.7431" osm="R113314">Austin, TX</podcast:location>
<podcast:updateFrequency rrule="FREQ=DAILY">daily</podcast:updateFrequency>
<podcast:trailer url="https://example.org/show/trailer.mp3" pubdate="Mon, 22 Jun 2026 06:00:00 GMT">
Soon</podcast:trailer>
<podcast:podroll><podcast:remoteItem feedGuid="9b024349-ccf0-5f69-a609-6b82873eab3c"/></podcast:podroll>
<item>
<title>The lake is full</title>
<link>https://example.org/show/2/</link>
<description>It rained. &lt;a href="https://example.org/rain"&gt;More&lt;/a&gt;</description>
<content:encoded>&lt;p&gt;It rained for a week.&lt;/p&gt;</content:encoded>
<guid isPermaLink="false">5e1b6a52-0000-4000-8000-000000000002</guid>
<pubDate>Tue, 23 Jun 2026 06:00:00 +0200</pubDate>
<enclosure url="https://example.org/show/2.mp3" length="9600000" type="audio/mpeg"/>
<source url="https://wire.example.org/feed.xml">Wire</source>
<itunes:duration>600</itunes:duration>
<itunes:explicit>false</itunes:explicit>
<itunes:episode>2</itunes:episode>
<itunes:season>1</itunes:season>
<itunes:episodeType>full</itunes:episodeType>
<itunes:image href="https://example.org/show/2.png"/>
<podcast:transcript url="https://example.org/show/2.vtt" type="text/vtt"/>
<podcast:chapters url="https://example.org/show/2.json" type="application/json+chapters"/>
<podcast:season name="Summer">1</podcast:season>
<podcast:episode display="Two">2</podcast:episode>
<podcast:person href="https://example.org/ada">Ada</podcast:person>
<podcast:soundbite startTime="10" duration="30">The rain</podcast:soundbite>
<podcast:alternateEnclosure type="audio/opus" length="5000">
<podcast:source uri="https://example.org/show/2.opus"/>
<podcast:integrity type="sri" value="sha384-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"/>
</podcast:alternateEnclosure>
<psc:chapters version="1.2">
<psc:chapter start="00:00:00" title="Rain"/>
<psc:chapter start="00:03:20.5" title="Shore"/>
</psc:chapters>
</item>
<item>
<title>A dry spring</title>
<link>https://example.org/show/1/</link>
<description>It did not rain.</description>
<guid isPermaLink="false">5e1b6a52-0000-4000-8000-000000000001</guid>
<pubDate>Mon, 22 Jun 2026 06:00:00 +0200</pubDate>
<enclosure url="https://example.org/show/1.mp3" length="9600000" type="audio/mpeg"/>
<itunes:duration>600</itunes:duration>
<itunes:explicit>false</itunes:explicit>
<itunes:episode>1</itunes:episode>
<itunes:image href="https://example.org/show/1.png"/>
<podcast:transcript url="https://example.org/show/1.vtt" type="text/vtt"/>
</item>
</channel>
</rss>
"""
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nIt rained.\n"
CHAPTERS = b'{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Rain"}, {"startTime": 200.5}]}'
SRI = "sha384-" + 64 * "A"
TYPES = {"jpg": "image/jpeg", "png": "image/png", "mp3": "audio/mpeg", "opus": "audio/opus", "vtt": "text/vtt",
         "json": "application/json+chapters"}  # fmt: skip


def right_file(url: str) -> File:
    """What a right server has at an address of the right feed."""
    ending = url.rpartition(".")[2]
    size = {"mp3": 9_600_000, "opus": 5000}.get(ending, 100)
    data = {"vtt": VTT, "json": CHAPTERS}.get(ending, b"\xff")
    headers = {"content-type": TYPES[ending], "access-control-allow-origin": "*", "content-length": str(size)}
    part = Reply(url, 206, {**headers, "content-range": f"bytes 0-99/{size}", "content-length": "100"})
    file = File(url, size, data, head=Reply(url, 200, headers), get=Reply(url, 200, headers), part=part)
    if ending in ("jpg", "png"):
        return replace(file, picture=Picture("JPEG" if ending == "jpg" else "PNG", "RGB", 3000, 3000))
    if ending in ("mp3", "opus"):
        kind = "audio/mpeg" if ending == "mp3" else "audio/ogg"
        return replace(file, audio=Audio(kind, 600.4, 128.0), sri=SRI)
    return file


def right_server() -> Server:
    """How a right server hands out the right feed."""
    url = BASE + "feed.xml"
    headers = {"content-type": "application/rss+xml; charset=utf-8", "etag": '"1"', "content-encoding": "gzip",
               "last-modified": "Tue, 23 Jun 2026 04:00:00 GMT"}  # fmt: skip
    reply = Reply(url, 200, headers)
    return Server(reply, reply, Reply(url, 304), Reply(url, 304), is_private=False)


def seen_of(text: str | bytes) -> Seen:
    """A feed with all that it names where it should be, served and remembered as it is."""
    data = text.encode() if isinstance(text, str) else text
    seen = Seen(BASE + "feed.xml", read(data), encoding(data), NOW, right_server())
    seen = replace(seen, looked_at=newest(seen.items))
    files = {url: right_file(url) for url in addresses(seen) if url.rpartition(".")[2] in TYPES}
    episodes = {
        f"5e1b6a52-0000-4000-8000-00000000000{number}": Episode(f"{BASE}{number}.mp3", title, f"{day} 06:00:00 +0200")
        for number, title, day in ((1, "A dry spring", "Mon, 22 Jun 2026"), (2, "The lake is full", "Tue, 23 Jun 2026"))
    }
    before = Before("917393e3-1b1e-5cef-ace4-edaa54e1f810", episodes, "memory.json")
    return replace(seen, files=files, before=before)


def found(seen: Seen, rule: str) -> tuple[Finding, ...]:
    """What one rule finds; it must have been asked."""
    (result,) = [result for result in report.judge(seen) if result.rule.name == rule]
    assert result.outcome is not Outcome.NOT_ASKED, result.why
    return result.findings
