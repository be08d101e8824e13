"""One day of a show, stage by stage. The command line (and whatever else drives a show) calls these verbs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from daycast.episodes.render import Rendered
from daycast.episodes.render import render as render_script
from daycast.episodes.score import score, wanted
from daycast.errors import DaycastError, Problem
from daycast.files import read_text
from daycast.inline import plain
from daycast.scripts.check import check as check_script
from daycast.scripts.keep import Kept, keep
from daycast.scripts.model import Script
from daycast.scripts.parse import parse
from daycast.seeds.article import read_day
from daycast.seeds.model import Article, Story
from daycast.show import Show
from daycast.voice.cast import FILE as CAST
from daycast.voice.cast import Cast, load_cast, with_engine
from daycast.voice.engine import check_voice
from daycast.voice.lexicon import Lexicon, load_lexicon
from daycast.voice.mp3 import FRAME_SECONDS
from daycast.voice.sounds import Sounds
from daycast.voice.speakable import speakable
from daycast.voice.takes import TakeStore

ARCHIVE_DAYS = 30  # how far back a story is looked for that today's may follow
MOST_WORKERS = 4  # each holds an engine in memory
_LETTERS_A_SECOND = 14.5


@dataclass(frozen=True, slots=True)
class Reported:
    """The articles of a day and of the days before it, and what is wrong with the day's files."""

    articles: tuple[Article, ...]
    archive: Mapping[date, tuple[Article, ...]]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Booth:
    """What a show's `voice/` folder gives to speak with."""

    cast: Cast
    lexicon: Lexicon
    sounds: Sounds
    store: TakeStore


@dataclass(frozen=True, slots=True)
class Forecast:
    """What rendering would take: words, minutes (an estimate where lines are yet to be spoken), and takes."""

    words: int
    minutes: float
    cached: int
    to_speak: int


def reported(show: Show, day: date) -> Reported:
    """What stands in `seeds/` for `day`, and before it as far back as stories are followed."""
    articles, problems = read_day(show.seeds(day), day, show.zone)
    archive = {past: read_day(show.seeds(past), past, show.zone)[0] for past in _archive_days(show, day)}
    return Reported(articles, archive, problems)


def _archive_days(show: Show, day: date) -> list[date]:
    return [past for past in show.days("seeds") if day - timedelta(ARCHIVE_DAYS) <= past < day]


def stories(show: Show, day: date, known: Reported) -> tuple[Story, ...]:
    """The stories of `day`, weightiest first. A day without any is the user's to mend."""
    from daycast.seeds.rank import stories as rank

    if not known.articles:
        raise DaycastError(
            "\n".join([f"{show.seeds(day)}: no articles for {day.isoformat()}", *map(str, known.problems)]),
            hint=f"Put Markdown files there, or bring articles in: daycast gather FILE… --date {day.isoformat()}",
        )
    return rank(day, known.articles, known.archive)


def write(show: Show, day: date) -> tuple[Kept | None, tuple[Problem, ...]]:
    """Writes the day's script, beside a person's words and never over them; tells what is wrong with its articles.

    `None` where there are no articles to write from but a script stands already.
    """
    known = reported(show, day)
    if not known.articles and show.script(day).is_file():
        return None, known.problems
    from daycast.scripts.aired import aired
    from daycast.scripts.printer import print_script
    from daycast.scripts.write import draft

    urls = {article.id: article.url for articles in known.archive.values() for article in articles}
    script = draft(show, day, stories(show, day, known), aired(show, day), urls)
    return keep(show, day, print_script(script)), known.problems


def booth(show: Show, engine: str | None = None, *, on_damaged: Callable[[Path], object] = lambda path: None) -> Booth:
    """The show's cast, lexicon, sounds and takes; `engine` makes everybody speak with that engine.

    `on_damaged` hears of takes that are not what they should be; they are spoken anew.
    """
    cast = load_cast(show.voice)
    if engine:
        cast = with_engine(cast, engine)
    return Booth(
        cast, load_lexicon(show.voice), Sounds(show.voice), TakeStore(show.voice / ".takes", on_damaged=on_damaged)
    )


def check(show: Show, day: date, room: Booth) -> tuple[Script, tuple[Problem, ...]]:
    """The script of `day` as parsed, and everything that is wrong with it."""
    path = show.script(day)
    if not path.is_file():
        raise DaycastError(f"{path}: there is no script for {day.isoformat()}",
                           hint=f"Make one: daycast write --date {day.isoformat()}")  # fmt: skip
    script, unread = parse(read_text(path), path)
    found = check_script(
        script,
        path,
        speakers=room.cast.speakers,
        sounds=room.sounds.names(),
        names=(show.title, *room.cast.speakers),
        sayable=lambda say: bool(speakable(say.text, room.lexicon)),
    )
    return script, tuple(sorted((*unread, *found), key=lambda problem: problem.line))


def forecast(show: Show, script: Script, room: Booth) -> Forecast:
    """What rendering `script` would take."""
    from daycast.episodes.arrange import Quiet

    passages = score(script, room.cast, room.lexicon, room.sounds)
    lines = {line.wanted.key: line.wanted for line in wanted(passages)}
    known = {key: take for key in lines if (take := room.store.get(key))}
    quiet = sum(note.frames for passage in passages for note in passage.notes if isinstance(note, Quiet))
    seconds = quiet * FRAME_SECONDS + sum(
        known[line.wanted.key].seconds
        if line.wanted.key in known
        else len(line.wanted.text) / _LETTERS_A_SECOND / line.wanted.voice.rate
        for line in wanted(passages)
    )
    words = sum(len(plain(say.text).split()) for say in script.lines)
    return Forecast(words, round(seconds / 60, 1), len(known), len(lines) - len(known))


def check_cast(show: Show, room: Booth, speakers: Iterable[str]) -> None:
    """Raises with every one of `speakers` whose voice cannot speak here."""
    silent = []
    for speaker in speakers:
        try:
            check_voice(room.cast.voice(speaker))
        except DaycastError as error:
            silent.append(f"{show.voice / CAST}: {speaker}: {error}")
    if silent:
        raise DaycastError("\n".join(silent))


def render(
    show: Show, script: Script, room: Booth, *, now: datetime, on_spoken: Callable[[int, int], object]
) -> Rendered:
    """Renders a script that `check` found no errors in."""
    check_cast(show, room, dict.fromkeys(say.speaker for say in script.lines))
    return render_script(
        show,
        script,
        show.script(script.date),
        cast=room.cast,
        lexicon=room.lexicon,
        sounds=room.sounds,
        store=room.store,
        now=now,
        workers=min(os.cpu_count() or 1, MOST_WORKERS),
        on_spoken=on_spoken,
    )
