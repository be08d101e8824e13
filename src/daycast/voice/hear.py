"""One line as it will be heard, whatever else its script says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daycast.errors import DaycastError
from daycast.inline import plain, spans
from daycast.scripts.blocks import TURN
from daycast.scripts.parse import unmarked
from daycast.voice.delivery import MONO, Delivery
from daycast.voice.engine import Phonemizer, Pronunciation, Voice
from daycast.voice.registry import check_voice, open_engine
from daycast.voice.speak import Wanted, speak
from daycast.voice.speakable import clean, speakable

if TYPE_CHECKING:
    from daycast.voice.cast import Cast
    from daycast.voice.lexicon import Lexicon
    from daycast.voice.takes import Take, TakeStore
    from daycast.voice.workers import Crew


def line(text: str, cast: Cast) -> tuple[str | None, str]:
    """Who says a line as a script has it, or None where it does not begin with one of the cast, and its words."""
    if (found := TURN.match(text.strip())) and (speaker := cast.named(found["speaker"])) in cast.speakers:
        return speaker, unmarked(found["text"] or "")
    return None, unmarked(text)


def words(markdown: str, voice: Voice, lexicon: Lexicon) -> str:
    """What the voice's engine is given for a line of inline Markdown; where that is nothing, a `DaycastError`."""
    return _sayable(markdown, lexicon.of(voice.engine))


def shown(markdown: str, lexicon: Lexicon) -> str:
    """The same words for people: respelt or as written, whatever phonemes an engine is told."""
    return _sayable(markdown, lexicon)


def _sayable(markdown: str, lexicon: Lexicon) -> str:
    said = speakable(markdown, lexicon)
    if not said:
        raise DaycastError(f"nothing in “{plain(markdown)}” can be said aloud", hint="Write it in words.")
    return said


def hear(
    markdown: str,
    voice: Voice,
    lexicon: Lexicon,
    store: TakeStore,
    delivery: Delivery = MONO,
    *,
    crew: Crew | None = None,
) -> Take:
    """The take of a line in the form "mp3", spoken now unless it is in the store; also of a line that lies over a bed.

    What cannot be spoken is a `DaycastError`.
    """
    spoken = speak([Wanted(voice, words(markdown, voice, lexicon), "mp3", delivery)], store, crew=crew)
    if spoken.failures:
        raise DaycastError(f"this could not be spoken: {spoken.failures[0].reason}")
    take = store.get(spoken.takes[0].key)
    if take is None:
        raise DaycastError("the take was lost as it was read", hint="Say it again.")
    return take


def phonemes(markdown: str, voice: Voice, lexicon: Lexicon) -> tuple[Pronunciation, ...]:
    """How the voice's engine will say a line; an engine that does not tell is a `DaycastError`."""
    check_voice(voice)
    engine = open_engine(voice.engine)
    if not isinstance(engine, Phonemizer):
        raise DaycastError(f"the engine {engine.name} does not tell its phonemes")
    given = lexicon.of(engine.name).given(clean("".join(span.text for span in spans(markdown) if span.say is None)))
    return tuple(_named(one, given) for one in engine.phonemes(words(markdown, voice, lexicon), voice))


def _named(one: Pronunciation, given: dict[str, str]) -> Pronunciation:
    """A pronunciation with the words of a line in place of the phonemes that the engine was told for them."""
    written = one.words
    for told, word in given.items():
        written = written.replace(told, word)
    return replace(one, words=written, told=written.strip(" ,.;:!?") in given.values())
