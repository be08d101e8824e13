"""A speech server that speaks OpenAI's protocol: Kokoro-FastAPI, openedai-speech, LocalAI and others.

The protocol: https://platform.openai.com/docs/api-reference/audio/createSpeech; the list of voices is Kokoro-FastAPI's
addition. A server may say the same words differently each time; the take that was kept is what is heard again.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator

from daycast import openai_api
from daycast.errors import DaycastError
from daycast.settings import Text
from daycast.voice.engine import Speech, Voice, VoiceInfo
from daycast.voice.voice_settings import VoiceSettings
from daycast.writers import ServerAddress

if TYPE_CHECKING:
    import httpx2
    import numpy as np
    from numpy.typing import NDArray

SLOWEST, FASTEST = 0.25, 4.0  # the protocol's range of `speed`
_LONGEST = 120.0  # seconds for one line
_PROBE = 5.0  # seconds for the list of voices
_LARGEST = 64_000_000  # bytes of one line: twenty minutes of any usual WAV
_ATTEMPTS = 3
_UNKNOWN_LENGTH = b"\xff\xff\xff\xff"  # in a WAV that was streamed; some servers write 0


def _up_to_v1(url: str) -> str:
    return url if urlsplit(url).path.strip("/") else f"{url.rstrip('/')}/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAIVoice(Voice):
    """A voice of a server: its address, and the names that it gives to model and voice.

    `api_key_env` names the environment variable that holds the key, for a server that wants one.
    """

    base_url: str
    model: str
    voice: str
    api_key_env: str | None = None

    def heard(self) -> dict[str, Any]:
        """Who pays for a line is not heard."""
        return {name: value for name, value in Voice.heard(self).items() if name != "api_key_env"}


class OpenAISettings(VoiceSettings):
    """The block of such a voice; its address may come with or without `/v1`."""

    makes = OpenAIVoice

    engine: Literal["openai"]
    base_url: Annotated[ServerAddress, AfterValidator(_up_to_v1)]
    model: Text
    voice: Text
    api_key_env: Text | None = None


class OpenAIEngine:
    """A pitch is made as hibari's is: spoken slower or faster, and played at another sample rate."""

    name = "openai"
    settings = OpenAISettings

    def __init__(self) -> None:
        self._clients: dict[str, httpx2.Client] = {}

    def identity(self) -> str:
        return "openai speech 1"

    def voices(self) -> tuple[VoiceInfo, ...]:
        return ()

    def voices_at(self, voice: Voice) -> tuple[VoiceInfo, ...]:
        """The server's voices; only the one that is named where the server has no list, or it is a mix of several."""
        with _explained(at := _at(voice)):
            response = self._client(at).get("audio/voices", headers=_headers(at), timeout=_PROBE)
            if response.status_code in (401, 403):
                response.raise_for_status()
            names = _names(response) if response.is_success else ()
        listed = (*names, at.voice) if not names or "+" in at.voice else names
        return tuple(VoiceInfo(name, "und", "the server’s", "the server’s") for name in dict.fromkeys(listed))

    def variants(self) -> tuple[str, ...]:
        return ()

    def defaults(self) -> tuple[Voice, ...]:
        return ()

    def paces(self, voice: Voice) -> tuple[float, float]:
        return (SLOWEST * voice.ratio, FASTEST * voice.ratio)

    def speak(self, text: str, voice: Voice) -> Speech:
        import stamina
        from stamina.instrumentation import set_on_retry_hooks

        set_on_retry_hooks(())  # a retry is no news
        at = _at(voice)
        asked: dict[str, object] = {"model": at.model, "input": text, "voice": at.voice, "response_format": "wav"}
        if (speed := voice.rate / voice.ratio) != 1:
            asked["speed"] = round(speed, 4)
        ask = stamina.retry(on=openai_api.again, attempts=_ATTEMPTS, timeout=None, wait_initial=0.3, wait_max=10.0)
        with _explained(at):
            data = ask(self._asked)(at, asked)
        samples, rate = _read(data, at)
        return Speech(samples, rate * voice.ratio)

    def _asked(self, at: OpenAIVoice, body: dict[str, object]) -> bytes:
        import httpx2

        deadline, data = time.monotonic() + _LONGEST, bytearray()
        with self._client(at).stream("POST", "audio/speech", json=body, headers=_headers(at)) as response:
            if not response.is_success:
                response.read()
                response.raise_for_status()
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) > _LARGEST:
                    raise _trouble(at, f"sends more than {_LARGEST / 1e6:.0f} MB for a line")
                if time.monotonic() > deadline:
                    raise httpx2.ReadTimeout("the line does not end")
        return bytes(data)

    def _client(self, at: OpenAIVoice) -> httpx2.Client:
        if at.base_url not in self._clients:
            self._clients[at.base_url] = openai_api.client(at.base_url, _LONGEST)
        return self._clients[at.base_url]


def _at(voice: Voice) -> OpenAIVoice:
    if not isinstance(voice, OpenAIVoice):
        raise DaycastError("the engine openai needs a server", hint="Give its base_url, model and voice in cast.yaml.")
    return voice


def _headers(at: OpenAIVoice) -> dict[str, str]:
    return openai_api.headers(openai_api.key(at.api_key_env))


def _names(response: httpx2.Response) -> tuple[str, ...]:
    """The names in a list of voices, which are strings or objects with one; none where it is no such list."""
    try:
        listed = response.json()["voices"]
        named = (one if isinstance(one, str) else one.get("id") or one["name"] for one in listed)
        return tuple(name for name in named if isinstance(name, str))
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()


def _read(data: bytes, at: OpenAIVoice) -> tuple[NDArray[np.float32], int]:
    """What a server sent as mono samples and their rate, whatever its WAV says of its own length."""
    import soundfile

    if not data:
        raise _trouble(at, "sends nothing")
    if data[:4] == b"RIFF":
        told = int.from_bytes(data[4:8], "little") + 8
        if len(data) < told <= _LARGEST:
            raise _trouble(at, f"sends {len(data)} of the {told} bytes that it promises")
        place = data.find(b"data", 12, 4096) + 4
        if data[place : place + 4] == bytes(4):
            data = data[:place] + _UNKNOWN_LENGTH + data[place + 4 :]
    try:
        samples, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError:
        said = openai_api.clean(openai_api.message(data[:2000].decode("utf-8", "replace")), at.api_key_env)
        raise _trouble(at, f"sends no sound but “{said}”") from None
    return samples.mean(axis=1), rate


@contextmanager
def _explained(at: OpenAIVoice) -> Iterator[None]:
    """What goes wrong on the way to the server, in words that tell what to do."""
    import httpx2

    name = openai_api.address(at.base_url)
    try:
        yield
    except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError):
        raise DaycastError(
            f"the speech server {name} cannot be reached", hint="Start it, or mend base_url in voice/cast.yaml."
        ) from None
    except httpx2.TimeoutException:
        raise _trouble(at, "does not answer in time") from None
    except httpx2.HTTPStatusError as error:
        raise _refused(error.response, at) from None
    except httpx2.HTTPError as error:
        raise _trouble(at, f"breaks off: {openai_api.clean(str(error), at.api_key_env)}") from None


def _refused(response: httpx2.Response, at: OpenAIVoice) -> DaycastError:
    """What a status other than success means."""
    name, status = openai_api.address(at.base_url), response.status_code
    said = openai_api.clean(openai_api.message(response.text), at.api_key_env)
    match status:
        case 401 | 403:
            hint = (
                f"Put the right key into {at.api_key_env}." if at.api_key_env else "Name its variable in api_key_env."
            )
            return DaycastError(f"the speech server {name} does not accept the key ({status})", hint=hint)
        case 404:
            message = f"the speech server {name} has no model {at.model}, or no speech at {at.base_url}"
            return DaycastError(
                f"{message} ({said})" if said else message, hint="Mend model or base_url in voice/cast.yaml."
            )
        case _:
            return _trouble(at, f"answers with status {status}" + (f": {said}" if said else ""))


def _trouble(at: OpenAIVoice, does: str) -> DaycastError:
    return DaycastError(f"the speech server {openai_api.address(at.base_url)} {does}", hint="Look at the server's log.")
