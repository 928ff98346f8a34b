"""Keys on the Claims screen of a large case, against the same keys in a minimal app with the same list widget."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from textual.app import App, ComposeResult
from textual.content import Content
from textual.events import Key

from tests.benchmarks.large_case import SIZE, built
from tests.benchmarks.ratio import Ratio
from tracker import locations
from tracker.services.workspace import Workspace
from tracker.ui import themes
from tracker.ui.app import TrackerApp
from tracker.ui.pace import keep_pace
from tracker.ui.screens.claims import ORDERS, SETTLED_S
from tracker.ui.screens.filtered import FilteredScreen
from tracker.ui.widgets.fields import FilterLine
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.widgets.table import PAGE, RowTable

TERMINAL = (120, 40)
PAGES = 200
WARM_PAGES = 50
"""Pages scrolled before memory is looked at."""
KEY_TO_PAINT_S = 0.1
RESULTS_S = 0.05
TYPED = ("ma", "mar", "market", "market bl", "market blast", "killed police", "source:police", "measure:wounded school")
"""What stands in the filter, one after the other."""
LONGEST_S = 30.0
"""Seconds after which a key that painted nothing is given up."""


class MinimalApp(App[None]):
    """The same widget with all its rows in memory."""

    def __init__(self) -> None:
        super().__init__()
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = themes.DARK.name

    def compose(self) -> ComposeResult:
        yield RowTable([Column("", 5), Column("says", weight=2), Column("stated", 10)])

    def on_mount(self) -> None:
        cells = (Content("C1"), Content("27 people were killed"), Content("2020-01-01"))
        self.query_one(RowTable).set_rows(Row(str(number), cells) for number in range(PAGE * PAGES))
        self.query_one(RowTable).focus()


class Watched:
    """An app whose paints are noted."""

    def __init__(self, app: App[Any]) -> None:
        self.app = app
        self._painted = asyncio.Event()
        paint = app._display

        def noted(*given: Any) -> None:
            paint(*given)
            self._painted.set()

        app._display = noted  # type: ignore[method-assign,assignment]

    @property
    def table(self) -> RowTable:
        return self.app.screen.query_one(RowTable)

    async def until(self, is_so: Any) -> None:
        """Returns at the first paint after which it is so."""
        async with asyncio.timeout(LONGEST_S):
            while not is_so():
                self._painted.clear()
                await self._painted.wait()

    async def seconds_of(self, key: str) -> float:
        """From a key to the paint that shows the cursor on another row, with its words."""
        table, before = self.table, self.table.cursor
        self._painted.clear()
        start = time.perf_counter()
        self.app.post_message(Key(key, None))
        await self._painted.wait()
        await self.until(lambda: table.cursor != before and table.row(table.cursor) is not None)
        return time.perf_counter() - start

    async def walk(self) -> list[float]:
        """Keys held down through many pages, one row, half a page and a page at a time; to the end and back."""
        seconds = []
        for _ in range(PAGES // 4):
            keys = ("j", "j", "ctrl+d", *["pagedown"] * 4, "k")
            seconds += [await self.seconds_of(key) for key in keys]
        for key in ("end", "k", "pageup", "home", "j") * 5:
            seconds.append(await self.seconds_of(key))
        return seconds


@asynccontextmanager
async def watched(app: App[Any]) -> AsyncIterator[Watched]:
    """The app, running without a terminal."""
    async with app.run_test(size=TERMINAL):
        yield Watched(app)


def measure() -> Iterator[Ratio]:
    """Key to paint, opening, filtering, and memory; set up as `tracker` itself sets the process up."""
    keep_pace()
    # Where somebody was in this case before, and how the list was ordered then, is none of it.
    with TemporaryDirectory() as nothing, patch.object(locations, "state_folder", lambda: Path(nothing)):
        with Workspace.open(built(SIZE)) as workspace:
            ours, opened, typed, grown = asyncio.run(_ours(workspace))
        minimal = asyncio.run(_minimal())
    base = _p95(minimal)
    size = f"{SIZE:,} claims"
    # The goals are times; beside them stands what the widget alone takes in the same run.
    yield Ratio(f"key to paint in {size}, p95", _p95(ours), "minimal app", base, KEY_TO_PAINT_S / base)
    yield Ratio(f"key to paint in {size}, median", statistics.median(ours), "minimal app", statistics.median(minimal))
    yield Ratio(f"Claims screen of {size} opened", opened, "key to paint", base)
    goal = RESULTS_S / base if SIZE <= 100_000 else None
    for order, seconds in typed.items():
        yield Ratio(f"filter typed in {size}, {order}, slowest", max(seconds), "minimal app", base, goal)
    yield Ratio(f"memory, {PAGES} pages of {size} scrolled", grown[1], "before", grown[0], 1.05, "MiB")


Typed = dict[str, list[float]]
"""Order of the list -> seconds for each text in the filter."""


async def _ours(workspace: Workspace) -> tuple[list[float], float, Typed, tuple[float, float]]:
    async with watched(TrackerApp(workspace=workspace)) as app:
        await app.until(lambda: app.table.id == "reports" and not app.app.screen.query_one("#top").working)  # type: ignore[attr-defined]
        start = time.perf_counter()
        app.app.post_message(Key("3", "3"))
        await app.until(lambda: app.table.id == "claims" and app.table.key is not None)
        opened = time.perf_counter() - start
        await _at_rest(app)
        for _ in range(WARM_PAGES):
            await app.seconds_of("pagedown")
        before = _resident()
        seconds = await app.walk()
        grown = (before, _resident())
        typed = {}
        for order in ORDERS.values():
            typed[order or "in the order taken in"] = await _typed(app)
            await _reordered(app)
        return seconds, opened, typed, grown


async def _at_rest(app: Watched) -> None:
    """Once the list is read whole and a claim was compared: what that loads, it loads once."""
    await app.until(lambda: app.table.count == SIZE)
    await app.seconds_of("j")
    await asyncio.sleep(2 * SETTLED_S)
    while app.app.screen._reading:  # type: ignore[attr-defined]
        await asyncio.sleep(SETTLED_S)


async def _typed(app: Watched) -> list[float]:
    """From a change of the filter to the paint of what it finds, without the pause that waits for the next key."""
    screen, line = app.app.screen, app.app.screen.query_one(FilterLine)
    assert isinstance(screen, FilteredScreen)
    line.open()
    seconds = []
    for text in ("warm up", *TYPED):
        listed = screen._listed  # type: ignore[attr-defined]
        app.app.post_message(Key("f20", None))  # the app knows that somebody types; it does nothing else
        await asyncio.sleep(0)
        start = time.perf_counter()
        line.value = text
        await app.until(lambda listed=listed: screen._listed is not listed)  # type: ignore[attr-defined]
        seconds.append(time.perf_counter() - start)
    return seconds[1:]


async def _reordered(app: Watched) -> None:
    """Everything in the next order."""
    screen = app.app.screen
    for key in ("escape", "s"):
        listed = screen._listed  # type: ignore[attr-defined]
        app.app.post_message(Key(key, key if len(key) == 1 else None))
        await app.until(lambda listed=listed: screen._listed is not listed and app.table.count == SIZE)  # type: ignore[attr-defined]
    await asyncio.sleep(2 * SETTLED_S)


async def _minimal() -> list[float]:
    async with watched(MinimalApp()) as app:
        return await app.walk()


def _p95(seconds: Sequence[float]) -> float:
    return sorted(seconds)[int(0.95 * (len(seconds) - 1))]


def _resident() -> float:
    """MiB of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20
