"""Driving the app in tests: press, settle, look. Nothing sleeps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from tracker.services.workspace import Workspace
from tracker.ui.app import TrackerApp
from tracker.ui.typed import LOOK_S, TypedApp
from tracker.ui.widgets.sheet import Sheet
from tracker.ui.widgets.table import RowTable

LONGEST_DEBOUNCE_S = 0.26
LOOKS = 2
"""Looks at an idle app before it counts as calm."""


class Driver:
    """A running app and what a person sees of it."""

    def __init__(self, app: TrackerApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Waits until no worker is left, nothing is to be drawn and the queues are empty."""
        await calm(self.pilot)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Enters text where the cursor is, as a paste: a key at a time costs 60 ms each."""
        self.app.post_message(Paste(text))
        await self.settle()

    async def until_calm(self) -> None:
        """Lets the longest debounce run out, then waits for the read that it starts."""
        await self.pilot.pause(LONGEST_DEBOUNCE_S)
        await self.settle()

    @property
    def case(self) -> Workspace:
        assert self.app.workspace is not None
        return self.app.workspace

    @property
    def screen(self) -> str:
        return type(self.app.screen).__name__

    @property
    def table(self) -> RowTable:
        return self.app.screen.query_one(RowTable)

    def sheet(self, selector: str) -> str:
        """What a sheet shows, without style."""
        return self.app.screen.query_one(selector, Sheet).plain

    def notices(self) -> str:
        """All notices shown now."""
        return "\n".join(str(toast.render()) for toast in self.app.screen.query(Toast))

    def seen(self) -> str:
        """The screen as text, line by line."""
        screen = self.app.screen
        strips = screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips)


async def calm(pilot: Pilot[int]) -> None:
    """Waits until the app found nothing to do several times running: what is drawn may ask for a page to be read."""
    looks, app = 0, pilot.app
    for _ in range(LOOKS * 100):
        await pilot.pause()
        looks += 1
        if isinstance(app, TypedApp) and app.is_handing_on:
            await pilot.pause(LOOK_S / 5)
            looks = 0
        elif app._resize_event or app._resize_timer:
            looks = 0  # the screen takes a new size on a timer
        elif list(app.workers):
            await app.workers.wait_for_complete()
            looks = 0
        elif any(table.count and table.row(table.cursor) is None for table in app.screen.query(RowTable)):
            looks = 0
        if looks >= LOOKS:
            return


@asynccontextmanager
async def driving(
    case: Workspace, *, size: tuple[int, int] = (120, 40), start: str | None = None
) -> AsyncIterator[Driver]:
    """The app on an open case."""
    app = TrackerApp(workspace=case, start=start)
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        yield driver
