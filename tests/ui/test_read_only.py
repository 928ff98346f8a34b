"""A case that can only be read: that is seen on every screen, and every key that would change it says why not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.cases import WIRE, fill
from tests.ui.driving import driving
from tracker.services.workspace import Workspace
from tracker.store import creation
from tracker.ui import noticing
from tracker.ui.actions import SCREENS, WRITES, actions_of, keys_of
from tracker.ui.widgets.bars import KeyBar, TopBar


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    path = tmp_path / "kept.case"
    with Workspace.open(path) as filled:
        fill(filled)
    monkeypatch.setattr(creation, "may_write", lambda _: False)
    with Workspace.open(path) as opened:
        yield opened


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_bar_above_every_screen_says_read_only(case: Workspace, size: tuple[int, int]) -> None:
    async with driving(case, size=size) as driver:
        for number in range(1, len(SCREENS) + 1):
            await driver.press(str(number))
            assert "read-only" in driver.app.screen.query_one(TopBar).render().plain


@pytest.mark.parametrize("screen", SCREENS)
async def test_every_key_that_would_change_the_case_says_why_not(
    case: Workspace, screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noticing, "AGAIN_S", -1.0)  # the same words are told for each key
    writes = [action for action in actions_of(screen) if action.id in WRITES]
    async with driving(case, start=screen) as driver:
        shown = driver.screen
        assert {action.id for action in writes if action.footer} <= driver.app.screen.query_one(KeyBar).disabled_ids
        for action in writes:
            await driver.press(keys_of(action, {})[0])
            assert "This case can only be read: copy it" in driver.notices(), action.id
            assert driver.screen == shown, action.id
            driver.app.clear_notifications()
            await driver.settle()


async def test_what_is_pasted_is_not_taken_in_and_that_is_said(case: Workspace) -> None:
    async with driving(case) as driver:
        await driver.type(WIRE)
        assert "This case can only be read" in driver.notices()
        assert driver.screen == "CaseOverview"


def test_the_actions_that_change_a_case_are_actions() -> None:
    assert {action.id for screen in SCREENS for action in actions_of(screen)} >= WRITES
