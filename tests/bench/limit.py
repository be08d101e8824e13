"""The least that an episode can take: the engine and LAME called directly, without anything around them.

`python -m tests.bench.limit ENGINE` speaks the lines on standard input, JSON of [[text, rate]…], one after another with
the engine's first voice, and encodes them as the show does: LAME's quality 7, 64 kbit/s, 24 kHz.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Callable

import lameenc

from daycast.voice.engines.pyttsx3 import WORDS_A_MINUTE, library
from daycast.voice.mp3 import SAMPLE_RATE

Speak = Callable[[str, float], bytes]  # words and pace into 16-bit samples, which are taken for 24 kHz


def espeak() -> Speak:
    import espeakng_loader

    loaded = ctypes.CDLL(library())
    loaded.espeak_Initialize(2, 0, espeakng_loader.get_data_path().encode(), 0)  # AUDIO_OUTPUT_SYNCHRONOUS
    spoken = bytearray()

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
    def keep(samples: int | None, count: int, events: int) -> int:
        if samples:
            spoken.extend(ctypes.string_at(samples, 2 * count))
        return 0

    loaded.espeak_SetSynthCallback(keep)
    loaded.espeak_SetVoiceByName(b"en-us")

    def speak(text: str, rate: float, keep: object = keep) -> bytes:
        spoken.clear()
        loaded.espeak_SetParameter(1, round(WORDS_A_MINUTE * rate), 0)  # espeakRATE
        words = text.encode()
        loaded.espeak_Synth(words, len(words) + 1, 0, 1, 0, 1, None, None)  # POS_CHARACTER, espeakCHARS_UTF8
        return bytes(spoken)

    return speak


def hibari() -> Speak:
    import numpy as np
    from hibari import Hibari

    voice = Hibari(voice="heart", threads=1)
    return lambda text, rate: (voice(text, speed=rate, seed=0) * 32767).astype(np.int16).tobytes()


def main(engine: str) -> None:
    speak = {"pyttsx3": espeak, "hibari": hibari}[engine]()
    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_out_sample_rate(SAMPLE_RATE)
    encoder.set_bit_rate(64)
    encoder.set_quality(7)
    encoder.silence()
    for text, rate in json.load(sys.stdin):
        encoder.encode(speak(text, rate))
    encoder.flush()


if __name__ == "__main__":
    main(sys.argv[1])
