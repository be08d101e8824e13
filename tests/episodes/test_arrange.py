"""The script as a sequence of sound: pauses, chapters and beds."""

from datetime import date

from daycast.episodes.arrange import (
    LEAD,
    SECTION,
    SOUND,
    STORY,
    TAIL,
    TURN,
    Block,
    Item,
    Mark,
    Quiet,
    arrange,
    chapters_of,
    frames,
)
from daycast.scripts.model import Cue, Pause, Say, Script, Section, Sound

A, B, C = (Say("Ada", word) for word in ("one", "two", "three"))


def arranged(*sections: Section, **pauses: float) -> tuple[Block, ...]:
    return arrange(Script(date(2026, 6, 23), "T", "S", sections, ()), pauses)


def section(level: int, title: str, *cues: Cue) -> Section:
    return Section(level, title, cues)


def quiet(seconds: float) -> Item:
    return Quiet(frames(seconds))


def test_turns_stories_and_sections_are_set_apart_by_pauses_of_their_own() -> None:
    (block,) = arranged(section(0, "", A), section(1, "News", B, C), section(2, "Lake", A))
    assert block.items == (
        A,
        quiet(SECTION),
        Mark(1, "News"),
        B,
        quiet(TURN),
        C,
        quiet(STORY),
        Mark(2, "Lake"),
        A,
    )


def test_a_section_that_opens_with_a_story_pauses_once() -> None:
    (block,) = arranged(section(0, "", A), section(1, "News"), section(2, "Lake", B))
    assert block.items == (A, quiet(SECTION), Mark(1, "News"), Mark(2, "Lake"), B)


def test_a_pause_of_the_script_comes_on_top() -> None:
    (block,) = arranged(section(0, "", A, Pause(0.8), B))
    assert block.items == (A, Quiet(frames(0.8), asked=True), quiet(TURN), B)


def test_a_speaker_who_waits_longer_does_so_between_turns_alone() -> None:
    d = Say("Ben", "four")
    (block,) = arranged(section(0, "", A, d, B), section(1, "News", d, Sound("turn", False), d), Ben=0.9)
    assert [item for item in block.items if isinstance(item, Quiet)] == [
        Quiet(frames(0.9), asked=True),
        quiet(TURN),
        quiet(SECTION),
        quiet(SOUND),
        Quiet(frames(0.9), asked=True),
    ]


def test_a_bed_lies_under_the_rest_of_its_section_and_its_stories() -> None:
    blocks = arranged(section(1, "News", A, Sound("bed", True)), section(2, "Lake", B), section(1, "Deep dive", C))
    assert [block.bed for block in blocks] == [None, "bed", None]
    assert A in blocks[0].items
    assert B in blocks[1].items
    assert C in blocks[2].items


BED, OTHER = Sound("bed", True), Sound("other", True)


def test_a_bed_leads_in_before_the_first_word_and_ends_after_the_last_and_lies_across_stories() -> None:
    dry, over, after = arranged(
        section(0, "", A),
        section(1, "News", BED),
        section(2, "Lake", B),
        section(2, "Port", C),
        section(1, "Deep dive", A),
    )
    assert dry.items == (A, quiet(SECTION - LEAD))
    assert over.items == (
        quiet(LEAD),
        Mark(1, "News"),
        Mark(2, "Lake"),
        B,
        quiet(STORY),
        Mark(2, "Port"),
        C,
        quiet(TAIL),
    )
    assert after.items == (Mark(1, "Deep dive"), A)


def test_a_section_with_the_bed_of_the_one_before_goes_on_with_it_and_one_with_another_does_not() -> None:
    (one,) = arranged(section(0, "", BED, A), section(1, "News", BED, B))
    assert one.items == (quiet(LEAD), A, quiet(SECTION), Mark(1, "News"), B, quiet(TAIL))
    first, second = arranged(section(0, "", BED, A), section(1, "News", OTHER, B))
    assert (first.bed, first.items) == ("bed", (quiet(LEAD), A, quiet(TAIL)))
    assert (second.bed, second.items) == ("other", (quiet(LEAD), Mark(1, "News"), B, quiet(TAIL)))


def test_another_bed_in_the_middle_of_a_section_takes_over_after_the_first_has_ended() -> None:
    first, second = arranged(section(1, "News", BED, A, OTHER, B))
    assert (first.bed, first.items) == ("bed", (quiet(LEAD), Mark(1, "News"), A, quiet(TAIL)))
    assert (second.bed, second.items) == ("other", (quiet(LEAD), B, quiet(TAIL)))


def test_a_bed_before_the_first_heading_ends_at_it() -> None:
    blocks = arranged(section(0, "", Sound("bed", True), A), section(1, "News", B))
    assert [(block.bed, A in block.items, B in block.items) for block in blocks] == [
        ("bed", True, False),
        (None, False, True),
    ]


def test_headings_are_chapters_in_plain_words() -> None:
    (block,) = arranged(section(1, 'The *big* [one]{say="1"}', A))
    assert block.items[0] == Mark(1, "The big one")


def test_every_episode_has_a_chapter_at_its_start_and_none_that_lasts_no_time() -> None:
    news, lake, end = Mark(1, "News"), Mark(2, "Lake"), Mark(1, "End")
    assert chapters_of([(10, news), (10, lake), (90, end)], "The Show") == [
        (0, Mark(1, "The Show")),
        (10, lake),
        (90, end),
    ]
    assert chapters_of([(0, news)], "The Show") == [(0, news)]
