"""Search by words: the same best claims as comparing a query with every text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.records import claim
from tracker.model.claim import ClaimStatus
from tracker.model.query import ClaimQuery
from tracker.store import text_search
from tracker.store.memory import MemoryStore
from tracker.store.ports import Store
from tracker.store.sql import SqlStore
from tracker.store.text_search import words_of

TOWNS = ("Kobanî", "Raqqa", "Idlib", "Homs", "Mosul", "Ramadi", "Kunduz", "Ghazni", "Goma", "Gao")
DEEDS = ("shelling", "air strike", "ambush", "flood", "earthquake", "car bombing")


def filled(store: Store, size: int = 200) -> None:
    """A case of short claims."""
    pick = random.Random(1)
    with store.write("test", actor="ana") as write:
        for number in range(1, size + 1):
            words = f"{pick.randint(1, 40)} people died in the {pick.choice(DEEDS)} in {pick.choice(TOWNS)}"
            write.put(claim(id=f"C{number}", quote=words, source=f"Witness {number}", place=None, incident=None))


def test_the_right_claims_come_first(store: Store) -> None:
    filled(store)
    for query, wanted in (
        ("earthquake mosul", ("earthquake", "Mosul")),
        ("kobani flood", ("flood", "Kobanî")),
        ("earthqake mosul", ("earthquake", "Mosul")),
        ("ambush kundus", ("ambush", "Kunduz")),
    ):
        if isinstance(store, MemoryStore) and query in ("earthqake mosul", "ambush kundus"):
            continue  # it compares whole texts, and mends no words
        [best] = store.best_claims(query, 1)
        assert all(word in best.quote for word in wanted), query


def test_the_last_word_may_be_half_typed(store: Store) -> None:
    filled(store)
    if not isinstance(store, MemoryStore):
        assert {"Ghazni"} == {found.quote.rpartition(" ")[2] for found in store.best_claims("people ghaz", 3)}


def test_what_changed_is_found_by_its_new_words_only(store: Store) -> None:
    filled(store, 30)
    with store.write("edit", actor="ana") as write:
        write.put(write.claim("C7").model_copy(update={"quote": "a tsunami at Port Amber"}))
        write.remove("claim", "C8")
    assert [found.id for found in store.best_claims("tsunami", 1)] == ["C7"]
    with store.write("edit", actor="ana") as write:
        write.put(write.claim("C7").model_copy(update={"quote": "a landslide at Port Amber"}))
    assert [found.id for found in store.best_claims("landslide", 1)] == ["C7"]
    assert "C8" not in {found.id for found in store.best_claims("people died", 50)}


def test_a_query_in_a_large_case_names_what_has_all_words(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(store)
    in_small = [found.id for found in store.claims(ClaimQuery(text="flood goma"))]
    monkeypatch.setattr(text_search, "LOOKED_THROUGH", 0)
    assert [found.id for found in store.claims(ClaimQuery(text="flood goma"))] == in_small
    assert store.count_claims(ClaimQuery(text="flood goma")) == len(in_small) > 0
    assert store.claims(ClaimQuery(text="flood goma", statuses=(ClaimStatus.REJECTED,))) == []
    assert store.claims(ClaimQuery(text="flood goma", limit=1, offset=1))[0].id == in_small[1]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text(max_size=40))
def test_any_query_is_answered(store: Store, query: str) -> None:
    if not store.claims():
        filled(store, 20)
    assert len(store.best_claims(query, 5)) <= 5


def test_an_older_case_is_searched_after_it_was_brought_up_to_date(tmp_path: Path) -> None:
    from alembic import command

    from tracker.store.connect import Db
    from tracker.store.migrations import upgrade

    path = tmp_path / "my.case"
    store = SqlStore.open(path)
    filled(store, 30)
    before = [found.id for found in store.best_claims("flood goma", 5)]
    store.close()
    db = Db(path, read_only=False)
    with db.transaction() as connection:
        command.downgrade(upgrade.config(connection), "0002")
        connection.exec_driver_sql("PRAGMA user_version=2")
    db.close()
    again = SqlStore.open(path)
    assert [found.id for found in again.best_claims("flood goma", 5)] == before
    again.close()


def test_words_are_kept_as_the_full_text_index_keeps_them() -> None:
    assert words_of('Médecins "Sans" frontières, NEAR(x)') == ["medecins", "sans", "frontieres", "near", "x"]
