"""The nearest right name for one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Collection


def nearest(name: str, known: Collection[str]) -> str:
    """A hint: the name that was probably meant, else all that there are."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"did you mean “{near[0]}”?" if near else f"known: {', '.join(sorted(known)) or 'none'}"
