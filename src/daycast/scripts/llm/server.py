"""The server: any that speaks OpenAI's chat completions, as Ollama, llama.cpp, vLLM and hosted ones do.

The protocol: https://platform.openai.com/docs/api-reference/chat/create and .../chat-streaming.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from daycast import openai_api
from daycast.openai_api import again
from daycast.scripts.llm import trouble
from daycast.scripts.llm.dialect import Dialect
from daycast.scripts.llm.memory import Answer, Question
from daycast.scripts.llm.trouble import ComplaintError
from daycast.scripts.llm.usage import tokens
from daycast.writers import LlmWriter

if TYPE_CHECKING:
    import httpx2

    from daycast.scripts.llm.stream import OnText

_ATTEMPTS = 4
_PROBE = 5.0  # seconds


class Server:
    """A writer's server. Nothing is opened before the first question."""

    def __init__(self, writer: LlmWriter) -> None:
        self._writer = writer
        self._client: httpx2.Client | None = None
        self._dialect = Dialect()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        if self._client:
            self._client.close()

    def ask(self, question: Question, on_text: OnText) -> Answer:
        """The model's answer, handed to `on_text` piece by piece on its way. Raises `UnansweredError`.

        A server that does not take all of a request is asked again for less, and less from then on.
        """
        with self._explained():
            while True:
                try:
                    return self._patiently(question, on_text)
                except ComplaintError as complaint:
                    humbler = self._dialect.humbler(str(complaint))
                    if humbler is None:
                        raise trouble.refused(str(complaint), self._writer) from None
                    self._dialect = humbler

    def models(self) -> tuple[str, ...]:
        """The names of the models that the server lists, if it has a list. Raises `UnansweredError`."""
        import httpx2

        with self._explained():
            try:
                response = self._open().get("models", headers=self._headers(), timeout=_PROBE)
            except httpx2.ReadTimeout:
                message = f"{openai_api.address(self._writer.base_url)} is silent for {_PROBE:g} s"
                raise trouble.UnansweredError(message, "Look at the server's log.") from None
            if response.status_code in (404, 405):
                return ()
            response.raise_for_status()
            try:
                return tuple(
                    openai_api.clean(str(model["id"]), self._writer.api_key_env) for model in response.json()["data"]
                )
            except (ValueError, KeyError, TypeError):
                return ()

    def _patiently(self, question: Question, on_text: OnText) -> Answer:
        """Asks until there is an answer or no more use in asking."""
        import stamina
        from stamina.instrumentation import set_on_retry_hooks

        set_on_retry_hooks(())  # a retry is no news
        ask = stamina.retry(on=again, attempts=_ATTEMPTS, timeout=None, wait_initial=0.5, wait_max=20.0)(self._once)
        return ask(question, on_text)

    def _once(self, question: Question, on_text: OnText) -> Answer:
        from daycast.scripts.llm.stream import hear

        body = self._dialect.body(question)
        sent = sum(tokens(said["content"]) for said in body["messages"])
        with self._open().stream("POST", "chat/completions", json=body, headers=self._headers()) as response:
            if response.status_code in (400, 422):
                raise ComplaintError(openai_api.message(response.read().decode("utf-8", "replace")))
            response.raise_for_status()
            return hear(response, sent, self._writer.timeout, on_text)

    def _open(self) -> httpx2.Client:
        if self._client is None:
            self._client = openai_api.client(self._writer.base_url, self._writer.timeout)
        return self._client

    def _headers(self) -> dict[str, str]:
        return openai_api.headers(trouble.key(self._writer))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        import httpx2

        try:
            yield
        except httpx2.HTTPError as error:
            raise trouble.explained(error, self._writer) from None
