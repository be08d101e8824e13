"""The law of the script file: what is printed is read back as it was."""

from datetime import date
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from daycast.inline import escape, plain
from daycast.scripts.model import Evidence, Pause, Say, Script, Section, Sound
from daycast.scripts.parse import parse
from daycast.scripts.printer import print_script

# Letters, marks and everything that Markdown, YAML or our own notation gives a meaning to.
CHARACTERS = st.sampled_from("abcZé 日 0129 .,:;!?'\"“”’-–—*_`~#<>[]{}()^\\/|&%$€@+=🙂")
WORDS = st.text(CHARACTERS, min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)
NAMES = st.from_regex(r"[A-Z][a-z]{1,8}", fullmatch=True)
LABELS = st.integers(1, 99).map(str)
SAYS = st.builds(
    Say,
    speaker=NAMES,
    text=WORDS.map(escape),
    citations=st.lists(LABELS, unique=True, max_size=3).map(tuple),
    take=st.booleans(),
)
PAUSES = st.builds(Pause, seconds=st.integers(0, 9999).map(lambda ms: ms / 1000))
SOUNDS = st.builds(Sound, name=st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True), under=st.booleans())
CUES = st.lists(SAYS | PAUSES | SOUNDS, max_size=5).map(tuple)
SECTIONS = st.lists(st.builds(Section, level=st.sampled_from([1, 2]), title=WORDS.map(escape), cues=CUES), max_size=4)
OPENINGS = CUES.map(lambda cues: [Section(0, "", cues)] if cues else [])
EVIDENCE = st.builds(
    Evidence,
    label=LABELS,
    outlet=WORDS,
    published=st.dates(min_value=date(1000, 1, 1)),
    url=st.just("https://wire.example.org/a_b*c?d=(e)"),
    quote=WORDS,
)
SCRIPTS = st.builds(
    lambda opening, sections, **rest: Script(sections=(*opening, *sections), **rest),
    opening=OPENINGS,
    sections=SECTIONS,
    date=st.dates(min_value=date(1000, 1, 1)),
    title=WORDS,
    summary=st.text(CHARACTERS, max_size=60),
    evidence=st.lists(EVIDENCE, max_size=3, unique_by=lambda evidence: evidence.label).map(tuple),
)


@given(SCRIPTS)
def test_a_printed_script_reads_back_as_it_was(script: Script) -> None:
    read, problems = parse(print_script(script), Path("2026-06-23.md"))
    assert problems == ()
    assert read == script


@given(WORDS)
@example("![x] https://a.b/c_d_e")
@example("AT&T &amp; R&D")
@example("# not a heading #")
def test_escaped_words_read_as_just_those_words(words: str) -> None:
    assert plain(escape(words)) == words
