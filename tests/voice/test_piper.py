"""Piper's voice files: where the cast may have them, and what tells one from another. Their speech: test_engines.py."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from daycast.errors import DaycastError
from daycast.voice.cast import load_cast
from daycast.voice.engine import Voice
from daycast.voice.engines import piper, piper_files
from daycast.voice.registry import check_voice, info_of, open_engine
from daycast.voice.takes import take_key

SETTINGS = {
    "audio": {"sample_rate": 22_050, "quality": "medium"},
    "espeak": {"voice": "de"},
    "language": {"code": "de_AT"},
    "num_speakers": 2,
    "speaker_id_map": {"anna": 0, "jakob": 1},
}


@pytest.fixture(autouse=True)
def _as_if_installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(piper, "find_spec", lambda name: name)
    monkeypatch.setattr(piper, "version", lambda name: "1")
    monkeypatch.setattr(piper, "packaged", dict)
    monkeypatch.setattr(piper_files, "packaged", dict)
    open_engine.cache_clear()
    yield
    open_engine.cache_clear()


def put(path: Path, model: bytes = b"weights", **settings: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model)
    path.with_name(f"{path.name}.json").write_text(json.dumps(SETTINGS | settings))
    return path


def cast(folder: Path, voice: str) -> Voice:
    """Ada's voice, as `cast.yaml` in `folder` names it."""
    (folder / "cast.yaml").write_text(f'Ada: {{engine: piper, voice: "{voice}"}}\n')
    return load_cast(folder).voice("Ada")


def key(voice: Voice) -> str:
    return take_key(voice, "Hallo.", "mp3")


def test_a_path_counts_from_the_folder_of_the_cast(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(tmp_path / "show" / "voices" / "eva.onnx")
    monkeypatch.chdir(tmp_path)
    for written in ("voices/eva.onnx", str(file), "../show/voices/eva.onnx"):
        check_voice(cast(Path("show"), written))


def test_a_voice_tells_its_language_quality_and_licence(tmp_path: Path) -> None:
    put(tmp_path / "eva.onnx")
    (tmp_path / "MODEL_CARD").write_text("# Model card for eva\n\n* Language: de_AT\n* License: CC0\n")
    info = info_of(cast(tmp_path, "eva.onnx"))
    assert info
    assert (info.language, info.quality, info.licence) == ("de-AT", "natural, medium", "CC0")


def test_an_older_voice_tells_the_language_of_its_phonemes(tmp_path: Path) -> None:
    put(tmp_path / "eva.onnx", language={})
    info = info_of(cast(tmp_path, "eva.onnx"))
    assert info
    assert (info.language, info.licence) == ("de", "see its model card")


def test_a_voice_without_its_files_says_which_and_where(tmp_path: Path) -> None:
    with pytest.raises(DaycastError, match=r"not on this machine\n.*eva\.onnx and eva\.onnx\.json into .*voices\."):
        check_voice(cast(tmp_path, "voices/eva.onnx"))
    (tmp_path / "eva.onnx").write_bytes(b"weights")
    with pytest.raises(DaycastError, match="not on this machine"):
        check_voice(cast(tmp_path, "eva.onnx"))


def test_settings_that_are_no_json_are_named(tmp_path: Path) -> None:
    put(tmp_path / "eva.onnx").with_name("eva.onnx.json").write_text("half a fi")
    with pytest.raises(DaycastError, match=r"eva\.onnx\.json: cannot be read"):
        check_voice(cast(tmp_path, "eva.onnx"))


@pytest.mark.parametrize(("speaker", "number"), [("", None), ("1", 1), ("jakob", 1), ("anna", 0)])
def test_a_speaker_is_named_or_numbered(tmp_path: Path, speaker: str, number: int | None) -> None:
    assert piper_files.speaker_number(put(tmp_path / "eva.onnx"), speaker) == number


@pytest.mark.parametrize("speaker", ["2", "eva", "-1"])
def test_a_speaker_whom_the_file_does_not_have_is_told_with_those_it_has(tmp_path: Path, speaker: str) -> None:
    put(tmp_path / "eva.onnx")
    check_voice(cast(tmp_path, "eva.onnx#jakob"))
    with pytest.raises(DaycastError, match=rf"no speaker '{speaker}'\n  It has 2, from 0, named anna, jakob"):
        check_voice(cast(tmp_path, f"eva.onnx#{speaker}"))


def test_a_take_is_known_by_what_the_voice_file_holds_not_by_where_it_stands(tmp_path: Path) -> None:
    here, there = put(tmp_path / "a.onnx"), put(tmp_path / "more" / "b.onnx")
    before = key(cast(tmp_path, "a.onnx"))
    assert key(cast(tmp_path, "more/b.onnx")) == before
    assert key(cast(tmp_path, "a.onnx#1")) != before
    put(here, b"other weights")
    put(there, espeak={"voice": "en-us"})
    assert len({before, key(cast(tmp_path, "a.onnx")), key(cast(tmp_path, "more/b.onnx"))}) == 3


def test_a_voice_that_is_not_there_yet_has_a_key_too(tmp_path: Path) -> None:
    assert key(cast(tmp_path, "a.onnx")) != key(cast(tmp_path, "b.onnx"))


def test_without_a_voice_in_a_package_one_must_be_named() -> None:
    with pytest.raises(DaycastError, match="no voice of its own here"):
        check_voice(Voice(engine="piper"))


def test_piper_that_is_not_installed_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piper, "find_spec", lambda name: None)
    with pytest.raises(DaycastError, match=r"uv sync --extra piper.*pip install 'daycast\[piper\]'"):
        check_voice(Voice(engine="piper"))
