"""Sources found out about, added, imported and listed; `show.yaml` stays the person's own."""

import json
from pathlib import Path

import pytest
import yaml
from gather_site import NOW, QUICK, Site, item, page, rss, story
from typer.testing import CliRunner, Result

from daycast.cli import app
from daycast.errors import DaycastError
from daycast.seeds.gather import from_sources
from daycast.seeds.sources import add, appended
from daycast.seeds.web.discover import Discovered, discover
from daycast.seeds.web.opml import read_opml
from daycast.show import Show, Source, open_show

pytestmark = pytest.mark.slow  # whole gathers and commands, over HTTP on this machine

FEED = "https://wire.example.org/feed.xml"
OPML = '<opml version="2.0"><head><title>Mine</title></head><body>{}</body></opml>'
BOMB = '<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">'


def run(show: Show, *words: str) -> Result:
    result = CliRunner().invoke(app, ["sources", *words, "--show", str(show.root)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1  # one\nsources: [] # none yet\nb: [2,   3]\n", "a: 1  # one\nsources: # none yet\n{}b: [2,   3]\n"),
        (
            "sources:\n  - path: inbox   # mine\n\n# below\nb: 2\n",
            "sources:\n  - path: inbox   # mine\n{}\n# below\nb: 2\n",
        ),
        ("sources:   # mine\nb: 2\n", "sources:   # mine\n{}b: 2\n"),
        ("b: 'two'", "b: 'two'\nsources:\n{}"),
        ("sources:", "sources:\n{}"),
    ],
)
def test_a_source_is_added_and_every_other_byte_stays(before: str, after: str) -> None:
    assert appended(before, [{"feed": FEED}]) == after.format(f"  - feed: {FEED}\n")


@pytest.mark.parametrize("before", ["sources:\n- path: inbox\nb: 2\n", "sources: [{path: inbox}]  # one\nb: 2\n"])
@pytest.mark.parametrize("outlet", ["Wire", "A: b", "# no comment", '“Größe” \\ "x"', "yes", "- x", "12"])
def test_what_is_added_is_read_back_as_it_was(before: str, outlet: str) -> None:
    added = {"feed": FEED, "outlet": outlet}
    assert yaml.safe_load(appended(before, [added])) == {"sources": [{"path": "inbox"}, added], "b": 2}


def test_a_source_that_is_there_is_not_added_again(show: Show) -> None:
    assert add(show, [Source(feed=FEED), Source(feed=FEED + "?utm_source=x")]) == (Source(feed=FEED),)
    again = open_show(show.root)
    assert add(again, [Source(feed=FEED)]) == ()
    assert again.sources == (Source(feed=FEED),)


def test_an_address_is_found_to_be_a_feed_a_site_with_one_or_a_page(site: Site) -> None:
    feed = site.puts("/feed", rss(item("Lake", content=story("the lake")), title="Example Wire"))
    link = '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments">'
    link += (
        '<link rel="alternate" type="text/html" href="/mobile"><link rel=alternate type=application/rss+xml href=feed>'
    )
    home = site.puts("/home", page("Lake", story("the lake"), link))
    lone = site.puts("/lone", page("Lake", story("the lake")))
    assert discover(feed, limits=QUICK) == Discovered(Source(feed=feed), "Example Wire", 1)
    assert discover(home, limits=QUICK).source == Source(feed=feed)
    assert discover(home, as_page=True, limits=QUICK).source == Source(page=home)
    assert discover(lone, limits=QUICK).source == Source(page=lone)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", "neither a feed nor a page"),
        (b"\x00" * 200_000, "larger than"),
    ],
)
def test_an_address_without_either_says_so(site: Site, body: str | bytes, told: str) -> None:
    with pytest.raises(DaycastError, match=told):
        discover(site.puts("/a", body), limits=QUICK)


@pytest.mark.parametrize("url", ["wire.example.org", "file:///etc/passwd", "http://", ""])
def test_what_is_no_web_address_is_told(url: str) -> None:
    with pytest.raises(DaycastError, match="no web address"):
        discover(url, limits=QUICK)


def test_feeds_of_nested_outlines_are_imported_once_each(show: Show, tmp_path: Path) -> None:
    outline = '<outline text="{0}" xmlUrl="https://{0}.example/feed"/>'
    inner = f'<outline text="Lakes">{outline.format("a")}<outline text="Deep">{outline.format("b")}</outline></outline>'
    path = tmp_path / "mine.opml"
    path.write_text(
        OPML.format(
            inner + outline.format("a") + '<outline text="no feed"/><outline XMLURL=" https://c.example/feed "/>'
        )
    )
    assert "3 feeds added, 1 were there already" in run(show, "import", str(path)).stdout
    assert [source.feed for source in open_show(show.root).sources] == [
        f"https://{name}.example/feed" for name in "abc"
    ]
    assert "0 feeds added, 4 were there already" in run(show, "import", str(path)).stdout


def test_what_is_no_web_address_is_left_out_of_an_import_and_told(show: Show, tmp_path: Path) -> None:
    path = tmp_path / "mine.opml"
    path.write_text(OPML.format(f'<outline xmlUrl="file:///etc/passwd"/><outline xmlUrl="{FEED}"/>'))
    result = run(show, "import", str(path))
    assert "1 feeds added" in result.stdout
    assert "left out: 'file:///etc/passwd' is no web address" in result.stderr
    assert [source.feed for source in open_show(show.root).sources] == [FEED]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (f"<!DOCTYPE opml [{BOMB}]>" + OPML.format('<outline xmlUrl="&b;"/>'), "defines XML entities"),
        ('<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + OPML.format("&x;"), "defines XML entities"),
        ("<opml><body>", ":1: not XML"),
        ("not xml", "not XML"),
        ("<html/>", "this is <html>, not OPML"),
        ('<?xml version="1.0" encoding="klingon"?><opml/>', "not XML"),
    ],
)
def test_a_file_that_is_no_plain_opml_is_refused(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "bad.opml"
    path.write_text(content)
    with pytest.raises(DaycastError, match=told):
        read_opml(path)


def test_an_external_dtd_is_not_fetched(tmp_path: Path, site: Site) -> None:
    path = tmp_path / "dtd.opml"
    path.write_text(f'<!DOCTYPE opml SYSTEM "{site.url}/opml.dtd">' + OPML.format(f'<outline xmlUrl="{FEED}"/>'))
    assert read_opml(path) == (FEED,)
    assert site.asked == []


def test_sources_are_added_and_listed_with_how_they_do(show: Show, site: Site) -> None:
    feed = site.puts("/feed", rss(item("Lake", f"{site.url}/lake", content=story("the lake"))))
    assert f"feed  {feed}  Example Wire, 1 items" in run(show, "add", feed).stdout
    assert run(show, "add", feed).exit_code == 1
    site.replies.clear()
    from_sources(open_show(show.root), NOW.date(), now=NOW, limits=QUICK)
    (listed,) = json.loads(run(show, "list", "--json").stdout)
    assert listed == {
        "kind": "feed",
        "address": feed,
        "outlet": "",
        "success": "",
        "items": 0,
        "failures": 1,
        "error": "404 Not Found",
    }
    assert "1: 404 Not Found" in run(show, "list").stdout


def test_a_new_show_takes_addresses_as_sources_and_tells_the_one_that_fails(tmp_path: Path, site: Site) -> None:
    feed = site.puts("/feed", rss(item("Lake", f"{site.url}/lake", content=story("the lake"))))
    words = ["init", str(tmp_path / "mine"), "--title", "T", "--language", "en-US"]
    result = CliRunner().invoke(app, [*words, "--source", "inbox", "--source", feed, "--source", f"{site.url}/gone"])
    assert result.exit_code == 0
    assert open_show(tmp_path / "mine").sources == (Source(path="inbox"), Source(feed=feed))
    assert f"daycast sources add {site.url}/gone" in result.stderr
