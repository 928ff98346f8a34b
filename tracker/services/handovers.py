"""Exports in the journal: that one went out is an event of custody, though it changes nothing in the case."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from tracker.errors import CaseError
from tracker.model.impact import HandedOver
from tracker.store.ports import Store

ACTION = "export"

_STATE = re.compile(r"Exported \S+(?P<part> \([^)]*\))? of journal entries 1 to (?P<size>\d+) ")


def note_export(store: Store, actor: str, *, form: str, part: str, size: int, path: Path, checked: Path) -> bool:
    """Notes in the journal what went out, from which state, and the SHA-256 of the file that vouches for it.

    part: what was left out or filtered, in words; empty: nothing. size: number of the last journal entry in it.
    checked: the file itself, or the list that covers it. False when the case can only be read, or is locked: the export
    is there, but not noted.
    """
    if store.read_only:
        return False
    with checked.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    told = f" ({part.replace('(', '[').replace(')', ']')})" if part else ""
    summary = f"Exported {form}{told} of journal entries 1 to {size} as {path.name}, sha256 {digest}"
    try:
        with store.write(ACTION, actor=actor, summary=summary) as write:
            write.is_event = True
    except CaseError:
        return False
    return True


def exports_since(store: Store, entry: int) -> list[HandedOver]:
    """Exports whose state held a journal entry, oldest first."""
    numbers = [seq for seq, action, _ in store.outline() if action == ACTION and seq > entry]
    found = []
    for line in store.journal_lines(numbers):
        state = _STATE.match(line.summary)
        if state and int(state["size"]) >= entry:
            part = state["part"] is not None
            found.append(HandedOver(entry=line.seq, at=line.at, by=line.actor, what=line.summary, is_part=part))
    return found
