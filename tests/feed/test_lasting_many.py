"""What changes in the settings of many shows counts while they are served, each by itself."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from feed_studio import Studio
from following import made

from daycast.errors import DaycastError
from daycast.feed.publish import publish
from daycast.feed.site.shows import Shows
from daycast.show import open_show

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        made(tmp_path / name, title=name.title())
    return tmp_path


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
