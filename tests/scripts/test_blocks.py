"""The blocks that every kind of edition is built of."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from daycast import drafts
from daycast.show import open_show
from daycast.start import copy_sample


@pytest.mark.parametrize("edition", ["", "take", "briefing"])
def test_a_block_of_the_shows_own_is_in_every_kind_of_edition(tmp_path: Path, edition: str) -> None:
    copy_sample(tmp_path / "show")
    ours = (files("daycast.scripts") / "templates" / "blocks.md.j2").read_text()
    (tmp_path / "show" / "templates").mkdir(exist_ok=True)
    own = ours.replace("[sound: {{ name }}]", "[sound: my-{{ name }}]")
    (tmp_path / "show" / "templates" / "blocks.md.j2").write_text(own)
    text, _ = drafts.redraft(open_show(tmp_path / "show", edition), date(2026, 6, 22))
    assert text is not None
    assert "[sound: my-open]" in text
    assert "[sound: open]" not in text
