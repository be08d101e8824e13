"""The zygote of pyttsx3 on eSpeak NG: a process that has opened it once, and speaks each utterance in a fork of itself.

So every utterance begins from the same untouched state, as in a process of its own, and what it breaks ends with it;
a fork takes 2 ms where opening takes 60. It is sound as nothing in here has a thread (`speak_at_once`). Linux alone.

`python -m daycast.voice.engines.pyttsx3_zygote LIBRARY FD` answers each row of JSON on standard input, [text, voice,
words a minute], with a WAV in the file FD and a row on standard output: {"voice": the id of the one really taken,
"words": [[place, sample], …]} or {"died": exit code}. A place is that of a word's first character in the text, from 1;
0 is the end of a clause. To the row `null` it answers with the voices that there are.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import sys
from typing import IO, Any

from daycast.voice.engines.pyttsx3_process import listing, loaded, opened, spoken

_PR_SET_PDEATHSIG = 1  # prctl(2)


def serve(library: str, sound: int, requests: IO[bytes], answers: IO[str]) -> None:
    """Speaks until there are no more `requests`."""
    words = _listen(library)
    engine = opened(library)
    engine.save_to_file(".", os.devnull)  # says nothing and leaves no trace, but saves every utterance its first 4 ms
    engine.runAndWait()
    gc.collect()
    gc.freeze()  # memory that no collection writes to stays shared
    for request in requests:
        if request.strip() == b"null":
            _answer(answers, **listing(engine, library))
            continue
        os.ftruncate(sound, 0)
        child = os.fork()
        if not child:
            _utter(engine, json.loads(request), sound, words, answers)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code:
            _answer(answers, died=code)


def _utter(
    engine: Any, request: tuple[str, str, int], sound: int, words: list[tuple[int, int]], answers: IO[str]
) -> None:
    """In a fork: speaks, answers and ends, without cleaning up what the zygote still needs."""
    code = 1
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)  # a hanging utterance ends with its zygote
        words.clear()
        _answer(answers, voice=spoken(engine, *request, f"/dev/fd/{sound}"), words=words)
        code = 0
    finally:
        os._exit(code)


def _answer(answers: IO[str], **found: Any) -> None:
    answers.write(json.dumps(found) + "\n")
    answers.flush()


def _listen(library: str) -> list[tuple[int, int]]:
    """Fills up with where each word stands in the text and the sample at which it begins, and with the ends of clauses.

    pyttsx3 tells of words too, but not when they are heard.
    """
    loaded(library)
    from pyttsx3.drivers import _espeak

    heard: list[tuple[int, int]] = []
    set_callback = _espeak.SetSynthCallback

    def set_both(callback: Any) -> None:
        def both(samples: Any, count: int, events: Any) -> Any:
            number = 0
            while (event := events[number]).type != _espeak.EVENT_LIST_TERMINATED:
                if event.type == _espeak.EVENT_WORD:
                    heard.append((event.text_position, event.sample))
                elif event.type == _espeak.EVENT_END:
                    heard.append((0, event.sample))
                number += 1
            return callback(samples, count, events)

        set_callback(both)

    _espeak.SetSynthCallback = set_both
    return heard


if __name__ == "__main__":
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as stream:
        serve(sys.argv[1], int(sys.argv[2]), sys.stdin.buffer, stream)
