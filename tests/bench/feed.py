"""What publishing one more episode takes in a show of 100, 1,000 and 10,000: `uv run python -m tests.bench.feed`.

The show is made up: records as long as those of ten minutes, with 5 KB of audio each. It is published once,
without waiting for the disk; then a day is added and published, and published again with nothing changed, each by the
command in a process of its own. Beside it, in the same run, feedgen alone writes a plain feed of as many items with
notes of the same length: it makes all of them anew each time.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.bench.render import Cost, cost

from daycast.episodes import record
from daycast.episodes.model import Audio, Chapter, Episode, Line
from daycast.episodes.sidecars import NAMES
from daycast.scripts.model import Evidence
from daycast.show import Show, open_show

FIRST = date(1999, 1, 1)
LINES = 75  # ten minutes
UNSYNCED = """
import os, sys
from pathlib import Path
os.fsync = lambda file: None
from daycast.feed.publish import publish
from daycast.show import open_show
publish(open_show(Path(sys.argv[1])))
"""
WORDS = "A made-up company told a made-up reporter that it sold more than last year, and that it plans to sell more."


def main(counts: list[int]) -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as on people's machines, a module is compiled once
    print(f"{'':>10} {'':22} {'wall s':>7} {'CPU s':>7} {'MB':>5}")
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            show = made_up(Path(name), count)
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", UNSYNCED, name], check=True)
            first = time.perf_counter() - began
            add(show, count)
            tell(count, "one new episode", cost("daycast", "publish", "--show", name))
            tell(count, "nothing changed", cost("daycast", "publish", "--show", name))
            tell(count, "feedgen, everything", cost("tests.bench.plain_feed", str(count + 1), f"{name}/plain.xml"))
            size = (show.feed / "feed.xml").stat().st_size
            print(f"{'':>10} the first publish {first:.1f} s; feed.xml {size / 1e6:.1f} MB", flush=True)


def tell(count: int, what: str, took: Cost) -> None:
    print(f"{count:>10,} {what:22} {took.wall:7.2f} {took.cpu:7.2f} {took.memory:5.0f}", flush=True)


def made_up(folder: Path, count: int) -> Show:
    """A show of `count` episodes that look rendered."""
    (folder / "show.yaml").write_text(
        "title: The Long Run\ndescription: Made up.\nauthor: The desk\nemail: desk@example.org\nhosts: [Ada, Ben]\n"
        "base_url: https://example.org/show/\n"
    )
    show = open_show(folder)
    for number in range(count):
        add(show, number)
    return show


def add(show: Show, number: int) -> None:
    """One more episode, the `number`th day's."""
    day = FIRST + timedelta(number)
    folder = show.episode(day)
    folder.mkdir(parents=True)
    files = dict.fromkeys(NAMES, b"{}")
    audio = f"{number:08}".encode() * 640
    for name, data in {f"{day}.mp3": audio, **files}.items():
        (folder / name).write_bytes(data)
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    sound = Audio(f"{day}.mp3", len(audio), hashlib.sha256(audio).hexdigest(), 600.0, -19.0, -1.4)
    episode = Episode(
        date=day,
        guid=f"guid-{number}",
        number=number + 1,
        published=datetime(day.year, day.month, day.day, 6, tzinfo=UTC),
        made_from="0" * 64,
        title=f"What happened on day {number}",
        summary=WORDS,
        audio=sound,
        chapters=tuple(Chapter(40.0 * place, f"Story {place} of day {number}", 2) for place in range(15)),
        lines=tuple(Line(8.0 * place, 8.0 * place + 7, "Ada", WORDS, (str(place),), False) for place in range(LINES)),
        sources=tuple(
            Evidence(str(place), "Example Wire", day, f"https://wire.example.org/{number}/{place}", WORDS)
            for place in range(LINES)
        ),
        files=digests,
    )
    record.save(folder, episode)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("counts", nargs="*", type=int, default=[100, 1_000, 10_000])
    main(options.parse_args().counts)
