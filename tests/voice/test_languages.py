"""Tags of languages, as engines write them and as people ask for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.voice.languages import distance, speaks, tidy

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
        ("cmn", "zh-CN", False),
        ("cmn", "zh", True),
        ("nb", "no", True),
        ("yue", "zh", False),
    ],
)
def test_a_language_is_spoken_by_the_voices_of_its_regions_too(tag: str, wanted: str, speaking: bool) -> None:
    assert speaks(tag, wanted) is speaking


@pytest.mark.parametrize(
    ("wanted", "nearest_first"),
    [
        ("fr", ["fr", "fr-FR", "fr-BE"]),
        ("fr-BE", ["fr-BE", "fr-FR", "fr-CH"]),
        ("es-MX", ["es-MX", "es-419", "es"]),
        ("es-ES", ["es-ES", "es", "es-419"]),
        ("zh-CN", ["cmn", "cmn-Latn-pinyin"]),
    ],
)
def test_the_nearest_voice_is_that_of_the_region_or_of_the_languages_home(
    wanted: str, nearest_first: list[str]
) -> None:
    backwards = nearest_first[::-1]
    assert sorted(backwards, key=lambda tag: distance(tag, wanted)) == nearest_first
