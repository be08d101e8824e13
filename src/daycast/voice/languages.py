"""Language tags, BCP 47: written as RFC 5646 recommends, and matched as RFC 4647 does."""

from __future__ import annotations


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
    return f"{tidy(tag)}-".startswith(f"{tidy(wanted)}-")
