"""What a show costs to host: the tables of docs/hosting.md, from measured sizes and assumed habits and prices.

uv run --no-project tools/costs.py
"""

from dataclasses import dataclass

LISTENERS = (100, 10_000, 1_000_000)
DAYS = 30  # a month
GB = 1e9

# Measured: the demo show's episode of 2026-06-23, 7:54 in mono at 64 kbit/s, as `daycast publish` left it.
EPISODE = 3_817_759  # bytes of the MP3
BESIDE = 129_679  # bytes of its page, transcripts, chapters and waveform
FEED_ALONE = 1_762  # bytes of the compressed feed without an episode
FEED_EPISODE = 785  # bytes that an episode adds to the compressed feed
NOT_MODIFIED = 400  # bytes of a 304 with its request

# Habits, as assumptions: all listeners hear each day's episode once, to the end.
IN_FEED = 350  # episodes in the feed: the newest 300 to 399
POLLING = 0.3  # part of the listeners whose app asks by itself; the others' apps ask from the apps' own servers
POLLS = 12  # a day, for each of those
PEAK = 0.5 / (2 * 3600)  # part of a day's bytes that leaves in one second: half of them in the two busiest hours

# Prices in dollars, as assumptions of November 2026; look up those of your provider.
STORED = 0.015  # for a GB in a store, a month
ASKED = 0.36  # for a million requests to a store
SENT_BY_CDN = 0.01  # for a GB, at a CDN that sells by the GB
SENT_BY_CLOUD = 0.08  # for a GB, at the CDN of a large cloud
ASKED_OF_CLOUD = 0.75  # for a million requests there
MACHINE = 5.0  # for a small rented machine, a month
INCLUDED = 20_000  # GB of traffic that the machine's price includes
MORE = 0.001  # for a GB above that


@dataclass(frozen=True)
class Month:
    """One month: GB of audio and of feed, millions of requests, and Mbit/s in the busiest hours."""

    audio: float
    feed: float
    requests: float
    peak: float


def month(listeners: int) -> Month:
    """What that many listeners ask for in a month."""
    apps = listeners * POLLING
    feed = FEED_ALONE + FEED_EPISODE * IN_FEED
    audio = listeners * EPISODE * DAYS
    fed = apps * DAYS * (feed + (POLLS - 1) * NOT_MODIFIED)
    requests = listeners * DAYS + apps * DAYS * POLLS
    return Month(audio / GB, fed / GB, requests / 1e6, (audio + fed) / DAYS * PEAK * 8 / 1e6)


def stored(years: float = 1) -> float:
    """GB in the store after so many years of a daily episode."""
    return 365 * years * (EPISODE + BESIDE) / GB


def costs(listeners: int) -> dict[str, float]:
    """Dollars a month, by way of hosting, at the end of the first year."""
    asked = month(listeners)
    traffic, store = asked.audio + asked.feed, stored() * STORED
    return {
        "own": MACHINE + max(0.0, traffic - INCLUDED) * MORE,
        "free": store + asked.requests * ASKED,
        "cdn": store + traffic * SENT_BY_CDN,
        "cloud": store + traffic * SENT_BY_CLOUD + asked.requests * ASKED_OF_CLOUD,
    }


def tables() -> list[str]:
    """The rows of the two tables in docs/hosting.md."""
    loads = [(listeners, month(listeners)) for listeners in LISTENERS]
    asked = [
        f"| {listeners:,} | {_figure(one.audio)} GB | {_figure(one.feed)} GB | {_figure(one.requests)} million |"
        f" {_figure(one.peak)} Mbit/s |"
        for listeners, one in loads
    ]
    paid = [
        f"| {listeners:,} | " + " | ".join(f"${_figure(dollars)}" for dollars in costs(listeners).values()) + " |"
        for listeners in LISTENERS
    ]
    return [*asked, *paid]


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


if __name__ == "__main__":
    print("\n".join(tables()))
