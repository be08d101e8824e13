"""`writer:` of show.yaml: who writes the draft. No key stands here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from daycast.address import has_login, takes_paths
from daycast.settings import Settings, Text


def _server(url: str) -> str:
    """The address of a server that takes paths behind it, and no password in it."""
    if not takes_paths(url):
        raise ValueError("write the server's address, such as http://localhost:11434/v1")
    if has_login(url):
        raise ValueError("no key and no password here; name the variable that holds it in `api_key_env`")
    return url


ServerAddress = Annotated[Text, AfterValidator(_server)]


class OfflineWriter(Settings):
    """The built-in writer: sentences of the sources, in an order and with words around them that are the show's."""

    kind: Literal["offline"] = "offline"


class LlmWriter(Settings):
    """A language model behind an OpenAI-compatible server. The key is read from the environment, never from a file.

    `prices` are (input, output) for a million tokens, in whatever currency the user counts.
    """

    kind: Literal["llm"]
    base_url: ServerAddress
    model: Text
    api_key_env: Text | None = None
    prices: tuple[float, float] | None = None
    timeout: Annotated[float, Field(gt=0)] = 120  # seconds, for one answer


Writer = Annotated[OfflineWriter | LlmWriter, Field(discriminator="kind")]
