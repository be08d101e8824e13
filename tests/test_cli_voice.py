"""`say`, `audition` and `render` as a person types them; the hosts speak silence, and nothing plays it."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path

import pytest

from daycast.show import Show
from daycast.voice import play
from daycast.voice.engine import Voice
from daycast.voice.engines import piper
from daycast.voice.registry import check_voice, open_engine
from test_cli import run

slow = pytest.mark.slow


@pytest.fixture(autouse=True)
def _no_player(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(play, "PLAYERS", ())


@slow
def test_say_tells_the_words_and_where_to_listen_where_nothing_plays(show: Show) -> None:
    told = run(show, "say", "It cost **$5**.").stdout
    assert told.startswith("Ada says: It cost 5 dollars.\nno program here plays sound")
    (path,) = re.findall(r"^(.*/voice/\.takes/said/Ada\.mp3)  1\.\d s, ", told, re.MULTILINE)
    assert Path(path).stat().st_size > 1000


@slow
def test_say_writes_a_file_and_takes_the_host_that_was_named(show: Show, tmp_path: Path) -> None:
    told = run(show, "say", "Hello.", "--as", "Ben", "--out", str(tmp_path / "hello.wav")).stdout
    assert told.startswith("Ben says: Hello.\n")
    assert (tmp_path / "hello.wav").read_bytes()[:4] == b"RIFF"


@slow
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Ben: Hello. [^1] {.take}",), "Ben says: Hello.\n"),
        (("Ben: Hello.", "--as", "Ada"), "Ada says: Hello.\n"),
        (("Hello <!-- or good day --> you.", "--as", "ben"), "Ben says: Hello you.\n"),
        (('[Nicholas]{say="Nick"} **hi** [^1] {.take}',), "Ada says: Nick hi\n"),
    ],
)
def test_say_takes_a_line_as_a_script_has_it(show: Show, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    assert run(show, "say", *words, "--out", str(tmp_path / "a.mp3")).stdout.startswith(told)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("say", "Hello.", "--as", "Adda"), "nobody named 'Adda' is cast\n  Did you mean 'Ada'?"),
        (("say", "🎉"), "nothing in “🎉” can be said aloud"),
        (("say", "Hello.", "--phonemes"), "the engine silence does not tell its phonemes"),
        (("say", "Hello.", "--engine", "hibary"), "there is no engine 'hibary'"),
        (("audition", "--as", "Adda"), "Did you mean 'Ada'?"),
    ],
)
def test_what_cannot_be_said_is_told_with_what_to_do(show: Show, words: tuple[str, ...], told: str) -> None:
    result = run(show, *words)
    assert result.exit_code == 1
    assert told in result.stderr


def test_without_a_show_there_is_nobody_to_speak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "daycast init my-show" in run(None, "say", "Hello.").stderr


@slow
def test_each_host_auditions_and_one_without_a_voice_stops_nobody(show: Show, tmp_path: Path) -> None:
    (show.voice / "cast.yaml").write_text("Ada: {engine: silence}\nBen: {voice: hart}\nCy/Dee: {engine: silence}\n")
    result = run(show, "audition", "--out", str(tmp_path / "heard"))
    assert result.exit_code == 1
    assert "Ben  voice hart" in result.stdout
    assert "hibari has no voice 'hart'" in result.stderr
    assert sorted(path.name for path in (tmp_path / "heard").iterdir()) == ["Ada.mp3", "Cy-Dee.mp3"]


@slow
@pytest.mark.parametrize("command", ["check", "render", "today"])
def test_a_file_among_the_sounds_that_is_never_heard_is_told_by_every_command_that_needs_it(
    show: Show, command: str
) -> None:
    path = show.script(date(2026, 6, 23))
    path.parent.mkdir()
    path.write_text("---\ndate: 2026-06-23\ntitle: T\nsummary: S\n---\n\nAda: Hello.\n")
    (show.voice / "sounds").mkdir()
    (show.voice / "sounds" / "open.m4a").touch()
    done = run(show, command, "--date", "2026-06-23")
    assert "open.m4a: warning: this sound is never heard" in done.stdout + done.stderr


@slow
@pytest.mark.parametrize("command", ["render", "today"])
def test_a_bad_line_fails_the_command_once_every_good_line_is_spoken(show: Show, command: str) -> None:
    script = show.root / "scripts" / "2026-06-23.md"
    script.parent.mkdir()
    script.write_text(
        "---\ndate: 2026-06-23\ntitle: A day\nsummary: Short.\n---\n\n"
        "Ada: Hello.\n\nBne: And hello.\n\nBen: Bye.\n\nBne: And bye.\n"
    )
    result = run(show, command, "--date", "2026-06-23")
    assert result.exit_code == 1
    assert "2026-06-23.md:9:1: error: unknown speaker “Bne”" in result.stderr
    assert "2 of 4 lines are spoken and kept" in result.stderr
    assert not (show.root / "episodes").exists()


def test_the_voices_of_an_engine_are_listed_with_language_quality_and_licence() -> None:
    table = run(None, "voices", "--engine", "hibari").stdout
    assert re.search(r"^hibari +heart +en-US +natural, female +Apache-2.0 +here", table, re.MULTILINE)


@slow
def test_at_80_columns_a_voice_is_a_row_and_how_to_get_it_is_told_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")
    table = run(None, "voices").stdout
    assert re.search(r"^hibari +emma +en-GB +natural, female +Apache-2\.0 +fetch, 8 MB$", table, re.MULTILINE)
    assert re.search(r"^pyttsx3 +de +de +synthetic +GPL-3\.0-or-later +here *$", table, re.MULTILINE)
    assert table.count("daycast voices fetch") == 1
    assert "openai: Its voices are those that voice/cast.yaml names." in table


def test_voices_are_listed_by_language_for_scripts_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    emma, fable = json.loads(run(None, "voices", "--engine", "hibari", "--language", "en-gb", "--json").stdout)
    assert emma == {
        "engine": "hibari",
        "voice": "emma",
        "language": "en-GB",
        "quality": "natural, female",
        "licence": "Apache-2.0",
        "available": False,
        "get": "`daycast voices fetch emma` downloads it once (7.9 MB).",
    }
    assert fable["voice"] == "fable"


@slow
@pytest.mark.parametrize(
    ("language", "voice"),
    [("de", "de"), ("es-419", "es-419"), ("en-GB", "en-gb-x-rp"), ("pt-br", "pt-br")],
)
def test_the_systems_voices_tell_their_language(language: str, voice: str) -> None:
    listed = json.loads(run(None, "voices", "--engine", "pyttsx3", "--language", language, "--json").stdout)
    assert voice in [row["voice"] for row in listed]
    assert {(row["quality"], row["licence"]) for row in listed} == {("synthetic", "GPL-3.0-or-later")}


@slow
def test_every_engine_is_listed_and_what_one_lacks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piper, "find_spec", lambda name: None)
    open_engine.cache_clear()
    listed = {row["engine"]: row for row in json.loads(run(None, "voices", "--json").stdout)}
    assert list(listed) == ["hibari", "openai", "piper", "pyttsx3", "silence"]
    assert "pip install 'daycast[piper]'" in listed["piper"]["get"]
    assert "voice/cast.yaml" in listed["openai"]["get"]


@slow
def test_the_voices_of_a_server_that_the_cast_names_are_listed(show: Show) -> None:
    at = "{engine: openai, base_url: 'http://127.0.0.1:1', model: kokoro, voice: af_heart}"
    (show.voice / "cast.yaml").write_text(f"Ada: {at}\nBen: {{engine: silence}}\n")
    (row,) = json.loads(run(show, "voices", "--engine", "openai", "--json").stdout)
    assert "127.0.0.1:1 cannot be reached" in row["get"]


def test_an_engine_that_is_not_installed_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piper, "find_spec", lambda name: None)
    open_engine.cache_clear()
    result = run(None, "voices", "--engine", "piper")
    assert result.exit_code == 1
    assert "uv sync --extra piper" in result.stderr


@pytest.fixture
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where hibari downloads voices from, and, below `home`, to."""
    served = tmp_path / "served"
    served.mkdir()
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("hibari.voices.BASE_URL", served.as_uri() + "/")
    return served


@slow
def test_a_voice_is_downloaded_whole_and_checked(downloads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hibari.voices import VOICES

    weights = b"emma's weights"
    (downloads / VOICES["emma"]["file"]).write_bytes(weights)
    refused = run(None, "voices", "fetch", "emma")
    assert refused.exit_code == 1
    assert "does not match the registry" in refused.stderr
    monkeypatch.setitem(VOICES["emma"], "sha256", hashlib.sha256(weights).hexdigest())
    assert "The voice emma of hibari is here." in run(None, "voices", "fetch", "emma").stdout
    check_voice(Voice(engine="hibari", voice="emma"))


@slow
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("fenrir",), "could not download"),
        (("fenris",), "hibari has no voice 'fenris'\n  It has heart, emma"),
        (("still", "--engine", "silence"), "the engine silence downloads no voices"),
        (("fenrir", "--engine", "hibary"), "Did you mean 'hibari'?"),
    ],
)
def test_what_cannot_be_downloaded_is_told(downloads: Path, words: tuple[str, ...], told: str) -> None:
    result = run(None, "voices", "fetch", *words)
    assert result.exit_code == 1
    assert told in result.stderr
    assert not [*downloads.parent.glob("home/*")]
