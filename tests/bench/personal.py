"""What a thousand listeners' briefings cost: `uv run python -m tests.bench.personal [--engine NAME] [--stories N]`.

One day's script of made-up stories, each with three points and three questions, is spoken once. Then each of 1, 10,
100 and 1,000 listeners gets an episode of some of the stories: CPU seconds and bytes, beside a file for each listener
that is rendered from the same takes. Of those files 20 are made, and counted for all. Last, parts of listeners'
episodes are asked of the server beside parts of plain files of the same bytes; that needs wrk. Speaking is counted with
all its processes (on Linux).
"""

from __future__ import annotations

import argparse
import asyncio
import ctypes
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "feed"))

import personal_studio as studio
from personal_studio import DAY, NOON
from test_personal_live import served
from tests.bench.render import PR_SET_CHILD_SUBREAPER, cost

from daycast import day as stages
from daycast import pressing
from daycast.episodes.render import render as render_script
from daycast.feed import listeners
from daycast.feed.personal.materialise import materialise
from daycast.feed.personal.source import Personal
from daycast.feed.personal.told import Told
from daycast.voice.workers import Crew

if TYPE_CHECKING:
    from http_asking import Server

    from daycast.show import Show

COUNTS = (1, 10, 100, 1000)
FILES = 20  # that are made of the naive way's
TURNS = 3
ASKED = {"64 KB": 64 << 10, "1 MB": 1 << 20}
LUA = """
math.randomseed(7)
local paths = {{{paths}}}
request = function()
  local path = paths[math.random(#paths)]
  local first = math.random(0, {size} - {length})
  return wrk.format("GET", path, {{["Range"] = "bytes=" .. first .. "-" .. (first + {length} - 1),
                                   ["Host"] = "news.example.org"}})
end
"""
STORY = """
# {title}

Ada: {title} opened {words} warehouses near the coast this week, after two years of planning. [^{label}]

Ben: The work cost {words} million dollars and was paid for by the city. [^{label}]

Ada: A second site of {title} follows in spring, if the court agrees. [^{label}]

## What exactly did {title} say?

Ada: In its own words, {title} expects to employ {words} people there by the end of the year. [^{label}]

Ben: It did not say for how long. {{.take}}

## Who is against it?

Ada: The harbour council of {title} had warned of the traffic, and asks for {words} more trams. [^{label}]

## What comes next for {title}?

Ben: The court hears both sides on the first of the month, said the mayor of {title}. [^{label}]
"""


def main(engine: str, stories: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # what a command leaves behind is counted too
    studio.STORY = STORY
    with tempfile.TemporaryDirectory() as name:
        show = studio.make(Path(name, "show"), base_url="https://news.example.org/", engine=engine)
        show.script(DAY).parent.mkdir()
        show.script(DAY).write_text(studio.text(stories=stories))
        day = ("--show", str(show.root), "--edition", show.name, "--date", DAY.isoformat())
        speaking = cost("daycast", "render", "--json", *day)
        told = json.loads(speaking.said)
        stored = sum(take.stat().st_size for take in (show.voice / ".takes").rglob("*.take"))
        lines, minutes = told["spoken"], told["duration_s"] / 60
        print(f"{engine}: {stories} stories, {minutes:.1f} minutes, spoken once for everybody:")
        print(f"{lines} takes, {speaking.cpu:.1f} CPU s, {stored / 1e6:.1f} MB\n")
        print(f"{'':10} {'':>11}{'CPU s to':>11}{'CPU s to':>11}{'bytes':>11} | a file for each, same takes")
        print(
            f"{'listeners':>10} {'takes':>7} {'assemble':>10} {'publish':>10} {'kept':>10} | {'CPU s':>8} {'bytes':>12}"
        )
        each, size = naive(show, Path(name, "naive"))
        for count in COUNTS:
            assemble, publish, kept, spoken = ours(show, count)
            print(
                f"{count:10,} {lines + spoken:11}{assemble:11.2f}{publish:11.2f}{kept / 1e6:8.2f} MB"
                f" | {each * count:8.1f} {size * count / 1e6:9,.1f} MB",
                flush=True,
            )
        asking(show)
        if shutil.which("wrk"):
            serving(show, Path(name))


def ours(show: Show, count: int) -> tuple[float, float, int, int]:
    """CPU seconds to assemble alone and for all of a publish, bytes of what is kept for it, and takes spoken."""
    shutil.rmtree(show.feed, ignore_errors=True)
    takes = len(list((show.voice / ".takes").rglob("*.take")))
    names = [f"listener{number}" for number in range(count)]
    before = spent()
    studio.press(show, names)
    assemble = spent() - before
    shutil.rmtree(show.feed)
    for name in set(names) - {one.name for one in listeners.listed(show)}:
        listeners.add(show, name, datetime(2026, 6, 1, tzinfo=UTC))
    before = spent()
    pressing.publish(show, NOON, tailor=studio.some)
    publish = spent() - before
    kept = sum(path.stat().st_size for path in (show.feed / ".personal").rglob("*") if path.is_file())
    return assemble, publish, kept, len(list((show.voice / ".takes").rglob("*.take"))) - takes


def naive(show: Show, folder: Path) -> tuple[float, float]:
    """CPU seconds and bytes of one listener's ordinary render from the takes that are there, on average."""
    room = stages.booth(show)
    script, _ = stages.check(show, DAY, room, doubts=False, length=False)
    seconds, sizes = [], []
    with Crew() as crew:
        for number in range(FILES):
            tailored = studio.some(f"listener{number}", script).script
            plain = studio.make(folder / f"{number}", engine="silence")
            before = time.process_time()
            made = render_script(
                plain, tailored, plain.script(DAY), cast=room.cast, lexicon=room.lexicon, sounds=room.sounds,
                store=room.store, delivery=room.delivery, memory=room.memory, now=NOON, crew=crew,
                on_spoken=lambda done, total: None,
            )  # fmt: skip
            seconds.append(time.process_time() - before)
            sizes.append(sum(path.stat().st_size for path in made.path.parent.iterdir()))
    return mean(seconds[1:]), mean(sizes)  # the first draws the cover


def asking(show: Show) -> None:
    """What it costs to make a listener's things when they are asked for first."""
    personal = Personal(show)
    names = [f"listener{number}" for number in range(100)]
    print(f"\n{'asked for first, of 100 listeners':34} {'CPU ms each':>12}")
    for path in ("/feed.xml", f"/{DAY}/", f"/{DAY}/transcript.vtt", f"/{DAY}/chapters.json", f"/{DAY}/{DAY}.mp3"):

        async def ask(path: str = path) -> None:
            for name in names:
                assert await personal.find(name, path, "https://news.example.org/")

        before = time.process_time()
        asyncio.run(ask())
        print(f"{path:34} {1000 * (time.process_time() - before) / len(names):12.1f}")


def serving(show: Show, folder: Path) -> None:
    """Parts of listeners' episodes a second, beside parts of as many plain files by the same server."""
    os.sched_setaffinity(0, {0})  # the server's core, which it has from here
    personal = Personal(show)
    names = [name for number in range(200) if _length(personal, name := f"listener{number}") > 2 << 20][:20]
    materialise(show, folder / "files", "https://static.example.org/", names)
    tokens = {name: listeners.renew(show, name, datetime(2026, 6, 2, tzinfo=UTC)) for name in names}
    for name in names:
        shutil.copy(folder / "files" / name / f"{DAY}" / f"{DAY}.mp3", show.feed / f"{name}.mp3")
    size = min((show.feed / f"{name}.mp3").stat().st_size for name in names)
    under = {name: f"/briefing/t/{tokens[name]}" for name in names}
    reels = [f"{under[name]}/{DAY}/{DAY}.mp3" for name in names]
    files = [f"{under[name]}/{name}.mp3" for name in names]
    print(f"\n{'parts of 20 episodes, at random':34} {'file, a second':>15} {'reel, a second':>15} {'share':>7}")
    with served(show) as server:
        for what, length in ASKED.items():
            if length < size:
                best = dict.fromkeys(("files", "reels"), 0.0)
                for _ in range(TURNS):
                    for key, paths in (("files", files), ("reels", reels)):
                        best[key] = max(best[key], rate(server, folder, paths, size, length))
                share = best["reels"] / best["files"]
                print(f"{what:34} {best['files']:15,.0f} {best['reels']:15,.0f} {share:7.2f}", flush=True)
    for name in names:
        (show.feed / f"{name}.mp3").unlink()


def _length(personal: Personal, name: str) -> int:
    day = personal.day(DAY)
    told = Told.of(day, name) if day else None
    return told.reel.length if told else 0


def rate(server: Server, folder: Path, paths: list[str], size: int, length: int) -> float:
    script = folder / "ask.lua"
    script.write_text(LUA.format(paths=", ".join(f'"{path}"' for path in paths), size=size, length=length))
    command = ["taskset", "-c", "1", "wrk", "-t1", "-c16", "-d2s", "-s", str(script), f"http://127.0.0.1:{server.port}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found
    return float(found[1])


def spent() -> float:
    """CPU seconds of this process and those that have ended."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, who))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", default="hibari")
    parser.add_argument("--stories", type=int, default=14)
    options = parser.parse_args()
    main(options.engine, options.stories)
