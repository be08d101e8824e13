"""No draft ever takes the place of a person's words."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daycast.scripts.keep import Outcome, keep
from daycast.show import Show

DAY = date(2026, 6, 23)


def test_the_first_draft_is_written(show: Show) -> None:
    kept = keep(show, DAY, "one\n")
    assert (kept.outcome, kept.script.read_text()) == (Outcome.WRITTEN, "one\n")


def test_a_new_draft_replaces_the_machines_own_text(show: Show) -> None:
    keep(show, DAY, "one\n")
    assert keep(show, DAY, "two\n").outcome == Outcome.RENEWED
    assert show.script(DAY).read_text() == "two\n"


def test_a_new_draft_is_put_beside_an_edited_script(show: Show) -> None:
    keep(show, DAY, "one\n")
    show.script(DAY).write_text("mine\n")
    kept = keep(show, DAY, "two\n")
    assert kept.outcome == Outcome.REFUSED
    assert show.script(DAY).read_text() == "mine\n"
    assert kept.draft.name == "2026-06-23.new.md"
    assert kept.draft.read_text() == "two\n"


def test_the_same_draft_leaves_an_edited_script_in_peace(show: Show) -> None:
    keep(show, DAY, "one\n")
    show.script(DAY).write_text("mine\n")
    assert keep(show, DAY, "one\n").outcome == Outcome.UNCHANGED
    assert [path.name for path in show.script(DAY).parent.glob("*.md")] == ["2026-06-23.md"]


def test_a_script_written_by_hand_alone_is_a_persons(show: Show) -> None:
    show.script(DAY).parent.mkdir()
    show.script(DAY).write_text("mine\n")
    assert keep(show, DAY, "one\n").outcome == Outcome.REFUSED
    assert show.script(DAY).read_text() == "mine\n"


TEXTS = st.sampled_from(["one\n", "two\n", "three\n"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["draft", "edit"]), TEXTS), max_size=8))
def test_an_edit_stands_until_a_draft_says_the_very_same(show: Show, steps: list[tuple[str, str]]) -> None:
    for path in show.root.glob("scripts/**/*.md"):
        path.unlink()
    machine: set[str] = set()
    mine = None
    for step, text in steps:
        if step == "draft":
            keep(show, DAY, text)
            machine.add(text)
            mine = None if mine == text else mine
        elif show.script(DAY).exists():
            show.script(DAY).write_text(text)
            mine = text if text not in machine else None
    if mine is not None:
        assert show.script(DAY).read_text() == mine


@pytest.mark.parametrize("folder", ["scripts", "scripts/.generated"])
def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_lost(show: Show, folder: str) -> None:
    from daycast.errors import DaycastError

    (show.root / folder).parent.mkdir(exist_ok=True)
    (show.root / folder).write_text("a file where the folder should be")
    with pytest.raises(DaycastError, match=r"cannot be (written|read)"):
        keep(show, DAY, "one\n")
