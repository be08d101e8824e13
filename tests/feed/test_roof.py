"""Several feeds on one port: each is found at its own paths, and none through another."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from feed_studio import Studio
from starlette.testclient import TestClient

from daycast.errors import DaycastError
from daycast.feed.listeners import add
from daycast.feed.publish import publish
from daycast.feed.site import Site
from daycast.feed.site.log import Log
from daycast.feed.site.porch import Porch
from daycast.feed.site.roof import Mount, Roof, alone, together
from daycast.feed.site.sites import Doors
from daycast.show import open_show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daycast.show import Show


def served(
    mounts: Sequence[Mount], *, porch: bool = False, host: str = "localhost:8642", log: Log | None = None
) -> TestClient:
    def opened(mount: Mount) -> Site:
        return Site(mount.show, who=Doors().who(mount.show), mount=mount.at, at_mount=porch, log=log)

    roof = Roof(mounts, opened, Porch(mounts) if porch else None)
    return TestClient(roof, base_url=f"http://{host}", follow_redirects=False)


@pytest.fixture
def editions(studio: Studio) -> Show:
    """A show with an open edition and a private one, all published, below the path /show/."""
    show = studio.show(
        base_url="http://localhost:8642/show/", editions='{weekly: {title: "The Week"}, inner: {access: token}}'
    )
    for one in show.every():
        studio.render(one)
        publish(one)
    return show


def test_an_edition_is_found_below_its_show_and_tells_its_own_addresses(editions: Show) -> None:
    client = served(alone(editions))
    for path in ("/weekly/", "/show/weekly/"):
        feed = client.get(f"{path}feed.xml")
        assert feed.status_code == 200
        assert "<title>The Week</title>" in feed.text
        assert "http://localhost:8642/show/weekly/2026-06-23/2026-06-23.mp3" in feed.text
        assert client.get(f"{path}2026-06-23/2026-06-23.mp3").status_code == 200


@pytest.mark.parametrize("path", ["/inner/feed.xml", "/show/inner/feed.xml", "/inner/", "/inner/2026-06-23/"])
def test_a_private_edition_is_not_found_without_a_token(editions: Show, path: str) -> None:
    assert served(alone(editions)).get(path).status_code == 404


def test_a_site_by_itself_shows_no_feed_that_lies_in_its_folder(editions: Show) -> None:
    client = TestClient(Site(editions), base_url="http://localhost:8642")
    assert client.get("/feed.xml").status_code == 200
    assert client.get("/inner/feed.xml").status_code == 404
    assert client.get("/weekly/2026-06-23/").status_code == 404


def test_a_listener_hears_the_private_edition_at_their_own_address(editions: Show) -> None:
    token = add(editions, "anna", datetime(2026, 6, 23, tzinfo=UTC))
    client = served(alone(editions))
    feed = client.get(f"/show/inner/t/{token}/feed.xml")
    assert f"/show/inner/t/{token}/2026-06-23/2026-06-23.mp3" in feed.text
    assert client.get("/show/inner/t/0123456789abcdefghjkmnpqrs/feed.xml").status_code == 404


LOST = [
    "/t/{}/feed.xml",
    "//inner/t/{}/feed.xml",
    "/inner//t/{}/feed.xml",
    "/Inner/t/{}/feed.xml",
    "/weekly/t/{}/",
    "/inner/t/0123456789abcdefghjkmnpqrs/t/{}/feed.xml",
    "/x%2Ft%2F{}",
    "/t//{}?from=app",
]


@pytest.mark.parametrize("path", LOST)
def test_a_token_that_leads_nowhere_is_written_down_by_no_feed(editions: Show, tmp_path: Path, path: str) -> None:
    token = add(editions, "anna", datetime(2026, 6, 23, tzinfo=UTC))
    log = Log(tmp_path / "log")
    client = served(alone(editions), log=log)
    wrong = client.get(f"http://localhost:8642{path.format(token)}")
    client.get("/feed.xml", headers={"Referer": f"http://localhost:8642/inner/t/{token}/"})
    log.flush()
    told = (tmp_path / "log").read_text()
    assert wrong.status_code in (301, 404)
    assert token not in told
    assert told.count("\n") == 2


def test_an_edition_that_is_published_while_the_server_runs_is_found(studio: Studio) -> None:
    show = studio.show(editions="{weekly: {}}")
    studio.render(show)
    publish(show)
    client = served(alone(show))
    assert client.get("/weekly/feed.xml").status_code == 404
    weekly = show.edition("weekly")
    studio.render(weekly)
    publish(weekly)
    assert client.get("/weekly/feed.xml").status_code == 200


@pytest.fixture
def shows(tmp_path: Path) -> dict[str, Show]:
    """Two shows at home, one with a public address, one that nobody but listeners may hear, and one unpublished."""
    settings = {
        "north": {"title": "North"},
        "south": {"title": "South & <more>", "base_url": "https://pods.example.org/s/"},
        "quiet": {"title": "Quiet", "access": "token"},
        "later": {"title": "Later"},
    }
    found = {}
    for name, own in settings.items():
        (tmp_path / name).mkdir()
        studio = Studio(tmp_path / name)
        found[name] = studio.show(**own)
        if name != "later":
            studio.render(found[name])
            publish(found[name])
    return found


WAYS = [
    ("localhost:8642", "/north/feed.xml", "North"),
    ("192.0.2.7", "/south/feed.xml", "South"),
    ("pods.example.org", "/s/feed.xml", "South"),
    ("pods.example.org", "/north/feed.xml", "North"),
    ("localhost:8642", "/s/feed.xml", None),
    ("localhost:8642", "/quiet/feed.xml", None),
    ("localhost:8642", "/later/feed.xml", None),
    ("localhost:8642", "/feed.xml", None),
    ("localhost:8642", "/north/../south/feed.xml", "South"),  # the client tidies it
]


@pytest.mark.parametrize(("host", "path", "title"), WAYS)
def test_each_show_is_found_by_its_folder_and_by_its_public_address(
    shows: dict[str, Show], host: str, path: str, title: str | None
) -> None:
    found = served(together(shows), porch=True, host=host).get(path)
    assert (found.status_code, f"<title>{title}" in found.text) == ((200, True) if title else (404, False))


@pytest.mark.parametrize("name", [b"gr\xc3\xbcn", b"a b#c%2F", b"<b>", b"\xff\xfe", b"..north"])
def test_a_folder_of_any_name_is_served_and_told_by_an_address_that_leads_there(
    shows: dict[str, Show], name: bytes
) -> None:
    client = served(together({os.fsdecode(name): shows["north"]}), porch=True)
    (row,) = ElementTree.fromstring(client.get("/shows.opml").text).iter("outline")
    address = row.get("xmlUrl", "")
    feed = client.get(address)
    assert (feed.status_code, "<title>North" in feed.text) == (200, True)
    assert f"{address.removesuffix('feed.xml')}2026-06-23/2026-06-23.mp3" in feed.text


def test_a_show_at_home_is_told_by_the_address_that_was_asked(shows: dict[str, Show]) -> None:
    feed = served(together(shows), porch=True, host="192.0.2.7:8642").get("/north/feed.xml").text
    assert "http://192.0.2.7:8642/north/2026-06-23/2026-06-23.mp3" in feed
    assert "localhost" not in feed


def test_a_show_that_cannot_be_opened_is_told_and_stops_no_other(
    shows: dict[str, Show], capsys: pytest.CaptureFixture[str]
) -> None:
    def opened(mount: Mount) -> Site:
        if mount.show.title == "North":
            raise DaycastError("the bucket has no key")
        return Site(mount.show, mount=mount.at, at_mount=True)

    client = TestClient(Roof(together(shows), opened), base_url="http://localhost:8642")
    assert client.get("/north/feed.xml").status_code == 503
    assert client.get("/south/feed.xml").status_code == 200
    assert "the bucket has no key" in capsys.readouterr().err


def test_the_porch_names_open_published_shows_alone(shows: dict[str, Show]) -> None:
    client = served(together(shows), porch=True)
    page = client.get("/")
    assert "North" in page.text
    assert "South &amp; &lt;more&gt;" in page.text
    assert not any(name in page.text for name in ("Quiet", "Later"))
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    rows = ElementTree.fromstring(client.get("/shows.opml").text).iter("outline")
    assert [row.get("xmlUrl") for row in rows] == [
        "http://localhost:8642/north/feed.xml",
        "https://pods.example.org/s/feed.xml",
    ]


@pytest.mark.parametrize("path", ["/", "/shows.opml", "/style.css", "/nothing", "/healthz"])
def test_head_tells_what_get_tells(shows: dict[str, Show], path: str) -> None:
    client = served(together(shows), porch=True)
    head, get = client.head(path), client.get(path)
    assert (head.status_code, dict(head.headers), head.content) == (get.status_code, dict(get.headers), b"")
    assert get.status_code == (404 if path == "/nothing" else 200)


def test_two_shows_with_one_public_address_are_told(shows: dict[str, Show]) -> None:
    twins = {"one": shows["south"], "other": shows["south"]}
    with pytest.raises(DaycastError, match="one and other have the same base_url"):
        together(twins)


def test_a_show_that_was_begun_as_a_copy_takes_no_address_of_the_other(shows: dict[str, Show], tmp_path: Path) -> None:
    shutil.copytree(shows["south"].root, tmp_path / "copy")
    path = tmp_path / "copy" / "show.yaml"
    path.write_text(path.read_text().replace("pods.example.org", "copy.example.org"))
    mounts = together({"copy": open_show(tmp_path / "copy"), **shows})
    assert {mount.at: mount.host for mount in mounts if mount.at in ("/copy/", "/south/")} == {
        "/copy/": "copy.example.org",
        "/south/": "pods.example.org",
    }


def test_the_pages_of_open_editions_name_each_other(editions: Show) -> None:
    publish(editions)  # once more, now that the others stand
    page = served(alone(editions)).get("/show/").text
    assert '<a href="weekly/" dir="auto">The Week</a>' in page
    assert "inner" not in page
    weekly = served(alone(editions)).get("/show/weekly/").text
    assert '<a href="../" dir="auto">The Test Brief</a>' in weekly
