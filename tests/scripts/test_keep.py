"""No draft ever takes the place of a person's words."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from daycast.errors import DaycastError
from daycast.files import write_bytes
from daycast.scripts import history
from daycast.scripts import keep as keeping
from daycast.scripts.keep import Outcome, keep
from daycast.show import Show

DAY = date(2026, 6, 23)
ONE = "Ada: Good morning to you all.\n\nBen: The lake is full again.\n"
TWO = "Ada: Good morning to you all.\n\nBen: The lake is full again.\n\nAda: The boats are back.\n"
MINE = "Ada: Good morning, dear people.\n\nBen: The lake is full again.\n"
BOTH = "Ada: Good morning, dear people.\n\nBen: The lake is full again.\n\nAda: The boats are back.\n"


def base(show: Show) -> str:
    return keeping.base_path(show, DAY).read_text()


def test_the_first_draft_is_written(show: Show) -> None:
    kept = keep(show, DAY, ONE)
    assert (kept.outcome, kept.script.read_text(), base(show)) == (Outcome.WRITTEN, ONE, ONE)


def test_a_new_draft_replaces_the_machines_own_text(show: Show) -> None:
    keep(show, DAY, ONE)
    assert keep(show, DAY, TWO).outcome == Outcome.RENEWED
    assert (show.script(DAY).read_text(), base(show)) == (TWO, TWO)


def test_a_new_draft_is_merged_into_an_edited_script(show: Show) -> None:
    keep(show, DAY, ONE)
    show.script(DAY).write_text(MINE)
    kept = keep(show, DAY, TWO)
    assert (kept.outcome, kept.kept, kept.followed, kept.offers) == (Outcome.MERGED, 1, 1, ())
    assert (show.script(DAY).read_text(), base(show)) == (BOTH, TWO)
    assert keep(show, DAY, TWO).outcome == Outcome.UNCHANGED


def test_the_same_draft_leaves_an_edited_script_in_peace(show: Show) -> None:
    keep(show, DAY, ONE)
    show.script(DAY).write_text(MINE)
    assert keep(show, DAY, ONE).outcome == Outcome.UNCHANGED
    assert (show.script(DAY).read_text(), history.versions(show, DAY)) == (MINE, ())


def test_a_draft_that_a_person_put_in_place_is_the_machines_text_again(show: Show) -> None:
    keep(show, DAY, ONE)
    show.script(DAY).write_text(TWO)
    assert keep(show, DAY, TWO).outcome == Outcome.UNCHANGED
    assert keep(show, DAY, ONE).outcome == Outcome.RENEWED


@pytest.mark.parametrize(
    ("mine", "why"),
    [
        (ONE + "\n<!-- a note\n\nBen: Lost.\n", "what begins on line 5 is never closed"),
        ("Ada: Hello.\n\n```\nBen: Lost.\n", "what begins on line 3 is never closed"),
        ("---\ntitle: T\n\nAda: Hello.\n", "no closing ---"),
        ("---\ntitle: T: x: [\n---\n\nAda: Hello.\n", "front matter cannot be read"),
    ],
)
def test_what_cannot_be_read_is_not_merged_and_the_draft_is_put_beside(show: Show, mine: str, why: str) -> None:
    keep(show, DAY, ONE)
    show.script(DAY).write_text(mine)
    kept = keep(show, DAY, TWO)
    assert kept.outcome == Outcome.REFUSED
    assert why in kept.why
    assert (show.script(DAY).read_text(), base(show)) == (mine, ONE)
    assert (kept.draft.name, kept.draft.read_text()) == ("2026-06-23.new.md", TWO)


@pytest.mark.parametrize("mine", ["", "\n \n", "\ufeff", "---\n---\n"])
def test_a_script_without_a_word_is_not_taken_for_one_whose_lines_were_all_deleted(show: Show, mine: str) -> None:
    keep(show, DAY, ONE)
    show.script(DAY).write_text(mine)
    for draft in (ONE, TWO):
        kept = keep(show, DAY, draft)
        assert kept.outcome == Outcome.REFUSED
        assert "it is empty" in kept.says
        assert "daycast undo" in kept.says
        assert (show.script(DAY).read_text(), base(show)) == (mine, ONE)
    with pytest.raises(DaycastError, match="it is empty"):
        keeping.foresee(show, DAY, TWO)
    show.script(DAY).write_text(MINE)
    keep(show, DAY, TWO)
    assert show.script(DAY).read_text() == BOTH


def test_an_emptied_script_is_written_anew_once_it_is_deleted(show: Show) -> None:
    keep(show, DAY, ONE)
    show.script(DAY).unlink()
    assert keep(show, DAY, TWO).outcome == Outcome.WRITTEN


def test_a_script_written_by_hand_alone_is_a_persons(show: Show) -> None:
    show.script(DAY).parent.mkdir()
    show.script(DAY).write_text(MINE)
    kept = keep(show, DAY, ONE)
    assert (kept.outcome, kept.why) == (Outcome.REFUSED, "it was written by hand alone")
    assert show.script(DAY).read_text() == MINE


def at_the_base(patch: pytest.MonkeyPatch, show: Show, act: Callable[[], object]) -> None:
    """Lets `act` happen once, when the script of a merge is written and its base is not."""
    acts = [act]

    def late(path: Path, data: bytes, *, mode: int | None = None) -> bool:
        if path == keeping.base_path(show, DAY) and acts:
            acts.pop()()
        return write_bytes(path, data, mode=mode)

    patch.setattr(history, "write_bytes", late)


def test_a_run_that_was_killed_between_script_and_base_comes_to_the_same_end(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(show, DAY, ONE)
    show.script(DAY).write_text(MINE)

    def killed() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        at_the_base(patch, show, killed)
        with pytest.raises(KeyboardInterrupt):
            keep(show, DAY, TWO)
    assert (show.script(DAY).read_text(), base(show)) == (BOTH, ONE)
    keep(show, DAY, TWO)
    assert (show.script(DAY).read_text(), base(show)) == (BOTH, TWO)


def test_what_is_saved_while_a_draft_is_merged_is_merged_too(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(show, DAY, ONE)
    show.script(DAY).write_text(MINE)
    saves = [MINE.replace("full again", "nearly full")]

    def put(show: Show, day: date, *args: Any, **settings: Any) -> bool:
        if saves:
            show.script(day).write_text(saves.pop())
        return history.put(show, day, *args, **settings)

    monkeypatch.setattr(keeping, "put", put)
    assert keep(show, DAY, TWO).outcome == Outcome.MERGED
    assert show.script(DAY).read_text() == BOTH.replace("full again", "nearly full")


def test_the_rest_of_a_slow_save_that_comes_once_the_script_is_merged_is_merged_too(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(show, DAY, ONE)
    show.script(DAY).write_text(MINE.split("\n\n", maxsplit=1)[0] + "\n\n")
    with show.script(DAY).open("a") as editor:

        def rest() -> None:
            editor.write("Ben: The lake is full again.\n")
            editor.flush()

        at_the_base(monkeypatch, show, rest)
        assert keep(show, DAY, TWO).outcome == Outcome.MERGED
    assert (show.script(DAY).read_text(), base(show)) == (BOTH, TWO)
    half, whole = history.versions(show, DAY)
    assert (half.verb, "The lake" in half.path.read_text()) == ("save", False)
    assert (whole.verb, whole.path.read_text()) == ("write", MINE)


def test_a_script_that_is_merged_has_been_left_alone_for_a_good_while(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(show, DAY, ONE)
    rests = []

    def settled(path: Path, *, rest: float | None = None) -> bytes:
        rests.append(rest)
        return path.read_bytes()

    monkeypatch.setattr(history, "read_settled", settled)
    monkeypatch.setattr(keeping, "REST", 0.5)
    keep(show, DAY, TWO)
    assert rests[0] == 0.5
    assert set(rests[1:]) == {None}


@pytest.mark.parametrize("folder", ["scripts", "scripts/.generated", "scripts/.history"])
def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_lost(show: Show, folder: str) -> None:
    (show.root / folder).parent.mkdir(exist_ok=True)
    (show.root / folder).write_text("a file where the folder should be")
    with pytest.raises(DaycastError, match=r"cannot be (written|read)"):
        keep(show, DAY, ONE)


@pytest.mark.parametrize(
    ("kept", "followed", "offers", "wanted"),
    [
        (1, 2, (), "merged: 1 of your changes stays, 2 places follow the new draft"),
        (2, 1, (7,), "merged: 2 of your changes stay, 1 place follows the new draft, 1 comment tells where it differs"),
        (0, 0, (7, 9), "merged: 2 comments tell where it differs"),
        (0, 0, (), "merged"),
    ],
)
def test_a_merge_is_told_in_numbers_that_are_not_nought(
    kept: int, followed: int, offers: tuple[int, ...], wanted: str
) -> None:
    path = Path("2026-06-23.md")
    assert keeping.Kept(Outcome.MERGED, path, path, kept, followed, offers).says == wanted


def test_a_deletion_that_stays_is_one_of_the_changes_and_an_offer_has_its_line(show: Show) -> None:
    keep(show, DAY, TWO)
    show.script(DAY).write_text("Ada: Good morning to you both.\n\nBen: The lake is full again.\n")
    kept = keep(show, DAY, TWO.replace("to you all", "to all of you"))
    assert (kept.kept, kept.offers) == (2, (2,))
    assert show.script(DAY).read_text().split("\n")[1].startswith("<!-- new draft: Ada: Good morning to all of you.")
