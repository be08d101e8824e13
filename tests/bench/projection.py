"""What a million listeners' briefings would take of a farm: arithmetic on measured figures and named assumptions."""

from __future__ import annotations

from dataclasses import dataclass

LISTENERS = 1_000_000

# Assumptions. Lines are shared: no line holds a listener's name, and a story is told in the same words to everybody.
TOPICS = 200  # that a listener can choose among
STORIES = 10  # of a topic that are told in a day
LINES = 14  # of a story: three points, and questions with their answers
AROUND = 300  # lines between the stories: openings, turns and closings of all kinds
HEARD = 6  # stories that one listener hears in a day
AIRED = 0.8  # of a day's briefing that is heard, over all listeners
BITS = 64_000  # of sound in a second, mono
HOURS = 1.0  # from the first line to the last
SLACK = 1.3  # of the workers' CPU: what is lost to waiting, starting and other work


@dataclass(frozen=True, slots=True)
class Measured:
    """A line as measured: CPU seconds of its speaker, bytes and seconds of its take, CPU seconds of who renders."""

    cpu: float
    data: float
    seconds: float
    own_cpu: float


@dataclass(frozen=True, slots=True)
class Day:
    """What one day takes.

    Unique lines; minutes that a listener's briefing lasts; CPU hours of the workers, cores to be done in `HOURS`, CPU
    hours of the machine that renders; bytes stored; bytes sent to listeners; CPU hours if every listener were spoken to
    alone.
    """

    lines: int
    minutes: float
    cpu_hours: float
    cores: float
    own_hours: float
    stored: float
    sent: float
    unshared_hours: float


def day(line: Measured) -> Day:
    """One day of `LISTENERS` under the assumptions of this module."""
    lines = TOPICS * STORIES * LINES + AROUND
    heard = HEARD * LINES * line.seconds
    cpu_hours = lines * line.cpu / 3600
    return Day(
        lines=lines,
        minutes=heard / 60,
        cpu_hours=cpu_hours,
        cores=cpu_hours * SLACK / HOURS,
        own_hours=lines * line.own_cpu / 3600,
        stored=lines * line.data,
        sent=LISTENERS * AIRED * heard * BITS / 8,
        unshared_hours=LISTENERS * HEARD * LINES * line.cpu / 3600,
    )


def projection(line: Measured) -> str:
    """The same in lines of text."""
    one = day(line)
    return "\n".join(
        [
            f"  measured: a line of {line.seconds:.1f} s takes {line.cpu * 1000:.0f} ms of a worker's CPU, "
            f"{line.own_cpu * 1000:.1f} ms of the renderer's, {line.data / 1000:.0f} kB",
            f"  assumed: {TOPICS} topics × {STORIES} stories × {LINES} lines + {AROUND}; "
            f"{HEARD} stories a listener, {AIRED:.0%} heard; {LISTENERS:,} listeners",
            f"  a day: {one.lines:,} unique lines, {one.minutes:.1f} minutes a listener",
            f"    {one.cpu_hours:.1f} CPU hours: {one.cores:.1f} cores for {HOURS:g} h; renderer {one.own_hours:.2f} h",
            f"    {one.stored / 1e9:.2f} GB stored, {one.sent / 1e12:.2f} TB sent",
            f"    {one.unshared_hours:,.0f} CPU hours if each listener were spoken to alone",
        ]
    )
