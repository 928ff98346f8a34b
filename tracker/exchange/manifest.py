"""Manifests: what an export held when it was written, so that a later change shows."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.change import canonical_json
from tracker.present.times import iso_utc

SUFFIX = ".manifest.json"
"""Added to the whole name of a Markdown or CSV export: "log.md.manifest.json"."""

SEAL = "manifest_sha256"


def common(snapshot: CaseSnapshot, format_name: str) -> dict[str, Any]:
    """What every manifest says: format, case state, who, when, with which version."""
    seq, digest = snapshot.journal_end
    return {
        "format": format_name,
        "case": snapshot.case,
        "exported_at": iso_utc(snapshot.exported_at),
        "exported_by": snapshot.exported_by,
        "tool_version": snapshot.tool_version,
        "counts": snapshot.counts,
        "journal": {"count": len(snapshot.changes), "last_seq": seq, "last_hash": digest},
        "checkpoint": snapshot.checkpoint.line,
    }


def side_file(snapshot: CaseSnapshot, format_name: str, content: bytes) -> bytes:
    """The manifest written beside an export that cannot carry one itself."""
    manifest = common(snapshot, format_name) | {
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return (json.dumps(sealed(manifest), indent=2, ensure_ascii=True, sort_keys=True) + "\n").encode("ascii")


def sealed(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest with the hash of its own canonical JSON."""
    return manifest | {SEAL: seal_of(manifest)}


def seal_of(manifest: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a manifest without its seal."""
    unsealed = {key: value for key, value in manifest.items() if key != SEAL}
    return hashlib.sha256(canonical_json(unsealed).encode("ascii")).hexdigest()


def side_path(export: Path) -> Path:
    """Where the manifest of an export lies.

    >>> side_path(Path("out/log.md")).name
    'log.md.manifest.json'
    """
    return export.with_name(export.name + SUFFIX)
