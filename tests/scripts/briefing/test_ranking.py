"""What a listener's profile finds in a day's stories, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from pools import Told, pool_of

from daycast.profile import Profile
from daycast.scripts.briefing.fields import fields, named
from daycast.scripts.briefing.pool import pool
from daycast.scripts.briefing.ranking import Ranked, ranked

DAY = {
    "Ministry tightens export controls": {"": ["Minister Ilse Varga named 31 chips.", "Foundries expect less work."]},
    "Potato chips recalled": {"": ["A snack maker found metal in its chips.", "Nobody was hurt, Greta Varga said."]},
    "River bank slides": {"": ["The bank slid on Monday.", "Eleven families moved to dry capital flats."]},
    "Firm opens its phones": {"": ["Phone maker Quince sells parts.", "Shops may mend screens."]},
    "Frost halves the harvest": {"": ["Quince trees froze in April.", "Jam made of quince will cost more."]},
}


def places(profile: Profile, stories: Mapping[str, Told] = DAY) -> dict[str, Ranked]:
    return {one.story.heading: one for one in ranked(pool(pool_of(stories)), profile)}


def is_personal(one: Ranked) -> bool:
    """Whether the profile speaks for it, and not the day alone."""
    return any(reason.kind != "everybody" for reason in one.reasons)


def personal(profile: Profile) -> list[str]:
    return [heading for heading, one in places(profile).items() if is_personal(one)]


@pytest.mark.parametrize(
    ("profile", "first"),
    [
        (Profile(topics=("export controls",)), "Ministry tightens export controls"),
        (Profile(topics=("Export Control",)), "Ministry tightens export controls"),
        (Profile(topics=("river banks",)), "River bank slides"),
        (Profile(people=("Greta Varga",)), "Potato chips recalled"),
        (Profile(industry="consumer electronics"), "Firm opens its phones"),
        (Profile(role="fruit farmer"), "Frost halves the harvest"),
    ],
)
def test_what_the_profile_names_comes_first(profile: Profile, first: str) -> None:
    assert next(iter(places(profile))) == first


def test_a_namesake_is_somebody_else() -> None:
    assert personal(Profile(people=("Ilse Varga",))) == ["Ministry tightens export controls"]


def test_a_topic_written_like_a_name_that_the_day_has_is_found_only_so() -> None:
    found = places(Profile(topics=("Quince",)))
    assert is_personal(found["Firm opens its phones"])
    assert found["Firm opens its phones"].score > 2 * found["Frost halves the harvest"].score
    assert is_personal(places(Profile(topics=("quince",)))["Frost halves the harvest"])


def test_a_capital_from_habit_hides_no_story() -> None:
    assert set(personal(Profile(topics=("Chips",)))) == {"Potato chips recalled", "Ministry tightens export controls"}


def test_words_of_a_topic_that_stand_in_different_sentences_are_not_the_topic() -> None:
    found = places(Profile(topics=("bank capital",)), {**DAY, "Bank capital rises": {"": ["It rose."]}})
    points = {heading: sum(reason.points for reason in one.reasons if reason.kind == "topic")
              for heading, one in found.items()}  # fmt: skip
    assert points["Bank capital rises"] > 2 * points["River bank slides"]


@pytest.mark.parametrize(
    ("profile", "heading", "says"),
    [
        (Profile(topics=("export controls",)), "Ministry tightens export controls",
         "you follow export controls: “Ministry tightens export controls” in the heading"),
        (Profile(people=("Ilse Varga",)), "Ministry tightens export controls",
         "names Ilse Varga, whom you follow, in what is said"),
        (Profile(industry="semiconductors"), "Ministry tightens export controls",
         "semiconductors, your industry: export control, chip, foundry"),
    ],
)  # fmt: skip
def test_reasons_say_what_was_found_and_where(profile: Profile, heading: str, says: str) -> None:
    assert [reason.words for reason in places(profile)[heading].reasons if reason.kind != "everybody"] == [says]


def test_a_heading_weighs_more_than_a_line_and_a_line_more_than_nothing() -> None:
    stories = {
        "Strikes at the port": {"": ["Nobody works.", "Ships wait."]},
        "Ships wait outside": {"": ["Strikes have closed the gates.", "Trains run."]},
        "Trains run": {"": ["They run late.", "Snow fell."]},
    }
    scores = [
        sum(reason.points for reason in one.reasons if reason.kind == "topic")
        for one in ranked(pool(pool_of(stories)), Profile(topics=("strikes",)))
    ]
    assert scores[0] > scores[1] > scores[2] == 0


def test_a_topic_of_every_story_tells_less_than_one_of_a_single_story() -> None:
    stories = {f"Models of kind {n}": {"": [f"The model number {n} is out."]} for n in "abcde"}
    stories["Models and robots"] = {"": ["It moves."]}
    best = ranked(pool(pool_of(stories)), Profile(topics=("models", "robots")))[0]
    points = {reason.about: reason.points for reason in best.reasons if reason.kind == "topic"}
    assert best.story.heading == "Models and robots"
    assert points["robots"] > 2 * points["models"]


def test_what_most_outlets_tell_reaches_a_listener_with_other_topics() -> None:
    outlets = {"Potato chips recalled": 1, "Frost halves the harvest": 4}
    script = pool_of({**DAY, "Frost halves the harvest": {"": [f"It froze in valley {n}." for n in range(4)]}}, outlets)
    found = ranked(pool(script), Profile(topics=("export controls",)))
    assert [one.story.heading for one in found][:2] == ["Ministry tightens export controls", "Frost halves the harvest"]
    assert "everybody: 4 outlets tell it" in [reason.words for reason in found[1].reasons]


def test_nothing_is_found_for_nobody_and_the_days_order_stays() -> None:
    assert list(places(Profile())) == list(DAY)
    assert not personal(Profile())


def test_meaning_finds_a_topic_in_other_words() -> None:
    def mean(texts: Sequence[str]) -> np.ndarray:
        return np.array([[1.0, 0.0] if "slide" in text or text == "landslips" else [0.0, 1.0] for text in texts], "f4")

    found = ranked(pool(pool_of(DAY)), Profile(topics=("landslips",)), mean)
    assert found[0].story.heading == "River bank slides"
    assert found[0].reasons[0].words == "you follow landslips, which it is near to in meaning"
    assert not any(is_personal(one) for one in found[1:])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("machine learning engineer", ["artificial intelligence"]),
        ("semiconductors", ["semiconductors"]),
        ("chief of information security", ["security"]),
        ("head teacher", ["education"]),
        ("health care", ["health care"]),
        ("oil and gas", ["energy"]),
        ("poet", []),
    ],
)
def test_a_field_is_known_by_its_names_and_by_professions(text: str, found: list[str]) -> None:
    assert [field.name for field in named(text)] == found


def test_every_field_has_words_of_its_own() -> None:
    for field in fields():
        others = {word for other in fields() if other is not field for word, _ in other.words}
        assert len({word for word, _ in field.words} - others) >= 5, field.name
