"""The rules of the Podcast Technical Measurement Guidelines, section by section."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from log_lines import ENOUGH, FILE, LATER, MONDAY, OPUS, TUESDAY, count, downloads, line

from daycast.feed.stats.count import REASONS, Counted, Key, network

ONE = Key(MONDAY, MONDAY, "AntennaPod", "")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"method": "HEAD", "sent": 0}, "unanswered"),
        ({"method": "POST"}, "unanswered"),
        ({"status": 304, "sent": 0}, "unanswered"),
        ({"status": 404}, "unanswered"),
        ({"status": 416}, "unanswered"),
        ({"path": "/feed.xml"}, "other"),
        ({"path": "/2026-06-22/index.html"}, "other"),
        ({"path": "/2026-06-22/2026-06-22.mp3.html"}, "other"),
        ({"path": "/2020-01-01/2020-01-01.mp3"}, "unknown"),
        ({"agent": "-"}, "nameless"),
        ({"agent": "somebot/1.0"}, "robot"),
        ({"agent": "atc/1.0 watchOS/7.1 model/Watch4,2 hwp/t8006 build/18R590 (6; dt:191)"}, "watch"),
        ({"agent": "Podcasts (null)/(null) watchOS/5.0.1 model/Watch3,3"}, "watch"),
        ({"status": 206, "sent": 2}, "probe"),
        ({"status": 206, "sent": 2, "span": "bytes=0-1"}, "probe"),
        ({"sent": ENOUGH - 1}, "short"),
        ({"status": 206, "sent": ENOUGH - 1}, "short"),
        ({"time": "31/Feb/2026:12:00:00 +0000"}, "broken"),
        ({"time": "22/Jun/2026:12:99:00 +0000"}, "broken"),
    ],
)
def test_what_is_no_download_is_counted_under_its_reason(change: dict[str, Any], why: str) -> None:
    counted = count([line(**change)])
    assert (dict(counted.downloads), dict(counted.left_out)) == ({}, {why: 1})


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"sent": ENOUGH},
        {"status": 206, "sent": ENOUGH},
        {"status": 206, "sent": ENOUGH, "span": "bytes=0-"},
        {"path": f"/show/{FILE}"},
        {"path": f"/{FILE}?from=app"},
        {"path": f"https://news.example.org/{FILE}"},
        {"path": f"/{OPUS}", "sent": 250_000},
    ],
)
def test_a_minutes_sound_is_a_download(change: dict[str, Any]) -> None:
    counted = count([line(**change)])
    assert (dict(counted.downloads), dict(counted.left_out)) == ({ONE: 1}, {})


def test_one_address_with_several_apps_is_several_listeners() -> None:
    # the guidelines' own example: 10 requests by 6 user agents are 6 downloads (5.5.4)
    agents = [f"App{number % 6}/1" for number in range(10)]
    counted = count(line(agent=agent) for agent in agents)
    assert sum(counted.downloads.values()) == 6
    assert counted.left_out == {"joined": 4}


@pytest.mark.parametrize(
    ("times", "expected"),
    [  # the table of 5.5.1, calendar day; it begins on a Monday
        (["22/Jun/2026:22:00:00 +0000"], 1),
        (["22/Jun/2026:22:00:00 +0000", "23/Jun/2026:03:00:00 +0000"], 2),
        (["22/Jun/2026:22:00:00 +0000", "23/Jun/2026:03:00:00 +0000", "23/Jun/2026:22:15:00 +0000"], 2),
        (["22/Jun/2026:22:00:00 +0000", "23/Jun/2026:03:00:00 +0000", "24/Jun/2026:23:15:00 +0000"], 3),
    ],
)
def test_a_day_is_a_calendar_day(times: list[str], expected: int) -> None:
    assert downloads(*(line(time=time) for time in times)) == expected


def test_parts_of_a_file_add_up_to_a_download() -> None:
    part = ENOUGH // 4
    assert downloads(*[line(status=206, sent=part)] * 3) == 0
    assert downloads(*[line(status=206, sent=part)] * 4) == 1


def test_bytes_that_came_twice_count_once_where_the_log_names_the_range() -> None:
    again = line(status=206, sent=400_000, span="bytes=0-399999")
    assert downloads(again, again, again) == 0
    assert downloads(again, line(status=206, sent=100_000, span="bytes=400000-499999")) == 1
    assert downloads(again, line(status=206, sent=100_000, span="bytes=399999-499998")) == 0
    assert downloads(again, line(status=200, sent=450_000)) == 0  # an answer with 200 begins at the beginning


def test_what_was_asked_for_but_not_sent_does_not_count() -> None:
    assert downloads(line(status=206, sent=1000, span="bytes=0-4999999")) == 0


def test_parts_of_two_formats_do_not_add_up_to_a_minute_of_either() -> None:
    mp3 = line(sent=400_000)
    opus = line(path=f"/{OPUS}", sent=200_000)
    assert count([mp3, opus]).left_out == {"short": 2}
    whole = line(path=f"/{OPUS}", sent=900_000)
    for lines in ([mp3, whole], [whole, mp3]):
        counted = count(lines)
        assert (dict(counted.downloads), dict(counted.left_out)) == ({ONE: 1}, {"joined": 1})


def test_ipv6_addresses_of_one_network_are_one_listener() -> None:
    same = ["2001:db8:0:1:aaaa::1", "2001:db8:0:1:bbbb::2", "2001:DB8:0000:1::", "2001:db8:0:1::9%eth0"]
    assert downloads(*(line(address=address) for address in same)) == 1
    assert downloads(line(address="2001:db8:0:1::1"), line(address="2001:db8:0:2::1")) == 2


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("host.example.org", "host.example.org"),
        ("not:an:address", "not:an:address"),
    ],
)
def test_ipv4_and_names_stay_whole(address: str, expected: str) -> None:
    assert network(address) == expected


def test_a_listener_with_a_name_is_one_whatever_apps_and_networks() -> None:
    lines = [
        line(path=f"/show/t/ada/{FILE}", address="192.0.2.1", agent="Overcast/1"),
        line(path=f"/show/t/ada/{FILE}", address="198.51.100.9", agent="AntennaPod/3"),
        line(path=f"/show/t/ben/{FILE}", address="192.0.2.1", agent="Overcast/1"),
        line(path=f"/show/t/ada/{LATER}", time="23/Jun/2026:07:00:00 +0000"),
    ]
    for order in (lines, lines[::-1]):
        assert dict(count(order).downloads) == {
            Key(MONDAY, MONDAY, "AntennaPod", "ada"): 1,
            Key(MONDAY, MONDAY, "Overcast", "ben"): 1,
            Key(TUESDAY, TUESDAY, "AntennaPod", "ada"): 1,
        }


def test_only_the_days_that_were_asked_for_are_counted() -> None:
    lines = [line(time=f"{day}/Jun/2026:12:00:00 +0000") for day in (21, 22, 23, 24)]
    counted = count(lines, since=MONDAY, until=TUESDAY)
    assert {key.day for key in counted.downloads} == {MONDAY, TUESDAY}
    assert counted.left_out == {"outside": 2}


def test_the_day_on_which_one_address_made_the_most_is_known() -> None:
    lines = [line(agent=f"App{number}/1") for number in range(7)] + [line(address="192.0.2.2")]
    assert count(lines).busiest == (MONDAY, 7)
    assert count([]).busiest is None


def test_nothing_of_an_address_is_left_in_what_was_counted() -> None:
    told = repr(count([line(address="203.0.113.77"), line(address="203.0.113.77", sent=5)]))
    assert "203.0.113" not in told


requests = st.builds(
    line,
    address=st.sampled_from(["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2"]),
    time=st.sampled_from(["22/Jun/2026:12:00:00 +0000", "22/Jun/2026:23:59:00 +0000", "23/Jun/2026:00:30:00 +0100"]),
    method=st.sampled_from(["GET", "GET", "GET", "HEAD"]),
    path=st.sampled_from([f"/{FILE}", f"/{OPUS}", f"/{LATER}", f"/t/ada/{FILE}", "/feed.xml"]),
    status=st.sampled_from([200, 206, 206, 304]),
    sent=st.sampled_from([2, 100_000, 200_000, 300_000, 600_000]),
    agent=st.sampled_from(["AntennaPod/3", "Overcast/1", "abot/1", "-"]),
    span=st.sampled_from(["", "bytes=0-99999", "bytes=100000-", "bytes 200000-299999/5000000"]),
)
logs = st.lists(requests, max_size=25)


def same(one: Counted, other: Counted) -> bool:
    return (one.downloads, one.left_out, one.busiest) == (other.downloads, other.left_out, other.busiest)


@given(logs, st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(lines: list[str], dice: random.Random) -> None:
    mixed = dice.sample(lines, len(lines))
    assert same(count(lines), count(mixed))


@given(logs)
def test_every_line_is_a_download_or_is_left_out_for_one_reason(lines: list[str]) -> None:
    counted = count(lines)
    assert counted.lines == len(lines)
    assert set(counted.left_out) <= set(REASONS)
    assert all(counted.left_out.values())


@given(logs, st.data())
def test_a_line_that_stands_twice_adds_no_download_where_ranges_are_known(
    lines: list[str], data: st.DataObject
) -> None:
    known = [one for one in lines if " 206 " not in one or "bytes" in one]
    again = data.draw(st.lists(st.sampled_from(known), max_size=5)) if known else []
    assert count(known).downloads == count([*known, *again]).downloads


@given(st.integers(1, 1_000_000), st.lists(st.integers(1, 999_999), max_size=6), st.booleans())
def test_a_file_got_in_parts_counts_as_it_does_got_at_once(size: int, cuts: list[int], named: bool) -> None:
    ends = [0, *sorted({cut for cut in cuts if cut < size}), size]
    spans = [(start, end) for start, end in pairwise(ends) if end - start > 2]  # else it would be a probe
    parts = [
        line(status=206, sent=end - start, span=f"bytes={start}-{end - 1}" if named else "") for start, end in spans
    ]
    assert downloads(*parts) == downloads(line(status=206, sent=sum(end - start for start, end in spans)))


@given(logs, logs)
def test_more_lines_never_take_a_download_away(lines: list[str], more: list[str]) -> None:
    few, many = count(lines).downloads, count([*lines, *more]).downloads
    assert sum(few.values()) <= sum(many.values())
    assert {key[:2] for key in few} <= {key[:2] for key in many}
