"""What `lexicon.yaml` says, checked."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Discriminator, Field, RootModel, Tag

from daycast.errors import DaycastError
from daycast.voice.engine import NotInstalledError, Phonetic
from daycast.voice.lexicon import SAY
from daycast.voice.registry import open_engine

Word = Annotated[str, Field(min_length=1, pattern=r"\w")]


def _takers(entries: dict[str, str]) -> dict[str, str]:
    """Phonemes by engine, each of which can take some."""
    for name in entries.keys() - {SAY}:
        try:
            if not isinstance(open_engine(name), Phonetic):
                raise ValueError(f"the engine {name} takes no phonemes; write a respelling, as `{SAY}: …`")
        except NotInstalledError:
            continue
        except DaycastError as error:
            raise ValueError(f"{error.message}; {error.hint}") from error
    return entries


Phonemes = Annotated[dict[str, Word], Field(min_length=1), AfterValidator(_takers)]
Said = Annotated[
    Annotated[Word, Tag("respelling")] | Annotated[Phonemes, Tag("phonemes")],
    Discriminator(lambda said: "phonemes" if isinstance(said, dict) else "respelling"),
]


class LexiconSettings(RootModel[dict[Word, Said]]):
    """The whole of `lexicon.yaml`."""

    model_config = ConfigDict(frozen=True)

    root: dict[Word, Said] = {}
