"""Search by words: the same best claims as comparing a query with every text."""

from __future__ import annotations

import random
from collections.abc import Iterator
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


@pytest.fixture
def big(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqlStore]:
    """A case that counts as a large one, where few of the claims with a word are read."""
    monkeypatch.setattr(text_search, "LOOKED_THROUGH", 0)
    monkeypatch.setattr(text_search, "READ", 40)
    of_each = ["raid in Goma"] * 15 + ["flood in Mosul"] * 60 + ["raid in Homs"] * 60 + ["clash at Goma"] * 60
    of_each += ["earthquake"] + ["ambush at Ramadi"] * 50 + ["denied by Ghazni"] * 50
    store = SqlStore.open(tmp_path / "large.case")
    with store.write("test", actor="ana") as write:
        for number, words in enumerate(of_each, 1):
            write.put(claim(id=f"C{number}", quote=words, source="", place=None, incident=None))
    yield store
    store.close()


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


def test_a_word_typed_whole_counts_though_a_rarer_one_is_half_typed(big: SqlStore) -> None:
    texts = [found.quote for found in big.best_claims("mosul ghazn", 10)]
    assert texts == ["flood in Mosul"] * 10


def test_claims_that_lack_one_word_come_before_those_with_the_rarest_alone(big: SqlStore) -> None:
    texts = [found.quote for found in big.best_claims("raid goma ghazni", 10)]
    assert texts == ["raid in Goma"] * 10


def test_one_letter_of_the_next_word_takes_nothing_away(big: SqlStore) -> None:
    assert big.claims(ClaimQuery(text="goma x")) == big.claims(ClaimQuery(text="goma"))


def test_a_claim_is_named_by_its_id_in_a_large_case(big: SqlStore) -> None:
    assert [found.id for found in big.claims(ClaimQuery(text="c12"))] == ["C12"]
    assert [found.id for found in big.claims(ClaimQuery(text="C12 C3 C3"))] == ["C3", "C12"]
    assert big.claims(ClaimQuery(text="c99999")) == []


def test_a_slip_in_the_first_letters_of_a_long_word_still_finds_it(big: SqlStore) -> None:
    assert big.best_claims("eak", 1)[0].quote == "earthquake"


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
