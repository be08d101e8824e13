"""The script file, read: `parse(text, path) -> (Script, problems)`.

What a script has no use for (lists, tables, quotations, ...) is a problem at its line, never dropped.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import takewhile
from pathlib import Path

from daycast.errors import Problem
from daycast.inline import plain, spans, unread
from daycast.scripts.blocks import CITATION, CONTROL, DIRECTIVE, MARK, TURN, Block, blocks
from daycast.scripts.front_matter import KEYS, read_front_matter
from daycast.scripts.model import Cue, Evidence, Pause, Say, Script, Section, Sound
from daycast.scripts.nearest import nearest

DIRECTIVES = ("sound", "pause")
MARKS = ("take",)
_KEYS = tuple(f"{key}:" for key in KEYS)
CUE = re.compile(r"\[(?:pause\s*|(?:sound|pause)\s+[^\[\]:]+)\]", re.IGNORECASE)  # one that lacks its colon

_NOTE = r"<!--.*?-->"
_CITATION = re.compile(f"{_NOTE}|{CITATION.pattern}")
_MARK = re.compile(f"{_NOTE}|{MARK.pattern}")
_PAUSE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>ms|s)$")
_EVIDENCE = re.compile(
    r"(?P<outlet>.+?), (?P<date>\d{4}-\d{2}-\d{2}), <(?P<url>[^<>\s]*)>\. "
    r"[\"“](?P<quote>.*)[\"”]$"
)
_UNREAD = {
    "HTML": ("HTML, which nobody can say: {}", "take it out, or write a comment as <!-- … -->"),
    "link": ("a link, whose address nobody can say: {}", "keep its words alone; an address belongs in a footnote"),
    "image": ("an image, which nobody can say: {}", "delete it, or describe it in words"),
    "attribute": ("`{}` in {{…}} means nothing here", 'write [word]{say="respelling"}, or {.take} behind a space'),
}


def parse(text: str, path: Path) -> tuple[Script, tuple[Problem, ...]]:
    """Reads a script. The `Script` holds what was understood; every other word has its problem."""
    reader = _Reader(path)
    script = reader.read(text)
    return script, tuple(sorted(reader.problems, key=lambda problem: problem.line))


def unmarked(words: str) -> str:
    """What a turn says, as inline Markdown on one line: without its citations and marks."""
    return " ".join(_without(_MARK, _without(_CITATION, words)).split())


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.sections: list[Section] = []
        self.cues: list[Cue] = []
        self.heading = (0, "", 0)
        self.evidence: list[Evidence] = []
        self.noted: set[str] = set()
        self.labels: set[str] = set()
        self.unread: set[str] = set()

    def problem(self, line: int, message: str, hint: str = "", at: str = "") -> None:
        self.problems.append(Problem(self.path, line, message, hint, at=at))

    def read(self, text: str) -> Script:
        for number, line in enumerate(text.split("\n"), 1):
            for found in CONTROL.finditer(line):
                message, hint = f"control character U+{ord(found[0]):04X}", "delete it; nothing can say it"
                self.problems.append(Problem(self.path, number, message, hint, column=found.start() + 1))
        cut = blocks(text)
        unclosed = _unclosed(cut)
        if unclosed:
            last = unclosed[-1].line + unclosed[-1].text.count("\n")
            self.problem(1, "the front matter is never closed", f"put a row of --- below line {last}")
            content = "".join(block.text + block.gap for block in unclosed)
        else:
            content = cut[0].content if cut and cut[0].kind == "front matter" else ""
        front, problems = read_front_matter(content, self.path)
        self.problems += problems
        for block in cut[len(unclosed) + 1 :] if unclosed else cut:
            self.block(block)
        self.end_section()
        sections, evidence = tuple(self.sections), tuple(self.evidence)
        noted, unread = frozenset(self.noted), frozenset(self.unread)
        head = (front.date, front.title, front.summary)
        return Script(*head, sections, evidence, front.wishes, noted=noted, unread=unread)

    def block(self, block: Block) -> None:
        match block.kind:
            case "heading":
                self.open_section(block.level, block.content, block.line)
            case "turn":
                self.turn(block)
            case "directive":
                if found := DIRECTIVE.match(block.content):
                    self.directive(found["name"], found["value"].strip(), block.line)
            case "footnote":
                self.footnote(block)
            case "comment":
                self.comment(block.content, block.line)
            case "unread" if block.content:
                self.problem(block.line, f"{block.content} cannot be spoken", "write each line as `Speaker: text`")
            case "unread":
                words = " ".join(block.text.split())
                self.problem(block.line, f"nobody says this: “{_short(words)}”", _meant(words), words)

    def open_section(self, level: int, title: str, line: int) -> None:
        self.end_section()
        if level > 2:
            self.problem(line, f"a heading of level {level}", "use `#` for a section and `##` for a story or part")
        for mark in (*_names(_CITATION, title), *_names(_MARK, title)):
            self.problem(line, f"{mark[0]} in a heading", "put it at the end of a spoken line", mark[0])
        title = _without(_MARK, _without(_CITATION, title)).strip()
        if not plain(title).strip():
            self.problem(line, "a heading without words", "give it some, or delete it: it becomes a chapter")
        self.understood(title, line)
        self.heading = (min(level, 2), title, line)

    def end_section(self) -> None:
        level, title, line = self.heading
        if level or self.cues:
            self.sections.append(Section(level, title, tuple(self.cues), line))
        self.cues = []

    def comment(self, content: str, line: int) -> None:
        self.noted.update(mark["name"] for mark in CITATION.finditer(content))
        _, closed, after = content.partition("-->")
        after = re.sub(_NOTE, "", after, flags=re.DOTALL).strip()
        if not closed:
            self.problem(line, "this comment is never closed, so all below is lost in it", "end it with -->")
        elif after:
            last = line + content.rstrip().count("\n")
            self.problem(last, "text behind a comment's end", "put it on a line of its own", after)

    def footnote(self, block: Block) -> None:
        label, content, line = block.label, block.content, block.line
        found = _EVIDENCE.match(content)
        day = _day(found["date"]) if found else None
        swallowed = next((row for row in block.text.split("\n")[1:] if row[:1].strip() and TURN.match(row)), "")
        if swallowed or day is None:
            self.unread.add(label)
        if swallowed:
            self.problem(line, f"this stands directly below footnote [^{label}], and so belongs to it",
                         "put a blank line between them", swallowed)  # fmt: skip
        elif found and day is None:
            message = f"footnote [^{label}]: {found['date']} is not a day"
            self.problem(line, message, "write it as 2026-06-23", found["date"])
        elif found is None or day is None:
            self.problem(line, f"footnote [^{label}] cannot be read as evidence",
                         'write it as: Outlet, 2026-06-23, <https://…>. "The sentence."')  # fmt: skip
        elif label in self.labels:
            self.problem(line, f"footnote [^{label}] stands twice", "give each its own number")
        else:
            outlet, quote = plain(found["outlet"]), plain(found["quote"])
            self.labels.add(label)
            self.understood(found["outlet"], line)
            self.understood(found["quote"], line)
            self.evidence.append(Evidence(label, outlet, day, found["url"], quote, line))

    def turn(self, block: Block) -> None:
        words, line = block.content, block.line
        found = TURN.match(words)
        assert found
        speaker, words = found["speaker"], found["text"] or ""
        citations = tuple(dict.fromkeys(mark["name"] for mark in _names(_CITATION, words)))
        words = _without(_CITATION, words)
        marks = [mark["name"] for mark in _names(_MARK, words)]
        for name in marks:
            if name not in MARKS:
                self.problem(line, f"unknown mark `{{.{name}}}`", nearest(name, MARKS), f"{{.{name}}}")
        words = unmarked(words)
        self.understood(words, line, spoken=True)
        self.cues.append(Say(speaker, words, citations, "take" in marks, line, block.text.count("\n") + 1))

    def understood(self, words: str, line: int, *, spoken: bool = False) -> None:
        """Tells what inline Markdown holds that is neither words nor, where they are spoken, a way to say them."""
        for span in spans(words) if not spoken else ():
            if span.say is not None:
                self.problem(line, f'`say="{span.say}"` where nothing is said', "keep the word alone", span.say)
        for left in dict.fromkeys(unread(words)):
            message, hint = _UNREAD[left.what]
            self.problem(line, message.format(left.text), hint, left.text)

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
            self.problem(line, f"unknown directive `[{name}: …]`", nearest(name, DIRECTIVES))


def _unclosed(cut: tuple[Block, ...]) -> tuple[Block, ...]:
    """The front matter's rows below a `---` that no other one closes; Markdown takes the first for a rule."""
    if not cut or cut[0].kind != "rule" or cut[0].line != 1 or cut[0].text != "---":
        return ()
    return tuple(takewhile(lambda block: block.kind == "turn" and block.content.startswith(_KEYS), cut[1:]))


def _names(pattern: re.Pattern[str], words: str) -> list[re.Match[str]]:
    """The matches of a pattern that has a `name`, outside of comments."""
    return [found for found in pattern.finditer(words) if found["name"]]


def _without(pattern: re.Pattern[str], words: str) -> str:
    return pattern.sub(lambda found: "" if found["name"] else found[0], words)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def _meant(words: str) -> str:
    """A hint for words that nobody says: some are a directive without its colon."""
    if not (found := CUE.match(words)):
        return "begin the line with `Speaker: `"
    name, _, value = found[0][1:-1].partition(" ")
    return f"write [{name.lower()}: {value.strip() or '800ms'}]"
