"""Questions and the answers to them, remembered by content, so that asking again costs nothing and changes nothing.

The folder `scripts/.answers/` may be deleted at any time. A file holds an answer, and is named by its question.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from daycast.files import write_text
from daycast.scripts.llm.usage import Usage
from daycast.show import Show

RECIPE = 1  # counts what a question does not show: how it is put to servers
SAMPLING = {"temperature": 0, "seed": 1}

Message = Mapping[str, str]  # role and content


@dataclass(frozen=True, slots=True)
class Question:
    """What a model is asked: the talk so far, the schema of the answer, and at most how many tokens it may take."""

    model: str
    messages: tuple[Message, ...]
    schema: Mapping[str, Any]
    most: int

    @property
    def key(self) -> str:
        """Its name: the same wherever the model runs, so that a change of servers keeps what is known."""
        content = {
            "recipe": RECIPE,
            "model": self.model,
            "messages": [dict(message) for message in self.messages],
            "schema": self.schema,
            "most": self.most,
            **SAMPLING,
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said, and how it ended: by itself, at the limit of tokens, or cut off on the way."""

    text: str
    end: Literal["whole", "limit", "cut"]
    usage: Usage


class Memory:
    """The answers of one show."""

    def __init__(self, show: Show) -> None:
        self.folder = show.root / "scripts" / ".answers"

    def get(self, question: Question) -> Answer | None:
        """The answer to `question`, if it is known and undamaged."""
        try:
            data = json.loads(self._path(question).read_text(encoding="utf-8"))
            return Answer(str(data["text"]), "whole" if data["whole"] else "limit", Usage())
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, question: Question, answer: Answer) -> None:
        """Remembers an answer; one that was cut off on the way is none."""
        if answer.end != "cut":
            data = {"model": question.model, "whole": answer.end == "whole", "text": answer.text}
            write_text(self._path(question), json.dumps(data, indent=1) + "\n")

    def _path(self, question: Question) -> Path:
        return self.folder / f"{question.key}.json"
