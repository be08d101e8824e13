from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from feed_studio import Studio

if TYPE_CHECKING:
    from following import Server


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


@pytest.fixture
def snapshot() -> Callable[[Path], dict[str, tuple[bytes, int]]]:
    """The files below a folder: bytes and modification time by name."""

    def take(folder: Path) -> dict[str, tuple[bytes, int]]:
        return {
            str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in folder.rglob("*")
            if path.is_file()
        }

    return take


@pytest.fixture
def serve() -> Iterator[Callable[[Path], Server]]:
    """Serves a show's folder, or a folder of shows, and follows the settings."""
    from following import Server

    started: list[Server] = []

    def start(place: Path) -> Server:
        started.append(Server(place))
        return started[-1]

    yield start
    for server in started:
        server.lasting.close()
