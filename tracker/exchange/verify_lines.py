"""The records of a JSON-lines export against each other: chain, replay, texts, spans."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, Self

from pydantic import ValidationError

from tracker.model.base import Frozen
from tracker.model.change import GENESIS, RECORD_KINDS, Change

Record = dict[str, Any]


class ReadExport(Frozen):
    """The lines of an export by type, as read: nothing in them is trusted."""

    records: tuple[Record, ...]
    """Reports, sources, incidents, claims, decisions, remarks."""
    changes: tuple[Record, ...]
    unknown: tuple[Record, ...]
    entries: tuple[Record, ...] = ()
    """Of a part, or where something is held back: number and hash of each journal entry, in place of the journal."""
    is_part: bool = False

    @classmethod
    def of(cls, lines: Sequence[Record]) -> Self:
        """Sorts lines by their type; of the others only what the first and the last hold is looked at."""
        records = tuple(line for line in lines if line.get("type") in RECORD_KINDS)
        changes = tuple(line for line in lines if line.get("type") == "change")
        known = (*RECORD_KINDS, "change", "entry", "track_record", "export", "manifest")
        return cls(
            records=records,
            changes=changes,
            unknown=tuple(r for r in lines if r and r.get("type") not in known),
            entries=tuple(line for line in lines if line.get("type") == "entry"),
            is_part=any(line.get("type") == "export" and _is_part(line) for line in lines[:1]),
        )

    @property
    def entry_hashes(self) -> tuple[str, ...]:
        """Of the whole journal, oldest first."""
        return tuple(str(line.get("hash")) for line in (self.entries if self.is_part else self.changes))

    @property
    def counts(self) -> dict[str, int]:
        """As in a manifest."""
        kinds = {f"{kind}s": sum(record["type"] == kind for record in self.records) for kind in RECORD_KINDS}
        if not kinds["remarks"]:
            del kinds["remarks"]  # as in the manifests of versions that knew none
        return {**kinds, "changes": len(self.changes)}


def problems_in(export: ReadExport) -> Iterator[str]:
    """One sentence for each thing that does not fit."""
    for line in export.unknown:
        yield f"Line {line['line']} has an unknown type {str(line.get('type'))[:40]!r}."
    if export.is_part:
        yield from _without_journal(export)
    else:
        changes, faults = _changes(export.changes)
        yield from faults
        yield from _chain(changes)
        yield from _replay(changes, export.records)
    yield from _texts(export.records, held_back=export.is_part)


def _is_part(opening: Record) -> bool:
    holds = opening.get("holds")
    return isinstance(holds, dict) and holds.get("part") is True


def _without_journal(export: ReadExport) -> Iterator[str]:
    for number, entry in enumerate(export.entries, start=1):
        if entry.get("seq") != number:
            yield f"Journal entry {number} is missing: entry {entry.get('seq')} stands in its place."
    for change in export.changes:
        yield f"Line {change['line']}: a part of a case holds no journal entries, only their hashes."


def _changes(lines: Sequence[Record]) -> tuple[list[Change], list[str]]:
    changes: list[Change] = []
    faults: list[str] = []
    for line in lines:
        try:
            changes.append(Change.model_validate({k: v for k, v in line.items() if k not in ("type", "line")}))
        except ValidationError as error:
            where = ".".join(map(str, error.errors()[0]["loc"]))
            faults.append(f"Line {line['line']}, journal entry {line.get('seq')}: {where} cannot be read.")
    return changes, faults


def _chain(changes: Sequence[Change]) -> Iterator[str]:
    previous, expected = GENESIS, 1
    for change in changes:
        if change.seq != expected:
            yield f"Journal entry {expected} is missing: entry {change.seq} stands in its place."
        if change.prev != previous:
            yield f"Journal entry {change.seq} does not follow the one before it."
        if change.computed_hash() != change.hash:
            yield f"Journal entry {change.seq} was changed: its hash does not fit what it says."
        previous, expected = change.hash, change.seq + 1


def _replay(changes: Sequence[Change], records: Sequence[Record]) -> Iterator[str]:
    """Playing the journal from its first entry must give exactly the records of the file."""
    played: dict[tuple[str, str], Record] = {}
    for change in changes:
        for edit in change.edits:
            if edit.after is None:
                played.pop((edit.kind, edit.id), None)
            else:
                played[edit.kind, edit.id] = edit.after
    for record in records:
        key = (record["type"], str(record.get("id")))
        stated = {name: value for name, value in record.items() if name not in ("type", "line", "text")}
        told = played.pop(key, None)
        if told is None:
            yield f"Line {record['line']}: {key[0]} {key[1]} is in no journal entry."
        elif told != stated:
            wrong = next((n for n in sorted(told | stated) if told.get(n) != stated.get(n)), "?")
            yield f"Line {record['line']}: {key[0]} {key[1]} is not as the journal has it ({wrong})."
    for kind, record_id in played:
        yield f"{kind.capitalize()} {record_id} is in the journal, but not in the file."


def _texts(records: Sequence[Record], *, held_back: bool) -> Iterator[str]:
    texts: dict[str, str] = {}
    for report in records:
        if report["type"] == "report" and not (held_back and "text" not in report):
            text = str(report.get("text"))
            texts[str(report.get("id"))] = text
            if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != report.get("text_sha256"):
                yield f"Line {report['line']}: the text of report {report.get('id')} was changed after it was taken in."
    kept = {str(report.get("id")) for report in records if report["type"] == "report"}
    for claim in records:
        if claim["type"] == "claim" and claim.get("report") and claim.get("span"):
            if held_back and str(claim["report"]) in kept - texts.keys():
                continue
            yield from _quote(claim, texts.get(str(claim["report"])))


def _quote(claim: Record, text: str | None) -> Iterator[str]:
    where = f"Line {claim['line']}: claim {claim.get('id')}"
    if text is None:
        yield f"{where} quotes report {claim['report']}, which is not in the file."
        return
    try:
        start, end = claim["span"]
        is_quoted = text[start:end] == claim["quote"]
    except (TypeError, ValueError, KeyError):
        is_quoted = False
    if not is_quoted:
        yield f"{where}: its quote does not stand at its span in report {claim['report']}."
