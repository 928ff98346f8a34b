"""Cases too large for memory: the index finds what comparing all claims finds."""

from __future__ import annotations

import json

import pytest

from tests.benchmarks import made_claims
from tests.services.cases import disputed, typed
from tracker.errors import StoppedError
from tracker.model.claim import Claim
from tracker.model.dispute import Camp, Dispute, DisputeState
from tracker.model.finding import Relation
from tracker.model.query import ClaimQuery
from tracker.services import incidents, indexed, large_scan, scan
from tracker.services.scan import Scan
from tracker.services.track_records import TrackRecords
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
    monkeypatch.setattr(indexed, "COMPARED_WHOLE", 0)
    for most in ("NEAREST", "NEAREST_RELATED", "NEWEST"):
        monkeypatch.setattr(indexed, most, 1_000)
    assert [workspace.scan.against(claim) for claim in claims] == in_memory


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


@pytest.mark.parametrize("in_memory", [20_000, 0])
def test_of_a_dismissed_dispute_all_contradictions_in_view_stay_so(
    memory: Workspace, monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    monkeypatch.setattr(scan, "IN_MEMORY", in_memory)
    nines = [typed(memory, "nine people were killed", f"Witness {n}", 9) for n in range(8)]
    others = [typed(memory, "14 people were killed", f"Medic {n}", 14) for n in range(8)]
    decision = memory.review.decide(memory.scan.disputes()[0].id, "different_scope", reason="dockers only")
    assert len(decision.claims) == 16  # 64 pairs, of which a dispute lists fewer
    found = [memory.scan.against(claim) for claim in (*nines, *others)]
    assert {finding.relation for of in found for finding in of} == {Relation.CORROBORATES}
    assert all(len(of) == 7 for of in found)
    later = typed(memory, "20 people were killed", "Coast Wire", 20)
    assert sum(f.relation is Relation.CONTRADICTS for f in memory.scan.against(later)) == 16
    memory.review.reopen(decision.target, reason="the scope was the same")
    assert sum(f.relation is Relation.CONTRADICTS for f in memory.scan.against(nines[0])) == 9


def without_incident(workspace: Workspace) -> list[Claim]:
    """Claims of no known incident among those of incidents, of which some are on the same matter."""
    fields = {"place": "Port Amber", "event_time": "2017-08-01"}
    disputed(workspace)
    for n in range(30):
        typed(workspace, f"{n} people were killed", f"Mayor {n}", n, place=f"Bay {n}", incident=f"fire, Bay {n}, 2017")
    return [
        typed(workspace, "Six people were killed at the quay in Port Amber.", "Ferry crew", 6, incident=None, **fields),
        typed(workspace, "Nobody died at the quay.", "Port Authority", 0, incident=None, **fields),
        typed(workspace, "The bridge at Port Amber is closed.", "Mayor", incident=None, measure="event"),
        typed(workspace, "The bridge at Port Amber is open.", "Coast guard", incident=None, measure="event"),
    ]


def test_a_claim_of_no_known_incident_is_set_against_the_same_others(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [*without_incident(workspace), *workspace.claims.find()[:2]]
    draft = workspace.claims.draft("Nine died.", source="Harbour master", measure="killed", place="Port Amber", value=9)
    in_memory = [workspace.scan.against(claim) for claim in (*asked, draft)]
    monkeypatch.setattr(scan, "IN_MEMORY", 0)
    assert [workspace.scan.against(claim) for claim in (*asked, draft)] == in_memory
    found = [{f.b for f in of if f.relation is Relation.CONTRADICTS} for of in in_memory]
    assert found[0] >= {"C1", "C2", "C34"}
    assert "C36" in found[2]
    assert "C33" in found[4]


def test_claims_compared_with_one_of_no_known_incident_are_few_in_any_case(
    memory: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexed, "UNPLACED", 3)
    monkeypatch.setattr(indexed, "WORDED_ALIKE", 4)
    for n in range(20):
        typed(memory, f"{n} people were killed at the quay", f"Mayor {n}", n, incident=None)
    claim = memory.claims.draft("40 people were killed at the quay", source="Crew", measure="killed", value=40)
    assert 3 <= len(indexed.rivals(memory.store, claim)) <= 7


def shape(found: object) -> tuple[str, int, tuple[int, ...]]:
    """Id, pairs and sizes of camps, of a dispute or an outline."""
    sizes = (len(camp.claims) if isinstance(found, Dispute) else camp[2] for camp in found.camps)  # type: ignore[attr-defined]
    return (found.id, found.pairs, tuple(sizes))  # type: ignore[attr-defined]


def test_a_stream_of_disputes_holds_those_of_the_full_scan(workspace: Workspace) -> None:
    imported(workspace, 300)
    disputed(workspace)
    typed(workspace, "the quay was open", "Mayor", measure="event")
    typed(workspace, "the quay was closed", "Coast guard", measure="event")
    full = {shape(dispute) for dispute in workspace.scan.disputes()}
    assert {shape(found) for found in workspace.scan.stream()} == full
    assert len(full) > 20


def test_a_large_case_lists_the_same_disputes_one_at_a_time(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(workspace, 300)
    disputed(workspace)
    decided = workspace.scan.disputes()[3]
    workspace.review.decide(decided.id, "defer", reason="unknown")
    dismissed = next(found for found in workspace.scan.disputes() if found.pairs > 1 and found.id != decided.id)
    workspace.review.decide(dismissed.findings[0].id or "", "different_scope", reason="others are counted")
    full = workspace.scan.disputes()
    source, incident = workspace.sources.all()[0].id, workspace.claims.get("C1").incident_id
    of_source = {found.id for found in workspace.scan.disputes(source_id=source)}
    of_incident = {found.id for found in workspace.scan.disputes(incident_id=incident)}
    monkeypatch.setattr(scan, "IN_MEMORY", 0)
    assert {found.id: found for found in workspace.scan.listing()} == {found.id: found for found in full}
    assert [found.id for found in workspace.scan.listing(limit=5)] == [row.id for row in workspace.scan.rows()[:5]]
    assert [found.id for found in workspace.scan.listing(state=DisputeState.RESOLVED)] == [decided.id]
    assert {found.id for found in workspace.scan.listing(source_id=source)} == of_source
    assert {found.id for found in workspace.scan.listing(incident_id=incident)} == of_incident
    assert workspace.scan.dispute(decided.id) == next(found for found in full if found.id == decided.id)


def test_a_dispute_of_many_claims_is_told_by_some_of_them(memory: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(memory, 300)
    full = {found.id: found for found in memory.scan.disputes()}
    monkeypatch.setattr(scan, "IN_MEMORY", 0)
    monkeypatch.setattr(large_scan, "READ_WHOLE", 0)
    for found in memory.scan.listing():
        whole = full[found.id]
        assert (found.pairs, len(found.camps)) == (whole.pairs, len(whole.camps))
        for camp, other in zip(by_value(found), by_value(whole), strict=True):
            assert set(camp.claims) <= set(other.claims)
            assert camp.total == len(other.claims)
        assert {finding.id for finding in found.findings}


def by_value(dispute: Dispute) -> list[Camp]:
    return sorted(dispute.camps, key=lambda camp: camp.low if camp.low is not None else camp.high or 0.0)


def test_a_large_case_is_weighed_as_another_one_and_can_be_stopped_while_it_is_compared(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(workspace)
    decided = workspace.scan.disputes()
    workspace.review.decide(decided[0].id, "different_event", reason="two counts")
    pair = decided[1].findings[0]
    workspace.review.decide(f"{pair.a}-{pair.b}", "different_event", reason="two days")
    in_memory, rests_on = workspace.track_records.all(), workspace.track_records.provenance()
    monkeypatch.setattr(scan, "IN_MEMORY", 0)
    large = TrackRecords(workspace.store, "ana", scan=Scan(workspace.store, "ana"), sources=workspace.sources)
    told: list[int] = []

    def stopping(done: int, steps: int) -> bool:
        told.append(done)
        assert steps == 100
        return len(told) < 3

    with pytest.raises(StoppedError):
        large.all(stopping)
    assert len(told) == 3
    assert large.all() == in_memory
    assert large.provenance() == rests_on


def test_incidents_of_a_large_case_are_found_by_words_without_looking_through_all(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(workspace)
    every = workspace.incidents.all()
    wanted = every[len(every) // 2]
    monkeypatch.setattr(incidents, "LOOKED_THROUGH", 0)
    monkeypatch.setattr(workspace.incidents, "find", lambda _text: pytest.fail("all incidents were looked through"))
    assert wanted in workspace.incidents.like(wanted.name, 5)
    assert workspace.incidents.like(wanted.id.lower(), 5) == [wanted]
    assert len(workspace.incidents.like("", 2)) == 2
    assert workspace.incidents.like("I999999999", 5) == []


def test_words_find_the_best_claims_of_a_large_case(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(workspace, 300)
    wanted = workspace.claims.get("C7")
    monkeypatch.setattr(scan, "IN_MEMORY", 0)
    query = ClaimQuery(text=wanted.quote, limit=5)
    found = workspace.claims.find(query)
    assert found[0].quote == wanted.quote
    assert len(found) == 5
    assert workspace.claims.count(ClaimQuery(text=wanted.quote)) >= 5
    ours = workspace.claims.find(ClaimQuery(text=wanted.quote, source_id=wanted.source_id))
    assert {claim.source_id for claim in ours} == {wanted.source_id}


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


def told(place: str | None, day: str | None, kind: str | None = "air strike", **more: object) -> str:
    said = {"place": place, "event_time": day, "kind": kind, "quote": "3 people were killed", "measure": "killed"}
    return json.dumps({**said, "source": "Mayor", **more})


def incidents_of(workspace: Workspace) -> list[str | None]:
    return [claim.incident for claim in workspace.claims.find()]


@pytest.mark.parametrize("part", [1, 2, 100])
def test_without_a_name_claims_of_one_kind_and_place_a_day_apart_are_on_one_incident(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    monkeypatch.setattr("tracker.services.importing.CLAIMS_AN_ENTRY", part)
    lines = [
        told("Kobani", "2014-10-03"),
        told("kobani", "2014-10-04", "airstrike"),
        told("Kobani", "2014-10-05"),
        told("Kobani", "2014-10-03", "flood"),
        told("Halab, Syria", "2014-10-03"),
    ]
    assert workspace.importing.take_in(lines).claims == 5
    first = "airstrike, Kobani, 2014-10-03"
    later = "airstrike, Kobani, 2014-10-05"
    others = ["flood, Kobani, 2014-10-03", "airstrike, Halab, Syria, 2014-10-03"]
    assert incidents_of(workspace) == [first, first, later, *others]
    assert workspace.incidents.get(others[1]).place == "Halab, Syria"
    assert workspace.incidents.get(first).kind == "air strike"


def test_an_incident_of_an_earlier_import_is_the_same_one(workspace: Workspace) -> None:
    for _ in range(2):
        workspace.importing.take_in([told("Kobani", "2014-10-03")])
    workspace.importing.take_in([told("Kobani", "2014-10-04")])
    assert len(workspace.incidents.all()) == 1


def test_a_claim_without_a_day_is_on_the_only_incident_of_its_kind_and_place(workspace: Workspace) -> None:
    workspace.importing.take_in(
        [
            told("Kobani", None),
            told("Rakka", None),
            told("Kobani", "2014-10-03"),
            told("Rakka", "2014-10-03"),
            told("Rakka", "2014-12-03"),
        ]
    )
    assert incidents_of(workspace) == [
        "airstrike, Kobani, 2014-10-03",
        "airstrike, Rakka, 2014-10-03",
        "airstrike, Rakka, 2014-12-03",
        "airstrike, Kobani, 2014-10-03",
        None,
    ]


def test_what_does_not_tell_its_incident_is_on_none(memory: Workspace) -> None:
    memory.importing.take_in(
        [
            told(None, "2014-10-03"),
            told("Kobani", "2014-10-03", None),
            told("Kobani", "2014-10-01/2014-10-09"),
            told("Kobani", "9999-12-31"),
            told("Kobani", None),
        ]
    )
    assert incidents_of(memory) == [None] * 5


def test_records_without_a_day_wait_only_so_long(memory: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.services.importing.CLAIMS_AN_ENTRY", 1)
    monkeypatch.setattr("tracker.services.importing.HELD_BACK", 1)
    lines = [told("Kobani", None), told("Kobani", None), told("Kobani", "2014-10-03"), told("Kobani", None)]
    assert memory.importing.take_in(lines).claims == 4
    assert incidents_of(memory) == [None, None, *["airstrike, Kobani, 2014-10-03"] * 2]


def test_a_large_case_streams_the_same_contradictions_and_tensions(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(workspace, 300)
    contradictions, tensions = workspace.scan.contradictions(), workspace.scan.contradictions(tensions=True)
    monkeypatch.setattr(scan, "IN_MEMORY", 0)
    streamed = list(workspace.scan.large_contradictions())
    assert {finding.id for finding, _ in streamed} == {finding.id for finding in contradictions}
    assert all(dispute and finding in dispute.findings for finding, dispute in streamed)
    found = [finding.id for finding, _ in workspace.scan.large_contradictions(tensions=True)]
    assert len(found) == len(set(found))
    # Of a pair that also contradicts itself the full list says only that.
    assert set(found) - {finding.id for finding in contradictions} == {finding.id for finding in tensions}
    assert len(tensions) > 5


def test_tensions_of_a_large_case_are_looked_for_a_part_at_a_time(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(workspace, 300)
    monkeypatch.setattr(scan, "IN_MEMORY", 0)
    every = workspace.scan.tensions_upto(10_000, lambda _done, _of: True)
    assert every.are_all
    typed(workspace, "9 people were killed", "Mayor", 9)  # begins the search anew
    some = workspace.scan.tensions_upto(3, lambda _done, _of: True)
    assert 3 <= len(some.found) < len(every.found)
    assert not some.are_all
    stopped = workspace.scan.tensions_upto(10_000, lambda _done, _of: False)
    assert stopped.looked == some.looked + 1
    rest = workspace.scan.tensions_upto(10_000, lambda _done, _of: True)
    assert {finding.id for finding in rest.found} >= {finding.id for finding in every.found}


def test_a_dismissed_tension_of_a_large_case_is_not_listed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(workspace, 300)
    monkeypatch.setattr(scan, "IN_MEMORY", 0)
    first = workspace.scan.tensions_upto(1, lambda _done, _of: True).found[0].id or ""
    workspace.review.decide(first, "different_scope", reason="others are counted")
    left = workspace.scan.tensions_upto(10_000, lambda _done, _of: True).found
    assert first not in [finding.id for finding in left]


def test_a_dispute_that_somebody_has_taken_on_is_under_review_in_a_case_of_any_size(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    disputed(workspace)
    for in_memory in (20_000, 0):
        monkeypatch.setattr(scan, "IN_MEMORY", in_memory)
        target = next(iter(workspace.scan.listing())).id
        workspace.remarks.assign(target, "ben")
        assert [found.state for found in workspace.scan.listing()] == [DisputeState.UNDER_REVIEW]
        assert [found.id for found in workspace.scan.listing(state=DisputeState.UNDER_REVIEW)] == [target]
        workspace.remarks.assign(target, "")
        assert [found.state for found in workspace.scan.listing()] == [DisputeState.DETECTED]
    assert [row.state for row in workspace.scan.rows()] == [DisputeState.DETECTED]
    assert list(workspace.scan.disputes_by_incident().values()) == [1]
