"""What every store must do, whatever it is made of."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings

from tests.store import records
from tests.store.records import claim
from tracker.errors import NotFoundError, StaleEditError
from tracker.model.change import GENESIS
from tracker.model.claim import ClaimStatus
from tracker.model.decision import Decision
from tracker.model.incident import Incident
from tracker.model.quantity import Quantity
from tracker.model.query import ClaimOrder, ClaimQuery
from tracker.model.scales import Outcome
from tracker.model.source import Source
from tracker.store import claim_lists, text_search
from tracker.store.ports import Record, Store


def put(store: Store, *items: Record, action: str = "test") -> list[Any]:
    """Puts records in one transaction."""
    with store.write(action, actor="ana") as write:
        return [write.put(item) for item in items]


def test_a_new_case_is_empty_and_sound(store: Store) -> None:
    assert (store.head(), store.claims(), store.changes(), list(store.problems())) == ((0, GENESIS), [], [], [])


def test_what_is_put_comes_back_the_same(store: Store) -> None:
    [kept] = put(store, claim(quantity=Quantity(value=27, low=27, high=27)))
    assert store.claim("C1") == kept
    assert kept.rev == 1


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(record=records.any_record)
def test_any_record_survives_the_way_in_and_out(store: Store, record: Record) -> None:
    kind = type(record).__name__.lower()
    with store.write("test", actor="ana") as write:
        stored = write.find(kind, record.id)
        if kind == "report":
            record = record.model_copy(update={"text_sha256": write.put_text("some words")})
        kept = write.put(record.model_copy(update={"rev": stored.rev if stored else 0}))
    assert getattr(store, kind)(record.id) == kept
    assert kept == record.model_copy(update={"rev": kept.rev})


def test_ids_count_up_per_kind_and_are_never_given_twice(store: Store) -> None:
    with store.write("test", actor="ana") as write:
        assert [write.new_id("claim"), write.new_id("source"), write.new_id("claim")] == ["C1", "S1", "C2"]
        write.put(claim(id="C1"))
        write.put(claim(id="C2"))
    with store.write("test", actor="ana") as write:
        write.remove("claim", "C2")
    with store.write("test", actor="ana") as write:
        assert write.new_id("claim") == "C3"


def test_lists_are_in_the_order_taken_in(store: Store) -> None:
    put(store, *(claim(id=f"C{number}") for number in range(1, 13)))
    with store.write("test", actor="ana") as write:
        old = write.claim("C3")
        write.remove("claim", "C3")
    with store.write("test", actor="ana") as write:
        write.restore(old)
    assert [kept.id for kept in store.claims()] == [f"C{number}" for number in range(1, 13)]


def test_a_stale_record_is_refused_with_who_and_when(store: Store) -> None:
    [read_by_both] = put(store, claim())
    put(store, read_by_both.model_copy(update={"note": "mine"}), action="edit")
    with pytest.raises(StaleEditError, match=r"C1 was changed by ana at \d{4}-.*\(edit\)"):
        put(store, read_by_both.model_copy(update={"note": "yours"}))
    assert store.claim("C1").note == "mine"
    assert len(store.changes()) == 2


def test_a_record_that_was_removed_meanwhile_is_not_brought_back_by_an_edit(store: Store) -> None:
    [kept] = put(store, claim())
    with store.write("test", actor="bo") as write:
        write.remove("claim", "C1")
    with pytest.raises(StaleEditError, match="C1 was removed by bo"):
        put(store, kept.model_copy(update={"note": "late"}))


def test_an_exception_leaves_nothing_behind(store: Store) -> None:
    kept: list[str] = []

    def fail_half_way() -> None:
        with store.write("test", actor="ana") as write:
            write.put(claim())
            kept.extend((write.put_text("some words"), write.put_blob(b"some bytes")))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert (store.claims(), store.head()[0]) == ([], 0)
    with pytest.raises(NotFoundError):
        store.text(kept[0])
    with pytest.raises(NotFoundError):
        store.blob(kept[1])


def test_a_transaction_that_changes_nothing_appends_nothing(store: Store) -> None:
    [kept] = put(store, claim())
    with store.write("test", actor="ana") as write:
        assert write.put(kept) == kept
        write.put_blob(b"some bytes")
    assert write.change is None
    assert store.head()[0] == 1


def test_several_changes_of_one_record_are_one_edit(store: Store) -> None:
    with store.write("test", actor="ana", summary="first") as write:
        kept = write.put(claim())
        write.put(kept.model_copy(update={"note": "more"}))
        write.summary = "second"
    assert write.change is not None
    [edit] = write.change.edits
    assert (edit.before, edit.after and edit.after["note"], write.change.summary) == (None, "more", "second")
    assert list(store.problems()) == []


def test_reads_inside_a_transaction_see_its_own_changes(store: Store) -> None:
    with store.write("test", actor="ana") as write:
        write.put(claim(status=ClaimStatus.ACCEPTED))
        assert [kept.id for kept in write.claims(ClaimQuery(statuses=(ClaimStatus.ACCEPTED,)))] == ["C1"]
        assert write.claim("C1").status is ClaimStatus.ACCEPTED
        assert store.claims() == []


def test_the_journal_is_a_chain_without_gaps(store: Store) -> None:
    for number in range(1, 6):
        put(store, claim(id=f"C{number}"))
    changes = store.changes()
    assert [change.seq for change in changes] == [1, 2, 3, 4, 5]
    assert [change.prev for change in changes] == [GENESIS, *(change.hash for change in changes[:-1])]
    assert all(change.hash == change.computed_hash() for change in changes)
    assert store.head() == (5, changes[-1].hash)
    assert store.change(3) == changes[2]
    assert store.changes(after=2, limit=2) == changes[2:4]
    assert store.outline(after=3) == [(4, "test", None), (5, "test", None)]


@pytest.mark.parametrize("seq", [-1, 0, 2])
def test_an_entry_that_is_not_there_is_not_found(store: Store, seq: int) -> None:
    put(store, claim())
    with pytest.raises(NotFoundError, match="no journal entry"):
        store.change(seq)


def test_the_entries_of_one_record_are_found_and_no_others(store: Store) -> None:
    put(store, claim(id="C1"), claim(id="C11"))
    put(store, claim(id="C2", quote='speaks of "id":"C1" in its words'))
    assert [change.seq for change in store.changes_of("C1")] == [1]
    assert [change.seq for change in store.changes_of("C2")] == [2]


def test_what_is_not_there_is_not_found(store: Store) -> None:
    for read in (store.claim, store.source, store.incident, store.report, store.decision, store.text, store.blob):
        with pytest.raises(NotFoundError):
            read("C9")


def test_texts_and_bytes_are_kept_by_their_hash(store: Store) -> None:
    with store.write("test", actor="ana") as write:
        text_sha256, raw_sha256 = write.put_text("words"), write.put_blob(b"\x00\xff bytes")
        assert (write.put_text("words"), write.put_blob(b"\x00\xff bytes")) == (text_sha256, raw_sha256)
        write.put(records.report(sha256=raw_sha256, text_sha256=text_sha256))
    assert (store.text(text_sha256), store.blob(raw_sha256)) == ("words", b"\x00\xff bytes")
    found = store.report_with_bytes(raw_sha256)
    assert found is not None
    assert found.id == "R1"
    assert list(store.problems()) == []


def test_nul_and_half_characters_are_taken_out(store: Store) -> None:
    [kept] = put(store, claim(quote="a\0b\ud800c", note="\0"))
    assert (kept.quote, kept.note) == ("abc", "")
    assert store.claim("C1") == kept


def test_times_are_kept_in_utc(store: Store) -> None:
    east = dt.datetime(2017, 8, 1, 2, tzinfo=dt.timezone(dt.timedelta(hours=5)))
    put(store, claim(stated_at=east))
    stated = store.claim("C1").stated_at
    assert stated is not None
    assert stated.isoformat() == "2017-07-31T21:00:00+00:00"


@pytest.mark.parametrize(
    "wrong", [{"confidence": 101}, {"credibility": 0}, {"status": "perhaps"}, {"likelihood": float("nan")}]
)
def test_a_record_that_is_not_valid_is_refused(store: Store, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong)) if "likelihood" not in wrong else "nan"):
        put(store, claim().model_copy(update=wrong))
    assert store.head()[0] == 0


def queried_case(store: Store) -> None:
    put(store, Source(id="S1", name="Islamic State"), Source(id="S2", name="Police"))
    put(store, Incident(id="I1", name="attack on the embassy"))
    with store.write("test", actor="ana") as write:
        write.put(records.report(text_sha256=write.put_text("words")))
    accepted = ClaimStatus.ACCEPTED
    put(
        store,
        claim(
            id="C1", source_id="S1", incident_id="I1", status=accepted, report="R1", fingerprint="f1", measure="killed"
        ),
        claim(id="C2", source_id="S2", quote="no fatalities at the embassy", source="Police", fingerprint="f2"),
        claim(
            id="C3",
            source_id="S2",
            quote="40% of the city",
            place="Raqqa",
            status=ClaimStatus.REJECTED,
            fingerprint="f3",
        ),
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (ClaimQuery(), ["C1", "C2", "C3"]),
        (ClaimQuery(statuses=(ClaimStatus.ACCEPTED, ClaimStatus.REJECTED)), ["C1", "C3"]),
        (ClaimQuery(source_id="S2"), ["C2", "C3"]),
        (ClaimQuery(source_id="S2", statuses=(ClaimStatus.PROPOSED,)), ["C2"]),
        (ClaimQuery(incident_id="I1"), ["C1"]),
        (ClaimQuery(report="R1"), ["C1"]),
        (ClaimQuery(source_ids=("S2", "S3")), ["C2", "C3"]),
        (ClaimQuery(source_ids=("S1", "S2"), text="embassy", statuses=(ClaimStatus.PROPOSED,)), ["C2"]),
        (ClaimQuery(incident_ids=("I1",)), ["C1"]),
        (ClaimQuery(incident_ids=("",)), []),
        (ClaimQuery(measures=("killed", "missing")), ["C1"]),
        (ClaimQuery(measures=("wounded",)), []),
        (ClaimQuery(limit=1, offset=1), ["C2"]),
        (ClaimQuery(offset=2), ["C3"]),
        (ClaimQuery(text="EMBASSY fatal"), ["C2"]),
        (ClaimQuery(text="embasy"), ["C2"]),
        (ClaimQuery(text="raqqa"), ["C3"]),
        (ClaimQuery(text="40%"), ["C3"]),
        (ClaimQuery(text="_"), []),
        (ClaimQuery(text="'; DROP TABLE claims; --"), []),
        (ClaimQuery(text="t", limit=1, offset=1), ["C2"]),
    ],
)
def test_a_query_finds_what_it_says(store: Store, query: ClaimQuery, expected: list[str]) -> None:
    queried_case(store)
    assert [kept.id for kept in store.claims(query)] == expected
    if query.limit is None and not query.offset:
        assert store.count_claims(query) == len(expected)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (ClaimOrder.TAKEN_IN, [1, 2, 3, 4]),
        (ClaimOrder.NEWEST, [3, 1, 4, 2]),
        (ClaimOrder.SOURCE, [3, 4, 1, 2]),
        (ClaimOrder.INCIDENT, [4, 2, 1, 3]),
    ],
)
@pytest.mark.parametrize(("many", "looked_through"), [(2_000, (2_000, 20_000)), (0, (1, 2)), (0, (3,)), (1, (2,))])
def test_a_list_of_claims_is_ordered_and_read_by_number(
    store: Store,
    order: ClaimOrder,
    expected: list[int],
    many: int,
    looked_through: tuple[int, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(claim_lists, "MANY", many)
    monkeypatch.setattr(claim_lists, "LOOKED_THROUGH", looked_through)
    monkeypatch.setattr(text_search, "LOOKED_THROUGH", 0 if many < 2_000 else 2_000)
    dates = (records.NOON, None, records.NOON + dt.timedelta(days=1), None)
    names = (("police", None), ("Wire", "siege"), ("Army", None), ("army", "Attack"))
    given = zip(dates, names, strict=True)
    kept = [
        claim(id=f"C{n}", stated_at=at, source=source, source_id=f"S{n}", incident=incident, measure="killed")
        for n, (at, (source, incident)) in enumerate(given, 1)
    ]
    put(store, *(Source(id=f"S{n}", name=f"source {n}") for n in range(1, 5)), *kept)
    assert list(store.claim_numbers(ClaimQuery(), order)) == expected
    assert list(store.claim_numbers(ClaimQuery(text="army"), order)) == [n for n in expected if n in (3, 4)]
    assert list(store.claim_numbers(ClaimQuery(source_ids=("S1", "S3")), order)) == [n for n in expected if n in (1, 3)]
    accepted = ClaimQuery(statuses=(ClaimStatus.ACCEPTED,))
    narrow = (ClaimQuery(measures=("killed",)), ClaimQuery(source_ids=("S1", "S3")), ClaimQuery(source_id="S4"))
    for asked in (ClaimQuery(), ClaimQuery(text="army"), accepted, *narrow):
        for first in range(6):
            assert list(store.claim_numbers(asked, order, first)) == list(store.claim_numbers(asked, order))[:first]
    assert [kept.id for kept in store.numbered_claims([4, 99, 2])] == ["C4", "C2"]


def test_claims_are_counted_by_source_report_and_status(store: Store) -> None:
    queried_case(store)
    assert store.claims_by("source_id") == {
        ("S1", ClaimStatus.ACCEPTED): 1,
        ("S2", ClaimStatus.PROPOSED): 1,
        ("S2", ClaimStatus.REJECTED): 1,
    }
    assert store.claims_by("report") == {("R1", ClaimStatus.ACCEPTED): 1}
    assert [store.count_records(kind) for kind in ("claim", "source", "report", "decision")] == [3, 2, 1, 0]
    assert store.incidents_named("EMBASSY attack", 5) == ["I1"]
    assert store.incidents_named("embassy siege", 5) == []


def test_fingerprints_tell_what_a_report_had_and_what_was_rejected(store: Store) -> None:
    queried_case(store)
    assert store.fingerprints("R1") == {"f1"}
    assert store.rejected([f"f{number}" for number in range(2000)]) == {"f3"}


def test_a_clock_that_went_back_is_noted_and_the_order_kept(store: Store) -> None:
    times = iter([records.NOON, records.NOON - dt.timedelta(days=1), records.NOON])
    store._clock = lambda: next(times)  # type: ignore[attr-defined]
    for number in (1, 2, 3):
        put(store, claim(id=f"C{number}"))
    assert [change.clock_went_back for change in store.changes()] == [False, True, False]
    assert list(store.problems()) == []


AUTUMN = dt.datetime(2017, 11, 5, 1, 30, tzinfo=ZoneInfo("America/New_York"))
"""Half past one, which comes twice that night."""


@pytest.mark.parametrize(
    ("times", "steps_back"),
    [
        ([dt.datetime.fromtimestamp(0, dt.UTC)] * 3, []),
        ([dt.datetime(2106, 2, 7, 6, 28, second, tzinfo=dt.UTC) for second in (14, 15, 16)], []),
        ([AUTUMN, AUTUMN.replace(fold=1), AUTUMN.replace(hour=2)], []),
        ([AUTUMN.replace(month=3, day=12), AUTUMN.replace(month=3, day=12, hour=3)], []),
        ([records.NOON, dt.datetime.fromtimestamp(0, dt.UTC), dt.datetime.fromtimestamp(60, dt.UTC)], [2]),
        ([dt.datetime.max.replace(tzinfo=ZoneInfo("America/New_York")), records.NOON, records.NOON], [2]),
        ([dt.datetime.min.replace(tzinfo=dt.timezone(dt.timedelta(hours=5))), records.NOON], []),
    ],
)
def test_whatever_the_clock_says_entries_keep_their_order_and_a_step_back_is_noted_once(
    store: Store, times: list[dt.datetime], steps_back: list[int]
) -> None:
    looks = iter(times)
    store._clock = lambda: next(looks)  # type: ignore[attr-defined]
    for number in range(1, len(times) + 1):
        put(store, claim(id=f"C{number}"))
    changes = store.changes()
    assert [change.edits[0].id for change in changes] == [f"C{number}" for number in range(1, len(times) + 1)]
    assert [change.seq for change in changes if change.clock_went_back] == steps_back
    assert list(store.problems()) == []


@pytest.mark.parametrize(
    "query",
    ["a zq " * 2_000, " ".join(map(str, range(2_000))), "x" * 10_000, "%_'\"" * 2_500, "NEAR( " * 1_600],
    ids=["two words", "numbers", "one word", "signs", "operators"],
)
def test_names_entries_and_claims_are_looked_for_by_queries_of_any_length(store: Store, query: str) -> None:
    put(store, claim(incident=None), Incident(id="I1", name="attack on the embassy"))
    assert store.incidents_named(query, 5) == []
    assert list(store.entries_about(query)) == []
    assert len(store.claims(ClaimQuery(text=query))) <= 1
    assert len(store.best_claims(query, 5)) <= 1


def test_threads_that_write_at_once_lose_nothing(store: Store) -> None:
    put(store, claim())

    def note(letter: str) -> None:
        for _ in range(10):
            with store.write("note", actor=letter) as write:
                now = write.claim("C1")
                write.put(now.model_copy(update={"note": now.note + letter}))
            store.claims()

    threads = [threading.Thread(target=note, args=(letter,)) for letter in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    note_now = store.claim("C1").note
    assert {letter: note_now.count(letter) for letter in "abcd"} == dict.fromkeys("abcd", 10)
    assert store.head()[0] == 41
    assert list(store.problems()) == []


def test_a_decision_survives(store: Store) -> None:
    [kept] = put(
        store,
        Decision(
            id="O1", target="D123456", outcome=Outcome.DEFER, reason="", by="ana", at=records.NOON, claims=("C1",)
        ),
    )
    assert store.decisions() == [kept]
    assert store.decision("O1") == kept


def test_closing_twice_is_fine(store: Store) -> None:
    store.close()
    store.close()
