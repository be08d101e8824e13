"""`voice/lexicon.yaml`: words that engines misread, each with a respelling that they read right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

from pydantic import ConfigDict, Field, RootModel

from daycast.settings import load

if TYPE_CHECKING:
    from pathlib import Path

FILE = "lexicon.yaml"

Word = Annotated[str, Field(min_length=1, pattern=r"\w")]


class Lexicon(RootModel[dict[Word, Word]]):
    """Word -> respelling. A word with capitals after its first letter is meant just so; others in any case."""

    model_config = ConfigDict(frozen=True)

    root: dict[Word, Word] = {}

    def split(self, text: str) -> Iterator[tuple[str, bool]]:
        """The text in pieces, and whether each is a respelling; a plural's or possessive's s stays with its word."""
        end = 0
        for match in self._pattern.finditer(text) if self.root else ():
            said = self._said(match["word"])
            if said is None:
                continue
            yield text[end : match.start()], False
            yield said + (match["s"] or ""), True
            end = match.end()
        yield text[end:], False

    def _said(self, word: str) -> str | None:
        return self.root.get(word) or self._any_case.get(word.casefold())

    @cached_property
    def _any_case(self) -> dict[str, str]:
        return {word.casefold(): said for word, said in self.root.items() if word[1:] == word[1:].lower()}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = sorted(self.root, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?P<word>{'|'.join(map(re.escape, words))})(?P<s>'?s)?(?!\w)", re.IGNORECASE)


def load_lexicon(folder: Path) -> Lexicon:
    """The lexicon of a show's `voice/` folder; empty where there is none. Mistakes come with file and line."""
    path = folder / FILE
    return load(path, Lexicon) if path.exists() else Lexicon()
