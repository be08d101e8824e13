"""A show with an hour of words, to measure and try things on: `uv run python -m tests.bench.long_show FOLDER [ENGINE]`.

Its articles are made up, its script cites each of their sentences: word for word, joined, or with who says so.
The same arguments give the same bytes.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import yaml

from daycast.files import write_text
from daycast.inline import escape
from daycast.scripts.keep import keep
from daycast.scripts.model import Cue, Evidence, Say, Script, Section, Sound
from daycast.scripts.printer import print_script
from daycast.seeds.article import FrontMatter, print_article
from daycast.show import Show, open_show

DAY = date(2026, 6, 23)
LINES = 520  # about an hour
STORIES = 45
HOSTS = ("Ada", "Ben")
OUTLETS = ("Example Wire", "Lantern Daily", "Stackside", "Harbour Review", "Northgate Courier")

_FRONTS = "Ard Bel Dren Esk Fen Gar Hal Iver Jor Kel Lark Mor Nor Ost Pel Quill Rav Sal Thorn Ul Ver Wick Yar".split()
_BACKS = "moor ford wick low den field by ridge stone well mere worth haven ley ton gate".split()
_TRADES = "Insurance Software Careers Freight Energy Bank Robotics Labs Optics Foods Rail Textiles".split()
_VERBS = "opened sold tested bought repaired replaced shipped licensed planned closed moved counted".split()
_KINDS = "small public electric northern modern portable heavy silent rented coastal medical wooden".split()
_THINGS = (
    "warehouses turbines ferries clinics bridges models sensors schools printers tunnels satellites markets "
    "reservoirs laboratories trams batteries cranes greenhouses archives workshops"
).split()
_WHYS = (
    "", " because fuel became dearer", " under a contract with the city", " with a grant from the ministry",
    "", " although rivals had warned against it", " so that customers wait less", " as the court had demanded",
    "", " while engineers look for the fault", " without waiting for the regulator", " as last year",
)  # fmt: skip


def write_show(
    folder: Path, *, lines: int = LINES, stories: int = STORIES, engine: str = "silence", day: date = DAY
) -> Show:
    """Writes a show of `stories` articles and a script of `lines` lines about them into `folder`, which it makes."""
    settings = {
        "title": "The Long Hour",
        "description": "An hour of made-up news.",
        "author": "The desk",
        "email": "desk@example.org",
        "minutes": max(1, round(60 * lines / LINES)),
        "hosts": list(HOSTS),
    }
    cast = {HOSTS[0]: {"engine": engine}, HOSTS[1]: {"engine": engine, "rate": 1.1}}
    write_text(folder / "show.yaml", yaml.safe_dump(settings, sort_keys=False))
    write_text(folder / "voice" / "cast.yaml", yaml.safe_dump(cast))
    show = open_show(folder)
    luck = random.Random(f"{lines} {stories}")
    spoken = [lines // stories + (number < lines % stories) for number in range(stories)]
    told = [list(_sentences(luck, 2 * count)) for count in spoken]
    sections: list[Section] = [Section(0, "", (Sound("open"),)), Section(1, "The news", ())]
    evidence: list[Evidence] = []
    for number, (count, sentences) in enumerate(zip(spoken, told, strict=True)):
        outlet, title = OUTLETS[number % len(OUTLETS)], " ".join(sentences[0].split()[:6])
        url = f"https://{outlet.split()[0].lower()}.example.org/{number}"
        front = FrontMatter(
            title=title, outlet=outlet, url=url, published=datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
        )
        paragraphs = (" ".join(sentences[place : place + 3]) for place in range(0, len(sentences), 3))
        write_text(show.seeds(day) / f"story-{number:03}.md", print_article(front, "\n\n".join(paragraphs)))
        cues: list[Cue] = []
        for place in range(count):
            text, quotes = _line(place, outlet, sentences[2 * place : 2 * place + 2])
            labels = [str(len(evidence) + more) for more in range(1, len(quotes) + 1)]
            evidence += [Evidence(label, outlet, day, url, quote) for label, quote in zip(labels, quotes, strict=True)]
            cues.append(Say(HOSTS[(number + place) % len(HOSTS)], escape(text), tuple(labels)))
        sections.append(Section(2, escape(title), tuple(cues)))
    script = Script(day, "An hour of news", "Everything that was made up.", tuple(sections), tuple(evidence))
    keep(show, day, print_script(script))
    return show


def _line(place: int, outlet: str, sentences: list[str]) -> tuple[str, list[str]]:
    """A line as a script has it, and the sentences that it cites."""
    first, second = sentences
    match place % 5:
        case 0:
            return f"{first} {second}", sentences
        case 1 | 3:
            return f"According to {outlet}, {first}", [first]
        case _:
            return first, [first]


def _sentences(luck: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        firm = f"{luck.choice(_FRONTS)}{luck.choice(_BACKS)} {luck.choice(_TRADES)}"
        what = f"{luck.randrange(12, 9000):,} {luck.choice(_KINDS)} {luck.choice(_THINGS)}"
        place = f"{luck.choice(_FRONTS)}{luck.choice(_BACKS)}"
        yield f"{firm} {luck.choice(_VERBS)} {what} near {place}{luck.choice(_WHYS)}."


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    made = write_show(Path(sys.argv[1]), engine=sys.argv[2] if len(sys.argv) == 3 else "silence")
    print(made.script(DAY))
