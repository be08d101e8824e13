"""A feed is fetched as an app fetches it, whatever its server does; no more of it than is needed."""

import asyncio
import io
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from faulty import Site, serving
from PIL import Image
from right_feed import BASE, CHAPTERS, NOW, RIGHT, VTT

from daycast.errors import DaycastError
from daycast.feed.examine import report
from daycast.feed.examine.look import look
from daycast.feed.examine.media_bytes import PIECE
from daycast.feed.examine.report import Outcome
from daycast.feed.examine.web import LIMITS, Visitor
from daycast.seeds.web.fetch import Web
from daycast.seeds.web.reach import Home
from daycast.voice import mp3

pytestmark = pytest.mark.slow  # over HTTP on this machine

SECONDS = 600
QUICK = replace(LIMITS, seconds=1, whole=20)


@pytest.fixture(scope="module")
def audio() -> bytes:
    """Ten minutes of silence, with a header that tells its length: 4.8 MB, of which little need be read."""
    frames = math.ceil(SECONDS / mp3.FRAME_SECONDS)
    begun = mp3.encode(np.zeros(mp3.FRAME, np.float32))
    return mp3.header_frame(frames) + begun + mp3.silent_frames(frames - mp3.frames(begun))


def drawn(width: int, kind: str = "JPEG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, width), "teal").save(file, kind)
    return file.getvalue()


@pytest.fixture
def site(audio: bytes) -> Iterator[Site]:
    """A server that has the right feed with one recording for both of its episodes' files."""
    with serving() as site:
        text = RIGHT.replace(BASE, site.url).replace("9600000", str(len(audio)))
        alternate = text.index("<podcast:alternateEnclosure"), text.index("<psc:chapters")
        site.files = {
            "/feed.xml": (text[: alternate[0]] + text[alternate[1] :]).encode(),
            "/cover.jpg": drawn(3000), "/1.png": drawn(1400, "PNG"), "/2.png": drawn(1400, "PNG"),
            "/1.mp3": audio, "/2.mp3": audio, "/1.vtt": VTT, "/2.vtt": VTT, "/2.json": CHAPTERS,
        }  # fmt: skip
        yield site


def broken(site: Site, tmp_path: Path) -> dict[str, list[str]]:
    """What the rules find at the site's feed, by rule."""
    seen = look(f"{site.url}feed.xml", NOW, remembered=tmp_path / "state", limits=QUICK)
    return {
        result.rule.name: [finding.what for finding in result.findings]
        for result in report.judge(seen)
        if result.outcome in (Outcome.FAILS, Outcome.BETTER)
    }


BITS = {"spotify-bits": 2 * ["the MP3 has 64 kbit/s"]}


def test_a_right_feed_on_a_right_server_is_right(site: Site, tmp_path: Path) -> None:
    assert broken(site, tmp_path) == BITS


def test_of_a_recording_a_few_pieces_are_read(site: Site, tmp_path: Path, audio: bytes) -> None:
    broken(site, tmp_path)
    parts = [asked for asked in site.asked if asked[:2] == ("GET", "/1.mp3")]
    assert 1 <= len(parts) <= 3
    assert all(told for _, _, told in parts)
    assert len(parts) * PIECE < len(audio) / 4


def moved(site: Site) -> None:
    site.files["/feed.xml"] = site.files["/feed.xml"].replace(b"/1.mp3", b"/moved/1.mp3")


def wrong_type(site: Site) -> None:
    site.types["/1.mp3"] = "text/html"


def wrong_length(site: Site) -> None:
    site.files["/1.mp3"] += bytes(7)


def wrong_kind(site: Site) -> None:
    site.files["/1.mp3"] = b"<html>" * (len(site.files["/1.mp3"]) // 6) + b"<html>"[: len(site.files["/1.mp3"]) % 6]


def wrong_picture(site: Site) -> None:
    site.files["/cover.jpg"] = drawn(1000, "PNG")


@pytest.mark.parametrize(
    ("fault", "path", "expected"),
    [
        ("no head", "/1.mp3", {"apple-audio-head": ["HEAD is answered with 405"]}),
        ("no head", "/cover.jpg", {"apple-artwork-head": ["HEAD is answered with 405"]}),
        ("no head", "/feed.xml", {"served-head": ["HEAD is answered with 405"]}),
        ("no range", "/1.mp3", {"apple-audio-range": ["a Range is answered with 200"]}),
        ("500", "/2.vtt", {"served-files": ["{url}2.vtt: the server answers 500"]}),
        ("loop", "/2.vtt", {"served-files": ["{url}2.vtt: it redirects more than 10 times"]}),
        ("broken", "/2.json", {"served-files": ["{url}2.json: the connection broke: peer closed connection without "
                                                "sending complete message body (received 91 bytes, expected 1091)"]}),
        ("slow", "/2.vtt", {"served-files": ["{url}2.vtt: no answer within 1 seconds"]}),
        ("moved", "/moved/1.mp3", {}),
    ],
)  # fmt: skip
def test_a_servers_fault_is_found(
    site: Site, tmp_path: Path, fault: str, path: str, expected: dict[str, list[str]]
) -> None:
    site.faults[path] = fault
    if fault == "moved":
        moved(site)
    told = broken(site, tmp_path)
    wanted = {rule: [what.format(url=site.url) for what in whats] for rule, whats in expected.items()}
    assert {rule: whats for rule, whats in told.items() if rule not in BITS} == wanted


@pytest.mark.parametrize(
    ("change", "rule", "what"),
    [
        (wrong_type, "served-audio-type", "the feed says audio/mpeg, the server text/html"),
        (wrong_length, "apple-audio-length", "the length is {size}, but the file has {more} bytes"),
        (wrong_kind, "apple-audio-kind", "the type is audio/mpeg, but the file is no audio that can be read"),
        (wrong_picture, "apple-artwork-size", "the artwork is 1000 × 1000 pixels"),
        (wrong_picture, "apple-artwork-format", "the artwork is PNG, but ends with .jpg"),
    ],
)
def test_a_file_that_is_not_what_the_feed_says_is_found(
    site: Site, tmp_path: Path, audio: bytes, change: Callable[[Site], None], rule: str, what: str
) -> None:
    change(site)
    assert broken(site, tmp_path)[rule] == [what.format(size=len(audio), more=len(audio) + 7)]


@pytest.mark.parametrize(
    ("path", "fault", "why"),
    [
        ("/feed.xml", "500", "the server answers 500"),
        ("/feed.xml", "loop", "it redirects more than 10 times"),
        ("/feed.xml", "slow", "no answer within 1 seconds"),
        ("/none.xml", "", "the server answers 404"),
    ],
)
def test_a_feed_that_cannot_be_had_is_an_error_that_says_why(
    site: Site, tmp_path: Path, path: str, fault: str, why: str
) -> None:
    site.faults[path] = fault
    with pytest.raises(DaycastError, match=why):
        look(site.url.rstrip("/") + path, NOW, remembered=tmp_path, limits=QUICK)


def test_a_feed_larger_than_any_is_not_read_to_its_end(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("daycast.feed.examine.web.LARGEST", 1000)
    with pytest.raises(DaycastError, match="it is larger than"):
        look(f"{site.url}feed.xml", NOW, remembered=tmp_path, limits=QUICK)


def test_files_of_the_newest_ten_episodes_are_looked_at_or_of_all(site: Site, tmp_path: Path) -> None:
    item = b"<item><title>%d</title><pubDate>%02d Jan 2026 06:00:00 GMT</pubDate><enclosure url='%s'/></item>"
    items = b"".join(item % (day, day, f"{site.url}{day}.mp3".encode()) for day in range(1, 16))
    site.files["/feed.xml"] = b"<rss version='2.0'><channel>" + items + b"</channel></rss>"
    for everything, first in ((False, 6), (True, 1)):
        site.asked.clear()
        look(f"{site.url}feed.xml", NOW, everything=everything, remembered=tmp_path, limits=QUICK)
        assert {path for _, path, _ in site.asked} == {"/feed.xml", *(f"/{day}.mp3" for day in range(first, 16))}


def test_a_changed_guid_is_told_at_every_later_look(site: Site, tmp_path: Path) -> None:
    assert broken(site, tmp_path) == BITS
    site.files["/feed.xml"] = site.files["/feed.xml"].replace(b"5e1b6a52-0000-4000-8000-000000000001", b"another")
    for _ in range(2):
        (what,) = broken(site, tmp_path)["kept-guids"]
        assert what == "the guid is “another”, and was “5e1b6a52-0000-4000-8000-000000000001”"


def test_what_there_is_no_time_for_is_told(site: Site, tmp_path: Path) -> None:
    site.faults["/2.vtt"] = "slow"
    limits = replace(QUICK, seconds=20, whole=1)
    seen = look(f"{site.url}feed.xml", NOW, remembered=tmp_path, limits=limits)
    assert seen.files[f"{site.url}2.vtt"].why == "there was no time left to ask for it"
    assert not seen.files[f"{site.url}1.vtt"].why


def test_a_feed_out_on_the_web_leads_to_no_address_inside(site: Site) -> None:
    async def ask() -> str:
        async with Web(QUICK) as web:
            visitor = Visitor(web, Home("example.org", 443), is_private=False, limits=QUICK)
            (file,) = (await visitor.files({f"{site.url}1.vtt": "text"}, lambda done, total: None)).values()
            return file.why

    assert "is an address inside your network" in asyncio.run(ask())
    assert site.asked == []


ODD = ("http://[::1", "http://a b/", "http://\ud800/", "http://127.0.0.1:99999/", "http://127.0.0.1:1/\0",
       "http://127.0.0.1:1/\ud800", f"http://127.0.0.1:1/{100_000 * 'a'}", "http://٣.0.0.1:1/", "http://a..b:1/",
       f"http://{300 * 'a'}.invalid/", "http:///x", "HTTP://127.0.0.1:1/")  # fmt: skip


def test_an_odd_address_is_told_and_breaks_nothing() -> None:
    async def ask() -> dict[str, str]:
        async with Web(QUICK) as web:
            visitor = Visitor(web, Home("127.0.0.1", 1), is_private=True, limits=QUICK)
            kinds = ("text", "audio", "picture")
            asked = {url: kinds[number % 3] for number, url in enumerate(ODD)}
            return {url: file.why for url, file in (await visitor.files(asked, lambda done, total: None)).items()}

    assert all(asyncio.run(ask()).values())


def test_a_recording_of_which_no_more_can_be_had_is_not_called_a_wrong_one(site: Site, tmp_path: Path) -> None:
    site.files["/1.mp3"] = b"ID3\x04\0\0\0\x60\0\0" + bytes(len(site.files["/1.mp3"]) - 10)
    site.faults["/1.mp3"] = "no range"
    assert "apple-audio-kind" not in broken(site, tmp_path)


def test_another_show_at_the_same_address_of_this_machine_is_another_feed(site: Site, tmp_path: Path) -> None:
    assert broken(site, tmp_path) == BITS
    site.files["/feed.xml"] = (
        site.files["/feed.xml"]
        .replace(b"Water Report", b"Wind Report")
        .replace(b"917393e3-1b1e-5cef-ace4-edaa54e1f810", b"9b024349-ccf0-5f69-a609-6b82873eab3c")
    )
    assert broken(site, tmp_path) == BITS
