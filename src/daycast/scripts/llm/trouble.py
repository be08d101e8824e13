"""Why there is no answer, in words that tell the user what to do, and never with the key in them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from daycast.show import LlmWriter

if TYPE_CHECKING:
    import httpx2

_SHORT = 200  # letters of a server's own message


class UnansweredError(Exception):
    """No answer came. `hint` says what to do; after a `final` one there is no use in asking for anything else."""

    def __init__(self, message: str, hint: str, *, final: bool = False) -> None:
        super().__init__(message)
        self.hint = hint
        self.final = final


class ComplaintError(Exception):
    """A server does not take a request as it is; the message is its own."""


def address(writer: LlmWriter) -> str:
    """The server as users know it: host and port."""
    return urlsplit(writer.base_url).netloc


def key(writer: LlmWriter) -> str | None:
    """The key, from the environment; none if the writer needs none. Raises `UnansweredError`."""
    name = writer.api_key_env
    if name is None:
        return None
    found = os.environ.get(name, "").strip()
    if not found:
        raise UnansweredError(f"the environment variable {name} holds no key", f"Set {name}.", final=True)
    if not (found.isascii() and found.isprintable() and " " not in found):
        raise UnansweredError(f"what {name} holds cannot be a key", f"Set {name} to the key alone.", final=True)
    return found


def refused(complaint: str, writer: LlmWriter) -> UnansweredError:
    """What a request that the server does not take means."""
    said = clean(complaint, writer)
    return UnansweredError(f"{address(writer)} refuses the request: {said}", "Its documentation tells what it takes.")


def explained(error: httpx2.HTTPError, writer: LlmWriter) -> UnansweredError:
    """What an error on the way to the server means."""
    import httpx2

    name = address(writer)
    if isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError)):
        return UnansweredError(f"{name} cannot be reached", "Start the server, or mend writer.base_url.", final=True)
    if isinstance(error, httpx2.TimeoutException):
        return UnansweredError(f"no answer from {name} within {writer.timeout:g} s", "Raise writer.timeout.")
    if isinstance(error, httpx2.HTTPStatusError):
        return _status(error.response.status_code, writer)
    return UnansweredError(f"{name} broke off: {clean(str(error), writer)}", "Look at the server's log.")


def _status(status: int, writer: LlmWriter) -> UnansweredError:
    name, variable = address(writer), writer.api_key_env
    match status:
        case 401 | 403:
            hint = f"Put the right key into {variable}." if variable else "Name its variable in writer.api_key_env."
            return UnansweredError(f"{name} does not accept the key ({status})", hint, final=True)
        case 404:
            return UnansweredError(
                f"{name} has no model {writer.model}, or no chat completions at {writer.base_url} (404)",
                "Mend writer.model, or writer.base_url, which ends in /v1 with most servers.",
                final=True,
            )
        case 402 | 429:
            return UnansweredError(f"{name} takes no more requests ({status})", "Wait, or raise your limit there.")
        case _:
            return UnansweredError(f"{name} answers with status {status}", "Look at the server's log.")


def message(body: str) -> str:
    """The message in the body of an error, which servers put in different places."""
    try:
        data = json.loads(body)
    except ValueError:
        return body
    while isinstance(data, dict):
        data = next((data[name] for name in ("error", "message", "detail") if data.get(name)), json.dumps(data))
    return str(data)


def clean(text: str, writer: LlmWriter) -> str:
    """A server's words, short, on one line, and without the key."""
    secret = os.environ.get(writer.api_key_env or "", "").strip()
    text = text.replace(secret, "…") if secret else text
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
