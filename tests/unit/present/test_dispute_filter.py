from __future__ import annotations

import time

import pytest

from tracker.model.claim import Claim
from tracker.model.dispute import Camp, Dispute, DisputeState
from tracker.model.finding import Finding, FindingKind, Relation
from tracker.present.dispute_filter import dispute_facts, holds, pair_facts, state_facts, terms

FOUND = Finding(a="C1", b="C2", relation=Relation.CONTRADICTS, kind=FindingKind.NUMBER, score=0.9)
DISPUTE = Dispute(
    id="D123456",
    incident="I2",
    measure="killed",
    population="police",
    question="killed, police",
    camps=(
        Camp(label="0", sources=("Interior Ministry",), independent=1, claims=("C1",)),
        Camp(label="7", sources=("Red Cross",), independent=1, claims=("C2",)),
    ),
    findings=(FOUND,),
    pairs=1,
)


def found(text: str, dispute: Dispute = DISPUTE) -> bool:
    return holds(terms(text), dispute_facts(dispute, incident="I2 attack, Kabul", assigned="Anna"))


def test_words_are_looked_for_in_every_field() -> None:
    assert found("kabul police red")
    assert found("D1234")
    assert not found("kabul soldiers")


def test_a_field_narrows_to_its_own_words() -> None:
    assert found("incident:kabul source:ministry kind:number with:anna")
    assert not found("source:kabul")
    assert not found("incident:ministry")


def test_a_word_in_quotes_may_hold_blanks() -> None:
    assert found('source:"red cross"')
    assert not found('source:"cross red"')


def test_a_state_has_its_names_and_what_is_not_resolved_is_open() -> None:
    resolved = DISPUTE.model_copy(update={"state": DisputeState.RESOLVED})
    assert found("state:open")
    assert found('state:"not reviewed"')
    assert (found("state:resolved", resolved), found("state:open", resolved)) == (True, False)


def test_what_looks_like_a_field_but_is_none_is_a_word() -> None:
    assert terms("http:example kinds:x") == [("", "http:example"), ("", "kinds:x")]


def test_an_empty_filter_asks_for_nothing() -> None:
    assert terms('  "" source: ') == [("", "source:")]
    assert found("")


def test_a_pair_is_found_by_its_claims() -> None:
    claims = [Claim(id="C1", quote="no police were killed", source="Ministry", incident="attack", incident_id="I2")]
    facts = pair_facts(FOUND, claims, is_decided=False)
    assert holds(terms("incident:i2 source:ministry kind:number state:open police"), facts)


def test_a_filter_takes_time_in_proportion_to_its_length() -> None:
    started = time.perf_counter()
    for hostile in ('"' * 5_000, "abcd:" * 5_000, "a:" * 5_000):
        terms(hostile)
    assert time.perf_counter() - started < 1.0


@pytest.mark.parametrize(
    ("typed", "states"),
    [
        ("review", [DisputeState.UNDER_REVIEW]),
        ("rev", [DisputeState.DETECTED, DisputeState.UNDER_REVIEW]),
        ("not", [DisputeState.DETECTED]),
        ("resolved", [DisputeState.RESOLVED]),
    ],
)
def test_a_word_of_one_state_is_not_the_beginning_of_one_of_another(typed: str, states: list[DisputeState]) -> None:
    held = [state for state in DisputeState if holds([("state", typed)], {"state": state_facts(state)})]
    assert held == states
