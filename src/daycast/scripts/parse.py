"""The script file, read: `parse(text, path) -> (Script, problems)`.

Markdown's block structure comes from markdown-it-py, whose token lines give every problem its line.
What a script has no use for (lists, tables, quotations, ...) is a problem at its line, never dropped.
"""

from __future__ import annotations

import difflib
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from daycast.errors import Problem
from daycast.inline import plain
from daycast.scripts.model import Cue, Evidence, Pause, Say, Script, Section, Sound

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = ("date", "title", "summary")
DIRECTIVES = ("sound", "pause")
MARKS = ("take",)

_TURN = re.compile(r"(?P<speaker>[^\W\d_][\w'’.-]*(?: [\w'’.-]+){0,2}):(?:\s+(?P<text>.*))?$")
_DIRECTIVE = re.compile(r"\[(?P<name>[A-Za-z]+)\s*:\s*(?P<value>[^\]]*)\]$")
_CITATION = re.compile(r"(?<!\\)\[\^(?P<label>[^\]\s]+)\]")
_MARK = re.compile(r"(?<!\S)\{\.(?P<name>[\w-]+)\}")
_PAUSE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>ms|s)$")
_EVIDENCE = re.compile(
    r"(?P<outlet>.+?), (?P<date>\d{4}-\d{2}-\d{2}), <(?P<url>[^<>\s]*)>\. "
    r"[\"“](?P<quote>.*)[\"”]$"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_BLOCKS = {
    "blockquote_open": "a quotation",
    "bullet_list_open": "a list",
    "ordered_list_open": "a numbered list",
    "fence": "a code block",
    "html_block": "HTML",
}


def parse(text: str, path: Path) -> tuple[Script, tuple[Problem, ...]]:
    """Reads a script. The `Script` holds what was understood; every other word has its problem."""
    reader = _Reader(path)
    script = reader.read(text)
    return script, tuple(sorted(reader.problems, key=lambda problem: problem.line))


@cache
def _markdown() -> MarkdownIt:
    """CommonMark's blocks, less those that would turn or swallow a line that is meant as words."""
    parser = MarkdownIt("commonmark").use(front_matter_plugin).use(footnote_plugin)
    return parser.disable(["inline", "footnote_tail", "reference", "lheading", "code"])


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.front: dict[str, Any] = {}
        self.sections: list[Section] = []
        self.cues: list[Cue] = []
        self.heading = (0, "", 0)
        self.evidence: list[Evidence] = []

    def problem(self, line: int, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path, line, message, hint))

    def read(self, text: str) -> Script:
        for number, line in enumerate(text.split("\n"), 1):
            for found in _CONTROL.finditer(line):
                self.problem(number, f"control character U+{ord(found[0]):04X}", "delete it; nothing can say it")
        tokens = _markdown().parse(_CONTROL.sub("", text))
        index = 0
        while index < len(tokens):
            index = self.block(tokens, index)
        self.end_section()
        return Script(
            date=self.date(),
            title=str(self.front.get("title") or ""),
            summary=str(self.front.get("summary") or ""),
            sections=tuple(self.sections),
            evidence=tuple(self.evidence),
        )

    def block(self, tokens: list[Token], index: int) -> int:
        """Reads the block that begins at `index`; returns where the next one begins."""
        token = tokens[index]
        line = token.map[0] + 1 if token.map else 0
        end = _end(tokens, index)
        if token.type == "front_matter":
            self.front_matter(token.content)
        elif token.type == "heading_open":
            self.open_section(int(token.tag[1:]), tokens[index + 1].content, line)
        elif token.type == "paragraph_open":
            self.paragraph(tokens[index + 1].content, line)
        elif token.type == "footnote_reference_open":
            words = " ".join(inner.content for inner in tokens[index:end] if inner.type == "inline")
            self.footnote(str(token.meta["label"]), words, line)
        elif token.type == "html_block" and token.content.lstrip().startswith("<!--"):
            self.comment(token.content, line)
        elif token.type in _BLOCKS:
            self.problem(line, f"{_BLOCKS[token.type]} cannot be spoken", "write each line as `Speaker: text`")
        return end

    def front_matter(self, content: str) -> None:
        try:
            data = yaml.safe_load(content)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            reason = getattr(error, "problem", None) or "cannot be read"
            self.problem(mark.line + 2 if mark else 1, f"the front matter is not valid YAML: {reason}")
            return
        if not isinstance(data, dict):
            self.problem(1, "the front matter must be `key: value` lines", "date, title and summary")
            return
        self.front = data
        for key in data:
            if key not in FRONT_MATTER:
                line = next((n for n, row in enumerate(content.split("\n"), 2) if row.startswith(f"{key}")), 1)
                self.problem(line, f"unknown key `{key}`", _nearest(str(key), FRONT_MATTER))

    def date(self) -> date:
        value = self.front.get("date")
        if isinstance(value, date):
            return date(value.year, value.month, value.day)
        try:
            fallback = date.fromisoformat(self.path.stem[:10])
        except ValueError:
            fallback = date.min
        self.problem(1, "the front matter has no `date`", f"add `date: {fallback.isoformat()}`")
        return fallback

    def open_section(self, level: int, title: str, line: int) -> None:
        self.end_section()
        if level > 2:
            self.problem(line, f"a heading of level {level}", "use `#` for a section and `##` for a story or part")
        if not plain(title).strip():
            self.problem(line, "a heading without words", "give it some, or delete it: it becomes a chapter")
        self.heading = (min(level, 2), title, line)

    def end_section(self) -> None:
        level, title, line = self.heading
        if level or self.cues:
            self.sections.append(Section(level, title, tuple(self.cues), line))
        self.cues = []

    def comment(self, content: str, line: int) -> None:
        _, closed, after = content.partition("-->")
        if not closed:
            self.problem(line, "this comment is never closed, so all below is lost in it", "end it with -->")
        elif after.strip():
            self.problem(line + content.count("\n", 0, content.index("-->")), "text behind a comment's end",
                         "put it on a line of its own")  # fmt: skip

    def footnote(self, label: str, content: str, line: int) -> None:
        found = _EVIDENCE.match(" ".join(content.split()))
        day = _day(found["date"]) if found else None
        if found is None or day is None:
            self.problem(line, f"footnote [^{label}] cannot be read as evidence",
                         'write it as: Outlet, 2026-06-23, <https://…>. "The sentence."')  # fmt: skip
        elif any(label == known.label for known in self.evidence):
            self.problem(line, f"footnote [^{label}] stands twice", "give each its own number")
        else:
            outlet, quote = plain(found["outlet"]), plain(found["quote"])
            self.evidence.append(Evidence(label, outlet, day, found["url"], quote, line))

    def paragraph(self, content: str, line: int) -> None:
        turn: tuple[str, list[str], int] | None = None
        for number, row in enumerate(content.split("\n"), line):
            row = row.strip()
            if directive := _DIRECTIVE.match(row):
                self.turn(turn)
                turn = None
                self.directive(directive["name"], directive["value"].strip(), number)
            elif start := _TURN.match(row):
                self.turn(turn)
                turn = (start["speaker"], [start["text"] or ""], number)
            elif turn:
                turn[1].append(row)
            else:
                self.problem(number, f"nobody says this: “{_short(row)}”", "begin the line with `Speaker: `")
        self.turn(turn)

    def turn(self, turn: tuple[str, list[str], int] | None) -> None:
        if turn is None:
            return
        speaker, rows, line = turn
        words = " ".join(" ".join(rows).split())
        citations = tuple(dict.fromkeys(found["label"] for found in _CITATION.finditer(words)))
        words = _CITATION.sub("", words)
        marks = [found["name"] for found in _MARK.finditer(words)]
        for name in marks:
            if name not in MARKS:
                self.problem(line, f"unknown mark `{{.{name}}}`", _nearest(name, MARKS))
        words = " ".join(_MARK.sub("", words).split())
        self.cues.append(Say(speaker, words, citations, "take" in marks, line))

    def directive(self, name: str, value: str, line: int) -> None:
        if name == "sound":
            words = value.split()
            if len(words) == 1 or (len(words) == 2 and words[1] == "under"):
                self.cues.append(Sound(words[0], len(words) == 2, line))
            else:
                self.problem(
                    line,
                    f"`[sound: {value}]` is not understood",
                    "write [sound: NAME] or [sound: NAME under]",
                )
        elif name == "pause":
            found = _PAUSE.match(value)
            if found:
                seconds = float(found["number"]) / (1000 if found["unit"] == "ms" else 1)
                self.cues.append(Pause(seconds, line))
            else:
                self.problem(
                    line,
                    f"`[pause: {value}]` is not a length of time",
                    "write [pause: 800ms] or [pause: 1.5s]",
                )
        else:
            self.problem(line, f"unknown directive `[{name}: …]`", _nearest(name, DIRECTIVES))


def _end(tokens: list[Token], index: int) -> int:
    depth = 0
    for position in range(index, len(tokens)):
        depth += tokens[position].nesting
        if depth == 0:
            return position + 1
    return len(tokens)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _nearest(name: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"did you mean `{near[0]}`?" if near else f"known: {', '.join(known)}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
