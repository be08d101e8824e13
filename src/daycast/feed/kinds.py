"""What the files of `feed/` are: media types, which are texts, who else may read them, and what pages may load."""

from __future__ import annotations

import re
from pathlib import PurePath

_UTF8 = "; charset=utf-8"
TEXTS = {
    ".css": "text/css" + _UTF8,
    ".html": "text/html" + _UTF8,
    ".js": "text/javascript" + _UTF8,
    ".json": "application/json",
    ".srt": "application/x-subrip" + _UTF8,
    ".svg": "image/svg+xml",
    ".txt": "text/plain" + _UTF8,
    ".vtt": "text/vtt" + _UTF8,
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".xsl": "text/xsl" + _UTF8,
}
MEDIA = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".wasm": "application/wasm",
    ".wav": "audio/wav",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
FEED = "text/xml" + _UTF8  # as application/rss+xml, browsers show the source of it or download it
CHAPTERS = "application/json+chapters"
OTHER = "application/octet-stream"

FEEDS = r"feed(?:-[0-9]+)?\.xml"  # the newest episodes, and the pages of older ones
CROSS_ORIGIN = rf"{FEEDS}|chapters\.json|transcript\.(?:vtt|srt|json)|waveform\.json"  # players elsewhere read these
_FEEDS, _CROSS_ORIGIN = re.compile(FEEDS), re.compile(CROSS_ORIGIN)

ALLOW = "GET, HEAD, OPTIONS"
EXPOSED = "Content-Encoding, Content-Range, ETag"
PREFLIGHT = {
    "Access-Control-Allow-Methods": ALLOW,
    "Access-Control-Allow-Headers": "If-Modified-Since, If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
}
LOADS = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
POLICY = LOADS + "; frame-ancestors 'none'"  # which only a header can say


def media_type(name: str) -> str:
    """The Content-Type of a file, by its name."""
    if _FEEDS.fullmatch(name):
        return FEED
    if name == "chapters.json":
        return CHAPTERS
    suffix = PurePath(name).suffix.lower()
    return TEXTS.get(suffix) or MEDIA.get(suffix, OTHER)


def is_text(name: str) -> bool:
    """Whether the file is worth compressing and may hold addresses of the show."""
    return PurePath(name).suffix.lower() in TEXTS


def holds_addresses(name: str) -> bool:
    """Whether the show's own address may stand in the file, to be replaced where the listener came by another."""
    return PurePath(name).suffix.lower() in (".html", ".json", ".xml")


def is_cross_origin(name: str) -> bool:
    return _CROSS_ORIGIN.fullmatch(name) is not None


def headers(name: str) -> dict[str, str]:
    """The headers that a file has in every answer, because of what it is."""
    found = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
    if is_text(name):
        found["Vary"] = "Accept-Encoding"
    if is_cross_origin(name):
        found |= {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": EXPOSED}
    if name.endswith(".html"):
        found["Content-Security-Policy"] = POLICY
    return found
