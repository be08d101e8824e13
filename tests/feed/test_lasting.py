"""What changes in show.yaml counts while the feed is served."""

from __future__ import annotations

import asyncio
import os
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from feed_studio import Studio
from starlette.testclient import TestClient

from daycast.errors import DaycastError
from daycast.feed.listeners import add
from daycast.feed.publish import publish
from daycast.feed.site.lasting import Lasting
from daycast.feed.site.shows import Shows
from daycast.feed.site.sites import Sites

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from daycast.show import Show

NOON = datetime(2026, 6, 23, 12, tzinfo=UTC)


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Server:
    """A server of `place` that looks at the settings with each request, one second after the other."""

    place: Path
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        shows = Shows(self.place)
        made_of = shows.states()

        def made() -> Sites:
            return Sites(shows.read(), many=shows.many)

        self.lasting = Lasting(made(), made_of, made, shows.state, clock=self.clock)
        self.client = TestClient(self.lasting, base_url="http://localhost:8642", follow_redirects=False)

    def status(self, path: str) -> int:
        self.clock.now += 1
        return self.client.get(path).status_code


@pytest.fixture
def serve() -> Iterator[Callable[[Path], Server]]:
    started: list[Server] = []

    def start(place: Path) -> Server:
        started.append(Server(place))
        return started[-1]

    yield start
    for server in started:
        server.lasting.close()


@pytest.fixture
def show(studio: Studio) -> Show:
    show = studio.show()
    studio.render(show)
    publish(show)
    return show


def aged(show: Show, seconds: int = 60) -> None:
    """As if show.yaml had been written so long ago."""
    path = show.root / "show.yaml"
    when = path.stat().st_mtime_ns - seconds * 10**9
    os.utime(path, ns=(when, when))


def test_a_show_that_becomes_private_is_so_from_the_next_request_on(show: Show, studio: Studio, serve: Any) -> None:
    server = serve(show.root)
    assert server.status("/feed.xml") == 200
    private = studio.show(access="token")
    aged(private)
    assert server.status("/feed.xml") == 404
    assert server.status(f"/t/{add(private, 'anna', NOON)}/feed.xml") == 200


def test_an_edition_that_is_new_in_the_settings_is_found_once_it_is_published(
    show: Show, studio: Studio, serve: Any
) -> None:
    server = serve(show.root)
    weekly = studio.show(editions="{weekly: {}}").edition("weekly")
    aged(show)
    assert server.status("/weekly/feed.xml") == 404
    studio.render(weekly)
    publish(weekly)
    assert (server.status("/weekly/feed.xml"), server.status("/feed.xml")) == (200, 200)


def test_a_file_that_is_half_written_opens_nothing(studio: Studio, serve: Any) -> None:
    private = studio.show(access="token")
    studio.render(private)
    publish(private)
    server = serve(private.root)
    path = private.root / "show.yaml"
    whole = path.read_text()
    path.write_text(whole.partition("access:")[0])
    assert server.status("/feed.xml") == 404
    path.write_text(whole)
    assert [server.status("/feed.xml") for _ in range(3)] == [404, 404, 404]


def test_a_state_that_stands_at_two_looks_counts_whatever_the_time_of_its_file(
    show: Show, studio: Studio, serve: Any
) -> None:
    server = serve(show.root)
    aged(studio.show(access="token"), seconds=-3600)
    assert [server.status("/feed.xml") for _ in range(2)] == [200, 404]


def test_between_two_looks_nothing_is_asked(show: Show, studio: Studio, serve: Any) -> None:
    server = serve(show.root)
    assert server.status("/feed.xml") == 200
    aged(studio.show(access="token"))
    assert server.client.get("/feed.xml").status_code == 200
    assert server.status("/feed.xml") == 404


def test_settings_with_a_mistake_are_told_once_and_change_nothing(
    show: Show, serve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve(show.root)
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + "acess: token\n")
    aged(show)
    assert [server.status("/feed.xml") for _ in range(3)] == [200, 200, 200]
    assert capsys.readouterr().err.count("acess") == 1


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        made(tmp_path / name, title=name.title())
    return tmp_path


def made(folder: Path, **settings: str) -> Show:
    studio = Studio(folder)
    show = studio.show(**settings)
    studio.render(show)
    publish(show)
    return show


def test_of_many_shows_a_new_one_is_found_and_one_that_went_is_not(root: Path, serve: Any) -> None:
    server = serve(root)
    (root / "west").mkdir()
    aged(made(root / "west", title="West"))
    (root / "south" / "show.yaml").rename(root / "south" / "show.yaml.old")
    found = {name: server.status(f"/{name}/feed.xml") for name in ("north", "south", "west")}
    assert found == {"north": 200, "south": 404, "west": 200}


def test_of_many_shows_one_with_a_mistake_goes_on_as_it_was(
    root: Path, serve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve(root)
    aged(made(root / "north", title="Northern"))
    (root / "south" / "show.yaml").write_text("title: [oops\n")
    os.utime(root / "south" / "show.yaml", ns=(0, 0))
    assert server.status("/south/feed.xml") == 200
    assert "<title>Northern" in server.client.get("/north/feed.xml").text
    assert server.status("/south/feed.xml") == 200
    assert capsys.readouterr().err.count("south/show.yaml") == 1


def test_where_the_folder_of_shows_is_gone_for_a_while_all_goes_on(
    root: Path, serve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve(root)
    away = root.with_name("away")
    root.rename(away)
    assert [server.status("/shows.opml") for _ in range(3)] == [200, 200, 200]
    away.rename(root)
    assert server.status("/north/feed.xml") == 200
    assert capsys.readouterr().err.count("there is no such folder") == 1


def test_only_shows_whose_settings_changed_are_read_again(root: Path) -> None:
    shows = Shows(root)
    before = shows.read()
    aged(made(root / "north", title="Northern"))
    after = shows.read()
    assert after["south"] is before["south"]
    assert after["north"].title == "Northern"


def test_a_single_show_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "show.yaml").write_text("title: [oops\n")
    with pytest.raises(DaycastError, match=r"show\.yaml"):
        Shows(tmp_path).read()


class Slow:
    """An application whose answers wait for `go`."""

    def __init__(self) -> None:
        self.go, self.closed, self.asked = asyncio.Event(), False, 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked += 1
        await self.go.wait()
        assert not self.closed

    downloads = ()

    def close(self) -> None:
        self.closed = True


def test_what_is_replaced_is_closed_when_its_last_request_is_answered() -> None:
    async def run() -> None:
        clock, state = Clock(), ["one"]
        first, second = Slow(), Slow()
        with closing(Lasting(first, "one", lambda: second, lambda: (state[0], 60.0), clock=clock)) as lasting:
            async with asyncio.TaskGroup() as group:
                old = [group.create_task(lasting({}, None, None)) for _ in range(2)]  # type: ignore[arg-type]
                while first.asked < 2:
                    await asyncio.sleep(0)
                state[0] = "two"
                clock.now += 1
                group.create_task(lasting({}, None, None))  # type: ignore[arg-type]
                while not second.asked:
                    await asyncio.sleep(0)
                assert not first.closed
                first.go.set()
                await asyncio.gather(*old)
                assert first.closed
                assert not second.closed
                second.go.set()
        assert second.closed

    asyncio.run(run())
