"""JSON lines: everything a case holds but the raw bytes, re-importable, checkable without the tool.

One JSON object a line, ASCII, keys sorted. Each line has a `type`: first "export", then "report" (with its `text`),
"source", "incident", "claim", "decision", "remark", then every journal entry as "change", how each source held up as
"track_record" with what it rests on, and last "manifest" with the number of lines before it and the SHA-256 over their
bytes. Track records are weighed from the rest: they are no part of the journal, and are not read back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from tracker.exchange.manifest import common, sealed
from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.change import canonical_json
from tracker.present.track_records import track_record_json

FORMAT = "tracker-jsonl"
VERSION = 1
"""Raised when a reader of version 1 could misread a line."""


def write_jsonl(snapshot: CaseSnapshot) -> bytes:
    """The whole file."""
    body = b"".join(_line(record) for record in _records(snapshot))
    manifest = common(snapshot, FORMAT) | {
        "type": "manifest",
        "version": VERSION,
        "lines": body.count(b"\n"),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    return body + _line(sealed(manifest))


def _records(snapshot: CaseSnapshot) -> Iterator[dict[str, Any]]:
    yield {"type": "export", "format": FORMAT, "version": VERSION, "tool_version": snapshot.tool_version}
    for report in snapshot.reports:
        text = snapshot.texts[report.text_sha256]
        yield {"type": "report", **report.model_dump(mode="json"), "text": text}
    for source in snapshot.sources:
        yield {"type": "source", **source.model_dump(mode="json")}
    for incident in snapshot.incidents:
        yield {"type": "incident", **incident.model_dump(mode="json")}
    for claim in snapshot.claims:
        yield {"type": "claim", **claim.model_dump(mode="json")}
    for decision in snapshot.decisions:
        yield {"type": "decision", **decision.model_dump(mode="json")}
    for remark in snapshot.remarks:
        yield {"type": "remark", **remark.model_dump(mode="json")}
    for change in snapshot.changes:
        yield {"type": "change", **change.model_dump(mode="json")}
    if snapshot.provenance:
        for record in snapshot.records:
            yield {"type": "track_record", "id": record.source} | track_record_json(record, snapshot.provenance)


def _line(record: dict[str, Any]) -> bytes:
    return canonical_json(record).encode("ascii") + b"\n"
