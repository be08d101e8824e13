"""`daycast serve` beside nginx, which hands out the same folder: `uv run python -m tests.bench.serve [SECONDS]`.

Needs nginx and wrk. Each has one core (taskset), nginx with the set-up that daycast prints, log included; they take
turns, so that whatever else the machine does hits both. Prints requests a second, the best of the turns, and the
processor's time for a request, which tells more on a busy machine; daycast's rate as a share of nginx's by both.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "feed"))

from feed_studio import Studio
from test_http import Server, daycast, nginx

from daycast.feed.packed import pack
from daycast.feed.publish import publish
from daycast.feed.serve import listen

TURNS = 5
MEDIA = "/2026-06-23/2026-06-23.mp3"
CASES = {
    "feed.xml, 61 KB": ("/feed.xml", []),
    "feed.xml, gzip": ("/feed.xml", ["Accept-Encoding: gzip"]),
    "feed.xml, brotli": ("/feed.xml", ["Accept-Encoding: br"]),
    "304": ("/feed.xml", ["If-None-Match: *"]),
    "1 MB range": (MEDIA, ["Range: bytes=1000000-1999999"]),
    "404": ("/nothing", []),
}


def main(seconds: int) -> None:
    os.sched_setaffinity(0, {0})  # the servers' core, which they have from here
    with tempfile.TemporaryDirectory() as name:
        with listen("127.0.0.1", 0, "serve") as free:
            port = free.getsockname()[1]
        studio = Studio(Path(name, "show"))
        studio.root.mkdir()
        show = studio.show(base_url=f"http://news.example.org:{port}/")
        studio.render(show, audio=bytes(8_000_000))
        publish(show)
        lengthen(show.feed)
        with daycast(show) as ours, nginx(show, Path(name)) as theirs:
            print(f"{'':18}{'requests a second':>28}{'CPU for one':>32}")
            print(
                f"{'':18}" + f"{'nginx':>10}{'daycast':>10}{'share':>8}" + f"{'nginx':>14}{'daycast':>10}{'share':>8}"
            )
            for what, (path, headers) in CASES.items():
                print(f"{what:18}" + compared(theirs, ours, path, headers, seconds), flush=True)


def compared(theirs: Server, ours: Server, path: str, headers: list[str], seconds: int) -> str:
    """The best rates of the turns, and the processor's time for a request over all turns, in microseconds."""
    rates: dict[Server, list[float]] = {theirs: [], ours: []}
    spent = dict.fromkeys(rates, 0.0)
    for _ in range(TURNS):
        for server in rates:
            before = cpu(server)
            rates[server].append(rate(server, path, headers, seconds))
            spent[server] += cpu(server) - before
    best = {server: max(seen) for server, seen in rates.items()}
    each = {server: 1e6 * spent[server] / (sum(seen) * seconds) for server, seen in rates.items()}
    return (
        f"{best[theirs]:10,.0f}{best[ours]:10,.0f}{best[ours] / best[theirs]:8.2f}"
        f"{each[theirs]:11.1f} µs{each[ours]:7.1f} µs{each[theirs] / each[ours]:8.2f}"
    )


def cpu(server: Server) -> float:
    """Seconds of the processor that the server and its processes have taken."""
    children = Path(f"/proc/{server.process}/task/{server.process}/children").read_text().split()
    fields = [
        Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split() for process in (server.process, *children)
    ]
    return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")


def lengthen(feed: Path) -> None:
    """Makes the feed as long as that of a year."""
    data = (feed / "feed.xml").read_bytes()
    item = data[data.index(b"<item>") : data.index(b"</item>") + len(b"</item>")]
    filled = b"".join(item.replace(b"2026-06-23", b"%04d-06-23" % number) for number in range(60_000 // len(item)))
    data = data.replace(item, item + filled)
    pack(feed, (), {"feed.xml": data})
    (feed / "feed.xml").write_bytes(data)


def rate(server: Server, path: str, headers: list[str], seconds: int) -> float:
    options = [word for header in ["Host: news.example.org", *headers] for word in ("-H", header)]
    command = ["taskset", "-c", "1", "wrk", "-t1", "-c16", f"-d{seconds}s", *options]
    said = subprocess.run([*command, f"http://127.0.0.1:{server.port}{path}"], capture_output=True, text=True).stdout
    return next(float(line.split()[1]) for line in said.splitlines() if line.startswith("Requests/sec"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
