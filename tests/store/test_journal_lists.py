"""The journal as its list reads it, on every store."""

from __future__ import annotations

import json

import pytest

from tests.store.records import claim
from tracker.errors import NotFoundError
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


def test_an_entry_is_handed_on_as_it_was_written(store: Store) -> None:
    journal(store)
    for change in store.changes():
        written = store.written_change(change.seq)
        assert written.line_json("change") == change.line_json("change")
        assert json.loads(written.line_json("change"))["hash"] == change.computed_hash()
    for seq in (0, 4):
        with pytest.raises(NotFoundError):
            store.written_change(seq)


def test_everybody_who_changed_the_case_is_named_once(store: Store) -> None:
    assert store.actors() == []
    journal(store)
    assert store.actors() == ["ana", "ben"]
