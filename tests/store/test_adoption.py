"""A journal taken over: the case that it was taken from, in every store."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.store.records import claim, report
from tests.worlds import contents, worlds
from tracker.errors import InputError, RefusedError, StoppedError
from tracker.model.change import Change
from tracker.model.claim import ClaimStatus
from tracker.services.workspace import Workspace
from tracker.store.memory import MemoryStore
from tracker.store.ports import Store
from tracker.store.sql import SqlStore

STORES: dict[str, Callable[[Path], Store]] = {
    "memory": lambda _: MemoryStore(),
    "sqlite": lambda folder: SqlStore.open(folder / "other.case"),
}


def adopt(store: Store, other: Store) -> None:
    """Takes a case over into a new one."""
    evidence = other.evidence()
    kept = [part for original, text in evidence for part in (other.text(text), other.blob(original))]
    store.adopt([*kept, *other.changes()])


@pytest.mark.parametrize("kind", STORES)
@settings(max_examples=12)
@given(world=worlds())
def test_a_case_taken_over_is_the_same_case(kind: str, world: Workspace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = STORES[kind](Path(folder))
        adopt(store, world.store)
        assert contents(store) == contents(world.store)
        store.close()


@pytest.mark.parametrize("kind", STORES)
@settings(max_examples=12)
@given(world=worlds())
def test_work_goes_on_in_a_case_taken_over_with_the_same_ids_and_undo(kind: str, world: Workspace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = STORES[kind](Path(folder))
        adopt(store, world.store)
        both = [Workspace(one, actor="ana", settings=world.settings) for one in (store, world.store)]
        if world.history.next_redo():
            assert both[0].history.redo().edits == both[1].history.redo().edits
        for case in both:
            case.claims.add(case.claims.draft("Four people were killed in Lyon", source="Police"))
        assert len({case.claims.find()[-1].id for case in both}) == 1
        for case in both:
            while case.history.next_undo():
                case.history.undo()
        assert (store.claims(), list(store.problems())) == ([], [])
        store.close()


def test_a_case_with_a_journal_takes_no_other_over(store: Store) -> None:
    other = MemoryStore()
    for one in (store, other):
        with one.write("add", actor="ana") as write:
            write.put(claim())
    with pytest.raises(RefusedError, match="journal of its own"):
        adopt(store, other)


def test_a_journal_that_was_changed_is_not_taken_over_and_leaves_nothing(store: Store) -> None:
    other = MemoryStore()
    with other.write("add", actor="ana") as write:
        write.put(claim())
    [change] = other.changes()
    with pytest.raises(InputError, match="does not hold together"):
        store.adopt(["text", b"raw", change.model_copy(update={"actor": "eve"})])
    assert (store.head()[0], list(store.problems())) == (0, [])


def test_fingerprints_and_evidence_are_told_whatever_became_of_their_records(store: Store) -> None:
    with store.write("ingest", actor="ana") as write:
        text, raw = write.put_text("some words"), write.put_blob(b"raw")
        kept = write.put(report(text_sha256=text, sha256=raw))
        write.put(claim(fingerprint="f1", status=ClaimStatus.REJECTED))
    with store.write("correct", actor="ana") as write:
        write.put(kept.model_copy(update={"title": "other"}))
    with store.write("undo", actor="ana") as write:
        write.remove("report", "R1")
    assert store.fingerprinted({"f1", "f2"}) == {"f1"}
    assert store.evidence() == [(raw, text)]


def test_taking_over_that_is_stopped_at_any_part_leaves_nothing(store: Store) -> None:
    other = MemoryStore()
    for quote in ("Four people were killed", "Five people were killed"):
        with other.write("add", actor="ana") as write:
            write.put(claim(id=write.new_id("claim"), quote=quote))
    parts: list[Change | str | bytes] = ["text", b"raw", *other.changes()]

    def stopped(done: int, _of: int) -> None:
        if done == 2:
            raise StoppedError("stopped")

    with pytest.raises(StoppedError):
        store.adopt(parts, stopped)
    assert (store.head()[0], store.count_records("claim"), list(store.problems())) == (0, 0, [])
    store.adopt(parts)
    assert [one.quote for one in store.claims()] == ["Four people were killed", "Five people were killed"]
