"""The commands as a person types them; the hosts speak silence."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel
from typer.testing import CliRunner, Result

from daycast import console
from daycast.cli import app
from daycast.errors import DaycastError
from daycast.show import Show

ROOT = Path(__file__).parents[1]
LAKE = "Lake Corran reached its old shore after a week of rain. Boats will return to Lake Corran in July."
Report = Callable[..., Path]


def run(show: Show | None, *words: str) -> Result:
    """A command's result; what `main` would show a person is in `.stderr` too."""
    options = ["--show", str(show.root)] if show else []
    result = CliRunner().invoke(app, [*words, *options])
    if isinstance(result.exception, DaycastError):
        result.stderr_bytes = result.stderr_bytes + str(result.exception).encode()
    elif result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def lake(show: Show, report: Report) -> Show:
    report("2026-06-23/lake", "Lake Corran is full again", LAKE)
    return show


def test_stories_are_printed_as_json(lake: Show) -> None:
    (story,) = json.loads(run(lake, "stories", "--date", "2026-06-23", "--json").stdout)
    assert story == {
        "id": "2026-06-23/lake",
        "headline": "Lake Corran is full again",
        "articles": ["2026-06-23/lake"],
        "rank": 1,
        "score": 2.0,
        "reasons": [
            {"words": "1 outlet", "points": 0.0},
            {"words": "the day's newest", "points": 1.0},
            {"words": "continues no earlier story", "points": 1.0},
        ],
        "follows": None,
    }


def test_one_story_is_explained_to_people_and_to_scripts(lake: Show) -> None:
    words = ("stories", "--date", "2026-06-23", "--why", "lake")
    told = run(lake, *words).stdout
    assert told.startswith("1. Lake Corran is full again\nscore 2.0:\n  +0.0  1 outlet\n")
    assert "stands out by: corran, lake" in told
    assert json.loads(run(lake, *words, "--json").stdout)["nearest"] is None
    assert "no story or article 'sea'" in run(lake, "stories", "--date", "2026-06-23", "--why", "sea").stderr


def test_a_script_is_written_checked_and_planned(lake: Show) -> None:
    assert "scripts/2026-06-23.md written" in run(lake, "write", "--date", "2026-06-23").stdout
    checked = run(lake, "check", "--date", "2026-06-23")
    assert checked.stdout.endswith("0 errors, 1 warning\n")  # the length alone: one article is no eight minutes
    assert checked.exit_code == 0
    plan = json.loads(run(lake, "plan", "--date", "2026-06-23", "--json").stdout)
    assert plan["date"] == "2026-06-23"
    assert plan["cached"] == 0
    assert plan["to_speak"] > 3
    assert plan["words"] > 20


def test_check_tells_errors_as_json_and_exits_with_1(lake: Show) -> None:
    run(lake, "write", "--date", "2026-06-23")
    script = lake.root / "scripts" / "2026-06-23.md"
    script.write_text(script.read_text() + "\nAdda: Hello.\n")
    result = run(lake, "check", "--date", "2026-06-23", "--json")
    assert result.exit_code == 1
    (problem,) = json.loads(result.stdout)
    line = script.read_text().split("\n").index("Adda: Hello.") + 1
    assert problem == {
        "path": str(script),
        "line": line,
        "column": 1,
        "level": "error",
        "message": "unknown speaker “Adda”",
        "hint": "did you mean “Ada”?",
    }


@pytest.mark.parametrize("form", ["gcc", "json", "github"])
def test_a_script_that_is_not_utf_8_is_a_problem_at_its_byte_in_every_form(show: Show, form: str) -> None:
    script = show.script(date(2026, 6, 23))
    script.parent.mkdir()
    script.write_bytes("---\ndate: 2026-06-23\n---\r\nAda: Ü, it".encode() + b"\x92s.\n")
    result = run(show, "check", "--date", "2026-06-23", "--format", form)
    message, hint = "the byte 0x92 is not UTF-8 text", "it may be a “’” of Windows-1252: save it as UTF-8"
    assert result.exit_code == 1
    assert {
        "gcc": f"{script}:4:11: error: {message} ({hint})\n1 error, 0 warnings\n",
        "github": f"::error file={script},line=4,col=11::{message} ({hint})\n",
    }.get(form, result.stdout) == result.stdout
    if form == "json":
        (problem,) = json.loads(result.stdout)
        assert (problem["line"], problem["column"], problem["message"], problem["hint"]) == (4, 11, message, hint)


def test_check_prints_what_editors_and_github_read(show: Show) -> None:
    script = show.script(date(2026, 6, 23))
    script.parent.mkdir()
    script.write_text("---\ndate: 2026-06-23\ntitle: T\nsummary: S\n---\nAda: Hello.\nBen: Hi. {.tkae}\n# End\n")
    printed = {form: run(show, "check", "--date", "2026-06-23", "--format", form) for form in ("gcc", "github")}
    assert {result.exit_code for result in printed.values()} == {1}
    assert printed["gcc"].stdout.splitlines() == [
        f"{script}:7:10: error: unknown mark `{{.tkae}}` (did you mean “take”?)",
        f"{script}:8:1: warning: nobody says anything under “End” (add a line or delete the heading)",
        "1 error, 1 warning",
    ]
    assert printed["github"].stdout.splitlines() == [
        f"::error file={script},line=7,col=10::unknown mark `{{.tkae}}` (did you mean “take”?)",
        f"::warning file={script},line=8,col=1::nobody says anything under “End” (add a line or delete the heading)",
    ]


def test_gathering_a_bad_file_tells_it_and_exits_with_1(show: Show, tmp_path: Path) -> None:
    bad = tmp_path / "bad.md"
    bad.write_text("nothing here")
    result = run(show, "gather", str(bad), "--date", "2026-06-23")
    assert result.exit_code == 1
    assert "bad.md:1: error: no front matter" in result.stderr


def test_gathering_without_sources_or_with_nothing_to_get_exits_with_1_and_says_what_to_do(show: Show) -> None:
    assert "daycast sources add URL" in run(show, "gather").stderr
    (show.root / "inbox").mkdir()
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + "sources: [{path: inbox}]\n")
    result = run(show, "gather", "--date", "2026-06-23")
    assert result.exit_code == 1
    assert "nothing was gathered for 2026-06-23" in result.stderr
    (show.root / "inbox" / "lake.txt").write_text(f"Lake\n\n{LAKE}")
    assert run(show, "gather", "--date", "2026-06-23").exit_code == 0
    assert run(show, "gather", "--date", "2026-06-23").exit_code == 0


def test_a_folder_without_a_show_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(None, "plan")
    assert result.exit_code == 1
    assert "daycast init my-show" in result.stderr


def test_the_show_is_found_in_a_folder_above(lake: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lake.root / "seeds" / "2026-06-23")
    assert run(None, "stories", "--date", "2026-06-23", "--json").exit_code == 0


def test_a_misspelt_key_names_its_line_and_the_nearest_right_one(show: Show) -> None:
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + "minuts: 5\n")
    result = run(show, "plan")
    assert result.exit_code == 1
    assert "show.yaml:6: error: unknown key `minuts` (did you mean `minutes`?)" in result.stderr


def test_init_makes_a_show_that_has_all_five_folders_and_can_be_opened(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    words = ("init", str(folder), "--title", 'The "Lake": News', "--language", "en-GB", "--source", "inbox")
    assert run(None, *words).exit_code == 0
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == [
        "episodes",
        "feed",
        "scripts",
        "seeds",
        "voice",
    ]
    from daycast.day import booth
    from daycast.show import open_show

    show = open_show(folder)
    assert (show.title, show.language) == ('The "Lake": News', "en-GB")
    assert [source.path for source in show.sources] == ["inbox"]
    assert booth(show).cast.speakers == show.hosts


def test_init_gives_two_hosts_of_another_language_two_voices(tmp_path: Path) -> None:
    from daycast.day import booth
    from daycast.show import open_show

    folder = tmp_path / "mine"
    result = run(None, "init", str(folder), "--title", "Größe", "--language", "de-DE", "--source", "")
    assert "English" not in result.stdout
    show = open_show(folder)
    assert (show.title, show.sources) == ("Größe", ())
    assert [section.title for section in show.sections] == ["Die Schlagzeilen", "Im Fokus"]
    ada, ben = (booth(show).cast.voice(name) for name in show.hosts)
    assert ada.voice == ben.voice == "de"
    assert ada.pitch != ben.pitch


def test_init_tells_where_the_words_around_the_facts_are_english(tmp_path: Path) -> None:
    result = run(None, "init", str(tmp_path / "mine"), "--title", "Jour", "--language", "fr-FR", "--source", "")
    assert "The words around the facts are English" in result.stdout
    assert "templates/phrases.md.j2" in result.stdout


def test_init_asks_for_what_it_was_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "answers", lambda: True)
    folder = tmp_path / "mine"
    result = CliRunner().invoke(app, ["init", str(folder)], input="My Show\n\n\n")
    assert result.exit_code == 0
    assert 'title: "My Show"' in (folder / "show.yaml").read_text()


def test_init_asks_nothing_where_nobody_can_answer(tmp_path: Path) -> None:
    from daycast.show import open_show

    result = run(None, "init", str(tmp_path / "mine"), "--title", "Mine", "--language", "en-US")
    assert result.exit_code == 0
    assert open_show(tmp_path / "mine").sources == ()
    untitled = run(None, "init", str(tmp_path / "other"))
    assert "nobody is there to answer: Title of the show" in untitled.stderr
    assert not (tmp_path / "other").exists()


@pytest.mark.slow
@pytest.mark.parametrize(("language", "voice"), [("zh", "cmn"), ("es-MX", "es-419"), ("fr", "fr")])
def test_init_takes_the_nearest_voice_that_there_is(tmp_path: Path, language: str, voice: str) -> None:
    from daycast.day import booth
    from daycast.show import open_show

    run(None, "init", str(tmp_path / "mine"), "--title", "Mine", "--language", language)
    show = open_show(tmp_path / "mine")
    assert booth(show).cast.voice(show.hosts[0]).voice == voice


def test_init_never_touches_a_show_that_is_there(lake: Show) -> None:
    before = (lake.root / "show.yaml").read_bytes()
    result = run(None, "init", str(lake.root), "--sample")
    assert result.exit_code == 1
    assert (lake.root / "show.yaml").read_bytes() == before


def test_the_sample_is_the_demo_show(tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    assert run(None, "init", str(folder), "--sample").exit_code == 0
    for name in (ROOT / "src/daycast/sample.txt").read_text().split():
        whole = ROOT / name
        for path in whole.rglob("*") if whole.is_dir() else [whole]:
            if path.is_file():
                assert (folder / path.relative_to(ROOT)).read_bytes() == path.read_bytes()


def commands() -> dict[str, set[str]]:
    """Each command with its options, as `--help` lists them."""
    import typer

    found = dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    for name, command in [*found.items()]:
        if inner := getattr(command, "commands", None):
            if not command.invoke_without_command:
                del found[name]
            found |= {f"{name} {part}": one for part, one in inner.items()}
    return {
        name: {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        for name, command in found.items()
    }


def test_a_new_show_ignores_what_this_repository_ignores_of_its_own() -> None:
    from daycast.start import IGNORED

    assert (ROOT / ".gitignore").read_text().endswith(IGNORED)


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text()
    missing = [name for name in commands() if f"daycast {name}" not in readme]
    assert missing == []


def test_every_command_and_option_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text()
    known = commands()
    for line in re.findall(r"daycast ((?:[a-z]+)(?: [^`\n#|]*)?)", readme):
        name, *words = line.split()
        if words and f"{name} {words[0]}" in known:
            name = f"{name} {words[0]}"
        if name in ("is", "turns") or not readme:
            continue
        if name in known:
            assert {word for word in words if word.startswith("--")} <= known[name] | {"--help"}


def test_every_key_of_show_yaml_is_documented() -> None:
    from daycast.podcast import Podcast
    from daycast.sections import Commentary, DeepDive, Facts, Headlines, OpenQuestion, Related
    from daycast.show import Audio
    from daycast.targets import S3, Folder, GitHubPages, Rsync, Sftp

    text = (ROOT / "docs" / "show.md").read_text()
    sections = (Headlines, DeepDive, Facts, Related, OpenQuestion, Commentary)
    models = (Show, Audio, Podcast, *sections, Folder, S3, Rsync, Sftp, GitHubPages)
    keys = {name for model in models for name in model.model_fields}
    assert [key for key in sorted(keys) if f"| `{key}` |" not in text] == []


def _keys_of_pages() -> dict[str, tuple[type[BaseModel], ...]]:
    from daycast.editions import Edition
    from daycast.farm import Farm, Tls
    from daycast.profile import Profile
    from daycast.sections import Ahead, BriefingStories, Changed, Moved, Quiet

    return {
        "editions.md": (Edition,),
        "weekly.md": (Moved, Changed, Quiet, Ahead),
        "briefing.md": (BriefingStories, Profile),
        "farm.md": (Farm, Tls),
    }


@pytest.mark.parametrize(("page", "models"), _keys_of_pages().items())
def test_every_key_of_an_edition_a_profile_and_a_farm_is_documented(page: str, models: tuple[type[BaseModel]]) -> None:
    text = (ROOT / "docs" / page).read_text()
    keys = {name for model in models for name in model.model_fields}
    assert [key for key in sorted(keys) if f"`{key}`" not in text and f"{key}:" not in text] == []
