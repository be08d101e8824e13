from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from stores import Copy, Store

from object_store import between, bucket, keys, server

__all__ = ["between", "bucket", "keys", "server"]


@pytest.fixture
def store(server: str, bucket: str) -> Store:
    """An empty bucket."""
    return Store(server, bucket)


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[str], Copy]:
    """Copies of a show, by name."""
    return lambda name: Copy(tmp_path / name)
