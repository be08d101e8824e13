"""What changes in show.yaml counts while the feed is served."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from daycast.errors import DaycastError
from daycast.feed import admission
from daycast.feed.listeners import add
from daycast.feed.publish import publish
from daycast.feed.site import shows as shows_module

if TYPE_CHECKING:
    from pathlib import Path

    from feed_studio import Studio

    from daycast.show import Show

NOON = datetime(2026, 6, 23, 12, tzinfo=UTC)


@pytest.fixture
def show(studio: Studio) -> Show:
    show = studio.show()
    studio.render(show)
    publish(show)
    return show


def test_a_show_that_becomes_private_is_so_once_its_settings_stood_for_two_looks(
    show: Show, studio: Studio, serve: Any
) -> None:
    server = serve(show.root).look()
    assert server.status("/feed.xml") == 200
    private = studio.show(access="token")
    assert [server.look(1).status("/feed.xml") for _ in range(2)] == [200, 404]
    assert server.status(f"/t/{add(private, 'anna', NOON)}/feed.xml") == 200


def test_an_edition_that_becomes_private_is_so_beside_the_open_show(show: Show, studio: Studio, serve: Any) -> None:
    weekly = studio.show(editions="{weekly: {}}").edition("weekly")
    studio.render(weekly)
    publish(weekly)
    server = serve(show.root)
    assert server.status("/weekly/feed.xml") == 200
    studio.show(editions="{weekly: {access: token}}")
    server.look()
    assert (server.status("/weekly/feed.xml"), server.status("/feed.xml")) == (404, 200)
    studio.show()
    server.look()
    assert (server.status("/weekly/feed.xml"), server.status("/feed.xml")) == (404, 200)


def test_an_edition_that_is_new_in_the_settings_is_found_once_it_is_published(
    show: Show, studio: Studio, serve: Any
) -> None:
    server = serve(show.root)
    weekly = studio.show(editions="{weekly: {}}").edition("weekly")
    assert server.look().status("/weekly/feed.xml") == 404
    studio.render(weekly)
    publish(weekly)
    assert (server.status("/weekly/feed.xml"), server.status("/feed.xml")) == (200, 200)


def test_an_edition_that_is_no_briefing_any_more_is_found_once_it_is_published_as_what_it_is(
    show: Show, studio: Studio, serve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    briefing = studio.show(editions="{inner: {kind: briefing}}").edition("inner")
    (briefing.feed / ".personal").mkdir(parents=True)
    (briefing.feed / ".personal" / "stamp.json").write_text("{}")
    server = serve(show.root)
    other = studio.show(editions="{inner: {kind: weekly}}").edition("inner")
    assert server.look().status("/inner/feed.xml") == 404
    studio.render(other)
    publish(other)
    assert server.status("/inner/feed.xml") == 200
    studio.show(editions="{inner: {kind: briefing}}")
    (briefing.feed / ".personal" / "stamp.json").unlink()
    assert server.look().status(f"/inner/t/{add(show, 'anna', NOON)}/feed.xml") == 404
    assert not capsys.readouterr().err


def test_a_show_that_is_left_without_editions_is_found_once_it_is_published(studio: Studio, serve: Any) -> None:
    main = studio.show(editions="{weekly: {}}")
    weekly = main.edition("weekly")
    studio.render(weekly)
    publish(weekly)
    server = serve(main.root)
    studio.render(studio.show())
    assert (server.look().status("/weekly/feed.xml"), server.status("/feed.xml")) == (404, 404)
    publish(main)
    assert server.status("/feed.xml") == 200


def test_a_file_that_is_half_written_opens_nothing(studio: Studio, serve: Any) -> None:
    private = studio.show(access="token")
    studio.render(private)
    publish(private)
    server = serve(private.root).look()
    path = private.root / "show.yaml"
    whole = path.read_text()
    path.write_text(whole.partition("access:")[0])
    os.utime(path, ns=(0, 0))  # nor by a clock that is wrong
    assert server.look(1).status("/feed.xml") == 404
    path.write_text(whole)
    assert [server.look(1).status("/feed.xml") for _ in range(3)] == [404, 404, 404]


def test_a_file_that_is_written_while_it_is_read_counts_when_it_has_stood(
    show: Show, studio: Studio, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(show.root).look()
    studio.show(access="token")
    read = shows_module.open_show

    def written_meanwhile(folder: Path) -> Show:
        found = read(folder)
        studio.show(title="Open for a moment", access="open")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(shows_module, "open_show", written_meanwhile)
        assert server.look().status("/feed.xml") == 200
    studio.show(access="token")
    assert server.look().status("/feed.xml") == 404


def test_settings_that_may_be_read_again_count_though_their_text_is_as_old(
    show: Show, studio: Studio, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(show.root).look()
    studio.show(access="token")

    def refused(folder: Path) -> Show:
        raise DaycastError(f"{folder}: cannot be read: Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(shows_module, "open_show", refused)
        assert server.look().status("/feed.xml") == 200
    (show.root / "show.yaml").chmod(0o640)
    assert server.look().status("/feed.xml") == 404


def test_settings_with_a_mistake_are_told_once_and_change_nothing(
    show: Show, serve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve(show.root)
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + "acess: token\n")
    assert [server.look().status("/feed.xml") for _ in range(3)] == [200, 200, 200]
    assert capsys.readouterr().err.count("acess") == 1


def test_settings_that_went_are_told_once_and_change_nothing(
    show: Show, serve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve(show.root)
    (show.root / "show.yaml").unlink()
    assert [server.look().status("/feed.xml") for _ in range(3)] == [200, 200, 200]
    assert capsys.readouterr().err.count("show.yaml") == 1


def test_a_change_of_settings_reads_no_listeners_file_again_and_editions_share_what_was_read(
    studio: Studio, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, digest_in = list[Any](), admission.digest_in
    monkeypatch.setattr(admission, "digest_in", lambda path: (read.append(path), digest_in(path))[1])
    private = studio.show(access="token", editions="{weekly: {}}")
    for one in private.every():
        studio.render(one)
        publish(one)
    token = add(private, "anna", NOON)
    stood = (private.root / "listeners").stat().st_mtime_ns - 10**9  # for long enough not to be looked at twice
    os.utime(private.root / "listeners", ns=(stood, stood))
    server = serve(private.root)
    assert server.status(f"/t/{token}/feed.xml") == 200
    studio.show(access="token", editions="{weekly: {}}", title="Another")
    server.look()
    assert [server.status(f"{path}/t/{token}/feed.xml") for path in ("", "/weekly")] == [200, 200]
    assert [path.name for path in read] == ["anna.yaml"]


def test_a_new_address_counts_from_the_next_publish_on(studio: Studio, serve: Any) -> None:
    def enclosure() -> str:
        text = server.look().client.get(f"/t/{token}/feed.xml", headers={"Host": "proxy"}).text
        return text.partition('<enclosure url="')[2].partition("2026")[0]

    private = studio.show(access="token", base_url="https://old.example.org/")
    studio.render(private)
    publish(private)
    token = add(private, "anna", NOON)
    server = serve(private.root)
    moved = studio.show(access="token", base_url="https://new.example.org/")
    assert [enclosure() for _ in range(2)] == [f"https://old.example.org/t/{token}/"] * 2
    sites = server.lasting._now
    assert server.look().lasting._now is sites
    publish(moved, force=True)
    assert enclosure() == f"https://new.example.org/t/{token}/"


@pytest.mark.parametrize("asked", ["before", "after"])
def test_a_line_of_the_log_is_kept_whenever_its_request_ends(
    show: Show, studio: Studio, serve: Any, asked: str
) -> None:
    server = serve(show.root)
    sites = server.lasting._now
    if asked == "before":
        server.status("/feed.xml")
    studio.show(title="Another")
    server.look()
    assert server.lasting._now is not sites
    if asked == "after":
        server.lasting._busy[sites] = 0
        TestClient(sites).get("/feed.xml")
    server.lasting.close()
    assert (show.feed / ".access.log").read_text().count("GET /feed.xml") == 1
