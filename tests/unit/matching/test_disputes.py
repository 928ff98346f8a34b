"""Disputes, findings of many claims, and one claim against the rest."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.matching.making import at_least, exactly, figure, on, statement
from tracker.matching.disputes import against, disputes, findings
from tracker.model.claim import Claim, ClaimStatus, Polarity
from tracker.model.finding import Relation
from tracker.model.quantity import Quantity


def siege() -> list[Claim]:
    return [
        figure(1, "Raiders", exactly(27)),
        figure(2, "Raiders", exactly(7), "police"),
        figure(3, "Town hall", exactly(0), "police and staff"),
        figure(4, "Dock union", at_least(24)),
    ]


def test_a_zero_over_two_groups_is_disputed_for_the_group_that_has_a_figure() -> None:
    (dispute,) = disputes(siege())
    assert dispute.question == "killed, police"
    assert [(camp.label, camp.claims) for camp in dispute.camps] == [("0", ("C3",)), ("7", ("C2",))]
    assert [finding.id for finding in dispute.findings] == ["C2-C3"]


def test_overlapping_scopes_are_listed_after_the_contradictions() -> None:
    found = findings(siege())
    assert [(f.id, f.relation) for f in found] == [
        ("C2-C3", Relation.CONTRADICTS),
        ("C1-C3", Relation.TENSION),
        ("C3-C4", Relation.TENSION),
    ]


def test_figures_that_can_hold_together_share_a_camp() -> None:
    claims = [figure(1, "A", at_least(20)), figure(2, "B", exactly(24)), figure(3, "C", exactly(31))]
    (dispute,) = disputes(claims)
    assert [camp.claims for camp in dispute.camps] == [("C1", "C2"), ("C3",)]
    assert dispute.pairs == 1


def test_copies_of_one_wire_are_one_origin() -> None:
    wire = "Nineteen dockers died when the quay gave way, the port captain told reporters on Friday."
    copies = [figure(n, f"Paper {n}", exactly(19), quote=wire) for n in (1, 2, 3)]
    (dispute,) = disputes([*copies, figure(4, "Harbour police", exactly(12))])
    camp = next(camp for camp in dispute.camps if camp.label == "19")
    assert (len(camp.sources), camp.independent) == (3, 1)


def test_a_raised_toll_leaves_no_dispute_with_the_source_itself() -> None:
    claims = [figure(1, "A", exactly(3), stated_at=on(2)), figure(2, "A", exactly(9), stated_at=on(5))]
    assert disputes(claims) == []


def test_two_groups_claiming_one_attack_are_a_dispute() -> None:
    claims = [
        statement(1, "Red Column", "Red Column claimed responsibility.", measure="responsibility"),
        statement(2, "Blue Front", "Blue Front claimed responsibility.", measure="responsibility"),
    ]
    (dispute,) = disputes(claims)
    assert [camp.label for camp in dispute.camps] == ["Red Column", "Blue Front"]


def test_rejected_claims_take_no_part() -> None:
    claims = [figure(1, "A", exactly(3)), figure(2, "B", exactly(9), status=ClaimStatus.REJECTED)]
    assert disputes(claims) == []
    assert against(claims[0], claims) == []


def test_against_names_the_other_claim_as_b() -> None:
    claims = siege()
    found = against(claims[2], claims)
    assert [(f.a, f.b) for f in found] == [("C3", "C2"), ("C3", "C1"), ("C3", "C4")]


def test_nothing_gives_nothing() -> None:
    assert disputes([]) == []
    assert findings([]) == []


quantities = st.one_of(
    st.integers(0, 60).map(exactly),
    st.integers(1, 60).map(at_least),
    st.integers(1, 60).map(lambda n: Quantity(value=n, low=n, high=n, approximate=True)),
)
sources = st.sampled_from(["Harbour police", "Dock union", "Town hall", "Raiders"])
populations = st.sampled_from([None, "police", "staff", "police and staff", "civilians", "children"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(sources, quantities, populations), max_size=12), st.randoms())
def test_disputes_do_not_depend_on_the_order(rows: list[tuple[str, Quantity, str | None]], rng: random.Random) -> None:
    claims = [figure(n, source, quantity, population) for n, (source, quantity, population) in enumerate(rows)]
    shuffled = list(claims)
    rng.shuffle(shuffled)
    assert disputes(shuffled) == disputes(claims)
    assert findings(shuffled) == findings(claims)


@settings(max_examples=60, deadline=None)
@given(st.lists(quantities, min_size=2, max_size=10))
def test_camps_hold_every_claim_once_and_findings_cross_camps(drawn: list[Quantity]) -> None:
    claims = [figure(n, f"Source {n}", quantity) for n, quantity in enumerate(drawn)]
    for dispute in disputes(claims):
        camp_of = {label: i for i, camp in enumerate(dispute.camps) for label in camp.claims}
        assert sorted(camp_of) == sorted(claim.id for claim in claims)
        assert len(dispute.camps) >= 2
        assert all(camp_of[f.a or ""] != camp_of[f.b or ""] for f in dispute.findings)


def test_a_source_that_repeats_its_figure_in_later_reports_is_listed_with_every_claim_and_counts_once() -> None:
    said = [
        figure(1, "Red Column", exactly(7), "police", stated_at=on(2)),
        figure(2, "Red Column", exactly(7), "police", stated_at=on(3)),
        figure(3, "Red Column", exactly(7), "police", stated_at=on(4)),
        figure(4, "Ministry", exactly(0), "police", stated_at=on(3)),
    ]
    [dispute] = disputes(said)
    camp = next(camp for camp in dispute.camps if camp.low == 7)
    assert (camp.claims, camp.sources, camp.independent) == (("C1", "C2", "C3"), ("Red Column",), 1)


def test_a_dispute_of_words_is_called_by_a_short_question() -> None:
    opened = statement(1, "Dockers", "Dockers said that the road to the dam was opened on Monday.")
    closed = statement(2, "Drivers", "The road to the dam was still closed, drivers said.")
    (dispute,) = disputes([opened, closed])
    assert dispute.question == "The road to the dam was opened or closed?"
    assert [camp.label for camp in dispute.camps] == [
        "The road to the dam was opened on Monday",
        "The road to the dam was still closed",
    ]


def test_a_denial_is_asked_as_what_is_denied_and_labelled_as_denied() -> None:
    affirmed = statement(1, "Dockers", "Dockers said that the raiders entered the tower.")
    denied = statement(2, "Mayor", "The mayor denied that the raiders entered the tower.", polarity=Polarity.DENIED)
    (dispute,) = disputes([affirmed, denied])
    assert dispute.question == "The raiders entered the tower?"
    assert dispute.camps[1].label == "Denied: the raiders entered the tower"


@pytest.mark.parametrize(
    ("measure", "unit", "labels"),
    [
        ("cost", "USD", ["USD 700 million", "USD 1 billion"]),
        ("territory", "percent", ["700 million %", "1 billion %"]),
        ("duration", "hour", ["700 million hours", "1 billion hours"]),
        ("killed", None, ["700 million", "1 billion"]),
    ],
)
def test_camps_are_labelled_with_their_unit(measure: str, unit: str | None, labels: list[str]) -> None:
    said = [
        figure(1, "A", exactly(700_000_000, unit=unit), measure=measure, place="Dirrah"),
        figure(2, "B", exactly(1_000_000_000, unit=unit), measure=measure, place="Dirrah"),
    ]
    (dispute,) = disputes(said)
    assert [camp.label for camp in dispute.camps] == labels
    assert [camp.low for camp in dispute.camps] == [700_000_000, 1_000_000_000]
