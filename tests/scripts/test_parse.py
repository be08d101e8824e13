"""The script file as a person writes it, and what is said of what cannot be understood."""

from datetime import date
from pathlib import Path

import pytest

from daycast.scripts.model import Evidence, Pause, Say, Section, Sound
from daycast.scripts.parse import parse

PATH = Path("2026-06-23.md")
FRONT = "---\ndate: 2026-06-23\ntitle: T\nsummary: S\n---\n"


def told(body: str) -> list[tuple[int, str]]:
    """The problems of a script with this body; line 1 is the body's first."""
    _, problems = parse(FRONT + body, PATH)
    return [(problem.line - FRONT.count("\n"), problem.message) for problem in problems]


def test_a_script_edited_by_hand_is_understood() -> None:
    script, problems = parse(
        FRONT
        + """
[sound: open]

# Top news headlines
## Jumper leaves
Ada: Following *yesterday’s* coverage,
there is more. [^1]
Ben: That is two. {.take}
[pause: 1.5s]

<!-- call
them

back -->
[sound: bed under]

Ada: Led by [Nicholas]{say="Nick-o-las"}. [^1] [^b]

[^1]: Example Wire, 2026-06-22, <https://example.org/a>. "John, who "left", is gone."
[^b]: A, B & Co., 2026-06-21, <>. “Two
    lines.”
""",
        PATH,
    )
    assert problems == ()
    assert (script.date, script.title, script.summary) == (date(2026, 6, 23), "T", "S")
    assert script.sections == (
        Section(0, "", (Sound("open"),)),
        Section(1, "Top news headlines", ()),
        Section(
            2,
            "Jumper leaves",
            (
                Say("Ada", "Following *yesterday’s* coverage, there is more.", ("1",)),
                Say("Ben", "That is two.", (), True),
                Pause(1.5),
                Sound("bed", True),
                Say("Ada", 'Led by [Nicholas]{say="Nick-o-las"}.', ("1", "b")),
            ),
        ),
    )
    assert [say.line for say in script.lines] == [11, 13, 23 - 1]
    assert script.evidence == (
        Evidence("1", "Example Wire", date(2026, 6, 22), "https://example.org/a", 'John, who "left", is gone.'),
        Evidence("b", "A, B & Co.", date(2026, 6, 21), "", "Two lines."),
    )


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("Nobody said this", 1, "nobody says this: “Nobody said this”"),
        ("Ada: Hello.\n\nand more words", 3, "nobody says this: “and more words”"),
        ("[sonud: open]", 1, "unknown directive `[sonud: …]`"),
        ("[pause: long]", 1, "`[pause: long]` is not a length of time"),
        ("[sound: open over]", 1, "`[sound: open over]` is not understood"),
        ("Ada: Hello. {.tkae}", 1, "unknown mark `{.tkae}`"),
        ("### Deep\n\nAda: Hi.", 1, "a heading of level 3"),
        ("#\n\nAda: Hi.", 1, "a heading without words"),
        ("- Ada: Hello.", 1, "a list cannot be spoken"),
        ("> Ada: Hello.", 1, "a quotation cannot be spoken"),
        ("```\nAda: Hello.\n```", 1, "a code block cannot be spoken"),
        ("<b>\nAda: Hello.\n</b>", 1, "HTML cannot be spoken"),
        ("<!-- open\n\nAda: Hello.", 1, "this comment is never closed, so all below is lost in it"),
        ("<!-- a --> Ada: Hello.", 1, "text behind a comment's end"),
        ("[^1]: somewhere", 1, "footnote [^1] cannot be read as evidence"),
        ('[^1]: A, 2026-13-01, <u>. "q"', 1, "footnote [^1]: 2026-13-01 is not a day"),
        ('[^1]: A, 2026-01-01, <u>. "q"\n[^1]: A, 2026-01-01, <u>. "q"', 2, "footnote [^1] stands twice"),
        ("Ada: Bell\x07.", 1, "control character U+0007"),
        ("[sound: open] and more", 1, "nobody says this: “[sound: open] and more”"),
        ("Ada: Hi.\n[pause: 1s]\nand more", 3, "nobody says this: “and more”"),
        ("<!-- a --> <!-- b --> and c", 1, "text behind a comment's end"),
        ("Ada: Hi.\n<!-- a\nb --> c\n\nBen: Hi.", 3, "text behind a comment's end"),
        ("## A story [^1]\n\nAda: Hi.", 1, "[^1] in a heading"),
        ("## A story {.take}\n\nAda: Hi.", 1, "{.take} in a heading"),
        ('## [Karpathy]{say="Kar-pathy"}\n\nAda: Hi.', 1, '`say="Kar-pathy"` where nothing is said'),
        ("## A [story](u)\n\nAda: Hi.", 1, "a link, whose address nobody can say: u"),
        ("Ada: A <b>loud</b> word.", 1, "HTML, which nobody can say: <b>"),
        ("Ada: A [word](u).", 1, "a link, whose address nobody can say: u"),
        ("Ada: A ![word](u).", 1, "an image, which nobody can say: u"),
        ("Ada: A [word]{foo=bar}.", 1, "`foo` in {…} means nothing here"),
        ("Ada: A [word]{.take}.", 1, "`.take` in {…} means nothing here"),
        ('Ada: A [word]{say=""}.', 1, "`say` in {…} means nothing here"),
        ('Ada: A [word]{say="x" say="y"}.', 1, "`say x` in {…} means nothing here"),
        ('[^1]: A, 2026-01-01, <u>. "q <b>"', 1, "HTML, which nobody can say: <b>"),
        (
            '[^1]: A, 2026-01-01, <u>. "q"\nAda: He said "no"',
            1,
            "this stands directly below footnote [^1], and so belongs to it",
        ),
        ("[x]: https://example.org", 1, "nobody says this: “[x]: https://example.org”"),
    ],
)
def test_what_is_not_understood_is_told_at_its_line(body: str, line: int, message: str) -> None:
    assert told(body) == [(line, message)]


@pytest.mark.parametrize(
    "body",
    [
        "<!-- a --> <!-- b -->",
        "Ada: See <https://example.org>, AT&amp;T and `code` <!-- [^9] {.nope} --> there.",
        'Ada: [A *word*]{ say="a  word" } of *hers*.',
        "Ada: Escaped: \\[x]{y} \\<b> \\[^1].",
        '[^1]: A, 2026-01-01, <u>. "A sentence that\ngoes on"',
    ],
)
def test_what_is_understood_is_not_complained_of(body: str) -> None:
    assert told(body) == []


def test_what_a_note_in_a_line_cites_is_not_cited() -> None:
    script, _ = parse(FRONT + "Ada: Hello <!-- see [^3] {.take} --> there. [^1]", PATH)
    assert script.lines == (Say("Ada", "Hello <!-- see [^3] {.take} --> there.", ("1",)),)


def test_front_matter_is_taken_as_it_is_written() -> None:
    script, problems = parse("---\ndate: '2026-06-23'\ntitle: 12:30\nsummary: yes\n---\nAda: Hi.\n", PATH)
    assert problems == ()
    assert (script.date, script.title, script.summary) == (date(2026, 6, 23), "12:30", "yes")


def test_words_before_a_rule_are_spoken_not_taken_for_a_heading() -> None:
    script, problems = parse(FRONT + "Ada: Hello.\n---\nBen: Hi.\n", PATH)
    assert problems == ()
    assert [say.text for say in script.lines] == ["Hello.", "Hi."]


@pytest.mark.parametrize(
    ("front", "line", "message"),
    [
        ("", 1, "the front matter has no `date`"),
        ("---\ntitle: T\n---\n", 1, "the front matter has no `date`"),
        ("---\ndate: 2026-06-23\ntitel: T\n---\n", 3, "unknown key `titel`"),
        ("---\ndate: 2026-06-23 10:00\n---\n", 2, "`date: 2026-06-23 10:00` is not a day"),
        ("---\ndate: [2026, 6]\n---\n", 2, "`date` must be words"),
        ("---\ndate: 2026-06-23\ntitle:\n  - A\n---\n", 4, "`title` must be words"),
        ("---\ndate: 2026-06-23\ntitle: A\ntitle: B\n---\n", 4, "`title` stands twice"),
        ("---\ndate: 2026-06-23\ntitle: Win #5\n---\n", 3, "YAML takes “#5” for a note"),
        ("---\ndate: 2026-06-23\ntitle: !bang A\n---\n", 3, "`title` begins with !, which YAML takes for itself"),
        ("---\ntitle: [A\n---\n", 3, "the front matter is not valid YAML: did not find expected ',' or ']'"),
        ("---\n- a\n---\n", 2, "the front matter must be `key: value` lines"),
    ],
)
def test_front_matter_that_cannot_be_used_is_told_at_its_line(front: str, line: int, message: str) -> None:
    _, problems = parse(front + "\nAda: Hello.\n", PATH)
    assert (line, message) in [(problem.line, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("front", "told"),
    [
        (
            "---\ndate: 2026-06-23\ntitle: T\nsummary: S\n",
            (1, "the front matter is never closed", "put a row of --- below line 4"),
        ),
        (
            "---\ndate: 2026-06-23\ntitle: T: the end\nsummary: S\n---\n",
            (3, "the front matter is not valid YAML: mapping values are not allowed in this context",
             "put a value with : or # into quotes"),
        ),
    ],
)  # fmt: skip
def test_front_matter_that_is_broken_is_told_by_its_cause_alone(front: str, told: tuple[int, str, str]) -> None:
    script, problems = parse(front + "\nAda: Hello.\n", PATH)
    assert [(problem.line, problem.message, problem.hint) for problem in problems] == [told]
    assert (script.date, script.title[:1], script.summary) == (date(2026, 6, 23), "T", "S")
    assert [say.speaker for say in script.lines] == ["Ada"]


def test_front_matter_that_is_nested_without_end_is_told() -> None:
    _, problems = parse(f"---\ntitle: {'[' * 300_000}\n---\n\nAda: Hello.\n", Path("2026-06-23.md"))
    assert any("not valid YAML" in problem.message for problem in problems)
