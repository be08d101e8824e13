"""What `cast.yaml` says of one speaker's voice, checked; the value that comes of it needs no pydantic to speak with."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from daycast.settings import Settings
from daycast.voice.engine import Voice
from daycast.voice.registry import engine_class, engine_names


class VoiceSettings(Settings):
    """A block of `cast.yaml`, as `Voice` describes it.

    An engine whose voices take more settings makes a model of its own out of this one, as its attribute `settings`, and
    a `Voice` of its own, as that model's `makes`.
    """

    makes: ClassVar[type[Voice]] = Voice

    engine: Annotated[str, Field(min_length=1)] = "hibari"
    voice: Annotated[str, Field(min_length=1)] | None = None
    rate: Annotated[float, Field(ge=0.5, le=2, strict=True)] = 1.0
    pitch: Annotated[float, Field(ge=-12, le=12, strict=True)] = 0.0
    gain: Annotated[float, Field(ge=-12, le=6, strict=True)] = 0.0
    pause: Annotated[float, Field(ge=0, le=5, strict=True)] | None = None

    def made(self) -> Voice:
        """The voice with these settings."""
        return self.makes(**{name: getattr(self, name) for name in type(self).model_fields})


def voice_of(value: object, context: Any = None) -> Voice:
    """The voice that a block means, with the settings that its engine knows; what is wrong is a `ValidationError`."""
    if isinstance(value, Voice):
        return value
    if not isinstance(value, dict):
        raise ValueError(f"a voice is written as {_meant(value)}")
    engine = str(value.get("engine", Voice().engine))
    settings: type[VoiceSettings] = getattr(engine_class(engine), "settings", VoiceSettings)
    return settings.model_validate(value, context=context).made()


def _meant(value: object) -> str:
    """The block that somebody had in mind who wrote a single word, or nothing."""
    if isinstance(value, str):
        return f"{{engine: {value}}}" if value in engine_names() else f"{{voice: {value}}}"
    return f"{{engine: {Voice().engine}}}"
