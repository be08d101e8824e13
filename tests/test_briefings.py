"""Everybody's briefings of one day, as they are published."""

from datetime import date

import pytest

from daycast import day as stages
from daycast import drafts
from daycast.briefings import measured, profiles, tailoring
from daycast.scripts.keep import keep
from daycast.scripts.model import Script
from daycast.show import Show, open_show

DAY = date(2026, 6, 23)


@pytest.fixture
def briefed(show: Show, ferry_and_mayor: None) -> tuple[Show, Script]:
    settings = show.root / "show.yaml"
    settings.write_text(settings.read_text() + "editions:\n  briefing: {minutes: 3}\n")
    made = open_show(show.root, "briefing")
    text, _ = drafts.redraft(made, DAY)
    assert text
    keep(made, DAY, text)
    (show.root / "listeners").mkdir()
    for name, said in {"ada": "topics: ferry\n", "ben": "people: Olga Rand\n", "zoe": "topic: ferry\n"}.items():
        (show.root / "listeners" / f"{name}.yaml").write_text(said)
    return made, stages.check(made, DAY, stages.booth(made))[0]


def test_each_listener_gets_their_own(briefed: tuple[Show, Script]) -> None:
    show, script = briefed
    known, problems = profiles(show)
    make = tailoring(show, stages.booth(show))
    firsts = {name: next(iter(make(profile, script).reasons)) for name, profile in known.items()}
    assert firsts == {"ada": "Ferry to Holm stops for repairs", "ben": "Varby elects a new mayor"}
    assert [(problem.path.name, problem.line) for problem in problems] == [("zoe.yaml", 1)]


def test_a_section_is_as_long_as_its_takes_and_pauses(briefed: tuple[Show, Script]) -> None:
    show, script = briefed
    room = stages.booth(show)
    measure = measured(script, room)
    assert sum(map(measure, script.sections)) == pytest.approx(stages.forecast(show, script, room).minutes * 60, abs=8)
