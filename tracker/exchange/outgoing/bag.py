"""A case as a BagIt package (RFC 8493): with it a case can be checked, and taken in again, where nothing else is.

data/log.jsonl is the JSON-lines export, data/reports/R1.raw the bytes of each report, data/texts/R1.txt the text that
its claims are places of; further documents are for people. Of the public profile there are no originals (they can hold
what was taken out), and under pseudonyms no texts either. The lists are written here, since the Library of
Congress' bagit declares an older version and changes the working folder of the whole process while it writes; before
the folder gets its name that library has to find the bag valid.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tracker.errors import CaseError, RefusedError
from tracker.exchange import bag
from tracker.exchange.bag_papers import CHECK, INSTRUCTIONS
from tracker.exchange.outgoing.write import explained, flush_folder, write_atomically
from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.report import Report
from tracker.present.handover import profile_sentence, scope_sentence
from tracker.present.show import show_line
from tracker.present.times import iso_utc

Raw = Callable[[str], bytes]
"""sha256 -> the bytes."""


def write_bag(
    snapshot: CaseSnapshot,
    documents: Mapping[str, Iterable[bytes]],
    raw: Raw,
    path: Path,
    finish: Callable[[], object] = bool,
) -> None:
    """Makes the folder `path`, as a whole or not at all.

    documents: name -> content, for data/; log.jsonl must be among them. finish: called when all is made, before the
    folder gets its name; what it raises leaves nothing behind. Raises RefusedError when something is at `path`
    already, CaseError when an original is missing or was changed, DiskFullError; then nothing is left behind.
    """
    _check_free(path)
    temporary = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        temporary.mkdir(mode=0o700)
        _fill(temporary, snapshot, documents, raw)
        wrong = bag.objection(temporary, in_full=True)
        if wrong:
            raise CaseError(f"{show_line(str(path))} was not written: {wrong}.", hint="Check the disk, and try again.")
        for folder, _, _ in os.walk(temporary):
            flush_folder(Path(folder))
        finish()
        _check_free(path)
        temporary.rename(path)
        flush_folder(path.parent)
    except OSError as error:
        raise explained(error, path) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _fill(folder: Path, snapshot: CaseSnapshot, documents: Mapping[str, Iterable[bytes]], raw: Raw) -> None:
    for part in ("data", "data/reports", "data/texts"):
        (folder / part).mkdir(mode=0o700)
    for report in snapshot.reports:
        if snapshot.gives_originals:
            write_atomically(folder / bag.raw_name(report.id), _original(report, raw))
        text = snapshot.texts.get(report.text_sha256)
        if text is not None:
            write_atomically(folder / bag.text_name(report.id), text.encode("utf-8", "surrogatepass"))
    for name, parts in documents.items():
        write_atomically(folder / "data" / name, parts)
    names = bag.payload(folder)
    size = sum((folder / name).stat().st_size for name in names)
    papers = {
        bag.DECLARATION: bag.DECLARED,
        bag.INFO: _info(snapshot, size, len(names)),
        bag.MANIFEST: bag.manifest_bytes(bag.listed(folder, names)),
        bag.CHECK_FILE: CHECK.encode("ascii"),
        bag.PAPER: INSTRUCTIONS.encode("ascii"),
    }
    for name, content in papers.items():
        write_atomically(folder / name, content)
    write_atomically(folder / bag.TAG_MANIFEST, bag.manifest_bytes(bag.listed(folder, bag.TAGS)))


def _original(report: Report, raw: Raw) -> bytes:
    content = raw(report.sha256)
    if hashlib.sha256(content).hexdigest() != report.sha256:
        raise CaseError(
            f"The original of {report.id} was changed after it was kept: nothing was written.",
            hint="Run 'tracker verify'.",
        )
    return content


def _info(snapshot: CaseSnapshot, size: int, count: int) -> bytes:
    counts = ", ".join(f"{number} {kind}" for kind, number in snapshot.counts.items())
    whole = "a part of a case" if snapshot.is_part else "a case"
    holds = [scope_sentence(snapshot.scope), profile_sentence(snapshot.profile, snapshot.pseudonyms)]
    told = {
        "Bag-Software-Agent": f"tracker {snapshot.tool_version}",
        "Bagging-Date": f"{snapshot.exported_at:%Y-%m-%d}",
        "Contact-Name": snapshot.exported_by,
        "External-Identifier": snapshot.case,
        "External-Description": f"Evidence log of {whole} of claims, with its reports: {counts}",
        "Payload-Oxum": f"{size}.{count}",
        bag.CHECKPOINT: snapshot.checkpoint.line,
        "Tracker-Exported-At": str(iso_utc(snapshot.exported_at)),
        **({"Tracker-Holds": " ".join(holds)} if snapshot.is_part else {}),
    }
    return "".join(f"{label}: {show_line(words)}\n" for label, words in told.items() if words).encode("utf-8")


def _check_free(path: Path) -> None:
    shown = show_line(str(path))
    if path.is_symlink():
        raise RefusedError(f"{shown} is a symbolic link.", hint="Name a new folder.")
    if path.exists():
        raise RefusedError(
            f"{shown} exists already.", hint="Name a new folder; a package is never written over another."
        )
