"""What a model's server says, as a test wants it."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

STREAM = {"Content-Type": "text/event-stream"}
JSON = {"Content-Type": "application/json"}


@dataclass
class Reply:
    """An HTTP response; `cut` closes the line before its end, `hangs` lets the client wait."""

    chunks: list[bytes]
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: STREAM)
    cut: bool = False
    hangs: bool = False


def event(data: Any) -> bytes:
    return b"data: " + (data if isinstance(data, bytes) else json.dumps(data).encode()) + b"\n\n"


def streamed(text: str, *, finish: str | None = "stop", usage: tuple[int, int] | None = (900, 80)) -> Reply:
    """An answer as servers stream it: the role, pieces of text, the end, the usage."""
    pieces = [text[start : start + 40] for start in range(0, len(text), 40)]
    chunks = [{"choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}, "finish_reason": None}]}]
    chunks += [{"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]} for piece in pieces]
    if finish is None:
        return Reply([event(chunk) for chunk in chunks], cut=True)
    chunks.append({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
    if usage:
        sent, received = usage
        chunks.append({"choices": [], "usage": {"prompt_tokens": sent, "completion_tokens": received}})
    return Reply([b": a comment\n\n", *(event(chunk) for chunk in chunks), event(b"[DONE]")])


def lines(*said: tuple[str, str, list[int]]) -> str:
    return json.dumps({"lines": [{"speaker": who, "text": text, "cites": cites} for who, text, cites in said]})


def refusal(status: int, message: str = "no", **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply([json.dumps({"error": {"message": message}}).encode()], status, JSON | named)


def facts(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The facts of the sheet that a request asks about."""
    found = re.findall(r"^\{\"fact\".*\}$", body["messages"][1]["content"], re.MULTILINE)
    return [json.loads(line) for line in found]


Answering = Callable[[Mapping[str, Any]], Reply | str]


class ModelServer:
    """Says what is put into `replies`, in order, and afterwards what `otherwise` says; keeps what it was asked."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.replies: list[Reply | str | Answering] = []
        self.otherwise: Answering = faithful
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.models: Reply = Reply([json.dumps({"data": [{"id": "small"}]}).encode()], headers=JSON)
        self.waited = threading.Event()

    def answer(self, body: dict[str, Any], headers: dict[str, str]) -> Reply:
        self.asked.append(body)
        self.headers.append(headers)
        reply = self.replies.pop(0) if self.replies else self.otherwise
        reply = reply(body) if callable(reply) else reply
        return streamed(reply) if isinstance(reply, str) else reply

    def lists(self) -> Reply:
        return self.models


def faithful(body: Mapping[str, Any]) -> str:
    """A model that does as it is told: each fact once, in the sheet's words, the hosts in turn."""
    hosts = ("Ada", "Ben")
    return lines(*((hosts[index % 2], fact["sentence"], [fact["fact"]]) for index, fact in enumerate(facts(body), 1)))
