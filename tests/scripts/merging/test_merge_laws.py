"""For any draft, edit and redraft: every word of a person's is in the result, and the rest follows the machine."""

import random
import re
from pathlib import Path

from drafts import CHANCES, Draft, Edited, edited, first, redrafted, said
from hypothesis import given, settings

from daycast.scripts.blocks import CITATION
from daycast.scripts.merging.merge import merge
from daycast.scripts.parse import parse

MANY = settings(max_examples=60)


def all_three(chance: random.Random) -> tuple[Draft, Edited, Draft]:
    base = first(chance)
    return base, edited(base, chance), redrafted(base, chance)


def rows(text: str) -> list[str]:
    """Rows without the numbers of footnotes, and without comments."""
    return [bare(row) for row in text.split("\n") if row and not row.startswith("<!-- ")]


def bare(row: str) -> str:
    return CITATION.sub("[^n]", row)


def ids(text: str) -> set[str]:
    """The lines that are said, by the words that only they have."""
    return {found for row in rows(text) for found in re.findall(r"\b((?:o|s\d(?:y\d)?|fresh)[ln]\d)[a-h]\b", row)}


@MANY
@given(CHANCES)
def test_every_word_of_a_person_is_in_the_result(chance: random.Random) -> None:
    base, mine, new = all_three(chance)
    result = merge(base.text(), mine.text, new.text()).text.split("\n")
    theirs = set(mine.text.split("\n")) - set(base.text().split("\n"))
    assert [row for row in theirs if result.count(row) != mine.text.split("\n").count(row)] == []


@MANY
@given(CHANCES)
def test_what_a_person_deleted_stays_deleted_and_nothing_is_said_twice(chance: random.Random) -> None:
    base, mine, new = all_three(chance)
    result = merge(base.text(), mine.text, new.text()).text
    assert ids(result) & mine.deleted == set()
    said = rows(result)
    assert len([row for row in said if row.count("a ")]) == len({row for row in said if row.count("a ")})


@MANY
@given(CHANCES)
def test_what_the_machine_adds_comes_in_unless_its_story_was_deleted(chance: random.Random) -> None:
    base, mine, new = all_three(chance)
    result = rows(merge(base.text(), mine.text, new.text()).text)
    numbers = new.numbers()
    known = {one.id for _, one in base.lines()}
    left = {story.id for story, one in base.lines() if one.id in ids(mine.text)}
    for story, one in new.lines():
        if one.id not in known and (story.id in left or story.id == "fresh"):
            assert bare(said(one, numbers)) in result


@MANY
@given(CHANCES)
def test_what_nobody_touched_follows_the_machine(chance: random.Random) -> None:
    base, mine, new = all_three(chance)
    merged = merge(base.text(), mine.text, new.text()).text
    result = rows(merged)
    numbers = new.numbers()
    drafted = {one.id: bare(said(one, numbers)) for _, one in new.lines()}
    whole = [part for part in re.split(r"\n(?=#)", merged) if re.match(r".*\n<!-- the new draft leaves", part)]
    for _, one in base.lines():
        if one.id in mine.edited | mine.moved | mine.deleted:
            continue
        if one.id in drafted:
            assert drafted[one.id] in result
        elif not mine.reordered and not any(f"{one.id}a" in part for part in whole):
            assert not any(f"{one.id}a" in row for row in result)


@MANY
@given(CHANCES)
def test_merging_again_changes_nothing_even_if_it_was_interrupted(chance: random.Random) -> None:
    base, mine, new = all_three(chance)
    merged = merge(base.text(), mine.text, new.text())
    again = merge(merged.base, merged.text, new.text()).text
    assert again == merged.text if merged.text != merged.base else again == new.text()
    # A comment may then tell of a story instead of its lines, and in rare cases a line stands elsewhere.
    interrupted = merge(base.text(), merged.text, new.text()).text
    assert sorted(rows(interrupted)) == sorted(rows(merged.text))


@MANY
@given(CHANCES)
def test_what_one_side_left_alone_is_what_the_other_made_of_it(chance: random.Random) -> None:
    base, mine, new = all_three(chance)
    assert merge(base.text(), base.text(), new.text()).text == new.text()
    assert merge(base.text(), mine.text, base.text()).text == mine.text
    assert merge(base.text(), new.text(), new.text()).text == new.text()


@MANY
@given(CHANCES)
def test_the_result_is_read_without_a_problem_and_cites_only_what_it_has(chance: random.Random) -> None:
    base, mine, new = all_three(chance)
    script, problems = parse(merge(base.text(), mine.text, new.text()).text, Path("2026-06-23.md"))
    assert problems == ()
    labels = [evidence.label for evidence in script.evidence]
    assert len(labels) == len(set(labels))
    assert {label for say in script.lines for label in say.citations} <= set(labels)


@MANY
@given(CHANCES)
def test_each_line_still_rests_on_its_own_evidence(chance: random.Random) -> None:
    base, mine, new = all_three(chance)
    script, _ = parse(merge(base.text(), mine.text, new.text()).text, Path("2026-06-23.md"))
    facts = {evidence.label: evidence.url.rpartition("/")[2] for evidence in script.evidence}
    cites = {one.id: {str(fact) for fact in one.ids} for draft in (base, new) for _, one in draft.lines()}
    for say in script.lines:
        for id in ids(f"Ada: {say.text}"):
            assert {facts[label] for label in say.citations} == cites[id]


@MANY
@given(CHANCES)
def test_a_third_draft_finds_the_persons_words_again(chance: random.Random) -> None:
    base, mine, new = all_three(chance)
    merged = merge(base.text(), mine.text, new.text())
    third = redrafted(new, chance)
    result = merge(merged.base, merged.text, third.text()).text.split("\n")
    theirs = set(mine.text.split("\n")) - set(base.text().split("\n"))
    assert [row for row in theirs if row not in result] == []
    offers = [row for row in result if row.startswith("<!-- new draft")]
    assert len(offers) == len(set(offers))


@MANY
@given(CHANCES)
def test_what_a_person_wrote_is_in_every_later_result_though_a_draft_said_the_same(chance: random.Random) -> None:
    base, mine, new = all_three(chance)
    draft = agreeing(new.text(), mine, chance)
    merged = merge(base.text(), mine.text, draft)
    assert rows(merge(merged.base, merged.text, draft).text) == rows(merged.text)
    third = redrafted(new, chance).text()
    result = rows(merge(merged.base, merged.text, third).text)
    said_before = set(rows(base.text()))
    theirs = {row for row in rows(mine.text) if row not in said_before and not row.startswith("[^")}
    assert mine.text == draft or [row for row in theirs if row not in result] == []


def agreeing(draft: str, mine: Edited, chance: random.Random) -> str:
    """A draft that says some of a person's lines as that person does, with its own numbers of the evidence."""
    drafted = draft.split("\n")
    for row in mine.text.split("\n"):
        at = [n for n, other in enumerate(drafted) if ids(row) & ids(other)]
        if at and ids(row) & mine.edited and chance.random() < 0.5:
            words = CITATION.sub("", row).rstrip()
            drafted[at[0]] = " ".join([words, *(found[0] for found in CITATION.finditer(drafted[at[0]]))])
        elif row in mine.added and chance.random() < 0.5:
            place = chance.choice([n for n, other in enumerate(drafted) if ids(other)] or [len(drafted) - 1])
            drafted[place + 1 : place + 1] = ["", row]
    return "\n".join(drafted)
