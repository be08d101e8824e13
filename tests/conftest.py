"""Shows to test with, made small and whole in a temporary folder."""

from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from daycast.show import Show, open_show

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
ARTICLE = """\
---
title: {title}
outlet: {outlet}
url: {url}
published: {published}
---

{text}
"""


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
