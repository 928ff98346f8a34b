"""Two hundred hostile strings in every field: shown as they are written, in every cell of every screen and form."""

from __future__ import annotations

import pytest

from tests.ui.cases import empty_case
from tests.ui.driving import Driver, driving
from tests.ui.hostile import PAYLOADS, fill
from tracker.services.workspace import Workspace
from tracker.ui.actions import SCREENS
from tracker.ui.widgets.fields import Field, FilterLine, Writing

FORBIDDEN = frozenset("\x1b\x9b\x9d\x90\x07\x00\x85\u202e\u2066\u2069\u200b\u2060\ufeff\U000e0041")
FORMS = (("2", "e"), ("4", "d"), ("5", "e"), ("n",), ("1", "P"), ("1", "i"), ("3", "x"), ("2", "g"), ("2", "m"))
"""Keys that lead to the forms."""
MOST_PAGES = 8


@pytest.fixture(scope="module")
def hostile() -> Workspace:
    return fill(empty_case())


def faults(driver: Driver) -> list[str]:
    """What a cell of the screen carries besides its character: an action, a link, a character that acts."""
    found = []
    for strip in driver.app.screen._compositor.render_strips():
        for text, style, control in strip:
            if control or FORBIDDEN & set(text):
                found.append(repr(text))
            if style is not None and (style.link or "@click" in style.meta):
                found.append(f"{text!r} acts")
    return found


async def test_every_cell_of_every_page_of_every_screen_shows_and_does_nothing_else(hostile: Workspace) -> None:
    async with driving(hostile, size=(200, 60)) as driver:
        for number, name in enumerate(SCREENS, start=1):
            await driver.press(str(number))
            seen = set()
            for _ in range(MOST_PAGES):
                assert faults(driver) == [], name
                if driver.table.cursor in seen:
                    break
                seen.add(driver.table.cursor)
                await driver.press("pagedown")


async def test_a_click_on_any_cell_of_a_table_moves_the_cursor_and_runs_nothing(hostile: Workspace) -> None:
    async with driving(hostile, size=(120, 30)) as driver:
        for number, name in enumerate(SCREENS, start=1):
            await driver.press(str(number))
            head = hostile.history.head()
            table = driver.table
            for y in range(1, min(table.size.height, table.count + 1, 5)):
                for x in range(1, table.size.width, 24):
                    await driver.pilot.click(table, offset=(x, y))
            await driver.settle()
            assert driver.app.current_mode == name
            assert len(driver.app.screen_stack) == 1
            assert hostile.history.head() == head
        assert driver.app.is_running


@pytest.mark.parametrize("keys", FORMS, ids="-".join)
async def test_every_field_of_a_form_makes_each_string_visible(keys: tuple[str, ...], hostile: Workspace) -> None:
    async with driving(hostile) as driver:
        for key in keys:
            await driver.press(key)
        screen = driver.app.screen
        fields = [*screen.query(Field), *screen.query(FilterLine), *screen.query(Writing)]
        assert [field for field in fields if not isinstance(field, FilterLine)]
        for payload in PAYLOADS:
            for field in fields:
                # A figure's field takes no words at all from the keyboard or the clipboard.
                if isinstance(field, Writing) or field.restrict:
                    continue
                field.value = payload
                assert not FORBIDDEN & set(field.value), (field.id, payload)
        await driver.until_calm()
        assert faults(driver) == []
        assert driver.app.is_running
