"""Situation reports, statements and posts: figures listed by place, counts of others, voices of posts, named storms."""

from __future__ import annotations

import pytest

from tracker.reading.attribution import attributions
from tracker.reading.claims import read
from tracker.reading.happenings import incident_from, same_incident

LIST = """31 deaths confirmed after Cyclone Orsa, up from 22 reported on 12 May.
2,400 people (510 households) displaced across Lorn, Aveth and Lower Misk districts.
Lorn: 17 dead, 40 injured.
Aveth: 9 dead.
Lower Misk: 5 dead."""


def test_figures_listed_by_place_are_parts_of_the_whole() -> None:
    found = read(LIST, publisher="the relief office")
    killed = [(claim.low, claim.place, claim.part_of) for claim in found if claim.measure == "killed"]
    assert killed == [(31, None, None), (17, "Lorn", 0), (9, "Aveth", 0), (5, "Lower Misk", 0)]


def test_a_figure_before_is_no_voice_and_its_day_is_not_that_of_the_new_one() -> None:
    first = read(LIST, publisher="the relief office")[0]
    assert (first.source, first.event_time, first.incident) == ("the relief office", None, "Cyclone Orsa")


def test_those_counted_again_in_a_bracket_do_not_hide_what_is_said_of_them() -> None:
    found = [claim for claim in read(LIST) if claim.measure == "displaced"]
    assert [(claim.low, claim.population) for claim in found] == [(2400, "everyone"), (510, "households")]


def test_one_named_storm_is_one_incident_and_two_are_two() -> None:
    orsa = incident_from("Cyclone Orsa, Lorn")
    assert (orsa.kind, orsa.target, orsa.place) == ("storm", "Cyclone Orsa", "Lorn")
    assert same_incident(orsa, incident_from("Cyclone Orsa")) >= 0.5
    assert same_incident(orsa, incident_from("Cyclone Belm")) == 0.0
    assert incident_from(orsa.label) == orsa


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("Five people died in the blaze, say police.", [("police", "Five people died in the blaze")]),
        ("Now 5 confirmed dead at the pit, say nurses", [("nurses", "Now 5 confirmed dead at the pit")]),
        ("The ministry's own estimate is 12 million euros.", [("ministry", "12 million euros")]),
        ("That is far above the government's official count of 46,300.", [("government", "46,300")]),
        ("They doubt accounts from teachers, who said six pupils died.", [("teachers", "six pupils died")]),
        ("The company has offered 3.5 percent, it said.", [("company", "The company has offered 3.5 percent")]),
        ("There was no strike, said Brig. Gen. Rafe Omari.", [("Brig. Gen. Rafe Omari", "There was no strike")]),
        ("61 cases (48 confirmed, 13 probable) had been recorded.", []),
        ("The ministry gave lower numbers: two dead, 16 injured.", [("ministry", "two dead, 16 injured")]),
        (
            "The lawyer, Nora Fell, criticised the verdict, saying 16 people had died.",
            [("Nora Fell", "16 people had died")],
        ),
        (
            "He got no payment from Strada Group, his lawyer, Petra Brandt, said.",
            [("Petra Brandt", "He got no payment from Strada Group")],
        ),
        ("Monday's death toll was 12.", []),
        ("Turkey's official toll is 30,000.", []),
        ("The fund doubts the UN's estimate of 5,000.", [("UN", "5,000")]),
        ("The ministry's figure of 12 is wrong.", []),
        ("Civil Defence: 112 dead, over 600 injured", [("Civil Defence", "112 dead, over 600 injured")]),
        ("Orro Red Crescent: at least 9 dead", [("Orro Red Crescent", "at least 9 dead")]),
        (
            "Minister Leo March resigned after the fire that killed 12, but denied that he had been warned.",
            [("Minister Leo March", "he had been warned")],
        ),
        ("Ms Morel rejects the result: her own count gives her 52 percent.", [("Ms Morel", "the result")]),
        ("@orsawatch 12:04 At least 3 dead at the pit", [("@orsawatch", "At least 3 dead at the pit")]),
    ],
)
def test_who_gives_a_figure_is_found_where_it_stands(text: str, voices: list[tuple[str, str]]) -> None:
    assert [(found.source, found.content) for found in attributions(text)] == voices


def test_we_in_a_post_is_who_posted_it() -> None:
    found = read("@mineco 14:22 We can confirm that nobody was killed.", publisher="a list of posts")
    assert [(claim.source, claim.low) for claim in found] == [("@mineco", 0)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Doctors said they had received nine bodies and 26 people with gunshot wounds.",
            [("killed", 9), ("wounded", 26)],
        ),
        ("He put the number of detainees at 52, all of whom had been released.", [("detained", 52)]),
        ("The clinic said it had admitted 83 patients, of whom 52 had died.", [("people", 83), ("killed", 52)]),
        ("The Front claimed killing 17 soldiers and capturing five.", [("killed", 17), ("detained", 5)]),
        ("The number of arrested has risen to 23.", [("detained", 23)]),
        ("Police said 26 people were in custody.", [("detained", 26)]),
        ("We lost one comrade in the battle.", [("killed", 1)]),
    ],
)
def test_what_befell_those_counted_is_read_from_the_words_beside_them(text: str, told: list[tuple[str, float]]) -> None:
    assert [(claim.measure, claim.low) for claim in read(text)] == told


def test_a_body_called_centre_is_no_place() -> None:
    (claim,) = read("Four people were killed, according to the National Relief Centre.")
    assert claim.place is None


def test_the_toll_is_not_that_of_the_place_where_further_bodies_were_found() -> None:
    risen = "The director said the toll stood at 41 after bodies were found in a collapsed school in Aveth."
    text = f"Cyclone Orsa hit Lorn on Monday. {risen}"
    toll = next(claim for claim in read(text, published="2025-05-15") if claim.low == 41)
    assert toll.incident is not None
    assert toll.incident.startswith("Cyclone Orsa")


def test_the_day_on_which_somebody_accused_is_not_that_of_the_event() -> None:
    text = "Lawmakers on Thursday accused the office of hiding that 150 people died in Cyclone Orsa."
    (claim, *_) = [claim for claim in read(text, published="2025-05-16") if claim.low == 150]
    assert claim.incident == "Cyclone Orsa"


def test_a_front_named_after_the_people_is_not_everyone() -> None:
    (claim,) = read("The army said it killed dozens of fighters of the People's Front.")
    assert claim.population == "militants"


def test_millions_beside_millions_of_euros_are_euros() -> None:
    found = read("The government says the strike cost 90 million euros; the chamber of commerce speaks of 150 million.")
    told = [(claim.source, claim.low, claim.quantity and claim.quantity.unit) for claim in found]
    assert told == [("government", 90e6, "EUR"), ("chamber of commerce", 150e6, "EUR")]


def test_an_assault_by_somebody_on_a_place_is_there() -> None:
    found = read("Our fighters beat back an assault by the enemy army on Tessel. Two soldiers were killed.")
    assert [claim.place for claim in found if claim.measure == "killed"] == ["Tessel"]


def test_earlier_figures_are_no_claims() -> None:
    assert read("Earlier figures of 70 and 85 deaths have been withdrawn.") == []
    assert [claim.low for claim in read("Police gave an initial toll of 12 dead.")] == [12]


def test_the_fallen_of_ones_own_are_no_toll_of_all() -> None:
    (own,) = read("We lost one comrade in the battle.", publisher="the Front")
    assert (own.measure, own.low, own.population) == ("killed", 1, "comrades")


def test_the_turns_of_a_transcript_speak_for_who_has_the_word() -> None:
    text = """SPOKESWOMAN HANNE LIEM: Last night two civilians were killed.

QUESTION (Daily Post): The mayor says six people died.

LIEM: No soldiers were hurt.

PRESENTER: Nine people are in hospital."""
    told = [(claim.source, claim.low) for claim in read(text, publisher="Radio Seven")]
    assert told == [("Spokeswoman Hanne Liem", 2), ("mayor", 6), ("Spokeswoman Hanne Liem", 0), ("Radio Seven", 9)]


def test_fighter_jets_are_no_fighters() -> None:
    (claim,) = read("The ministry said it had destroyed four fighter jets.")
    assert (claim.measure, claim.low, claim.population) == ("vehicles", 4, None)


def test_a_network_named_after_ballots_is_no_election() -> None:
    (claim,) = read("The Fair Ballot Network said turnout was 61 percent.")
    assert (claim.place, claim.incident) == (None, None)


def test_headings_in_capitals_speak_for_nobody() -> None:
    text = "CASUALTIES: 12 people were killed.\nDAMAGE: 40 houses were destroyed."
    assert {claim.source for claim in read(text, publisher="the relief office")} == {"the relief office"}


def test_a_hurricane_center_and_a_headline_name_no_storm() -> None:
    told = "The National Hurricane Center said nine people were killed in Lorn."
    assert [claim.incident for claim in read(told)] == [None]
    assert "Cyclone Kills" not in str([claim.incident for claim in read("Cyclone Kills Nine People in Lorn")])
