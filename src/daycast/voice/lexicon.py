"""`voice/lexicon.yaml`: words that engines misread, and how to say them: respelt, or in an engine's phonemes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import yaml

from daycast.errors import DaycastError
from daycast.files import read_text, write_text
from daycast.memory import Memory
from daycast.voice.engine import Phonetic
from daycast.voice.registry import open_engine
from daycast.yaml_nodes import Loader

if TYPE_CHECKING:
    from pathlib import Path

FILE = "lexicon.yaml"
_PLAIN = re.compile(r"[^\W\d_](?:[\w ’-]*\w)?")

SAY = "say"  # the respelling among a word's phonemes, for the engines that are not named


class Lexicon:
    """Word -> respelling, or engine -> phonemes. A word with capitals after its first letter is meant just so; others
    in any case.

    `language` (BCP 47) is that of the words, which is the show's; `engine` the one that is told its phonemes. What is
    made of a line with all this is kept in the `memory`.
    """

    def __init__(
        self,
        root: Mapping[str, str | dict[str, str]] | None = None,
        language: str = "en",
        engine: str = "",
        memory: Memory | None = None,
    ) -> None:
        self.root = dict(root or {})
        self.language = language
        self._memory = memory or Memory()
        self._engine = engine
        self._of: dict[str, Lexicon] = {}

    def of(self, engine: str) -> Lexicon:
        """The lexicon as this engine is told it: with its phonemes where it has some."""
        if not any(isinstance(said, dict) for said in self.root.values()):
            return self
        if engine not in self._of:
            self._of[engine] = Lexicon(self.root, self.language, engine, self._memory)
        return self._of[engine]

    def recalled(self, markdown: str, work: Callable[[], str]) -> str:
        """What `work` makes of a line, or has made of it before."""
        return self._memory.recalled(f"said {self._engine}: {markdown}", work)

    def split(self, text: str) -> Iterator[tuple[str, bool]]:
        """The text in pieces, and whether each is a respelling; a plural's or possessive's s stays with its word."""
        end = 0
        for match in self._pattern.finditer(text) if self.root else ():
            said = self._said(match["word"], match["s"] or "")
            if said is None:
                continue
            yield text[end : match.start()], False
            yield said, True
            end = match.end()
        yield text[end:], False

    def given(self, text: str) -> dict[str, str]:
        """The words of a text for which the engine is told phonemes, by what it is told."""
        if not self._engine or not self.root:
            return {}
        found = ((match["word"], match["s"] or "") for match in self._pattern.finditer(text))
        return {
            told: word + s
            for word, s in found
            if isinstance(entry := self._entry(word), dict) and self._engine in entry and (told := self._said(word, s))
        }

    def _entry(self, word: str) -> str | dict[str, str] | None:
        return self.root.get(word) or self._any_case.get(word.casefold())

    def _said(self, word: str, s: str) -> str | None:
        said = self._entry(word)
        if isinstance(said, dict):
            engine = open_engine(self._engine) if self._engine in said else None
            if isinstance(engine, Phonetic):
                return engine.told(word + s, said[self._engine], s=bool(s))
            said = said.get(SAY)
        return said + s if said else None

    @cached_property
    def _any_case(self) -> dict[str, str | dict[str, str]]:
        return {word.casefold(): said for word, said in self.root.items() if word[1:] == word[1:].lower()}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = sorted(self.root, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?P<word>{'|'.join(map(re.escape, words))})(?P<s>'?s)?(?!\w)", re.IGNORECASE)


def load_lexicon(folder: Path, language: str = "en", memory: Memory | None = None) -> Lexicon:
    """The lexicon of a show's `voice/` folder, for words of its language; empty where there is none.

    Mistakes come with file and line.
    """
    path = folder / FILE
    return Lexicon(_read(read_text(path), path) if path.exists() else {}, language, memory=memory)


def _read(text: str, path: Path) -> dict[str, str | dict[str, str]]:
    from daycast.settings import parse
    from daycast.voice.lexicon_settings import LexiconSettings

    return parse(text, path, LexiconSettings).root


def pronounce(folder: Path, word: str, said: str) -> None:
    """Writes into the lexicon how `word` is said; comments, order and every other entry stay as they are."""
    path = folder / FILE
    before = read_text(path) if path.exists() else ""
    wanted = _read(before, path) | {word: said}
    text = respelt(before, word, said)
    try:
        is_right = _read(text, path) == wanted
    except DaycastError:
        is_right = False
    if not is_right:
        raise DaycastError(f"{path}: it is written in a way that cannot be added to", hint="Add the word by hand.")
    write_text(path, text)


def respelt(text: str, word: str, said: str) -> str:
    """A lexicon's YAML with the entry of `word` changed, or put at the end."""
    node: Any = yaml.compose(text, Loader=Loader)
    entries = node.value if isinstance(node, yaml.MappingNode) else []
    value = next((value for key, value in entries if key.value == word), None)
    if value is not None:
        return text[: value.start_mark.index] + _scalar(said) + text[value.end_mark.index :]
    if node is not None and not entries:  # `{}`
        text = text[: node.start_mark.index] + text[node.end_mark.index :]
    return f"{text.rstrip()}\n{_scalar(word)}: {_scalar(said)}\n".lstrip()


def _scalar(words: str) -> str:
    """Words as they are where YAML reads them back so; a JSON string is a YAML string."""
    bare = _PLAIN.fullmatch(words) and yaml.load(words, Loader=Loader) == words
    return words if bare else json.dumps(words, ensure_ascii=False)
