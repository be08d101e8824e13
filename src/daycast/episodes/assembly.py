"""Many programmes out of one script's lines: what they have in common is looked up once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from daycast.episodes.join import Joined, join
from daycast.episodes.score import Cued, Known, score, wanted
from daycast.voice.takes import Head, TakeStore

if TYPE_CHECKING:
    from daycast.scripts.model import Script
    from daycast.voice.cast import Cast
    from daycast.voice.delivery import Delivery
    from daycast.voice.lexicon import Lexicon
    from daycast.voice.sounds import Sounds
    from daycast.voice.workers import Crew


class Assembly:
    """Joins scripts whose lines are all in the store. The crew makes sounds that are missing."""

    def __init__(
        self, cast: Cast, lexicon: Lexicon, sounds: Sounds, store: TakeStore, delivery: Delivery, crew: Crew
    ) -> None:
        self._voiced = (cast, lexicon, sounds, delivery)
        self._store, self._crew = _Remembered(store), crew
        self._known: Known = {}
        self._takes: dict[int, Head] = {}

    def lines(self, script: Script) -> tuple[Cued, ...]:
        """The lines of a script with their takes' keys."""
        cast, lexicon, sounds, delivery = self._voiced
        return wanted(score(script, cast, lexicon, sounds, delivery, self._known))

    def joined(self, script: Script) -> Joined:
        """The programme of a script. A line that is not in the store is a `KeyError`: speak it first."""
        cast, lexicon, sounds, delivery = self._voiced
        passages = score(script, cast, lexicon, sounds, delivery, self._known)
        takes = [self._take(cued) for cued in wanted(passages)]
        return join(passages, takes, self._store, sounds, self._crew, delivery)

    def _take(self, cued: Cued) -> Head:
        """The take of a line, found by its key once: what was looked up stays in `_known`, and keeps its identity."""
        if id(cued) not in self._takes:
            head = self._store.head(cued.wanted.key)
            if head is None:
                raise KeyError(cued.wanted.key)
            self._takes[id(cued)] = head
        return self._takes[id(cued)]


class _Remembered(TakeStore):
    """A store whose takes are read and verified once."""

    def __init__(self, store: TakeStore) -> None:
        super().__init__(store.folder)
        self._store = store
        self._heads: dict[str, Head] = {}

    def head(self, key: str) -> Head | None:
        return self.heads((key,)).get(key)

    def heads(self, keys: Iterable[str]) -> dict[str, Head]:
        keys = tuple(keys)
        if missing := [key for key in keys if key not in self._heads]:
            self._heads |= self._store.heads(missing)
        return {key: self._heads[key] for key in keys if key in self._heads}

    def share(self, keys: Iterable[str]) -> None:
        self._store.share(keys)
