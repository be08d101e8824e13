"""What a shared take store costs: `uv run --extra s3 python -m tests.bench.store [TAKES [MILLISECONDS]]`.

TAKES (1,000) of the size of a spoken line go up from one machine and come down to another, whose folder is empty; then
they are read where they are. The store is moto's, on this machine, behind a door that holds each request back for
MILLISECONDS (20), about what a store in the same country takes. Ratios to reading them from the folder, each with what
one request after the other would take; all bytes and requests are counted at the door.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from daycast.store_settings import TakesBucket
from daycast.voice.shared_takes import SharedTakes, open_bucket
from daycast.voice.takes import Take, TakeStore

_FRAMES = 125  # three seconds
_FRAME_BYTES = 192  # at 64 kbit/s


class Door:
    """A proxy before the store that counts, and waits before it passes a request on."""

    def __init__(self, behind: str, seconds: float) -> None:
        self._host, self._port = behind.removeprefix("http://").split(":")
        self._seconds = seconds
        self.requests: Counter[str] = Counter()
        self.up = self.down = 0
        self._ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()
        self._ready.wait()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._pass, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._ready.set()
        await server.serve_forever()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection(self._host, int(self._port))
            while head := await reader.readuntil(b"\r\n\r\n"):
                body = await reader.readexactly(_length(head))
                self.requests[head.split(b" ", 1)[0].decode()] += 1
                self.up += len(head) + len(body)
                await asyncio.sleep(self._seconds)
                back.write(head + body)
                answer = await there.readuntil(b"\r\n\r\n")
                data = b"" if head.startswith(b"HEAD") else await there.readexactly(_length(answer))
                self.down += len(answer) + len(data)
                writer.write(answer + data)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def told(self) -> str:
        told = f"{dict(self.requests)}, {self.up / 1e6:.1f} MB up, {self.down / 1e6:.1f} MB down"
        self.requests.clear()
        self.up = self.down = 0
        return told


def _length(head: bytes) -> int:
    rows = (row.partition(b":") for row in head.split(b"\r\n"))
    return next((int(value) for name, _, value in rows if name.lower() == b"content-length"), 0)


def takes(count: int) -> Iterable[Take]:
    chance = random.Random(1)
    for number in range(count):
        key = hashlib.sha256(str(number).encode()).hexdigest()
        yield Take(key, "mp3", _FRAMES, (-1900,) * _FRAMES, -1.5, chance.randbytes(_FRAMES * _FRAME_BYTES))


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of wall time and of this process's CPU."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def main(count: int, wait: float) -> None:
    os.environ |= {"AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench"}
    words = [sys.executable, "-m", "tests.bench.store", "--store", str(wait)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as store:
        assert store.stdin and store.stdout
        url = store.stdout.readline().strip()

        def counted() -> str:
            print(file=store.stdin, flush=True)
            return store.stdout.readline().strip()  # type: ignore[union-attr]

        compared(count, wait, url, counted)
        store.kill()


def serve(wait: float) -> None:
    """The store and the door before it, in a process of their own: tells what was counted for each line it is given."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    url = "http://{}:{}".format(*moto.get_host_and_port())
    urllib.request.urlopen(urllib.request.Request(f"{url}/takes", method="PUT")).close()
    door = Door(url, wait)
    print(door.url, flush=True)
    for _ in sys.stdin:
        print(door.told(), flush=True)


def compared(count: int, wait: float, url: str, counted: Callable[[], str]) -> None:
    """Prints what each way takes, beside reading the takes from the folder."""
    place = TakesBucket(kind="s3", bucket="takes", endpoint=url)
    spoken = [*takes(count)]
    keys = [take.key for take in spoken]

    def shared(folder: str, workers: int = 32) -> SharedTakes:
        return SharedTakes(Path(folder), url, lambda: open_bucket(place), on_trouble=print, workers=workers)

    def sent(store: SharedTakes) -> None:
        store.share(keys)
        assert store.settle() == 0

    with tempfile.TemporaryDirectory() as here, tempfile.TemporaryDirectory() as there:
        local, up = TakeStore(Path(here)), shared(here)
        for take in spoken:
            local.put(take)
        alone, alone_cpu = timed(lambda: local.heads(keys))
        print(f"{count} takes of {len(spoken[0].data) / 1e3:.0f} KB, {wait * 1e3:.0f} ms a request")
        print(f"{'':34}{'wall':>8}{'CPU':>8}")

        def row(what: str, work: Callable[[], object]) -> None:
            wall, cpu = timed(work)
            print(f"{what:34}{wall / alone:7.1f}x{cpu / alone_cpu:7.1f}x   {counted()}", flush=True)

        print(f"{'read from the folder':34}{1:7.1f}x{1:7.1f}x   {alone * 1e3:.0f} ms")
        row("sent up", lambda: sent(up))
        row("sent up again", lambda: sent(shared(here)))
        down = shared(there)
        row("read from the bucket", lambda: down.heads(keys))
        row("read again", lambda: down.heads(keys))
        some = keys[: max(count // 20, 1)]
        with tempfile.TemporaryDirectory() as third:
            row(f"{len(some)} of them, one by one", lambda: shared(third, workers=1).heads(some))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--store"]:
        serve(float(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, (float(sys.argv[2]) if len(sys.argv) > 2 else 20) / 1e3)
