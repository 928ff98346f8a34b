"""Workspaces on both stores."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tracker.services.workspace import Workspace

START = dt.datetime(2017, 8, 2, 9, tzinfo=dt.UTC)


def ticking() -> Callable[[], dt.datetime]:
    """A clock that goes on by a minute at each look."""
    minutes = itertools.count()
    return lambda: START + dt.timedelta(minutes=next(minutes))


@pytest.fixture(params=["memory", "sqlite"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    """An empty case, once in memory and once in a file."""
    if request.param == "memory":
        opened = Workspace.in_memory(actor="ana", clock=ticking())
    else:
        opened = Workspace.open(tmp_path / "my.case", actor="ana", clock=ticking())
    yield opened
    opened.close()


@pytest.fixture
def memory() -> Workspace:
    """An empty case in memory, where the store makes no difference."""
    return Workspace.in_memory(actor="ana", clock=ticking())
