"""The law of reading: every word of a file is either understood, or stands where a problem is told."""

import re
from itertools import count
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from daycast.inline import plain, spans
from daycast.scripts.blocks import blocks
from daycast.scripts.model import Say, Script, Sound
from daycast.scripts.parse import parse

PATH = Path("2026-06-23.md")

# Each X becomes a word of its own, so that a lost one can be told.
INLINE = [
    "X", "*X*", "**X", "`X`", "`<X>`", '[X](http://X.example "X")', "[X](X", "[X][X]", "![X](X.png)", "^[X]",
    "\\[X](X)", '<b class="X">X</b>', "<X", "<!-- X -->", "<!-- X", "-->", "<https://X.example>", "&amp;X", "&X;",
    "X\\", '[X]{say="X"}', '[X]{say=""}', "[X]{foo=X}", "[X]{.X}", "[X]{#X}", '[X]{say="X" say="X"}',
    '[X]{say="X" %X%}', '[X [X]{say="X"}]{say="X"}', "[X]{X", "*X*{.X}", "`X`{.X}", "`[X]{X}`", "[^X]", "[^X X]",
    "\\[^X]", "<!-- [^X] {.X} -->", "{.take}", "{.X}", "X{.X}", "[sound: X]", "Ben: X", "X: X", "# X", "| X |", "***",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(INLINE), min_size=1, max_size=4).map(" ".join)
STARTS = [
    "Ada: ", "**Ada:** ", "# ", "## ", "#### ", "- ", "1. ", "> ", "    ", "\t", "", "",
    "[sound: X] ", "[pause: 1s]", "<!-- X --> ", "<!-- ", "--> ", "<div X> ", "[^1]: ", "[X]: http://", "```X ",
]  # fmt: skip
ROWS = st.builds(str.__add__, st.sampled_from(STARTS), WORDS) | st.sampled_from(
    [
        "", "---", "===", "```", "-->", "<!--", "</div>", "title: X", '    X"', 'X"',
        "[sound: X]", "[sound: X under]", "[sound: X X]", "[pause: X]",
        '[^1]: Wire X, 2026-06-23, <https://X.example>. "X *X* <b>X</b>"', '[^2]: Wire, 2026-06-23, <>. "X',
        '[^3]: Wire, 2026-06-23, <>. "X"\nAda: X "X"',
    ]
)  # fmt: skip
DATES = ["date: 2026-06-23", "date: 2026-06-23 X", "date: X", "date: [X]"]
KEYS = [
    "title: X", "title: X # X", "title: #X", "title: [X, X]", "title: 'X' # X", "title: 'X' X", "title: &X X",
    "title: !X X", "title: *X", "title: >\n  X\n  X", "summary: X\n  X", "summary: {X: X}", "summary: X: X",
    'summary: "X', "X: X", "X", "# X", "? X", "- X", "...\nX", "\tX", "\x85title: X", "",
]  # fmt: skip
FRONT = st.builds(lambda *rows: "\n".join(rows), st.sampled_from(DATES), st.sampled_from(KEYS), st.sampled_from(KEYS))
TEXTS = st.builds(
    lambda front, rows: numbered("\n".join([*(["---", front, "---"] if front else []), *rows])),
    st.none() | FRONT,
    st.lists(ROWS, max_size=8),
)


def numbered(text: str) -> str:
    number = count(1)
    return re.sub("X", lambda _: f"word{next(number)}", text)


@given(TEXTS)
@example(numbered('[^1]: Wire, 2026-06-23, <>. "X"\nAda: X "X"'))
def test_each_word_is_understood_or_stands_where_a_problem_is_told(text: str) -> None:
    script, problems = parse(text, PATH)
    told = {problem.line for problem in problems if "no `date`" not in problem.message}
    known = understood(script)
    for block in blocks(text):
        rows = block.text.count("\n") + 1
        if not told.intersection(range(block.line, block.line + rows)):
            written = re.findall(r"word\d+", block.text)
            assert [word for word in written if word not in known | set(noted(block.kind, block.text))] == []


def understood(script: Script) -> set[str]:
    """All the words that reading has made something of."""
    texts = [script.title, script.summary, *(plain(section.title) for section in script.sections)]
    for cue in (cue for section in script.sections for cue in section.cues):
        if isinstance(cue, Say):
            texts += [cue.speaker, *cue.citations, *(f"{span.text} {span.say}" for span in spans(cue.text))]
        elif isinstance(cue, Sound):
            texts.append(cue.name)
    texts += [f"{e.label} {e.outlet} {e.url} {e.quote}" for e in script.evidence]
    return {word for text in texts for word in re.findall(r"word\d+", text)}


def noted(kind: str, text: str) -> list[str]:
    """The words of a person's notes: comments, and YAML's."""
    notes = re.findall(r"(?m)^#.*|(?<=['\"] )#.*" if kind == "front matter" else r"(?s)<!--.*?-->", text)
    return [word for note in notes for word in re.findall(r"word\d+", note)]
