"""Names of people, groups and bodies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.matching.names import canonical, same_name


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("ISIL", "Daesh"),
        ("the so-called Islamic State", "IS"),
        ("the Islamic State (IS)", "Islamic State group"),
        ("U.N.", "the United Nations"),
        ("U.S.", "United States of America"),
        ("General Anders Holm", "Anders Holm"),
        ("Holm, Anders", "Anders Holm"),
        ("Gen. Holm", "Anders Holm"),
        ("Association of Harbour Pilots", "AHP"),
        ("Mohammed al-Rashidi", "Muhammad al Rashidi"),
        ("Сергей Воронов", "Sergey Voronov"),
        ("Harbour Shipping Ltd", "Harbour Shipping Limited"),
        ("Anders Jon Holm", "Anders Holm"),
        ("Bill Thatchwood", "William Thatchwood"),
    ],
)
def test_one_name_in_two_spellings(a: str, b: str) -> None:
    assert same_name(a, b) >= 0.5


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("North Korea", "South Korea"),
        ("Islamic State", "Islamic State Khorasan Province"),
        ("minister of health", "deputy minister of health"),
        ("Ministry of Health", "Ministry of Defence"),
        ("Third Brigade", "Fourth Brigade"),
        ("Brigade 12", "Brigade 21"),
        ("Anders Holm", "Peter Holm"),
        ("Harbour Bank", "Harbour Bank Trust"),
        ("Taliban", "Pakistani Taliban"),
        ("Harbour police", "Dock union"),
    ],
)
def test_two_names_that_differ_in_a_telling_word(a: str, b: str) -> None:
    assert same_name(a, b) < 0.5


def test_nobody_has_an_empty_name() -> None:
    assert same_name("", "") == 0.0
    assert canonical("") is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_have_a_score_that_does_not_depend_on_their_order(a: str, b: str) -> None:
    assert same_name(a, b) == same_name(b, a)
    assert 0.0 <= same_name(a, b) <= 1.0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Lt. Col. Piet Vorn", "Piet Vorn"),
        ("Sheikh Omar Dahl", "Omar Dahl"),
        ("Cmdr Holm", "Commander Holm"),
        ("Prime Minister Edda Ruun", "Edda Ruun"),
        ("Velun Mining GmbH", "Velun Mining"),
        ("Sunda Air S.A.", "Sunda Air SA"),
        ("Orrin Oil PLC", "Orrin Oil Public Limited Company"),
        ("Moammar Gadari", "Muammar Ghadari"),
        ("Youssef Haddad", "Yusuf Hadad"),
        ("Abdel Rahman Nasser", "Abdulrahman Naser"),
        ("Orr, Nils", "Nils Orr"),
        ("ministry of defence", "defence ministry"),
        ("Ministry of Defense", "Ministry of Defence"),
        ("Harbour Pilots' Association", "Association of Harbour Pilots"),
        ("National Salvation Council", "NSC"),
        ("Free Harbour Workers' Union", "FHWU"),
        ("Saint Odo Hospital", "St Odo Hospital"),
    ],
)
def test_titles_legal_forms_spellings_order_and_initials_leave_a_name_the_same(a: str, b: str) -> None:
    assert same_name(a, b) >= 0.5


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("North Velun", "South Velun"),
        ("Upper Gorma", "Lower Gorma"),
        ("Eastern Command", "Western Command"),
        ("deputy governor of Pell", "governor of Pell"),
        ("acting mayor", "mayor"),
        ("vice president", "president"),
        ("Battalion 14", "Battalion 41"),
        ("2nd Division", "3rd Division"),
        ("Omar Dahl Jr.", "Omar Dahl Sr."),
        ("Blue Front", "Blue Front (Sunda branch)"),
        ("Velun branch of the Blue Front", "Sunda branch of the Blue Front"),
        ("Karl Marsh", "Karla Marsh"),
        ("Harbour Shipping GmbH", "Harbour Shipping AG"),
        ("Christian Farmers' Party", "Social Farmers' Party"),
    ],
)
def test_side_deputy_number_branch_and_kind_of_company_make_it_another(a: str, b: str) -> None:
    assert same_name(a, b) < 0.5
