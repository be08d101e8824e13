"""What servers that speak OpenAI's protocol have in common, whatever they are asked for: client, key, patience, words.

The protocol: https://platform.openai.com/docs/api-reference.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from daycast.errors import DaycastError

if TYPE_CHECKING:
    import httpx2

_LONGEST_WAIT = 60.0  # seconds that a server may ask us to wait
_BUSY = (408, 425, 429)
_LOCAL = ("localhost", "127.0.0.1", "::1")  # never asked through a proxy
_SHORT = 200  # letters of a server's own message


def client(base_url: str, seconds: float) -> httpx2.Client:
    """A client for the addresses below `base_url`; it waits `seconds` for whatever comes next."""
    import httpx2

    place = urlsplit(base_url)
    local = place.hostname in _LOCAL
    return httpx2.Client(
        base_url=base_url.rstrip("/") + "/",
        timeout=seconds,
        trust_env=not local,
        verify=place.scheme == "https" or not local,  # loading certificates that nobody shows takes long
    )


def address(base_url: str) -> str:
    """The server as users know it: host and port."""
    return urlsplit(base_url).netloc


def key(variable: str | None) -> str | None:
    """The key that the environment holds; none where no variable is named. A `DaycastError` where it holds none."""
    if variable is None:
        return None
    found = os.environ.get(variable, "").strip()
    if not found:
        raise DaycastError(f"the environment variable {variable} holds no key", hint=f"Set {variable}.")
    if not (found.isascii() and found.isprintable() and " " not in found):
        raise DaycastError(f"what {variable} holds cannot be a key", hint=f"Set {variable} to the key alone.")
    return found


def headers(key: str | None) -> dict[str, str]:
    """What a request says of who asks."""
    return {"Authorization": f"Bearer {key}"} if key else {}


def again(error: Exception) -> bool | float:
    """Whether to ask again after an error, or in how many seconds."""
    import httpx2

    if not isinstance(error, httpx2.HTTPStatusError):
        return isinstance(error, httpx2.TransportError) and not isinstance(error, httpx2.ReadTimeout)
    response = error.response
    if response.status_code not in _BUSY and response.status_code < 500:
        return False
    try:
        wait = float(response.headers.get("Retry-After", ""))
    except ValueError:
        return True
    return wait if 0 < wait <= _LONGEST_WAIT else wait <= 0


def message(body: str) -> str:
    """The message in the body of an error, which servers put in different places."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return body
    while isinstance(data, dict):
        data = next((data[name] for name in ("error", "message", "detail") if data.get(name)), json.dumps(data))
    return str(data)


def clean(text: str, variable: str | None) -> str:
    """A server's words, short, on one line, and without the key that `variable` holds."""
    secret = os.environ.get(variable or "", "").strip()
    text = text.replace(secret, "…") if secret else text
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
