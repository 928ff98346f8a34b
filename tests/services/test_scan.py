"""Scans that follow the journal give what a new scan would give."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.services.cases import QUAY, disputed, take_in, typed
from tracker.matching import disputes as matcher
from tracker.model.claim import Claim
from tracker.services.open_claims import NOT_COMPARED
from tracker.services.scan import Scan
from tracker.services.workspace import Workspace


def all_of(scan: Scan, claims: list[Claim]) -> list[object]:
    return [
        scan.disputes(),
        scan.disputes(include_proposed=False),
        scan.contradictions(),
        scan.contradictions(tensions=True),
        [scan.against(claim) for claim in claims],
    ]


def same_as_new(workspace: Workspace) -> bool:
    claims = workspace.claims.find()
    return all_of(workspace.scan, claims) == all_of(Scan(workspace.store, "ana"), claims)


def test_after_every_kind_of_change_a_scan_is_as_if_made_anew(workspace: Workspace) -> None:
    assert same_as_new(workspace)
    take_in(workspace)
    disputed(workspace)
    first = workspace.claims.find()[0].id
    steps: list[Callable[[], object]] = [
        lambda: workspace.triage.accept(first),
        lambda: workspace.claims.grade(first, 2),
        lambda: workspace.triage.accept_all(),
        lambda: workspace.claims.edit(first, value=3),
        lambda: workspace.history.undo(),
        lambda: workspace.claims.retract(first, "taken back"),
        lambda: typed(workspace, "nobody was killed", "Mayor", 0),
        lambda: workspace.history.undo(),
        lambda: workspace.history.undo(),
        lambda: workspace.incidents.edit("I1", name="blast at the quay"),
        lambda: workspace.review.decide(
            workspace.scan.disputes()[0].id, "different_event", reason="two explosions were meant"
        ),
        lambda: workspace.sources.merge("S2", into="S1"),
        lambda: workspace.history.undo(),
    ]
    for step in steps:
        step()
        assert same_as_new(workspace)


def test_what_is_not_compared_does_not_make_the_matcher_work_again(
    memory: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(memory)
    disputed(memory)
    before = memory.scan.disputes()
    real, runs = matcher.disputes_of_incident, []

    def counted(claims: list[tuple[str, Claim]]) -> object:
        runs.append({claim.incident_id for _, claim in claims})
        return real(claims)

    monkeypatch.setattr(matcher, "disputes_of_incident", counted)
    memory.triage.accept_all()
    memory.claims.grade("C1", 3)
    assert memory.scan.disputes() == before
    assert runs == []
    new = typed(memory, "20 people were killed", "Coast guard", 20, incident=QUAY)
    assert memory.scan.disputes() != before
    assert runs == [{new.incident_id}]
    typed(memory, "three people were killed", "Coast guard", 3, incident="flood in Tarn, 2020-01-05")
    assert len(memory.scan.disputes()) == len(before)
    assert len(runs) == 2, "only the incident of the new claim is compared"


def test_fields_that_are_not_compared_change_no_finding(memory: Workspace) -> None:
    disputed(memory)
    claim = memory.claims.get("C1")
    other = {"score": 0.1, "credibility": 5, "likelihood": 0.1, "confidence": 1, "note": "n", "fingerprint": "f"}
    changed = claim.model_copy(update={**other, "rev": 9, "superseded_by": "C2"})
    assert {*other, "rev", "superseded_by", "status"} == NOT_COMPARED
    rest = memory.claims.get("C2")
    assert matcher.disputes([changed, rest]) == matcher.disputes([claim, rest])
    assert matcher.against(changed, [rest]) == matcher.against(claim, [rest])
