"""JSON lines: everything a case holds, re-importable, checkable without the tool.

One JSON object a line, ASCII, keys sorted. Each line has a `type`: first "export", then "report" (with its `text`),
"source", "incident", "claim", "decision", "remark", then the raw bytes of each report as "original" (with `sha256` and
`base64`), the text of each that was taken back as "text" (redo may bring it again), then every journal entry as
"change", how each source held up as "track_record" with what it rests on, and last "manifest" with the number of lines
before it and the SHA-256 over their bytes. Track records are weighed from the rest: they are no part of the journal,
and are not read back.

An export of a part, or with something held back, has no originals, and instead of "change" lines one "entry" for each
journal entry, with its number and hash only: the root of the journal can be checked, what stands in it not.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import Any

from tracker.exchange.manifest import common, holds, sealed
from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.change import canonical_json
from tracker.present.track_records import track_record_json

FORMAT = "tracker-jsonl"
VERSION = 1
"""Raised when a reader of version 1 could misread a line."""


def write_jsonl(snapshot: CaseSnapshot) -> bytes:
    """The whole file at once."""
    return b"".join(jsonl_parts(snapshot))


def jsonl_parts(snapshot: CaseSnapshot) -> Iterator[bytes]:
    """The file line by line."""
    digest, count = hashlib.sha256(), 0
    for line in _lines(snapshot):
        written = line.encode("ascii") + b"\n"
        digest.update(written)
        count += 1
        yield written
    manifest = common(snapshot, FORMAT) | {
        "type": "manifest",
        "version": VERSION,
        "lines": count,
        "sha256": digest.hexdigest(),
    }
    yield canonical_json(sealed(manifest)).encode("ascii") + b"\n"


def _lines(snapshot: CaseSnapshot) -> Iterator[str]:
    for record in _records(snapshot):
        yield canonical_json(record)
    for change in snapshot.changes:
        yield change.line_json("change")
    for seq, digest in enumerate(snapshot.entry_hashes, start=1):
        yield canonical_json({"type": "entry", "seq": seq, "hash": digest})
    if snapshot.provenance:
        for track_record in snapshot.records:
            told = track_record_json(track_record, snapshot.provenance)
            yield canonical_json({"type": "track_record", "id": track_record.source} | told)


def _records(snapshot: CaseSnapshot) -> Iterator[dict[str, Any]]:
    opening = {"type": "export", "format": FORMAT, "version": VERSION, "tool_version": snapshot.tool_version}
    yield opening | ({"holds": holds(snapshot)} if snapshot.is_part else {})
    for report in snapshot.reports:
        dump = report.model_dump(mode="json") | {"type": "report"}
        text = snapshot.texts.get(report.text_sha256)
        yield dump if text is None else dump | {"text": text}
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
    for sha256, raw in snapshot.originals.items():
        yield {"type": "original", "sha256": sha256, "base64": base64.b64encode(raw).decode("ascii")}
    for sha256, text in snapshot.former_texts.items():
        yield {"type": "text", "sha256": sha256, "text": text}
