"""The line to a farm: work goes out over it as it comes, and what comes back is taken in at once, a few at a time."""

from __future__ import annotations

import asyncio
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError, wait
from contextlib import suppress
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from daycast.voice.farm.library import client
from daycast.voice.farm.trouble import deserted, idle, lost, reason

if TYPE_CHECKING:
    from daycast.errors import DaycastError
    from daycast.farm import Farm

T = TypeVar("T")

CONNECT = 10.0  # seconds in which a scheduler has to answer, and to have a worker
ALONE = 60.0  # seconds that work waits for a worker to come back where none is left
_LOOK = 1.0  # seconds between looks at who is left while nothing comes back
_BATCH = 32  # results that are asked for at once: a take of ten seconds has 80 kB


class _Sent(NamedTuple):
    far: Any  # the future of distributed
    near: Future[Any]
    then: Callable[[Any], Any]


class Line:
    """A connection to the scheduler of `farm`, where no answer in time is a `DaycastError`.

    `lost` tells that it has gone; what was under way is then told so.
    """

    def __init__(self, farm: Farm, *, alone: float = ALONE) -> None:
        self._farm, self._alone = farm, alone
        self._client = client(farm, CONNECT)
        self._sent: dict[str, _Sent] = {}
        self._changing = threading.Lock()
        self._back: Queue[Any] = Queue()
        self._closed = False
        self.lost = False
        self._seen = time.monotonic()
        self._collecting = threading.Thread(target=self._collect, daemon=True)
        self._collecting.start()

    def workers(self) -> tuple[str, ...]:
        """The addresses of the workers that are there; none within some seconds is a `DaycastError`."""
        deadline = time.monotonic() + CONNECT
        while time.monotonic() < deadline:
            if there := self._workers():
                return there
            threading.Event().wait(0.1)
        raise idle(self._farm)

    def asked(self, question: Callable[..., Any], *arguments: object, of: Sequence[str]) -> dict[str, Any]:
        """What these workers answer, or the exception that came instead."""
        answers: dict[str, Any] = self._client.run(question, *arguments, workers=[*of], on_error="return")
        return answers

    def hand_out(self, parcels: Sequence[Any]) -> None:
        """Gives each of these to every worker, and to those that come later."""
        for one in parcels:
            self._client.register_plugin(one)

    def send(self, work: Callable[..., Any], *arguments: object, then: Callable[[Any], T]) -> Future[T]:
        """Has a worker do `work`. What comes of it `then` takes in, here; what that returns is the future's value."""
        near: Future[T] = Future()
        key = f"daycast-{uuid.uuid4().hex}"
        try:
            far = self._client.submit(work, *arguments, key=key, pure=False)
        except Exception as error:  # of whatever kind: it takes nothing any more
            raise lost(self._farm) from error
        with self._changing:
            if self.lost or self._closed:
                raise lost(self._farm)
            self._sent[key] = _Sent(far, near, then)
        far.add_done_callback(self._back.put)
        return near

    def close(self) -> None:
        """Takes back what is not begun, and lets go."""
        with self._changing:
            self._closed = True
            left, self._sent = list(self._sent.values()), {}
        with suppress(Exception):  # a scheduler that has gone has nothing to be told
            self._client.cancel([sent.far for sent in left], force=True)
        for sent in left:
            sent.near.cancel()
        self._back.put(None)
        self._hang_up()

    def _hang_up(self) -> None:
        with suppress(Exception):  # one that has gone has nothing to close
            self._client.close(timeout=2)

    def _collect(self) -> None:
        """Takes in what comes back until there is no more line."""
        while not self._closed and not self.lost:
            batch = self._batch()
            if batch:
                self._seen = time.monotonic()
                self._take_in(batch)
            elif self._sent and not self._closed:
                self._look()

    def _batch(self) -> list[Any]:
        """What has come back; nothing after a while in which nothing has."""
        batch = []
        with suppress(Empty):
            batch.append(self._back.get(timeout=_LOOK))
            while len(batch) < _BATCH:
                batch.append(self._back.get_nowait())
        return [far for far in batch if far is not None]

    def _take_in(self, batch: Sequence[Any]) -> None:
        results = self._fetched([far for far in batch if far.status == "finished"])
        for far in batch:
            if far.key in results:
                self._settle(far.key, results.pop(far.key))
            elif far.status == "error":
                self._fail(far.key, reason(far.exception()))
            else:  # cancelled, which the client does with all that it has where its scheduler has gone
                self._lose(lost(self._farm))
                return
            far.release()  # or the worker would keep it

    def _fetched(self, good: Sequence[Any]) -> dict[str, Any]:
        """The results of these futures by key, as far as they can be had."""
        keys = [far.key for far in good]
        with suppress(Exception):  # one of them cannot be had: which one is found out below
            return dict(zip(keys, self._gathered(good), strict=True))
        found = {}
        for far in good if not self.lost else ():
            with suppress(Exception):  # what is told of it comes with its own state, or when the line is lost
                (found[far.key],) = self._gathered([far])
        return found

    def _gathered(self, good: Sequence[Any]) -> Sequence[Any]:
        """The results of these futures; what a worker took along is done again, which may fail, or find no worker."""
        coming = asyncio.run_coroutine_threadsafe(
            self._client.gather([*good], asynchronous=True), self._client.loop.asyncio_loop
        )
        while not wait([coming], timeout=_LOOK).done:
            self._look()
            if self.lost or self._closed:
                coming.cancel()
        results: Sequence[Any] = coming.result()
        return results

    def _settle(self, key: str, result: object) -> None:
        sent = self._taken(key)
        if sent is None:
            return
        try:
            value = sent.then(result)
        except Exception as error:
            _end(sent.near, error)
        else:
            with suppress(InvalidStateError):  # it was cancelled meanwhile
                sent.near.set_result(value)

    def _fail(self, key: str, error: Exception) -> None:
        if sent := self._taken(key):
            _end(sent.near, error)

    def _taken(self, key: str) -> _Sent | None:
        with self._changing:
            return self._sent.pop(key, None)

    def _look(self) -> None:
        """Gives up where no worker is left, or comes back, for too long."""
        try:
            there = self._workers()
        except Exception:  # whatever a client raises whose scheduler does not answer
            self._lose(lost(self._farm))
            return
        if there:
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > self._alone:
            self._lose(deserted(self._farm))

    def _workers(self) -> tuple[str, ...]:
        return tuple(self._client.nthreads())

    def _lose(self, error: DaycastError) -> None:
        with self._changing:
            self.lost = True
            left, self._sent = list(self._sent.values()), {}
        for sent in left:
            _end(sent.near, error)
        threading.Thread(target=self._hang_up, daemon=True).start()  # it may wait for nobody


def _end(near: Future[Any], error: Exception) -> None:
    with suppress(InvalidStateError):
        near.set_exception(error)
