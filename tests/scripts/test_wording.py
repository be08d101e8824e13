"""Which words and figures count as the same."""

import pytest

from daycast.scripts.evidence.wording import is_negation, words


@pytest.mark.parametrize(
    "forms",
    [
        ("nine", "9"),
        ("twenty-five", "25"),
        ("10,000", "10000", "ten thousand", "10k"),
        ("$5.2B", "5.2 billion dollars", "$5.2 billion"),
        ("57%", "57 %", "57 percent", "57 per cent"),
        ("a dozen", "12"),
        ("23rd", "23"),
    ],
)
def test_a_figure_is_the_same_however_it_is_written(forms: tuple[str, ...]) -> None:
    assert len({words(form)[-1].figure for form in forms}) == 1
    assert all(words(form)[-1].text == form for form in forms if form != "a dozen")


@pytest.mark.parametrize(
    "forms",
    [("says", "said"), ("leaves", "left", "leaving"), ("complete", "completed", "completes"), ("U.S.", "US"),
     ("Calloway’s", "Calloway"), ("GPT-4", "GPT4")],
)  # fmt: skip
def test_forms_of_a_word_have_one_key(forms: tuple[str, ...]) -> None:
    assert len({words(form)[0].key for form in forms}) == 1


def test_a_name_is_told_from_a_sentence_that_begins() -> None:
    assert [word.capital for word in words("Sales fell. Then Corran bought OpenWorks")] == [1, 0, 1, 2, 0, 2]


def test_not_only_does_not_deny() -> None:
    assert is_negation(words("not cheap but new"), 0)
    assert not is_negation(words("not only cheap but new"), 0)
