"""The commands of a show whose writer is a language model."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from model_server import JSON, ModelServer, Reply, refusal
from typer.testing import CliRunner

from daycast import doctor
from daycast.cli import app
from daycast.show import Show

pytestmark = pytest.mark.slow  # whole gathers and commands, over HTTP on this machine

DAY = "2026-06-23"
TEXT = """\
Orvane Labs will open a second laboratory in Lisbon with 120 researchers in March.

The laboratory in Lisbon will study batteries for ferries and tugs, its director Marta Quell said on Monday.

The city of Lisbon lends Orvane Labs the building for ten years and pays for the roof.

The building in the old harbour has stood empty since a fire damaged it in 2019.
"""


@pytest.fixture
def run(
    show: Show, report: Callable[..., Path], model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """Runs a command in a show with an article and a model; gives what it prints."""
    report(f"{DAY}/lisbon", title="Orvane Labs opens a laboratory in Lisbon", text=TEXT)
    settings = f"writer: {{kind: llm, base_url: {model.base_url}, model: small, prices: [1, 2]}}\n"
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + settings)
    monkeypatch.chdir(show.root)

    def invoke(*arguments: str, code: int = 0) -> str:
        done = CliRunner().invoke(app, [*arguments, "--date", DAY])
        assert done.exit_code == code, done.output
        return done.output

    return invoke


def test_write_says_whose_lines_it_has_and_what_they_cost(run: Callable[..., str], model: ModelServer) -> None:
    said = run("write")
    assert "writer    small wrote " in said
    assert "cost 0." in said
    assert f"write     scripts/{DAY}.md written" in said
    asked = len(model.asked)
    assert f"{asked} answers remembered\n" in run("write")
    assert "up to date" in run("write")
    assert len(model.asked) == asked


def test_the_script_passes_the_check(run: Callable[..., str]) -> None:
    run("write")
    assert run("check").endswith("0 errors, 1 warning\n")  # the length alone: one article is no eight minutes


def test_plan_tells_tokens_and_cost_before_the_script_is_written_and_after(run: Callable[..., str]) -> None:
    before = json.loads(run("plan", "--json"))
    assert before["words"] > 30
    assert before["writer"]["model"] == "small"
    assert before["writer"]["remembered"] == 0
    assert before["writer"]["cost"] > 0
    assert "parts to write, 0 remembered: about " in run("plan")
    run("write")
    assert json.loads(run("plan", "--json"))["writer"]["cost"] == 0
    assert "small has 0 parts to write" in run("plan")


def test_a_server_in_trouble_does_not_stop_the_day(run: Callable[..., str], model: ModelServer) -> None:
    model.otherwise = lambda body: refusal(401)
    said = run("write")
    assert "show.yaml: warning: writer: " in said
    assert "does not accept the key (401)" in said
    assert "the built-in writer" in said
    assert f"scripts/{DAY}.md written" in said


@pytest.mark.parametrize(
    ("reply", "good", "what"),
    [
        (Reply([b'{"data": [{"id": "small:latest"}]}'], headers=JSON), True, "answers"),
        (Reply([b'{"data": [{"id": "tiny"}]}'], headers=JSON), False, "no model small"),
        (Reply([b"hello"], headers=JSON), True, "answers"),
        (refusal(404), True, "answers"),
        (refusal(403), False, "does not accept the key"),
    ],
)
def test_doctor_looks_at_the_server(
    reply: Reply, good: bool, what: str, run: Callable[..., str], show: Show, model: ModelServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(doctor, "engine_names", lambda: ("silence",))
    model.models = reply
    found = next(one for one in doctor.examine(show.root) if what in one.what)
    assert found.good is good
    assert found.good or found.do
