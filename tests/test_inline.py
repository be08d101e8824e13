"""Inline Markdown, where it has marks and where it has none."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from daycast import inline

WORDS = st.text(
    st.one_of(st.sampled_from(" \t'\"’“”.,;:-–—|~=+#$%^/()1aZ é😀"), st.characters(exclude_categories=["Cs"]))
)


@given(WORDS)
@example("http://example.org and a.b@example.org")
@example("  two spaces in front, two behind  ")
@example("1986. A year")
@example("(c) (r) ... -- 'quoted'")
def test_words_without_marks_are_read_as_the_markdown_library_reads_them(words: str) -> None:
    tokens = inline._tokens(words)
    assert inline.plain(words) == inline.words_of(tokens)
    if not inline._MARKED.search(words):
        assert "".join(span.text for span in inline.spans(words)) == words
        assert inline.unread(words) == tuple(inline._unread(tokens)) == ()


@pytest.mark.parametrize("marked", ["a *b*", "a _b_", "`a`", "[a](b)", "<b>", "&amp;", "\\*", "a\nb", "![a](b)", "a\0"])
def test_words_with_a_mark_are_handed_to_the_markdown_library(marked: str) -> None:
    assert inline._MARKED.search(marked)
    assert inline.plain(marked) == inline.words_of(inline._tokens(marked))
