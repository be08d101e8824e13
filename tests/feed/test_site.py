from __future__ import annotations

import asyncio
import gzip
from email.utils import formatdate
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import feedparser
import pytest
from feed_studio import Studio
from starlette.testclient import TestClient

from daycast.errors import DaycastError
from daycast.feed.publish import publish
from daycast.feed.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from daycast.show import Show

AUDIO = bytes(range(256)) * 40
MP3 = "/2026-06-23/2026-06-23.mp3"
SIZE = len(AUDIO)
UNSATISFIABLE = b"Requested Range Not Satisfiable\n"


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Show:
    """A published show beside things that must never be served. The tests only read it."""
    studio = Studio(tmp_path_factory.mktemp("show"))
    show = studio.show()
    studio.render(show, audio=AUDIO)
    publish(show)
    (show.root / "secret.txt").write_text("secret", "utf-8")
    (show.feed / "README.md").write_text("secret", "utf-8")
    (show.feed / "link.txt").symlink_to(show.root / "secret.txt")
    (show.feed / "folder-link").symlink_to(show.root)
    (show.feed / "loop").symlink_to(show.feed / "loop")
    (show.feed / "empty").mkdir()
    (show.feed / ".hidden").mkdir()
    (show.feed / ".hidden" / "x.txt").write_text("secret", "utf-8")
    return show


@pytest.fixture(scope="module")
def ask(show: Show) -> Iterator[Any]:
    yield asking(client(show))


def client(show: Show) -> TestClient:
    return TestClient(Site(show), base_url="http://localhost:8642", follow_redirects=False)


def asking(opened: TestClient) -> Any:
    """Asks for a path; headers are keywords with `_` for `-`."""

    def ask(path: str, method: str = "GET", **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return opened.request(method, path, headers={"Accept-Encoding": "identity", **named})

    return ask


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/2026-06-23/", "text/html; charset=utf-8"),
        ("/feed.xml", "text/xml; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/player.js", "text/javascript; charset=utf-8"),
        ("/cover.jpg", "image/jpeg"),
        (MP3, "audio/mpeg"),
        ("/2026-06-23/chapters.json", "application/json+chapters"),
        ("/2026-06-23/transcript.vtt", "text/vtt; charset=utf-8"),
    ],
)
def test_every_file_has_its_exact_type_and_head_says_what_get_says(ask: Any, path: str, kind: str) -> None:
    got, head = ask(path), ask(path, "HEAD")
    assert (got.status_code, got.headers["content-type"]) == (200, kind)
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["etag"].startswith('"')
    assert "last-modified" in got.headers
    assert int(got.headers["content-length"]) == len(got.content)
    assert (head.status_code, head.headers, head.content) == (200, got.headers, b"")


@pytest.mark.parametrize(
    ("value", "status", "content_range", "body"),
    [
        ("bytes=0-0", 206, f"bytes 0-0/{SIZE}", AUDIO[:1]),
        ("bytes=0-99", 206, f"bytes 0-99/{SIZE}", AUDIO[:100]),
        ("bytes=100-", 206, f"bytes 100-{SIZE - 1}/{SIZE}", AUDIO[100:]),
        ("bytes=-5", 206, f"bytes {SIZE - 5}-{SIZE - 1}/{SIZE}", AUDIO[-5:]),
        (f"bytes=-{SIZE * 2}", 206, f"bytes 0-{SIZE - 1}/{SIZE}", AUDIO),
        (f"bytes=10-{SIZE * 2}", 206, f"bytes 10-{SIZE - 1}/{SIZE}", AUDIO[10:]),
        (f"bytes={SIZE - 1}-", 206, f"bytes {SIZE - 1}-{SIZE - 1}/{SIZE}", AUDIO[-1:]),
        (f"bytes={SIZE}-", 416, f"bytes */{SIZE}", UNSATISFIABLE),
        ("bytes=999999-1000000", 416, f"bytes */{SIZE}", UNSATISFIABLE),
        ("bytes=-0", 416, f"bytes */{SIZE}", UNSATISFIABLE),
        ("bytes=0-1,5-6", 200, None, AUDIO),
        ("bytes=5-2", 200, None, AUDIO),
        ("bytes=-", 200, None, AUDIO),
        ("bytes=", 200, None, AUDIO),
        ("bytes=a-b", 200, None, AUDIO),
        ("bytes=1_0-20", 200, None, AUDIO),
        ("bytes=--5", 200, None, AUDIO),
        ("bytes=0-" + "9" * 5000, 200, None, AUDIO),
        ("items=0-5", 200, None, AUDIO),
        ("nonsense", 200, None, AUDIO),
    ],
)
def test_one_range_is_followed_and_anything_else_overlooked(
    ask: Any, value: str, status: int, content_range: str | None, body: bytes
) -> None:
    got = ask(MP3, Range=value)
    assert (got.status_code, got.headers.get("content-range"), got.content) == (status, content_range, body)
    assert int(got.headers["content-length"]) == len(body)


def test_a_range_is_overlooked_for_head(ask: Any) -> None:
    got = ask(MP3, "HEAD", Range="bytes=0-9")
    assert (got.status_code, got.headers["content-length"]) == (200, str(SIZE))


def test_if_range_gives_the_part_only_of_the_very_same_file(ask: Any) -> None:
    now = ask(MP3).headers
    for validator, status in {
        now["etag"]: 206,
        now["last-modified"]: 206,
        f"W/{now['etag']}": 200,
        '"other"': 200,
        formatdate(0, usegmt=True): 200,
    }.items():
        got = ask(MP3, Range="bytes=0-9", If_Range=validator)
        assert (validator, got.status_code, len(got.content)) == (validator, status, 10 if status == 206 else SIZE)


@pytest.mark.parametrize("path", [MP3, "/feed.xml", "/", "/2026-06-23/chapters.json"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_client_that_has_the_file_is_told_so(ask: Any, path: str, method: str) -> None:
    now = ask(path).headers
    etag, modified = now["etag"], now["last-modified"]
    long_ago, later = formatdate(0, usegmt=True), formatdate(4e9, usegmt=True)
    for headers, status in (
        ({"If_None_Match": etag}, 304),
        ({"If_None_Match": f"W/{etag}"}, 304),
        ({"If_None_Match": f'"a", W/"b,c" ,{etag}'}, 304),
        ({"If_None_Match": "*"}, 304),
        ({"If_None_Match": '"other"'}, 200),
        ({"If_None_Match": etag.strip('"')}, 200),
        ({"If_None_Match": '"other"', "If_Modified_Since": later}, 200),
        ({"If_None_Match": etag, "If_Modified_Since": long_ago}, 304),
        ({"If_None_Match": etag, "Range": "bytes=0-9"}, 304),
        ({"If_Modified_Since": modified}, 304),
        ({"If_Modified_Since": later}, 304),
        ({"If_Modified_Since": long_ago}, 200),
        ({"If_Modified_Since": "yesterday"}, 200),
        ({"If_Modified_Since": ""}, 200),
    ):
        got = ask(path, method, **headers)
        assert (headers, got.status_code) == (headers, status)
        if status == 304:
            assert got.content == b""
            assert got.headers["etag"] == etag
            assert got.headers.get("vary") == now.get("vary")
            assert "content-type" not in got.headers


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("br;q=0.4, GZIP;q=0.5", "gzip"),
        ("br, GZIP;q=0.5", "br"),
        ("*", "br"),
        ("gzip;q=0", None),
        ("gzip; q=0.000, *", "br"),
        ("br;q=0, *;q=0.1", "gzip"),
        ("*;q=0", None),
        ("gzip;q=nonsense", None),
        ("identity", None),
        ("", None),
    ],
)
def test_text_is_compressed_for_those_who_take_it(ask: Any, accept: str, coding: str | None) -> None:
    packed = coding is not None
    plain, got = ask("/feed.xml"), ask("/feed.xml", Accept_Encoding=accept)
    assert got.headers.get("content-encoding") == coding
    assert got.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert got.content == plain.content
    assert (got.headers["etag"] != plain.headers["etag"]) == packed
    assert (int(got.headers["content-length"]) < len(plain.content)) == packed
    assert ask("/feed.xml", Accept_Encoding=accept, If_None_Match=got.headers["etag"]).status_code == 304


def test_compressed_bytes_are_the_same_each_time_and_unpack_to_the_page(show: Show) -> None:
    for _ in range(2):
        with client(show).stream("GET", "/", headers={"Accept-Encoding": "gzip"}) as got:
            packed = b"".join(got.iter_raw())
        assert gzip.decompress(packed) == (show.feed / "index.html").read_bytes()


def test_audio_and_pictures_are_never_compressed(ask: Any) -> None:
    for path in (MP3, "/cover.jpg"):
        got = ask(path, Accept_Encoding="gzip")
        assert "content-encoding" not in got.headers
        assert "vary" not in got.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "PATCH", "BREW"])
def test_other_methods_are_told_which_there_are(ask: Any, method: str) -> None:
    for path in ("/feed.xml", "/nothing"):
        got = ask(path, method)
        assert got.status_code == 405
        assert set(got.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
        assert got.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/feed.xml/",
        "/feed.xml/x",
        "//feed.xml",
        "/2026-06-23//index.html",
        "/README.md",
        "/readme.MD",
        "/.published",
        "/.hidden/x.txt",
        "/%2epublished",
        "/../show.yaml",
        "/%2e%2e/show.yaml",
        "/%2e%2e%2fsecret.txt",
        "/2026-06-23/../../secret.txt",
        "/2026-06-23/%2e%2e/feed.xml",
        "/..%5csecret.txt",
        "/2026-06-23%5cindex.html",
        "/feed.xml%00",
        "/%00",
        "/%ff",
        "/link.txt",
        "/folder-link/secret.txt",
        "/loop",
        "/empty/",
        "/empty",
        "/" + "a" * 3000,
        "/feed.xml::$DATA",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nothing_but_published_files_can_be_reached(show: Show, path: str, method: str) -> None:
    status, headers, body = raw(show, method, path)
    assert status == 404
    assert b"secret" not in body
    assert headers[b"x-content-type-options"] == b"nosniff"


def raw(show: Show, method: str, path: str) -> tuple[int, dict[bytes, bytes], bytes]:
    """One request as uvicorn hands it on: the path decoded once and not tidied, as a client would."""
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"localhost:8642")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8642),
    }
    asyncio.run(Site(show)(scope, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(part.get("body", b"") for part in sent[1:])


def test_a_folder_without_its_slash_is_sent_to_its_page(ask: Any) -> None:
    got = ask("/2026-06-23")
    assert (got.status_code, got.headers["location"]) == (301, "2026-06-23/")


def test_players_on_other_hosts_may_read_the_feed_the_transcript_and_the_chapters(ask: Any) -> None:
    for path in ("/feed.xml", "/2026-06-23/transcript.vtt", "/2026-06-23/chapters.json"):
        assert ask(path).headers["access-control-allow-origin"] == "*"
    for path in ("/", MP3, "/style.css"):
        assert "access-control-allow-origin" not in ask(path).headers


def test_a_phone_gets_the_feed_and_the_page_with_the_address_it_came_to(show: Show, ask: Any) -> None:
    here, there = ask("/feed.xml"), ask("/feed.xml", Host="192.168.1.5:9000")
    parsed = feedparser.parse(there.content)
    assert parsed.entries[0].enclosures[0].href == f"http://192.168.1.5:9000{MP3}"
    assert b"localhost" not in there.content
    assert int(there.headers["content-length"]) == len(there.content)
    assert there.headers["etag"] != here.headers["etag"]
    assert here.content == (show.feed / "feed.xml").read_bytes()
    assert b"http://192.168.1.5:9000/feed.xml" in ask("/", Host="192.168.1.5:9000").content


@pytest.mark.parametrize("host", ["localhost", "my-pc.local:8642", "192.168.1.5", "[fe80::1]:8642"])
def test_a_host_may_be_a_name_or_an_address(ask: Any, host: str) -> None:
    assert f"http://{host}/feed.xml".encode() in ask("/feed.xml", Host=host).content


@pytest.mark.parametrize("host", ["", "a b", "x/../y", "user@host", "<script>", "host:port", "host:123456"])
def test_a_host_that_is_none_is_refused(ask: Any, host: str) -> None:
    assert ask("/feed.xml", Host=host).status_code == 400


def test_under_a_public_address_the_bytes_are_served_as_they_are(studio: Studio) -> None:
    show = studio.show(base_url="https://news.example.org/")
    studio.render(show)
    publish(show)
    got = asking(client(show))("/feed.xml", Host="anything.example")
    assert got.content == (show.feed / "feed.xml").read_bytes()
    assert b"https://news.example.org/2026-06-23/2026-06-23.mp3" in got.content


def test_a_base_address_with_a_path_is_served_at_that_path_too(studio: Studio) -> None:
    show = studio.show(base_url="http://localhost:8642/my%20show/")
    studio.render(show, audio=AUDIO)
    publish(show)
    ask = asking(client(show))
    for path in ("/my%20show/feed.xml", "/feed.xml"):
        parsed = feedparser.parse(ask(path, Host="10.0.0.2:8642").content)
        enclosure = parsed.entries[0].enclosures[0].href
        assert enclosure == f"http://10.0.0.2:8642/my%20show{MP3}"
        assert ask(enclosure.removeprefix("http://10.0.0.2:8642")).content == AUDIO
    assert ask("/my%20show").headers["location"] == "my%20show/"
    assert ask("/my%20show/2026-06-23").headers["location"] == "2026-06-23/"
    assert ask("/my%20show/../show.yaml").status_code == 404


def test_a_new_publish_is_served_at_once(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    ask = asking(client(show))
    before = ask("/feed.xml")
    publish(studio.show(title="Renamed"))
    after = ask("/feed.xml", If_None_Match=before.headers["etag"])
    assert after.status_code == 200
    assert b"Renamed" in after.content


def test_before_anything_is_published_the_error_says_what_to_run(studio: Studio) -> None:
    with pytest.raises(DaycastError, match="daycast publish"):
        Site(studio.show())
