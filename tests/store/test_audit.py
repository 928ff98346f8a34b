"""Every change behind the journal's back is found and named."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from tests.store import records
from tests.store.records import claim
from tracker.errors import TrackerError
from tracker.model.decision import Decision
from tracker.model.incident import Incident
from tracker.model.quantity import Quantity
from tracker.model.scales import Outcome
from tracker.model.source import Source
from tracker.store import blobs
from tracker.store.sql import SqlStore

TEXT = "Police said that 27 people were killed. Nobody else was hurt."


@pytest.fixture
def store(case: Path) -> SqlStore:
    """A small sound case with one record of every kind."""
    opened = SqlStore.open(case)
    with opened.write("ingest", actor="ana") as write:
        text, raw = write.put_text(TEXT), write.put_blob(TEXT.encode())
        write.put(records.report(sha256=raw, text_sha256=text))
        write.put(Source(id="S1", name="Police"))
        write.put(Incident(id="I1", name="attack"))
        quantity = Quantity(value=27, low=27, high=27)
        write.put(claim(quote=TEXT[17:38], span=(17, 38), report="R1", source_id="S1", quantity=quantity))
    with opened.write("decide", actor="ana") as write:
        write.put(Decision(id="O1", target="D1", outcome=Outcome.DEFER, reason="why", by="ana", at=records.NOON))
    assert opened.problems() == []
    return opened


def tamper(case: Path, *statements: str) -> None:
    """What somebody with the file and another program can do."""
    connection = sqlite3.connect(case)
    connection.execute("PRAGMA ignore_check_constraints=ON")
    connection.executescript("DROP TRIGGER journal_refuses_update; DROP TRIGGER journal_refuses_delete")
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE claims SET quantity_low = 7", "claims C1: quantity is"),
        ("UPDATE claims SET status = 'accepted'", "claims C1: status is 'accepted', but 'proposed' in journal entry 1"),
        ("UPDATE claims SET status = 'nope'", "claims C1: cannot be read"),
        ("UPDATE claims SET span_start = 16", "claims C1: its span 16-38 in R1 does not hold its quote"),
        ("UPDATE claims SET rev = 9", "claims C1: rev is 9"),
        ("DELETE FROM claims", "claims C1: missing, though journal entry 1 has it"),
        ("UPDATE sources SET name = 'Army'", "sources S1: name is 'Army', but 'Police'"),
        (
            "INSERT INTO sources SELECT 2, 'S2', name, kind, aliases, parent, party, grades, notes, rev FROM sources",
            "sources S2: is there, though no journal entry put it there",
        ),
        ("UPDATE incidents SET place = 'Kabul'", "incidents I1: place is 'Kabul'"),
        ("UPDATE reports SET title = 'Other'", "reports R1: title is 'Other'"),
        ("UPDATE decisions SET outcome = 'misread'", "decisions O1: outcome is 'misread'"),
        ("UPDATE texts SET text = replace(text, '27', '72')", "the text was changed after it was kept"),
        ("UPDATE journal SET actor = 'eve' WHERE seq = 2", "journal entry 2: content was changed"),
        ("UPDATE journal SET edits = 'x' WHERE seq = 2", "journal entry 2: cannot be read"),
        (
            "UPDATE journal SET edits = replace(edits, 'why', 'wow') WHERE seq = 2",
            "journal entry 2: content was changed",
        ),
        ("DELETE FROM journal WHERE seq = 1", "journal: entry 1 is missing"),
        ("DELETE FROM journal WHERE seq = 2", "decisions O1: is there, though no journal entry put it there"),
        ("UPDATE counters SET number = 0 WHERE kind = 'claim'", "counters claim: stands at 0, but 1 was given already"),
    ],
)
def test_a_changed_row_is_found_and_named(store: SqlStore, case: Path, statement: str, named: str) -> None:
    tamper(case, statement)
    assert any(named in problem for problem in store.problems()), store.problems()


def test_triggers_that_were_taken_away_are_found(store: SqlStore, case: Path) -> None:
    tamper(case)
    assert store.problems() == [
        "journal: the trigger journal_refuses_update was taken away",
        "journal: the trigger journal_refuses_delete was taken away",
    ]


def test_a_changed_byte_of_an_original_is_found(store: SqlStore, case: Path) -> None:
    path = blobs.beside(case).path(store.report("R1").sha256)
    path.write_bytes(path.read_bytes().replace(b"27", b"72"))
    [problem] = store.problems()
    assert problem.startswith("reports R1: the kept original")
    assert problem.endswith("was changed after it was kept")


def test_a_missing_original_is_found(store: SqlStore, case: Path) -> None:
    blobs.beside(case).path(store.report("R1").sha256).unlink()
    [problem] = store.problems()
    assert problem.endswith("is missing")


def test_any_flipped_bit_that_changes_what_a_reader_sees_is_found(store: SqlStore, case: Path) -> None:
    store.close()
    sound = case.read_bytes()
    seen = contents(case)
    chance = random.Random(7)
    changed = 0
    for _ in range(300):
        damaged = bytearray(sound)
        damaged[chance.randrange(len(sound))] ^= 1 << chance.randrange(8)
        case.write_bytes(damaged)
        try:
            same = contents(case) == seen
        except (TrackerError, sqlite3.Error, DBAPIError, ValueError):
            same = False
        if not same:
            changed += 1
            assert is_found(case)
    assert changed > 10  # else nothing was tried


def contents(case: Path) -> tuple[object, ...]:
    """All that a reader of the case sees."""
    opened = SqlStore.open(case)
    try:
        text = opened.text(opened.report("R1").text_sha256)
        records_now = opened.claims(), opened.sources(), opened.incidents(), opened.reports(), opened.decisions()
        return text, records_now, opened.changes()
    finally:
        opened.close()


def is_found(case: Path) -> bool:
    """Whether opening refuses the file or the audit names something."""
    try:
        opened = SqlStore.open(case)
        problems = opened.problems()
        opened.close()
    except TrackerError:
        return True
    return bool(problems)
