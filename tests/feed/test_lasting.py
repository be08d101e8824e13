"""What changes in show.yaml counts while the feed is served."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

import pytest
from feed_studio import Studio
from starlette.testclient import TestClient

from daycast.errors import DaycastError
from daycast.feed import admission
from daycast.feed.listeners import add
from daycast.feed.publish import publish
from daycast.feed.site import shows as shows_module
from daycast.feed.site.lasting import Lasting
from daycast.feed.site.shows import Shows
from daycast.feed.site.sites import Doors, Sites
from daycast.show import open_show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from daycast.show import Show

NOON = datetime(2026, 6, 23, 12, tzinfo=UTC)


@dataclass
class Server:
    """A server of `place`, which looks at the settings when it is told to."""

    place: Path

    def __post_init__(self) -> None:
        shows, doors = Shows(self.place), Doors()

        def anew() -> Sites | None:
            found = shows.look()
            return None if found is None else Sites(found, many=shows.many, doors=doors)

        self.lasting = Lasting(Sites(shows.read(), many=shows.many, doors=doors), anew)
        self.client = TestClient(self.lasting, base_url="http://localhost:8642", follow_redirects=False)

    def look(self, times: int = 2) -> Self:
        for _ in range(times):
            asyncio.run(self.lasting.look())
        return self

    def status(self, path: str) -> int:
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
    read = shows_module.open_show

    def refused(folder: Path) -> Show:
        raise DaycastError(f"{folder}: cannot be read: Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(shows_module, "open_show", refused)
        assert server.look().status("/feed.xml") == 200
    assert read is shows_module.open_show
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
    made(root / "west", title="West")
    (root / "south" / "show.yaml").rename(root / "south" / "show.yaml.old")
    server.look()
    found = {name: server.status(f"/{name}/feed.xml") for name in ("north", "south", "west")}
    assert found == {"north": 200, "south": 404, "west": 200}


def test_of_many_shows_one_with_a_mistake_goes_on_as_it_was(
    root: Path, serve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve(root)
    made(root / "north", title="Northern")
    (root / "south" / "show.yaml").write_text("title: [oops\n")
    assert server.look().status("/south/feed.xml") == 200
    assert "<title>Northern" in server.client.get("/north/feed.xml").text
    assert server.look().status("/south/feed.xml") == 200
    assert capsys.readouterr().err.count("south/show.yaml") == 1


def test_of_many_shows_one_becomes_private_while_another_is_saved_all_the_time(root: Path, serve: Any) -> None:
    server = serve(root).look()
    Studio(root / "south").show(title="South", access="token")
    for number in range(2):
        Studio(root / "north").show(title=f"North {number}")
        server.look(1)
    assert (server.status("/north/feed.xml"), server.status("/south/feed.xml")) == (200, 404)


def test_a_file_that_an_editor_takes_away_to_put_another_there_ends_no_show(root: Path, serve: Any) -> None:
    server = serve(root).look()
    path = root / "south" / "show.yaml"
    path.rename(path.with_suffix(".yaml~"))
    assert server.look(1).status("/south/feed.xml") == 200
    made(root / "south", title="Southern")
    assert server.look().status("/south/feed.xml") == 200
    assert "<title>Southern" in server.client.get("/south/feed.xml").text


def test_a_show_that_takes_anothers_address_goes_on_as_it_was_until_that_is_free_and_stops_no_other(
    root: Path, serve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    def title(host: str) -> str:
        text = server.look().client.get("/feed.xml", headers={"Host": host}).text
        return text.partition("<title>")[2].partition("<")[0]

    for name in ("north", "south", "west"):
        (root / name).mkdir(exist_ok=True)
        made(root / name, title=name, base_url=f"https://{name}.example.org/")
    server = serve(root)
    shutil.copytree(root / "north", root / "copy")
    Studio(root / "south").show(title="south", base_url="https://north.example.org/")
    Studio(root / "west").show(title="west", base_url="https://west.example.org/", access="token")
    assert (title("north.example.org"), title("south.example.org")) == ("north", "south")
    assert (server.status("/copy/feed.xml"), server.status("/west/feed.xml")) == (404, 404)
    assert server.look().status("/north/feed.xml") == 200
    assert capsys.readouterr().err.count("have the same base_url") == 2
    shutil.rmtree(root / "north")
    assert title("south.example.org") == "south"
    publish(open_show(root / "south"), force=True)
    assert title("north.example.org") == "south"


def test_a_folder_that_may_not_be_read_is_no_show(root: Path, serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "lost+found").mkdir()
    stat = os.stat

    def refused(path: Any, **how: Any) -> os.stat_result:
        if "lost+found/" in str(path):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return stat(path, **how)

    monkeypatch.setattr(os, "stat", refused)
    assert serve(root).look().status("/north/feed.xml") == 200


def test_where_the_folder_of_shows_is_gone_for_a_while_all_goes_on(
    root: Path, serve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve(root)
    away = root.with_name("away")
    root.rename(away)
    assert [server.look().status("/shows.opml") for _ in range(3)] == [200, 200, 200]
    away.rename(root)
    assert server.look().status("/north/feed.xml") == 200
    assert capsys.readouterr().err.count("there is no such folder") == 1


def test_only_shows_whose_settings_changed_are_read_again(root: Path) -> None:
    shows = Shows(root)
    before = shows.read()
    Studio(root / "north").show(title="Northern")
    assert shows.look() is None
    after = shows.look()
    assert after
    assert after["south"] is before["south"]
    assert after["north"].title == "Northern"


def test_a_single_show_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "show.yaml").write_text("title: [oops\n")
    with pytest.raises(DaycastError, match=r"show\.yaml"):
        Shows(tmp_path).read()


class Slow:
    """An application whose answers wait for `go`."""

    def __init__(self) -> None:
        self.go, self.closed, self.asked = asyncio.Event(), 0, 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked += 1
        await self.go.wait()

    downloads = ()

    def close(self) -> None:
        self.closed += 1


def test_what_is_replaced_is_closed_at_once_and_again_when_its_last_request_is_answered() -> None:
    async def run() -> None:
        first, second = Slow(), Slow()
        coming: list[Slow | None] = [second, None]
        with closing(Lasting(first, lambda: coming.pop(0))) as lasting:
            async with asyncio.TaskGroup() as group:
                old = [group.create_task(lasting({}, None, None)) for _ in range(2)]  # type: ignore[arg-type]
                while first.asked < 2:
                    await asyncio.sleep(0)
                await lasting.look()
                await lasting.look()
                assert first.closed == 1
                group.create_task(lasting({}, None, None))  # type: ignore[arg-type]
                while not second.asked:
                    await asyncio.sleep(0)
                first.go.set()
                await asyncio.gather(*old)
                assert (first.closed, second.closed) == (2, 0)
                second.go.set()
        assert (first.closed, second.closed) == (2, 1)

    asyncio.run(run())


def test_whatever_goes_wrong_at_a_look_is_told_once_and_the_next_looks_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, second = Slow(), Slow()
    coming: list[Slow | Exception] = [ValueError("odd"), ValueError("odd"), second]

    def anew() -> Slow:
        match coming.pop(0):
            case Exception() as error:
                raise error
            case made:
                return made

    lasting = Lasting(first, anew)
    for _ in range(3):
        asyncio.run(lasting.look())
    assert capsys.readouterr().err.count("odd") == 1
    assert first.closed


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
