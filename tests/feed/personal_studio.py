"""A show with a briefing edition: one script of many stories, and listeners who each hear some of them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from daycast import day as stages
from daycast.episodes.assembly import Assembly
from daycast.feed.personal import day as days
from daycast.feed.personal.press import pressed
from daycast.scripts.model import Script
from daycast.scripts.printer import print_script
from daycast.show import open_show
from daycast.voice.workers import Crew

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from daycast.episodes.render import Rendered
    from daycast.feed.personal.day import Day
    from daycast.feed.personal.press import Tailor
    from daycast.scripts.model import Section
    from daycast.show import Show

DAY = date(2026, 6, 23)
NOON = datetime(2026, 6, 23, 12, tzinfo=UTC)
SETTINGS = """\
title: Test Show
description: What happened, briefly.
author: The desk
email: desk@example.org
hosts: [Ada, Ben]
base_url: {base_url}
editions:
  briefing: {{title: Test Briefing}}
"""
CAST = "Ada: {{engine: {engine}}}\nBen: {{engine: {engine}, rate: 1.1}}\n"
OPENING = """\
---
date: {day}
title: What matters today
summary: Some stories, for you.
---

[sound: open]

Ada: Good morning. This is your briefing.
"""
STORY = """
# {title}

Ada: {title} was told by the wire in {words} words. [^{label}]

Ben: Nobody else has said so of {title}. {{.take}}

## What comes next for {title}?

[pause: 500ms]

Ada: The wire expects more of {title} tomorrow. [^{label}]
"""
CLOSING = """
# Sign-off

Ben: That is all for today.
"""
EVIDENCE = '\n[^{label}]: Example Wire, {day}, <https://wire.example.org/{label}>. "{title} was told by the wire."\n'


@dataclass(frozen=True, slots=True)
class Tailored:
    """What a listener hears, and why."""

    script: Script
    reasons: Mapping[str, str] = field(default_factory=dict)


def titles(stories: int) -> list[str]:
    kinds = "Harbour Lantern Orchard Quarry Meadow Bridge Foundry Mill".split()
    return [f"{kinds[place % len(kinds)]} {place + 1}" for place in range(stories)]


def text(day: date = DAY, stories: int = 6) -> str:
    """The whole day's script."""
    told = [{"title": title, "label": place + 1, "words": 7 * place + 5, "day": day}
            for place, title in enumerate(titles(stories))]  # fmt: skip
    body = "".join(STORY.format(**story) for story in told)
    return OPENING.format(day=day) + body + CLOSING + "".join(EVIDENCE.format(**story) for story in told)


def make(root: Path, *, base_url: str = "http://localhost:8642/", engine: str = "silence") -> Show:
    """The briefing edition of a show in `root`, without a script."""
    (root / "voice").mkdir(parents=True)
    (root / "show.yaml").write_text(SETTINGS.format(base_url=base_url))
    (root / "voice" / "cast.yaml").write_text(CAST.format(engine=engine))
    return open_show(root, "briefing")


def render(show: Show, script: str = "", day: date = DAY) -> Rendered:
    path = show.script(day)
    path.parent.mkdir(exist_ok=True)
    path.write_text(script or text(day))
    room = stages.booth(show)
    made, problems = stages.check(show, day, room, doubts=False, length=False)
    return stages.render(show, made, room, problems=problems, now=NOON)


def whole(_: str, script: Script) -> Tailored:
    """Everything, for everybody."""
    return Tailored(script)


def some(listener: str, script: Script) -> Tailored:
    """Some of the stories, in an order of the listener's own."""
    luck = random.Random(listener)
    opening, stories, closing = cut(script)
    chosen = luck.sample(stories, luck.randint(1, len(stories)))
    sections = (*opening, *(section for story in chosen for section in story), *closing)
    reasons = {story[0].title: f"{listener} follows {story[0].title}" for story in chosen}
    title = f"{chosen[0][0].title} and {len(chosen) - 1} more"
    return Tailored(replace(script, sections=sections, title=title), reasons)


def cut(script: Script) -> tuple[list[Section], list[list[Section]], list[Section]]:
    """What stands before the stories, each story with what is below it, and the end."""
    opening: list[Section] = []
    stories: list[list[Section]] = []
    for section in script.sections:
        if section.level == 0:
            opening.append(section)
        elif section.level == 1:
            stories.append([section])
        else:
            stories[-1].append(section)
    return opening, stories[:-1], stories[-1]


def press(show: Show, listeners: Iterable[str], tailor: Tailor = some, day: date = DAY, *, anew: bool = False) -> Day:
    """The day's episodes of these listeners, kept, as a publish would make them; nothing is spoken."""
    room = stages.booth(show)
    script, _ = stages.check(show, day, room, doubts=False, length=False)
    from daycast.episodes import record

    recorded = record.load(show.episode(day))
    before = days.load(days.path_of(show, day))
    with Crew() as crew:
        assembly = Assembly(room.cast, room.lexicon, room.sounds, room.store, room.delivery, crew)
        made = pressed(
            show, script, recorded, before, listeners, tailor, assembly, room.memory, now=NOON, anew=anew
        )  # fmt: skip
    days.save(show, made)
    return made


def written(script: Script) -> str:
    """A tailored script as a file's text."""
    return print_script(script)
