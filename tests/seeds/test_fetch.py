"""The web is asked politely, patiently and within bounds, and what it must not lead to is refused."""

import asyncio
import gzip
import threading
from collections.abc import Mapping
from dataclasses import replace

import httpx2
import pytest
from gather_site import QUICK, Reply, Site

from daycast.errors import DaycastError
from daycast.seeds.web.fetch import Answer, Limits, Web
from daycast.seeds.web.reach import Home, is_public
from daycast.seeds.web.robots import Robots

pytestmark = pytest.mark.slow  # over HTTP on this machine


def get(url: str, home: str = "", limits: Limits = QUICK, **conditions: str) -> Answer:
    async def ask() -> Answer:
        async with Web(limits) as web:
            return await web.get(url, Home.of(home or url), **conditions)

    return asyncio.run(ask())


def test_an_answer_comes_with_its_type_and_its_validators(site: Site) -> None:
    url = site.puts("/a", "hello", Content_Type="text/plain", ETag='"1"', Last_Modified="Mon, 22 Jun 2026 06:00:00 GMT")
    answer = get(url)
    assert (answer.body, answer.content_type, answer.etag) == (b"hello", "text/plain", '"1"')
    assert answer.modified == "Mon, 22 Jun 2026 06:00:00 GMT"


def test_what_has_not_changed_comes_without_a_body(site: Site) -> None:
    def reply(headers: Mapping[str, str]) -> Reply:
        assert headers["If-Modified-Since"] == "then"
        return Reply(status=304 if headers["If-None-Match"] == '"1"' else 500)

    site.replies["/a"] = reply
    assert get(site.url + "/a", etag='"1"', modified="then").body is None


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_host_is_asked_again(site: Site, status: int) -> None:
    answers = iter([Reply(status=status, headers={"Retry-After": "0"}), Reply("now")])
    site.replies["/a"] = lambda _: next(answers)
    assert get(site.url + "/a").body == b"now"


@pytest.mark.parametrize(
    ("reply", "asked", "told"),
    [
        (Reply(status=404), 1, "404 Not Found"),
        (Reply(status=403), 1, "403 Forbidden"),
        (Reply(status=500), 2, "500 Internal Server Error"),
        (Reply(status=799), 1, "HTTP status 799"),
        (Reply(status=429, headers={"Retry-After": "7200"}), 1, "asks to come back in 120 minutes"),
        (Reply(status=503, headers={"Retry-After": "Tue, 01 Jan 2999 00:00:00 GMT"}), 1, "asks to come back"),
        (Reply(status=503, headers={"Retry-After": "soon"}), 2, "503 Service Unavailable"),
        (Reply("x", headers={"Content-Encoding": "br"}), 1, "'br'"),
        (Reply("not gzip at all", headers={"Content-Encoding": "gzip"}), 1, "damaged"),
        (Reply(gzip.compress(b"word " * 99)[:-9], headers={"Content-Encoding": "gzip"}), 1, "cut off"),
        (Reply(b"x" * 100_001), 1, "larger than"),
        (Reply(gzip.compress(b"x" * 50_000_000, 1), headers={"Content-Encoding": "gzip"}), 1, "larger than"),
        (Reply(status=302, headers={"Location": "/a"}), 6, "redirects more than 5 times"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), 1, "no web address"),
        (Reply(status=302, headers={"Location": "http://[::1/"}), 1, "no web address"),
    ],
)
def test_an_answer_that_is_of_no_use_says_why(site: Site, reply: Reply, asked: int, told: str) -> None:
    site.replies["/a"] = reply
    with pytest.raises(DaycastError, match=told):
        get(site.url + "/a")
    assert len(site.asked) == asked


def test_an_answer_that_takes_too_long_is_given_up(site: Site) -> None:
    site.puts("/a", "short", Content_Length="99")
    with pytest.raises(DaycastError, match=r"no answer within 0\.05 seconds|the connection broke"):
        get(site.url + "/a", limits=replace(QUICK, seconds=0.05, attempts=1))


def test_a_host_that_does_not_answer_is_not_asked_for_its_other_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    async def refuse(self: object, request: httpx2.Request, **_: object) -> httpx2.Response:
        asked.append(request.url.path)
        raise httpx2.ConnectError("refused")

    monkeypatch.setattr(httpx2.AsyncClient, "send", refuse)
    home = Home.of("http://127.0.0.1/")

    async def ask() -> list[str]:
        async with Web(QUICK) as web:
            pages = (web.get(f"http://127.0.0.1/{name}", home) for name in "abc")
            return [str(error) for error in await asyncio.gather(*pages, return_exceptions=True)]

    assert asyncio.run(ask()) == ["cannot be reached: refused"] * 3
    assert asked == ["/a"] * QUICK.attempts


def test_a_host_that_is_silent_at_one_port_is_asked_at_another(site: Site) -> None:
    site.puts("/a", "here")
    nobody = "http://127.0.0.1:9/a"

    async def ask() -> tuple[object, object]:
        async with Web(QUICK) as web:
            silent = await asyncio.gather(web.get(nobody, Home.of(nobody)), return_exceptions=True)
            return silent[0], (await web.get(site.url + "/a", Home.of(site.url))).body

    silent, body = asyncio.run(ask())
    assert isinstance(silent, DaycastError)
    assert body == b"here"


def test_one_host_is_asked_one_thing_at_a_time(site: Site) -> None:
    inside: list[int] = []
    another = threading.Event()

    def reply(_: Mapping[str, str]) -> Reply:
        inside.append(1)
        if len(inside) > 1:
            another.set()
        another.wait(0.02)  # long enough for a second question to come in, if one is asked
        inside.pop()
        return Reply("x")

    site.replies["/a"] = reply

    async def ask() -> None:
        async with Web(QUICK) as web:
            await asyncio.gather(*(web.get(site.url + "/a", Home.of(site.url)) for _ in range(4)))

    asyncio.run(ask())
    assert not another.is_set()


def test_a_redirect_within_the_sources_own_host_is_followed(site: Site) -> None:
    site.puts("/b", "moved")
    url = site.puts("/a", status=301, Location="/b")
    assert (get(url).body, get(url).url) == (b"moved", site.url + "/b")


def test_a_proxy_of_the_environment_is_used_and_not_led_inside(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("daycast.seeds.web.fetch.getproxies", lambda: {"http": site.url})
    monkeypatch.setattr("daycast.seeds.web.fetch.proxy_bypass", lambda host: host == "127.0.0.1")
    site.replies["http://wire.example/feed"] = Reply("by proxy")
    site.puts("/direct", "directly")
    assert get("http://wire.example/feed").body == b"by proxy"
    assert get(site.url + "/direct").body == b"directly"
    for inside in ("http://10.0.0.1/", "http://[fd00::1]/", "http://intranet/"):
        with pytest.raises(DaycastError, match="inside your network"):
            get(inside, home="http://wire.example/feed")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::5db8:d822", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("not an address", False),
    ],
)
def test_an_address_of_the_open_internet_is_told_from_one_inside(address: str, expected: bool) -> None:
    assert is_public(address) is expected


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "169.254.169.254", "0", "2130706433", "0x7f.1"])
def test_a_source_of_the_open_internet_does_not_lead_inside(host: str) -> None:
    with pytest.raises(DaycastError, match="inside your network"):
        get(f"http://{host}/", home="https://93.184.216.34/feed")


def test_a_source_at_home_does_not_lead_to_other_doors_of_its_host(site: Site) -> None:
    with pytest.raises(DaycastError, match="inside your network"):
        get(site.puts("/a"), home="http://127.0.0.1:1/feed")


def may_fetch(site: Site) -> list[bool | BaseException]:
    async def ask() -> list[bool | BaseException]:
        async with Web(QUICK) as web:
            rules = Robots(web)
            asked = (rules.allows(f"{site.url}/news/{name}", Home.of(site.url)) for name in "ab")
            return await asyncio.gather(*asked, return_exceptions=True)

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (Reply("User-agent: *\nDisallow: /private\n"), True),
        (Reply("User-agent: *\nDisallow: /\n"), False),
        (Reply("User-agent: daycast\nDisallow: /news\n"), False),
        (Reply("User-agent: other\nDisallow: /\n"), True),
        (Reply(b"\xff\xfe\x00nonsense"), True),
        (Reply(status=404), True),
        (Reply(status=403), True),
    ],
)
def test_robots_txt_is_heeded_and_asked_once(site: Site, robots: Reply, allowed: bool) -> None:
    site.replies["/robots.txt"] = robots
    assert may_fetch(site) == [allowed, allowed]
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize("robots", [Reply(status=500), Reply(status=302, headers={"Location": "file:///etc/passwd"})])
def test_a_host_that_cannot_say_what_it_allows_allows_nothing(site: Site, robots: Reply) -> None:
    site.replies["/robots.txt"] = robots
    assert all(isinstance(answer, DaycastError) for answer in may_fetch(site))
