"""The journal as its list reads it, on every store."""

from __future__ import annotations

from tests.store.records import claim
from tracker.model.source import Source
from tracker.store.ports import Store


def journal(store: Store) -> None:
    """Three entries; the second touches a claim whose words hold the mark of another id."""
    with store.write("add", actor="ana", summary="Added C1 and S1") as write:
        write.put(Source(id="S1", name="Police"))
        write.put(claim(id="C1"))
    with store.write("edit", actor="ben", summary="Edited C1", reason="the wire had it Wrong") as write:
        write.put(write.claim("C1").model_copy(update={"note": '"id":"S1"', "rev": 1}))
    with store.write("add", actor="ana", summary="Added C11") as write:
        write.put(claim(id="C11"))


def test_entries_are_found_by_the_record_they_touch_or_by_their_words(store: Store) -> None:
    journal(store)
    assert list(store.entries_about("")) == [3, 2, 1]
    assert list(store.entries_about("C1")) == [2, 1]
    assert list(store.entries_about("s1")) == [1]
    assert list(store.entries_about("O9")) == []
    assert list(store.entries_about("WRONG edited")) == [2]
    assert list(store.entries_about("ana added")) == [3, 1]
    assert list(store.entries_about("%")) == []


def test_lines_and_edits_of_entries_are_read_apart(store: Store) -> None:
    journal(store)
    assert [(line.seq, line.summary) for line in store.journal_lines([3, 9, 1])] == [
        (3, "Added C11"),
        (1, "Added C1 and S1"),
    ]
    edits, how_many = store.edits_of(1, 1)
    assert ([edit.id for edit in edits], how_many) == (["S1"], 2)
    assert store.edits_of(1, 30)[0] == list(store.changes(limit=1)[0].edits)
