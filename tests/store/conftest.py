"""Stores of every kind, for one contract suite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.store import connect
from tracker.store.memory import MemoryStore
from tracker.store.ports import Store
from tracker.store.sql import SqlStore


@pytest.fixture(params=["memory", "sqlite", "sqlite-wal"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty case, once in memory, once in a file, once in a file with a write-ahead log."""
    opened: Store
    if request.param == "memory":
        opened = MemoryStore()
    else:
        if request.param == "sqlite-wal":
            monkeypatch.setattr(connect, "WAL_IS_SAFE_FROM", (3, 0, 0))
            monkeypatch.setattr(connect, "_is_local", lambda _: True)
        opened = SqlStore.open(tmp_path / "my.case")
    yield opened
    opened.close()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Path of a case file that does not exist yet."""
    return tmp_path / "my.case"
