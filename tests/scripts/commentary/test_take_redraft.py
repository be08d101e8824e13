"""A person's opinion in the place of a prompt, when the take is written again."""

import pytest

from daycast.scripts.merging.merge import merge

HEAD = "---\ndate: 2026-06-23\ntitle: T\nsummary: S\n---\n\n"
STORY = (
    "<!-- your take on the story: “Rosa Corran leaves.” What do you make of it? Write it as a line: Ada: … {.take} -->"
)
VOICES = (
    "<!-- your take on in their words: Amaru Velde said: “Nobody saw it coming.” Is Amaru Velde right? "
    "Write it as a line: Ben: … {.take} -->"
)
OTHER_VOICES = (
    "<!-- your take on in their words: The economist Britt Soler of Halden, who has no stake in any of this, wrote: "
    "“Everything about the sale was plain for years to those who cared to look.” What does she leave out? "
    "Answer in a line: Ben: … {.take} -->"
)
MINE = "Ben: Velde is kind to everybody, and to himself most of all. {.take}"


def take(*commentary: str, facts: str = "Ada: Rosa Corran leaves.") -> str:
    blocks = ["# The facts: Corran leaves", facts, "# Our take", "Ada: What follows is opinion.", *commentary]
    return HEAD + "\n\n".join([*blocks, "# Sign-off", "Ada: Goodbye."]) + "\n"


@pytest.mark.parametrize("voices", [VOICES, OTHER_VOICES], ids=["same words", "other words"])
def test_a_line_in_a_prompts_place_stays_and_the_prompt_does_not_come_back(voices: str) -> None:
    new = take(STORY, voices, facts="Ada: Rosa Corran leaves, and nobody follows her.")
    merged = merge(take(STORY, VOICES), take(STORY, MINE), new)
    assert merged.text == take(STORY, MINE, facts="Ada: Rosa Corran leaves, and nobody follows her.")


def test_it_does_not_come_back_at_the_second_redraft_either() -> None:
    once = merge(take(STORY, VOICES), take(STORY, MINE), take(STORY, OTHER_VOICES))
    twice = merge(once.base, once.text, take(STORY, VOICES.replace("Amaru Velde said", "Amaru Velde wrote")))
    assert twice.text == take(STORY, MINE)


def test_a_prompt_that_nobody_answered_follows_the_new_draft() -> None:
    new = STORY.replace("leaves", "stays")
    assert merge(take(STORY, VOICES), take(STORY, MINE), take(new, VOICES)).text == take(new, MINE)


def test_a_prompt_about_something_new_comes_in_beside_a_persons_line() -> None:
    money = "<!-- your take on the money: “It cost $9 million.” Is that much? Write it as a line: Ada: … {.take} -->"
    assert merge(take(STORY, VOICES), take(STORY, MINE), take(STORY, VOICES, money)).text == take(STORY, MINE, money)


def test_a_line_written_below_a_prompt_stays_with_it() -> None:
    new = take(STORY.replace("leaves", "stays"), VOICES)
    assert merge(take(STORY, VOICES), take(STORY, VOICES, MINE), new).text == take(
        STORY.replace("leaves", "stays"), VOICES, MINE
    )
