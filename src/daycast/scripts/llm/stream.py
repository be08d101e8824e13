"""An answer on its way: server-sent events put together, until the model ends, the limit does, or the line breaks."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx2

from daycast.openai_api import message
from daycast.scripts.llm.memory import Answer
from daycast.scripts.llm.trouble import ComplaintError
from daycast.scripts.llm.usage import Usage, tokens

_MOST = 1_000_000  # letters; no answer of ours is near
_LARGEST = 16 * _MOST  # bytes of one that comes as a whole
_ENDLESS = "the answer does not end"
_OTHER = "what it sends are not chat completions"

OnText = Callable[[str], object]


def hear(response: httpx2.Response, sent: int, seconds: float, on_text: OnText) -> Answer:
    """The answer that streams in, for `sent` tokens as we count them. What breaks before its first word raises.

    Raises `httpx2.HTTPError`, a `ReadTimeout` too where the whole takes longer than `seconds`; `ComplaintError`.
    """
    parts: list[str] = []
    finish, usage = None, None
    deadline = time.monotonic() + seconds
    try:
        for chunk in _chunks(response, deadline):
            if chunk.get("error"):
                raise ComplaintError(message(json.dumps(chunk)))
            try:
                counted, texts, ended = _read(chunk)
            except (AttributeError, TypeError, ValueError, OverflowError):
                raise httpx2.DecodingError(_OTHER) from None
            usage, finish = counted or usage, ended or finish
            for text in texts:
                parts.append(text)
                on_text(text)
            if time.monotonic() > deadline or sum(map(len, parts)) > _MOST:
                raise httpx2.ReadTimeout(_ENDLESS)
    except (httpx2.NetworkError, httpx2.RemoteProtocolError):
        if not parts:
            raise
    text = "".join(parts).encode("utf-8", "replace").decode("utf-8")
    usage = usage or Usage(sent, tokens(text), estimated=True)
    return Answer(text, "cut" if finish is None else "limit" if finish == "length" else "whole", usage)


def _read(chunk: dict[str, Any]) -> tuple[Usage | None, list[str], str | None]:
    """What a chunk counts, says, and tells of the end; one that is made otherwise raises whatever comes of that."""
    usage, finish, texts = None, None, []
    if counted := chunk.get("usage"):
        usage = Usage(int(counted.get("prompt_tokens") or 0), int(counted.get("completion_tokens") or 0))
    for choice in chunk.get("choices") or ():
        text = (choice.get("delta") or choice.get("message") or {}).get("content") or ""
        if not isinstance(text, str):
            raise TypeError
        texts.append(text)
        finish = choice.get("finish_reason") or finish
    return usage, [text for text in texts if text], finish


def _chunks(response: httpx2.Response, deadline: float) -> Iterator[dict[str, Any]]:
    """The answer's chunks; a server that does not stream sends its whole answer as one."""
    if not response.headers.get("Content-Type", "").startswith("text/event-stream"):
        data = bytearray()
        for part in response.iter_bytes():
            data += part
            if time.monotonic() > deadline or len(data) > _LARGEST:
                raise httpx2.ReadTimeout(_ENDLESS)
        yield _object(data.decode("utf-8", "replace"))
        return
    for event in httpx2.EventSource(response):
        if event.data.strip() == "[DONE]":
            return
        yield _object(event.data)


def _object(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise httpx2.DecodingError(_OTHER)
    return data
