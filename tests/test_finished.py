"""Whether `daycast today` knows that there is nothing to do, and never thinks so wrongly."""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from daycast.files import sha256
from daycast.finished import Read, finish, finished, meant, reads
from daycast.show import Show, open_show

DAY = date(2026, 6, 23)
NOON = datetime(2026, 6, 23, 12, tzinfo=UTC)
WORDS = ["today", "--date", "2026-06-23"]
RENDER = ["render", *WORDS[1:]]
SAYS = "nothing to do"


@pytest.fixture
def done(show: Show, report: Callable[..., Path]) -> Show:
    report("2026-06-23/lake", "Lake", "Text.")
    for name in ("scripts/2026-06-23.md", "episodes/2026-06-23/2026-06-23.mp3", "feed/feed.xml", "templates/x.j2"):
        path = show.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("made")
    for words in (WORDS, RENDER):
        done_now(show, words)
    return show


def done_now(show: Show, words: Sequence[str], *, dated: bool = True, also: Sequence[Path] = ()) -> None:
    read = Read(reads(show.root, words[0]), {show.script(DAY): sha256(show.script(DAY)) or ""}, also)
    finish(show, words, DAY, read, dated=dated, says=SAYS)


def is_finished(show: Show, words: Sequence[str] = WORDS) -> bool:
    return finished(words, show.root, NOON) == SAYS


def test_a_command_that_was_done_is_finished_in_the_very_same_words_alone(done: Show) -> None:
    assert is_finished(done)
    assert is_finished(done, RENDER)
    assert not is_finished(done, ["today", "--date", "2026-06-22"])
    assert not is_finished(done, [*WORDS, "--engine", "pyttsx3"])
    assert not is_finished(done, ["publish"])
    assert finished(WORDS, None, NOON) is None


def test_without_a_date_it_is_finished_for_the_day_of_the_shows_place(done: Show) -> None:
    done_now(done, ["today"], dated=False)
    assert finished(["today"], done.root, NOON) == SAYS
    assert finished(["today"], done.root, NOON + timedelta(days=1)) is None


def test_a_new_listener_has_today_to_be_made_for_and_no_render(done: Show) -> None:
    path = done.root / "listeners" / "anna.yaml"
    path.parent.mkdir()
    path.write_text("topics: [ferries]\n")
    assert not is_finished(done)
    assert is_finished(done, RENDER)


@pytest.mark.parametrize("stamp", ["", "[]", "{}", '{"words": 3}', "\x00"])
def test_a_stamp_that_is_none_finishes_nothing(done: Show, stamp: str) -> None:
    (done.voice / ".takes" / "today.json").write_text(stamp)
    assert not is_finished(done)


MEANT = [
    (["render"], {}, "."),
    (["render", "--show", "other"], {}, "other"),
    (["render", "--show=other"], {}, "other"),
    (["render"], {"DAYCAST_SHOW": "third"}, "third"),
    (["render", "--show", "other"], {"DAYCAST_SHOW": "third"}, "other"),
]


@pytest.mark.parametrize(("words", "environ", "expected"), MEANT)
def test_the_show_is_the_one_that_the_command_will_take(
    done: Show, words: list[str], environ: dict[str, str], expected: str
) -> None:
    assert meant(words, environ, done.root) == (done.root if expected == "." else Path(expected))


def test_outside_of_any_show_none_is_meant(tmp_path: Path) -> None:
    assert meant(["render"], {}, tmp_path) is None


RENDERS = {
    "show.yaml": True,
    "scripts/2026-06-23.md": True,
    "scripts/2026-06-22.md": False,
    "voice/cast.yaml": True,
    "episodes/2026-06-23/2026-06-23.mp3": True,
    "episodes/2026-06-22/2026-06-22.mp3": False,
    "seeds/2026-06-23/lake.md": False,
    "feed/feed.xml": False,
}


@pytest.mark.parametrize(("name", "counts"), RENDERS.items())
def test_a_rendering_is_undone_by_what_it_reads_and_leaves_alone(done: Show, name: str, counts: bool) -> None:
    path = done.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("other")
    assert is_finished(done, RENDER) is not counts


@pytest.mark.parametrize(
    "name",
    [
        "show.yaml",
        "seeds/2026-06-23/lake.md",
        "scripts/2026-06-23.md",
        "voice/cast.yaml",
        "templates/x.j2",
        "episodes/2026-06-23/2026-06-23.mp3",
        "feed/feed.xml",
    ],
)
@pytest.mark.parametrize("change", ["edit", "remove", "touch"])
def test_a_changed_file_makes_it_unfinished(done: Show, name: str, change: str) -> None:
    path = done.root / name
    if change == "edit":
        path.write_text(path.read_text() + "# more\n")
    elif change == "remove":
        path.unlink()
    else:
        os.utime(path, ns=(1, 1))
    assert not is_finished(done)


@pytest.mark.parametrize("name", ["seeds/2026-06-23/new.md", "cover.png", "voice/sounds/open.wav"])
def test_a_new_file_makes_it_unfinished(done: Show, name: str) -> None:
    path = done.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("new")
    assert not is_finished(done)


def test_a_show_with_sources_always_looks_at_them(done: Show) -> None:
    path = done.root / "show.yaml"
    path.write_text(path.read_text() + "sources: [{path: inbox}]\n")
    show = open_show(done.root)
    done_now(show, WORDS)
    assert not is_finished(show)


@pytest.mark.parametrize("words", [WORDS, RENDER])
@pytest.mark.parametrize("name", ["scripts/2026-06-23.md", "voice/cast.yaml", "show.yaml", "voice/sounds/open.wav"])
def test_what_was_saved_while_a_command_was_at_work_is_work(done: Show, words: list[str], name: str) -> None:
    read = Read(reads(done.root, words[0]), {done.script(DAY): sha256(done.script(DAY)) or ""}, ())
    path = done.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("saved meanwhile")
    finish(done, words, DAY, read, dated=True, says=SAYS)
    assert not is_finished(done, words)


def test_what_a_render_read_elsewhere_counts_too(done: Show, tmp_path: Path) -> None:
    voice, seeds = tmp_path / "a.onnx", done.root / "seeds" / "2026-06-23"
    voice.write_text("voice")
    for changed in (voice, seeds / "picture.jpg"):
        done_now(done, RENDER, also=[seeds, voice])
        assert is_finished(done, RENDER)
        changed.write_text("another one")
        assert not is_finished(done, RENDER)


def test_files_behind_a_link_count_and_a_link_to_itself_ends(done: Show, tmp_path: Path) -> None:
    sounds = tmp_path / "sounds"
    sounds.mkdir()
    (sounds / "open.wav").write_text("sound")
    (done.voice / "sounds").symlink_to(sounds)
    (sounds / "again").symlink_to(sounds)
    assert not is_finished(done, RENDER)
    done_now(done, RENDER)
    assert is_finished(done, RENDER)
    (sounds / "open.wav").write_text("another")
    assert not is_finished(done, RENDER)


@pytest.mark.parametrize(
    "name", ["episodes/.archive.sqlite", "episodes/.archive.weekly.sqlite-journal", "feed/.archive.sqlite"]
)
def test_an_archive_that_was_asked_is_no_business_of_todays(done: Show, name: str) -> None:
    (done.root / name).write_text("asked")
    assert is_finished(done)


def test_the_history_of_a_script_is_no_business_of_todays(done: Show) -> None:
    path = done.root / "scripts" / ".history" / "2026-06-23" / "0001-edit.md"
    path.parent.mkdir(parents=True)
    path.write_text("before")
    assert is_finished(done)
