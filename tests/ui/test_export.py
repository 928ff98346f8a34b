"""The case is handed over from its first screen: format, profile, part and file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.ui.cases import INCIDENT, small_case
from tests.ui.driving import Driver, driving
from tracker.services.transfer import verify_export
from tracker.ui.screens.export import Export
from tracker.ui.widgets.fields import Field
from tracker.ui.widgets.words import Choices


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


async def _choose(driver: Driver, name: str) -> None:
    formats = driver.app.screen.query_one(Choices)
    while formats.get_option_at_index(formats.highlighted or 0).id != name:
        await driver.press("down")


async def test_the_case_is_written_where_the_dialog_proposes_and_the_notice_says_so(tmp_path: Path) -> None:
    async with driving(small_case()) as driver:
        await driver.press("e")
        assert isinstance(driver.app.screen, Export)
        await driver.press("enter", "enter")
        assert driver.screen == "CaseOverview"
        shown = "".join(driver.seen().split())
        assert "memory.md" in shown
        [root] = re.findall(r"Root ([0-9a-f]+)$", driver.notices())
    assert len(root) == 16
    assert root in (tmp_path / "memory.md").read_text(encoding="utf-8")
    assert verify_export(tmp_path / "memory.md").is_sound


async def test_another_format_proposes_another_name_until_one_is_typed() -> None:
    async with driving(small_case()) as driver:
        await driver.press("e")
        path = driver.app.screen.query_one("#path", Field)
        await _choose(driver, "html")
        assert path.value == "memory.html"
        path.value = "mine.x"
        await driver.press("down")
        assert path.value == "mine.x"


async def test_profile_and_filters_reach_the_file(tmp_path: Path) -> None:
    async with driving(small_case()) as driver:
        source = driver.case.sources.all()[0]
        await driver.press("e")
        await _choose(driver, "jsonl")
        for field, value in (("path", "part.jsonl"), ("profile", "public"), ("source", source.name)):
            driver.app.screen.query_one(f"#{field}", Field).value = value
        await driver.press("enter", "enter")
    opening = json.loads((tmp_path / "part.jsonl").read_text().splitlines()[0])
    assert opening["holds"]["profile"] == "public"
    assert opening["holds"]["scope"] == {"source": f"{source.id} {source.name}"}
    assert verify_export(tmp_path / "part.jsonl").is_part


async def test_incident_and_source_are_completed_from_those_of_the_case() -> None:
    async with driving(small_case()) as driver:
        await driver.press("e")
        for field, typed, name in (("incident", "atta", INCIDENT), ("source", "INT", "interior ministry")):
            filled = driver.app.screen.query_one(f"#{field}", Field)
            filled.focus()
            await driver.type(typed)
            await driver.press("right")
            assert name.casefold() in filled.value.casefold()


async def test_any_word_of_a_name_completes_it() -> None:
    async with driving(small_case()) as driver:
        await driver.press("e")
        incident = driver.app.screen.query_one("#incident", Field)
        incident.focus()
        await driver.type("kab")
        assert f"kab → {INCIDENT}" in driver.seen()
        await driver.press("right")
        assert incident.value == INCIDENT
        await driver.press("right", "left")
        assert incident.value == INCIDENT


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("path", "", "Name a file"),
        ("path", "no/such/folder/x.md", "does not exist"),
        ("profile", "secret", "full or public"),
        ("source", "Nobody at all", "no source"),
        ("dates", "yesterday", "not a date"),
        ("key", "no.key", "cannot be read"),
    ],
)
async def test_what_cannot_be_is_said_in_the_dialog_and_nothing_is_written(
    tmp_path: Path, field: str, value: str, words: str
) -> None:
    async with driving(small_case()) as driver:
        await driver.press("e")
        driver.app.screen.query_one(f"#{field}", Field).value = value
        await driver.press("enter", "enter")
        assert isinstance(driver.app.screen, Export)
        assert words in driver.seen()
    assert list(tmp_path.glob("*.md*")) == []


async def test_a_file_that_is_there_is_written_over_only_when_asked_twice(tmp_path: Path) -> None:
    (tmp_path / "memory.md").write_text("mine")
    async with driving(small_case()) as driver:
        await driver.press("e", "enter", "enter")
        assert "enter again" in driver.seen()
        assert (tmp_path / "memory.md").read_text() == "mine"
        await driver.press("enter")
    assert verify_export(tmp_path / "memory.md").is_sound
