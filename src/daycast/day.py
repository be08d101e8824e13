"""One day of a show from its script on: checked, forecast, rendered. Whatever drives a show calls these verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from daycast.episodes.score import lines, score, wanted
from daycast.errors import DaycastError, Problem
from daycast.files import decoded, read_settled, read_text
from daycast.inline import plain
from daycast.memory import Memory
from daycast.scripts.approve import digest, must_be_approved
from daycast.scripts.check import blunders
from daycast.scripts.check import check as check_script
from daycast.scripts.checking.begun import begun
from daycast.scripts.checking.structure import far_from
from daycast.scripts.commentary.unanswered import without_opinion
from daycast.scripts.locate import located
from daycast.scripts.model import Script, cited_days
from daycast.scripts.parse import parse
from daycast.voice.cast import FILE as CAST
from daycast.voice.cast import Cast, load_cast, with_engine
from daycast.voice.delivery import DEFAULT_LOUDNESS, Delivery
from daycast.voice.lexicon import Lexicon, load_lexicon
from daycast.voice.mp3 import FRAME_SECONDS
from daycast.voice.open_takes import takes
from daycast.voice.registry import is_installed, open_engine
from daycast.voice.sounds import Sounds
from daycast.voice.speak import Wanted
from daycast.voice.takes import TakeStore
from daycast.voice.unsayable import unsayable
from daycast.yaml_nodes import line_of

if TYPE_CHECKING:
    from daycast.episodes.render import Rendered
    from daycast.seeds.model import Article
    from daycast.show import Show
    from daycast.voice.workers import Crew

_LETTERS_A_SECOND = 14.5


@dataclass(frozen=True, slots=True)
class Booth:
    """What a show's `voice/` folder gives to speak with."""

    cast: Cast
    lexicon: Lexicon
    sounds: Sounds
    store: TakeStore
    delivery: Delivery
    memory: Memory


@dataclass(frozen=True, slots=True)
class Forecast:
    """What rendering would take: words, minutes (an estimate where lines are yet to be spoken), and takes."""

    words: int
    minutes: float
    cached: int
    to_speak: int


def booth(
    show: Show,
    engine: str | None = None,
    voices: tuple[Cast, Lexicon] | None = None,
    memory: Memory | None = None,
    *,
    on_damaged: Callable[[Path], object] = lambda path: None,
    on_trouble: Callable[[str], object] = lambda message: None,
) -> Booth:
    """The show's cast, lexicon, sounds and takes; `engine` makes everybody speak with that engine.

    `voices` are the cast and the lexicon where they are known already; `memory` is what was worked out before.
    `on_damaged` hears of takes that are not what they should be; they are spoken anew. `on_trouble` hears of a bucket
    of takes that cannot be used; this machine goes on without it.
    """
    cast, lexicon = voices or (load_cast(show.voice), load_lexicon(show.voice, show.language, memory))
    if engine:
        cast = with_engine(cast, engine)
    return Booth(
        cast,
        lexicon,
        Sounds(show.voice, show.title),
        takes(show, on_damaged=on_damaged, on_trouble=on_trouble),
        delivery(show),
        memory or Memory(),
    )


def delivery(show: Show) -> Delivery:
    """The channels and the loudness that the show wants."""
    channels: Literal[1, 2] = 2 if show.audio.channels == "stereo" else 1
    return Delivery(channels, DEFAULT_LOUDNESS[channels] if show.loudness is None else show.loudness)


def check(
    show: Show, day: date, room: Booth, *, doubts: bool = True, length: bool = True
) -> tuple[Script, tuple[Problem, ...]]:
    """The script of `day` as parsed, and everything that is wrong with it, in the order of lines and columns.

    What is wrong with the voices and sounds that it needs comes last.

    Without `doubts`, what takes long and finds warnings alone is left out; without `length` the script may be far from
    that of the show's episodes.
    """
    path = show.script(day)
    if not path.is_file():
        raise DaycastError(f"{path}: there is no script for {day.isoformat()}",
                           hint=f"Make one: daycast write {show.options(day)}")  # fmt: skip
    return checked(show, day, read_settled(path), room, doubts=doubts, length=length)


def checked(
    show: Show, day: date, data: bytes, room: Booth, *, doubts: bool = True, length: bool = True
) -> tuple[Script, tuple[Problem, ...]]:
    """The same of the bytes of a script that has been read."""
    path = show.script(day)
    text = decoded(path, data)
    parsed, unread = parse(text, path)
    script = replace(parsed, sha256=digest(data))
    speakers, sounds = room.cast.speakers, room.sounds.names()
    found = [*unread, *begun(text, path, speakers)]
    if show.kind == "take":
        found += without_opinion(script, path)
    if doubts:
        from daycast.scripts.commentary.unanswered import open_prompts
        from daycast.scripts.merging.notes import open_offers

        found += check_script(
            script,
            path,
            speakers=speakers,
            sounds=sounds,
            names=(show.title, show.main.title, *speakers),
            articles=_citable(show, script),
            aired=_cited_episodes(show, script),
            tongue=show.tongue,
        )
        found += (*open_offers(text, path), *open_prompts(text, path))
    else:
        found += blunders(script, path, speakers=speakers, sounds=sounds)
    found += unsayable(script, path, room.cast, room.lexicon)
    of_voice = (*_without_engine(show, script, room.cast), *room.sounds.problems())
    if length and show.kind != "briefing" and all(problem.warning for problem in (*found, *of_voice)):
        found += far_from(show.minutes, forecast(show, script, room).minutes, path)
    return script, (*located(found, text), *of_voice)


def guessed(show: Show, script: Script, room: Booth) -> tuple[Problem, ...]:
    """A note for each word that a voice is left to guess."""
    from daycast.voice.guessed import guessed as words_guessed

    path = show.script(script.date)
    found = words_guessed(script, path, room.cast, room.lexicon, room.store.folder / "words")
    return located(found, read_text(path)) if found else ()


def unheard(show: Show, script: Script, room: Booth) -> tuple[Problem, ...]:
    """An error for each speaker of the script whose voice cannot speak here: its engine is asked, or its server."""
    from daycast.episodes.spoken import silent

    speakers = dict.fromkeys(say.speaker for say in script.lines if say.speaker in room.cast.root)
    return tuple(silent({speaker: room.cast.voice(speaker) for speaker in speakers}, show.voice / CAST).values())


def _without_engine(show: Show, script: Script, cast: Cast) -> Iterator[Problem]:
    """An error for each voice that no line can be planned with, as nothing is known of its engine."""
    for speaker in dict.fromkeys(say.speaker for say in script.lines if say.speaker in cast.root):
        try:
            open_engine(cast.voice(speaker).engine)
        except DaycastError as error:
            cast_file = show.voice / CAST
            yield Problem(cast_file, line_of(cast_file, speaker), f"{speaker}: {error.message}", error.hint)


def _citable(show: Show, script: Script) -> tuple[Article, ...]:
    """The articles of the days where what the script cites may stand."""
    from daycast.seeds.article import read_day

    return tuple(
        article
        for day in sorted(cited_days(script).intersection(show.days("seeds")))
        for article in read_day(show.seeds(day), day, show.zone)[0]
    )


def _cited_episodes(show: Show, script: Script) -> tuple[Article, ...]:
    """The show's own episodes that a script cites, as far as their scripts are here."""
    from daycast.scripts.own import episode_of

    days = {source.published for source in script.evidence if source.outlet == show.main.title}
    return tuple(episode_of(show.main, day) for day in sorted(days.intersection(show.main.days("scripts"))))


def forecast(show: Show, script: Script, room: Booth) -> Forecast:
    """What rendering `script` would take."""
    from daycast.episodes.arrange import Quiet

    passages = score(script, room.cast, room.lexicon, room.sounds, room.delivery)
    needed = {line.wanted.key: line.wanted for line in wanted(passages)}
    known = room.store.heads(needed)
    quiet = sum(note.frames for passage in passages for note in passage.notes if isinstance(note, Quiet))
    seconds = quiet * FRAME_SECONDS + sum(
        known[line.wanted.key].seconds if line.wanted.key in known else spoken_seconds(line.wanted)
        for line in wanted(passages)
    )
    words = sum(len(plain(say.text).split()) for say in script.lines)
    return Forecast(words, round(seconds / 60, 1), len(known), len(needed) - len(known))


def spoken_seconds(line: Wanted) -> float:
    """How long a line that nobody has spoken yet will about take."""
    return len(line.text) / _LETTERS_A_SECOND / line.voice.rate


def render(
    show: Show,
    script: Script,
    room: Booth,
    *,
    problems: Sequence[Problem] = (),
    now: datetime,
    crew: Crew | None = None,
    on_spoken: Callable[[int, int], object] = lambda done, total: None,
) -> Rendered:
    """Renders a script that is approved, where the show wants that; `problems` are what `check` found in it.

    With an error among them, or a voice that is not here, every other line is spoken and kept all the same; then a
    `ProblemsError` tells everything that is in the way, and an episode from before stays as it is. `crew` speaks, else
    one made for the occasion.
    """
    from daycast.episodes.render import render as render_script
    from daycast.episodes.spoken import spoken, unfinished
    from daycast.voice.workers import crew_of

    must_be_approved(show, script)
    path = show.script(script.date)
    errors = tuple(dict.fromkeys(problem for problem in problems if not problem.warning))
    with nullcontext(crew) if crew else crew_of(show.farm) as at_work:
        if errors:
            bad = {problem.line for problem in errors if problem.path == path}
            good = [
                line
                for line in lines(script, room.cast, room.lexicon, room.delivery)
                if not bad.intersection(line.say.rows) and is_installed(line.wanted.voice.engine)
            ]
            _, failures = spoken(good, path, show.voice / CAST, room.store, crew=at_work, on_spoken=on_spoken)
            room.store.settle()
            raise unfinished((*errors, *failures.problems), len(good) - failures.lines, len(script.lines))
        return render_script(
            show,
            script,
            path,
            cast=room.cast,
            lexicon=room.lexicon,
            sounds=room.sounds,
            store=room.store,
            delivery=room.delivery,
            memory=room.memory,
            now=now,
            crew=at_work,
            on_spoken=on_spoken,
        )
