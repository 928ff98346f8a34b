"""Tolls as casualty monitors write them: single people, families, summaries, parts of wholes, ages beside them."""

from __future__ import annotations

import pytest

from tracker.model.claim import ProposedClaim
from tracker.reading.claims import read, statements
from tracker.reading.persons import persons_in
from tracker.reading.quantities import quantities
from tracker.reading.tokens import tokens


def figures(text: str) -> list[ProposedClaim]:
    return [claim for claim in read(text, published="2021-06-18") if claim.quantity is not None]


def tolls(text: str) -> list[tuple[float | None, float | None, str | None]]:
    return [(claim.low, claim.high, claim.population) for claim in figures(text) if claim.measure == "killed"]


@pytest.mark.parametrize(
    ("text", "low", "population"),
    [
        ("A 12-year-old boy selling melons was killed at the gate.", 1, "children"),
        ("A woman, aged 60, died on the way to hospital.", 1, "women"),
        ("A shell hit the yard, killing a shepherd.", 1, "civilians"),
        ("Police shot dead a protester near the bridge.", 1, "protesters"),
        ("The farmer's wife, 52, had died of her wounds.", 1, "women"),
        ("A man and his two sons were killed by a mine.", 3, "everyone"),
        ("A judge and his driver were shot dead in the market.", 2, "civilians"),
        ("Karim Saleh and his two daughters were killed by a mine.", 3, "everyone"),
        ("A strike killed a couple, their three cousins and the couple's grandmother.", 6, "everyone"),
    ],
)
def test_people_told_of_without_a_figure_are_counted(text: str, low: int, population: str) -> None:
    assert tolls(text) == [(low, low, population)]


@pytest.mark.parametrize(
    "text",
    [
        "A man told the police that the blast killed three people.",
        "The blast killed three people, a doctor said.",
        "A police car was destroyed by the blast that killed three people.",
        "Three people were killed, according to a relative.",
        "A soldier killed three people.",
    ],
)
def test_people_of_whom_nothing_befell_are_not_counted(text: str) -> None:
    assert [(low, high) for low, high, _ in tolls(text)] == [(3, 3)]


def test_the_age_of_somebody_in_a_group_is_no_part_of_it() -> None:
    assert tolls("A 10-year-old girl and her grandfather had been killed by a mortar.") == [(2, 2, "everyone")]


def test_a_commander_named_among_the_dead_is_no_toll_of_one() -> None:
    assert tolls("Five militants were killed, including a commander called Abu Zayn.") == [(5, 5, "militants")]


def test_the_children_of_a_family_are_a_part_of_its_dead() -> None:
    whole, part = figures("The strike killed his wife and four of their children.")
    assert (whole.low, whole.part_of) == (5, None)
    assert (part.low, part.population, part.part_of) == (4, "children", 0)


def test_people_told_of_once_more_are_not_counted_twice() -> None:
    assert tolls("Two other people, a shepherd and his son, died in the same attack.") == [(2, 2, "everyone")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("27 people were killed, including seven policemen.", [("police", 7)]),
        ("At least 10 villagers, eight of them children, were killed.", [("children", 8)]),
        ("61 residents were killed by shelling, of whom nine were children.", [("children", 9)]),
        ("A raid killed 12 villagers, among them three women.", [("women", 3)]),
        ("Our count: 6 killed (1 child, 3 women, 2 men).", [("children", 1), ("women", 3), ("men", 2)]),
        ("Between 9 and 14 villagers, including a woman and her two sons, were killed.", [("everyone", 3)]),
        ("30 people were wounded, two of them seriously.", [("everyone", 2)]),
    ],
)
def test_parts_are_linked_to_their_whole(text: str, parts: list[tuple[str, int]]) -> None:
    found = figures(text)
    assert [(claim.population, claim.low) for claim in found if claim.part_of == 0] == parts
    assert {claim.measure for claim in found} == {found[0].measure}


@pytest.mark.parametrize(
    ("text", "measure", "low", "high", "population"),
    [
        ("Civilians reported killed: 8–11", "killed", 8, 11, "civilians"),
        ("Total people reported killed: 3-5", "killed", 3, 5, "everyone"),
        ("People reported injured: 1", "wounded", 1, 1, "everyone"),
        ("Range of civilian deaths: 7 to 14", "killed", 7, 14, "civilians"),
        ("Injured: at least 20", "wounded", 20, None, "everyone"),
    ],
)
def test_a_label_tells_what_its_figure_counts(
    text: str, measure: str, low: int, high: int | None, population: str
) -> None:
    (claim,) = figures(text)
    assert (claim.measure, claim.low, claim.high, claim.population or "everyone") == (measure, low, high, population)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dead were four shopkeepers.", [4]),
        ("The bodies of three more people were recovered on Friday, bringing the total to 11.", [3, 11]),
        ("The toll had risen to seven after two of the wounded, both teenagers, died.", [7, 2]),
        ("It found that at least seven and possibly as many as nine villagers were killed.", [7]),
        ("It was assessed that one villager was unintentionally killed.", [1]),
        ("The prosecutor raised the number of dead to five: three women aged 38, 61 and 77, and two boys.", [5, 3, 2]),
        ("Nobody was injured or killed.", [0]),
        ("An aid group put the dead at 14.", [14]),
        ("Those killed were two sisters, Maha Aziz, 33, and Rana Aziz (31), and their eight children.", [2, 8]),
        ("The ministry named seven of the dead pupils.", [7]),
        ("One estimates that 600 villagers have died.", [600]),
    ],
)
def test_tolls_are_found_behind_their_words(text: str, expected: list[int]) -> None:
    assert [low for low, _, _ in tolls(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "A woman of about 70 was shot in the hip and wounded.",
        "A boy of ten was killed.",
        "Three women aged 38, 61 and 77 were killed.",
        "His wife Zahra (28) was killed.",
    ],
)
def test_ages_beside_people_are_no_tolls(text: str) -> None:
    assert all((claim.low or 0) <= 3 for claim in figures(text))


def test_things_that_are_lost_are_not_people() -> None:
    (claim,) = figures("No vehicles were lost in the shelling.")
    assert claim.measure == "vehicles"


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("The strike killed 12 officers of the 93rd brigade.", "soldiers"),
        ("The bomb killed 12 officers at the checkpoint.", "police"),
        ("The army said that three “terrorists” were killed.", "militants"),
        ("A bomb killed two girls.", "children"),
        ("A bomb killed four children of one family.", "children"),
    ],
)
def test_who_is_counted_is_told_from_the_words_beside_the_noun(text: str, population: str) -> None:
    assert [claim.population for claim in figures(text)] == [population]


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("Two soldiers had been killed and 17 wounded.", "soldiers"),
        ("It resulted in the death of seven villagers and the injury of two.", "civilians"),
        ("The mission noted eleven civilian casualties: two killed and nine injured.", "civilians"),
    ],
)
def test_a_figure_without_a_noun_counts_whom_the_one_before_counts(text: str, population: str) -> None:
    assert {claim.population for claim in figures(text)} == {population}


def test_attacks_told_of_before_are_not_counted_again() -> None:
    assert [claim.measure for claim in figures("The four raids have left 38 people dead.")] == ["killed"]


def test_a_label_is_said_by_nobody() -> None:
    (claim,) = read("Civilians reported killed: 8", publisher="Harm Desk")
    assert claim.source == "Harm Desk"


def test_a_group_needs_a_tie_between_its_members() -> None:
    text = "a man, his wife and their three cousins met a teacher and a nurse"
    groups = persons_in(tokens(text), quantities(text), 0, len(text))
    assert [(group.quantity.low, group.is_group) for group in groups] == [(5, True), (1, False), (1, False)]


@pytest.mark.parametrize(
    ("text", "count", "population"),
    [
        ("Two girls aged six and nine were killed in the raid.", 2, "children"),
        ("Seven of the dead in the explosion were women.", 7, "women"),
        ("A family of six died in the strike.", 6, "civilians"),
        ("No medics were hit in the strike.", 0, "health workers"),
    ],
)
def test_those_counted_are_found_behind_ages_places_and_families(text: str, count: int, population: str) -> None:
    assert (count, population) in [(claim.low, claim.population) for claim in statements(text, source="Elders")]
