"""Programs of others, each as a process of its own: no shell reads their words, and none of them waits for a person."""

from __future__ import annotations

import os
import subprocess
from types import MappingProxyType
from typing import TYPE_CHECKING

from daycast.errors import DaycastError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_LAST = 3  # lines of a program's complaint that are shown
_NO_MORE: Mapping[str, str] = MappingProxyType({})


def run(
    words: Sequence[str],
    given: bytes = b"",
    *,
    where: str,
    hint: str,
    folder: Path | None = None,
    env: Mapping[str, str] = _NO_MORE,
) -> bytes:
    """What a program prints. `env` is added to its environment. Raises `DaycastError` if it is missing or fails."""
    code, output, complaint = tried(words, given, folder=folder, env=env)
    if code:
        raise DaycastError(f"{where}: {words[0]} failed ({code}): {complaint}", hint=hint)
    return output


def tried(
    words: Sequence[str], given: bytes = b"", *, folder: Path | None = None, env: Mapping[str, str] = _NO_MORE
) -> tuple[int, bytes, str]:
    """A program's exit code, what it printed, and the end of its complaint. Raises only if it is missing."""
    around = {**os.environ, "LC_ALL": "C", **env}
    try:
        done = subprocess.run(words, input=given, capture_output=True, cwd=folder, env=around, check=False)
    except FileNotFoundError as error:
        hint = f"Install {words[0]}, then publish again."
        raise DaycastError(f"the program {words[0]} is not installed", hint=hint) from error
    lines = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    return done.returncode, done.stdout, "; ".join(lines[-_LAST:])
