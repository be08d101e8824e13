"""Whatever was a script once can be brought back, and no write takes the place of what its writer has not seen."""

import os
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daycast.errors import DaycastError
from daycast.files import write_bytes
from daycast.scripts import history
from daycast.show import Show

DAY = date(2026, 6, 23)


def write(show: Show, text: str, verb: str = "write") -> None:
    assert history.put(show, DAY, history.look(show, DAY), text, verb)


def save(show: Show, text: str) -> None:
    """What an editor does."""
    show.script(DAY).parent.mkdir(exist_ok=True)
    show.script(DAY).write_text(text)
    os.utime(show.script(DAY), (1, 1))


def now(show: Show) -> str:
    return show.script(DAY).read_text()


def kept(show: Show) -> list[tuple[int, str, str]]:
    return [(one.number, one.verb, one.path.read_text()) for one in history.versions(show, DAY)]


def test_a_write_keeps_what_it_replaces(show: Show) -> None:
    write(show, "one\n")
    write(show, "two\n", "edit")
    write(show, "three\n")
    assert now(show) == "three\n"
    assert kept(show) == [(1, "edit", "one\n"), (2, "write", "two\n")]


def test_a_write_of_the_same_text_keeps_nothing(show: Show) -> None:
    write(show, "one\n")
    write(show, "one\n")
    assert kept(show) == []


def test_what_changed_since_it_was_seen_is_not_replaced(show: Show) -> None:
    write(show, "one\n")
    seen = history.look(show, DAY)
    save(show, "a person's\n")
    assert not history.put(show, DAY, seen, "two\n", "edit")
    assert not history.put(show, DAY, None, "two\n", "write")
    assert (now(show), kept(show)) == ("a person's\n", [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"one\r\nmore\r\n", b"two\r\nmore\r\n"),
        (b"\xef\xbb\xbfone\n", b"\xef\xbb\xbftwo\nmore\n"),
        (b"one\nmore\n", b"two\nmore\n"),
        (b"one", b"two\nmore\n"),
    ],
)
def test_a_file_keeps_its_line_ends_and_its_mark(show: Show, before: bytes, after: bytes) -> None:
    save(show, "")
    show.script(DAY).write_bytes(before)
    write(show, "two\nmore\n")
    assert show.script(DAY).read_bytes() == after


def test_undo_goes_further_back_each_time_and_redo_returns(show: Show) -> None:
    for text in ("one\n", "two\n", "three\n"):
        write(show, text)
    history.undo(show, DAY)
    assert now(show) == "two\n"
    history.undo(show, DAY)
    assert (now(show), history.can_undo(show, DAY)) == ("one\n", False)
    history.redo(show, DAY)
    assert now(show) == "two\n"
    history.redo(show, DAY)
    assert (now(show), history.can_redo(show, DAY)) == ("three\n", False)
    history.undo(show, DAY)
    assert now(show) == "two\n"
    write(show, "four\n")
    assert not history.can_redo(show, DAY)


def test_what_was_edited_by_hand_in_between_is_kept_by_undo_and_brought_back_by_redo(show: Show) -> None:
    write(show, "one\n")
    write(show, "two\n")
    save(show, "by hand\n")
    history.undo(show, DAY)
    assert now(show) == "one\n"
    history.redo(show, DAY)
    assert now(show) == "by hand\n"


def test_there_is_a_word_for_nothing_to_undo(show: Show) -> None:
    write(show, "one\n")
    with pytest.raises(DaycastError, match="nothing to undo"):
        history.undo(show, DAY)
    with pytest.raises(DaycastError, match="nothing was undone"):
        history.redo(show, DAY)
    with pytest.raises(DaycastError, match="no version 7"):
        history.restore(show, DAY, 7)


def test_a_version_is_brought_back_by_its_number_and_that_can_be_undone(show: Show) -> None:
    for text in ("one\n", "two\n", "three\n"):
        write(show, text)
    history.restore(show, DAY, 1)
    assert now(show) == "one\n"
    history.undo(show, DAY)
    assert now(show) == "three\n"


def test_only_the_newest_versions_are_kept(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "KEPT", 3)
    for number in range(6):
        write(show, f"{number}\n")
    assert [number for number, _, _ in kept(show)] == [3, 4, 5]
    for number in (4, 3, 2):
        history.undo(show, DAY)
        assert now(show) == f"{number}\n"


STEPS = st.sampled_from(["write", "save", "undo", "redo"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(STEPS, max_size=12))
def test_no_text_that_a_write_replaced_is_ever_lost(show: Show, steps: list[str]) -> None:
    for path in show.root.glob("scripts/**/*.md"):
        path.unlink()
    done: list[str] = []
    undone: list[str] = []
    for number, step in enumerate(steps):
        before = now(show) if show.script(DAY).exists() else None
        if step == "save":
            save(show, f"saved {number}\n")
        elif step == "write":
            write(show, f"written {number}\n")
            undone = []
            done += [before] if before else []
        elif step == "undo" and done:
            history.undo(show, DAY)
            undone.append(before or "")
            assert now(show) == done.pop()
        elif step == "redo" and undone:
            history.redo(show, DAY)
            done.append(before or "")
            assert now(show) == undone.pop()
        if step != "save" and before:
            assert before in [text for _, _, text in kept(show)] or before == now(show)


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Lets `act` happen while the new text is being written."""

    def late(path: Path, data: bytes, *, mode: int | None = None) -> bool:
        act()
        return write_bytes(path, data, mode=mode)

    monkeypatch.setattr(history, "write_bytes", late)


def test_an_editor_that_saves_in_place_meanwhile_wins(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    write(show, "one\n")
    seen = history.look(show, DAY)
    meanwhile(monkeypatch, lambda: save(show, "a person's\n"))
    assert not history.put(show, DAY, seen, "two\n", "write")
    assert (now(show), kept(show)) == ("a person's\n", [])


def test_an_editor_that_puts_a_new_file_meanwhile_wins(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    write(show, "one\n")
    seen = history.look(show, DAY)
    meanwhile(monkeypatch, lambda: write_bytes(show.script(DAY), b"a person's\n"))
    assert not history.put(show, DAY, seen, "two\n", "write")
    assert (now(show), kept(show)) == ("a person's\n", [])


def test_what_an_editor_saves_too_late_into_the_old_file_is_in_the_history(show: Show) -> None:
    write(show, "one\n")
    with show.script(DAY).open("r+") as editor:
        write(show, "two\n")
        editor.write("a person's\n")
    assert now(show) == "two\n"
    assert kept(show) == [(1, "write", "a person's\n")]


def test_a_disk_without_links_keeps_copies(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(history.os, "link", refuse)
    write(show, "one\n")
    write(show, "two\n")
    assert (now(show), kept(show)) == ("two\n", [(1, "write", "one\n")])


def test_a_write_that_was_killed_half_way_is_no_step_to_undo(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    write(show, "one\n")
    write(show, "two\n")

    def killed() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        meanwhile(patch, killed)
        with pytest.raises(KeyboardInterrupt):
            write(show, "three\n")
    assert now(show) == "two\n"
    history.undo(show, DAY)
    assert now(show) == "one\n"


@pytest.mark.parametrize("is_relative", [True, False])
def test_a_script_that_is_a_link_is_written_where_it_points(
    show: Show, tmp_path_factory: pytest.TempPathFactory, is_relative: bool
) -> None:
    target = tmp_path_factory.mktemp("notes") / "today.md"
    target.write_text("one\n")
    link = show.script(DAY)
    link.parent.mkdir()
    link.symlink_to(os.path.relpath(target, link.parent) if is_relative else target)
    write(show, "two\n")
    assert (link.is_symlink(), target.read_text()) == (True, "two\n")
    assert kept(show) == [(1, "write", "one\n")]
    assert not any(one.path.is_symlink() for one in history.versions(show, DAY))
    history.undo(show, DAY)
    assert (link.is_symlink(), target.read_text()) == (True, "one\n")
    target.unlink()
    write(show, "three\n")
    assert (link.is_symlink(), target.read_text()) == (True, "three\n")
    assert [path.name for path in target.parent.iterdir()] == ["today.md"]


def test_a_write_that_comes_to_nothing_leaves_nothing_behind(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    write(show, "one\n")
    seen = history.look(show, DAY)
    meanwhile(monkeypatch, lambda: write_bytes(show.script(DAY), b"a person's\n"))
    assert not history.put(show, DAY, seen, "two\n", "write")
    files = {path.name for path in show.root.glob("scripts/**/*") if path.is_file()}
    assert files == {"2026-06-23.md"}


@pytest.mark.parametrize("mode", [0o664, 0o600, 0o444])
def test_a_script_keeps_its_permissions(show: Show, mode: int) -> None:
    write(show, "one\n")
    show.script(DAY).chmod(mode)
    write(show, "two\n")
    history.undo(show, DAY)
    assert stat.S_IMODE(show.script(DAY).stat().st_mode) == mode


WRITER = """
import sys
from datetime import date
from pathlib import Path
from daycast.scripts.history import look, put
from daycast.show import open_show
show, name = open_show(Path(sys.argv[1])), sys.argv[2]
for number in range(20):
    while True:
        seen = look(show, date(2026, 6, 23)) or b""
        if put(show, date(2026, 6, 23), seen or None, seen.decode() + f"{name}{number}\\n", "edit"):
            break
"""


@pytest.mark.slow
def test_two_processes_that_write_at_once_lose_nothing(show: Show) -> None:
    import subprocess
    import sys

    running = [subprocess.Popen([sys.executable, "-c", WRITER, str(show.root), name]) for name in "ab"]
    assert [process.wait(60) for process in running] == [0, 0]
    assert sorted(now(show).split()) == sorted(f"{name}{number}" for name in "ab" for number in range(20))
