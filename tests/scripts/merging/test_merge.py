"""Three texts made one, case by case."""

import time
from pathlib import Path

import pytest

from daycast.errors import DaycastError
from daycast.scripts.checking.structure import footnotes
from daycast.scripts.merging.merge import merge
from daycast.scripts.parse import parse

ROOT = Path(__file__).parents[3]

BASE = """\
---
date: 2026-06-23
title: The lake is full
summary: Lake Corran is full again.
---

Ada: Good morning, and welcome.

# Top news

## The lake is full

Ada: Lake Corran reached its old shore on Monday. [^1]

Ben: Boats will return to the lake in July. [^2]

## A night train returns

Ada: The night train to Oslo runs again from August. [^3]

# Sign-off

Ada: Goodbye for today.

[^1]: Wire, 2026-06-23, <https://a.example.org>. "The lake reached its shore."
[^2]: Wire, 2026-06-23, <https://b.example.org>. "Boats return in July."
[^3]: Wire, 2026-06-23, <https://c.example.org>. "The train runs again."
"""
LAKE = "Ada: Lake Corran reached its old shore on Monday. [^1]\n\n"
BOATS = "Ben: Boats will return to the lake in July. [^2]\n\n"
TRAIN = "## A night train returns\n\nAda: The night train to Oslo runs again from August. [^3]\n\n"
LAST = '[^3]: Wire, 2026-06-23, <https://c.example.org>. "The train runs again."\n'


def change(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


CASES: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]], list[tuple[str, str]]]] = {
    "a line that only the machine changed is the machine's": (
        [],
        [("old shore on Monday", "old shore this week")],
        [("old shore on Monday", "old shore this week")],
    ),
    "a line that both changed stays, and the machine's is offered": (
        [("old shore on Monday", "ancient shore on Monday")],
        [("old shore on Monday", "old shore this week")],
        [
            (
                LAKE,
                "Ada: Lake Corran reached its ancient shore on Monday. [^1]\n"
                "<!-- new draft: Ada: Lake Corran reached its old shore this week. [^1] -->\n\n",
            )
        ],
    ),
    "a line that both changed alike is just that line": (
        [("old shore on Monday", "old shore this week")],
        [("old shore on Monday", "old shore this week"), ("Goodbye for", "That was it for")],
        [("old shore on Monday", "old shore this week"), ("Goodbye for", "That was it for")],
    ),
    "a line that a person changed and the machine dropped stays, and that is told": (
        [("old shore on Monday", "ancient shore on Monday")],
        [(LAKE, "")],
        [
            (
                LAKE,
                "Ada: Lake Corran reached its ancient shore on Monday. [^1]\n"
                "<!-- the new draft leaves this line out -->\n\n",
            )
        ],
    ),
    "a line that a person deleted stays deleted in other words": (
        [(BOATS, "")],
        [("return to the lake in July", "return to the lake in summer"), ("Goodbye for", "That was it for")],
        [
            (BOATS, ""),
            ("Goodbye for", "That was it for"),
            ('[^2]: Wire, 2026-06-23, <https://b.example.org>. "Boats return in July."\n', ""),
        ],
    ),
    "a line that a person moved follows the machine's words where that person put it": (
        [(LAKE, ""), ("# Sign-off\n\n", "# Sign-off\n\n" + LAKE)],
        [("old shore on Monday", "old shore this week")],
        [(LAKE, ""), ("# Sign-off\n\n", "# Sign-off\n\n" + LAKE.replace("on Monday", "this week"))],
    ),
    "a speaker that a person changed stays, and the machine's line is offered": (
        [("Ben: Boats", "Ada: Boats")],
        [("in July. [^2]", "in August. [^2]")],
        [
            (
                BOATS,
                "Ada: Boats will return to the lake in July. [^2]\n"
                "<!-- new draft: Ben: Boats will return to the lake in August. [^2] -->\n\n",
            )
        ],
    ),
    "a heading that a person wrote stays, and the lines below it follow the machine": (
        [("## The lake is full", "## Water, at last")],
        [("## The lake is full", "## Lake Corran is full"), ("in July. [^2]", "in August. [^2]")],
        [
            ("## The lake is full\n", "## Water, at last\n<!-- new draft: ## Lake Corran is full -->\n"),
            ("in July. [^2]", "in August. [^2]"),
        ],
    ),
    "stories that a person put in another order stay in it": (
        [(TRAIN, ""), ("## The lake is full\n", TRAIN + "## The lake is full\n")],
        [("in July. [^2]", "in August. [^2]")],
        [(TRAIN, ""), ("## The lake is full\n", TRAIN + "## The lake is full\n"), ("in July. [^2]", "in August. [^2]")],
    ),
    "a story that nobody touched goes with the machine": (
        [("Goodbye for", "That was it for")],
        [(TRAIN, ""), (LAST, "")],
        [("Goodbye for", "That was it for"), (TRAIN, ""), (LAST, "")],
    ),
    "a story that a person worked on stays when the machine drops it": (
        [("Ada: The night train", "Ben: The night train")],
        [(TRAIN, ""), (LAST, "")],
        [
            (
                TRAIN,
                "## A night train returns\n<!-- the new draft leaves this story out -->\n\n"
                "Ben: The night train to Oslo runs again from August. [^3]\n\n",
            )
        ],
    ),
    "a story that a person deleted stays deleted, with what the machine adds to it": (
        [(TRAIN, "")],
        [("from August. [^3]\n", "from August. [^3]\n\nBen: It runs twice a week. [^3]\n")],
        [(TRAIN, ""), (LAST, "")],
    ),
    "what both added comes in once, behind what it stood behind": (
        [(BOATS, BOATS + "Ben: At last!\n\n")],
        [(BOATS, BOATS + "Ben: At last!\n\n"), (LAKE, LAKE + "Ada: It had rained for a week. [^1]\n\n")],
        [(BOATS, BOATS + "Ben: At last!\n\n"), (LAKE, LAKE + "Ada: It had rained for a week. [^1]\n\n")],
    ),
    "a title that both changed stays, and the machine's is offered as YAML knows comments": (
        [("title: The lake is full", "title: Water\n# ask Jo about this title")],
        [("title: The lake is full", "title: Corran is full")],
        [
            (
                "title: The lake is full",
                "title: Water\n# new draft: title: Corran is full\n# ask Jo about this title",
            )
        ],
    ),
    "new evidence gets a number of its own, and old evidence keeps its number": (
        [("Goodbye for", "That was it for")],
        [
            (LAKE, 'Ada: Rain fell for a week. [^1]\n\nAda: Lake Corran reached its old shore on Monday. [^2]\n\n'),
            ("July. [^2]", "July. [^3]"),
            ("August. [^3]", "August. [^4]"),
            ("[^3]: Wire", "[^4]: Wire"),
            ("[^2]: Wire", "[^3]: Wire"),
            ("[^1]: Wire", '[^1]: Wire, 2026-06-23, <https://d.example.org>. "Rain fell."\n[^2]: Wire'),
        ],
        [
            ("Goodbye for", "That was it for"),
            (LAKE, "Ada: Rain fell for a week. [^4]\n\n" + LAKE),
            ("[^1]: Wire", '[^4]: Wire, 2026-06-23, <https://d.example.org>. "Rain fell."\n[^1]: Wire'),
        ],
    ),
    "a footnote that a person mended stays mended": (
        [("The lake reached its shore.", "The lake reached its old shore.")],
        [("Goodbye for", "That was it for")],
        [("The lake reached its shore.", "The lake reached its old shore."), ("Goodbye for", "That was it for")],
    ),
    "a line that stands behind the footnotes is a line": (
        [(LAST, LAST + "\nBen: And good night.\n")],
        [("Goodbye for", "That was it for")],
        [("Ada: Goodbye for today.\n", "Ada: That was it for today.\n\nBen: And good night.\n")],
    ),
    "a line that a person only reflowed follows the machine's words": (
        [("old shore on Monday", "old shore\non Monday"), ("Ben: Boats will", "  Ben: Boats  will")],
        [("old shore on Monday", "old shore this week")],
        [("old shore on Monday", "old shore this week"), ("Ben: Boats will", "  Ben: Boats  will")],
    ),
    "what would end the comment is written otherwise": (
        [("Good morning, and welcome", "Good morning, dear people")],
        [("Good morning, and welcome", "Good evening --> and welcome")],
        [
            (
                "Ada: Good morning, and welcome.\n",
                "Ada: Good morning, dear people.\n<!-- new draft: Ada: Good evening --&gt; and welcome. -->\n",
            )
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_case(case: str) -> None:
    mine, new, wanted = (change(BASE, *pairs) for pairs in CASES[case])
    assert merge(BASE, mine, new).text == wanted


def test_a_newer_offer_takes_the_place_of_an_older_one_and_goes_when_it_is_taken() -> None:
    drafts = [change(BASE, ("on Monday", when)) for when in ("this week", "this month", "this year", "this year")]
    drafts[3] = change(drafts[3], ("Goodbye for", "That was it for"))
    text, base = change(BASE, ("old shore on Monday", "ancient shore on Monday")), BASE
    for draft in drafts[:2]:
        merged = merge(base, text, draft)
        text, base = merged.text, merged.base
    assert text.count("<!-- new draft") == 1
    assert "old shore this month. [^1] -->" in text
    text = text.replace("ancient shore on Monday", "old shore this month")
    merged = merge(base, text, drafts[3])
    assert merged.text == drafts[3]


def test_an_offer_that_a_person_touched_is_that_persons() -> None:
    mine = change(BASE, ("old shore on Monday", "ancient shore on Monday"))
    first = merge(BASE, mine, change(BASE, ("on Monday", "this week")))
    noted = first.text.replace("this week. [^1] -->", "this week. [^1] Not bad! -->")
    second = merge(first.base, noted, change(BASE, ("on Monday", "this month")))
    assert "<!-- new draft: Ada: Lake Corran reached its old shore this week. [^1] Not bad! -->" in second.text
    assert "<!-- new draft: Ada: Lake Corran reached its old shore this month. [^1] -->" in second.text


def test_a_line_without_an_offer_gets_none_while_the_machine_says_the_same() -> None:
    mine = change(BASE, ("old shore on Monday", "ancient shore on Monday"))
    assert "<!--" not in merge(BASE, mine, change(BASE, ("Goodbye for", "That was it for"))).text


def test_the_counts_tell_what_was_done() -> None:
    mine = change(BASE, ("Good morning", "Good day"), ("Goodbye for today.", "Goodbye."))
    new = change(BASE, ("Good morning, and", "Good morning and"), (BOATS, ""), ("on Monday", "this week"))
    merged = merge(BASE, mine, new)
    assert (merged.kept, merged.followed, merged.offers) == (2, 2, (8,))


def test_the_demos_script_follows_a_new_draft_and_keeps_what_was_edited() -> None:
    base = (ROOT / "scripts/.generated/2026-06-22.md").read_text()
    mine = (ROOT / "scripts/2026-06-22.md").read_text()
    turn = next(row for row in base.split("\n") if row.startswith("Ben: Stackside reports"))
    new = base.replace(turn, turn.replace("writes code", "writes good code")).replace("This is The", "Here is The")
    assert merge(base, mine, new).text == mine.replace(turn, turn.replace("writes code", "writes good code")).replace(
        "Monday, June 22nd. I’m Ada.\n",
        "Monday, June 22nd. I’m Ada.\n"
        "<!-- new draft: Ada: Here is The Daybreak Brief, and it is Monday, June 22nd. I’m Ada. -->\n",
    )


def test_what_cannot_be_read_as_lines_is_not_merged() -> None:
    with pytest.raises(DaycastError, match="what begins on line 7 is never closed"):
        merge(BASE, BASE.replace("Ada: Good morning", "<!-- Ada: Good morning"), change(BASE, ("old shore", "shore")))


def test_an_hours_script_is_merged_in_the_blink_of_an_eye() -> None:
    words = "lake shore boats train night rain week month people town market river bridge school".split()
    lines = [f"Ada: Line {n} of {' '.join(words[n % 14 :])} and {n * 7} others. [^{n}]" for n in range(500)]
    stories = ["\n\n".join([f"## Story {n}", *lines[n * 10 : n * 10 + 10]]) for n in range(50)]
    base = "\n\n".join(["# Top", *stories]) + "\n"
    mine = base.replace("of lake", "of the lake").replace("## Story 7\n", "## My story\n")
    new = base.replace("and 70", "and some 70").replace("Ada: Line 3", "Ben: Line 3")
    begun = time.process_time()
    merge(base, mine, new)
    assert time.process_time() - begun < 0.8


def test_the_evidence_of_an_offer_is_at_hand_and_no_reader_calls_it_unused() -> None:
    mine = change(BASE, ("in July. [^2]", "in summer. [^2]"))
    new = change(
        BASE,
        ("in July. [^2]", "in August. [^2]"),
        ("[^2]: Wire, 2026-06-23, <https://b.", "[^2]: Wire, 2026-06-23, <https://n."),
    )
    merged = merge(BASE, mine, new).text
    assert "in summer. [^2]\n<!-- new draft: Ben: Boats will return to the lake in August. [^4] -->" in merged
    path = Path("2026-06-23.md")
    assert [str(problem) for problem in footnotes(parse(merged, path)[0], path)] == []


def test_a_persons_footnote_stays_though_no_line_cites_it_any_more() -> None:
    mine = change(BASE, ("The train runs again.", "The night train runs again."))
    assert "The night train runs again." in merge(BASE, mine, change(BASE, (TRAIN, ""), (LAST, ""))).text


def test_evidence_that_only_the_first_draft_had_comes_back_with_the_line_that_cites_it() -> None:
    mine = change(BASE, (TRAIN.split("\n\n")[1], "Ben: The night train to Oslo runs again from August. [^3]"),
                  (LAST, ""), ("[^2]: W", "[^7]: W"), ("July. [^2]", "July. [^7] [^2]"))  # fmt: skip
    new = change(
        BASE,
        (TRAIN, ""),
        (LAST, ""),
        (BOATS, ""),
        ('[^2]: Wire, 2026-06-23, <https://b.example.org>. "Boats return in July."\n', ""),
    )
    read, problems = parse(merge(BASE, mine, new).text, Path("2026-06-23.md"))
    assert problems == ()
    assert {label for say in read.lines for label in say.citations} <= {one.label for one in read.evidence}


@pytest.mark.parametrize(
    ("written", "again"),
    [
        ([("old shore on Monday", "ancient shore on Monday")], [("old shore on Monday", "old shore at last")]),
        ([("## The lake is full", "## Water, at last")], [("## The lake is full", "## Lake Corran is full")]),
        ([(BOATS, BOATS + "Ben: At last!\n\n")], [("Goodbye for", "That was it for")]),
        ([("title: The lake is full", "title: Water")], [("title: The lake is full", "title: Corran is full")]),
    ],
)
def test_what_a_person_wrote_stays_that_persons_after_a_draft_that_says_the_same(
    written: list[tuple[str, str]], again: list[tuple[str, str]]
) -> None:
    mine = change(BASE, *written)
    agreed = merge(BASE, mine, change(mine, ("Ada: Good morning", "Ada: Good evening")))
    assert agreed.offers == ()
    text = merge(agreed.base, agreed.text, change(BASE, *again)).text
    assert set(mine.split("\n")) - set(BASE.split("\n")) <= set(text.split("\n"))
