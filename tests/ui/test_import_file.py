"""A table or another case taken in from the interface: recognised, shown, mapped with keys, taken in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.cases import empty_case, small_case
from tests.ui.driving import Driver, driving
from tracker.services.column_mappings import mapping_for
from tracker.ui.screens.import_case import ImportCase
from tracker.ui.screens.import_file import ImportFile
from tracker.ui.screens.pick_field import PickField
from tracker.ui.widgets.fields import Field
from tracker.ui.widgets.words import Words

TABLE = "Outlet,Dead,Town,[red]x[/]\nAFP,12,Kabul,\x1b[2J\nPolice,lots,Kabul,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "tolls.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


async def _opened(driver: Driver, path: Path) -> None:
    await driver.press("i")
    await driver.type(str(path))
    await driver.press("enter")
    await driver.until_calm()


async def test_a_table_is_shown_with_what_it_would_bring_and_nothing_is_written(table: Path) -> None:
    case = empty_case()
    async with driving(case) as driver:
        await _opened(driver, table)
        assert isinstance(driver.app.screen, ImportFile)
        seen = driver.seen()
        assert "1 new claim · 1 refused" in seen
        assert "AFP: 12 people killed" in seen
        assert "line 3, column Dead: 'lots' is no figure" in seen
        assert "[red]x[/]" in seen
        assert "\x1b" not in seen
        await driver.press("escape")
        assert case.summary().seq == 0


async def test_a_column_is_mapped_with_keys_and_the_table_taken_in(table: Path) -> None:
    case = empty_case()
    async with driving(case) as driver:
        await _opened(driver, table)
        await driver.press("j", "j", "enter")
        assert isinstance(driver.app.screen, PickField)
        await driver.press("end", "enter")  # note
        await driver.press("k", "x")
        await driver.until_calm()
        assert "No column holds what is claimed" in driver.seen()
        await driver.press("enter", *["down"] * 4, "enter", "tab")
        await driver.type("measure=wounded")
        await driver.until_calm()
        assert "AFP: 12 people wounded" in driver.seen()
        await driver.press("ctrl+s")
        await driver.until_calm()
        [claim] = case.claims.find()
        assert (claim.measure, claim.value if hasattr(claim, "value") else claim.low, claim.note) == (
            "wounded", 12, "Kabul",
        )  # fmt: skip
        assert "1 claim taken in" in driver.notices()
    kept = mapping_for(("Outlet", "Dead", "Town", "[red]x[/]"))
    assert kept is not None
    assert (dict(kept.constants), kept.fields["note"]) == ({"measure": "wounded"}, "Town")


async def test_measures_of_ones_own_in_a_table_are_told_before_it_is_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "arrests.csv"
    path.write_text("source,claim,measure,value\nUnion,Arrests,arrested,25\nPolice,Arrests,detained,14\n")
    async with driving(empty_case()) as driver:
        await _opened(driver, path)
        assert "▲ arrested: of your own" in driver.seen()


async def test_a_table_taken_in_again_says_that_there_is_nothing_new(table: Path) -> None:
    case = empty_case()
    list(case.files.parts(table))
    async with driving(case) as driver:
        await _opened(driver, table)
        assert "1 known already" in driver.seen()
        assert "mapped as last time" in driver.seen()
        await driver.press("ctrl+s")
        assert "nothing new" in driver.app.screen.query_one("#error", Words).plain


async def test_words_that_set_no_field_are_told_while_they_are_typed(table: Path) -> None:
    async with driving(empty_case()) as driver:
        await _opened(driver, table)
        await driver.press("tab")
        await driver.type("wounded")
        await driver.until_calm()
        assert "a field, = and a value" in driver.seen()
        driver.app.screen.query_one("#constants", Field).value = "sauce=x"
        await driver.until_calm()
        assert "no field 'sauce'" in driver.seen()


async def test_another_case_is_shown_and_restored_into_an_empty_one(tmp_path: Path) -> None:
    other = small_case()
    head = other.history.head()
    path = other.transfer.write("jsonl", tmp_path / "other.jsonl").path
    case = empty_case()
    async with driving(case) as driver:
        await _opened(driver, path)
        assert isinstance(driver.app.screen, ImportCase)
        assert "it becomes that one, journal and all" in driver.seen()
        await driver.press("enter")
        await driver.until_calm()
        assert case.history.head() == head
        assert "Restored" in driver.notices()


async def test_a_case_that_was_tampered_with_is_not_taken_in(tmp_path: Path) -> None:
    path = small_case().transfer.write("jsonl", tmp_path / "other.jsonl").path
    path.write_bytes(path.read_bytes().replace(b"Kabul", b"Herat", 1))
    case = empty_case()
    async with driving(case) as driver:
        await _opened(driver, path)
        assert "not as it was exported" in driver.seen()
        await driver.press("enter")
        assert case.history.head()[0] == 0
