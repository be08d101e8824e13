from __future__ import annotations
from dataclasses import dataclass, field
from pathlib import Path
from daycast.files import read_text


@dataclass(frozen=True)
class Lexicon:
    words: dict[str, str] = field(default_factory=dict)


def load_lexicon(folder: Path) -> Lexicon:
    return Lexicon()
