"""What `daycast doctor` finds, and what it says to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from daycast import doctor
from daycast.files import write_text
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


def test_a_briefing_is_published_without_a_feed_of_all(show: Show) -> None:
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + "editions: {briefing: {}}\n")
    assert "nothing of the edition briefing is published yet" in told(show.root)
    write_text(show.root / "feed" / "briefing" / ".personal" / "stamp.json", "{}")
    assert "feed/briefing is published" in told(show.root)


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


@pytest.mark.parametrize(
    ("publish", "what", "do"),
    [
        ("{kind: rsync, to: 'me@host:/www'}", "rsync, by which the feed is sent, is not here", "Install rsync."),
        ("{kind: github_pages}", "git, by which the feed is sent, is not here", "Install git."),
        ("{kind: s3, bucket: shows}", "the part that sends to S3 is not here", "pip install 'daycast[s3]'"),
        ("{}", None, ""),
    ],
)
def test_what_the_target_needs_and_is_not_here_is_told(
    show: Show, monkeypatch: pytest.MonkeyPatch, publish: str, what: str | None, do: str
) -> None:
    path = show.root / "show.yaml"
    path.write_text(f"{path.read_text()}publish: {publish}\n")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(doctor, "find_spec", lambda name: None)
    lacking = {name: hint for name, (good, hint) in told(show.root).items() if not good}
    lacking.pop("nothing is published yet")
    assert list(lacking) == ([what] if what else [])
    assert all(do in hint for hint in lacking.values())
