"""Finding what was changed behind the journal's back: chain, replay against the records, texts, bytes, quotes. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from tracker.model.change import Change
from tracker.store.journal import RecordKey, Replayed, chain_faults, replay
from tracker.store.records import MODELS, id_number

TABLES = {kind: f"{kind}s" for kind in MODELS}
"""Kind of record -> the word for its table in a sentence."""


class Contents(Protocol):
    """What there is to look at."""

    def all_changes(self) -> tuple[list[Change], list[str]]:
        """Entries that can be read, oldest first, and a sentence for each that cannot."""
        ...

    def all_records(self) -> tuple[dict[RecordKey, dict[str, Any]], list[str]]:
        """Records that can be read, dumped, and a sentence for each that cannot."""
        ...

    def all_texts(self) -> Iterable[tuple[str, str]]:
        """(sha256, text) of every kept text."""
        ...

    def blob_fault(self, sha256: str) -> str | None:
        """What is wrong with kept bytes ("is missing"), or None."""
        ...

    def last_numbers(self) -> Mapping[str, int]:
        """Kind -> number of the newest id ever given."""
        ...


def problems(contents: Contents) -> list[str]:
    """Everything that is wrong, each naming table and id or journal entry; empty: nothing is.

    Not found by this alone: a journal whose tail was cut off together with its records, or one rewritten as a whole.
    Compare `head()` with one noted elsewhere for that.
    """
    changes, unreadable_entries = contents.all_changes()
    records, unreadable_records = contents.all_records()
    replayed = replay(changes)
    return [
        *unreadable_entries,
        *chain_faults(changes),
        *replayed.faults,
        *unreadable_records,
        *_differences(replayed, records, unreadable_records),
        *_counter_faults(replayed, contents.last_numbers()),
        *_evidence_faults(records, contents),
    ]


def _differences(replayed: Replayed, records: dict[RecordKey, dict[str, Any]], unreadable: list[str]) -> Iterator[str]:
    named = " ".join(unreadable)
    for key, expected in replayed.records.items():
        where = f"{TABLES[key[0]]} {key[1]}"
        if key not in records:
            if f"{where}:" not in named:
                yield f"{where}: missing, though journal entry {replayed.last_seq[key]} has it"
        elif records[key] != expected:
            yield f"{where}: {_first_difference(records[key], expected)} in journal entry {replayed.last_seq[key]}"
    for key in records.keys() - replayed.records.keys():
        yield f"{TABLES[key[0]]} {key[1]}: is there, though no journal entry put it there"


def _first_difference(found: dict[str, Any], expected: dict[str, Any]) -> str:
    for name in sorted(found.keys() | expected.keys()):
        if found.get(name) != expected.get(name):
            return f"{name} is {_short(found.get(name))}, but {_short(expected.get(name))}"
    return "differs from what is"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _counter_faults(replayed: Replayed, last_numbers: Mapping[str, int]) -> Iterator[str]:
    used: dict[str, int] = {}
    for kind, record_id in replayed.last_seq:
        used[kind] = max(used.get(kind, 0), id_number(kind, record_id))
    for kind, number in used.items():
        if last_numbers.get(kind, 0) < number:
            yield f"counters {kind}: stands at {last_numbers.get(kind, 0)}, but {number} was given already"


def _evidence_faults(records: dict[RecordKey, dict[str, Any]], contents: Contents) -> Iterator[str]:
    texts = {}
    for sha256, kept in contents.all_texts():
        if hashlib.sha256(kept.encode("utf-8", "surrogatepass")).hexdigest() != sha256:
            yield f"texts {sha256[:12]}: the text was changed after it was kept"
        texts[sha256] = kept
    reports = {key[1]: record for key, record in records.items() if key[0] == "report"}
    for report_id, report in reports.items():
        fault = contents.blob_fault(report["sha256"])
        if fault:
            yield f"reports {report_id}: the kept original {report['sha256'][:12]} {fault}"
        if report["text_sha256"] not in texts:
            yield f"reports {report_id}: its text {report['text_sha256'][:12]} is missing"
    for (kind, claim_id), claim in records.items():
        if kind == "claim" and claim["report"] and claim["span"]:
            text = texts.get(reports.get(claim["report"], {}).get("text_sha256", ""))
            start, end = claim["span"]
            if text is not None and text[start:end] != claim["quote"]:
                yield f"claims {claim_id}: its span {start}-{end} in {claim['report']} does not hold its quote"
