"""The episodes of all listeners out of one day's script, without a file for each."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import personal_studio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as any_of
from personal_studio import DAY, NOON, Tailored, cut, press, render, text
from PIL import Image

from daycast import day as stages
from daycast import pressing
from daycast.episodes.reading import chunks
from daycast.errors import DaycastError
from daycast.feed import listeners
from daycast.feed.personal import day as days
from daycast.feed.personal.materialise import materialise
from daycast.feed.personal.press import due
from daycast.feed.personal.publish import withdrawn
from daycast.feed.personal.source import Personal
from daycast.feed.personal.told import Told
from daycast.show import open_show

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from daycast.episodes.render import Rendered
    from daycast.feed.personal.press import Tailor
    from daycast.pressing import Pressed
    from daycast.scripts.model import Script
    from daycast.show import Show

LATER = NOON + timedelta(hours=3)


@pytest.fixture
def show(tmp_path: Path) -> Show:
    """A briefing with a script of six stories, rendered, and two listeners."""
    show = personal_studio.make(tmp_path / "show")
    render(show)
    for name in ("anna", "ben"):
        listeners.add(show, name, datetime(2026, 6, 1, tzinfo=UTC))
    return show


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> tuple[Show, Rendered]:
    """The same for laws that hold for any selection; nothing is published of it."""
    show = personal_studio.make(tmp_path_factory.mktemp("law") / "show")
    return show, render(show)


def published(show: Show, tailor: Tailor = personal_studio.some, now: datetime = NOON, **how: object) -> Pressed:
    return pressing.publish(show, now, tailor=tailor, **how)  # type: ignore[arg-type]


def test_who_asks_by_date_alone_gets_a_feed_anew_after_a_change_of_settings(show: Show) -> None:
    def changed() -> int:
        thing = asyncio.run(Personal(open_show(show.root, show.name)).find("anna", "/feed.xml", "http://localhost/"))
        assert thing
        return thing.forms[""].modified

    published(show)
    before = changed()
    os.utime(show.root / "show.yaml", (before + 9000, before + 9000))
    assert changed() < before + 9000  # nothing has changed yet in what is still to come
    os.utime(show.feed / ".personal" / "stamp.json", (before - 600, before - 600))
    os.utime(show.root / "show.yaml", (before - 60, before - 60))
    assert changed() == before - 60


def audio(show: Show, name: str, day: date = DAY) -> bytes:
    personal = Personal(show)
    found = personal.day(day)
    assert found is not None
    told = Told.of(found, name)
    assert told is not None
    return b"".join(chunks(told.reel, personal.reader.part))


def folder(show: Show, name: str) -> dict[str, bytes]:
    """Every text of a listener's folder."""
    own = Personal(show).folder(name, f"https://news.example.org/{name}/")
    return {file: own.file(file) or b"" for file in own.names()}


def ordinary(show: Show, root: Path, script: Script) -> Rendered:
    """The same script as an ordinary episode of another show, which has the same takes."""
    plain = personal_studio.make(root)
    (plain.voice / ".takes").symlink_to(show.voice / ".takes")
    written = personal_studio.written(script)
    return render(plain, written)


@pytest.mark.slow
def test_what_a_listener_hears_of_everything_is_the_rendered_file(show: Show) -> None:
    published(show, personal_studio.whole)
    assert audio(show, "anna") == (show.episode(DAY) / f"{DAY}.mp3").read_bytes()


@pytest.mark.slow
def test_a_selection_in_any_order_has_the_bytes_the_chapters_and_the_captions_of_an_ordinary_render(
    show: Show, tmp_path: Path
) -> None:
    published(show)
    room = stages.booth(show)
    script, _ = stages.check(show, DAY, room, doubts=False, length=False)
    tailored = personal_studio.some("ben", script).script
    made = ordinary(show, tmp_path / "ordinary", tailored)
    assert made.spoken == 0
    found = made.path.parent
    assert audio(show, "ben") == made.path.read_bytes()
    own = Personal(show).folder("ben", "http://localhost:8642/briefing/")
    for name in ("chapters.json", "transcript.vtt", "transcript.srt", "transcript.json"):
        assert own.file(f"{DAY}/{name}") == (found / name).read_bytes(), name
    told = own.told(DAY)
    assert told is not None
    assert told.episode.lines == made.episode.lines
    assert told.episode.chapters == made.episode.chapters


@pytest.mark.slow
def test_beds_pictures_and_stereo_come_out_as_in_an_ordinary_render(tmp_path: Path) -> None:
    show = personal_studio.make(tmp_path / "show")
    told = text().replace("# Lantern 2\n", "# Lantern 2\n\n[sound: bed under]\n").replace(
        "# Quarry 4\n", "# Quarry 4\n\n[sound: bed under]\n")  # fmt: skip
    (show.root / "show.yaml").write_text((show.root / "show.yaml").read_text() + "audio: {channels: stereo}\n")
    seeds = show.seeds(DAY)
    seeds.mkdir(parents=True)
    Image.new("RGB", (900, 900), "teal").save(seeds / "lantern.png")
    front = f"title: Lantern\noutlet: Example Wire\nurl: https://wire.example.org/2\npublished: {DAY}T06:00:00+00:00\n"
    (seeds / "lantern.md").write_text(f"---\n{front}image: lantern.png\n---\n\nLantern 2 was told by the wire.\n")
    show = open_show(show.root, "briefing")
    made = render(show, told)
    listeners.add(show, "anna", NOON)
    listeners.add(show, "ben", NOON)

    def tailor(name: str, script: Script) -> Tailored:
        opening, stories, closing = cut(script)
        chosen = [stories[1], stories[4], stories[3]] if name == "ben" else stories
        return Tailored(replace(script, sections=(*opening, *(part for one in chosen for part in one), *closing)))

    published(show, tailor)
    assert audio(show, "anna") == made.path.read_bytes()
    assert made.episode.audio.channels == 2
    shutil.rmtree(show.voice / ".takes")
    assert published(show, tailor).problems == ()
    assert audio(show, "anna") == made.path.read_bytes()
    script, _ = stages.check(show, DAY, stages.booth(show), doubts=False, length=False)
    render(show, personal_studio.written(tailor("ben", script).script))
    assert audio(show, "ben") == made.path.read_bytes()
    own = Personal(show).folder("ben", "http://localhost:8642/briefing/")
    for name in ("chapters.json", "transcript.vtt"):
        assert own.file(f"{DAY}/{name}") == (made.path.parent / name).read_bytes(), name
    (picture,) = [chapter.image for chapter in made.episode.chapters if chapter.image][:1]
    thing = asyncio.run(Personal(show).find("ben", f"/{DAY}/{picture}", "http://localhost:8642/briefing/"))
    assert thing
    assert thing.forms[""].body == (made.path.parent / picture).read_bytes()


@pytest.mark.slow
@settings(max_examples=25)
@given(any_of.lists(any_of.integers(0, 5), unique=True, max_size=6), any_of.booleans(), any_of.booleans())
def test_whatever_is_chosen_comes_out_of_the_table_as_it_went_in(
    stage: tuple[Show, Rendered], chosen: list[int], opens: bool, closes: bool
) -> None:
    show, _ = stage
    made: list[Script] = []

    def tailor(_: str, script: Script) -> Tailored:
        opening, stories, closing = cut(script)
        told = [section for number in chosen for section in stories[number]]
        sections = (*(opening if opens else ()), *told, *(closing if closes else ()))
        made.append(replace(script, sections=sections))
        return Tailored(made[0])

    found = press(show, ["law"], tailor, anew=True)
    if not made[0].sections:
        return
    told = Told.of(days.parsed(days.path_of(show, DAY).read_bytes()), "law")
    assert told is not None
    assert [line.text for line in told.episode.lines] == [say.text for say in made[0].lines]
    assert told.episode.audio.seconds == round(told.row.frames * 0.024, 3)
    assert found.rows.keys() == {"law"}


@pytest.mark.slow
def test_a_table_grows_with_the_unique_lines_and_not_with_the_listeners(stage: tuple[Show, Rendered]) -> None:
    show, _ = stage
    days.path_of(show, DAY).unlink(missing_ok=True)
    takes = sorted((show.voice / ".takes").rglob("*.take"))
    ten = press(show, [f"one{number}" for number in range(10)]).tables[0]
    size = days.path_of(show, DAY).stat().st_size
    all = press(show, [f"one{number}" for number in range(200)])
    (table,) = all.tables
    assert sorted((show.voice / ".takes").rglob("*.take")) == takes
    assert len(table.lines) == 6 * 3 + 2
    assert len(table.pieces) == 6 * 3 + 3
    assert len(table.stretches) <= 2 * 6 + 2 + 6 + 1  # a story's last stretch is another where the end comes after it
    assert len(ten.lines) <= len(table.lines)
    assert (days.path_of(show, DAY).stat().st_size - size) / 190 < 700  # bytes for a listener


@pytest.mark.slow
def test_what_was_published_to_a_listener_stays_when_the_script_is_another(show: Show) -> None:
    published(show)
    before = {name: (audio(show, name), folder(show, name)) for name in ("anna", "ben")}
    render(show, text().replace("Nobody else has said so", "Everybody else has said so"))
    listeners.add(show, "cleo", datetime(2026, 6, 2, tzinfo=UTC))
    done = published(show, now=LATER)
    assert (done.episodes, done.problems) == (1, ())
    assert {name: (audio(show, name), folder(show, name)) for name in before} == before
    words = folder(show, "cleo")[f"{DAY}/transcript.json"].decode()
    assert "Everybody else has said so" in words
    assert "Nobody" not in words


@pytest.mark.slow
def test_by_force_a_days_episodes_are_made_anew_under_the_same_guid_and_address(show: Show) -> None:
    published(show)
    before = days.load(days.path_of(show, DAY))
    render(show, text().replace("Nobody else has said so", "Everybody else has said so"))
    assert published(show, again=DAY).episodes == 0
    assert published(show, now=LATER, again=DAY, force=True).episodes == 2
    after = days.load(days.path_of(show, DAY))
    assert before
    assert after
    for name in ("anna", "ben"):
        one, other = Told.of(before, name), Told.of(after, name)
        assert one
        assert other
        assert one.episode.guid == other.episode.guid
        assert one.reel.etag() != other.reel.etag()
        assert other.modified > one.modified


@pytest.mark.slow
def test_a_script_that_was_changed_and_not_rendered_makes_no_episodes_and_takes_none_away(show: Show) -> None:
    published(show)
    heard = audio(show, "anna")
    show.script(DAY).write_text(text().replace("Nobody", "Everybody"))
    (problem,) = published(show).problems
    assert problem.warning
    assert "has changed since it was rendered" in problem.message
    assert audio(show, "anna") == heard
    listeners.add(show, "cleo", datetime(2026, 6, 2, tzinfo=UTC))
    assert not published(show).problems[0].warning  # for she has nothing yet


@pytest.mark.slow
def test_a_day_that_was_unpublished_is_in_no_feed_and_comes_back_as_it_was(show: Show) -> None:
    published(show)
    heard, feed = audio(show, "anna"), folder(show, "anna")["feed.xml"]
    withdrawn(show, DAY)
    (problem,) = published(show).problems
    assert "stays out" in problem.message
    assert b"<item>" not in folder(show, "anna")["feed.xml"]
    assert Personal(show).folder("anna", "https://x.example/").file(f"{DAY}/index.html") is None
    with pytest.raises(DaycastError, match="any more"):
        withdrawn(show, DAY)
    assert published(show, again=DAY).problems == ()
    assert (audio(show, "anna"), folder(show, "anna")["feed.xml"]) == (heard, feed)


@pytest.mark.slow
def test_nothing_is_written_again_when_nothing_has_changed(show: Show, snapshot: Callable[[Path], object]) -> None:
    published(show)
    before = snapshot(show.feed)
    assert published(show, now=LATER).changed == ()
    assert snapshot(show.feed) == before


@pytest.mark.slow
def test_a_take_that_is_found_damaged_is_made_again_by_the_next_publish(show: Show) -> None:
    published(show)
    heard = audio(show, "anna")
    key = json.loads(days.path_of(show, DAY).read_text().splitlines()[1])["pieces"][1][0]
    take = show.voice / ".takes" / key[:2] / f"{key}.take"
    take.write_bytes(take.read_bytes()[:-1])
    with pytest.raises(DaycastError, match="has gone"):
        audio(show, "anna")
    assert published(show).mended == 1
    assert audio(show, "anna") == heard


@pytest.mark.slow
def test_a_take_that_comes_out_otherwise_is_told_and_not_sent(show: Show) -> None:
    published(show)
    path = days.path_of(show, DAY)
    key = json.loads(path.read_text().splitlines()[1])["pieces"][1][0]
    render(show, text(stories=3))  # the old lines stand in no script any more
    path.write_text(path.read_text().replace("Good morning. This is your briefing.", "Good morning."))
    (show.voice / ".takes" / key[:2] / f"{key}.take").unlink()
    done = published(show)
    assert done.mended == 0
    assert "longer or shorter than it was" in done.problems[-1].message
    assert "--force" in done.problems[0].hint
    with pytest.raises(DaycastError, match="in place of"):
        audio(show, "anna")


@pytest.mark.slow
def test_the_written_files_are_those_that_the_server_makes_and_stay_untouched_the_next_time(
    show: Show, tmp_path: Path
) -> None:
    published(show)
    done = materialise(show, tmp_path / "out", "https://news.example.org/")
    assert (done.listeners, done.bytes) == (2, len(audio(show, "anna")) + len(audio(show, "ben")))
    for name in ("anna", "ben"):
        own = tmp_path / "out" / name
        assert (own / f"{DAY}" / f"{DAY}.mp3").read_bytes() == audio(show, name)
        assert {file: (own / file).read_bytes() for file in folder(show, name)} == folder(show, name)
        assert (own / "style.css").is_file()
        assert not [path for path in own.rglob("*") if path.name.startswith(".")]
    assert materialise(show, tmp_path / "out", "https://news.example.org/").changed == 0
    assert materialise(show, tmp_path / "one", "https://news.example.org/", ["ben"]).listeners == 1


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["feed", "feed/briefing", "feed/new", ".", "..", "scripts", "listeners"])
def test_listeners_folders_are_written_to_none_of_the_shows_own(show: Show, folder: str) -> None:
    with pytest.raises(DaycastError, match="own files stand there"):
        materialise(show, show.root / folder, "https://static.example.org/")


def test_a_feed_is_made_once_for_all_who_ask_at_the_same_time_and_again_after_a_publish(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(show)
    personal, made = Personal(show), []
    make = Personal._made
    monkeypatch.setattr(Personal, "_made", lambda self, *asked: made.append(asked[1]) or make(self, *asked))

    async def ask() -> None:
        base = "https://news.example.org/"
        await asyncio.gather(*(personal.find("anna", "/feed.xml", base) for _ in range(20)))
        await personal.find("anna", "/feed.xml", base)
        assert made == ["feed.xml"]
        render(show, text(DAY + timedelta(1)), DAY + timedelta(1))
        published(show, now=LATER)
        thing = await personal.find("anna", "/feed.xml", base)
        assert thing
        assert (thing.forms[""].body or b"").count(b"<item>") == 2
        assert made == ["feed.xml"] * 2
        for name in ("/style.css", "/nothing", "/2026-06-23/README.md", "/2026-06-31/index.html", "//feed.xml"):
            assert await personal.find("anna", name, base) is None
        assert made == ["feed.xml"] * 2

    asyncio.run(ask())


@pytest.mark.slow
def test_a_feed_has_the_thirty_latest_episodes_and_the_pages_of_older_ones_know_their_neighbours(show: Show) -> None:
    published(show)
    path = days.path_of(show, DAY)
    for number in range(1, 41):  # as if it had been published each day
        day = DAY - timedelta(number)
        rows = (
            path.read_text()
            .replace(f'"date":"{DAY}"', f'"date":"{day}"')
            .replace(f'"published":"{DAY}', f'"published":"{day}')
        )
        days.path_of(show, day).write_text(rows.replace('"guid":"', f'"guid":"{number}-'))
    own = Personal(show).folder("anna", "https://news.example.org/t/x/")
    feed = (own.file("feed.xml") or b"").decode()
    assert feed.count("<item>") == 30
    assert f"/{DAY - timedelta(29)}/" in feed
    assert f"/{DAY - timedelta(30)}/" not in feed
    assert len(own.listed) == 41
    for number in (0, 15, 29, 30, 31, 39):
        day = DAY - timedelta(number)
        page = (own.file(f"{day}/index.html") or b"").decode()
        assert f'href="../{day - timedelta(1)}/" rel="prev"' in page, number
        assert (f'href="../{day + timedelta(1)}/" rel="next"' in page) == (number > 0), number
    assert (own.file("archive/2026-05/index.html") or b"").count(b"<li>") == 18
    assert len(Personal(show).latest()) == 13


@pytest.mark.slow
def test_a_new_title_stands_in_the_feed_and_leaves_audio_as_it_was(show: Show) -> None:
    published(show)
    heard = audio(show, "anna")
    settings_file = show.root / "show.yaml"
    settings_file.write_text(settings_file.read_text().replace("Test Briefing", "Another Briefing"))
    show = open_show(show.root, "briefing")
    published(show, now=LATER)
    feed = Personal(show).folder("anna", "https://news.example.org/t/x/").file("feed.xml") or b""
    assert b"<title>Another Briefing</title>" in feed
    assert audio(show, "anna") == heard


def test_only_days_without_episodes_are_made_and_the_last_for_whoever_came_since() -> None:
    all = [DAY + timedelta(number) for number in range(5)]
    assert due(all, [], newest=3) == all[2:]
    assert due(all, all[:3], newest=5) == all[3:]
    assert due(all, all, newest=5) == [all[-1]]
    assert due([], [], newest=5) == []


def test_a_file_that_is_no_day_is_told(tmp_path: Path) -> None:
    show = personal_studio.make(tmp_path / "show")
    path = days.path_of(show, DAY)
    path.parent.mkdir(parents=True)
    path.write_text('{"date": "2026-06-23"}\n')
    with pytest.raises(DaycastError, match="not a day's episodes"):
        days.load(path)
    assert days.load(path.with_name("2026-06-24.jsonl")) is None


@pytest.mark.parametrize(
    ("good", "broken"),
    [
        ('"stretches":[', '"stretches":[99,'),
        ('"stretches":[', '"stretches":[-1,'),
        ('"table":0', '"table":7'),
        ('"frames":', '"frames":"x","other":'),
        ('"guid":', '"id":'),
        ('"stretches":', '"stretches'),
    ],
)
def test_a_row_that_is_broken_is_told_and_keeps_nobody_else_from_theirs(show: Show, good: str, broken: str) -> None:
    press(show, ["anna", "ben"])
    path = days.path_of(show, DAY)
    *above, anna, ben = path.read_text().splitlines()
    path.write_text("\n".join([*above, anna.replace(good, broken), ben, ""]))
    day = days.load(path)
    assert day and day.row("ben")
    with pytest.raises(DaycastError, match=r"2026-06-23\.jsonl: the row of anna is broken"):
        day.row("anna")


def test_a_server_goes_on_beside_a_file_that_is_no_day(show: Show) -> None:
    press(show, ["anna"])
    path = days.path_of(show, DAY)
    path.with_name("2026-13-99.jsonl").write_text("conflict")
    assert days.days(show) == [DAY]
    path.write_text("[]\n")
    assert days.published(path) is None


def test_a_briefing_is_private_whatever_show_yaml_says(tmp_path: Path) -> None:
    show = personal_studio.make(tmp_path / "show")
    settings_file = show.root / "show.yaml"
    settings_file.write_text(settings_file.read_text().replace("Test Briefing}", "Test Briefing, access: open}"))
    assert open_show(show.root, "briefing").access == "token"


FROZEN = """\
{"date":"2026-06-23","number":3,"published":"2026-06-23T06:00:00+00:00"}
{"made":"2026-06-23T12:00:00+00:00","script":"0","album":"Brief","artist":"Desk","channels":1,"loudness":[-19.0,-1.5],\
"cover":["c0",900],"pictures":{"picture-1.jpg":["d1",70]},\
"pieces":[["a1",40,{}],["b2",60,{}]],"lines":[["Ada","Hello.",[],false,40,[],[[[0,6]]],"a1"]],"sources":[],\
"stretches":[[[[0,1,"Brief","",""]],[0,-10],[[0,0]]],[[[0,1,"Lake – new","https://a.example/","picture-1.jpg"]],[1],[]]]}
{"for":"anna","table":0,"guid":"g","title":"Title","summary":"Sum","frames":110,"stretches":[0,1]}
"""


def test_an_episode_that_was_published_keeps_its_bytes_whatever_becomes_of_the_program() -> None:
    """If this fails, listeners' apps get other bytes for episodes that they have in part: that must not happen."""
    told = Told.of(days.parsed(FROZEN.encode()), "anna")
    assert told is not None
    head = b"".join(piece if isinstance(piece, bytes) else b"[%d]" % piece.size for piece in told.reel.pieces[:5])
    digest = hashlib.sha256(head).hexdigest()
    assert (told.reel.length, told.reel.etag()) == (22702, '"61c45d98ca016367ac4f611307252de4"')
    assert digest == "c4963b7db97385601f3dd23724ed31a8cf4b3ddac28d6f5a616e19195689d240"
