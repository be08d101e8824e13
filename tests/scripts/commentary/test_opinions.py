"""Facts in lines of opinion: how many are found, and what is told of them."""

from pathlib import Path

import pytest
from opinion_lines import Judged, figures, judged

from daycast.scripts.check import check
from daycast.scripts.checking.opinions import smuggled
from daycast.scripts.evidence.asserts import asserted
from daycast.scripts.parse import parse

ROOT = Path(__file__).parents[3]
PATH = Path("2026-06-23.take.md")
FRONT = "---\ndate: 2026-06-23\ntitle: T\nsummary: S\n---\n"
EVIDENCE = [
    "Orvane Labs will open a second laboratory in Lisbon with 120 researchers.",
    "The laboratory will study batteries for ships, its director Marta Quell said on Monday.",
]
NOTES = "\n\n".join(
    f'[^{number}]: Example Wire, 2026-06-22, <https://wire.example.org/a>. "{quote}"'
    for number, quote in enumerate(EVIDENCE, 1)
)


@pytest.fixture(scope="module")
def lines() -> list[Judged]:
    return judged()


def test_the_set_has_as_many_clean_lines_as_others_and_enough_of_both(lines: list[Judged]) -> None:
    assert sum(bool(line.claim) for line in lines) == sum(not line.claim for line in lines) >= 40
    assert all(line.claim in line.text for line in lines)


@pytest.mark.parametrize(("half", "precision", "recall"), [("tuning", 0.98, 0.98), ("held out", 0.9, 0.8)])
def test_facts_in_opinion_lines_are_found_and_little_else(
    half: str, precision: float, recall: float, lines: list[Judged]
) -> None:
    measured = figures([line for line in lines if line.half == half])
    assert measured[0] >= precision
    assert measured[1] >= recall
    assert measured[2] == 1.0  # what is found is found at its place


@pytest.mark.parametrize(
    ("line", "excerpts"),
    [
        ("I think that 120 people are a good start.", ()),
        ("I think that 130 people are a good start.", ("130",)),
        ("What would you do with 130 people?", ()),
        ("I have said it a hundred times, in a thousand ways.", ()),
        ("Orvane Labs paid a million for it.", ("Orvane Labs paid a million for it",)),
        ("Marta Quell deserves every one of them.", ()),
        ("Marta Quell should hire more, and she may.", ()),
        ("It is a shame that Marta Quell left Porto for it.", ("Marta Quell left Porto for it",)),
        ("Ships are slow, which I like about them.", ()),
        ("To me it is “too good to be true”.", ("“too good to be true”",)),
        ("It is all so “green”.", ()),
        ("The laboratory in Lisbon will study batteries for ships, and it should.", ()),
        ("At 7:30 I was for it, and at the 20th slide I was against it.", ()),
    ],
)
def test_a_claim_is_what_could_be_looked_up_and_is_not_in_the_sources(line: str, excerpts: tuple[str, ...]) -> None:
    assert tuple(claim.excerpt for claim in asserted(line, EVIDENCE)) == excerpts


@pytest.mark.parametrize(
    ("tongue", "line", "excerpts"),
    [
        ("de", "Ich finde, 130 Leute sind zu wenig, und Quell hat das gestern gesagt.", ("130",)),
        ("es", "Creo que 120 personas bastan.", ()),
        ("fr", "Je crois que « personne ne le saura jamais ici ».", ("« personne ne le saura jamais ici »",)),
    ],
)
def test_in_other_languages_figures_and_quotations_are_told(tongue: str, line: str, excerpts: tuple[str, ...]) -> None:
    assert tuple(claim.excerpt for claim in asserted(line, EVIDENCE, tongue=tongue)) == excerpts


def told(body: str) -> list[tuple[int, str, str]]:
    script, unread = parse(f"{FRONT}{body}\n\n{NOTES}\n", PATH)
    assert unread == ()
    problems = check(script, PATH, speakers=("Ada", "Ben"), sounds=(), names=("Ada", "Ben"))
    return [(p.line - FRONT.count("\n"), p.message, p.at) for p in problems if "footnote" not in p.message]


def test_a_line_of_opinion_is_told_with_the_words_that_state_a_fact() -> None:
    fact = "Ada: Orvane Labs will open a second laboratory in Lisbon. [^1]"
    assert told(f"{fact}\n\nBen: I like it, because Marta Quell sold her house for it. {{.take}}") == [
        (
            3,
            "a statement of fact in a line of opinion: no cited sentence says this",
            "Marta Quell sold her house for it",
        )
    ]


def test_what_any_line_of_the_script_cites_may_be_taken_up_in_opinion() -> None:
    fact = "Ada: Orvane Labs will open a second laboratory in Lisbon. [^1]"
    assert told(f"{fact}\n\nBen: A second laboratory with 120 researchers is a bet, and I like bets. {{.take}}") == []


def test_no_opinion_of_the_demo_show_is_taken_for_a_fact() -> None:
    path = ROOT / "scripts" / "2026-06-22.md"
    script, _ = parse(path.read_text(encoding="utf-8"), path)
    assert any(say.take for say in script.lines)
    assert list(smuggled(script, path, ("Ada", "Ben"))) == []
