"""An access log as a busy show has it, for benchmarks: apps ask for the feed, download, stream in parts, come again."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from daycast.feed.stats.sound import Sound

SIZE = 5_000_000  # bytes of an episode
ENOUGH = 580_000
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_AGENTS = [
    "AntennaPod/3.4.0",
    "Podcasts/1630.1 CFNetwork/1494.0.7 Darwin/23.4.0",
    "AppleCoreMedia/1.0.0.21E219 (iPhone; U; CPU OS 17_4 like Mac OS X; en_us)",
    "Overcast/3.0 (+http://overcast.fm/; iOS podcast app)",
    "PocketCasts/1.0 (Pocket Casts Feed Parser; +http://pocketcasts.com/)",
    "Spotify/8.9.18 Android/33 (Pixel 6)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
]


def sounds(days: int) -> dict[str, Sound]:
    """The episodes that the log asks for."""
    first = date(2026, 6, 1)
    on = [first + timedelta(days=back) for back in range(days)]
    return {f"{day}/{day}.mp3": Sound(day, ENOUGH) for day in on}


def lines(count: int, days: int = 30) -> Iterator[str]:
    """So many lines over so many days, in order; the same each time. A listener has some thirty of them."""
    dice = random.Random(6)
    start = datetime(2026, 6, 1, tzinfo=UTC)
    step = timedelta(days=days) / count
    for number in range(count):
        now = start + step * number
        who = random.Random(dice.randrange(count // 30 + 1))
        address = ".".join(str(who.randrange(1, 224)) for _ in range(4))
        if who.random() < 0.2:
            address = f"2001:db8:{who.randrange(65536):x}:{who.randrange(65536):x}::{dice.randrange(65536):x}"
        agent = who.choice(_AGENTS)
        if who.random() < 0.05:  # versions differ
            agent += f" build/{who.randrange(5000)}"
        asked = "GET /feed.xml", "200 61440"
        if (kind := dice.random()) < 0.35:
            day = now.date() - timedelta(days=min((now - start).days, int(dice.expovariate(0.7))))
            answer = f"200 {SIZE}" if kind < 0.15 else f"206 {dice.choice((2, 65536, 262144, 1048576))}"
            asked = f"GET /{day}/{day}.mp3", answer
        elif kind < 0.6:
            asked = "GET /feed.xml", "304 0"
        when = f"{now.day:02}/{_MONTHS[now.month - 1]}/{now.year}:{now:%H:%M:%S} +0000"
        yield f'{address} - - [{when}] "{asked[0]} HTTP/1.1" {asked[1]} "-" "{agent}"'
