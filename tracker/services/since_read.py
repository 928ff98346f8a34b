"""What became of a record since reading made it: whether a person changed it, and which fields of a claim."""

from __future__ import annotations

from tracker.model.change import Change, JournalLine
from tracker.model.claim import Claim
from tracker.model.incident import Incident
from tracker.model.source import Source
from tracker.store.ports import Write
from tracker.store.records import dumped

READING = frozenset({"ingest", "correct"})
"""Actions that read claims from their report."""
PLACE = frozenset({"incident", "incident_id"})
"""Fields by which a claim is put into an incident; which that is does not depend on what its report says of itself."""
NAMES = frozenset({"source", "source_id", "chain"})
"""Fields that follow when sources are renamed or merged: reading finds them by their other names as well."""


class SinceRead:
    """Looks a transaction's records up in the journal; each entry is read once."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._entries: dict[int, Change] = {}

    def is_as_read(self, record: Claim | Source | Incident) -> bool:
        """Whether nothing but reading made it what it is: when it came in, and when its report was corrected."""
        lines = {} if record.rev == 1 else self._lines(record.id)
        return all(self._is_reading(line, lines) for line in lines.values())

    def set_by_hand(self, claim: Claim) -> frozenset[str]:
        """Fields of a claim that are not as reading left them; names that follow a source are not among them."""
        if claim.rev == 1:
            return frozenset()
        lines = self._lines(claim.id)
        as_read, followed = dumped(claim), NAMES
        for line in sorted(lines.values(), key=lambda line: -line.seq):
            if self._is_reading(line, lines):
                break
            entry = self._entry(line.seq)
            edit = next((edit for edit in entry.edits if edit.id == claim.id), None)
            if edit is not None and edit.before is not None:
                as_read = edit.before
                if all(edit.kind != "source" for edit in entry.edits):
                    followed -= _differing(edit.before, edit.after or {})
        return frozenset(_differing(as_read, dumped(claim)) - followed - {"rev"})

    def _lines(self, record_id: str) -> dict[int, JournalLine]:
        return {line.seq: line for line in self._write.journal_lines(self._write.entries_about(record_id))}

    def _is_reading(self, line: JournalLine, lines: dict[int, JournalLine]) -> bool:
        """Whether an entry, or that which it undoes or redoes, is one of reading."""
        undone = lines.get(line.undoes or 0)
        return self._is_reading(undone, lines) if undone else line.action in READING

    def _entry(self, seq: int) -> Change:
        if seq not in self._entries:
            [self._entries[seq]] = self._write.changes(after=seq - 1, limit=1)
        return self._entries[seq]


def _differing(one: dict[str, object], other: dict[str, object]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}
