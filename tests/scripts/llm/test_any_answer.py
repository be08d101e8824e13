"""Whatever a model answers, a script comes out that prints, parses and cites as it should."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.scripts.llm.memory import Answer, Question
from daycast.scripts.llm.review import House
from daycast.scripts.llm.rewrite import Desk, rewrite
from daycast.scripts.llm.usage import Usage
from daycast.scripts.model import Evidence, Say, Script, Section
from daycast.scripts.parse import parse
from daycast.scripts.printer import print_script

DAY = date(2026, 6, 23)
QUOTES = ("The port of Tarnby buys 9 ferries.", "The ferries run on hydrogen.", "Marta Quell leads the port.")
EVIDENCE = tuple(
    Evidence(str(n), "Wire", DAY, f"https://w.example.org/{n}", quote) for n, quote in enumerate(QUOTES, 1)
)
SECTION = Section(2, "Ferries", tuple(Say("Ada", quote, (str(n),)) for n, quote in enumerate(QUOTES, 1)))
DRAFT = Script(DAY, "Title", "Summary.", (SECTION,), EVIDENCE)
DESK = Desk("small", House("Test Show", ("Ada", "Ben")), {"role": "system", "content": "Rules."})

texts = st.sampled_from([*QUOTES, "And then?", "1. The ferries run on hydrogen", "[^1] {.take}", "<!-- x"]) | st.text()
lines = st.fixed_dictionaries(
    {
        "speaker": st.sampled_from(["Ada", "Ben", "Eve"]),
        "text": texts,
        "cites": st.lists(st.integers(-1, 5), max_size=3),
    }
)
answers = st.text() | st.lists(lines, max_size=5).map(lambda said: json.dumps({"lines": said}))


@pytest.mark.slow
@given(st.lists(answers, min_size=4, max_size=4))
def test_any_answer_leaves_a_sound_script(said: list[str]) -> None:
    left = list(said)

    def ask(question: Question) -> Answer:
        return Answer(left.pop(), "whole", Usage())

    script, tally = rewrite(DRAFT, DESK, ask, more={}, on_section=lambda *_: None)
    assert parse(print_script(script), Path(f"{DAY}.md")) == (script, ())
    cited = {label for line in script.lines for label in line.citations}
    assert cited == {one.label for one in script.evidence}
    assert len(script.lines) == tally.by_model + tally.replaced
    assert {line.speaker for line in script.lines} <= {"Ada", "Ben"}
