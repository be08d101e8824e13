"""All items of a feed by feedgen alone, from values that are at hand: `python -m tests.bench.plain_feed COUNT FILE`."""

import sys
from datetime import UTC, datetime, timedelta

from feedgen.feed import FeedGenerator

FIRST = datetime(1999, 1, 1, 6, tzinfo=UTC)
NOTES = "<p>A made-up company told a made-up reporter that it sold more, and that it plans to sell more.</p>" * 55

if __name__ == "__main__":
    feed = FeedGenerator()
    feed.load_extension("podcast")
    feed.title("The Long Run")
    feed.link(href="https://example.org/show/")
    feed.description("Made up.")
    for number in range(int(sys.argv[1])):
        day = FIRST + timedelta(number)
        item = feed.add_entry(order="append")
        item.title(f"What happened on day {number}")
        item.description("A made-up company told a made-up reporter that it sold more.")
        item.content(NOTES)
        item.guid(f"guid-{number}")
        item.enclosure(f"https://example.org/show/{day:%Y-%m-%d}/{day:%Y-%m-%d}.mp3", "5120", "audio/mpeg")
        item.pubDate(day)
    feed.rss_file(sys.argv[2])
