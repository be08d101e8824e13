"""`say`, `audition` and `render` as a person types them; the hosts speak silence, and nothing plays it."""

import re
from pathlib import Path

import pytest

from daycast.show import Show
from daycast.voice import play
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
