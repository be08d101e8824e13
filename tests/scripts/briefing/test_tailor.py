"""The laws of a listener's briefing: what may be in it, in which order, and for how long."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from pools import pool_of

from daycast.profile import Profile
from daycast.scripts.briefing.pool import pool
from daycast.scripts.briefing.tailor import Tailored, about, tailor
from daycast.scripts.model import Say, Script, Section

THINGS = "chips ships banks farms trains schools rockets unions".split()
TOPICS = st.lists(st.sampled_from(THINGS), max_size=3, unique=True).map(tuple)
PROFILES = st.builds(
    Profile,
    role=st.sampled_from(["", "teacher", "lawyer"]),
    industry=st.sampled_from(["", "banking", "space"]),
    topics=TOPICS,
    people=st.sampled_from([(), ("Ilse Varga",)]),
    length=st.sampled_from([None, 1.0, 2.0, 4.0, 30.0]),
)


@st.composite
def pools(draw: st.DrawFn) -> Script:
    """Pools of one to eight stories, each with one to three points and up to four questions."""
    stories = {}
    for number, thing in enumerate(draw(st.lists(st.sampled_from(THINGS), min_size=1, max_size=8, unique=True))):
        parts = {"": [_line(thing, number, n) for n in range(draw(st.integers(1, 3)))]}
        for question in range(draw(st.integers(0, 4))):
            about_it = [_line(thing, 10 * number + question, 9 + n) for n in range(draw(st.integers(1, 3)))]
            parts[f"What of the {thing}, question {question}?"] = about_it
        stories[f"News of {thing}"] = parts
    return pool_of(stories)


def _line(thing: str, story: int, number: int) -> str:
    who = "Ilse Varga" if (story + number) % 5 == 0 else "A minister"
    return f"{who} said that the {thing} of town {story} lost {number} more to the storm " + "again " * (
        3 * number % 13
    )


MADE = st.tuples(pools(), PROFILES, st.sampled_from([1.0, 3.0, 6.0, 60.0]))


def made_of(case: tuple[Script, Profile, float]) -> tuple[Script, Tailored, float]:
    script, profile, minutes = case
    return script, tailor(script, profile, minutes=minutes), (profile.length or minutes) * 60


@given(MADE)
def test_every_line_is_one_of_the_pools_and_none_comes_twice(case: tuple[Script, Profile, float]) -> None:
    script, made, _ = made_of(case)
    assert not Counter(made.script.lines) - Counter(script.lines)
    assert {say.line for say in made.script.lines} <= {say.line for say in script.lines}
    assert made.script.date == script.date


@given(MADE)
def test_the_opening_comes_first_and_the_closing_last(case: tuple[Script, Profile, float]) -> None:
    script, made, _ = made_of(case)
    assert made.script.sections[0] == script.sections[0]
    assert made.script.sections[-1] == script.sections[-1]


@given(MADE)
def test_a_storys_points_stand_before_its_questions_which_keep_their_order(case: tuple[Script, Profile, float]) -> None:
    script, made, _ = made_of(case)
    known = {story.heading: story.sections for story in pool(script).stories}
    for one in made.chosen:
        whole = known[one.ranked.story.heading]
        assert one.sections[0] == whole[0]
        assert [section for section in whole if section in one.sections] == list(one.sections)


@given(MADE)
def test_the_length_is_kept_but_for_the_best_storys_points(case: tuple[Script, Profile, float]) -> None:
    _, made, seconds = made_of(case)
    assert made.seconds <= seconds + 0.1 or [len(one.sections) for one in made.chosen] == [1]


@given(MADE)
def test_nothing_is_left_out_for_which_there_was_room(case: tuple[Script, Profile, float]) -> None:
    script, made, seconds = made_of(case)
    told = {section for one in made.chosen for section in one.sections}
    stories = {one.ranked.story.heading for one in made.chosen}
    for story in pool(script).stories:
        left = story.questions if story.heading in stories else (story.points,)
        for section in left:
            assert section in told or made.seconds + about(section) > seconds - 0.1


@given(MADE)
def test_the_same_input_gives_the_same_briefing(case: tuple[Script, Profile, float]) -> None:
    script, made, _ = made_of(case)
    again = tailor(replace(script, title="Another"), case[1], minutes=case[2])
    assert again.script == made.script
    assert list(again.reasons.items()) == list(made.reasons.items())


@given(MADE)
def test_the_evidence_is_what_its_lines_cite_and_nothing_else(case: tuple[Script, Profile, float]) -> None:
    _, made, _ = made_of(case)
    cited = {label for say in made.script.lines for label in say.citations}
    assert {source.label for source in made.script.evidence} == cited


@given(MADE)
def test_every_story_has_its_reason_in_words(case: tuple[Script, Profile, float]) -> None:
    _, made, _ = made_of(case)
    headings = [section.title for section in made.script.sections[1:-1] if section.level == 1]
    assert list(made.reasons) == headings
    assert all(made.reasons.values())
    assert made.chosen == tuple(sorted(made.chosen, key=lambda one: -one.ranked.score))


@given(MADE, st.randoms(use_true_random=False))
def test_an_edited_line_is_in_every_briefing_that_has_its_story(
    case: tuple[Script, Profile, float], chance: object
) -> None:
    script, profile, minutes = case
    story = pool(script).stories[0]
    first = story.points.cues[0]
    assert isinstance(first, Say)
    edited = replace(first, text="An editor wrote this instead.")
    sections = tuple(
        replace(section, cues=(edited, *section.cues[1:])) if section == story.points else section
        for section in script.sections
    )
    made = tailor(replace(script, sections=sections), profile, minutes=minutes)
    heard = story.heading in made.reasons
    assert (edited in made.script.lines) == heard
    assert first not in made.script.lines


def test_the_title_says_what_is_in_it() -> None:
    script = pool_of(
        {
            "Ministry tightens export controls on chips": {"": ["Controls apply from September."]},
            "Nobel laureate John Jumper leaves one laboratory for another one": {"": ["John Jumper leaves."]},
            "Port reopens": {"": ["Ships are back."]},
            "Snow falls": {"": ["It is cold."]},
        }
    )
    made = tailor(script, Profile(topics=("export controls",), people=("John Jumper",)), minutes=9)
    assert made.script.title == "John Jumper; Export controls; Port reopens; …"
    assert made.script.summary.endswith("Ministry tightens export controls on chips. Port reopens. Snow falls.")


def test_a_short_briefing_has_points_of_more_stories_before_all_questions_of_one() -> None:
    parts = {"": ["A line of some ten words about the banks of towns."] * 1} | {
        f"Question {n}?": [f"An answer number {n} about the banks of one more town there."] for n in range(5)
    }
    script = pool_of(
        {"Banks merge": parts, "Banks close": parts | {"": ["Another one of about ten words on banks there."]}}
    )
    made = tailor(script, Profile(topics=("banks",), length=1), minutes=6)
    assert len(made.chosen) == 2
    assert 1 < sum(len(one.sections) for one in made.chosen) < 12


def test_a_question_that_names_whom_they_follow_is_kept_first() -> None:
    answers = {f"Question {n}?": [f"Answer {n} is about the weather and the long road to the north."] for n in range(4)}
    answers["What did Ilse Varga say?"] = ["Ilse Varga said that the road to the north would stay open for now."]
    script = pool_of({"Roads close": {"": ["Snow closed the road to the north."], **answers}})
    made = tailor(script, Profile(people=("Ilse Varga",)), minutes=0.4)
    titles = [section.title for section in made.chosen[0].sections]
    assert len(titles) < 5
    assert "What did Ilse Varga say?" in titles


def test_a_script_without_a_story_is_left_as_it_is() -> None:
    script = Script(pool_of({}).date, "t", "s", (Section(0, "", (Say("Ada", "Nothing today."),)),), ())
    assert tailor(script, Profile(), minutes=6).script == script


def test_sections_that_a_person_added_without_sources_stay_where_they_were() -> None:
    script = pool_of({"Banks merge": {"": ["They merge."]}})
    opening, story, closing = script.sections
    note = Section(1, "A word from the desk", (Say("Ada", "We are back in May.", take=True),))
    made = tailor(replace(script, sections=(opening, note, story, closing)), Profile(), minutes=6)
    assert {section.title for section in made.script.sections} == {"", note.title, "Banks merge", "Sign-off"}
