"""Tests of the interface are coroutines; each runs on a loop of its own."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterator

import pytest
from textual import _wait


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Runs `async def` tests without a plug-in."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


@pytest.fixture(autouse=True, scope="session")
def _short_looks() -> Iterator[None]:
    """Textual finds out whether the app is idle by looks of 20 ms; most of the time of these tests went into them."""
    patch = pytest.MonkeyPatch()
    patch.setattr(_wait, "SLEEP_GRANULARITY", 1 / 400)
    patch.setattr(_wait, "SLEEP_IDLE", 1 / 2000)
    yield
    patch.undo()
