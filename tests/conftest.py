"""Shows to test with, made small and whole in a temporary folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from daycast.show import Show, open_show
from daycast.voice import registry

# The same examples every time: a law that is broken by one case in thousands is for a longer search by hand.
hypothesis.settings.register_profile("quick", max_examples=15, deadline=None, derandomize=True)
hypothesis.settings.load_profile("quick")

SHOW = """\
title: Test Show
description: What happened, briefly.
author: The desk
email: desk@example.org
hosts: [Ada, Ben]
"""
CAST = """\
Ada: {engine: silence}
Ben: {engine: silence, rate: 1.1}
"""
ENGINE = """\
import os
import threading
from daycast.errors import DaycastError
from daycast.voice.engine import Speech
from daycast.voice.engines.silence import SilenceEngine

class {name}Engine(SilenceEngine):
    name = "{name}"

    def identity(self):
        return "{name} 1"

    def speak(self, text, voice):
        spoken = super().speak(text, voice)
        {misdeed}
        return spoken
"""
MOODY = """\
if "refuse" in text:
    raise DaycastError("moody will not say that")
if "stumble" in text:
    raise ValueError("stumbled")
if "die" in text:
    os._exit(139)
if "hang" in text:
    threading.Event().wait()
"""
HUM = """\
import numpy, zlib
pitch = 100 + zlib.crc32(text.encode()) % 1000
time = numpy.arange(len(spoken.samples)) / spoken.rate
hum = 0.2 * numpy.sin(2 * numpy.pi * pitch * time) * numpy.sin(2 * numpy.pi * 2 * time)
spoken = Speech(hum.astype(numpy.float32), spoken.rate)
"""
ARTICLE = """\
---
title: {title}
outlet: {outlet}
url: {url}
published: {published}
---

{text}
"""


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test has written is whole: nobody waits for an editor to finish."""
    monkeypatch.setattr("daycast.files._MOMENT", 1e-6)
    monkeypatch.setattr("daycast.scripts.keep.REST", 1e-6)


@pytest.fixture
def show(tmp_path: Path) -> Show:
    """A show whose hosts speak silence, without articles."""
    (tmp_path / "show.yaml").write_text(SHOW)
    (tmp_path / "voice").mkdir()
    (tmp_path / "voice" / "cast.yaml").write_text(CAST)
    return open_show(tmp_path)


@pytest.fixture
def report(show: Show) -> Callable[..., Path]:
    """Puts an article into the show: `report("2026-06-23/name", title=…, text=…)`."""

    def put(
        name: str, title: str, text: str, outlet: str = "Example Wire", published: str = "2026-06-23T06:00:00+00:00"
    ) -> Path:
        path = show.root / "seeds" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        url = f"https://wire.example.org/{name}"
        path.write_text(ARTICLE.format(title=title, outlet=outlet, url=url, published=published, text=text))
        return path

    return put


@pytest.fixture
def ferry_and_mayor(report: Callable[..., Path]) -> None:
    """Two stories of a day, on a ferry and on an election."""
    report("2026-06-23/ferry", title="Ferry to Holm stops for repairs", text=(
        "The ferry to Holm stops for nine days, as its engine is broken.\n\n"
        "About 800 commuters must take a bus around the bay."))  # fmt: skip
    report("2026-06-23/mayor", title="Varby elects a new mayor", text=(
        "Varby elected baker Olga Rand as mayor by 300 votes.\n\n"
        "Turnout in Varby was 61 percent, the highest since 1994."))  # fmt: skip


@pytest.fixture
def plugged(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Installs engines as anybody's would be: `plugged("tone", code, "ToneEngine")`; worker processes find them too."""

    def plug(name: str, code: str, made: str) -> str:
        folder = tmp_path_factory.mktemp(name)
        (folder / f"{name}_engine.py").write_text(code)
        described = folder / f"{name}_engine-1.dist-info"
        described.mkdir()
        (described / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-engine\nVersion: 1\n")
        (described / "entry_points.txt").write_text(f"[daycast.engines]\n{name} = {name}_engine:{made}\n")
        monkeypatch.syspath_prepend(folder)
        forget()
        return name

    def forget() -> None:
        for known in (registry._points, registry.open_engine):
            known.cache_clear()

    yield plug
    forget()


@pytest.fixture
def installed(plugged: Callable[..., str]) -> Callable[[str, str], str]:
    """Installs an engine that speaks silence, but does `misdeed` before it hands it on: `installed("bad", misdeed)`."""

    def install(name: str, misdeed: str) -> str:
        code = ENGINE.format(name=name, misdeed=misdeed.strip().replace("\n", "\n        "))
        return plugged(name, code, f"{name}Engine")

    return install


@pytest.fixture
def moody(installed: Callable[[str, str], str]) -> str:
    """An engine that speaks silence, but refuses, stumbles, dies or hangs when told to."""
    return installed("moody", MOODY)


@pytest.fixture
def humming(installed: Callable[[str, str], str]) -> str:
    """An engine that hums each text in a tone of its own, and fast."""
    return installed("humming", HUM)
