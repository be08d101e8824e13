"""Whatever a feed and its files are, the doctor tells what is wrong and never breaks."""

import zlib
from collections.abc import Callable
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st
from right_feed import NOW, RIGHT, seen_of

from daycast.feed.examine import media_bytes, report, timed_text
from daycast.feed.examine.media_bytes import Wanted
from daycast.feed.examine.parse import Unreadable, encoding, read
from daycast.feed.examine.report import Outcome
from daycast.feed.examine.seen import Seen

WORDS = (
    *RIGHT.replace("<", " <").replace(">", "> ").split(), "<item>", "</item>", "<![CDATA[", "]]>", "&#0;", "&#x85;",
    "<!--", "-->", "<?php?>", "99999999999999999999", "-1", "Mon, 99 Jun 2026 99:99:99 +9999", "geo:", "http://[",
    "http://a:b", "xn--", "\ud7ff", "\U0001f99c", "\x00", "xmlns:itunes=''", 'encoding="utf-7"', "%zz", "١٢", "²",
    "<psc:chapters><psc:chapter start='1:2:3:4:5'/></psc:chapters>",
)  # fmt: skip


@st.composite
def mutated(draw: Callable[..., object]) -> bytes:
    """The right feed with pieces cut out, doubled, or replaced by pieces of feeds."""
    text = RIGHT
    for _ in range(draw(st.integers(1, 5))):  # type: ignore[call-overload]
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 200)))  # type: ignore[operator]
        put = draw(st.one_of(st.sampled_from(WORDS), st.just(2 * text[start:end]), st.text(max_size=20)))  # type: ignore[misc]
        text = text[:start] + put + text[end:]  # type: ignore[operator, misc]
    return text.encode(draw(st.sampled_from(["utf-8", "utf-16", "latin-1"])), "replace")  # type: ignore[arg-type]


@settings(max_examples=150)
@given(mutated())
def test_a_mutated_feed_is_examined_to_the_end(data: bytes) -> None:
    results = report.judge(seen_of(data))
    assert all(finding.what and finding.do is not None for result in results for finding in result.findings)
    broken = any(result.outcome is not Outcome.PASSES for result in results)
    assert broken or b"<" in data


@given(st.binary(max_size=300))
@example(b"")
@example(b"\xff\xfe<\x00")
@example(b'<?xml version="1.0" encoding="nonsense"?><rss/>')
@example(b'<?xml version="1.1"?><rss/>')
@example(b"<" * 100_000)
@example(b"<a>" * 10_000)
@example(b"<rss><channel>" + b"<item>" * 250)
def test_any_bytes_are_examined(data: bytes) -> None:
    seen = Seen("feed.xml", read(data), encoding(data), NOW)
    results = {result.rule.name: result for result in report.judge(seen)}
    assert (results["xml"].outcome is Outcome.FAILS) == isinstance(seen.document, Unreadable)


def test_entities_that_stand_for_entities_are_not_expanded() -> None:
    bombs = "".join(f'<!ENTITY a{number} "{10 * f"&a{number - 1};"}">' for number in range(1, 12))
    feed = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{bombs}]><rss><channel><title>&a11;</title></channel></rss>'
    assert read(feed.encode()) == Unreadable("it declares XML entities, as attacks do; it is not read", 0)


def test_a_file_of_the_machine_is_not_read_into_a_feed() -> None:
    feed = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>'
    assert isinstance(read(feed.encode()), Unreadable)


@given(st.binary(max_size=400), st.sampled_from([b"", b"ID3\x04\0\0\0\0\0\x10", b"\xff\xfb\x90\x44", b"OggS", b"RIFF",
                                                 b"\0\0\0\x18ftypM4A ", b"fLaC", b"WEBVTT\n", b"\x89PNG\r\n\x1a\n",
                                                 b"\xff\xd8\xff\xe0", b'{"chapters":']))  # fmt: skip
def test_any_file_is_looked_at(rest: bytes, begin: bytes) -> None:
    data = begin + rest
    media_bytes.picture(data)
    try:
        media_bytes.audio({0: data}, len(data) + 1000)
    except Wanted as more:
        assert more.at >= len(data)
    for kind in ("text/vtt", "application/x-subrip", "application/json", "text/html", ""):
        assert isinstance(timed_text.wrong(kind, data), str)
    assert isinstance(timed_text.wrong_chapters(data, 10), str)


def test_a_picture_of_a_billion_pixels_is_not_opened() -> None:
    header = b"\0\0\x9c\x40\0\0\x9c\x40\x08\x02\0\0\0"
    chunk = b"\0\0\0\rIHDR" + header + zlib.crc32(b"IHDR" + header).to_bytes(4, "big")
    found = media_bytes.picture(b"\x89PNG\r\n\x1a\n" + chunk + b"\0\0\0\0IDAT")
    assert found is None


def test_a_look_that_saw_nothing_but_text_is_judged() -> None:
    seen = replace(seen_of(RIGHT), server=None, files={}, before=None)
    assert not report.fails(report.judge(seen))
