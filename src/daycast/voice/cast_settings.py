"""What `cast.yaml` says, checked: a block for each speaker."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, RootModel

from daycast.voice.engine import Voice
from daycast.voice.voice_settings import VoiceSettings, voice_of

Speaker = Annotated[str, Field(pattern=r"^[^\s:#\[][^:#\n]*$")]
Casting = Annotated[  # the settings tell what a block may hold
    Voice, type[VoiceSettings], BeforeValidator(lambda block, info: voice_of(block, info.context))
]


def _peopled(value: object) -> object:
    if not isinstance(value, dict) or not value:
        raise ValueError("nobody is cast: write a row for each speaker, such as `Ada: {engine: hibari}`")
    return value


class CastSettings(RootModel[Annotated[dict[Speaker, Casting], BeforeValidator(_peopled)]]):
    """The whole of `cast.yaml`."""

    model_config = ConfigDict(frozen=True)
