"""Articles read from their files, and what a person is told when one cannot be."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from daycast.seeds.article import FrontMatter, print_article, read, read_day

DAY = date(2026, 6, 23)
GOOD = """\
---
title: A lake is full again
outlet: Example Wire
url: https://wire.example.org/lake
published: 2026-06-23T06:10:00+02:00
topics: [water]
mood: calm
---

Skip to main content

The **lake** is [full](https://example.org/a) again. (example.org)

## What comes next?

- Boats return.

Share this story
"""


def written(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "lake.md"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_an_article_is_read_without_marks_headings_and_page_chrome(tmp_path: Path) -> None:
    article, problems = read(written(tmp_path, GOOD), DAY, UTC)
    assert problems == ()
    assert article is not None
    assert article.id == "2026-06-23/lake"
    assert article.paragraphs == ("The lake is full again.", "Boats return.")
    assert article.published == datetime(2026, 6, 23, 4, 10, tzinfo=UTC)
    assert article.topics == ("water",)


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("no front matter at all", 1, "no front matter"),
        ("---\ntitle: [\n---\ntext", 3, "not valid YAML"),
        ("---\ntitle: A\noutlet: B\n---\n\n", 5, "has no text"),
        ("---\ntitle: A\noutlet: B\npublished: soon\n---\n\nText.", 4, "`published"),
        ("---\noutlet: B\n---\n\nText.", 2, "`title` is missing"),
        ("---\ntitle: A\n---\n\nText.", 1, "no `outlet`"),
        (b"---\ntitle: A\noutlet: B\n---\n\n\xff\xfe", 6, "not UTF-8"),
        (b"---\ntitle: A\noutlet: B\n---\n\n" + b"word " * 1_000_000, 0, "5.0 MB is no article"),
    ],
)
def test_an_article_that_cannot_be_used_is_told_at_its_line(
    tmp_path: Path, content: str | bytes, line: int, message: str
) -> None:
    path = written(tmp_path, content)
    article, problems = read(path, DAY, UTC)
    assert article is None
    assert [problem.line for problem in problems] == [line]
    assert message in str(problems[0])
    assert str(path) in str(problems[0])


def test_a_control_character_is_left_out_and_told_at_its_line(tmp_path: Path) -> None:
    article, problems = read(written(tmp_path, "---\ntitle: A\noutlet: B\n---\n\nOne\x00 two\x07 three.\n"), DAY, UTC)
    assert article is not None
    assert article.paragraphs == ("One two three.",)
    assert [(problem.line, problem.warning) for problem in problems] == [(6, True), (6, True)]


def test_one_bad_article_leaves_the_others_in_the_day(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("broken")
    (tmp_path / "b.md").write_text(GOOD)
    articles, problems = read_day(tmp_path, DAY, UTC)
    assert [article.id for article in articles] == ["2026-06-23/b"]
    assert [problem.path.name for problem in problems] == ["a.md"]


def test_a_printed_article_is_read_back_as_it_was(tmp_path: Path) -> None:
    front = FrontMatter(title="A: “b”", outlet="C", url="https://example.org/?a=b#c", topics=("x", "y"))
    article, problems = read(written(tmp_path, print_article(front, "One.\n\nTwo.")), DAY, UTC)
    assert problems == ()
    assert article is not None
    assert (article.title, article.outlet, article.topics) == ("A: “b”", "C", ("x", "y"))
    assert article.paragraphs == ("One.", "Two.")
