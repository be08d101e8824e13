"""Written sentences made sayable, by leaving words out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.scripts.writing.english import may_be_said
from daycast.scripts.writing.trim import MOST_WORDS, longest, sayable, without_weekday

CASES = [
    ("PORT ELSIN (Wire) — The board voted.", "The board voted."),
    ("The Harbour Safety Agency (HSA) closed the channel.", "The Harbour Safety Agency closed the channel."),
    ("Why it matters: The ferry carries the island’s mail.", "The ferry carries the island’s mail."),
    ("Port Elsin (CNN)The board voted.", "The board voted."),
    ("(CNN) - The board voted.", "The board voted."),
    ("Sen. Ines Varga, D-Elsin, voted against the plan.", "Sen. Ines Varga voted against the plan."),
    (
        "“The channel is too shallow for the ferry,” said Tomas Bell, who steers it.",
        "Tomas Bell, who steers it, said: “The channel is too shallow for the ferry.”",
    ),
    (
        "“The channel is too shallow for the ferry,” Tomas Bell told reporters on Monday.",
        "Tomas Bell told reporters on Monday: “The channel is too shallow for the ferry.”",
    ),
    (
        "The harbour board of Port Elsin voted on Tuesday to dredge the eastern channel by two metres before May, but"
        " the island’s fishermen want the work to wait until the herring have left the bay in November.",
        "The harbour board of Port Elsin voted on Tuesday to dredge the eastern channel by two metres before May. But"
        " the island’s fishermen want the work to wait until the herring have left the bay in November.",
    ),
    (
        "The harbour board of Port Elsin, which has nine members from two towns, voted on Tuesday to dredge the eastern"
        " channel by two metres before May so that the ferry can run.",
        "The harbour board of Port Elsin voted on Tuesday to dredge the eastern channel by two metres before May so"
        " that the ferry can run.",
    ),
    (
        "The harbour board of Port Elsin voted on Tuesday to dredge the eastern channel by two metres before May,"
        " ending a quarrel that had divided the islanders for the better part of a decade, the Wire reported.",
        "The harbour board of Port Elsin voted on Tuesday to dredge the eastern channel by two metres before May, the"
        " Wire reported.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("written", "said"), CASES)
def test_what_the_ear_cannot_take_is_left_out_or_parted(written: str, said: str) -> None:
    assert sayable(written) == said


@pytest.mark.parametrize(("written", "said"), CASES)
def test_no_word_is_said_that_was_not_written(written: str, said: str) -> None:
    def words(text: str) -> set[str]:
        return set(re.findall(r"\w+", text.lower()))

    assert words(sayable(written)) <= words(written)
    assert longest(sayable(written)) <= MOST_WORDS


@given(
    st.lists(
        st.sampled_from("the ferry, board; and but voted which — (old) Elsin said has “no” new".split()), max_size=50
    )
)
def test_a_sentence_made_sayable_stays_so(pieces: list[str]) -> None:
    said = sayable(" ".join(pieces) + ".")
    assert sayable(said) == said or longest(said) > MOST_WORDS or "(" in said


def test_who_says_so_is_never_cut_away() -> None:
    written = (
        "The eastern channel of Port Elsin, the harbour agency has announced, will be closed to every ship longer than"
        " ninety metres from the first of October until the dredgers have left, as the board asked in spring."
    )
    assert "the harbour agency has announced" in sayable(written)


@pytest.mark.parametrize(
    "again",
    [
        "a much better than expected result for those who sail there",
        "a far-reaching goal that will keep the dredgers busy",
        "some of that with money borrowed in Oslo",
    ],
)
def test_what_only_names_a_thing_again_is_no_sentence_of_its_own(again: str) -> None:
    written = (
        "The harbour board of Port Elsin voted on Monday to dredge the eastern channel by two metres before the first"
        f" of May — {again}."
    )
    assert "May. " not in sayable(written)


def test_the_first_of_several_descriptions_is_not_cut_from_the_others() -> None:
    written = (
        "Tomas Bell, the oldest steersman of Port Elsin, singer of old songs and owner of two ferries, said to those"
        " who had come to the pier in the rain that the channel would silt up again before the summer."
    )
    assert "Bell singer" not in sayable(written)


def test_a_sentence_with_an_abbreviation_is_as_long_as_it_is() -> None:
    assert longest("The board sailed to the U.S. Capitol and to St. Elsin.") == 11


def test_words_that_a_relative_clause_hangs_on_are_not_cut_away() -> None:
    written = (
        "The harbour board of Port Elsin met Tomas Bell, the mayor of Marl, which is said to be running out of water"
        " for its ships and its people in the driest summer of the century."
    )
    assert "Bell which" not in sayable(written)


def test_a_sentence_whose_object_stood_in_brackets_is_not_said() -> None:
    assert sayable("The plan, discussed in [Channel notes, part two], divides the island.") == ""


@pytest.mark.parametrize(
    "limit",
    [
        "which the harbour board of the town has always denied",
        "who has never been charged with any of these acts",
        "a claim that no court has ever found to be true",
    ],
)
def test_what_denies_or_limits_is_never_cut_away(limit: str) -> None:
    written = (
        f"Tomas Bell, {limit}, is accused of having sold the island’s only ferry to a company in Oslo for one crown and"
        " of keeping the crown for himself in a drawer of the harbour office."
    )
    assert limit in sayable(written)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("The board voted on Tuesday to dredge the channel.", "The board voted to dredge the channel."),
        ("The board voted Tuesday.", "The board voted."),
        ("The board voted late on Tuesday.", "The board voted late on Tuesday."),
        ("By Tuesday morning the board had voted.", "By Tuesday morning the board had voted."),
        ("The board will vote on Tuesday.", "The board will vote on Tuesday."),
        ("On Tuesday, the board voted.", "On Tuesday, the board voted."),
        ("Figures released Tuesday showed a loss.", "Figures released Tuesday showed a loss."),
        ("Bell will steer it, the board said on Tuesday.", "Bell will steer it, the board said."),
        ("The board will vote, Bell announced Tuesday.", "The board will vote, Bell announced."),
        ("It sails by new rules of the board issued Tuesday.", "It sails by new rules of the board issued Tuesday."),
        ("The board voted on Monday.", "The board voted on Monday."),
    ],
)
def test_the_day_on_which_one_listens_is_left_out_of_what_is_over(written: str, said: str) -> None:
    assert without_weekday(written, "Tuesday") == said


@pytest.mark.parametrize(
    "quotation",
    [
        "The channel, a child of this harbour and of its founders, has silted up since the last of them died",
        "The channel — a gift of our grandfathers to the town — has silted up since the last of them died here",
        "The channel has silted up on Tuesday",
        "The channel [of Port Elsin] has silted up",
    ],
)
def test_a_quotation_is_said_word_for_word_or_not_at_all(quotation: str) -> None:
    written = f"“{quotation},” Mayor Ines Varga of Port Elsin told the reporters who had come to the pier."
    said = without_weekday(sayable(written), "Tuesday")
    assert quotation in said or not may_be_said(said)
