"""A report's details corrected in the reader, its changes shown, an address taken in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual.events import Paste

from tests.services.cases import take_in
from tests.services.pages import SENTENCES, fetched
from tests.ui.cases import empty_case
from tests.ui.driving import driving
from tests.web import Answer, Site, serving
from tracker.services.workspace import Workspace
from tracker.ui.screens.take_in import TakeIn
from tracker.ui.widgets.fields import Field


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def versions(site: Site) -> Workspace:
    case = empty_case()
    fetched(case, site)
    fetched(case, site, SENTENCES[0], SENTENCES[1].replace("14", "[b]16[/b]"), *SENTENCES[2:])
    return case


async def test_e_in_the_reader_corrects_the_details_and_says_what_that_meant() -> None:
    case = empty_case()
    take_in(case, "Two firemen were killed in the fire in Port Amber on Monday.")
    async with driving(case, start="triage") as driver:
        await driver.press("o", "e")
        assert "Details of R1" in driver.seen()
        await driver.press("end", *["backspace"] * len("Coast Wire"))
        await driver.type("Bay Herald")
        await driver.press("enter")
        assert case.reports.get("R1").publisher == "Bay Herald"
        assert driver.screen == "Reader"
        assert "Corrected R1: publisher. 1 undecided proposal read again; taken out" in driver.notices()
        assert "Bay Herald" in driver.seen()
        await driver.press("escape", "u")
        assert case.reports.get("R1").publisher == "Coast Wire"


async def test_a_form_opens_in_its_own_first_field_and_never_passes_through_another_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Keys typed while it opens would go there."""
    passed: list[str | None] = []
    monkeypatch.setattr(Field, "on_focus", lambda field, _: passed.append(field.id))
    case = empty_case()
    take_in(case)
    async with driving(case, start="triage") as driver:
        await driver.press("o", "e")
        assert (driver.screen, passed) == ("EditReport", ["publisher"])
        await driver.press("escape", "escape", "e")
        assert (driver.screen, passed[1:]) == ("EditClaim", ["source"])


async def test_what_was_read_is_replaced_by_typing_and_what_was_typed_is_added_to() -> None:
    case = empty_case()
    take_in(case)
    async with driving(case, start="triage") as driver:
        await driver.press("o", "e")
        await driver.type("Bay")
        await driver.press("down", "up")
        await driver.type("side")
        await driver.press("enter")
        assert case.reports.get("R1").publisher == "Bayside"


async def test_a_date_that_is_none_is_refused_and_the_form_stays() -> None:
    case = empty_case()
    take_in(case)
    async with driving(case, start="triage") as driver:
        await driver.press("o", "e", "down", "end", "x", "enter")
        assert "is not a date" in driver.seen()
        assert driver.screen == "EditReport"


async def test_d_in_the_reader_shows_what_changed_since_the_version_before(site: Site) -> None:
    async with driving(versions(site), start="triage", size=(120, 40)) as driver:
        await driver.press("end", "o", "d")
        assert driver.screen == "ChangesBox"
        seen = driver.seen()
        assert "- The Dockers' League said that 14 people were killed." in seen
        assert "+ The Dockers' League said that [b]16[/b] people were killed." in seen
        assert "… 2 sentences the same" in seen
        assert "A newer version of R1" in seen
        await driver.press("escape")
        assert driver.screen == "Reader"


async def test_d_on_a_report_without_a_version_before_says_so() -> None:
    case = empty_case()
    take_in(case)
    async with driving(case, start="triage") as driver:
        await driver.press("o", "d")
        assert "neither a newer version nor a copy" in driver.seen()


async def test_an_address_pasted_into_the_window_is_offered_and_taken_in(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_ALLOW_PRIVATE", "true")
    site.page("/blast", "".join(f"<p>{sentence}</p>" for sentence in SENTENCES))
    site.routes["/old"] = Answer(status=301, headers={"Location": "/blast"})
    case = empty_case()
    async with driving(case, start="log") as driver:
        driver.app.post_message(Paste(f" {site.url('/old')}\n"))
        await driver.settle()
        assert isinstance(driver.app.screen, TakeIn)
        await driver.press("enter")
        assert case.reports.get("R1").url == site.url("/blast")
        assert f"Redirected to {site.url('/blast')} (301)." in driver.notices()


async def test_an_address_that_is_not_asked_is_told_in_the_form(site: Site) -> None:
    case = empty_case()
    async with driving(case, start="log") as driver:
        driver.app.post_message(Paste(site.url("/a")))
        await driver.settle()
        await driver.press("enter")
        assert "such addresses are not" in driver.seen()
        assert case.reports.list() == []
