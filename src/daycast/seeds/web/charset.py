"""Bytes off the web to text: their declared encodings are often wrong, and UTF-8 is hardly ever met by chance."""

from __future__ import annotations

import codecs
import re

_META = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_PARAMETER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", re.IGNORECASE)
_BEGINNING = 4096  # bytes in which a page must say it


def decode(data: bytes, content_type: str = "") -> str:
    """The text of a page: UTF-8 if it is valid, else what the server or the page says, else Windows' Latin-1."""
    told = _PARAMETER.search(content_type)
    meta = _META.search(data[:_BEGINNING])
    names = ["utf-8-sig", told[1] if told else "", meta[1].decode("ascii") if meta else ""]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        names.insert(0, "utf-16")
    for name in names:
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")
