"""A model that answers the prompts of a take, over the real protocol."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from model_server import ModelServer, facts, faithful, lines, refusal

from daycast import day as stages
from daycast import drafts
from daycast.scripts.commentary.unanswered import settled
from daycast.scripts.comments import Comment, comments
from daycast.scripts.llm.writer import Report, comment, estimate
from daycast.scripts.model import Evidence, Say, Script, Section
from daycast.scripts.parse import parse
from daycast.scripts.printer import print_script
from daycast.show import Show, open_show
from daycast.writers import LlmWriter

pytestmark = pytest.mark.slow  # over HTTP on this machine

DAY = date(2026, 6, 23)
QUOTES = (
    "Orvane Labs will open a second laboratory in Lisbon with 120 researchers.",
    "The laboratory will study batteries for ships, its director Marta Quell said on Monday.",
)
NUMBERS = Comment(
    1, 1, "<!-- your take on the numbers: “120 researchers.” Is that much? Write it as a line: Ada: … [^1] {.take} -->"
)
WORKS = Comment(
    1, 1, "<!-- your take on how it works: “Batteries.” Is that wise? Write it as a line: Ben: … [^2] {.take} -->"
)
GOOD = ("Ada", "I think it is a brave bet on a slow business.", [2])
BAD = ("Ben", "I think it is wise, because Orvane Labs lost 9 million last year.", [1])


@pytest.fixture
def draft() -> Script:
    evidence = tuple(
        Evidence(str(number), "Example Wire", DAY, f"https://wire.example.org/{number}", quote)
        for number, quote in enumerate(QUOTES, 1)
    )
    told = tuple(Say("Ada", quote, (str(number),)) for number, quote in enumerate(QUOTES, 1))
    return Script(
        DAY,
        "Orvane",
        "In short.",
        (Section(1, "The facts", told), Section(1, "Our take", (Say("Ada", "What follows is opinion."),))),
        evidence,
    )


@pytest.fixture
def writer(model: ModelServer) -> LlmWriter:
    return LlmWriter(kind="llm", base_url=model.base_url, model="small", prices=(1.0, 2.0), timeout=5)


def commented(show: Show, writer: LlmWriter, draft: Script) -> tuple[list[Say], tuple[Comment, ...], Report]:
    """The lines of the section of opinion, and the prompts that stay; the whole prints and parses to itself."""
    script, left, report = comment(show, writer, draft, (NUMBERS, WORKS), draft)
    text = print_script(script, left)
    assert parse(text, Path("2026-06-23.take.md")) == (script, ())
    assert comments(text) == left
    return [cue for cue in script.sections[1].cues if isinstance(cue, Say)], left, report


def test_a_good_answer_takes_the_place_of_its_prompt_marked_as_opinion(
    model: ModelServer, show: Show, writer: LlmWriter, draft: Script
) -> None:
    model.replies = [lines(GOOD), refusal(400)]
    says, left, report = commented(show, writer, draft)
    assert says[1:] == [Say("Ada", GOOD[1], ("2",), take=True)]
    assert [one.text for one in left] == [WORKS.text]
    assert report.tally.by_model == 1
    assert report.problems[0].message.endswith("1 of 2 prompts stay as they are")


def test_the_model_sees_the_question_and_the_facts_that_it_is_about_first(
    model: ModelServer, show: Show, writer: LlmWriter, draft: Script
) -> None:
    model.replies = [lines(GOOD), lines(("Ben", "I would rather have seen it in a harbour.", []))]
    commented(show, writer, draft)
    question = model.asked[1]["messages"][1]["content"]
    assert '{"asked": "your take on how it works: “Batteries.” Is that wise?"}' in question
    assert [(fact["sentence"], fact.get("about")) for fact in facts(model.asked[1])] == [
        (QUOTES[1], True),
        (QUOTES[0], None),
    ]


def test_a_line_with_a_fact_of_its_own_is_sent_back_once_with_the_reason(
    model: ModelServer, show: Show, writer: LlmWriter, draft: Script
) -> None:
    better = ("Ben", "I think it is wise to begin small.", [1])
    model.replies = [lines(GOOD), lines(BAD), lines(better)]
    says, left, report = commented(show, writer, draft)
    assert [say.text for say in says[1:]] == [GOOD[1], better[1]]
    assert all(say.take for say in says[1:])
    assert left == ()
    assert report.tally.rewritten == 1
    assert "the figure 9 million stands in no cited sentence" in model.asked[2]["messages"][-1]["content"]


def test_where_the_second_answer_tells_a_fact_too_the_prompt_stays(
    model: ModelServer, show: Show, writer: LlmWriter, draft: Script
) -> None:
    model.replies = [lines(GOOD), lines(BAD), lines(BAD)]
    says, left, _ = commented(show, writer, draft)
    assert [say.text for say in says[1:]] == [GOOD[1]]
    assert [one.text for one in left] == [WORKS.text]
    assert len(model.asked) == 3


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (("Ada", QUOTES[0], [1]), "it only tells a fact again"),
        (("Zoe", "I like it.", []), "`speaker` must be one of: Ada, Ben"),
        (("Ada", "Critics say that it is a waste of money.", []), "tells a fact that the sheet does not have"),
        (("Ada", "I doubt it. [1]", []), "only plain words can be said"),
        (("Ada", "I doubt it.", [7]), "there is no fact 7"),
    ],
)
def test_what_may_not_air_is_told_to_the_model(
    line: tuple[str, str, list[int]], why: str, model: ModelServer, show: Show, writer: LlmWriter, draft: Script
) -> None:
    model.replies = [lines(line), lines(line), lines(line), lines(line)]
    _, left, _ = commented(show, writer, draft)
    assert why in model.asked[1]["messages"][-1]["content"]
    assert len(left) == 2


def test_without_a_server_every_prompt_stays(model: ModelServer, show: Show, writer: LlmWriter, draft: Script) -> None:
    model.otherwise = refusal(401)
    says, left, report = commented(show, writer, draft)
    assert len(says) == 1
    assert left == (NUMBERS, WORKS)
    assert report.problems[0].warning


def test_what_a_person_saw_to_is_not_asked(model: ModelServer, show: Show, writer: LlmWriter, draft: Script) -> None:
    base = print_script(draft, (NUMBERS, WORKS))
    done = settled(base, base.replace(WORKS.text, "Ben: Mine. {.take}"))
    model.replies = [lines(GOOD)]
    _, left, report = comment(show, writer, draft, (NUMBERS, WORKS), draft, settled=done)
    assert [one.text for one in left] == [WORKS.text]
    assert len(model.asked) == 1
    assert report.problems == ()


def test_prompts_count_in_what_a_model_would_take(
    model: ModelServer, show: Show, writer: LlmWriter, draft: Script
) -> None:
    alone = estimate(show, writer, draft)
    both = estimate(show, writer, draft, comments=(NUMBERS, WORKS))
    assert both.sections == alone.sections + 2
    assert both.usage.sent > alone.usage.sent


def test_a_take_is_written_with_the_models_opinion_and_checks_without_a_warning_about_it(
    model: ModelServer, show: Show, report: Callable[..., Path]
) -> None:
    report(
        "2026-06-23/lisbon",
        title="Orvane Labs opens a laboratory in Lisbon",
        text="\n\n".join(
            (
                "Orvane Labs will open a second laboratory in Lisbon with 120 researchers in March.",
                "The laboratory in Lisbon will study batteries for ferries and tugs, its director Marta Quell said.",
                "The city of Lisbon lends Orvane Labs the building for ten years and pays for the roof.",
                "Orvane Labs has not said what the laboratory in Lisbon will cost.",
            )
        ),
    )
    path = show.root / "show.yaml"
    path.write_text(
        path.read_text()
        + f"writer: {{kind: llm, base_url: {model.base_url}, model: small}}\neditions: {{take: {{}}}}\n"
    )
    thoughts = iter(("I like it, and I would like it better with a price.", "What worries me is the silence."))

    def answer(body: Mapping[str, Any]) -> str:
        if '{"asked"' not in body["messages"][1]["content"]:
            return faithful(body)
        return lines(("Ada", next(thoughts, "Honestly, the city is generous."), [1]))

    model.otherwise = answer
    take = open_show(show.root, "take")
    reports: list[Report] = []
    text, problems = drafts.redraft(take, DAY, on_report=reports.append)
    assert text is not None
    assert problems == ()
    said = re.findall(r"^Ada: (.*?) \[\^\d+\] \{\.take\}$", text, re.MULTILINE)
    assert said[:2] == ["I like it, and I would like it better with a price.", "What worries me is the silence."]
    assert "<!-- your take" not in text
    assert reports[-1].tally.by_model == len(said)
    take.script(DAY).parent.mkdir(exist_ok=True)
    take.script(DAY).write_text(text)
    _, told = stages.check(take, DAY, stages.booth(take))
    assert [problem.message for problem in told if "opinion" in problem.message] == []
