"""Adding many records at once leaves what putting each of them leaves."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from tests.store import records
from tests.store.test_index import any_claim
from tracker.model.change import canonical_json
from tracker.model.claim import Claim
from tracker.model.incident import Incident
from tracker.services.indexing import CaseIndexing
from tracker.store.columns import NewRecords
from tracker.store.connect import connect
from tracker.store.mapping import row_of
from tracker.store.ports import Write
from tracker.store.records import dumped, settled
from tracker.store.sql import SqlStore

Keep = Callable[[Write, list[Claim]], object]


def added(write: Write, claims: list[Claim]) -> None:
    write.add("claim", claims)


def put(write: Write, claims: list[Claim]) -> None:
    for claim in claims:
        write.put(claim)


def case_with(path: Path, parts: Sequence[list[Claim]], keep: Keep) -> SqlStore:
    store = SqlStore.open(path, indexing=CaseIndexing(), clock=lambda: records.NOON)
    with store.write("test", actor="ana") as write:
        write.put(Incident(id="I1", name="blast"))
        write.put(Incident(id="I2", name="flood"))
    for part in parts:
        with store.write("test", actor="ana") as write:
            keep(write, part)
    return store


def contents(path: Path) -> dict[str, list[Any]]:
    """All rows of all tables; blocks are told by their names, as their numbers may be given in another order."""
    connection = connect(path, read_only=True)
    tables = ("claims", "incidents", "journal", "counters", "lookups", "haystacks", "search_words")
    found = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    for table in ("figures", "cells"):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] not in ("block", "id")]
        named = ", ".join(f"{table}.{column}" for column in columns)
        joined = f"SELECT blocks.name, {named} FROM {table} JOIN blocks ON blocks.id = {table}.block"
        found[table] = sorted(connection.execute(joined).fetchall(), key=str)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(blocks)") if row[1] != "id"]
    found["blocks"] = sorted(connection.execute(f"SELECT {', '.join(columns)} FROM blocks").fetchall(), key=str)
    connection.close()
    return found


def test_a_case_is_the_same_whether_claims_are_added_or_put(tmp_path: Path) -> None:
    for seed in range(8):
        pick = random.Random(seed)
        claims = [settled(any_claim(pick, number)) for number in range(1, 41)]
        parts = [claims[:15], claims[15:16], claims[16:]]
        paths = [tmp_path / f"{seed}-{name}.case" for name in ("added", "put")]
        for path, keep in zip(paths, (added, put), strict=True):
            store = case_with(path, parts, keep)
            assert list(store.problems()) == []
            store.close()
        assert contents(paths[0]) == contents(paths[1])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(records.typed_claims, min_size=1, max_size=6))
def test_every_record_is_written_as_it_would_be_alone(found: list[Claim]) -> None:
    claims = [settled(one.model_copy(update={"id": f"C{n}", "rev": 0})) for n, one in enumerate(found, 1)]
    dumps = [dumped(claim) | {"rev": 1} for claim in claims]
    new = NewRecords("claim", claims)
    edits = [{"kind": "claim", "id": dump["id"], "before": None, "after": dump} for dump in dumps]
    assert f"[{new.edits_json()}]" == canonical_json(edits)
    sql, rows = new.statement()
    names = sql[sql.index("(") + 1 : sql.index(")")].split(", ")
    for row, dump in zip(rows, dumps, strict=True):
        told = dict(zip(names, row, strict=True))
        expected = row_of("claim", dump)
        assert {name: told.get(name) for name in expected} == expected


def test_a_record_can_be_changed_in_the_transaction_that_added_it(tmp_path: Path) -> None:
    store = SqlStore.open(tmp_path / "my.case", indexing=CaseIndexing())
    with store.write("test", actor="ana", summary="both") as write:
        write.put(Incident(id=write.new_id("incident"), name="blast"))
        claims = [records.claim(id=new_id, quote=f"{new_id} is 100 % sure") for new_id in write.new_ids("claim", 3)]
        write.add("claim", claims)
        write.put(write.claim("C2").model_copy(update={"note": "looked at"}))
        assert write.new_id("claim") == "C4"
    assert write.change is not None
    assert [(edit.id, edit.before is None) for edit in write.change.edits] == [
        ("I1", True),
        ("C1", True),
        ("C2", True),
        ("C3", True),
        ("C2", False),
    ]
    assert [claim.note for claim in store.claims()] == ["", "looked at", ""]
    assert list(store.problems()) == []
    assert [change.hash for change in store.changes()] == [change.computed_hash() for change in store.changes()]
    store.close()


def test_nothing_of_a_failed_addition_is_left(tmp_path: Path) -> None:
    store = SqlStore.open(tmp_path / "my.case", indexing=CaseIndexing())
    good, bad = records.claim(id="C1"), records.claim(id="C2", source_id="S9")
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), store.write("test", actor="ana") as write:
        write.add("claim", [good, bad])
    assert store.claims() == []
    assert store.head()[0] == 0
    assert store.best_claims("killed", 5) == []
    store.close()
