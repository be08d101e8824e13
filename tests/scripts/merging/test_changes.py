"""What a person changed, told line by line and word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.scripts.merging.changes import Change, by_word, changes

OLD = "# Top\n\nAda: The lake is full again.\n\nBen: The boats are back.\n\n# End\n\nAda: Goodbye to all of you.\n"


@pytest.mark.parametrize(
    ("new", "wanted"),
    [
        (OLD, []),
        (
            OLD.replace("full again", "nearly full"),
            [Change("Ada: The lake is full again.", "Ada: The lake is nearly full.", 3, 3)],
        ),
        (OLD.replace("is full again", "is\nfull again").replace("Ben: The", "\tBen: The"), []),
        (OLD.replace("Ben: The boats are back.\n\n", ""), [Change("Ben: The boats are back.", None, 5, 0)]),
        (OLD + "\nBen: Bye.\n", [Change(None, "Ben: Bye.", 0, 11)]),
        (OLD.replace("# Top", "# News of the day"), [Change("# Top", "# News of the day", 1, 1)]),
        (
            OLD.replace("Ben: The boats are back.\n\n", "") + "\nBen: The boats are back.\n",
            [Change("Ben: The boats are back.", "Ben: The boats are back.", 5, 9, moved=True)],
        ),
    ],
)
def test_each_change_is_told_with_its_lines(new: str, wanted: list[Change]) -> None:
    assert list(changes(OLD, new)) == wanted


def test_what_is_gone_is_told_where_it_stood() -> None:
    new = OLD.replace("Ada: The lake is full again.\n\n", "").replace("Goodbye to all", "Farewell to all")
    assert [change.kind for change in changes(OLD, "# First\n\nBen: Hm.\n\n" + new)] == [
        "added",
        "added",
        "deleted",
        "edited",
    ]


WORDS = st.lists(st.sampled_from(["the", "lake", "is", "full", "again"]), max_size=8).map(" ".join)


@given(WORDS, WORDS)
def test_the_words_of_a_change_are_the_words_of_both(old: str, new: str) -> None:
    pairs = by_word(old, new)
    assert " ".join(one for one, _ in pairs if one) == old
    assert " ".join(one for _, one in pairs if one) == new
