"""Whatever a key changes, `u` makes it as it was, and says what was undone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.feeds import FIRE, item, rss
from tests.ui.cases import empty_case, small_case
from tests.ui.changing import NEWS, OF_FILES, UNCHANGING, WAYS, Way, Words
from tests.ui.driving import Driver, driving
from tests.ui.test_watch import Polls
from tests.web import Answer, Site, serving
from tracker.services.workspace import Workspace
from tracker.store.records import MODELS
from tracker.ui.actions import BY_ID, SCREENS, actions_of

LEAVING = {"quit", "suspend"}


def records(case: Workspace) -> dict[str, Any]:
    """All that the case holds but its journal and the revisions, and what is worked out of it."""
    kept = {
        record.id: record.model_dump(exclude={"rev"}) for kind in MODELS for record in getattr(case.store, f"{kind}s")()
    }
    return {**kept, "disputes": [dispute.model_dump() for dispute in case.scan.disputes()]}


async def pressed(driver: Driver, keys: tuple[str, ...]) -> None:
    for key in keys:
        if isinstance(key, Words):
            await driver.type(key)
            # Lists that follow what is typed come after a while.
            await driver.until_calm()
        else:
            await driver.press(key)


async def undone(driver: Driver, change: Callable[[], Awaitable[None]], told: str) -> None:
    """Makes a change, undoes and redoes it with keys."""
    case = driver.case
    before, entries = records(case), case.store.head()[0]
    await change()
    after, summary = records(case), case.store.change(case.store.head()[0]).summary
    assert after != before, driver.seen()
    assert case.store.head()[0] == entries + 1, "one step to undo"
    assert told in summary
    await driver.press("u")
    assert records(case) == before
    assert f"Undid: {summary}" in driver.notices()
    await driver.press("ctrl+r")
    assert records(case) == after
    assert f"Redid: {summary}" in driver.notices()
    assert list(case.store.problems()) == []


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
async def test_what_a_key_changes_is_undone_with_u_and_named(way: Way) -> None:
    async with driving(way.case(), start=way.screen) as driver:
        await driver.until_calm()
        await undone(driver, lambda: pressed(driver, way.keys), way.undone)


async def taken_in(driver: Driver, path: Path, *, saved_with: str = "") -> None:
    await pressed(driver, ("i", Words(path), "enter"))
    await driver.until_calm()
    if saved_with:
        await pressed(driver, (saved_with,))
        await driver.until_calm()


async def test_a_report_taken_in_from_a_file_is_undone(tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text(NEWS, encoding="utf-8")
    async with driving(small_case()) as driver:
        await undone(driver, lambda: taken_in(driver, tmp_path / "wire.txt"), "Took in")


async def test_a_folder_taken_in_is_undone_by_one_key_and_redone_by_another(tmp_path: Path) -> None:
    for number, name in enumerate(("one", "two", "three"), start=11):
        (tmp_path / f"{name}.txt").write_text(f"{NEWS}\n\nPolice said {number} were wounded.", encoding="utf-8")
    case = small_case()
    before, entries = records(case), case.store.head()[0]
    async with driving(case) as driver:
        await taken_in(driver, tmp_path)
        after = records(case)
        assert (len(case.reports.list()), case.store.head()[0]) == (5, entries + 3)
        for _ in range(2):
            await driver.press("u")
            assert records(case) == before
            assert "3 steps at once, the last: Undid: Took in R3" in driver.notices()
            await driver.press("ctrl+r")
            assert records(case) == after
        assert list(case.store.problems()) == []


async def test_what_was_done_after_a_folder_was_taken_in_is_undone_first_and_alone(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"{NEWS}\n\nSeen from ship {name}.", encoding="utf-8")
    case = small_case()
    async with driving(case) as driver:
        before = records(case)
        await taken_in(driver, tmp_path)
        case.claims.grade("C1", 2)
        await driver.press("u")
        assert (case.claims.get("C1").credibility, len(case.reports.list())) == (None, 4)
        await driver.press("u")
        assert records(case) == before


async def test_a_table_taken_in_is_undone(tmp_path: Path) -> None:
    (tmp_path / "tolls.csv").write_text("Outlet,Dead,Town\nAFP,12,Kabul\nPolice,9,Herat\n", encoding="utf-8")
    async with driving(small_case()) as driver:
        await undone(driver, lambda: taken_in(driver, tmp_path / "tolls.csv", saved_with="ctrl+s"), "tolls.csv")


async def test_another_case_merged_into_this_one_is_undone(tmp_path: Path) -> None:
    other = empty_case()
    other.ingest.take_in_bytes(NEWS.encode(), name="news.txt", method="file")
    path = other.transfer.write("jsonl", tmp_path / "other.jsonl").path
    async with driving(small_case()) as driver:
        await undone(driver, lambda: taken_in(driver, path, saved_with="enter"), "other.jsonl")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


async def test_what_a_watched_feed_brought_is_undone(site: Site) -> None:
    site.routes["/rss"] = Answer(rss([item(FIRE, "https://c.example/1")]).encode())
    case = small_case()
    polls = Polls(case)

    async def watch() -> None:
        await pressed(driver, ("W", Words(site.url("/rss")), "enter"))
        await polls.asked(driver)
        await driver.press("W", "ctrl+x")
        await polls.ended()

    async with driving(case) as driver:
        await undone(driver, watch, "Took in")


def test_no_action_that_changes_is_left_out() -> None:
    changing = {way.action for way in WAYS} | OF_FILES
    assert changing | UNCHANGING == set(BY_ID)
    assert changing & UNCHANGING == set()


def test_every_way_is_of_a_screen_that_has_its_action() -> None:
    assert [way.name for way in WAYS if not BY_ID[way.action].is_on(way.screen)] == []


@pytest.mark.parametrize("screen", SCREENS)
async def test_the_other_actions_change_nothing(screen: str) -> None:
    case = small_case()
    before, head = records(case), case.store.head()
    actions = [action for action in actions_of(screen) if action.id in UNCHANGING - LEAVING - {"undo", "redo"}]
    async with driving(case, start=screen) as driver:
        for action in actions:
            await driver.press(action.keys.partition(",")[0], "escape", BY_ID[f"go_{screen}"].keys)
            assert case.store.head() == head, action.id
    assert records(case) == before
