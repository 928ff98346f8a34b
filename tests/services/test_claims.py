"""Typed and kept claims."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.cases import QUAY, WIRE, disputed, take_in, typed
from tracker.errors import NotFoundError, RefusedError, StaleEditError, UsageError
from tracker.model.claim import ClaimStatus, Polarity
from tracker.model.period import Period
from tracker.model.query import ClaimQuery
from tracker.services.workspace import Workspace


def test_a_typed_claim_is_read_and_given_fields_go_first(memory: Workspace) -> None:
    draft = memory.claims.draft(
        "At least 12 soldiers were killed", source="Coast guard", confidence=70, population="sailors", high=20
    )
    assert (draft.measure, draft.low, draft.high, draft.population) == ("killed", 12, 20, "sailors")
    assert (draft.source, draft.confidence, draft.status) == ("Coast guard", 70, ClaimStatus.PROPOSED)
    assert memory.store.head()[0] == 0


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.text("[]/\x1b\u202e\ud8000123456789,. killed", max_size=80), st.text(max_size=20))
def test_any_text_can_be_drafted_and_compared(text: str, source: str) -> None:
    workspace = Workspace.in_memory()
    disputed(workspace)
    workspace.scan.against(workspace.claims.draft(text, source=source))


def test_an_added_claim_is_accepted_and_knows_its_source_and_incident(workspace: Workspace) -> None:
    claim = typed(workspace, "nine people were killed", "Harbour police", 9, confidence="moderate")
    assert (claim.id, claim.status, claim.confidence) == ("C1", ClaimStatus.ACCEPTED, 50)
    assert workspace.sources.get(claim.source_id or "").name == "Harbour police"
    assert workspace.incidents.get(claim.incident_id or "").name == QUAY
    assert workspace.claims.get("C1") == claim


def test_a_draft_recognises_the_sources_and_incidents_of_the_case(memory: Workspace) -> None:
    first = typed(memory, "nine people were killed", "Islamic State", 9)
    draft = memory.claims.draft("ten were killed", source="ISIS", incident=QUAY)
    assert (draft.source_id, draft.incident_id) == (first.source_id, first.incident_id)
    assert memory.claims.draft("ten", source="ISIS", incident=first.incident_id).incident == QUAY


def test_a_credibility_digit_sets_the_confidence_that_was_not_given(memory: Workspace) -> None:
    assert memory.claims.draft("ten killed", source="x", credibility=2).confidence == 70
    assert memory.claims.draft("ten killed", source="x", credibility=2, confidence=10).confidence == 10
    assert memory.claims.draft("ten killed", source="x", credibility=6).confidence is None


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("confidence", 101, "expected 0 to 100"),
        ("confidence", "very", "expected low, moderate, high"),
        ("credibility", 7, "expected 1 to 6"),
        ("likelihood", 1.5, "expected 0 to 1"),
        ("event_time", "soon", "is not a date"),
        ("polarity", "maybe", "expected affirmed or denied"),
        ("low", 50, "low 50 is above high 9"),
        ("colour", "red", "has no field 'colour'"),
        ("source", "", "must not be empty"),
    ],
)
def test_a_wrong_field_is_named(memory: Workspace, field: str, value: Any, words: str) -> None:
    typed(memory, "nine people were killed", "Harbour police", 9)
    with pytest.raises(UsageError, match=words):
        memory.claims.edit("C1", **{field: value})
    assert memory.store.head()[0] == 1


@pytest.mark.parametrize(
    ("given_fields", "expected"),
    [
        ({"value": 8}, (8, 8, 8)),
        ({"low": 8, "high": 12}, (9, 8, 12)),
        ({"low": 10, "high": 12}, (None, 10, 12)),
        ({"high": None}, (9, 9, None)),
        ({"low": None, "high": None, "value": None}, (None, None, None)),
    ],
)
def test_figures_are_set_one_by_one(memory: Workspace, given_fields: dict[str, Any], expected: tuple[Any, ...]) -> None:
    typed(memory, "nine people were killed", "Harbour police", 9)
    edited = memory.claims.edit("C1", **given_fields)
    assert (edited.quantity and edited.quantity.value, edited.low, edited.high) == expected


def test_times_may_be_words_days_or_periods(memory: Workspace) -> None:
    typed(memory, "nine people were killed", "Harbour police", 9)
    august = Period.parse("2017-08")
    assert memory.claims.edit("C1", event_time="2017-08").event_time == august
    assert memory.claims.edit("C1", as_of=dt.date(2017, 8, 2), polarity="denied").as_of == Period.parse("2017-08-02")
    assert memory.claims.get("C1").polarity is Polarity.DENIED
    assert memory.claims.edit("C1", event_time=None).event_time is None


def test_a_stale_edit_is_refused_and_nothing_is_overwritten(workspace: Workspace) -> None:
    read = typed(workspace, "nine people were killed", "Harbour police", 9)
    workspace.claims.edit("C1", rev=read.rev, place="Port Amber")
    with pytest.raises(StaleEditError, match="changed by ana"):
        workspace.claims.edit("C1", rev=read.rev, place="elsewhere")
    assert workspace.claims.get("C1").place == "Port Amber"


def test_the_quote_of_a_report_is_evidence_and_stays(memory: Workspace) -> None:
    take_in(memory)
    with pytest.raises(RefusedError, match="stands in R1"):
        memory.claims.edit("C1", quote="something else")


def test_only_accepted_claims_are_retracted_or_superseded(memory: Workspace) -> None:
    take_in(memory)
    with pytest.raises(RefusedError, match="only accepted claims are retracted"):
        memory.claims.retract("C1", "wrong")
    memory.triage.accept_all()
    with pytest.raises(RefusedError, match="needs a reason"):
        memory.claims.retract("C1", " ")
    with pytest.raises(RefusedError, match="cannot replace itself"):
        memory.claims.supersede("C1", "C1")
    assert memory.claims.retract("C1", "wrong").status is ClaimStatus.RETRACTED
    assert memory.claims.supersede("C2", "C1").superseded_by == "C1"


def test_a_claim_is_shown_in_its_report(memory: Workspace) -> None:
    report = take_in(memory)
    context = memory.claims.context("C1")
    assert (context.report, context.text) == (report, WIRE.strip())
    typed_one = typed(memory, "ten people were killed", "Harbour police", 10)
    assert (memory.claims.context(typed_one.id).report, memory.claims.context(typed_one.id).text) == (
        None,
        "ten people were killed",
    )


def test_a_claim_that_is_not_there_is_not_found(memory: Workspace) -> None:
    with pytest.raises(NotFoundError, match="no claim C9"):
        memory.claims.get("C9")


def test_claims_are_found_by_query(memory: Workspace) -> None:
    disputed(memory)
    assert [claim.id for claim in memory.claims.find(ClaimQuery(text="league"))] == ["C2"]
