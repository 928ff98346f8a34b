"""Manifests: what an export held when it was written, so that a later change shows."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.change import canonical_json
from tracker.present.handover import scope_parts
from tracker.present.times import iso_utc

SUFFIX = ".manifest.json"
"""Added to the whole name of a Markdown or CSV export: "log.md.manifest.json"."""

SEAL = "manifest_sha256"


def common(snapshot: CaseSnapshot, format_name: str) -> dict[str, Any]:
    """What every manifest says: format, case state, who, when, with which version, and which part of the case."""
    state = snapshot.checkpoint
    return {
        "format": format_name,
        "case": snapshot.case,
        "exported_at": iso_utc(snapshot.exported_at),
        "exported_by": snapshot.exported_by,
        "tool_version": snapshot.tool_version,
        "counts": snapshot.counts,
        "journal": {"count": state.size, "last_seq": state.size, "last_hash": state.last_hash},
        "checkpoint": state.line,
        "holds": holds(snapshot),
    }


def holds(snapshot: CaseSnapshot) -> dict[str, Any]:
    """Profile and filters, as records of every format tell them."""
    return {
        "part": snapshot.is_part,
        "profile": snapshot.profile.value,
        "scope": dict(scope_parts(snapshot.scope)),
        "pseudonyms": snapshot.pseudonyms,
    }


def side_file(snapshot: CaseSnapshot, format_name: str, *, size: int, sha256: str) -> bytes:
    """The manifest written beside an export that cannot carry one itself; size in bytes."""
    manifest = common(snapshot, format_name) | {"bytes": size, "sha256": sha256}
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
