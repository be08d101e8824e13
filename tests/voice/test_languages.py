"""Tags of languages, as engines write them and as people ask for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.voice.languages import speaks, tidy

TAGS = st.from_regex(r"[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{1,8}){0,4}", fullmatch=True)


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("en_gb", "en-GB"),
        ("DE", "de"),
        ("es-419", "es-419"),
        ("zh_hant_tw", "zh-Hant-TW"),
        ("en-gb-x-rp", "en-GB-x-rp"),
        ("chr-us-qaaa-x-west", "chr-US-Qaaa-x-west"),
    ],
)
def test_a_tag_is_written_in_its_usual_letters(written: str, tidied: str) -> None:
    assert tidy(written) == tidied


@given(TAGS)
def test_tidying_a_tag_twice_changes_nothing_and_its_letters_stay(tag: str) -> None:
    assert tidy(tidy(tag)) == tidy(tag)
    assert tidy(tag).lower() == tag.replace("_", "-").lower()


@pytest.mark.parametrize(
    ("tag", "wanted", "speaking"),
    [
        ("de", "de", True),
        ("de-AT", "de", True),
        ("de", "de-AT", False),
        ("den", "de", False),
        ("en-GB-x-rp", "en_gb", True),
        ("und", "en", False),
    ],
)
def test_a_language_is_spoken_by_the_voices_of_its_regions_too(tag: str, wanted: str, speaking: bool) -> None:
    assert speaks(tag, wanted) is speaking
