"""The score of an episode: each block of the script with the takes and sounds that it needs, and their keys.

Nothing is spoken here: the keys alone tell whether an episode is already made of just these.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from daycast.episodes.arrange import Block, Item, Mark, Quiet, arrange
from daycast.scripts.model import Say, Script, Sound
from daycast.voice.cast import Cast
from daycast.voice.delivery import MONO, Delivery
from daycast.voice.lexicon import Lexicon
from daycast.voice.sounds import Sounds
from daycast.voice.speak import Wanted
from daycast.voice.speakable import speakable
from daycast.voice.takes import Form, piece_key

# How sounds are mixed; part of the keys of what is made so.
STING_UNDER = 0.5  # LU below speech, as music is felt as louder
BED_UNDER = (22.0, 12.0)  # LU below speech: while somebody speaks, and while nobody does
BED_RAMPS = (0.25, 0.4)  # seconds in which it makes room before a word, and comes back after it: within a story's pause
BED_FADES = (300, 1000)  # ms, in and out, while nobody speaks
BED_LEAST = 0.5  # seconds that a bed lasts at least: what goes round faster is a tone


@dataclass(frozen=True, slots=True)
class Cued:
    """A line of the script as a wanted take."""

    say: Say
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Sting:
    """A sound heard by itself, and the key of its piece."""

    name: str
    key: str
    delivery: Delivery = MONO


Note = Mark | Quiet | Cued | Sting


@dataclass(frozen=True, slots=True)
class Passage:
    """A block with everything named: over a bed, `key` is that of the mixed piece."""

    notes: tuple[Note, ...]
    bed: str | None
    key: str | None
    delivery: Delivery = MONO

    @property
    def cued(self) -> tuple[Cued, ...]:
        return tuple(note for note in self.notes if isinstance(note, Cued))


# What was looked up for one score, by line and form or by sound, for others that are made of the same. Two lines of the
# same words are one there, wherever they stand.
Known = dict[tuple[Say, Form] | str, "Cued | Sting"]


def score(
    script: Script,
    cast: Cast,
    lexicon: Lexicon,
    sounds: Sounds,
    delivery: Delivery = MONO,
    known: Known | None = None,
) -> tuple[Passage, ...]:
    """What has to be heard, in order. Speakers and sounds must be known (`check` sees to it)."""
    desk = _Desk(cast, lexicon, sounds, delivery, known)
    return tuple(_passage(block, desk) for block in arrange(script, cast.pauses))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a score is written with."""

    cast: Cast
    lexicon: Lexicon
    sounds: Sounds
    delivery: Delivery
    known: Known | None

    def once(self, asked: tuple[Say, Form] | str, look_up: Callable[[], Cued | Sting]) -> Cued | Sting:
        if self.known is None:
            return look_up()
        if asked not in self.known:
            self.known[asked] = look_up()
        return self.known[asked]


def _passage(block: Block, desk: _Desk) -> Passage:
    form, delivery = _form(block), desk.delivery
    notes = tuple(_note(item, form, desk) for item in block.items)
    if block.bed is None:
        return Passage(notes, None, None, delivery)
    heard = [_name(note) for note in notes if not isinstance(note, Mark)]
    bed = {"bed": desk.sounds.digest(block.bed), "under": BED_UNDER, "ramps": BED_RAMPS, "fades": BED_FADES}
    return Passage(notes, block.bed, piece_key(piece="bed", over=heard, **bed, **delivery.made_from()), delivery)


def _form(block: Block) -> Form:
    return "pcm" if block.bed else "mp3"


def _note(item: Item, form: Form, desk: _Desk) -> Note:
    match item:
        case Mark() | Quiet():
            return item
        case Say():
            return desk.once((item, form), lambda: _cued(item, form, desk.cast, desk.lexicon, desk.delivery))
        case Sound():
            name, delivery = item.name, desk.delivery
            return desk.once(name, lambda: Sting(name, sting_key(name, desk.sounds, delivery), delivery))


def sting_key(name: str, sounds: Sounds, delivery: Delivery = MONO) -> str:
    """The key of the sound `name` as a piece that is heard by itself."""
    return piece_key(piece="sting", sound=sounds.digest(name), under=STING_UNDER, **delivery.made_from())


def _cued(say: Say, form: Form, cast: Cast, lexicon: Lexicon, delivery: Delivery) -> Cued:
    voice = cast.voice(say.speaker)
    return Cued(say, Wanted(voice, speakable(say.text, lexicon.of(voice.engine)), form, delivery))


def _name(note: Note) -> str | int:
    match note:
        case Cued():
            return note.wanted.key
        case Sting():
            return note.key
        case Quiet():
            return note.frames
        case _:
            return ""


def wanted(passages: Sequence[Passage]) -> tuple[Cued, ...]:
    """Every line of the score, in order."""
    return tuple(cued for passage in passages for cued in passage.cued)


def lines(script: Script, cast: Cast, lexicon: Lexicon, delivery: Delivery = MONO) -> tuple[Cued, ...]:
    """Every line that a cast speaker says, in order, whatever sounds there are: what can be spoken of any script."""
    return tuple(
        _cued(item, _form(block), cast, lexicon, delivery)
        for block in arrange(script, cast.pauses)
        for item in block.items
        if isinstance(item, Say) and item.speaker in cast.speakers
    )
