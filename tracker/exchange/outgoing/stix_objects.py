"""What all STIX objects of an export share: ids, times, author, and the definitions of its two extensions."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from tracker.exchange.outgoing.identifiers import NAMESPACE, uuid_of
from tracker.exchange.outgoing.json_text import inert_json
from tracker.exchange.outgoing.opening import opening
from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.moments import in_utc

ADMIRALTY = f"extension-definition--{uuid.uuid5(NAMESPACE, 'stix admiralty')}"
"""Adds to an identity reliability (A-F), with label and time of grading; to a note credibility (1-6), with label."""
QUANTITY = f"extension-definition--{uuid.uuid5(NAMESPACE, 'stix quantity')}"
"""Adds to a note what it counts, with low, best and high; an absent field is not known, never 0."""
TOOL = f"identity--{uuid.uuid5(NAMESPACE, 'stix tool')}"
MADE = "2026-01-01T00:00:00.000Z"
"""When the definitions were made: they are the same in every export."""

_TEXT, _NUMBER, _FLAG = {"type": "string"}, {"type": "number"}, {"type": "boolean"}
_SCHEMAS: dict[str, dict[str, Any]] = {
    ADMIRALTY: {
        "reliability": {"enum": list("ABCDEF")},
        "reliability_label": _TEXT,
        "graded": {"type": "string", "format": "date-time"},
        "credibility": {"type": "integer", "minimum": 1, "maximum": 6},
        "credibility_label": _TEXT,
    },
    QUANTITY: {
        **dict.fromkeys(("measure", "population", "unit", "place", "event_time", "as_of"), _TEXT),
        **dict.fromkeys(("low", "best", "high"), _NUMBER),
        **dict.fromkeys(("low_open", "high_open", "approximate", "cumulative"), _FLAG),
    },
}
"""Properties of each extension; none is required."""


class Stix:
    """Makes the objects of one export."""

    def __init__(self, snapshot: CaseSnapshot) -> None:
        self.snapshot = snapshot
        self.tool = TOOL
        self.incidents = {incident.id for incident in snapshot.incidents}
        self._at = self.time(snapshot.checkpoint.at or snapshot.exported_at)

    def id(self, kind: str, record_id: str) -> str:
        """The id of the object that a record becomes."""
        return f"{kind}--{uuid_of(self.snapshot, kind, record_id)}"

    def object(self, kind: str, record_id: str, **fields: Any) -> dict[str, Any]:
        """An object without the fields that are None or empty."""
        told = {name: value for name, value in fields.items() if value not in (None, "", [], {})}
        return {"type": kind, "spec_version": "2.1", "id": self.id(kind, record_id), **self._made, **told}

    def relation(self, relation: str, start: tuple[str, str], end: tuple[str, str], **fields: Any) -> dict[str, Any]:
        """A relationship between two records, each as (kind of object, id)."""
        refs = {"source_ref": self.id(*start), "target_ref": self.id(*end)}
        return self.object("relationship", f"{relation}:{start}:{end}", relationship_type=relation, **refs, **fields)

    def framework(self) -> Iterator[dict[str, Any]]:
        """The identity of the tool, what the export holds, and the extensions."""
        own = {"spec_version": "2.1", "created": MADE, "modified": MADE}
        yield {"type": "identity", "id": TOOL, **own, "name": "tracker", "identity_class": "system"}
        for extension, name, adds in (
            (ADMIRALTY, "Admiralty code", "Reliability A-F of a source and credibility 1-6 of a claim (NATO AJP-2.1)."),
            (QUANTITY, "Quantities of claims", "What a claim counts, with low, best and high; absent is not known."),
        ):
            yield {
                "type": "extension-definition",
                "id": extension,
                **own,
                "created_by_ref": TOOL,
                "name": name,
                "description": adds,
                "schema": inert_json({"type": "object", "properties": _SCHEMAS[extension]}),
                "version": "1.0.0",
                "extension_types": ["property-extension"],
            }
        yield self.object(
            "note",
            "opening",
            abstract=f"Evidence log: {self.snapshot.case}",
            content="\n".join([*opening(self.snapshot), self.snapshot.checkpoint.line]),
            object_refs=[TOOL],
        )

    @cached_property
    def _made(self) -> dict[str, str]:
        # The case state, so that the same state gives the same bytes.
        return {"created_by_ref": TOOL, "created": self._at, "modified": self._at}

    def time(self, moment: dt.datetime) -> str:
        """In UTC, to the millisecond."""
        return in_utc(moment).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def extensions(*, admiralty: dict[str, Any] | None = None, quantity: dict[str, Any] | None = None) -> dict[str, Any]:
    """The extensions of an object: those that say something."""
    told = ((ADMIRALTY, admiralty), (QUANTITY, quantity))
    return {key: {"extension_type": "property-extension", **value} for key, value in told if value}
