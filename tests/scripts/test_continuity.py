"""What the writer knew of earlier coverage, from the day's stories to an episode's chapters."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from daycast import drafts
from daycast.episodes.describe import following
from daycast.episodes.model import Chapter, Line
from daycast.scripts.continuity import Continued, recalled, remember
from daycast.scripts.model import Evidence, Script, Told
from daycast.show import Show, open_show

ROOT = Path(__file__).parents[2]
DAY = date(2026, 6, 23)
GLM = Told(date(2026, 6, 22), "Z.ai’s GLM 5.2 makes companies think again about rented AI")


def test_a_draft_keeps_where_its_stories_were_told_before(tmp_path: Path) -> None:
    for name in ("show.yaml", "seeds", "scripts"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    (tmp_path / "scripts" / "2026-06-23.md").unlink(missing_ok=True)
    show = open_show(tmp_path)
    drafts.redraft(show, DAY)
    known = recalled(show, DAY)
    assert GLM in [told for story in known for told in story.told]
    assert "https://wire.example.org/2026/06/23/glm-5-2-demand" in [url for story in known for url in story.articles]


def test_a_day_without_earlier_coverage_gets_no_file_and_loses_one_that_is_outdated(show: Show) -> None:
    remember(show, DAY, ())
    folder = show.root / "scripts" / ".generated"
    assert not folder.exists()
    remember(show, DAY, (Continued(("https://a.example/1",), (GLM,)),))
    remember(show, DAY, ())
    assert recalled(show, DAY) == ()


@pytest.mark.parametrize("data", [b"", b"{", b'[{"articles": 3}]', b"\xff"])
def test_a_file_that_is_not_to_be_read_tells_nothing(show: Show, data: bytes) -> None:
    remember(show, DAY, (Continued((), (GLM,)),))
    next((show.root / "scripts" / ".generated").iterdir()).write_bytes(data)
    assert recalled(show, DAY) == ()


def test_a_story_is_followed_from_the_first_chapter_that_cites_one_of_its_articles() -> None:
    chapters = (Chapter(0.0, "The show", 1), Chapter(10.0, "GLM", 2), Chapter(20.0, "More on GLM", 2))
    said = (
        Line(0.0, 10.0, "Ada", "Welcome.", (), False),
        Line(10.0, 20.0, "Ada", "It grows.", ("1",), False),
        Line(20.0, 30.0, "Ada", "It still grows.", ("1",), False),
    )
    script = Script(DAY, "T", "", (), (Evidence("1", "Wire", DAY, "https://a.example/1", "It grows."),))
    known = (
        Continued(("https://a.example/0", "https://a.example/1"), (GLM,)),
        Continued(("https://a.example/uncited", ""), (Told(DAY, "never"),)),
    )
    assert [chapter.follows for chapter in following(chapters, script, said, known)] == [(), (GLM,), ()]
