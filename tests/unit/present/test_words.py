from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model.change import GENESIS, Change
from tracker.model.claim import Claim
from tracker.model.decision import Decision
from tracker.model.dispute import Camp, Dispute, DisputeState
from tracker.model.period import Period
from tracker.model.quantity import Quantity
from tracker.model.scales import LIKELIHOOD_TERMS, Outcome, Reliability
from tracker.model.source import Alias, Grade, Source
from tracker.present import claims, disputes, journal, sources
from tracker.present.quantities import bounds_words, quantity_words

NOW = dt.datetime(2017, 8, 1, 12, 0, tzinfo=dt.UTC)
CLAIM_FIELDS = [
    "id",
    "source",
    "quote",
    "report",
    "span",
    "measure",
    "low",
    "high",
    "unit",
    "approximate",
    "population",
    "polarity",
    "place",
    "event_time",
    "as_of",
    "incident",
    "confidence",
    "credibility",
    "status",
    "score",
]


def a_claim(**fields: object) -> Claim:
    return Claim.model_validate({"id": "C1", "quote": "7 policemen", "source": "IS", "measure": "killed", **fields})


def test_a_claim_record_has_exactly_the_documented_fields() -> None:
    assert sorted(claims.record(a_claim())) == sorted(CLAIM_FIELDS)


def test_a_claim_record_is_json_with_iso_times_and_null_for_unknown() -> None:
    record = claims.record(a_claim(event_time=Period.day(dt.date(2017, 7, 31)), quantity=Quantity(low=90)))
    assert json.loads(json.dumps(record)) == record
    assert (record["event_time"], record["low"], record["high"]) == ("2017-07-31", 90, None)


@pytest.mark.parametrize("likelihood", [None, 0.0, 0.03, 0.5, 0.7, 1.0])
@pytest.mark.parametrize("confidence", [None, 0, 15, 50, 85])
def test_confidence_and_likelihood_never_stand_in_one_line(likelihood: float | None, confidence: int | None) -> None:
    terms = [term for _, _, term in LIKELIHOOD_TERMS]
    rows = claims.details(a_claim(likelihood=likelihood, confidence=confidence))
    for label, words in rows:
        both = any(term in words for term in terms) and "confidence" in f"{label} {words}"
        assert not both, f"{label}: {words}"


def test_unknown_is_never_zero() -> None:
    assert quantity_words(None) == quantity_words(Quantity()) == bounds_words(None, None) == "unknown"
    assert ("figure", "unknown") in claims.details(a_claim())


@given(st.floats(min_value=0, max_value=1e12), st.floats(min_value=0, max_value=1e12))
def test_every_interval_has_words(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert quantity_words(Quantity(low=low, high=high))
    assert quantity_words(Quantity(low=low)).startswith("at least ")
    assert quantity_words(Quantity(high=high, high_open=True)).startswith("fewer than ")


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(value=27, low=27, high=27), "27"),
        (Quantity(low=2000, low_open=True), "more than 2,000"),
        (Quantity(high=50), "at most 50"),
        (Quantity(low=1e9, low_open=True, unit="USD"), "more than USD 1 billion"),
        (Quantity(value=40, low=40, high=40, unit="percent"), "40 %"),
        (Quantity(value=4, low=4, high=4, unit="hour"), "4 hours"),
        (Quantity(value=1, low=1, high=1, unit="hour"), "1 hour"),
        (Quantity(low=3, high=9, approximate=True), "3-9 (approximate)"),
        (Quantity(value=40, low=30, high=50), "40 (30-50)"),
        (Quantity(low=-5, high=3, unit="celsius"), "-5 to 3 celsius"),
        (Quantity(low=5, high=10, high_open=True), "at least 5 and fewer than 10"),
    ],
)
def test_bounds_units_and_approximation_are_said(quantity: Quantity, words: str) -> None:
    assert quantity_words(quantity) == words


def test_a_dispute_record_lists_camps_with_their_bounds() -> None:
    camps = (
        Camp(label="0", low=0, high=0, sources=("Authorities",), independent=1, claims=("C2",)),
        Camp(label="7", low=7, high=7, sources=("IS", "Amaq"), independent=1, claims=("C1", "C3")),
    )
    dispute = Dispute(
        id="Dabc123", incident="Kabul", measure="killed", population="police", question="killed, police", camps=camps
    )
    record = disputes.dispute_record(dispute)
    assert {"id", "incident", "measure", "population", "camps", "state", "outcome"} <= record.keys()
    assert [(camp["low"], camp["independent"]) for camp in record["camps"]] == [(0, 1), (7, 1)]
    assert disputes.camp_line(camps[1]) == "7: IS, Amaq (2 sources, 1 independent)"


def test_every_outcome_and_state_has_words() -> None:
    assert set(disputes.OUTCOME_WORDS) == set(Outcome)
    assert set(disputes.STATE_WORDS) == set(DisputeState)


def test_a_decision_line_says_what_why_who_and_when() -> None:
    decision = Decision(
        id="O1", target="D1", outcome=Outcome.REPORT_RANGE, reason="two ranges", by="anna", at=NOW, low=7, high=27
    )
    line = disputes.decision_line(decision)
    for part in ("O1", "D1", "7-27", "two ranges", "anna", "2017-08-01"):
        assert part in line


def test_a_source_that_was_never_graded_is_not_graded_f() -> None:
    ungraded = Source(id="S1", name="IS")
    judged = Source(id="S1", name="IS", grades=(Grade(reliability=Reliability.F, at=NOW, by="anna"),))
    assert sources.reliability_words(ungraded) == "not graded"
    assert sources.reliability_words(judged) == "F Reliability cannot be judged"
    assert sources.record(ungraded)["reliability"] is None


def test_names_from_outside_are_shown_safely_in_every_line() -> None:
    source = Source(id="S1", name="\x1b[2J", aliases=(Alias(name="a\u202eb", origin="R1"),))
    change = Change(
        seq=1,
        prev=GENESIS,
        hash="",
        at=NOW,
        actor="a\x07",
        tool_version="1",
        action="edit",
        summary="\x1b]0;",
        edits=(),
    )
    for text in (sources.summary(source), sources.aliases_words(source), journal.line(change)):
        assert text.isprintable()
