"""Undo and redo, for every action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.cases import disputed, take_in, typed
from tracker.errors import RefusedError
from tracker.model.scales import Outcome
from tracker.services.undo import Stacks
from tracker.services.workspace import Workspace


def state(workspace: Workspace) -> dict[str, Any]:
    """Everything in the case but the journal and the revisions."""
    store = workspace.store
    tables = (store.reports(), store.sources(), store.incidents(), store.claims(), store.decisions())
    return {record.id: record.model_copy(update={"rev": 0}) for table in tables for record in table}


def with_a_decision(workspace: Workspace) -> str:
    disputed(workspace)
    dispute = workspace.scan.disputes()[0]
    workspace.review.decide(dispute.id, Outcome.DEFER, reason="no body count yet")
    return dispute.id


def queue_then(act: Callable[[Workspace], Any]) -> Callable[[Workspace], Callable[[], Any]]:
    def prepare(workspace: Workspace) -> Callable[[], Any]:
        take_in(workspace)
        return lambda: act(workspace)

    return prepare


def typed_then(act: Callable[[Workspace], Any]) -> Callable[[Workspace], Callable[[], Any]]:
    def prepare(workspace: Workspace) -> Callable[[], Any]:
        disputed(workspace)
        typed(workspace, "a ferry sank", "Coast Wire", incident="ferry sinking, Port Amber, 2017-08-03")
        return lambda: act(workspace)

    return prepare


def decided_then(act: Callable[[Workspace, str], Any]) -> Callable[[Workspace], Callable[[], Any]]:
    def prepare(workspace: Workspace) -> Callable[[], Any]:
        target = with_a_decision(workspace)
        return lambda: act(workspace, target)

    return prepare


ACTIONS: dict[str, Callable[[Workspace], Callable[[], Any]]] = {
    "take in": lambda w: lambda: take_in(w),
    "add": lambda w: lambda: typed(w, "nine people were killed", "Harbour police", 9),
    "accept": queue_then(lambda w: w.triage.accept("C1")),
    "reject": queue_then(lambda w: w.triage.reject("C1", "C2")),
    "accept all": queue_then(lambda w: w.triage.accept_all()),
    "merge claims": queue_then(lambda w: w.triage.merge("C2", into="C1")),
    "edit": typed_then(lambda w: w.claims.edit("C1", value=8, place="Port Amber", source="Coast guard")),
    "grade claim": typed_then(lambda w: w.claims.grade("C1", 2, likelihood=0.7, reason="seen")),
    "retract": typed_then(lambda w: w.claims.retract("C1", "the police took it back")),
    "supersede": typed_then(lambda w: w.claims.supersede("C1", "C2")),
    "grade source": typed_then(lambda w: w.sources.grade("S1", "B", reason="long record")),
    "edit source": typed_then(lambda w: w.sources.edit("S1", name="Port police", kind="government", parent="S2")),
    "alias": typed_then(lambda w: w.sources.add_alias("S1", "HP")),
    "merge sources": typed_then(lambda w: w.sources.merge("S1", into="S2")),
    "edit incident": typed_then(lambda w: w.incidents.edit("I1", name="the quay blast", time="2017-08")),
    "merge incidents": typed_then(lambda w: w.incidents.merge("I2", into="I1")),
    "decide": decided_then(lambda w, _: w.review.decide("C1-C2", Outcome.DIFFERENT_SCOPE, reason="dockers only")),
    "decide again": decided_then(lambda w, target: w.review.decide(target, Outcome.REPORT_RANGE, reason="")),
    "reopen": decided_then(lambda w, target: w.review.reopen(target, reason="a list of names came out")),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_is_one_entry_that_undo_and_redo_reverse(workspace: Workspace, name: str) -> None:
    act = ACTIONS[name](workspace)
    before, entries = state(workspace), workspace.store.head()[0]
    act()
    after = state(workspace)
    assert after != before
    assert workspace.store.head()[0] == entries + 1
    summary = workspace.store.change(entries + 1).summary
    assert summary
    assert workspace.history.undo().summary == f"Undid: {summary}"
    assert state(workspace) == before
    assert workspace.history.redo().summary == f"Redid: {summary}"
    assert state(workspace) == after
    workspace.history.undo()
    assert state(workspace) == before
    assert list(workspace.store.problems()) == []


def test_everything_can_be_undone_down_to_the_empty_case_and_done_again(workspace: Workspace) -> None:
    take_in(workspace)
    workspace.triage.accept_all()
    with_a_decision(workspace)
    full = state(workspace)
    steps = workspace.store.head()[0]
    for _ in range(steps):
        workspace.history.undo()
    assert state(workspace) == {}
    with pytest.raises(RefusedError, match="Nothing to undo"):
        workspace.history.undo()
    for _ in range(steps):
        workspace.history.redo()
    assert state(workspace) == full
    assert list(workspace.store.problems()) == []


def test_a_new_action_after_undo_leaves_nothing_to_redo(memory: Workspace) -> None:
    take_in(memory)
    memory.triage.accept("C1")
    memory.history.undo()
    redoable = memory.history.next_redo()
    assert redoable is not None
    assert redoable.summary == "Undid: Accepted C1"
    memory.triage.reject("C1")
    assert memory.history.next_redo() is None
    with pytest.raises(RefusedError, match="Nothing to redo"):
        memory.history.redo()


def test_undo_in_one_window_is_seen_in_the_other(workspace: Workspace) -> None:
    other = Workspace(workspace.store, actor="bo", settings=workspace.settings)
    take_in(workspace)
    workspace.triage.accept("C1")
    undoable = other.history.next_undo()
    assert undoable is not None
    assert undoable.summary == "Accepted C1"
    assert other.history.undo().actor == "bo"
    redoable = workspace.history.next_redo()
    assert redoable is not None
    assert redoable.undoes == undoable.seq


def test_what_is_restored_refuses_an_edit_made_from_before(workspace: Workspace) -> None:
    disputed(workspace)
    read_before = workspace.claims.get("C1")
    workspace.claims.edit("C1", value=8)
    workspace.history.undo()
    assert workspace.claims.get("C1").rev > read_before.rev


def test_ids_of_undone_records_are_not_given_again(workspace: Workspace) -> None:
    disputed(workspace)
    workspace.history.undo()
    assert typed(workspace, "eleven people were killed", "Coast Wire", 11).id == "C3"


def test_the_log_can_be_cut_to_the_newest_and_to_one_record(memory: Workspace) -> None:
    take_in(memory)
    memory.triage.accept("C1")
    memory.triage.accept("C2")
    assert [change.seq for change in memory.history.entries(limit=2)] == [2, 3]
    assert [change.seq for change in memory.history.entries(after=2)] == [3]
    assert [change.seq for change in memory.history.entries(object_id="C1")] == [1, 2]
    assert [change.seq for change in memory.history.entries(object_id="C1", limit=1)] == [2]


@given(st.lists(st.sampled_from(["act", "undo", "redo"]), max_size=60))
def test_the_stacks_agree_with_a_list_and_a_cursor(wishes: list[str]) -> None:
    """Model: what was done, and how much of it stands."""
    stacks, standing, seq = Stacks(), 0, 0
    done: list[int] = []
    for wish in wishes:
        if wish == "act":
            seq += 1
            stacks.note(seq, "act", None)
            done = [*done[:standing], seq]
            standing += 1
        elif wish == "undo" and stacks.undoable:
            seq += 1
            stacks.note(seq, "undo", stacks.undoable[-1])
            standing -= 1
        elif wish == "redo" and stacks.redoable:
            seq += 1
            stacks.note(seq, "redo", stacks.redoable[-1])
            standing += 1
        assert (len(stacks.undoable), len(stacks.redoable)) == (standing, len(done) - standing)


def test_a_run_of_entries_is_reversed_newest_first_and_can_be_stopped_and_gone_on_with(workspace: Workspace) -> None:
    before = state(workspace)
    for number in range(1, 5):
        take_in(workspace, f"Police said {number} were killed in Port Amber on Monday.", name=f"{number}.txt")
    history = workspace.history
    run = history.made_since(0, "ingest")
    assert len(run) == 4
    stopped = history.reverse_run("undo", run, lambda done, _: done < 2)
    assert [change.undoes for change in stopped] == run[:1:-1]
    rest = history.reverse_run("undo", [*run, *(change.seq for change in stopped)])
    assert [change.undoes for change in rest] == run[1::-1]
    assert state(workspace) == before
    assert list(workspace.store.problems()) == []


def test_what_was_done_by_others_since_is_no_part_of_a_run(workspace: Workspace) -> None:
    take_in(workspace)
    run = workspace.history.made_since(0, "ingest")
    workspace.triage.accept("C1")
    assert not workspace.history.is_next("undo", run)
    assert workspace.history.reverse_run("undo", run) == []
    assert workspace.claims.get("C1").status == "accepted"
