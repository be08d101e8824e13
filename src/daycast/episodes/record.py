"""`episodes/<date>/episode.yaml`: an episode as a file, and back."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from daycast.episodes.model import Episode
from daycast.errors import DaycastError
from daycast.files import read_text, write_text
from daycast.settings import Dumper, Loader
from daycast.show import Show

FILE = "episode.yaml"


@cache
def _adapter() -> TypeAdapter[Episode]:
    return TypeAdapter(Episode)


def save(folder: Path, episode: Episode) -> bool:
    """Writes the record into the episode's folder; returns whether it changed."""
    data = _adapter().dump_python(episode, mode="json")
    return write_text(folder / FILE, yaml.dump(data, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=100))


def load(folder: Path) -> Episode:
    """Reads the record of the episode in `folder`."""
    path = folder / FILE
    try:
        return _adapter().validate_python(yaml.load(read_text(path), Loader=Loader))
    except (yaml.YAMLError, ValueError) as error:
        raise DaycastError(
            f"{path}: this is not an episode's record: {str(error).splitlines()[0]}",
            hint="Bring it back from version control, or delete it and render the day again.",
        ) from error


def rendered(show: Show) -> list[Episode]:
    """Every episode of the show that has a record, oldest first."""
    folders = (show.episode(day) for day in show.days("episodes"))
    return [load(folder) for folder in folders if (folder / FILE).is_file()]
