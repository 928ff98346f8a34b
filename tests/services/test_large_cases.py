"""Cases too large for memory: the index finds what comparing all claims finds."""

from __future__ import annotations

import json

import pytest

from tests.benchmarks import made_claims
from tests.services.cases import disputed, typed
from tracker.model.claim import Claim
from tracker.model.dispute import Dispute
from tracker.services import indexed, scan
from tracker.services.workspace import Workspace


def imported(workspace: Workspace, size: int = 120) -> list[made_claims.Made]:
    """A case of made-up claims; returns them."""
    claims = list(made_claims.made(size, largest=25))
    result = workspace.importing.take_in(json.dumps(made_claims.record(claim)) for claim in claims)
    assert (result.claims, result.refused) == (size, ())
    return claims


def test_a_claim_is_set_against_the_same_others(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(workspace)
    claims = workspace.claims.find()
    in_memory = [workspace.scan.against(claim) for claim in claims]
    monkeypatch.setattr(scan, "IN_MEMORY", 0)
    assert [workspace.scan.against(claim) for claim in claims] == in_memory
    assert any(in_memory)


def test_counts_are_those_of_the_generator(workspace: Workspace) -> None:
    made = imported(workspace, 300)
    gold = made_claims.Gold()
    for claim in made:
        gold.add(claim)
    counts = [workspace.scan.count_against(workspace.claims.get(f"C{claim.number + 1}")) for claim in made]
    assert counts == [gold.against(claim) for claim in made]
    assert sum(counts) > 50


def test_of_a_large_incident_the_nearest_figures_are_looked_at(
    memory: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "IN_MEMORY", 0)
    monkeypatch.setattr(indexed, "COMPARED_WHOLE", 3)
    monkeypatch.setattr(indexed, "NEAREST", 1)
    for value in (3, 5, 9, 20, 31):
        typed(memory, f"{value} people were killed", f"Witness {value}", value)
    claim = typed(memory, "12 people were killed", "Mayor", 12)
    assert sorted(memory.claims.get(f.b or "").low or 0 for f in memory.scan.against(claim)) == [9, 20]
    assert memory.scan.count_against(claim) == 5


def test_a_pair_that_was_dismissed_stays_so(memory: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    nine, fourteen = disputed(memory)
    memory.review.decide(memory.scan.disputes()[0].id, "different_scope", reason="dockers only")
    monkeypatch.setattr(scan, "IN_MEMORY", 0)
    assert memory.scan.against(nine) == []
    assert memory.scan.against(fourteen) == []


def shape(found: object) -> tuple[str, int, tuple[int, ...]]:
    """Id, pairs and sizes of camps, of a dispute or an outline."""
    sizes = (len(camp.claims) if isinstance(found, Dispute) else camp.claims for camp in found.camps)  # type: ignore[attr-defined]
    return (found.id, found.pairs, tuple(sizes))  # type: ignore[attr-defined]


def test_a_stream_of_disputes_holds_those_of_the_full_scan(workspace: Workspace) -> None:
    imported(workspace, 300)
    disputed(workspace)
    typed(workspace, "the quay was open", "Mayor", measure="event")
    typed(workspace, "the quay was closed", "Coast guard", measure="event")
    full = {shape(dispute) for dispute in workspace.scan.disputes()}
    assert {shape(found) for found in workspace.scan.stream()} == full
    assert len(full) > 20


def test_bad_lines_are_told_and_the_rest_is_kept(memory: Workspace) -> None:
    lines = [
        '{"quote": "three died", "source": "Mayor", "measure": "killed", "value": 3, "incident": "flood"}',
        "no json",
        '{"quote": "", "source": "Mayor"}',
        "[1]",
        '{"quote": "x", "source": "Mayor", "low": 5, "high": 3}',
        "",
        '{"quote": "none died", "source": "mayor", "measure": "killed", "value": 0, "incident": "Flood"}',
    ]
    result = memory.importing.take_in(lines)
    assert result.claims == 2
    assert [line.split(":")[0] for line in result.refused] == ["line 2", "line 3", "line 4", "line 5"]
    kept: list[Claim] = memory.claims.find()
    assert {claim.source_id for claim in kept} == {"S1"}
    assert {claim.incident_id for claim in kept} == {"I1"}
    assert memory.scan.count_against(kept[0]) == 1
    assert [change.action for change in memory.store.changes()] == ["import"]


def test_an_import_in_parts_can_be_undone_part_by_part(memory: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.services.importing.CLAIMS_AN_ENTRY", 50)
    imported(memory, 120)
    assert len(memory.store.changes()) == 3
    memory.history.undo()
    assert memory.claims.count() == 100
    assert list(memory.store.problems()) == []
