"""Watching feeds from the interface: started, seen, stopped, and offered again."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from tests.feeds import FIRE, item, rss
from tests.ui.cases import empty_case
from tests.ui.driving import Driver, driving
from tests.web import Answer, Site, serving
from tracker.errors import CaseError
from tracker.services.watching import Polled
from tracker.services.workspace import Workspace
from tracker.ui.screens.watch import WatchFeeds
from tracker.ui.widgets.fields import Field


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


class Polls:
    """The polls of a case, which a test can wait for; addresses of this machine are allowed."""

    def __init__(self, case: Workspace) -> None:
        self._polls = partial(case.watching.polls, allow_private=True)
        self.waits = threading.Semaphore(0)
        self.over = threading.Event()
        case.watching.polls = self._told  # type: ignore[method-assign, assignment]

    def _told(self, addresses: Any, *, every_s: float, wait: Callable[[float], bool]) -> Iterator[Polled]:
        def waited(seconds: float) -> bool:
            if not seconds:
                return wait(0)
            self.waits.release()
            return wait(seconds)

        try:
            yield from self._polls(addresses, every_s=every_s, wait=waited)
        finally:
            self.over.set()

    async def asked(self, driver: Driver) -> None:
        """Comes back when all were asked, and it is shown."""
        assert await asyncio.to_thread(self.waits.acquire, timeout=20)
        await driver.settle()

    async def ended(self) -> None:
        assert await asyncio.to_thread(self.over.wait, 20)


async def test_a_feed_is_watched_and_what_it_brings_is_told_until_it_is_stopped(site: Site) -> None:
    site.routes["/rss"] = Answer(rss([item(FIRE, "https://c.example/1")]).encode())
    case = empty_case()
    polls = Polls(case)
    async with driving(case) as driver:
        await driver.press("W")
        await driver.type(site.url("/rss"))
        await driver.press("enter")
        await polls.asked(driver)
        assert driver.screen == "CaseOverview"
        assert [report.publisher for report in case.reports.list()] == ["Coast Wire"]
        assert "watching 1 address" in driver.seen()
        assert "1 report, 1 proposal." in driver.notices()
        await driver.press("W")
        assert "Now watching 1 address" in driver.seen()
        await driver.press("ctrl+x")
        await polls.ended()
        assert driver.app.watching is None
        assert "watching" not in driver.seen().splitlines()[0]
        assert [thread.name for thread in threading.enumerate() if thread.name == "watch"] == []
        await driver.press("W")
        assert driver.app.screen.query_one("#addresses", Field).value == site.url("/rss")


async def test_what_cannot_be_watched_is_said_in_the_dialog() -> None:
    async with driving(empty_case()) as driver:
        await driver.press("W", "enter")
        assert "Name a feed or a page." in driver.seen()
        await driver.type("feed.rss")
        await driver.press("enter")
        assert "only http and https" in driver.seen()
        field = driver.app.screen.query_one("#addresses", Field)
        field.value = "https://a.example/rss"
        driver.app.screen.query_one("#every", Field).value = "3s"
        await driver.press("enter")
        assert "too often" in driver.seen()
        assert driver.app.watching is None


async def test_a_failure_is_told_once_and_the_end_of_a_watch_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    case = empty_case()
    address = "https://a.example/rss"
    again = threading.Event()

    def polls(*_: object, wait: Callable[[float], bool], **__: object) -> Iterator[Polled]:
        for _turn in range(3):
            yield Polled(address, (), "It cannot be reached.", 60.0)
        again.wait(20)
        raise CaseError("The case may not be written.")

    monkeypatch.setattr(case.watching, "polls", polls)
    async with driving(case) as driver:
        driver.app.watch_addresses([address], 60.0)
        await driver.settle()
        again.set()
        while driver.app.watching is not None:
            await driver.settle()
        assert driver.notices().count("cannot be reached") == 1
        assert "may not be written" in driver.notices()


async def test_leaving_ends_a_watch(site: Site) -> None:
    site.routes["/rss"] = Answer(rss([item(FIRE, "https://c.example/1")]).encode())
    case = empty_case()
    polls = Polls(case)
    async with driving(case) as driver:
        driver.app.watch_addresses([site.url("/rss")], 60.0)
        await polls.asked(driver)
    await polls.ended()


async def test_a_feed_that_was_taken_in_is_offered(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.routes["/rss"] = Answer(rss([item(FIRE, "https://c.example/1")]).encode())
    case = empty_case()
    monkeypatch.setattr(case.ingest, "take_in", partial(case.ingest.take_in, allow_private=True))
    async with driving(case) as driver:
        await driver.press("i")
        await driver.type(site.url("/rss"))
        await driver.press("enter")
        assert "W on the Case screen watches it" in driver.notices()
        await driver.press("W")
        assert isinstance(driver.app.screen, WatchFeeds)
        assert driver.app.screen.query_one("#addresses", Field).value == site.url("/rss")
