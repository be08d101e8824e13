"""The site's decisions, each on values alone."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.feed import kinds
from daycast.feed.packed import pack
from daycast.feed.site import conditions, log, ranges, rhythm
from daycast.feed.site.asked import read
from daycast.feed.site.coding import accepted
from daycast.feed.site.door import Entry, enter
from daycast.feed.site.lookup import find
from daycast.feed.site.metrics import Metrics

if TYPE_CHECKING:
    from pathlib import Path

DAY, HOUR = 86400.0, 3600.0
ETAG = '"abc"'
MONDAY = datetime(2026, 6, 22, 4, 0, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=2-5", (2, 6)),
        ("BYTES=2-", (2, 10)),
        ("bytes=9-99", (9, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-99", (0, 10)),
        (" bytes=1-2 ", (1, 3)),
        ("bytes=10-", (10, 10)),
        ("bytes=-0", (10, 10)),
        ("bytes=5-2", None),
        ("bytes=0-1,3-4", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes = 1-2", None),
        ("bytes=1_0-20", None),
        ("bytes=٣-", None),
        ("bytes=0-" + "9" * 5000, None),
        ("items=0-5", None),
    ],
)
def test_a_range_is_a_part_or_the_whole(value: str, part: tuple[int, int] | None) -> None:
    assert ranges.wanted(value, 10) == part


@given(st.text(max_size=40) | st.from_regex(r"bytes=[0-9]{0,4}-[0-9]{0,4}", fullmatch=True), st.integers(0, 2000))
def test_whatever_is_asked_a_part_lies_inside_the_file(value: str, size: int) -> None:
    part = ranges.wanted(value, size)
    assert part is None or 0 <= part[0] <= part[1] <= size


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1, 100))
def test_first_and_last_byte_give_the_same_part_as_slicing(first: int, last: int, size: int) -> None:
    data = bytes(range(size))
    part = ranges.wanted(f"bytes={first}-{last}", size)
    if first <= last:
        assert part is not None
        assert data[slice(*part)] == data[first : last + 1]
    else:
        assert part is None


@pytest.mark.parametrize(
    ("headers", "verdict"),
    [
        ({}, None),
        ({"if-none-match": '"abc"'}, 304),
        ({"if-none-match": 'W/"abc"'}, 304),
        ({"if-none-match": '"x", W/"y,z" , "abc"'}, 304),
        ({"if-none-match": " * "}, 304),
        ({"if-none-match": '"x"'}, None),
        ({"if-none-match": "abc"}, None),
        ({"if-none-match": ""}, None),
        ({"if-none-match": '"x"', "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}, None),
        ({"if-none-match": '"abc"', "if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"}, 304),
        ({"if-modified-since": "Tue, 23 Jun 2026 04:00:00 GMT"}, 304),
        ({"if-modified-since": "Tue, 23 Jun 2026 03:59:59 GMT"}, None),
        ({"if-modified-since": "Tuesday, 23-Jun-26 04:00:00 GMT"}, 304),
        ({"if-modified-since": "yesterday"}, None),
        ({"if-modified-since": "Tue, 99 Jun 2026 99:00:00 GMT"}, None),
        ({"if-match": '"abc"'}, None),
        ({"if-match": '"x", "abc"'}, None),
        ({"if-match": "*"}, None),
        ({"if-match": 'W/"abc"'}, 412),
        ({"if-match": '"x"'}, 412),
        ({"if-match": '"x"', "if-none-match": '"abc"'}, 412),
        ({"if-match": '"abc"', "if-none-match": '"abc"'}, 304),
        ({"if-match": '"abc"', "if-unmodified-since": "Thu, 01 Jan 1970 00:00:00 GMT"}, None),
        ({"if-unmodified-since": "Thu, 01 Jan 1970 00:00:00 GMT"}, 412),
        ({"if-unmodified-since": "Tue, 23 Jun 2026 04:00:00 GMT"}, None),
        ({"if-unmodified-since": "tomorrow"}, None),
    ],
)
def test_conditions_are_judged_in_the_order_of_the_standard(headers: dict[str, str], verdict: int | None) -> None:
    asked = {name.encode(): value.encode() for name, value in headers.items()}
    modified = int(datetime(2026, 6, 23, 4, 0, tzinfo=UTC).timestamp())
    assert conditions.verdict(asked, ETAG, modified) == verdict


@given(st.text(alphabet=' ,"W/*abc', max_size=30))
def test_whoever_sends_our_tag_in_a_list_is_told_that_nothing_changed(others: str) -> None:
    tags = f'"{others.replace(chr(34), "")}", {ETAG}'.encode()
    assert conditions.verdict({b"if-none-match": tags}, ETAG, 0) == 304


@pytest.mark.parametrize(
    ("accept", "order"),
    [
        ("", ("",)),
        ("gzip", ("gzip", "")),
        ("gzip, br", ("br", "gzip", "")),
        ("br;q=0.5, gzip;q=0.8", ("gzip", "br", "")),
        ("gzip;q=0, br", ("br", "")),
        ("*", ("br", "gzip", "")),
        ("*;q=0", ("",)),
        ("gzip;q=0, *", ("br", "")),
        ("GZIP ; Q=1.0", ("gzip", "")),
        ("gzip;q=2", ("",)),
        ("gzip;level=9", ("",)),
        ("identity;q=0", ("",)),
    ],
)
def test_codings_come_in_the_clients_order_and_never_what_it_refuses(accept: str, order: tuple[str, ...]) -> None:
    assert accepted(accept.encode()) == order


@pytest.mark.parametrize(
    ("says", "hours", "now", "seconds"),
    [
        ("one episode: a day", (0,), 23.5, 1800),
        ("daily, ten minutes before", (0, 24, 48), 72 - 1 / 6, 600),
        ("daily, long before", (0, 24, 48), 50, 3600),
        ("late", (0, 24, 48), 73, 60),
        ("half a minute before", (0, 24, 48), 72 - 1 / 120, 60),
        ("twice a day", (0, 12, 24, 36), 47.5, 1800),
        ("weekly with one special", (0, 168, 170, 336, 504), 670.75, 900),
        ("no episode", (), 0, 60),
    ],
)
def test_an_answer_stays_fresh_until_the_next_episode_is_due(
    says: str, hours: tuple[float, ...], now: float, seconds: int
) -> None:
    times = tuple(MONDAY + hour * HOUR for hour in hours)
    assert rhythm.max_age(rhythm.due(times), MONDAY + now * HOUR) == seconds


@given(st.lists(st.floats(0, 4e9), max_size=12), st.floats(0, 4e9))
def test_no_answer_outlives_an_hour_or_the_next_episode_by_more_than_a_minute(times: list[float], now: float) -> None:
    due = rhythm.due(tuple(sorted(set(times))))
    age = rhythm.max_age(due, now)
    assert rhythm.SHORTEST <= age <= rhythm.LONGEST
    assert due is None or age <= max(due - now, rhythm.SHORTEST)


def test_the_times_of_publishing_are_read_from_the_feed() -> None:
    feed = b"<pubDate>Tue, 23 Jun 2026 06:00:00 +0200</pubDate><item><pubDate>Mon, 22 Jun 2026 04:00:00 GMT</pubDate>"
    assert rhythm.published(feed + b"<pubDate>soon</pubDate>") == (MONDAY, MONDAY + DAY)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("feed.xml", "text/xml; charset=utf-8"),
        ("feed-12.xml", "text/xml; charset=utf-8"),
        ("sitemap.xml", "application/xml"),
        ("feed.xsl", "text/xsl; charset=utf-8"),
        ("index.html", "text/html; charset=utf-8"),
        ("2026-06-23.MP3", "audio/mpeg"),
        ("2026-06-23.m4a", "audio/mp4"),
        ("2026-06-23.opus", "audio/ogg"),
        ("cover.png", "image/png"),
        ("what", "application/octet-stream"),
    ],
)
def test_a_name_tells_the_type(name: str, kind: str) -> None:
    assert kinds.media_type(name) == kind


def scope(path: bytes = b"/", *headers: tuple[bytes, bytes], **more: object) -> dict[str, object]:
    return {
        "method": "GET",
        "scheme": "http",
        "raw_path": path,
        "query_string": b"",
        "http_version": "1.1",
        "client": ("203.0.113.9", 5),
        "headers": [(b"host", b"a"), *headers],
        **more,
    }


@pytest.mark.parametrize(
    ("says", "given_scope", "fault"),
    [
        ("sound", scope(), 0),
        ("no host", scope(headers=[]), 400),
        ("an empty host", scope(headers=[(b"host", b"")]), 400),
        ("no host in HTTP/1.0", scope(headers=[], http_version="1.0"), 0),
        ("two hosts", scope(b"/", (b"host", b"a")), 400),
        ("two hosts in one", scope(headers=[(b"host", b"a, b")]), 400),
        ("a host with a path", scope(headers=[(b"host", b"a/b")]), 400),
        ("a host in brackets", scope(headers=[(b"host", b"[fe80::1]:80")]), 0),
        ("chunks", scope(b"/", (b"transfer-encoding", b"chunked")), 400),
        ("a length", scope(b"/", (b"content-length", b"3")), 0),
        ("two lengths", scope(b"/", (b"content-length", b"3"), (b"content-length", b"4")), 400),
        ("another method", scope(method="POST"), 405),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_request_has_a_fault(says: str, given_scope: dict[str, object], fault: int) -> None:
    assert read(given_scope).fault == fault


def test_a_proxy_on_this_machine_names_the_client_and_others_do_not() -> None:
    named = ((b"x-forwarded-for", b"198.51.100.7, 192.0.2.3"), (b"x-forwarded-proto", b"https"))
    here = read(scope(b"/", *named, client=("127.0.0.1", 1)))
    assert (here.client, here.scheme) == ("192.0.2.3", "https")
    there = read(scope(b"/", *named))
    assert (there.client, there.scheme) == ("203.0.113.9", "http")


@given(st.binary(max_size=40))
def test_no_path_leads_out_of_the_folder(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    root = tmp_path_factory.getbasetemp() / "out"
    (root / "feed").mkdir(parents=True, exist_ok=True)
    (root / "feed" / "index.html").touch()
    (root / "secret.txt").touch()
    for path in (b"/" + raw, b"/../" + raw, b"/%2e%2e/secret.txt" + raw):
        found = find(root / "feed", read(scope(path)).path)
        assert found is None or found.is_relative_to(root / "feed")


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("/t/good/feed.xml", Entry("/feed.xml", "t/good/", "/t/ann/feed.xml", "ann")),
        ("/t/good/", Entry("/", "t/good/", "/t/ann/", "ann")),
        ("/t/good", Entry("", "t/good/", "/t/ann", "ann")),
        ("/t/good/t/bad/x", Entry("/t/bad/x", "t/good/", "/t/ann/t/bad/x", "ann")),
        ("/t/bad/feed.xml", Entry(None, "", "/t/-/-")),
        ("/t/", Entry(None, "", "/t/-/-")),
        ("/feed.xml", Entry(None, "", "/-")),
        ("/good/feed.xml", Entry(None, "", "/-")),
    ],
)
def test_a_token_opens_the_site_and_is_never_logged(path: str, entry: Entry) -> None:
    assert enter(path, {"good": "ann"}.get) == entry


def test_a_line_of_the_log_has_the_combined_format() -> None:
    at = log.moment(int(MONDAY))
    assert log.line("192.0.2.1", at, ("GET", "/feed.xml", "1.1"), 200, 999, b"", b"AntennaPod/3.5") == (
        '192.0.2.1 - - [22/Jun/2026:04:00:00 +0000] "GET /feed.xml HTTP/1.1" 200 999 "-" "AntennaPod/3.5"\n'
    )


@given(st.text(max_size=20), st.binary(max_size=20), st.binary(max_size=20))
def test_nobody_can_write_a_line_of_their_own_into_the_log(target: str, referer: bytes, agent: bytes) -> None:
    line = log.line("192.0.2.1", "now", ("GET", target, "1.1"), 200, 1, referer, agent)
    assert line.isascii()
    assert line.count("\n") == 1
    assert line.count('"') == 6


def test_metrics_are_told_as_prometheus_reads_them() -> None:
    metrics = Metrics()
    metrics.requests["GET", 200] += 2
    metrics.bytes = 30
    lines = metrics.text().decode().splitlines()
    assert 'daycast_http_requests_total{method="GET",status="200"} 2' in lines
    assert "daycast_http_response_bytes_total 30" in lines
    assert sum(line.startswith("# TYPE") for line in lines) == 3


def test_texts_get_compressed_forms_and_media_none(tmp_path: Path) -> None:
    text = b"The same words again. " * 99
    for name in ("a.html", "a.mp3", "short.txt"):
        (tmp_path / name).write_bytes(text if name != "short.txt" else b"short")
    assert pack(tmp_path, ["a.html", "a.mp3", "short.txt"]) == ("a.html.br", "a.html.gz")
    assert gzip.decompress((tmp_path / "a.html.gz").read_bytes()) == text
    assert brotli.decompress((tmp_path / "a.html.br").read_bytes()) == text
    assert pack(tmp_path, ["a.html", "a.mp3", "short.txt"]) == ()


def test_what_is_about_to_be_written_has_its_forms_before(tmp_path: Path) -> None:
    assert pack(tmp_path, (), {"feed.xml": b"old " * 99}) == ("feed.xml.br", "feed.xml.gz")
    assert not (tmp_path / "feed.xml").exists()
    assert pack(tmp_path, ["feed.xml"], {"feed.xml": b"new " * 99}) == ("feed.xml.br", "feed.xml.gz")
    assert gzip.decompress((tmp_path / "feed.xml.gz").read_bytes()) == b"new " * 99


def test_a_text_that_became_too_short_to_compress_loses_its_forms(tmp_path: Path) -> None:
    pack(tmp_path, (), {"a.txt": b"long " * 99})
    assert pack(tmp_path, (), {"a.txt": b"short"}) == ("a.txt.br", "a.txt.gz")
    assert list(tmp_path.iterdir()) == []


def test_compressed_forms_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        pack(tmp_path / name, (), {"feed.xml": b"words " * 99})
        made.append([path.read_bytes() for path in sorted((tmp_path / name).iterdir())])
    assert made[0] == made[1]
