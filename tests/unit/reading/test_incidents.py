"""Mentions of one event are one incident; other events are others."""

from __future__ import annotations

import pytest

from tracker.reading.claims import read
from tracker.reading.happenings import incident_from, same_incident


def labels(text: str, published: str = "2021-06-18") -> list[str | None]:
    return [claim.incident for claim in read(text, published=published)]


def test_an_incident_has_a_short_label() -> None:
    text = "A bomber attacked the Italian embassy in Tripoli on June 3, killing nine people."
    assert labels(text) == ["bombing on Italian embassy, Tripoli, 2021-06-03"] or labels(text) == [
        "attack on Italian embassy, Tripoli, 2021-06-03"
    ]


def test_later_mentions_belong_to_the_same_incident() -> None:
    text = (
        "The June 3rd attack on the Italian embassy in Tripoli killed nine people, police said.\n\n"
        "The Front says 20 people were killed in the siege.\n\n"
        "Medics said the Tripoli embassy attack wounded 14 people."
    )
    assert len(set(labels(text))) == 1


def test_attacks_at_other_targets_times_or_places_are_other_incidents() -> None:
    text = (
        "The June 3rd attack on the Italian embassy in Tripoli killed nine people, police said. "
        "The May 2, 2019 attack on the airport in Tripoli killed 30 people, police said. "
        "The June 9th attack on the French embassy in Cairo killed four people, police said."
    )
    assert len(set(labels(text))) == 3


def test_a_toll_in_a_later_paragraph_belongs_to_the_incident_of_the_report() -> None:
    text = "A blast in Herat on June 3 killed nine people, police said.\n\nA doctor said 12 people had died."
    first, second = labels(text)
    assert first == second


def test_figures_of_a_state_belong_to_no_incident() -> None:
    text = "A blast in Herat on June 3 killed nine people. The general said 900 rebels remain in the province."
    assert labels(text)[-1] is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("attack on Italian embassy, Tripoli, 2021-06-03", "bombing on embassy, Tripoli, 2021-06"),
        ("airstrike, Tal Asfar, 2019-03-12", "attack, Tal Asfar, 2019-03-12"),
        ("earthquake, Herat, 2023-10-07", "earthquake, Herat, 2023-10"),
    ],
)
def test_descriptions_that_agree_are_linked(a: str, b: str) -> None:
    assert same_incident(incident_from(a), incident_from(b)) >= 0.5
    assert same_incident(incident_from(a), incident_from(b)) == same_incident(incident_from(b), incident_from(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("attack on Italian embassy, Tripoli, 2021-06-03", "attack on French embassy, Tripoli, 2021-06-03"),
        ("attack on Italian embassy, Tripoli, 2021-06-03", "attack on Italian embassy, Tripoli, 2019-06-03"),
        ("earthquake, Herat, 2023-10-07", "attack, Herat, 2023-10-07"),
        ("flood", "earthquake"),
    ],
)
def test_descriptions_that_exclude_each_other_are_not(a: str, b: str) -> None:
    assert same_incident(incident_from(a), incident_from(b)) == 0


def test_a_label_says_what_it_was_made_from() -> None:
    label = "attack on Italian embassy, Tripoli, 2021-06-03"
    assert incident_from(label).label == label


def incidents_of(text: str, publisher: str | None = None) -> dict[str, str | None]:
    return {claim.quote: claim.incident for claim in read(text, published="2021-06-18", publisher=publisher)}


def test_a_claim_without_time_or_place_belongs_to_the_report_s_own_incident() -> None:
    found = incidents_of(
        "Gunmen attacked the Kenyan embassy in Juba on Monday, killing two guards.\n\n"
        "Shopkeepers say the gunmen entered the main building.\n\nThe road to the river was reopened."
    )
    assert set(found.values()) == {"attack on Kenyan embassy, Juba, 2021-06-14"}


def test_an_embassy_of_a_country_does_not_stand_in_it() -> None:
    claims = read(
        "A bomb went off near the Kenyan embassy in Juba on Monday, killing two guards.\n\n"
        "The embassy of Norway in the same city was stormed in 2017.",
        published="2021-06-18",
    )
    assert [(claim.place, claim.incident) for claim in claims][-1] == (
        "Juba",
        "attack on Norwegian embassy, Juba, 2017",
    )


def test_the_day_on_which_something_was_said_is_not_the_incident_s() -> None:
    found = incidents_of(
        "The number of people killed by the storm in Malawi has climbed to 56, police said on Tuesday."
    )
    assert set(found.values()) == {"storm, Malawi"}


def test_results_belong_to_the_election_of_the_report() -> None:
    text = "Turnout in the election of 14 May was 71 percent. Ana Reyl received 34 percent of the vote."
    assert set(incidents_of(text, "Election Commission of Sarvia").values()) == {"election, Sarvia, 2021-05-14"}


def test_events_of_one_kind_and_day_in_towns_that_are_named_are_not_one_incident() -> None:
    towns = ("Brimford", "Oakley", "Tansmere")
    for article in ("A", "The"):
        text = " ".join(f"{article} fire in {town} killed three people on Monday." for town in towns)
        assert labels(text) == [f"fire, {town}, 2021-06-14" for town in towns]


def test_a_headline_without_a_date_tells_of_the_incident_that_the_report_dates() -> None:
    text = "Fire at Brimford kills 3\n\nA fire in a block of flats in Brimford killed three people on Monday."
    assert labels(text) == ["fire, Brimford, 2021-06-14"] * 2


def test_a_headline_that_names_no_incident_tells_of_the_one_that_the_report_opens_with() -> None:
    text = "Toll rises to 33\n\nThe fire in Brimford on Monday killed 33 people, police said.\n\nMore text."
    assert labels(text) == ["fire, Brimford, 2021-06-14"] * 2


def test_what_happened_apart_is_no_part_of_the_incident_told_before() -> None:
    text = (
        "The shelling of a market in Brimford on Monday killed 33 people, police said.\n\n"
        "The Front said that seven of its fighters died in separate clashes on the same day."
    )
    market, clashes = labels(text)
    assert market != clashes


def test_a_body_named_for_an_event_and_a_candidate_s_campaign_are_no_incidents() -> None:
    text = "The Central Election Commission said on Friday that 12 people died. Brock's campaign said 14 people died."
    assert labels(text) == [None, None]


def test_a_person_is_named_without_whose_she_is() -> None:
    (claim,) = read("The union collected the names of 131 dead, its chairwoman Lida Farr said.")
    assert claim.source == "chairwoman Lida Farr"
