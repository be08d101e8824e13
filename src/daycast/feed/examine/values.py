"""What a date, an address, a duration or a language may look like. Each function tells what is wrong, or ""."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from urllib.parse import urlsplit

_DATE = re.compile(
    r"(?:(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"(?P<year>\d{4}) \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|UT|GMT|Z|[ECMP][SD]T)"
)
_LOOSE = re.compile(
    r"(?:(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s*,\s*)?\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+"
    r"\d{2}(?:\d{2})?\s+\d{2}:\d{2}(?::\d{2})?\s+(?:(?:[+-]\d{4}|UT|GMT|[ECMP][SD]T|[A-IK-Z]) )?",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"\([^()]*\)")
_DURATION = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):([0-5]\d)|(\d{1,7})")
_EMAIL = re.compile(r"[^@\s<>()]+@[^@\s<>().]+(?:\.[^@\s<>().]+)+")
_MIME = re.compile(r"[A-Za-z0-9][\w!#$&^.+-]{0,126}/[A-Za-z0-9][\w!#$&^.+-]{0,126}(?:\s*;.*)?")
_BAD_IN_URL = re.compile(r"""[\x00-\x20\x7f<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})""")
_TAG = re.compile(r"</?(?:a|abbr|b|blockquote|br|code|div|em|h[1-6]|hr|i|img|li|ol|p|pre|small|span|strong|u|ul)\b"
                  r"[^<>]*>|&(?:amp|lt|gt|quot|nbsp|#\d+);", re.IGNORECASE)  # fmt: skip
UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def date(text: str) -> datetime | None:
    """The moment that a date of RFC 822 means; `None` for what is no such date."""
    if not _LOOSE.fullmatch(_COMMENT.sub(" ", text).strip() + " "):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def wrong_date(text: str) -> str:
    """Source: RFC 822, section 5."""
    moment = date(text)
    if moment is None:
        return f"“{short(text)}” is no date such as “Tue, 23 Jun 2026 06:00:00 +0200”"
    right = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[moment.weekday()]
    if text[3:4] == "," and text[:3].title() != right:
        return f"“{short(text)}” was a {right}"
    return ""


def odd_date(text: str) -> str:
    """What RFC 822 allows but many programs do not read: short years, comments, more spaces, military zones."""
    return "" if _DATE.fullmatch(text) or wrong_date(text) else f"“{short(text)}” is written in a way that few read"


def wrong_url(text: str, schemes: tuple[str, ...] = ("http", "https")) -> str:
    """Source: RFC 3986; feeds name absolute addresses."""
    if not text:
        return "the address is empty"
    if not text.isascii() or _BAD_IN_URL.search(text):
        return f"“{short(text)}” has a character that stands in no address; write it as %XX"
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return f"“{short(text)}” is no address"
    if parts.scheme not in schemes:
        wanted = " or ".join(f"{scheme}:" for scheme in schemes)
        return f"“{short(text)}” does not begin with {wanted}" if ":" in text else f"“{short(text)}” is not absolute"
    if parts.scheme in ("http", "https") and not parts.hostname:
        return f"“{short(text)}” names no host"
    return ""


def wrong_email(text: str) -> str:
    return "" if _EMAIL.fullmatch(text) else f"“{short(text)}” is no email address"


def wrong_type(text: str) -> str:
    """Source: RFC 6838, section 4.2."""
    return "" if _MIME.fullmatch(text) else f"“{short(text)}” is no media type such as audio/mpeg"


def seconds(text: str) -> int | None:
    """A duration `H:MM:SS`, `MM:SS` or in seconds; `None` for what is none."""
    found = _DURATION.fullmatch(text)
    if not found:
        return None
    if found[4]:
        return int(found[4])
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])


def wrong_language(text: str) -> str:
    """Source: ISO 639 and BCP 47; the names are those of CLDR."""
    parts = text.split("-")
    languages, places = _cldr()
    if parts[0].lower() not in languages:
        return f"“{short(text)}” begins with no language’s code such as en, de or pt-br"
    odd = [part for part in parts[1:] if len(part) == 2 and part.upper() not in places]
    if odd or not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", text):
        return f"“{short(text)}” has no country’s code after the language’s"
    return ""


@cache
def _cldr() -> tuple[frozenset[str], frozenset[str]]:
    from babel import Locale
    from babel.core import get_global

    english = Locale("en")
    codes = (*english.languages, *get_global("language_aliases"))  # `epo` is an alias of `eo`
    languages = frozenset(str(code).partition("_")[0] for code in codes)
    return languages, frozenset(map(str, english.territories))


def markup(text: str) -> str:
    """The first piece of HTML in what is plain text; "" where there is none."""
    found = _TAG.search(text)
    return found[0] if found else ""


def extension(url: str) -> str:
    """The ending of the file that an address names, in lower case, such as `mp3`; "" where it has none."""
    try:
        name = urlsplit(url).path.rpartition("/")[2]
    except ValueError:
        return ""
    return name.rpartition(".")[2].lower() if "." in name else ""


def short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
