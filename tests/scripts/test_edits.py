"""A change to one block of a script leaves every other byte as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.errors import DaycastError
from daycast.scripts.blocks import blocks
from daycast.scripts.edits import Moved, Place, Turn, inserted, moved, replaced, turn

TEXT = """\
---
date: 2026-06-23   # today
title: T
---

# Top news

Ada: One,
hard wrapped. [^1]
Ben: Two. {.take}

<!-- a note -->

Ada: Three.

[^1]: Wire, 2026-06-23, <u>. “q”
"""
PLACES = [Place(block.line, block.text) for block in blocks(TEXT)]
ONE, TWO, THREE = PLACES[2], PLACES[3], PLACES[5]


def rows(text: str) -> list[str]:
    return [block.text for block in blocks(text)]


def test_a_line_is_reworded_in_place() -> None:
    assert replaced(TEXT, TWO, "Ben: Zwei.") == TEXT.replace("Ben: Two. {.take}", "Ben: Zwei.")


def test_a_line_goes_with_the_gap_behind_it() -> None:
    assert replaced(TEXT, THREE, "") == TEXT.replace("Ada: Three.\n\n", "")


def test_a_new_line_stands_apart_from_its_neighbours() -> None:
    assert inserted(TEXT, ONE, "Ben: New.") == TEXT.replace("[^1]\nBen", "[^1]\n\nBen: New.\n\nBen")
    assert inserted(TEXT, None, "[sound: open]") == TEXT.replace("---\n\n#", "---\n\n[sound: open]\n\n#")


def test_a_line_moves_over_others() -> None:
    text = moved(TEXT, THREE, PLACES[1])
    assert rows(text)[2] == "Ada: Three."
    assert sorted(rows(text)) == sorted(rows(TEXT))
    assert moved(TEXT, TWO, ONE) == TEXT


def test_a_line_is_found_where_others_came_above_it() -> None:
    later = TEXT.replace("# Top news\n", "# Top news\n\nBen: First of all.\n\nAda: And more.\n")
    assert replaced(later, TWO, "Ben: Zwei.") == later.replace("Ben: Two. {.take}", "Ben: Zwei.")


def test_of_two_lines_alike_the_nearer_is_meant() -> None:
    text = "Ada: Yes.\n\nBen: No.\n\nAda: Yes.\n"
    assert replaced(text, Place(5, "Ada: Yes."), "Ada: Perhaps.") == "Ada: Yes.\n\nBen: No.\n\nAda: Perhaps.\n"


def test_a_line_is_not_taken_for_one_that_reads_the_same() -> None:
    seen = "Ada: Right.\n\nBen: One.\n\nAda: Right.\n"
    second = Place(5, "Ada: Right.", nth=1, twins=2)
    assert replaced(seen, second, "Ada: Mine.") == "Ada: Right.\n\nBen: One.\n\nAda: Mine.\n"
    shifted = "Ben: Zero.\n\n" + seen
    assert replaced(shifted, second, "Ada: Mine.") == "Ben: Zero.\n\nAda: Right.\n\nBen: One.\n\nAda: Mine.\n"
    with pytest.raises(Moved):
        replaced(seen.replace("Right", "Wrong", 1), Place(1, "Ada: Right.", nth=0, twins=2), "Ada: Mine.")


def test_a_line_that_was_changed_meanwhile_is_told_with_what_it_says_now() -> None:
    with pytest.raises(Moved) as told:
        replaced(TEXT.replace("Two", "Deux"), TWO, "Ben: Zwei.")
    assert told.value.now == "Ben: Deux. {.take}"


@pytest.mark.parametrize("words", ["<!-- never closed", "```\nAda: code", "Ben: Two.\n\n<!--"])
def test_what_would_swallow_the_lines_below_is_refused(words: str) -> None:
    with pytest.raises(DaycastError, match="run together"):
        replaced(TEXT, TWO, words)


def test_a_file_without_a_line_end_keeps_having_none() -> None:
    assert inserted("Ada: One.", Place(1, "Ada: One."), "Ben: Two.") == "Ada: One.\n\nBen: Two."
    assert replaced("Ada: One.\n\nBen: Two.", Place(3, "Ben: Two."), "") == "Ada: One."


WORDS = st.text(st.sampled_from("ab .é#*-"), min_size=1, max_size=12).map(lambda t: f"Ada: x{t}y")


@given(st.sampled_from(PLACES[1:]), st.sampled_from(PLACES), WORDS, st.sampled_from(["replace", "insert", "move"]))
def test_every_other_block_is_as_it_was(at: Place, after: Place, words: str, verb: str) -> None:
    if verb == "replace":
        before, now = [row for row in rows(TEXT) if row != at.text], rows(replaced(TEXT, at, words))
        now.remove(words)
    elif verb == "insert":
        before, now = rows(TEXT), rows(inserted(TEXT, after, words))
        now.remove(words)
    else:
        before, now = [row for row in rows(TEXT) if row != at.text], rows(moved(TEXT, at, after))
        now.remove(at.text)
    assert now == before


def test_a_turn_is_taken_apart_and_put_together() -> None:
    whole = turn('Ada: Led by [Nick]{say="Nik"} [^2] today.\nMore. [^1] {.take}')
    assert whole == Turn("Ada", 'Led by [Nick]{say="Nik"} [^2] today. More.', ("[^1]", "{.take}"))
    assert whole.take
    assert whole.marked(False).text == 'Ada: Led by [Nick]{say="Nik"} [^2] today. More. [^1]'
    assert turn("Ada:") == Turn("Ada", "")


def test_a_turn_is_split_and_both_halves_keep_their_evidence() -> None:
    assert turn("Ada: One. Two. [^1]").split(5) == (Turn("Ada", "One.", ("[^1]",)), Turn("Ada", "Two.", ("[^1]",)))
    with pytest.raises(DaycastError, match="nothing to split"):
        turn("Ada: One.").split(0)
