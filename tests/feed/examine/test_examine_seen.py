"""Each rule about what answered finds what is wrong with it: artwork, audio, transcripts, the server, the past."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from right_feed import BASE, RIGHT, found, right_file, seen_of
from test_examine_feed import BROKEN

from daycast.feed.examine import report
from daycast.feed.examine.report import Outcome
from daycast.feed.examine.rules import RULES
from daycast.feed.examine.seen import Audio, Episode, Picture, Reply, Seen

Change = Callable[[Seen], Seen]


def file(name: str, **parts: Any) -> Change:
    """The right feed, but one file is otherwise."""
    url = BASE + name
    return lambda seen: replace(seen, files={**seen.files, url: replace(right_file(url), **parts)})


def get(**parts: Any) -> Change:
    """The right feed, but its server's answer to GET is otherwise."""

    def change(seen: Seen) -> Seen:
        assert seen.server
        return replace(seen, server=replace(seen.server, get=replace(seen.server.get, **parts)))

    return change


def header(**headers: str) -> Change:
    def change(seen: Seen) -> Seen:
        assert seen.server
        both = {**seen.server.get.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return get(headers={name: value for name, value in both.items() if value})(seen)

    return change


def server(**parts: Any) -> Change:
    return lambda seen: replace(seen, server=replace(seen.server, **parts)) if seen.server else seen


def known(guid: str, *episodes: tuple[str, Episode]) -> Change:
    def change(seen: Seen) -> Seen:
        assert seen.before
        return replace(seen, before=replace(seen.before, guid=guid or seen.before.guid, episodes=dict(episodes)))

    return change


def of(url: str, status: int, **headers: str) -> Reply:
    return Reply(BASE + url, status, {name.replace("_", "-"): value for name, value in headers.items()})


GUID = "5e1b6a52-0000-4000-8000-000000000001"
SPRING = Episode(f"{BASE}1.mp3", "A dry spring", "Mon, 22 Jun 2026 06:00:00 +0200")
WINTER = Episode(f"{BASE}0.mp3", "Snow", "Tue, 23 Jun 2026 05:00:00 +0200")

# rule, what is otherwise than right, what is found
WRONG: list[tuple[str, Change, str]] = [
    ("apple-artwork-size", file("cover.jpg", picture=Picture("JPEG", "RGB", 1300, 1300)),
     "the artwork is 1300 × 1300 pixels"),
    ("apple-artwork-size", file("2.png", picture=Picture("PNG", "RGB", 3000, 1400)),
     "the artwork is 3000 × 1400 pixels"),
    ("apple-artwork-format", file("cover.jpg", picture=Picture("PNG", "RGB", 3000, 3000)),
     "the artwork is PNG, but ends with .jpg"),
    ("apple-artwork-format", file("cover.jpg", picture=Picture("WEBP", "RGB", 3000, 3000)), "the artwork is WEBP"),
    ("apple-artwork-format", file("cover.jpg", picture=None), "the artwork is no picture that can be read"),
    ("apple-artwork-rgb", file("cover.jpg", picture=Picture("JPEG", "CMYK", 3000, 3000)),
     "the artwork’s colours are CMYK"),
    ("apple-artwork-alpha", file("cover.jpg", picture=Picture("PNG", "RGBA", 3000, 3000)),
     "the artwork has an alpha channel"),
    ("apple-artwork-3000", file("cover.jpg", picture=Picture("JPEG", "RGB", 1400, 1400)),
     "the artwork is 1400 pixels wide"),
    ("apple-artwork-head", file("cover.jpg", head=of("cover.jpg", 405)), "HEAD is answered with 405"),
    ("apple-audio-head", file("1.mp3", head=Reply(BASE, error="no answer within 20 seconds")),
     "HEAD is answered with no answer within 20 seconds"),
    ("apple-audio-head", file("1.mp3", head=of("1.mp3", 200)), "HEAD tells no Content-Length"),
    ("apple-audio-range", file("1.mp3", part=of("1.mp3", 200)), "a Range is answered with 200"),
    ("apple-audio-range", file("1.mp3", part=of("1.mp3", 206, content_range="bytes 5-9/10")),
     "206 without a right Content-Range (“bytes 5-9/10”)"),
    ("apple-audio-length", file("1.mp3", size=9_600_001), "the length is 9600000, but the file has 9600001 bytes"),
    ("apple-audio-kind", file("1.mp3", audio=Audio("audio/mp4", 600, 64)),
     "the type is audio/mpeg, but the file is audio/mp4"),
    ("apple-audio-kind", file("1.mp3", audio=None),
     "the type is audio/mpeg, but the file is no audio that can be read"),
    ("apple-audio-duration", file("1.mp3", audio=Audio("audio/mpeg", 611.4, 128)),
     "the duration is 600 s, but the recording 611 s"),
    ("spotify-duration", file("1.mp3", audio=Audio("audio/mpeg", 580, 128)),
     "the duration is 600 s, but the recording 580 s"),
    ("spotify-artwork", file("cover.jpg", picture=Picture("JPEG", "RGB", 800, 600)),
     "the artwork is 800 × 600 pixels"),
    ("spotify-bits", file("1.mp3", audio=Audio("audio/mpeg", 600, 64.0)), "the MP3 has 64 kbit/s"),
    ("psp-artwork-size", file("cover.jpg", picture=Picture("JPEG", "RGB", 3001, 3001)),
     "the artwork is 3001 × 3001 pixels"),
    ("psp-artwork-format", file("2.png", picture=Picture("JPEG", "RGB", 3000, 3000)),
     "the artwork is JPEG, but ends with .png"),
    ("psp-artwork-rgb", file("cover.jpg", picture=Picture("JPEG", "L", 3000, 3000)), "the artwork’s colours are L"),
    ("podcast-transcript-file", file("1.vtt", data=b"It rained."), "the transcript does not begin with WEBVTT"),
    ("podcast-chapters-file", file("2.json", data=b"[]"), "the chapters’ file is no JSON with “chapters”"),
    ("podcast-chapters-file", file("2.json", data=b'{"version": "1.2.0", "chapters": [{"startTime": 700}]}'),
     "the chapters’ file has a chapter at 700 s, behind the episode’s end"),
    ("podcast-cors", file("1.vtt", get=of("1.vtt", 200, content_type="text/vtt")), "no Access-Control-Allow-Origin"),
    ("podcast-served-types", file("1.vtt", get=of("1.vtt", 200, content_type="text/plain")),
     "the type is text/vtt, but it is served as text/plain"),
    ("podcast-sri", file("2.opus", sri="sha384-" + 64 * "B"), "the digest is not the file’s"),
    ("podcast-alternate-length", file("2.opus", size=5001), "the length is 5000, but the file has 5001 bytes"),
    ("served-files", file("1.mp3", why="the server answers 404"),
     "https://example.org/show/1.mp3: the server answers 404"),
    ("served-https", get(url="http://example.org/show/feed.xml"), "the feed is served by http"),
    ("served-redirects", get(hops=((301, "https://example.org/a"), (302, "https://example.org/b"))),
     "the feed moves with 302 to https://example.org/b"),
    ("served-type", header(content_type="text/html"), "the feed’s Content-Type is “text/html”"),
    ("served-charset", header(content_type="text/xml; charset=iso-8859-1"),
     "the server says iso-8859-1, the feed utf-8"),
    ("served-head", server(head=of("feed.xml", 405)), "HEAD is answered with 405"),
    ("served-head", server(head=of("feed.xml", 200, content_type="text/html")),
     "HEAD says text/html, GET application/rss+xml"),
    ("served-validators", header(etag="", last_modified=""), "neither ETag nor Last-Modified"),
    ("served-304", server(by_etag=of("feed.xml", 200)), "If-None-Match is answered with 200"),
    ("served-304", server(by_date=of("feed.xml", 200)), "If-Modified-Since is answered with 200"),
    ("served-gzip", header(content_encoding=""), "the feed is sent as it is"),
    ("served-audio-type", file("1.mp3", head=of("1.mp3", 200, content_type="text/html")),
     "the feed says audio/mpeg, the server text/html"),
    ("served-audio-same", file("1.mp3", head=of("1.mp3", 200, content_length="7")),
     "sizes told: 7, 9600000 bytes"),
    ("served-audio-redirects", file("1.mp3", get=replace(of("1.mp3", 206), hops=6 * ((302, BASE),))), "6 redirects"),
    ("kept-guids", known("", ("old", SPRING)),
     "the guid is “5e1b6a52-0000-4000-8000-000000000001”, and was “old”"),
    ("kept-guids", known("", ("old", replace(SPRING, enclosure=BASE + "old.mp3"))),
     "the guid is “5e1b6a52-0000-4000-8000-000000000001”, and was “old”"),
    ("kept-podcast-guid", known("9b024349-ccf0-5f69-a609-6b82873eab3c"),
     "podcast:guid is “917393e3-1b1e-5cef-ace4-edaa54e1f810”, and was “9b024349-ccf0-5f69-a609-6b82873eab3c”"),
    ("kept-episodes", known("", ("0", WINTER)),
     "“Snow” (Tue, 23 Jun 2026 05:00:00 +0200) was here, and is not any more"),
    ("kept-addresses", known("", (GUID, replace(SPRING, enclosure=BASE + "old.mp3"))),
     "the audio is https://example.org/show/1.mp3, and was https://example.org/show/old.mp3"),
    ("kept-addresses", known("", (GUID, replace(SPRING, published="Sun, 21 Jun 2026 06:00:00 +0200"))),
     "the date is “Mon, 22 Jun 2026 06:00:00 +0200”, and was “Sun, 21 Jun 2026 06:00:00 +0200”"),
]  # fmt: skip

ALONE = {"apple-episodes", "apple-utf8", "psp-utf8", "xml-encoding"}  # their cases are tests of their own


@pytest.mark.parametrize(("rule", "change", "what"), WRONG, ids=[f"{case[0]}: {case[2]}" for case in WRONG])
def test_a_rule_finds_what_is_wrong_with_an_answer(rule: str, change: Change, what: str) -> None:
    assert [finding.what for finding in found(change(seen_of(RIGHT)), rule)] == [what]


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    cases = {rule for rule, *_ in (*BROKEN, *WRONG)} | ALONE
    assert cases == {rule.name for rule in RULES}
    assert len(RULES) == len({rule.name for rule in RULES})


def test_an_episode_that_fell_off_the_end_of_the_feed_has_not_gone() -> None:
    old = Episode(f"{BASE}0.mp3", "Snow", "Tue, 23 Dec 2025 05:00:00 +0100")
    assert found(known("", ("0", old))(seen_of(RIGHT)), "kept-episodes") == ()


def test_a_length_that_is_rounded_is_right() -> None:
    assert found(file("1.mp3", audio=Audio("audio/mpeg", 605.9, 128))(seen_of(RIGHT)), "apple-audio-duration") == ()


@pytest.mark.parametrize(
    ("change", "rule", "why"),
    [
        (lambda seen: replace(seen, server=None), "served-gzip", "a folder has no server"),
        (lambda seen: replace(seen, files={}), "apple-audio-length", "the files are not beside the feed"),
        (lambda seen: replace(seen, before=None), "kept-guids", "this is the first look at it"),
        (server(by_etag=None, by_date=None), "served-304", "the server sends nothing to ask by"),
        (server(is_private=True), "served-https", "the server is on this machine or its network"),
    ],
)
def test_what_cannot_be_known_is_not_asked_and_says_why(change: Change, rule: str, why: str) -> None:
    results = {result.rule.name: result for result in report.judge(change(seen_of(RIGHT)))}
    assert (results[rule].outcome, results[rule].why) == (Outcome.NOT_ASKED, why)


def test_only_what_is_required_makes_a_feed_fail() -> None:
    assert not report.fails(report.judge(header(content_encoding="")(seen_of(RIGHT))))
    assert report.fails(report.judge(file("1.mp3", size=1)(seen_of(RIGHT))))


def test_a_table_shows_three_findings_of_a_rule_and_counts_the_rest() -> None:
    seen = seen_of(RIGHT.replace("<ttl>", 9 * "<ttl>x</ttl>" + "<ttl>"))
    rows = [row for row in report.rows(report.judge(seen), report.Whose.RSS) if row[3] == "rss-numbers" or not row[0]]
    assert [row[2] for row in rows[-4:]] == 3 * ["<ttl> “x” is no number of minutes\nWrite minutes, such as 60."] + [
        "and 6 more like it"
    ]
