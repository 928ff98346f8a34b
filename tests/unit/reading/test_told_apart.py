"""Several voices in one sentence: each says its own part, and a denial by the word "false" is a denial."""

from __future__ import annotations

import pytest

from tracker.reading.attribution import attributions
from tracker.reading.claims import read

_VOICES = [
    ("Three died, police said; five died, the mayor said.", [("police", "Three died"), ("mayor", "five died")]),
    ("Three died, police said, and five died, the mayor said.", [("police", "Three died"), ("mayor", "five died")]),
    (
        "Three people died, police said; five were hurt, according to the hospital.",
        [("police", "Three people died"), ("hospital", "five were hurt")],
    ),
    (
        "Three people died, police said; five were hurt.",
        [("police", "Three people died"), ("police", "five were hurt")],
    ),
    ("Turnout was 23%, the opposition claims.", [("opposition", "Turnout was 23%")]),
    ("A toll of 45 given by the mayor is disputed.", [("mayor", "A toll of 45")]),
    ("The 27 deaths reported by the army include six officers.", [("army", "The 27 deaths")]),
    (
        "Medics put the number of dead at 31, while the government gives 19.",
        [("Medics", "the number of dead at 31"), ("government", "19")],
    ),
    ("The agency estimates between 2,000 and 3,500 died.", [("agency", "between 2,000 and 3,500 died")]),
]


@pytest.mark.parametrize(("text", "expected"), _VOICES)
def test_each_voice_of_a_sentence_has_what_it_says(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.source, found.content) for found in attributions(text)] == expected


_FALSE = [
    "Reports that 12 people had died were wrong, the mayor said.",
    "The mayor said reports that 12 people had died were false.",
    "Claims that 12 people died are entirely untrue, the mayor said.",
    "Initial reports of 12 dead were wrong, the mayor said; the fire is out.",
    "The toll of 12 dead is a lie, the mayor said.",
    "No one was hurt, the mayor said, contradicting reports that 12 people had died.",
]


@pytest.mark.parametrize("text", _FALSE)
def test_what_a_source_calls_false_is_denied_by_it_and_the_quotation_shows_it(text: str) -> None:
    denied = [claim for claim in read(text) if claim.low == 12]
    assert [(claim.source, claim.polarity) for claim in denied] == [("mayor", "denied")]
    assert any(word in denied[0].quote for word in ("wrong", "false", "untrue", "a lie", "contradicting"))


def test_a_denial_of_one_figure_does_not_deny_the_next() -> None:
    found = read("Initial reports of 12 dead were wrong, the chief said; only three people died.")
    assert [(claim.source, claim.low, claim.polarity) for claim in found] == [
        ("chief", 12, "denied"),
        ("chief", 3, "affirmed"),
    ]


def test_a_bare_figure_of_a_second_source_counts_what_the_first_counted() -> None:
    found = read("Hospital sources put the number of dead at 31; the government says 19.")
    assert [(claim.source, claim.measure, claim.low) for claim in found] == [
        ("Hospital sources", "killed", 31),
        ("government", "killed", 19),
    ]


def test_a_figure_set_against_is_of_the_one_who_gave_it() -> None:
    found = read("The opposition claims turnout was 23%, against the 61% announced by the commission.")
    assert [(claim.source, claim.low) for claim in found] == [("opposition", 23), ("commission", 61)]


@pytest.mark.parametrize(
    "text",
    [
        "Police, contradicting reports that five workers were injured, closed the road.",
        "The 12 homes found by the divers were empty.",
        "The road was cleared by Monday, the army said.",
    ],
)
def test_a_participle_is_nobody_who_speaks(text: str) -> None:
    assert {found.source for found in attributions(text)} <= {"Police", "army"}


_SPEAKERS = [
    ("The WHO has recorded 1,204 cases.", "WHO"),
    ("Doctors who said 12 people died were arrested.", "Doctors"),
    ("The toll, which the ministry had put at 12 on Friday, climbed later.", "ministry"),
    ("A man speaking for the Front denied that it had fled.", "man speaking for the Front"),
    ("A spokesman said 'about 60' people had been detained.", "spokesman"),
    ("At least nine people died, officials said, in an attack claimed by the Front.", "officials"),
    ("As many as 30 people died, officials said, in an attack on a market.", "officials"),
    ("Most observers put it closer to 30%.", "Most observers"),
]


@pytest.mark.parametrize(("text", "source"), _SPEAKERS)
def test_who_speaks_is_found(text: str, source: str) -> None:
    assert [found.source for found in attributions(text)] == [source]


def test_the_general_staff_is_a_body_that_it_stands_for() -> None:
    text = "No hospital was struck, the general staff said. It said no civilians had been harmed."
    assert [found.source for found in attributions(text)] == ["general staff", "general staff"]


def test_the_group_is_not_the_coalition_that_spoke_of_it() -> None:
    text = "The strike killed the group's deputy leader, the coalition said. The group said he was alive."
    assert [found.source for found in attributions(text)] == ["coalition", "group"]


def test_who_gives_a_figure_of_a_world_body_is_proposed_as_its_source() -> None:
    found = read("The WHO has recorded 1,204 cases and 37 deaths; the ministry reports 980 cases.")
    assert [(claim.source, claim.low) for claim in found] == [("WHO", 1204), ("WHO", 37), ("ministry", 980)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('"They offered four per cent," said its negotiator, Mila Kerr.', "Mila Kerr"),
        ("Some 630 families lost homes, according to the mayor, Nestor Quill.", "Nestor Quill"),
        ("Its head, Dr. Ann Kone, said 140 cases were new.", "Dr. Ann Kone"),
    ],
)
def test_a_name_behind_an_office_is_who_speaks(text: str, source: str) -> None:
    assert {found.source for found in attributions(text)} == {source}


def test_what_my_people_counted_is_said_by_the_one_who_is_quoted() -> None:
    found = read('"My people counted 90 bodies," Per Anholt said.', publisher="Daily Wire")
    assert [(claim.source, claim.low) for claim in found] == [("Per Anholt", 90)]


def test_he_is_the_person_named_by_surname_in_the_sentence_before() -> None:
    text = "Her rival, Leon Sand, took 47.9%.\n\nSand refused to concede. He said his count put him ahead."
    assert [found.source for found in attributions(text)] == ["Leon Sand"]


def test_a_body_behind_an_article_is_no_surname() -> None:
    text = "The Hill Monitoring Mission came. The Mission wrote to a man of 60.\n\nHe said he had been hurt."
    assert "Hill Monitoring Mission" not in [found.source for found in attributions(text)]


def test_not_to_have_known_is_a_claim() -> None:
    found = read("Minister Ana Brel told an inquiry on Tuesday that she had not known of the payments.")
    assert [(claim.source, claim.polarity) for claim in found] == [("Minister Ana Brel", "denied")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The camp was empty, with one resident saying that 40 families had left.", "one resident"),
        ("In those days he believed that there was a difference.", "he"),
        ("In those days I believed that there was a difference.", "I"),
    ],
)
def test_a_preposition_in_front_is_no_part_of_who_speaks(text: str, source: str) -> None:
    assert [found.source for found in attributions(text)] == [source]
