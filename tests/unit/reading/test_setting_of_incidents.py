"""Which incident a sentence tells of: its kind by the words used, its place by what "the town" stands for."""

from __future__ import annotations

import pytest

from tracker.reading.claims import read


def incidents(text: str) -> set[str | None]:
    return {claim.incident for claim in read(text, published="2026-02-20")}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Two soldiers died in shelling near the town of Esk on Thursday.", "shelling, Esk, 2026-02-19"),
        ("Two nurses died when shells hit a ward in Esk on Thursday.", "shelling, Esk, 2026-02-19"),
        ("Two nurses died when a missile hit a ward in Esk on Thursday.", "airstrike, Esk, 2026-02-19"),
        ("Two people died when a hospital in Esk was hit on Thursday.", "attack on hospital, Esk, 2026-02-19"),
    ],
)
def test_an_incident_is_called_by_what_is_told_of_it(text: str, label: str) -> None:
    assert incidents(text) == {label}


def test_the_towns_hospital_stands_in_the_town_told_of() -> None:
    hospital = "Medics said the town's only hospital had been hit and six patients had died."
    text = f"Shells fell near Esk on Thursday.\n\n{hospital}"
    assert [(claim.place, claim.low) for claim in read(text, published="2026-02-20") if claim.low] == [("Esk", 6)]


def test_a_district_hospital_is_in_its_town() -> None:
    found = read("Seven patients of Esk district hospital were killed when shells hit it, Doctors for Lowland said.")
    assert found[0].place == "Esk"


def test_a_strike_is_no_attack_in_a_report_on_a_stoppage() -> None:
    text = (
        "Airport strike: hundreds of flights cancelled\n\nThe union said the walkout went on.\n\n"
        "A strike by handlers led to delays on Friday, the airports said."
    )
    found = read(text, published="2026-02-20")
    assert "attacks" not in [claim.measure for claim in found]
    assert not any((claim.incident or "").startswith("attack") for claim in found)


def test_when_it_was_said_is_no_claim_of_the_narrator() -> None:
    text = "Ten died, police said on Monday in Esk, hours after a truce was to have begun."
    assert [claim.low for claim in read(text)] == [10]
    assert [claim.quote for claim in read("Ten died, police said on Monday, revising a figure of 60.")] == ["Ten died"]


def test_those_among_the_dead_have_died() -> None:
    found = read("The firm said 12 members of a road crew were among the dead.")
    assert [(claim.measure, claim.low, claim.population) for claim in found] == [("killed", 12, "staff")]


def test_a_port_city_is_no_target_and_a_shot_not_fired_no_blaze() -> None:
    assert incidents(
        "Three people were shot dead in protests in the port city of Kell on Thursday, a doctor said."
    ) == {"protest, Kell, 2026-02-19"}
    assert incidents("Police did not fire at protesters in Kell on Thursday, the ministry said.") == {None}


def test_a_toll_that_passes_a_figure_is_above_it() -> None:
    found = read("Maro floods: death toll passes 90")
    assert [(claim.low, claim.quantity and claim.quantity.low_open) for claim in found] == [(90, True)]


def test_what_somebody_knew_is_a_claim() -> None:
    found = read("A former adviser said on Friday that the minister knew of the payments and approved two of them.")
    assert [claim.source for claim in found] == ["former adviser"]
