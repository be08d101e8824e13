"""An edited line is rendered without what takes longer to load than it takes to be spoken."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from daycast.show import Show

DAY = date(2026, 6, 23)
SCRIPT = """\
---
date: 2026-06-23
title: A day
summary: What happened.
---

# News

Ada: {} R&D at 5 p.m.!
Ben: It is full.
"""
# Tells what was loaded, as the program ends without leaving time for it.
CODE = """\
import os, sys
from daycast.__main__ import main

def end(code):
    heavy = {"pydantic", "typer", "numpy", "markdown_it", "PIL", "rich", "obstore", "sqlite3"}
    print(code, *sorted(heavy & sys.modules.keys()))
    sys.stdout.flush()
    leave(code)

if __name__ == "__main__":
    leave, os._exit = os._exit, end
    main()
"""


def render(show: Show, folder: Path, *options: str) -> tuple[str, list[str]]:
    """What `daycast render` says, and its exit code and what it loaded."""
    program = folder / "program.py"
    program.write_text(CODE)
    command = [sys.executable, str(program), "render", "--date", DAY.isoformat(), "--show", str(show.root), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told, _, loaded = done.stdout.rstrip("\n").rpartition("\n")
    return told or done.stderr, loaded.split()


@pytest.mark.slow
@pytest.mark.parametrize("takes", ["", "takes: {path: shared}\n"], ids=["own takes", "a folder of takes"])
def test_an_edited_line_is_rendered_without_the_heavy_libraries(show: Show, tmp_path: Path, takes: str) -> None:
    with (show.root / "show.yaml").open("a") as settings:
        settings.write(takes)
    show.script(DAY).parent.mkdir()
    show.script(DAY).write_text(SCRIPT.format("Lake Corran in"))
    told, loaded = render(show, tmp_path)
    assert "2 lines spoken, 0 known" in told
    assert "pydantic" in loaded  # the settings are read for the first time
    show.script(DAY).write_text(SCRIPT.format("Lake Corran, again, in"))
    told, loaded = render(show, tmp_path, "--json")
    assert (json.loads(told)["spoken"], json.loads(told)["cached"]) == (1, 1)
    assert loaded == ["0"]


@pytest.mark.slow
def test_a_setting_that_is_broken_after_it_was_remembered_is_told_as_ever(show: Show, tmp_path: Path) -> None:
    show.script(DAY).parent.mkdir()
    show.script(DAY).write_text(SCRIPT.format("Lake Corran in"))
    render(show, tmp_path)
    (show.voice / "cast.yaml").write_text("Ada: {engine: silence, rate: 9}\nBen: {engine: silence}\n")
    told, (code, *_) = render(show, tmp_path)
    assert code == "1"
    assert "cast.yaml:1: error: `Ada.rate`: " in told
    (show.voice / "cast.yaml").write_text("Ada: {engine: silence}\nBen: {engine: silence}\n")
    show.script(DAY).unlink()
    told, (code, *_) = render(show, tmp_path)
    assert code == "1"
    assert "there is no script for 2026-06-23" in told
