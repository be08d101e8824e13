"""A show in German or Spanish from its articles to its feed."""

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from daycast.cli import app
from daycast.episodes.record import load

SHOWS = Path(__file__).parent / "shows"
HOSTS = {"de": ("Anna", "Jonas"), "es": ("Lucía", "Mateo")}


def made(language: str, folder: Path) -> str:
    """The feed after `daycast today`, which must find nothing wrong."""
    done = CliRunner().invoke(app, ["today", "--show", str(folder), "--date", "2026-06-23"])
    assert (done.exit_code, "nothing wrong" in done.stdout) == (0, True), done.output
    return (folder / "feed" / "feed.xml").read_text()


@pytest.mark.parametrize(("language", "tag"), [("de", "de-DE"), ("es", "es-ES")])
def test_a_show_is_written_rendered_and_published_in_its_language(language: str, tag: str, tmp_path: Path) -> None:
    shutil.copytree(SHOWS / language, tmp_path / "show")
    feed = made(language, tmp_path / "show")
    assert f"<language>{tag}</language>" in feed
    first = load(tmp_path / "show/episodes/2026-06-23").lines[0]
    assert first.text.startswith(
        {"de": "Heute ist Dienstag, der 23. Juni", "es": "Hoy es martes, 23 de junio"}[language]
    )


@pytest.mark.slow
@pytest.mark.parametrize("language", ["de", "es"])
def test_a_voice_of_the_language_speaks_every_line(language: str, tmp_path: Path) -> None:
    shutil.copytree(SHOWS / language, tmp_path / "show")
    tell, ask = HOSTS[language]
    cast = f"{tell}: {{engine: pyttsx3, voice: {language}}}\n{ask}: {{engine: pyttsx3, voice: {language}, pitch: -3}}\n"
    (tmp_path / "show/voice/cast.yaml").write_text(cast)
    made(language, tmp_path / "show")
    script = (SHOWS / f"{language}.md").read_text()
    lines = re.findall(rf"^(?:{tell}|{ask}): ", script, re.MULTILINE)
    assert len(load(tmp_path / "show/episodes/2026-06-23").lines) == len(lines)
