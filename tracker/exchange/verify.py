"""Offline check of an export: needs neither the case nor a network, and names what is wrong."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from tracker.errors import InputError
from tracker.exchange import signature
from tracker.exchange.bag import LOG
from tracker.exchange.beside import manifest_of
from tracker.exchange.manifest import SEAL, SUFFIX, seal_of, side_path
from tracker.exchange.outgoing.jsonl import FORMAT
from tracker.exchange.verify_bag import file_problems, library_problem, opened_log, report_problems
from tracker.exchange.verify_lines import ExportLines, is_part, json_object
from tracker.exchange.verify_proof import KINDS, checkpoint_of_proof, proof_problems
from tracker.model.base import Frozen
from tracker.model.checkpoint import Checkpoint, fault_against
from tracker.present.show import show_line

_MANIFEST_KEYS = frozenset({"format", "case", "exported_at", "exported_by", "tool_version", "counts", "journal", SEAL})
_MARKED_BYTES = 2_000
"""At either end of a JSON-lines export, where its marks stand."""
_LARGEST_PAPER = 1 << 26
"""Bytes of a manifest or proof that are looked at."""
MOST_PROBLEMS = 1_000
"""Sentences told; a file in which every line was changed needs no list of them all."""


class Verified(Frozen):
    """What a check found."""

    path: str
    format: str
    problems: tuple[str, ...]
    """One sentence each, in the order of the file; empty: nothing is wrong."""
    is_part: bool = False
    """Whether it says that it holds a part of its case, or holds something back; then only that part was checked."""
    journal_count: int = 0
    journal_end: str = ""
    """Hash of the last journal entry."""
    checkpoint: Checkpoint | None = None
    """The state of the journal that it holds or was written from; None: it says nothing of it that can be read."""

    records: int = 0
    """How many it holds; 0 where a document was checked by its manifest alone."""
    carried: int = 0
    """Of a part: journal entries that it carries whole."""
    proven: int = 0
    """Of a part: records that stand as such an entry says."""
    signed_by: str = ""
    """Fingerprint of the key that signed it; empty: nobody did, or the signature cannot be read."""

    @property
    def is_sound(self) -> bool:
        return not self.problems


def verify_export(path: Path, older: Checkpoint | None = None) -> Verified:
    """Checks a JSON-lines export, one with its manifest beside it, a bag, or a proof.

    older: a checkpoint noted elsewhere, which the journal must go on from. Raises InputError when there is nothing to
    check: no such file, or no manifest.
    """
    for suffix in (SUFFIX, signature.SUFFIX):
        if path.name.endswith(suffix):
            path = path.with_name(path.name.removesuffix(suffix))
    found = _verify_bag(path, older) if path.is_dir() else _verify_file(path, older)
    try:
        signed = signature.check_signature(path) if found.format != "proof" else None
    except (OSError, IndexError):
        signed = signature.Signature(fingerprint="", problem="The signature cannot be compared with what it signs.")
    if signed is None:
        return found
    problems = (*found.problems, signed.problem) if signed.problem else found.problems
    return found.model_copy(update={"problems": problems, "signed_by": "" if signed.problem else signed.fingerprint})


def _verify_file(path: Path, older: Checkpoint | None) -> Verified:
    with _opened(path) as file:
        if side_path(path).exists():
            with _opened(side_path(path)) as manifest:
                return _verify_with_manifest(path, file, manifest.read(_LARGEST_PAPER), older)
        if _is_jsonl(file, path):
            return _verify_lines(file, name=str(path), older=older)
        proof = json_object(file.read(_LARGEST_PAPER))
    if proof is not None and proof.get("type") in KINDS:
        problems = tuple(proof_problems(proof, older))
        return Verified(path=str(path), format="proof", problems=problems, checkpoint=_of_proof(proof))
    raise _without_manifest(path)


def _without_manifest(path: Path) -> InputError:
    renamed = manifest_of(path, SUFFIX)
    if renamed is not None:
        name = show_line(renamed.name.removesuffix(SUFFIX))
        return InputError(
            f"{show_line(str(path))} was renamed: {show_line(renamed.name)} is its manifest.",
            hint=f"Give it the name it had, {name}, or rename the manifest with it.",
        )
    return InputError(
        f"{show_line(str(path))} has no manifest beside it ({show_line(side_path(path).name)}).",
        hint="Put the manifest that was written with the export into the same folder.",
    )


def verify_jsonl(content: bytes | BinaryIO, *, name: str, older: Checkpoint | None = None) -> Verified:
    """Checks hashes, journal chain, replay, texts and spans of a JSON-lines export; of a file, line by line."""
    file = io.BytesIO(content) if isinstance(content, bytes) else content
    return _verify_lines(file, name=name, older=older)


def _verify_bag(folder: Path, older: Checkpoint | None) -> Verified:
    problems = _told_once(file_problems(folder))
    log = opened_log(folder)
    if log is None:
        return Verified(path=str(folder), format="bag", problems=(*problems, f"{LOG} cannot be read."))
    with log:
        export = ExportLines(log, older, originals_apart=True)
        problems += [f"{LOG}: {problem}" for problem in _told_once(_line_problems(export))]
        problems += _told_once(report_problems(folder, export))
    objection = None if problems else library_problem(folder)
    return _verified(export, "bag", str(folder), [*problems, objection] if objection else problems)


def _verify_lines(file: BinaryIO, *, name: str, older: Checkpoint | None) -> Verified:
    export = ExportLines(file, older)
    return _verified(export, FORMAT, name, _told_once(_line_problems(export)))


def _told_once(problems: Iterable[str]) -> list[str]:
    """Each sentence once, and not too many of them."""
    found: dict[str, None] = {}
    for problem in problems:
        found[problem] = None
        if len(found) == MOST_PROBLEMS:
            return [*found, "There is more: only the first are told."]
    return list(found)


def _verified(export: ExportLines, form: str, name: str, problems: Sequence[str]) -> Verified:
    return Verified(
        path=name,
        format=form,
        problems=tuple(problems),
        is_part=export.is_part,
        records=export.records,
        carried=len(export.carried),
        proven=export.carried.proven,
        journal_count=export.replay.tree.size,
        journal_end=export.replay.last_hash if export.replay.tree.size else "",
        checkpoint=_checkpoint(export.manifest or {}) or export.replay.checkpoint,
    )


def _line_problems(export: ExportLines) -> Iterator[str]:
    yield from export.problems()
    if export.manifest is None:
        yield "The manifest is missing at the end: the file was cut off or written by something else."
    else:
        yield from _manifest_problems(export.manifest, export)
    since = export.replay.fault_since_older()
    if since:
        yield f"The {since}."


def _manifest_problems(manifest: dict[str, Any], export: ExportLines) -> Iterator[str]:
    if not manifest.keys() >= _MANIFEST_KEYS or manifest[SEAL] != seal_of(manifest):
        yield "The manifest line was changed after it was written."
    if manifest.get("lines") != export.lines:
        yield f"The file has {export.lines:,} lines before its manifest, the manifest says {manifest.get('lines')}."
    if manifest.get("sha256") != export.sha256.hexdigest():
        yield "The lines were changed after they were written: their SHA-256 is not the one in the manifest."
    if manifest.get("counts") != export.counts:
        yield f"The file holds {_told(export.counts)}; its manifest says {_told(manifest.get('counts'))}."
    if is_part(manifest) != export.is_part:
        yield "The first line and the manifest do not agree on whether this is a part of the case."
    yield from _journal_problems(_object_in(manifest, "journal"), manifest, export)


def _journal_problems(journal: dict[str, Any], manifest: dict[str, Any], export: ExportLines) -> Iterator[str]:
    found = export.replay
    newest = found.newest.seq if found.newest else found.tree.size
    if journal.get("last_seq") != newest:
        yield f"The journal ends with entry {newest}, its manifest says {journal.get('last_seq')}."
    elif journal.get("last_hash") != found.last_hash:
        yield f"The last journal entry, {newest}, has not the hash that its manifest says."
    stated = _checkpoint(manifest)
    roots = {stated.root if stated else ""} if "checkpoint" in manifest else set()
    roots |= {str(journal["root"])} if "root" in journal else set()
    if roots - {found.tree.root}:
        yield "The journal's Merkle root is not the one of the checkpoint in its manifest."


def _verify_with_manifest(
    path: Path, file: io.BufferedReader, raw_manifest: bytes, older: Checkpoint | None
) -> Verified:
    problems: list[str] = []
    manifest = json_object(raw_manifest)
    if manifest is None or not manifest.keys() >= _MANIFEST_KEYS:
        problems.append("The manifest cannot be read as one: it was changed or is another file.")
        manifest = {}
    elif manifest[SEAL] != seal_of(manifest) or not _is_as_written(raw_manifest, manifest):
        problems.append("The manifest was changed after it was written.")
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if manifest and size != manifest.get("bytes"):
        problems.append(f"The file has {size:,} bytes, its manifest says {manifest.get('bytes')}.")
    if manifest and hashlib.file_digest(file, "sha256").hexdigest() != manifest.get("sha256"):
        problems.append("The file was changed after it was written: its SHA-256 is not the one in its manifest.")
    journal, checkpoint = _object_in(manifest, "journal"), _checkpoint(manifest)
    since = _since(older, checkpoint) if older else None
    problems += [since] if since else []
    count = journal.get("count")
    return Verified(
        path=str(path),
        format=str(manifest.get("format", "unknown")),
        problems=tuple(problems),
        is_part=is_part(manifest),
        journal_count=count if isinstance(count, int) else 0,
        journal_end=str(journal.get("last_hash", "")),
        checkpoint=checkpoint,
    )


def _since(older: Checkpoint, stated: Checkpoint | None) -> str | None:
    """Why an export without the journal cannot be shown to go on from an older checkpoint; None: it does."""
    if stated is None:
        return "It states no checkpoint, so it cannot be compared with one."
    if stated.size > older.size:
        return (
            "It does not hold the journal: whether that goes on from the checkpoint tells only a proof "
            "(tracker checkpoint --since)."
        )
    fault = fault_against(older, stated.size, stated.root)
    return f"The {fault}." if fault else None


def _object_in(manifest: dict[str, Any], name: str) -> dict[str, Any]:
    found = manifest.get(name)
    return found if isinstance(found, dict) else {}


def _checkpoint(manifest: dict[str, Any]) -> Checkpoint | None:
    try:
        return Checkpoint.read(str(manifest.get("checkpoint")))
    except ValueError:
        return None


def _of_proof(proof: dict[str, Any]) -> Checkpoint | None:
    try:
        return checkpoint_of_proof(proof)
    except ValueError:
        return None


def _is_as_written(raw: bytes, manifest: dict[str, Any]) -> bool:
    return raw == (json.dumps(manifest, indent=2, ensure_ascii=True, sort_keys=True) + "\n").encode("ascii")


def _told(counts: Any) -> str:
    if not isinstance(counts, dict):
        return "nothing"
    return ", ".join(f"{count} {kind}" for kind, count in counts.items())


def _is_jsonl(file: BinaryIO, path: Path) -> bool:
    # Three marks, so that an export which lost one of them is still checked instead of being taken for another file.
    size = file.seek(0, io.SEEK_END)
    file.seek(max(size - _MARKED_BYTES, 0))
    end = file.read()
    file.seek(0)
    beginning = file.read(_MARKED_BYTES)
    file.seek(0)
    return path.suffix.lower() == ".jsonl" or b'"type":"export"' in beginning or b'"type":"manifest"' in end


def _opened(path: Path) -> io.BufferedReader:
    shown = show_line(str(path))
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise InputError(f"{shown} does not exist.", hint="Check the spelling of the path.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{shown} cannot be read: {reason}.", hint="Name an export, or a case.") from error
