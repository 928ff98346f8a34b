from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.old_case import make_old_case
from tests.ui.cases import empty_case, large_case, small_case
from tests.ui.driving import calm, driving
from tracker.services.workspace import Workspace
from tracker.settings import Settings
from tracker.store.backup import copy_file
from tracker.store.connect import SCHEMA
from tracker.ui import themes
from tracker.ui.actions import ACTIONS, SCREENS, actions_of, key_faults
from tracker.ui.app import TrackerApp
from tracker.ui.widgets.bars import KeyBar, TopBar

SIZES = ((80, 24), (120, 40), (200, 60))


def with_settings(case: Workspace, **settings: object) -> Workspace:
    case.settings = Settings(**settings)  # type: ignore[arg-type]
    return case


async def test_the_number_keys_go_to_the_screens() -> None:
    async with driving(small_case()) as driver:
        for number, name in enumerate(SCREENS, start=1):
            await driver.press(str(number))
            assert driver.app.current_mode == name


async def test_help_names_every_key_of_the_screen() -> None:
    async with driving(small_case(), start="triage") as driver:
        await driver.press("question_mark")
        shown = driver.sheet("#list")
        assert [action.id for action in actions_of("triage") if action.screens and action.help not in shown] == []
        await driver.press("escape")
        assert driver.screen == "TriageScreen"


async def test_a_user_moves_a_key_and_footer_help_and_action_follow() -> None:
    case = with_settings(small_case(), keys={"accept": "w,space"})
    async with driving(case, start="triage") as driver:
        assert "w accept" in driver.app.screen.query_one(KeyBar).render().plain
        await driver.press("a")
        assert len(case.triage.queue()) == 5
        await driver.press("w", "space")
        assert len(case.triage.queue()) == 3


async def test_clashing_keys_are_named_at_the_start() -> None:
    async with driving(with_settings(empty_case(), keys={"accept": "x", "acept": "b"})) as driver:
        assert "There is no action 'acept'" in driver.notices()
        assert "the key x is given to both" in driver.notices()


def test_the_keys_as_delivered_have_no_faults() -> None:
    assert key_faults({}) == []
    assert key_faults({action.id: action.keys for action in ACTIONS}) == []


async def test_t_walks_through_all_themes() -> None:
    async with driving(small_case()) as driver:
        seen = [driver.app.theme]
        for _ in themes.THEMES:
            await driver.press("t")
            seen.append(driver.app.theme)
        assert seen == [*(theme.name for theme in themes.THEMES), themes.DARK.name]


async def test_a_theme_that_does_not_exist_is_named_and_the_default_stays() -> None:
    async with driving(with_settings(empty_case(), theme="mauve")) as driver:
        assert "There is no theme 'mauve'" in driver.notices()
        assert driver.app.theme == themes.DARK.name


async def test_without_colour_the_cursor_is_still_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(small_case(), start="triage") as driver:
        assert driver.app.no_color
        assert "▌interior ministry"[:12] in driver.seen()


async def test_q_leaves_with_exit_code_0() -> None:
    async with driving(small_case()) as driver:
        await driver.pilot.press("q")
        await driver.pilot.pause()
        assert driver.app.return_code == 0


async def test_a_file_that_is_no_case_ends_with_its_sentence_and_exit_code_3(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a case", encoding="utf-8")
    app = TrackerApp(str(path))
    async with app.run_test() as pilot:
        for _ in range(100):
            await pilot.pause()
            if app.refused is not None:
                break
    assert app.refused is not None
    assert "is not a tracker case" in str(app.refused)
    assert app.return_code == 3


async def test_a_case_file_is_opened_after_the_first_paint(tmp_path: Path) -> None:
    app = TrackerApp(str(tmp_path / "new.case"))
    async with app.run_test() as pilot:
        await calm(pilot)
        assert app.workspace is not None
        assert app.screen.query_one(TopBar).case.endswith("new.case")


async def test_before_the_case_is_open_keys_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TrackerApp, "_open", lambda _: None)
    app = TrackerApp()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        from textual.widgets._toast import Toast

        assert "still being opened" in str(app.screen.query_one(Toast).render())


def test_the_first_screen_loads_neither_the_model_nor_a_database_library() -> None:
    code = (
        "import sys, tracker.ui.app, tracker.ui.screens.case;"
        "print([m for m in ('pydantic', 'sqlmodel', 'sqlalchemy', 'numpy', 'tracker.services') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_screen_fits_and_always_shows_the_way_to_all_keys(size: tuple[int, int]) -> None:
    async with driving(small_case(), size=size) as driver:
        for number in range(1, 7):
            await driver.press(str(number))
            rows = driver.seen().splitlines()
            assert len(rows) == size[1]
            assert "? keys" in rows[-1]
            assert rows[1].rstrip().endswith("╮"), number
            assert rows[-2].rstrip().endswith("╯"), number


async def test_a_resize_at_any_time_keeps_cursor_and_quote() -> None:
    async with driving(small_case(), start="triage", size=(120, 40)) as driver:
        await driver.press("j")
        for size in ((60, 16), (80, 24), (200, 60), (40, 10)):
            await driver.pilot.resize_terminal(*size)
            await driver.settle()
            assert driver.table.key == "C2"


async def test_a_very_long_report_is_cut_around_the_quote_and_says_so() -> None:
    from tests.ui.cases import keep, proposal

    text = "word " * 100_000 + "27 people were killed" + " word" * 100_000
    case = empty_case()
    keep(case, text, [proposal(text, "27 people were killed", "group", 27, None, 0.9)], title="long", publisher="p")
    async with driving(case, start="triage") as driver:
        assert "27 people were killed" in driver.seen()
        assert "of 1,000,021" in driver.seen()


async def test_a_table_of_many_claims_holds_only_the_pages_that_were_seen_and_the_next() -> None:
    async with driving(large_case(1_000), start="claims") as driver:
        await driver.press(*["pagedown"] * 3)
        assert len(driver.table.held()) <= 300


async def test_what_another_window_writes_appears_without_a_key() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        case.triage.accept("C1")
        driver.app.look_for_changes()
        await driver.settle()
        assert driver.table.held() == ["C2", "C3", "C4", "C5"]


async def test_a_look_at_a_case_that_nobody_changed_reads_nothing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async with driving(small_case(), start="triage") as driver:
        await driver.press("a")
        read: list[str] = []
        monkeypatch.setattr(driver.app, "reload", lambda: read.append("again"))
        driver.app.look_for_changes()
        await driver.settle()
        assert read == []


async def test_bringing_an_older_case_up_to_date_is_told_in_the_bar_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = make_old_case(tmp_path)
    begun, seen = threading.Event(), threading.Event()

    def copied_when_seen(path: Path, kept: Path) -> None:
        begun.set()
        seen.wait(20)
        copy_file(path, kept)

    monkeypatch.setattr("tracker.store.migrations.upgrade.copy_file", copied_when_seen)
    app = TrackerApp(str(old))
    async with app.run_test(size=(80, 24)) as pilot:
        try:
            await asyncio.to_thread(begun.wait, 20)
            await pilot.pause()
            assert f"bringing the case up to date 0 of {SCHEMA + 1}" in app.screen.query_one(TopBar).render().plain
        finally:
            seen.set()
        await calm(pilot)
        assert app.workspace is not None
        assert "bringing" not in app.screen.query_one(TopBar).render().plain
