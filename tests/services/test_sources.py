"""Sources and incidents."""

from __future__ import annotations

import pytest

from tests.services.cases import QUAY, disputed, take_in, typed
from tracker.errors import NotFoundError, RefusedError, StaleEditError, UsageError
from tracker.model.period import Period
from tracker.model.scales import Outcome, Reliability
from tracker.model.source import SourceKind
from tracker.services.naming import likely_kind
from tracker.services.workspace import Workspace


def test_a_source_is_found_by_id_name_alias_or_nearly_its_name(memory: Workspace) -> None:
    typed(memory, "nine were killed", "Islamic State", 9)
    memory.sources.add_alias("S1", "the Caliphate's office")
    for name in ("S1", "islamic state", "ISIS", "the caliphate's office"):
        assert memory.sources.get(name).id == "S1"
    with pytest.raises(NotFoundError, match="no source 'Nobody'"):
        memory.sources.get("Nobody")


def test_sources_are_found_by_typed_words(memory: Workspace) -> None:
    disputed(memory)
    assert [source.id for source in memory.sources.find("leag")] == ["S2"]
    assert [source.id for source in memory.sources.find("")] == ["S1", "S2"]


def test_grades_are_a_dated_history_and_the_newest_counts(workspace: Workspace) -> None:
    disputed(workspace)
    workspace.sources.grade("S1", "c", reason="first look")
    graded = workspace.sources.grade("S1", Reliability.B, reason="held up")
    assert [(grade.reliability, grade.by, grade.reason) for grade in graded.grades] == [
        (Reliability.C, "ana", "first look"),
        (Reliability.B, "ana", "held up"),
    ]
    assert graded.grades[0].at < graded.grades[1].at
    assert graded.reliability is Reliability.B
    with pytest.raises(UsageError, match="'Z' is not a grade"):
        workspace.sources.grade("S1", "Z")


def test_a_renamed_source_stays_findable_by_its_old_name(memory: Workspace) -> None:
    disputed(memory)
    memory.sources.edit("S1", name="Port Amber police", kind="government", party="state")
    assert memory.sources.get("Harbour police").name == "Port Amber police"
    assert memory.sources.get("S1").kind is SourceKind.GOVERNMENT


def test_a_source_cannot_be_its_own_ancestor(memory: Workspace) -> None:
    disputed(memory)
    memory.sources.edit("S1", parent="S2")
    with pytest.raises(RefusedError, match="cannot be the parent"):
        memory.sources.edit("S2", parent="S1")
    with pytest.raises(NotFoundError):
        memory.sources.edit("S2", parent="S99")


def test_wrong_fields_are_named(memory: Workspace) -> None:
    disputed(memory)
    with pytest.raises(UsageError, match="no field 'colour'"):
        memory.sources.edit("S1", colour="red")
    with pytest.raises(UsageError, match="not a kind of source"):
        memory.sources.edit("S1", kind="ghost")
    with pytest.raises(UsageError, match="needs a name"):
        memory.sources.edit("S1", name="  ")
    with pytest.raises(UsageError, match="no field 'colour'"):
        memory.incidents.edit("I1", colour="red")
    with pytest.raises(UsageError, match="needs a name"):
        memory.incidents.edit("I1", name="")
    with pytest.raises(UsageError, match="is not a date"):
        memory.incidents.edit("I1", time="soon")


def test_a_stale_source_is_refused(memory: Workspace) -> None:
    disputed(memory)
    rev = memory.sources.get("S1").rev
    memory.sources.edit("S1", rev=rev, party="state")
    with pytest.raises(StaleEditError):
        memory.sources.edit("S1", rev=rev, party="rebels")


def test_an_alias_of_another_source_is_refused(memory: Workspace) -> None:
    disputed(memory)
    with pytest.raises(RefusedError, match="is a name of S2"):
        memory.sources.add_alias("S1", "dockers' league")


def test_merged_sources_are_one_with_all_names_claims_children_and_preferences(workspace: Workspace) -> None:
    disputed(workspace)
    typed(workspace, "a ferry sank", "Harbour radio", incident=None)
    workspace.sources.edit("S3", parent="S1")
    workspace.sources.grade("S1", "B")
    dispute = workspace.scan.disputes()[0]
    workspace.review.decide(dispute.id, Outcome.PREFER_SOURCE, reason="it counted", preferred="S1")
    workspace.sources.merge("S1", into="S2")
    merged = workspace.sources.get("Harbour police")
    assert (merged.id, merged.reliability) == ("S2", Reliability.B)
    assert [source.id for source in workspace.sources.all()] == ["S2", "S3"]
    assert workspace.claims.get("C1").source_id == "S2"
    assert workspace.sources.get("S3").parent == "S2"
    assert workspace.review.decisions()[0].preferred == "S2"
    with pytest.raises(RefusedError, match="into itself"):
        workspace.sources.merge("S2", into="S2")


def test_the_record_counts_claims_and_decisions(workspace: Workspace) -> None:
    take_in(workspace)
    workspace.triage.accept_all()
    workspace.sources.grade(workspace.sources.get("Harbour police").id, "B")
    police, league = workspace.sources.get("Harbour police"), workspace.sources.get("Dockers' League")
    [dispute] = workspace.scan.disputes()
    workspace.review.decide(dispute.id, Outcome.PREFER_SOURCE, reason="it counted", preferred=police.id)
    rows = {row.source.id: row for row in workspace.sources.records()}
    assert (rows[police.id].accepted, rows[police.id].proposed) == (1, 0)
    assert (rows[police.id].upheld, rows[police.id].overruled, rows[police.id].in_disputes) == (1, 0, 1)
    assert (rows[league.id].upheld, rows[league.id].overruled) == (0, 1)
    workspace.review.reopen(dispute.id, reason="new list")
    assert {row.upheld for row in workspace.sources.records()} == {0}


def test_an_edited_incident_renames_its_claims(workspace: Workspace) -> None:
    disputed(workspace)
    edited = workspace.incidents.edit("I1", name="quay blast", time="2017-08-01")
    assert edited.time == Period.parse("2017-08-01")
    assert {claim.incident for claim in workspace.claims.find()} == {"quay blast"}
    assert workspace.incidents.get("quay blast") == edited
    with pytest.raises(NotFoundError, match="no incident"):
        workspace.incidents.get(QUAY + "?")


def test_merged_incidents_hold_all_claims_and_fill_what_was_missing(workspace: Workspace) -> None:
    disputed(workspace)
    typed(workspace, "ten people were killed", "Coast Wire", 10, incident="the blast")
    workspace.incidents.edit("I1", target="the old quay")
    workspace.incidents.merge("I1", into="I2")
    assert {claim.incident_id for claim in workspace.claims.find()} == {"I2"}
    merged = workspace.incidents.get("I2")
    assert merged.target == "the old quay"
    assert f"Also called {QUAY}." in merged.notes


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Health", "government"),
        ("Coast News Agency", "outlet"),
        ("Islamic State", "group"),
        ("UN", "intergovernmental"),
        ("residents of the old town", "witness"),
        ("Syrian Democratic Forces", "military"),
        ("Mercy Relief", "ngo"),
        ("Jane Doe", "unknown"),
    ],
)
def test_the_kind_of_a_source_is_guessed_from_its_name(name: str, kind: str) -> None:
    assert likely_kind(name).value == kind
