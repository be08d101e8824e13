"""Whether a take can be what its words say."""

from __future__ import annotations


def implausible(text: str, rate: float, seconds: float) -> str:
    """Why `seconds` cannot be the length of `text`, or "".

    Letters and digits are spoken at about 15 a second; a digit or an initial may take half a second by itself.
    """
    letters = sum(map(str.isalnum, text))
    shortest, longest = letters / (60 * rate), 2 + 0.6 * letters / rate
    if shortest <= seconds <= longest and seconds > 0:
        return ""
    return f"it came out {seconds:.1f} s long, which cannot be all of it and nothing else"
