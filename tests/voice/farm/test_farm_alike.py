"""What a farm makes is what this machine would make, to the bit; a worker that would not is refused."""

import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from farm_site import Site

from daycast import day as stages
from daycast import doctor
from daycast.errors import DaycastError
from daycast.farm import Farm
from daycast.show import open_show
from daycast.voice import registry
from daycast.voice.delivery import MONO, Delivery
from daycast.voice.engine import Voice
from daycast.voice.farm import line
from daycast.voice.farm.hands import FarmHands
from daycast.voice.registry import open_engine
from daycast.voice.speak import Wanted, speak
from daycast.voice.takes import TakeStore
from daycast.voice.tones import synthesised, wav
from daycast.voice.workers import Crew, crew_of

pytestmark = pytest.mark.slow

NOON = datetime(2026, 6, 23, 12, tzinfo=UTC)
WHOLE = """\
---
date: 2026-06-23
title: The lake is full
summary: Lake Corran is full again.
---

[sound: open]

Ada: Welcome.

# Top news headlines

[sound: bed under]

## The lake is full

Ada: Lake Corran reached its old shore.

Ben: That is good news. {.take}

# Sign-off

Ada: Goodbye.

[sound: chime]
"""
ENGINES = """\
import os
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from daycast.errors import DaycastError
from daycast.voice.engine import Voice, VoiceInfo
from daycast.voice.engines.silence import SilenceEngine


class MoodyEngine(SilenceEngine):
    name = "moody"

    def identity(self):
        return "moody " + os.environ.get("MOOD", "1")

    def voices(self):
        return tuple(VoiceInfo(name, "und") for name in os.environ.get("VOICES", "low high").split())

    def speak(self, text, voice):
        if "refuse" in text:
            raise DaycastError("moody will not say that")
        if "die" in text:
            os._exit(139)
        if "hang" in text:
            threading.Event().wait()
        return super().speak(text, voice)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledVoice(Voice):
    def heard(self):
        return Voice.heard(self) | {"voice": Path(self.voice).read_text()}


class FiledEngine(SilenceEngine):
    name = "filed"

    def identity(self):
        return "filed 1"

    def voices_at(self, voice):
        return (VoiceInfo(voice.voice, "en-US", get="" if Path(voice.voice).is_file() else "Put it there."),)

    def files_of(self, voice):
        return (Path(voice.voice),)

    def placed_in(self, voice, folder):
        return replace(voice, voice=str(folder / Path(voice.voice).name))

    def speak(self, text, voice):
        return super().speak(text + Path(voice.voice).read_text(), voice)
"""


@pytest.fixture(scope="module", autouse=True)
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Engines of these tests' own as an installed package, which workers find as well."""
    folder = tmp_path_factory.mktemp("engines")
    (folder / "farm_engines.py").write_text(ENGINES)
    described = folder / "farm_engines-1.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: farm-engines\nVersion: 1\n")
    points = "".join(f"{name} = farm_engines:{name.title()}Engine\n" for name in ("moody", "filed"))
    (described / "entry_points.txt").write_text(f"[daycast.engines]\n{points}")
    sys.path.insert(0, str(folder))
    forget()
    yield folder
    sys.path.remove(str(folder))
    forget()


def forget() -> None:
    for known in (registry._points, registry.open_engine):
        known.cache_clear()


@pytest.fixture(scope="module")
def site(engines: Path) -> Iterator[Site]:
    """A farm of two workers."""
    place = Site()
    place.scheduler()
    place.workers(2)
    yield place
    place.clear()


def takes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.take")}


@pytest.mark.parametrize("engine", ["silence", "pyttsx3", "hibari"])
def test_takes_of_a_farm_are_those_of_this_machine_to_the_bit(engine: str, site: Site, tmp_path: Path) -> None:
    voices = open_engine(engine).defaults()
    forms = [("mp3", MONO), ("pcm", MONO), ("mp3", Delivery(2, -16.0))]
    wanted = [
        Wanted(voices[number % len(voices)], f"Line {number} says what there is to say.", *form)
        for number, form in enumerate(forms)
    ]
    for place, farm in (("far", site.farm), ("near", None)):
        with crew_of(farm) as crew:
            assert not speak(wanted, TakeStore(tmp_path / place), crew=crew).failures
    assert len(takes(tmp_path / "far")) == 3
    assert takes(tmp_path / "far") == takes(tmp_path / "near")


def made(folder: Path, farm: Farm | None) -> dict[str, bytes]:
    """All files of an episode of stings and a passage over a bed, two of its sounds out of files."""
    address = f"farm: {farm.scheduler}\n" if farm else ""
    (folder / "voice" / "sounds").mkdir(parents=True)
    (folder / "scripts").mkdir()
    (folder / "show.yaml").write_text(
        "title: Test Show\ndescription: What happened.\nauthor: The desk\nemail: desk@example.org\n"
        f"hosts: [Ada, Ben]\n{address}"
    )
    (folder / "voice" / "cast.yaml").write_text("Ada: {engine: pyttsx3}\nBen: {engine: silence}\n")
    for name in ("chime", "bed"):
        (folder / "voice" / "sounds" / f"{name}.wav").write_bytes(wav(synthesised("bed", f"another {name}", 2)))
    (folder / "scripts" / "2026-06-23.md").write_text(WHOLE)
    show = open_show(folder)
    room = stages.booth(show)
    script, problems = stages.check(show, date(2026, 6, 23), room, length=False)
    stages.render(show, script, room, problems=problems, now=NOON)
    return {path.name: path.read_bytes() for path in show.episode(script.date).iterdir()} | takes(folder)


def test_an_episode_of_a_farm_is_that_of_this_machine_with_stings_beds_and_sounds_out_of_files(
    site: Site, tmp_path: Path
) -> None:
    near = made(tmp_path / "near", None)
    assert made(tmp_path / "far", site.farm) == near
    assert sum(name.endswith(".take") for name in near) == 4 + 2 + 2, "lines, stings, the bed and what is over it"


def test_a_line_that_its_engine_refuses_crashes_or_hangs_at_is_told_as_on_this_machine(
    site: Site, tmp_path: Path
) -> None:
    texts = ["One.", "I refuse.", "I die.", "I hang.", "Two.", "Three."]
    with Crew(hands=FarmHands(site.farm), patience=1) as crew:
        spoken = speak([Wanted(Voice(engine="moody"), text) for text in texts], TakeStore(tmp_path), crew=crew)
    assert {failure.wanted.text: failure.reason for failure in spoken.failures} == {
        "I refuse.": "moody will not say that",
        "I die.": "the process that was speaking it ended unexpectedly (out of memory, or killed)",
        "I hang.": "its engine did not come to an end with it within 1 seconds",
    }
    assert len(takes(tmp_path)) == 3


def test_a_voice_out_of_a_file_goes_along_with_its_lines(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "eva.voice"
    for held in ("slow", "slower and slower"):
        file.write_text(held)
        for place, farm in (("far", site.farm), ("near", None)):
            with crew_of(farm) as crew:
                store = TakeStore(tmp_path / place)
                assert not speak([Wanted(filed(file), "Hello from a file.")], store, crew=crew).failures
    assert len(takes(tmp_path / "far")) == 2
    assert takes(tmp_path / "far") == takes(tmp_path / "near")


def filed(file: Path) -> Voice:
    import farm_engines

    voice: Voice = farm_engines.FiledVoice(engine="filed", voice=str(file))
    return voice


REFUSED = {
    "another version of daycast": ({"PYTHONPATH": "{older}"}, r"it has daycast 0\.0\.1 \(here \S+\)"),
    "another engine": ({"MOOD": "2"}, "it would speak with “moody 2”, and not with “moody 1”"),
    "no such voice": ({"VOICES": "high"}, "moody has no voice 'low'"),
}


@pytest.mark.parametrize("unlike", REFUSED)
def test_a_worker_that_would_not_make_the_same_sound_is_told_before_it_gets_any_work(
    unlike: str, tmp_path: Path, engines: Path
) -> None:
    environ, told = REFUSED[unlike]
    (tmp_path / "sitecustomize.py").write_text("import daycast\ndaycast.__version__ = '0.0.1'\n")
    place = Site()
    try:
        place.scheduler()
        place.workers(1, **{name: value.format(older=tmp_path) for name, value in environ.items()})
        with crew_of(place.farm) as crew, pytest.raises(DaycastError, match=rf"(?s)same sound.*tcp://127\S+: .*{told}"):
            speak([Wanted(Voice(engine="moody", voice="low"), "One.")], TakeStore(tmp_path / "takes"), crew=crew)
        assert not takes(tmp_path)
    finally:
        place.clear()


def test_a_voice_file_of_pipers_goes_along_with_its_lines(site: Site, tmp_path: Path) -> None:
    pytest.importorskip("piper")
    from daycast.voice.engines.piper import PiperVoice
    from daycast.voice.engines.piper_files import files, packaged

    if not packaged():
        pytest.skip("no voice of Piper's is installed")
    (tmp_path / "models").mkdir()
    for file in files(next(iter(packaged().values()))):
        shutil.copy(file.path, tmp_path / "models" / file.path.name.replace(file.path.name.split(".")[0], "eva"))
    voice = PiperVoice(engine="piper", voice=str(tmp_path / "models" / "eva.onnx"))
    for place, farm in (("far", site.farm), ("near", None)):
        with crew_of(farm) as crew:
            store = TakeStore(tmp_path / place)
            assert not speak([Wanted(voice, "Hello from a file.")], store, crew=crew).failures
    assert len(takes(tmp_path / "far")) == 1
    assert takes(tmp_path / "far") == takes(tmp_path / "near")


def test_a_voice_that_is_nowhere_stops_only_its_own_lines(site: Site, tmp_path: Path) -> None:
    wanted = [Wanted(Voice(engine="moody", voice=name), "One.") for name in ("low", "nobody")]
    with crew_of(site.farm) as crew:
        spoken = speak(wanted, TakeStore(tmp_path), crew=crew)
    (failure,) = spoken.failures
    assert (failure.place, failure.reason.splitlines()[0]) == (1, "moody has no voice 'nobody'")
    assert len(takes(tmp_path)) == 1


def test_the_doctor_tells_whether_a_farm_is_ready(site: Site, tmp_path: Path) -> None:
    (tmp_path / "voice").mkdir()
    (tmp_path / "voice" / "cast.yaml").write_text("Ada: {engine: silence}\n")
    for address, told in ((site.address, "is ready, 2 workers"), (Site().address, "no scheduler answers")):
        (tmp_path / "show.yaml").write_text(
            "title: Test Show\ndescription: What happened.\nauthor: The desk\nemail: desk@example.org\nhosts: [Ada]\n"
            f"farm: {address}\n"
        )
        findings = [one for one in doctor._show(open_show(tmp_path)) if address in one.what]
        assert [(one.good, told in one.what) for one in findings] == [("ready" in told, True)]


def test_where_no_scheduler_answers_that_is_told_in_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "CONNECT", 1)
    with crew_of(Site().farm) as crew, pytest.raises(DaycastError, match=r"no scheduler answers at tcp://127\.0\.0\.1"):
        speak([Wanted(Voice(engine="silence"), "One.")], TakeStore(tmp_path), crew=crew)


def test_a_farm_without_a_worker_is_told_with_the_command_that_starts_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "CONNECT", 5)
    place = Site()
    try:
        place.scheduler()
        place.until_up()
        with crew_of(place.farm) as crew, pytest.raises(DaycastError, match=f"worker --scheduler {place.address}"):
            speak([Wanted(Voice(engine="silence"), "One.")], TakeStore(tmp_path), crew=crew)
    finally:
        place.clear()
