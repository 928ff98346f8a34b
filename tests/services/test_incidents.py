"""Undecided links between incidents are proposed, not made."""

from __future__ import annotations

import pytest

from tests.services.cases import take_in, typed
from tracker.errors import NotFoundError, RefusedError, StaleEditError, UsageError
from tracker.model.incident import Incident
from tracker.model.period import Period
from tracker.reading.likely_incidents import likely_same
from tracker.services.workspace import Workspace

BLAST = "explosion, Port Amber, 2017-08-01"


def incident(number: int, kind: str = "bombing", **fields: object) -> Incident:
    time = fields.pop("time", None)
    return Incident.model_validate(
        {"id": f"I{number}", "name": kind, "kind": kind, "time": Period.parse(str(time)) if time else None} | fields
    )


def test_incidents_that_agree_in_place_are_proposed_with_what_they_agree_in() -> None:
    [pair] = likely_same([incident(1, place="Tripoli", time="2017-08-01"), incident(2, "blast", place="Tripoli")])
    assert (pair.id, pair.agree) == ("I1-I2", ("kind", "place"))


@pytest.mark.parametrize(
    "other",
    [
        incident(2, place="Tripoli", time="2018-08-01"),
        incident(2, place="Cairo", time="2017-08-01", target="Russian embassy"),
        incident(2, "earthquake", place="Tripoli", time="2017-08-01"),
    ],
)
def test_incidents_that_a_field_excludes_are_not(other: Incident) -> None:
    assert likely_same([incident(1, place="Tripoli", time="2017-08-01", target="Iraqi embassy"), other]) == []


def test_the_surest_pair_comes_first() -> None:
    known = [
        incident(1, place="Tripoli", time="2017-08-01"),
        incident(2, place="Tripoli"),
        incident(3, place="Tripoli", time="2017-08-01"),
    ]
    assert [pair.id for pair in likely_same(known)] == ["I1-I3", "I1-I2", "I2-I3"]


def test_many_incidents_of_one_place_are_not_all_set_against_each_other() -> None:
    known = [incident(number, place="Tripoli") for number in range(1, 401)]
    assert len(likely_same(known)) < 400 * 41


def doubtful(workspace: Workspace) -> None:
    """A second explosion in Port Amber, which may be the first: nothing is said of its day."""
    typed(workspace, "nine people were killed", "Harbour police", 9, incident=BLAST)
    typed(workspace, "ten people were killed", "Coast Wire", 10, incident="explosion, Port Amber")


def test_an_undecided_link_is_proposed_and_not_made(workspace: Workspace) -> None:
    doubtful(workspace)
    assert {claim.incident_id for claim in workspace.claims.find()} == {"I1", "I2"}
    assert [(pair.id, pair.agree) for pair in workspace.incidents.likely_same()] == [("I1-I2", ("kind", "place"))]


def test_a_proposed_link_is_accepted_by_merging(workspace: Workspace) -> None:
    doubtful(workspace)
    workspace.incidents.merge("I2", into="I1")
    assert {claim.incident for claim in workspace.claims.find()} == {BLAST}
    assert workspace.incidents.likely_same() == []


def test_incidents_kept_apart_are_not_proposed_again_until_that_is_taken_back(workspace: Workspace) -> None:
    doubtful(workspace)
    decision = workspace.incidents.keep_apart("I2", "I1", reason="another quay")
    assert (decision.target, decision.outcome.value, decision.reason) == ("I1-I2", "different_event", "another quay")
    assert workspace.incidents.likely_same() == []
    with pytest.raises(RefusedError, match="apart already"):
        workspace.incidents.keep_apart("I1", "I2")
    workspace.review.reopen("I1-I2", reason="it was the same quay")
    assert [pair.id for pair in workspace.incidents.likely_same()] == ["I1-I2"]
    workspace.history.undo()
    assert workspace.incidents.likely_same() == []


def test_an_incident_is_not_kept_apart_from_itself(workspace: Workspace) -> None:
    doubtful(workspace)
    with pytest.raises(RefusedError, match="itself"):
        workspace.incidents.keep_apart("I1", "I1")


def test_keeping_incidents_apart_leaves_their_disputes_alone(workspace: Workspace) -> None:
    take_in(workspace)
    workspace.triage.accept_all()
    typed(workspace, "a dock burned down", "Coast Wire", incident="fire, Port Amber, 2017-08-01")
    before = workspace.scan.disputes()
    workspace.incidents.keep_apart("I1", "I2")
    assert workspace.scan.disputes() == before


def test_claims_are_put_into_an_incident_of_a_new_name_in_one_step_that_undo_takes_back(workspace: Workspace) -> None:
    doubtful(workspace)
    made = workspace.incidents.put_into("explosion, Port Amber quay", "C1")
    assert made.summary == "Put C1 into I3 explosion, Port Amber quay"
    assert workspace.claims.get("C1").incident == "explosion, Port Amber quay"
    assert {claim.incident_id for claim in workspace.claims.find()} == {"I2", "I3"}
    workspace.history.undo()
    assert {claim.incident_id for claim in workspace.claims.find()} == {"I1", "I2"}


def test_claims_are_put_into_a_known_incident_by_id_or_by_its_very_name(workspace: Workspace) -> None:
    doubtful(workspace)
    workspace.incidents.put_into("I2", "C1")
    assert {claim.incident for claim in workspace.claims.find()} == {"explosion, Port Amber"}
    workspace.incidents.put_into(BLAST.upper(), "C1", "C2")
    assert {claim.incident_id for claim in workspace.claims.find()} == {"I1"}
    assert len(workspace.incidents.all()) == 2


def test_a_claim_that_somebody_put_elsewhere_meanwhile_is_left_there(workspace: Workspace) -> None:
    doubtful(workspace)
    workspace.incidents.put_into("fire, Port Brine", "C1")
    with pytest.raises(StaleEditError, match="C1 was put into I3"):
        workspace.incidents.put_into("I2", "C1", "C2", seen="I1")
    assert workspace.claims.get("C1").incident_id == "I3"


def test_claims_are_not_put_into_an_incident_without_a_name_or_that_is_not_there(workspace: Workspace) -> None:
    doubtful(workspace)
    with pytest.raises(UsageError, match="a name"):
        workspace.incidents.put_into(" ", "C1")
    with pytest.raises(NotFoundError):
        workspace.incidents.put_into("I9", "C1")
