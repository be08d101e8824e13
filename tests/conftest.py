"""Shows to test with, made small and whole in a temporary folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from daycast.show import Show, open_show
from daycast.voice import engine

hypothesis.settings.register_profile("quick", max_examples=15, deadline=None)
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
MOODY = """\
import os
import threading
from daycast.errors import DaycastError
from daycast.voice.engines.silence import SilenceEngine

class MoodyEngine(SilenceEngine):
    name = "moody"

    def identity(self):
        return "moody 1"

    def speak(self, text, voice):
        if "refuse" in text:
            raise DaycastError("moody will not say that")
        if "stumble" in text:
            raise ValueError("stumbled")
        if "die" in text:
            os._exit(139)
        if "hang" in text:
            threading.Event().wait()
        return super().speak(text, voice)
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
def moody(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An engine, installed as anybody's would be: it speaks silence, but refuses, stumbles, dies or hangs if told."""
    folder = tmp_path_factory.mktemp("moody")
    (folder / "moody_engine.py").write_text(MOODY)
    described = folder / "moody_engine-1.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: moody-engine\nVersion: 1\n")
    (described / "entry_points.txt").write_text("[daycast.engines]\nmoody = moody_engine:MoodyEngine\n")
    monkeypatch.syspath_prepend(folder)
    for known in (engine._points, engine.open_engine):
        known.cache_clear()
    yield "moody"
    for known in (engine._points, engine.open_engine):
        known.cache_clear()
