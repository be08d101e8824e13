"""Takes in a bucket that any number of machines share, behind the folder of this one.

What the folder lacks is asked of the bucket, and what is spoken here goes up while the render goes on. A take is put
only where there is none (`If-None-Match: *`), as what another machine put under the same key is as good; a store that
ignores that condition writes the same over the same. What is in the bucket is verified when it is read, and one that is
damaged gives way to a sound one, if it is still the damaged one (`If-Match`). Nobody needs a lock.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.errors import DaycastError
from daycast.files import write_bytes
from daycast.report import several
from daycast.voice.sent import Sent
from daycast.voice.takes import Head, Take, TakeStore, sound_take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from daycast.bucket import Bucket
    from daycast.store_settings import InBucket

_WORKERS = 32  # requests at a time: each mostly waits
_RETRIES, _PATIENCE = 3, 15.0  # seconds; a render goes on without the bucket
_HEADERS = {"Content-Type": "application/octet-stream", "Cache-Control": "private, max-age=31536000, immutable"}


class SharedTakes(TakeStore):
    """The takes in `folder`, and behind them those in a bucket, which `open_bucket` opens when it is first needed.

    The bucket's first failure is told to `on_trouble`, and from then on this store goes on with the folder alone: what
    it could not fetch is spoken here, and what did not go up goes up with the next render that needs it.
    """

    def __init__(
        self,
        folder: Path,
        where: str,
        open_bucket: Callable[[], Bucket],
        *,
        on_damaged: Callable[[Path], object] = lambda path: None,
        on_trouble: Callable[[str], object] = lambda message: None,
        workers: int = _WORKERS,
    ) -> None:
        super().__init__(folder, on_damaged=on_damaged)
        self._where, self._open_bucket = where, open_bucket
        self._on_trouble, self._workers = on_trouble, workers
        self._sent = Sent(folder, where)
        self._one = threading.RLock()
        self._bucket: Bucket | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._going_up: dict[str, Future[bool]] = {}
        self._trouble = ""

    def bring(self, keys: Iterable[str]) -> None:
        missing = [key for key in dict.fromkeys(keys) if not self.has(key)]
        if missing and not self._trouble:
            found = self._beside().map(self._fetched, missing)
            self._sent.add(key for key, came in zip(missing, found, strict=True) if came)

    def get(self, key: str) -> Take | None:
        self.bring([key])
        return super().get(key)

    def heads(self, keys: Iterable[str]) -> dict[str, Head]:
        keys = list(keys)
        self.bring(keys)
        return super().heads(keys)

    def share(self, keys: Iterable[str]) -> None:
        with self._one:
            new = [key for key in keys if key not in self._going_up]
            for key in self._sent.lacking(new) if new else ():
                self._going_up[key] = self._beside().submit(self._sent_up, key)

    def settle(self) -> int:
        with self._one:
            going, self._going_up = self._going_up, {}
        unsent = [key for key, future in going.items() if not future.result()]
        if unsent:
            self._on_trouble(f"{self._where}: {several(len(unsent), 'take')} did not go up; the next render sends them")
        self._trouble = ""  # whoever uses this store for long may find the bucket there again
        return len(unsent)

    def _beside(self) -> ThreadPoolExecutor:
        with self._one:
            self._pool = self._pool or ThreadPoolExecutor(self._workers, thread_name_prefix="takes")
            return self._pool

    def _opened(self) -> Bucket:
        with self._one:
            self._bucket = self._bucket or self._open_bucket()
            return self._bucket

    def _fetched(self, key: str) -> bool:
        """Whether the take of `key` was in the bucket, sound; it is in the folder then."""
        if self._trouble:
            return False
        try:
            found = self._opened().get(_name(key))
        except DaycastError as error:
            self._fail(error)
            return False
        if found is None:
            return False
        if not sound_take(key, found.data):
            self._on_damaged(Path(f"{self._where}/{_name(key)}"))
            return False
        write_bytes(self.path(key), found.data, sync=False)
        return True

    def _sent_up(self, key: str) -> bool:
        """Whether the take of `key` is in the bucket now; one that is not in the folder, or damaged, has no need to."""
        if self._trouble:
            return False
        try:
            content = self.path(key).read_bytes()
        except OSError:
            return True
        if not sound_take(key, content):
            return True
        try:
            arrived = self._put(key, content)
            self._sent.add([key] if arrived else [])
        except DaycastError as error:
            self._fail(error)
            return False
        return arrived

    def _put(self, key: str, content: bytes) -> bool:
        bucket = self._opened()
        if bucket.put_if(_name(key), content, None, "", _HEADERS) is not None:
            return True
        found = bucket.get(_name(key))  # somebody's, or ours and only the answer was lost
        if found is None:
            return False  # it is on its way from elsewhere
        return sound_take(key, found.data) or (bucket.put_if(_name(key), content, found.etag, "", _HEADERS) is not None)

    def _fail(self, error: DaycastError) -> None:
        with self._one:
            if not self._trouble:
                self._trouble = error.message
                self._on_trouble(f"{error}\n{self._where}: went on with the takes of this machine")


def open_shared(
    place: InBucket,
    folder: Path,
    *,
    on_damaged: Callable[[Path], object] = lambda path: None,
    on_trouble: Callable[[str], object] = lambda message: None,
) -> SharedTakes:
    """The takes in the bucket that show.yaml names, behind those in `folder`."""
    from daycast.bucket import where

    return SharedTakes(folder, where(place), lambda: open_bucket(place), on_damaged=on_damaged, on_trouble=on_trouble)


def open_bucket(place: InBucket) -> Bucket:
    """The bucket that show.yaml names for takes, which gives up early where it cannot be reached."""
    from daycast.bucket import Bucket

    return Bucket(place, retries=_RETRIES, patience=_PATIENCE, key="takes")


def _name(key: str) -> str:
    """The object of a take: as its file lies in a folder, so that one can be copied to the other."""
    return f"{key[:2]}/{key}.take"
