"""The script file, read: `parse(text, path) -> (Script, problems)`.

What a script has no use for (lists, tables, quotations, ...) is a problem at its line, never dropped.
"""

from __future__ import annotations

import difflib
import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from daycast.errors import Problem
from daycast.inline import plain
from daycast.scripts.blocks import CITATION, CONTROL, DIRECTIVE, MARK, TURN, Block, blocks
from daycast.scripts.model import Cue, Evidence, Pause, Say, Script, Section, Sound

FRONT_MATTER = ("date", "title", "summary")
DIRECTIVES = ("sound", "pause")
MARKS = ("take",)

_PAUSE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>ms|s)$")
_EVIDENCE = re.compile(
    r"(?P<outlet>.+?), (?P<date>\d{4}-\d{2}-\d{2}), <(?P<url>[^<>\s]*)>\. "
    r"[\"“](?P<quote>.*)[\"”]$"
)


def parse(text: str, path: Path) -> tuple[Script, tuple[Problem, ...]]:
    """Reads a script. The `Script` holds what was understood; every other word has its problem."""
    reader = _Reader(path)
    script = reader.read(text)
    return script, tuple(sorted(reader.problems, key=lambda problem: problem.line))


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
            for found in CONTROL.finditer(line):
                self.problem(number, f"control character U+{ord(found[0]):04X}", "delete it; nothing can say it")
        for block in blocks(text):
            self.block(block)
        self.end_section()
        return Script(
            date=self.date(),
            title=str(self.front.get("title") or ""),
            summary=str(self.front.get("summary") or ""),
            sections=tuple(self.sections),
            evidence=tuple(self.evidence),
        )

    def block(self, block: Block) -> None:
        match block.kind:
            case "front matter":
                self.front_matter(block.content)
            case "heading":
                self.open_section(block.level, block.content, block.line)
            case "turn":
                self.turn(block.content, block.line)
            case "directive":
                if found := DIRECTIVE.match(block.content):
                    self.directive(found["name"], found["value"].strip(), block.line)
            case "footnote":
                self.footnote(block.label, block.content, block.line)
            case "comment":
                self.comment(block.content, block.line)
            case "unread" if block.content:
                self.problem(block.line, f"{block.content} cannot be spoken", "write each line as `Speaker: text`")
            case "unread":
                words = _short(" ".join(block.text.split()))
                self.problem(block.line, f"nobody says this: “{words}”", "begin the line with `Speaker: `")

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
        found = _EVIDENCE.match(content)
        day = _day(found["date"]) if found else None
        if found is None or day is None:
            self.problem(line, f"footnote [^{label}] cannot be read as evidence",
                         'write it as: Outlet, 2026-06-23, <https://…>. "The sentence."')  # fmt: skip
        elif any(label == known.label for known in self.evidence):
            self.problem(line, f"footnote [^{label}] stands twice", "give each its own number")
        else:
            outlet, quote = plain(found["outlet"]), plain(found["quote"])
            self.evidence.append(Evidence(label, outlet, day, found["url"], quote, line))

    def turn(self, words: str, line: int) -> None:
        found = TURN.match(words)
        assert found
        speaker, words = found["speaker"], found["text"] or ""
        citations = tuple(dict.fromkeys(found["label"] for found in CITATION.finditer(words)))
        words = CITATION.sub("", words)
        marks = [found["name"] for found in MARK.finditer(words)]
        for name in marks:
            if name not in MARKS:
                self.problem(line, f"unknown mark `{{.{name}}}`", _nearest(name, MARKS))
        words = " ".join(MARK.sub("", words).split())
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
