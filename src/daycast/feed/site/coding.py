"""Content codings: which compressed form a client takes (RFC 9110, section 12.5.3)."""

from __future__ import annotations

import re
from functools import lru_cache

BROTLI, GZIP, IDENTITY = "br", "gzip", ""
_WEIGHT = re.compile(r"\s*q=([01](?:\.[0-9]{0,3})?)\s*", re.IGNORECASE)


@lru_cache(maxsize=256)  # there are few different browsers and apps
def accepted(accept_encoding: bytes) -> tuple[str, ...]:
    """The codings that the client takes, best first: of equal weights the smaller form. The bytes as they are come
    last, for they are sent even to those who refuse them, having nothing else."""
    weights = {}
    for item in accept_encoding.decode("latin-1").split(","):
        coding, _, weight = item.partition(";")
        match = _WEIGHT.fullmatch(weight)
        weights[coding.strip().lower()] = float(match[1]) if match else float(not weight)
    ranked = [(weights.get(coding, weights.get("*", 0.0)), coding) for coding in (BROTLI, GZIP)]
    taken = sorted((pair for pair in ranked if pair[0] > 0), key=lambda pair: -pair[0])
    return (*(coding for _, coding in taken), IDENTITY)
