"""Changes: the journal's entries."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from functools import cached_property
from typing import Any

from tracker.model.base import Frozen

RECORD_KINDS = ("report", "source", "incident", "claim", "decision", "remark")
"""Kinds of record a case holds; a report's text and bytes are kept by their hashes."""


class Edit(Frozen):
    """One record before and after; before None: created, after None: removed (only by undo)."""

    kind: str
    """One of RECORD_KINDS."""
    id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def plain(self) -> dict[str, Any]:
        """As `model_dump(mode="json")`, without copying the two records: they are plain JSON already."""
        return {"kind": self.kind, "id": self.id, "before": self.before, "after": self.after}


class JournalLine(Frozen):
    """A journal entry without its edits, which may be very many: what a list of entries shows."""

    seq: int
    """1, 2, 3 ... without a gap."""
    hash: str
    at: dt.datetime
    clock_went_back: bool = False
    actor: str
    tool_version: str
    action: str
    """ "ingest", "accept", "reject", "edit", "grade", "decide", "undo", "redo" ..."""
    summary: str
    """One line for the Log screen: "Accepted C12"."""
    reason: str = ""
    undoes: int | None = None
    """Sequence number of the entry that an undo or redo reverses."""


class WrittenChange(JournalLine):
    """One journal entry whose edits stand in JSON only, as they are stored: to be handed on, not to be looked into."""

    prev: str
    """Hash of the entry before; 64 zeros for the first."""
    edits_json: str
    """Canonical JSON."""

    def line_json(self, kind: str) -> str:
        """The entry as canonical JSON with a `type`, its edits taken over as they are."""
        return _with_edits(self.model_dump(mode="json", exclude={"edits_json"}) | {"type": kind}, self.edits_json)


class Change(JournalLine):
    """One journal entry: everything that one action changed, chained to the entry before it."""

    prev: str
    """Hash of the entry before; 64 zeros for the first."""
    edits: tuple[Edit, ...]

    def computed_hash(self) -> str:
        """SHA-256 of the canonical JSON (sorted keys, compact, ASCII) of all fields but `hash`."""
        return self.hash_with(self.edits_json)

    def hash_with(self, edits_json: str) -> str:
        """The hash with edits that stand in canonical JSON already, whatever `edits` holds."""
        content = _with_edits(self.model_dump(mode="json", exclude={"hash", "edits"}), edits_json)
        return hashlib.sha256(content.encode("ascii")).hexdigest()

    def line_json(self, kind: str) -> str:
        """The entry as canonical JSON with a `type`."""
        return _with_edits(self.model_dump(mode="json", exclude={"edits"}) | {"type": kind}, self.edits_json)

    @cached_property
    def edits_json(self) -> str:
        """The canonical JSON of the edits, by far the largest part of an entry: written once, hashed and stored."""
        return canonical_json([edit.plain() for edit in self.edits])


def _with_edits(rest: dict[str, Any], edits_json: str) -> str:
    # A quote inside a value is escaped, so this can only be the key.
    return canonical_json(rest | {"edits": None}).replace('"edits":null', f'"edits":{edits_json}', 1)


GENESIS = "0" * 64
"""`prev` of the first entry."""


def canonical_json(value: Any) -> str:
    """Compact JSON with sorted keys, ASCII only: the same value gives the same bytes everywhere.

    >>> canonical_json({"b": 1, "a": "é"})
    '{"a":"\\\\u00e9","b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
