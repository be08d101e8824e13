"""Language tags, BCP 47: written as RFC 5646 recommends, and matched as RFC 4647 does."""

from __future__ import annotations

# The language as which most people know it (ISO 639-3): a voice of Mandarin speaks Chinese.
_MACROLANGUAGES = {"cmn": "zh", "nb": "no"}
_LATIN_AMERICA = frozenset("AR BO CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV US UY VE".split())


def tidy(tag: str) -> str:
    """A tag in its usual letters (RFC 5646, 2.1.1): `en_gb` -> `en-GB`, `ZH-HANT` -> `zh-Hant`."""
    language, *subtags = tag.replace("_", "-").lower().split("-")
    tidied, private = [language], False
    for subtag in subtags:
        private = private or len(subtag) == 1
        if len(subtag) == 2 and not private:
            subtag = subtag.upper()
        elif len(subtag) == 4 and not private:
            subtag = subtag.title()
        tidied.append(subtag)
    return "-".join(tidied)


def speaks(tag: str, wanted: str) -> bool:
    """Whether a voice of the language `tag` is one of those wanted (basic filtering, RFC 4647, 3.3.1).

    `de` wants `de` and `de-AT`; `de-AT` wants `de-AT` alone.
    """
    return f"{_common(tag)}-".startswith(f"{_common(wanted)}-")


def distance(tag: str, wanted: str) -> int:
    """How far a voice's tag is from the one that is wanted, both of one language: 0 is the very tag, less is nearer."""
    tag, wanted = _common(tag), _common(wanted)
    language, _, region = wanted.partition("-")
    home = tag in (language, f"{language}-{language.upper()}")  # fr, fr-FR
    latin = tag == "es-419" and region in _LATIN_AMERICA
    steps = (tag == wanted, home and speaks(tag, wanted), speaks(tag, wanted), latin, home)
    return steps.index(True) if True in steps else len(steps)


def _common(tag: str) -> str:
    """A tag with its language as most people write it."""
    language, *subtags = tidy(tag).split("-")
    return "-".join([_MACROLANGUAGES.get(language, language), *subtags])
