"""Offline check of an export: needs neither the case nor a network, and names what is wrong."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tracker.errors import InputError
from tracker.exchange.manifest import SEAL, SUFFIX, seal_of, side_path
from tracker.exchange.outgoing.jsonl import FORMAT
from tracker.exchange.verify_lines import ReadExport, problems_in
from tracker.exchange.verify_proof import KINDS, checkpoint_of_proof, proof_problems
from tracker.model.base import Frozen
from tracker.model.change import GENESIS, canonical_json
from tracker.model.checkpoint import Checkpoint, fault_against
from tracker.model.merkle import merkle_root
from tracker.present.show import show_line

_MANIFEST_KEYS = frozenset({"format", "case", "exported_at", "exported_by", "tool_version", "counts", "journal", SEAL})
_MARKED_BYTES = 2_000
"""At either end of a JSON-lines export, where its marks stand."""


class Verified(Frozen):
    """What a check found."""

    path: str
    format: str
    problems: tuple[str, ...]
    """One sentence each, worst first; empty: nothing is wrong."""
    is_part: bool = False
    """Whether it says that it holds a part of its case, or holds something back; then only that part was checked."""
    journal_count: int = 0
    journal_end: str = ""
    """Hash of the last journal entry: compare it with the one you kept."""
    entry_hashes: tuple[str, ...] = ()
    """Of the whole journal, oldest first; empty where the export carries none."""
    checkpoint: Checkpoint | None = None
    """The one that its manifest states; None: it states none that can be read."""

    def fault_since(self, older: Checkpoint) -> str | None:
        """Why the journal does not go on from an older checkpoint, in a sentence; None: it only grew since."""
        if self.entry_hashes:
            root = _root(self.entry_hashes[: older.size])
            return fault_against(older, len(self.entry_hashes), root or "")
        if self.checkpoint is None:
            return "journal: the export states no checkpoint, so it cannot be compared with one"
        if self.checkpoint.size <= older.size:
            return fault_against(older, self.checkpoint.size, self.checkpoint.root)
        return (
            "journal: the export does not hold it, so that it goes on from the checkpoint cannot be seen; "
            "ask for a proof (tracker checkpoint --since)"
        )

    @property
    def is_sound(self) -> bool:
        return not self.problems


def verify_export(path: Path, older: Checkpoint | None = None) -> Verified:
    """Checks a JSON-lines export, one with its manifest beside it, or a proof. older: a checkpoint noted elsewhere.

    Raises InputError when there is nothing to check: no such file, or no manifest.
    """
    if path.name.endswith(SUFFIX):
        path = path.with_name(path.name.removesuffix(SUFFIX))
    content = _bytes_of(path)
    if side_path(path).exists():
        return _verify_with_manifest(path, content, _bytes_of(side_path(path)))
    if _is_jsonl(content, path):
        return verify_jsonl(content, name=str(path))
    proof = _object(content) if content[:1] == b"{" else None
    if proof is not None and proof.get("type") in KINDS:
        return Verified(
            path=str(path), format="proof", problems=tuple(proof_problems(proof, older)), checkpoint=_stated(proof)
        )
    raise InputError(
        f"{show_line(str(path))} has no manifest beside it ({show_line(side_path(path).name)}).",
        hint="Put the manifest that was written with the export into the same folder.",
    )


def verify_jsonl(content: bytes, *, name: str) -> Verified:
    """Checks hashes, journal chain, replay, texts and spans of a JSON-lines export."""
    lines = content.split(b"\n")
    problems: list[str] = []
    if lines.pop() != b"":
        problems.append("The last line is cut off: the file does not end with a line end.")
    records = [_record(number, line, problems) for number, line in enumerate(lines, start=1)]
    manifest = _manifest_of(records)
    if manifest is None:
        problems.append("The manifest is missing at the end: the file was cut off or written by something else.")
    else:
        body = content[: len(content) - len(lines[-1]) - 1] if content.endswith(b"\n") else b""
        problems += _manifest_problems(manifest, body, len(lines) - 1)
    export = ReadExport.of(records)
    problems += problems_in(export)
    if manifest is not None:
        problems += _against_manifest(manifest, export)
    hashes = export.entry_hashes
    return Verified(
        path=name,
        format=FORMAT,
        problems=tuple(dict.fromkeys(problems)),
        is_part=export.is_part,
        journal_count=len(hashes),
        journal_end=hashes[-1] if hashes else "",
        entry_hashes=hashes,
        checkpoint=_checkpoint(manifest or {}),
    )


def _verify_with_manifest(path: Path, content: bytes, raw_manifest: bytes) -> Verified:
    problems: list[str] = []
    manifest = _object(raw_manifest)
    if manifest is None or not manifest.keys() >= _MANIFEST_KEYS:
        problems.append("The manifest cannot be read as one: it was changed or is another file.")
        manifest = {}
    elif manifest[SEAL] != seal_of(manifest) or not _is_as_written(raw_manifest, manifest):
        problems.append("The manifest was changed after it was written.")
    if manifest and len(content) != manifest.get("bytes"):
        problems.append(f"The file has {len(content):,} bytes, its manifest says {manifest.get('bytes')}.")
    if manifest and hashlib.sha256(content).hexdigest() != manifest.get("sha256"):
        problems.append("The file was changed after it was written: its SHA-256 is not the one in its manifest.")
    journal = _journal(manifest)
    count = journal.get("count")
    return Verified(
        path=str(path),
        format=str(manifest.get("format", "unknown")),
        problems=tuple(problems),
        is_part=_object_in(manifest, "holds").get("part") is True,
        journal_count=count if isinstance(count, int) else 0,
        journal_end=str(journal.get("last_hash", "")),
        checkpoint=_checkpoint(manifest),
    )


def _manifest_of(records: list[dict[str, Any]]) -> dict[str, Any] | None:
    if not records or records[-1].get("type") != "manifest":
        return None
    return {name: value for name, value in records[-1].items() if name != "line"}


def _journal(manifest: dict[str, Any]) -> dict[str, Any]:
    return _object_in(manifest, "journal")


def _object_in(manifest: dict[str, Any], name: str) -> dict[str, Any]:
    found = manifest.get(name)
    return found if isinstance(found, dict) else {}


def _checkpoint(manifest: dict[str, Any]) -> Checkpoint | None:
    try:
        return Checkpoint.read(str(manifest.get("checkpoint")))
    except ValueError:
        return None


def _stated(proof: dict[str, Any]) -> Checkpoint | None:
    try:
        return checkpoint_of_proof(proof)
    except ValueError:
        return None


def _root(entry_hashes: Sequence[Any]) -> str | None:
    try:
        return merkle_root([str(entry_hash) for entry_hash in entry_hashes])
    except ValueError:
        return None


def _is_as_written(raw: bytes, manifest: dict[str, Any]) -> bool:
    return raw == (json.dumps(manifest, indent=2, ensure_ascii=True, sort_keys=True) + "\n").encode("ascii")


def _manifest_problems(manifest: dict[str, Any], body: bytes, line_count: int) -> Iterator[str]:
    if not manifest.keys() >= _MANIFEST_KEYS or manifest[SEAL] != seal_of(manifest):
        yield "The manifest line was changed after it was written."
    if manifest.get("lines") != line_count:
        yield f"The file has {line_count:,} lines before its manifest, the manifest says {manifest.get('lines')}."
    if manifest.get("sha256") != hashlib.sha256(body).hexdigest():
        yield "The lines were changed after they were written: their SHA-256 is not the one in the manifest."


def _against_manifest(manifest: dict[str, Any], export: ReadExport) -> Iterator[str]:
    counts = manifest.get("counts")
    if counts != export.counts:
        yield f"The file holds {_told(export.counts)}; its manifest says {_told(counts)}."
    journal = _journal(manifest)
    entries = export.entries if export.is_part else export.changes
    last = entries[-1] if entries else {"seq": 0, "hash": GENESIS}
    if journal.get("last_seq") != last.get("seq"):
        yield f"The journal ends with entry {last.get('seq')}, its manifest says {journal.get('last_seq')}."
    elif journal.get("last_hash") != last.get("hash"):
        yield f"The last journal entry, {last.get('seq')}, has not the hash that its manifest says."
    if export.is_part != (_object_in(manifest, "holds").get("part") is True):
        yield "The first line and the manifest do not agree on whether this is a part of the case."
    stated = _checkpoint(manifest)
    if "checkpoint" in manifest and (stated is None or stated.root != _root(export.entry_hashes)):
        yield "The journal's Merkle root is not the one of the checkpoint in its manifest."


def _told(counts: Any) -> str:
    if not isinstance(counts, dict):
        return "nothing"
    return ", ".join(f"{count} {kind}" for kind, count in counts.items())


def _record(number: int, line: bytes, problems: list[str]) -> dict[str, Any]:
    record = _object(line)
    if record is None:
        problems.append(f"Line {number} is not a JSON object.")
        return {}
    if canonical_json(record).encode("ascii") != line:
        problems.append(f"Line {number} is not written as it was exported.")
    return record | {"line": number}


def _object(raw: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(raw)
        canonical_json(found)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _is_jsonl(content: bytes, path: Path) -> bool:
    # Three marks, so that an export which lost one of them is still checked instead of being taken for another file.
    return (
        path.suffix.lower() == ".jsonl"
        or b'"type":"export"' in content[:_MARKED_BYTES]
        or b'"type":"manifest"' in content[-_MARKED_BYTES:]
    )


def _bytes_of(path: Path) -> bytes:
    shown = show_line(str(path))
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{shown} does not exist.", hint="Check the spelling of the path.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{shown} cannot be read: {reason}.", hint="Name an export, or a case.") from error
