"""The digest of everything that an episode's files are made from: equal digest, nothing to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from daycast import __version__
from daycast.episodes.arrange import Quiet
from daycast.episodes.score import Cued, Passage, Sting
from daycast.scripts.model import Script

if TYPE_CHECKING:
    from daycast.show import Show


def digest(
    show: Show, script: Script, passages: tuple[Passage, ...], picture: Path, illustrations: Mapping[str, Path]
) -> str:
    """Of a script and its score, the file of the cover, and those of pictures by the address of their article."""
    heard: list[object] = []
    for passage in passages:
        heard.append([passage.bed, passage.key])
        for note in passage.notes:
            match note:
                case Cued():
                    heard.append([note.wanted.key, note.say.speaker, note.say.text, note.say.citations, note.say.take])
                case Sting():
                    heard.append(note.key)
                case Quiet():
                    heard.append(note.frames)
                case _:
                    heard.append([note.level, note.title])
    front = [script.date.isoformat(), script.title, script.summary, show.title, show.author]
    sources = [[e.label, e.outlet, e.published.isoformat(), e.url, e.quote] for e in script.evidence]
    image = hashlib.sha256(picture.read_bytes()).hexdigest()
    images = {url: hashlib.sha256(file.read_bytes()).hexdigest() for url, file in illustrations.items()}
    form = [show.audio.alternates, images, show.base_url if images else ""]
    text = json.dumps([__version__, front, heard, sources, image, form], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
