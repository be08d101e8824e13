"""A script's text is cut into blocks without losing a byte."""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from daycast.scripts.blocks import blocks, unheard
from daycast.scripts.markdown import read

ROWS = st.sampled_from(
    [
        "---",
        "title: T",
        "# Top news",
        "## A story #",
        "Ada: Hello there. [^1]",
        "Ben: Hi. {.take}  ",
        "and more words",
        "    indented",
        "[pause: 800ms]",
        "[sound: open]",
        "<!-- a note",
        "-->",
        "<b>",
        "[^1]: Wire, 2026-06-23, <u>. “q”",
        "- a list",
        "> quoted",
        "```",
        "\x07\t",
        " ",
        "",
        "\u2028\x85\x0c",
    ]
)
TEXTS = st.lists(ROWS | st.text(max_size=12).filter(lambda row: "\r" not in row), max_size=14).map("\n".join)


@given(TEXTS)
@example("\n\nAda: Hello.\n")
@example("\u2028\x85\x0c\nAda: Hello.")
@example("Ada: a\n[pause: 1s]\nloose\nBen: b\n\n<!-- open\n# x\n")
def test_the_blocks_of_a_text_are_the_text(text: str) -> None:
    found = blocks(text)
    assert "".join(block.text + block.gap for block in found) == text
    assert all(not block.gap.strip(" \t\n") for block in found if block.kind != "blank")


@given(TEXTS)
def test_a_blocks_line_is_where_it_stands(text: str) -> None:
    rows = text.split("\n")
    for block in blocks(text):
        if block.text:
            assert block.text.split("\n")[0].rstrip() == rows[block.line - 1].rstrip()


@given(TEXTS, st.booleans())
@example("# A\n\nAda: b.\n[^1]: c", True)
@example("# A \n[^1]: W, 2026\nAda: b.", True)
@example("[^1]: W\n\n[^2]: V\n<!-- a --> \nAda: b\n## c\nd", True)
@example("Ada: a\n…and b\n“c”\n(d)\n[e](f)\n[pause: 1s]\n", True)
@example("#hashtag\n\n# a # b #\n#\n####### c", True)
def test_rows_that_tell_by_themselves_tell_what_markdown_says(text: str, with_front_matter: bool) -> None:
    text = f"---\ntitle: T\n---\n{text}" if with_front_matter else text
    rows = re.findall(r"[^\n]*\n|[^\n]+", text)
    assert blocks(text) == tuple(read(rows, unheard(text)))


def test_a_script_as_it_is_written_is_read_without_markdown(monkeypatch: pytest.MonkeyPatch) -> None:
    script = Path(__file__).parents[2] / "scripts" / "2026-06-22.md"
    monkeypatch.delitem(sys.modules, "daycast.scripts.markdown")
    assert blocks(script.read_text(encoding="utf-8") + "\n")
    assert "daycast.scripts.markdown" not in sys.modules


def test_each_turn_and_directive_of_a_paragraph_is_a_block_of_its_own() -> None:
    text = "Ada: One\nmore.\nBen: Two.\n[pause: 1s]\nloose\n\n# Top #\n[^1]: W\n   X\n"
    found = [(block.kind, block.line, block.content) for block in blocks(text)]
    assert found == [
        ("turn", 1, "Ada: One more."),
        ("turn", 3, "Ben: Two."),
        ("directive", 4, "[pause: 1s]"),
        ("unread", 5, ""),
        ("heading", 7, "Top"),
        ("footnote", 8, "W X"),
    ]
