"""Sentences as comparable words: one key for `nine` and `9`, `$5.2B` and `5.2 billion dollars`, `says` and `said`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from daycast.seeds.terms import COMMON


class Word(NamedTuple):
    """One word or figure. `key` compares it; `figure` is its number with its unit, if it is one.

    `capital` tells a name apart: 2 where a capital can mean nothing else, 1 where a sentence begins with it, else 0.
    `weight` is 1 for what carries meaning, 0 for the words between. `start` and `end` are its place in the text.
    """

    text: str
    key: str
    figure: str
    capital: int
    weight: int
    start: int
    end: int


# What a programme says about its own telling: neither true nor false, so no evidence is asked for it.
SHOW_WORDS = frozenset(
    """according account accounts agree agreed agrees article coverage covered deep differ disagree dive elsewhere
    episode figure figures following headline headlines listening meanwhile news number numbers outlet outlets
    programme question report reported reporting reports separately source sources stories story tell telling tells
    turn turning update write writes wrote
    außerdem berichtet berichten ergänzt meldet melden meldung nennt nennen thema überblick
    además añade añaden cuenta habla hablan informa informan noticia""".split()
)
ARTICLES = frozenset("the a an".split())
NEGATIONS = frozenset(
    """not never no none nobody nothing neither nor without hardly
    nicht kein keine keinem keinen keiner nie niemals niemand weder nunca jamás nadie tampoco""".split()
)
DENIALS = frozenset(
    """deny denied denies denying refuse refused refuses refusing reject rejected rejects fail failed fails failing
    decline declined declines lack lacked lacks unable unlikely impossible unclear unknown""".split()
)
_ONLY = frozenset("only just merely simply".split())
SAYING = frozenset(
    "ad ask announc argu believ claim confirm explain estimat expect find report say tel think warn writ".split()
)

_UNITS = {"%": "%", "percent": "%", "$": "$", "dollar": "$", "dollars": "$", "€": "€", "euro": "€", "euros": "€",
          "£": "£", "pound": "£", "pounds": "£"}  # fmt: skip
_SCALES = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9,
           "trillion": 1e12, "tn": 1e12, "dozen": 12.0}  # fmt: skip
_LETTER_SCALES = {"K": 1e3, "k": 1e3, "M": 1e6, "m": 1e6, "B": 1e9, "b": 1e9, "T": 1e12}
_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPELT = {word: float(value) for value, word in enumerate(_SMALL)} | {
    word: 10.0 * value for value, word in enumerate(_TENS, 2)
}
# Verbs of the news whose past does not show their stem.
_IRREGULAR = {
    past: present
    for present, *pasts in (
        entry.split()
        for entry in """becom became, begin began begun, build built, buy bought, com came, draw drew drawn, fal fell
        fallen, find found, giv gave given, grow grew grown, hold held, keep kept, lead led, leav left, los lost, mak
        made, meet met, pay paid, ris rose risen, run ran, say said, see saw seen, sel sold, send sent, speak spoke
        spoken, spend spent, tak took taken, teach taught, tel told, think thought, win won, writ wrote
        written""".split(",")
    )
    for past in pasts
}

_TOKEN = re.compile(
    r"(?P<money>[$€£])?(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*)(?P<tail> ?%|[^\W\d_]+)?"
    r"|(?P<short>(?:[^\W\d_]\.){2,})"
    r"|(?P<coded>[^\W\d_a-z]\w*-?\d[\w.]*\b|[^\W\d_]+\.[a-z]{2,}\b)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<stop>[.!?:;—–]+|[“\"‘(\[](?=\w))"
)
_SUFFIX = re.compile(r"(?:ies|ied|ing|ed|es|ly|s|e|y)$")


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, punctuation left out."""
    found: list[Word] = []
    fresh = True
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "stop":
            fresh = True
            continue
        if match["number"]:
            _number(found, match)
        elif kind == "word":
            _word(found, match, fresh)
        else:
            whole = match[0].rstrip(".") if kind == "coded" else match[0]
            key = whole.replace(".", "").replace("-", "") if kind == "short" else whole.replace("-", "").lower()
            found.append(Word(whole, key, "", 2, 1, match.start(), match.start() + len(whole)))
        fresh = False
    return tuple(found)


def stem(word: str) -> str:
    """What the forms of a regular verb or noun have in common; good for comparing, not for reading."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    cut = _SUFFIX.sub("", word) if len(word) > 3 else word
    cut = cut if len(cut) > 2 else word
    return cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] else cut


def is_negation(sentence: Sequence[Word], place: int) -> bool:
    """Whether the word at `place` turns what is said into its opposite ("not only … but" does not)."""
    word, after = sentence[place], sentence[place + 1].text.lower() if place + 1 < len(sentence) else ""
    if word.key == "not" or word.text.lower() in NEGATIONS:
        return after not in _ONLY or not any(later.text == "but" for later in sentence[place:])
    return word.text.lower() in DENIALS or (word.key == "yet" and after == "to")


def _word(found: list[Word], match: re.Match[str], fresh: bool) -> None:
    text, start, end = match[0], match.start(), match.end()
    lower = text.lower().replace("’", "'")
    if lower == "cannot" or lower.endswith("n't"):
        found.append(Word(text, "not", "", 0, 0, start, end))
        return
    bare, _, clitic = lower.rpartition("'")
    if bare and clitic in ("s", "ll", "re", "ve", "d", "m"):
        lower = bare
        text = text[: len(bare)]
    if lower in _UNITS and found and found[-1].figure and found[-1].figure[-1].isdigit():
        _widen(found, found[-1].figure + _UNITS[lower], match)
    elif lower == "cent" and found and found[-1].key == "per" and len(found) > 1 and found[-2].figure:
        found.pop()
        _widen(found, found[-1].figure + "%", match)
    elif lower in _SCALES and found and (found[-1].figure or found[-1].key == "a") and found[-1].end + 1 >= start:
        value, unit = _value(found[-1].figure) if found[-1].figure else (1.0, "")
        _widen(found, _figure(value * _SCALES[lower]) + unit, match)
    elif lower in _SPELT:
        value, before = _SPELT[lower], found[-1] if found else None
        if before and value < 10 and before.key in _TWENTIES and before.end + 1 == start:
            _widen(found, _figure(_value(before.figure)[0] + value), match)
        else:
            figure = _figure(value)
            found.append(Word(text, f"#{figure}", figure, 0, 1 if value != 1 else 0, start, end))
    else:
        capital = 0 if not text[0].isupper() else 2 if not fresh or any(map(str.isupper, text[1:])) else 1
        weight = int(lower not in COMMON and lower not in SHOW_WORDS and (len(lower) > 1 or capital == 2))
        key = "US" if text == "US" else stem(lower)
        found.append(Word(text, key, "", capital if text != "I" else 0, weight, start, end))


def _number(found: list[Word], match: re.Match[str]) -> None:
    tail = (match["tail"] or "").strip()
    number, start, end = match["number"].replace(",", ""), match.start(), match.end()
    unit = match["money"] or ("%" if tail == "%" else "")
    plain = number.count(".") < 2
    if tail.lower() in ("st", "nd", "rd", "th", "%", ""):
        figure = _figure(float(number)) if plain else number
    elif plain and tail in _LETTER_SCALES and (unit or tail.isupper() or tail == "k"):
        figure = _figure(float(number) * _LETTER_SCALES[tail])
    elif plain and tail.lower() in _SCALES and len(tail) > 1:
        figure = _figure(float(number) * _SCALES[tail.lower()])
    elif len(tail) == 1:  # 4o, 1990s: one word
        figure = f"{number}{tail.lower()}"
    else:
        end -= len(tail)
        figure = _figure(float(number)) if plain else number
        found.append(Word(match[0][: -len(tail)], f"#{figure}", figure + unit, 0, 1, start, end))
        found.append(Word(tail, stem(tail.lower()), "", 0, 1, end, match.end()))
        return
    found.append(Word(match[0], f"#{figure}", figure + unit, 0, 1, start, end))


def _widen(found: list[Word], figure: str, match: re.Match[str]) -> None:
    """Lets the last word reach to the end of `match` as one figure: "nine million", "57 percent"."""
    start, end = found[-1].start, match.end()
    found[-1] = Word(match.string[start:end], f"#{figure.rstrip('%$€£')}", figure, 0, 1, start, end)


def _value(figure: str) -> tuple[float, str]:
    bare = figure.rstrip("%$€£")
    try:
        return float(bare), figure[len(bare) :]
    except ValueError:
        return 0.0, ""


def _figure(value: float) -> str:
    return f"{value:.12g}"


_TWENTIES = {f"#{_figure(_SPELT[word])}" for word in _TENS}
