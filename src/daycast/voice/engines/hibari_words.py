"""When hibari says each word: its model knows how long every phoneme lasts, but does not tell unless it is asked.

The durations become one more output of the model's graph. Protocol Buffers merge a message with what is appended to
it (https://protobuf.dev/programming-guides/encoding, "Last One Wins"), so a few bytes behind the model ask for them.
The sound stays the same to the bit.
"""

from __future__ import annotations

from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from daycast.voice.engine import WordMark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DURATIONS = "/Cast_32_output_0"  # in hibari-tts 0.2.1: so many steps for each phoneme, a whole number of samples each
_HOP = 300  # samples for each value of f0, the model's last output
_AROUND = '"“”‘()[]'
_GRAPH, _OUTPUT, _NAME = 7, 12, 1  # onnx.proto: ModelProto.graph, GraphProto.output, ValueInfoProto.name


class Run(NamedTuple):
    """What the model was asked once, and answered: phonemes, their durations, the length of it all in samples."""

    phonemes: tuple[int, ...]
    durations: tuple[int, ...]
    samples: int


def asking_for_durations(model: bytes) -> bytes:
    """The model with its phonemes' durations as its last output."""
    return model + _field(_GRAPH, _field(_OUTPUT, _field(_NAME, DURATIONS.encode())))


def _field(number: int, value: bytes) -> bytes:
    """A field of Protocol Buffers that is shorter than 128 bytes."""
    return bytes([number << 3 | 2, len(value)]) + value


class Token(NamedTuple):
    """A piece of the text as hibari reads it: how many phonemes it has, and whether a word ends with it."""

    text: str
    phonemes: int
    last: bool


class Listener:
    """Listens to a `hibari.Hibari` whose model tells durations, without it noticing."""

    def __init__(self, opened: Any) -> None:
        self._session, self._phonemize = opened.sess, opened.g2p.phonemize_tokens
        self._runs: list[Run] = []
        self._tokens: list[Token] = []
        self._silent = {0, opened.vocab.get(" ", 0)}
        self._vocabulary = opened.vocab
        opened.sess, opened.g2p.phonemize_tokens = self, self._listen

    def run(self, names: None, asked: dict[str, Any]) -> list[Any]:
        """In place of the session's own: what hibari expects of it."""
        answer: list[Any]
        *answer, durations = self._session.run(names, asked)
        phonemes = tuple(map(int, asked["ids"][0]))
        self._runs.append(Run(phonemes, tuple(map(int, durations.ravel())), answer[-1].shape[-1] * _HOP))
        return answer

    def _listen(self, tokens: Any) -> Any:
        """In place of the phonemizer's own, which is asked sentence by sentence."""
        read = self._phonemize(tokens)
        for place, token in enumerate(read, 1):
            last = bool(token.whitespace) or place == len(read)
            self._tokens.append(Token(token.text, self._count(token.phonemes or ""), last))
        return read

    def forget(self) -> None:
        """Begins anew, before the next text."""
        self._runs, self._tokens = [], []

    def words(self, rate: float) -> tuple[WordMark, ...]:
        """The words of what was said since, in seconds of samples that play at `rate` Hz."""
        return words(self._tokens, [span for span in spans(self._runs) if span.phoneme not in self._silent], rate)

    def _count(self, phonemes: str) -> int:
        return sum(self._vocabulary.get(letter, 0) not in self._silent for letter in phonemes)


class Span(NamedTuple):
    """A phoneme with its first sample and the one after its last."""

    phoneme: int
    start: float
    end: float


def spans(runs: Sequence[Run]) -> Iterator[Span]:
    """Every phoneme of all runs, which are heard one after the other."""
    begun = 0.0
    for run in runs:
        step = run.samples / max(1, sum(run.durations))
        ends = [begun + step * passed for passed in accumulate(run.durations)]
        yield from map(Span, run.phonemes, [begun, *ends], ends)
        begun += run.samples


def words(tokens: Sequence[Token], heard: Sequence[Span], rate: float) -> tuple[WordMark, ...]:
    """Tokens laid over the phonemes heard, as words; none at all where the numbers do not agree."""
    if sum(token.phonemes for token in tokens) != len(heard):
        return ()
    left, found = iter(heard), []
    word, said = "", list[Span]()
    for token in tokens:
        phonemes = [*islice(left, token.phonemes)]
        if any(map(str.isalnum, token.text)):
            word, said = word + token.text, said + phonemes
        if token.last and said:
            found.append(WordMark(round(said[0].start / rate, 3), round(said[-1].end / rate, 3), word.strip(_AROUND)))
        if token.last:
            word, said = "", []
    return tuple(found)
