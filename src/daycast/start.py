"""`daycast init`: a new show's folder, empty or as a copy of the demo show."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import jinja2

from daycast.errors import DaycastError
from daycast.files import write_bytes, write_text
from daycast.find import FILE, FOLDERS
from daycast.headings import heading
from daycast.show import open_show
from daycast.voice.engine import NotInstalledError
from daycast.voice.languages import distance, speaks
from daycast.voice.registry import engine_names, open_engine

_HERE = Path(__file__).parent
_LOWER = -3  # semitones: a second host out of an engine's one voice
_DESCRIPTIONS = {
    "en": "The day's news from {title}: headlines, then one story in depth.",
    "de": "Die Nachrichten des Tages von {title}: Schlagzeilen, dann eine Geschichte im Detail.",
    "es": "Las noticias del día de {title}: los titulares y una historia a fondo.",
}
IGNORED = """\
# what daycast makes and can make again
/seeds/.sources.json
/episodes/**/*.mp3
/episodes/**/*.m4a
/episodes/**/*.opus
/episodes/cover*.jpg
/episodes/.archive*.sqlite*
/voice/.takes/
/scripts/.answers/
/scripts/.history/
/scripts/.ledger.sqlite*
/feed/**
!/feed/**/
!/feed/README.md
!/feed/**/.published.jsonl

# who listens: take this line out to keep them in a repository that is nobody else's
/listeners/
"""


def copy_sample(folder: Path) -> None:
    """Copies the demo show into `folder`, which must not hold a show yet."""
    _must_be_free(folder)
    origin = _sample()
    for name in (_HERE / "sample.txt").read_text(encoding="utf-8").split():
        whole = origin / name
        for source in sorted(whole.rglob("*")) if whole.is_dir() else [whole]:
            if source.is_file():
                write_bytes(folder / source.relative_to(origin), source.read_bytes())
    write_text(folder / ".gitignore", IGNORED)


def create(folder: Path, *, title: str, language: str, sources: Sequence[str]) -> None:
    """Makes an empty show in `folder`, with the five folders, two hosts and every setting explained."""
    _must_be_free(folder)
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("daycast", "templates"),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = partial(json.dumps, ensure_ascii=False)  # a JSON string is a YAML string
    paths = [path for path in sources if path.strip()]
    tongue = language.split("-")[0].lower()
    values = {
        "title": title,
        "language": language,
        "description": _DESCRIPTIONS.get(tongue, _DESCRIPTIONS["en"]).format(title=title),
        "headlines": heading("headlines", tongue),
        "deep_dive": heading("deep_dive", tongue),
        "sources": paths,
        "voices": _voices(language),
    }
    for name in (FILE, "voice/cast.yaml", "voice/lexicon.yaml"):
        write_text(folder / name, environment.get_template(f"{name}.j2").render(values))
    for name in FOLDERS:
        write_text(folder / name / "README.md", (_sample() / name / "README.md").read_text(encoding="utf-8"))
    write_text(folder / ".gitignore", IGNORED)
    open_show(folder)


def _voices(language: str) -> list[dict[str, object]]:
    """Voices for two hosts in `language`, from the first engine that speaks it."""
    for name in sorted(engine_names(), key=lambda name: (name != "hibari", name)):
        if (names := _speaking(name, language)) and name != "silence":
            defaults = [voice.heard() for voice in open_engine(name).defaults()]
            fitting = [voice for voice in defaults if str(voice.get("voice", "")).partition("+")[0] in names]
            one = {"voice": names[0]}
            return [{"engine": name, **voice} for voice in (fitting or [one, {**one, "pitch": _LOWER}])[:2]]
    raise DaycastError(f"no installed engine speaks {language!r}", hint="List what there is: daycast voices")


def _speaking(name: str, language: str) -> list[str]:
    """The voices of an engine that are here and speak `language`, the nearest first."""
    try:
        voices = open_engine(name).voices()
    except NotInstalledError:
        return []
    fitting = [voice for voice in voices if voice.available and speaks(voice.language, language.split("-")[0])]
    return [voice.name for voice in sorted(fitting, key=lambda voice: distance(voice.language, language))]


def _must_be_free(folder: Path) -> None:
    if (folder / FILE).exists():
        raise DaycastError(f"{folder}: there is a show here already", hint="Name another folder; nothing was changed.")


def _sample() -> Path:
    """The demo show: inside the installed package, or at the root of a checkout."""
    packed = _HERE / "sample"
    return packed if packed.is_dir() else _HERE.parents[1]
