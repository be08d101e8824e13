"""`daycast briefing` as a person types it."""

import json

import pytest

from daycast.show import Show
from test_cli import run

DAY = ("--date", "2026-06-23")


@pytest.fixture
def briefed(show: Show, ferry_and_mayor: None) -> Show:
    """A show with a briefing of two stories, and a listener who follows one of them."""
    settings = show.root / "show.yaml"
    settings.write_text(settings.read_text() + "editions:\n  briefing: {}\n")
    run(show, "write", *DAY, "--edition", "briefing")
    run(show, "listeners", "add", "ada", "--topic", "elections", "--person", "Olga Rand", "--minutes", "1")
    return show


def test_a_briefing_is_printed_with_its_reasons(briefed: Show) -> None:
    told = run(briefed, "briefing", "ada", *DAY)
    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    assert lines[0].startswith("Varby elects a new mayor; Ferry to Holm")
    assert "of 1 minute, 2 stories" in lines[1]
    assert "  why: names Olga Rand, whom you follow, in what is said" in told.stdout
    assert "  why: fills your time: number" in told.stdout


def test_what_of_a_profile_cannot_count_or_finds_nothing_is_told(briefed: Show) -> None:
    run(briefed, "listeners", "add", "bea", "--industry", "unicorn herding", "--topic", "quantum beekeeping")
    told = run(briefed, "briefing", "bea", *DAY).stdout
    assert "“unicorn herding” names no field of work" in told
    assert "Nothing of the profile is in these stories" in told
    assert "Nothing of the profile" not in run(briefed, "briefing", "ada", *DAY).stdout


def test_a_briefing_is_told_to_scripts(briefed: Show) -> None:
    told = json.loads(run(briefed, "briefing", "ada", *DAY, "--json").stdout)
    first, second = told["stories"]
    assert first["heading"] == "Varby elects a new mayor"
    assert {"person", "everybody"} <= {reason["kind"] for reason in first["reasons"]}
    assert first["score"] > second["score"]
    assert told["profile"]["length"] == 1
    assert any("Olga Rand" in line for line in first["lines"])


def test_what_a_person_edited_is_what_the_listener_hears(briefed: Show) -> None:
    script = briefed.root / "scripts" / "2026-06-23.briefing.md"
    line = next(line for line in script.read_text().splitlines() if "Olga Rand" in line)
    script.write_text(script.read_text().replace(line, "Ben: Baker Olga Rand won. [^1]"))
    told = json.loads(run(briefed, "briefing", "ada", *DAY, "--json").stdout)
    assert "Baker Olga Rand won." in told["stories"][0]["lines"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ben",), "there is no listener 'ben'"),
        (("ada", "--edition", "weekly"), "no edition 'weekly'"),
        (("ada", "--edition", "daily"), "everybody hears all of it\n  Leave --edition out."),
        (("ada", "--date", "2026-06-24"), "there is no script for 2026-06-24"),
    ],
)
def test_what_is_missing_is_told(briefed: Show, words: tuple[str, ...], says: str) -> None:
    options = words if "--date" in words else (*words, *DAY)
    assert says in run(briefed, "briefing", *options).stderr


def test_a_plan_does_not_measure_the_pool_by_one_listeners_minutes(briefed: Show) -> None:
    assert "minutes (a listener hears a part of them)" in run(briefed, "plan", *DAY, "--edition", "briefing").stdout


def test_a_show_without_a_briefing_is_told_how_to_get_one(show: Show) -> None:
    run(show, "listeners", "add", "ada")
    told = run(show, "briefing", "ada").stderr
    assert "no briefing among its editions" in told
    assert "editions:" in told


def test_a_mistake_in_a_profile_is_told_with_its_line(briefed: Show) -> None:
    path = briefed.root / "listeners" / "ada.yaml"
    path.write_text(path.read_text() + "topic: ships\n")
    assert f"{path}:{len(path.read_text().splitlines())}" in run(briefed, "briefing", "ada", *DAY).stderr
