from __future__ import annotations

import datetime as dt

import pytest

from tests.services.cases import typed
from tracker.errors import NotFoundError
from tracker.model.claim import Claim
from tracker.model.timeline import Timeline
from tracker.services.workspace import Workspace


def told(workspace: Workspace, source: str, value: float, day: str, **fields: object) -> Claim:
    return typed(workspace, f"{value:g} people were killed", source, value, stated_at=day, **fields)


def updates(timeline: Timeline) -> list[tuple[str, str | None, str | None]]:
    """Claim, what it replaces, what replaces it."""
    return [
        (one.claim.id, one.was.id if one.was else None, one.replaced_by.id if one.replaced_by else None)
        for one in timeline.told
    ]


def test_statements_stand_in_the_order_in_which_they_were_made(workspace: Workspace) -> None:
    told(workspace, "Harbour police", 9, "2017-08-03")
    told(workspace, "Dockers' League", 14, "2017-08-01")
    assert [one.claim.id for one in workspace.incidents.timeline("I1").told] == ["C2", "C1"]


def test_a_later_figure_of_the_same_source_replaces_its_earlier_ones(workspace: Workspace) -> None:
    told(workspace, "Harbour police", 9, "2017-08-01")
    told(workspace, "Dockers' League", 14, "2017-08-01")
    told(workspace, "Harbour police", 9, "2017-08-02")
    told(workspace, "Harbour police", 12, "2017-08-03")
    assert updates(workspace.incidents.timeline("I1")) == [
        ("C1", None, "C4"),
        ("C2", None, None),
        ("C3", None, "C4"),
        ("C4", "C3", None),
    ]


def test_as_of_a_day_only_what_was_stated_until_then_is_known(workspace: Workspace) -> None:
    told(workspace, "Harbour police", 9, "2017-08-01")
    told(workspace, "Harbour police", 12, "2017-08-03")
    then = workspace.incidents.timeline("I1", as_of=dt.date(2017, 8, 2))
    assert (updates(then), then.later) == ([("C1", None, None)], 1)
    on_the_day = workspace.incidents.timeline("I1", as_of=dt.date(2017, 8, 3))
    assert (updates(on_the_day), on_the_day.later) == ([("C1", None, "C2"), ("C2", "C1", None)], 0)


def test_what_the_analyst_superseded_is_so_only_once_the_later_claim_was_made(workspace: Workspace) -> None:
    told(workspace, "Harbour police", 9, "2017-08-01")
    told(workspace, "Coroner", 11, "2017-08-03")
    workspace.claims.supersede("C1", by="C2")
    assert updates(workspace.incidents.timeline("I1")) == [("C1", None, "C2"), ("C2", "C1", None)]
    [early] = workspace.incidents.timeline("I1", as_of=dt.date(2017, 8, 1)).told
    assert (early.claim.status, early.status) == ("superseded", "accepted")


def test_each_question_has_a_series_for_each_source(workspace: Workspace) -> None:
    told(workspace, "Harbour police", 9, "2017-08-01")
    told(workspace, "Harbour police", 12, "2017-08-03")
    told(workspace, "Dockers' League", 14, "2017-08-02")
    told(workspace, "Dockers' League", 3, "2017-08-02", population="police")
    tolls = workspace.incidents.timeline("I1").tolls
    assert [toll.question for toll in tolls] == ["killed, everyone", "killed, police"]
    assert [(one.source, [point.figure for point in one.points]) for one in tolls[0].series] == [
        ("Harbour police", [9, 12]),
        ("Dockers' League", [14]),
    ]
    assert [point.is_replaced for point in tolls[0].series[0].points] == [True, False]


def test_a_figure_with_an_open_end_keeps_it_open(workspace: Workspace) -> None:
    typed(workspace, "at least 9 people were killed", "Harbour police", low=9, stated_at="2017-08-01")
    [point] = workspace.incidents.timeline("I1").tolls[0].series[0].points
    assert (point.low, point.high, point.figure) == (9, None, 9)


def test_rejected_claims_were_never_told_and_retracted_ones_are_in_no_series(workspace: Workspace) -> None:
    told(workspace, "Harbour police", 9, "2017-08-01")
    workspace.claims.retract("C1", "typed by mistake")
    timeline = workspace.incidents.timeline("I1")
    assert (len(timeline.told), timeline.tolls) == (1, ())


def test_a_tally_counts_the_claims_and_names_the_last_statement(workspace: Workspace) -> None:
    told(workspace, "Harbour police", 9, "2017-08-03")
    told(workspace, "Dockers' League", 14, "2017-08-01")
    tally = workspace.incidents.tallies(["I1", "I9"])
    assert list(tally) == ["I1"]
    assert (tally["I1"].claims, tally["I1"].last) == (2, dt.datetime(2017, 8, 3, tzinfo=dt.UTC))


def test_there_is_no_timeline_of_an_incident_that_is_not_there(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError):
        workspace.incidents.timeline("I1")
