"""Why there is no answer, in words that tell the user what to do, and never with the key in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daycast import openai_api
from daycast.errors import DaycastError
from daycast.openai_api import address, clean
from daycast.writers import LlmWriter

if TYPE_CHECKING:
    import httpx2


class UnansweredError(Exception):
    """No answer came. `hint` says what to do; after a `final` one there is no use in asking for anything else."""

    def __init__(self, message: str, hint: str, *, final: bool = False) -> None:
        super().__init__(message)
        self.hint = hint
        self.final = final


class ComplaintError(Exception):
    """A server does not take a request as it is; the message is its own."""


def key(writer: LlmWriter) -> str | None:
    """The key, from the environment; none if the writer needs none. Raises `UnansweredError`."""
    try:
        return openai_api.key(writer.api_key_env)
    except DaycastError as error:
        raise UnansweredError(error.message, error.hint, final=True) from None


def refused(complaint: str, writer: LlmWriter) -> UnansweredError:
    """What a request that the server does not take means."""
    said = clean(complaint, writer.api_key_env)
    return UnansweredError(
        f"{address(writer.base_url)} refuses the request: {said}", "Its documentation tells what it takes."
    )


def explained(error: httpx2.HTTPError, writer: LlmWriter) -> UnansweredError:
    """What an error on the way to the server means."""
    import httpx2

    name = address(writer.base_url)
    if isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError)):
        return UnansweredError(f"{name} cannot be reached", "Start the server, or mend writer.base_url.", final=True)
    if isinstance(error, httpx2.TimeoutException):
        return UnansweredError(f"no answer from {name} within {writer.timeout:g} s", "Raise writer.timeout.")
    if isinstance(error, httpx2.HTTPStatusError):
        return _status(error.response.status_code, writer)
    return UnansweredError(f"{name} broke off: {clean(str(error), writer.api_key_env)}", "Look at the server's log.")


def _status(status: int, writer: LlmWriter) -> UnansweredError:
    name, variable = address(writer.base_url), writer.api_key_env
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
