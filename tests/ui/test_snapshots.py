"""Pictures of screens that nothing but this package draws; `--snapshot-update` draws them anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.ui.cases import small_case
from tests.ui.driving import Driver
from tracker.model.merkle import MerkleTree
from tracker.ui.app import TrackerApp

VIEWS: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "case": ((80, 24), ()),
    "triage": ((120, 40), ("2", "j")),
    "claims": ((80, 24), ("3", "tab", "j")),
    "disputes": ((120, 40), ("4",)),
    "sources": ((80, 24), ("5",)),
    "rules": ((100, 30), ("4", "r")),
    "help": ((120, 40), ("2", "question_mark")),
    "reader": ((80, 24), ("2", "o", "n")),
    "grade": ((80, 24), ("5", "g")),
    "decide": ((100, 30), ("4", "d", "down")),
    "palette": ((80, 24), ("2", "ctrl+p", "g", "r")),
    "tour": ((200, 60), ("f1", "enter")),
}
"""Name -> size and keys."""


@pytest.mark.snapshot
@pytest.mark.parametrize("name", VIEWS)
def test_a_screen_looks_as_it_was_drawn(
    name: str, snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MerkleTree, "root", "5e" * 32)  # that of the case changes with each version of the tool
    size, keys = VIEWS[name]
    app = TrackerApp(workspace=small_case())

    async def lead_there(pilot: Pilot[int]) -> None:
        driver = Driver(app, pilot)
        await driver.settle()
        for key in keys:
            # One at a time: what a key does can wait for what the one before it reads.
            await driver.press(key)
        await _until_it_stays_so(driver)

    assert snap_compare(app, terminal_size=size, run_before=lead_there)


async def _until_it_stays_so(driver: Driver) -> None:
    """On a busy machine a debounced read may begin late; what is seen twice is what was read to the end."""
    for _ in range(10):
        seen = driver.seen()
        await driver.until_calm()
        if driver.seen() == seen:
            return
