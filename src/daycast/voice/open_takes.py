"""The takes of a show, wherever its settings keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daycast.voice.takes import TakeStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from daycast.show import Show


def takes(
    show: Show,
    *,
    on_damaged: Callable[[Path], object] = lambda path: None,
    on_trouble: Callable[[str], object] = lambda message: None,
) -> TakeStore:
    """The show's takes, where its settings say that they lie."""
    own, place = show.voice / ".takes", show.takes
    if place is None:
        return TakeStore(own, on_damaged=on_damaged)
    if place.kind == "folder":
        return TakeStore(show.root / place.path, on_damaged=on_damaged)
    from daycast.voice.shared_takes import open_shared

    return open_shared(place, own, on_damaged=on_damaged, on_trouble=on_trouble)
