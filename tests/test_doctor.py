"""What `daycast doctor` finds, and what it says to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from daycast import doctor
from daycast.show import Show
from daycast.voice.engines import piper
from daycast.voice.registry import open_engine


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the silent engine is asked to speak."""
    monkeypatch.setattr(doctor, "engine_names", lambda: ("silence",))


def told(folder: Path | None) -> dict[str, tuple[bool, str]]:
    return {finding.what: (finding.good, finding.do) for finding in doctor.examine(folder)}


def test_a_sound_show_lacks_nothing_but_an_episode(show: Show) -> None:
    assert [what for what, (good, _) in told(show.root).items() if not good] == ["nothing is published yet"]


def test_a_local_address_is_told_with_what_it_is_good_for(show: Show) -> None:
    good, do = told(show.root)["base_url is http://localhost:8642/, for this machine and its network"]
    assert good
    assert "public address" in do


def test_a_public_address_is_nothing_to_tell(show: Show) -> None:
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + "base_url: https://news.example.org:8443/show/\n")
    assert not any(what.startswith("base_url") for what in told(show.root))


def test_a_missing_show_and_a_broken_one_are_told_with_what_to_do(show: Show) -> None:
    assert any("daycast init" in do for good, do in told(None).values() if not good)
    (show.root / "show.yaml").write_text("titel: X\n")
    assert any("unknown key `titel`" in do for good, do in told(show.root).values() if not good)


def test_a_host_without_a_voice_and_a_voice_that_is_not_there_are_told(show: Show) -> None:
    (show.voice / "cast.yaml").write_text("Ada: {engine: silence}\n")
    assert "hosts without a voice: Ben" in told(show.root)
    (show.voice / "cast.yaml").write_text("Ada: {voice: hart}\nBen: {engine: silence}\n")
    assert "Did you mean 'heart'?" in told(show.root)["the cast needs work"][1]


@pytest.mark.slow
def test_an_engine_that_breaks_is_a_finding_not_a_crash(
    show: Show, monkeypatch: pytest.MonkeyPatch, installed: Callable[..., str]
) -> None:
    broken = installed("broken", 'raise RuntimeError("no model in the wheel")')
    monkeypatch.setattr(doctor, "engine_names", lambda: (broken, "silence"))
    reason = "the engine broken cannot speak: broken raised RuntimeError: no model in the wheel"
    assert told(show.root)[reason][0] is False


def test_an_engine_that_is_an_extra_need_not_be_there(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piper, "find_spec", lambda name: None)
    monkeypatch.setattr(doctor, "engine_names", lambda: ("openai", "piper"))
    open_engine.cache_clear()
    good, do = told(show.root)["the engine piper is not installed, and need not be"]
    assert good
    assert "uv sync --extra piper" in do
    assert told(show.root)["the engine openai speaks with voices that voice/cast.yaml names"][0]
