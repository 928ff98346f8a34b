"""Which format is written by what. A new format is one file and one line here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tracker.errors import NotFoundError, UsageError
from tracker.exchange.manifest import side_file, side_path
from tracker.exchange.outgoing.bag import Raw, write_bag
from tracker.exchange.outgoing.claimreview import claimreview_parts
from tracker.exchange.outgoing.csv import csv_parts
from tracker.exchange.outgoing.disputes_csv import disputes_csv_parts
from tracker.exchange.outgoing.jsonl import jsonl_parts
from tracker.exchange.outgoing.markdown import markdown_parts
from tracker.exchange.outgoing.prov import prov_parts
from tracker.exchange.outgoing.stix import stix_parts
from tracker.exchange.outgoing.write import write_together
from tracker.exchange.paged import Originals
from tracker.exchange.snapshot import CaseSnapshot

Parts = Iterator[bytes]


class Format(NamedTuple):
    """One way to hand a case over."""

    suffix: str
    what: str
    """For people who choose one."""
    write: Callable[[CaseSnapshot], Parts]
    """The file in parts, each made when the one before is written."""
    has_own_manifest: bool = False
    """Whether the file itself ends with a manifest; else one is written beside it."""
    is_text: bool = True
    """Whether it can be shown on a terminal."""
    tells_disputes: bool = True
    """Whether disputes stand in it, which take time to find."""
    tells_tensions: bool = False
    tells_records: bool = False
    """Whether track records of sources do, for which the case has to be weighed."""
    is_folder: bool = False
    """Whether it is made of several files; then it carries its own manifests, and the reports as they were taken in."""


def _html(snapshot: CaseSnapshot) -> Parts:
    # The library that fills in templates is loaded when a page is asked for.
    from tracker.exchange.outgoing.html import html_parts

    return html_parts(snapshot)


def _pdf(snapshot: CaseSnapshot) -> Parts:
    from tracker.exchange.outgoing.pdf import pdf_parts

    return pdf_parts(snapshot)


def _raw_csv(snapshot: CaseSnapshot) -> Parts:
    return csv_parts(snapshot, raw=True)


def _no_file(_: CaseSnapshot) -> Parts:
    raise UsageError("A bag is a folder, not one file.", hint="Name the folder: -o PATH.")


_ALL = {"tells_tensions": True, "tells_records": True}

FORMATS: dict[str, Format] = {
    "markdown": Format(".md", "a document for a text editor", markdown_parts, **_ALL),
    "html": Format(".html", "one page for a browser, and for print", _html, **_ALL),
    "pdf": Format(".pdf", "the same page on paper (extra: pdf)", _pdf, is_text=False, **_ALL),
    "csv": Format(".csv", "the claims, for a spreadsheet", csv_parts, tells_disputes=False),
    "raw-csv": Format(".csv", "the claims, for a program", _raw_csv, tells_disputes=False),
    "disputes-csv": Format(".csv", "the disputes, one row a camp, for a spreadsheet", disputes_csv_parts),
    "jsonl": Format(
        ".jsonl",
        "all of the case, to be read in again",
        jsonl_parts,
        has_own_manifest=True,
        tells_disputes=False,
        tells_records=True,
    ),
    "bag": Format("", "a package with the reports, for an archive", _no_file, is_text=False, is_folder=True, **_ALL),
    "stix": Format(".json", "a STIX 2.1 bundle, for threat intelligence tools", stix_parts),
    "claimreview": Format(".json", "judged claims as ClaimReview", claimreview_parts, tells_disputes=False),
    "prov": Format(".jsonld", "provenance as W3C PROV with quote selectors", prov_parts, tells_disputes=False),
}
"""Name, as in `tracker export NAME` -> format. raw-csv is csv without the guard against formulas."""

_IN_A_BAG = {"log.html": "html", "log.jsonl": "jsonl", "log.md": "markdown"}
"""File under data/ -> format."""

_OTHER_NAMES = {"md": "markdown", "json": "jsonl"}


def format_named(name: str) -> tuple[str, Format]:
    """The format and its own name; "md" is Markdown. Raises UsageError that lists the formats."""
    own = _OTHER_NAMES.get(name.lower(), name.lower())
    if own not in FORMATS:
        raise UsageError(f"{name!r} is not an export format.", hint=f"Formats: {', '.join(FORMATS)}.")
    return own, FORMATS[own]


def _no_raw(sha256: str) -> bytes:
    raise NotFoundError(f"There is no original with SHA-256 {sha256[:12]} here.")


def render(snapshot: CaseSnapshot, name: str) -> bytes:
    """The export as bytes, at once."""
    return b"".join(format_named(name)[1].write(snapshot))


def write_export(
    snapshot: CaseSnapshot, name: str, path: Path, *, raw: Raw = _no_raw, finish: Callable[[], object] = bool
) -> list[Path]:
    """Writes the export, and its manifest beside it where it carries none; returns the files written.

    raw: the bytes of a report by their SHA-256, for a format that is a folder.
    finish: called when all is made, before any file gets its name; what it raises leaves nothing behind.
    """
    own, chosen = format_named(name)
    if chosen.is_folder:
        told = _without_originals_shown(snapshot)
        write_bag(snapshot, {file: FORMATS[name].write(told) for file, name in _IN_A_BAG.items()}, raw, path, finish)
        return [path]
    parts = _Measured(chosen.write(snapshot))

    def manifest() -> Parts:
        yield side_file(snapshot, own, size=parts.size, sha256=parts.digest.hexdigest())

    files: list[tuple[Path, Iterable[bytes]]] = [(path, parts)]
    if not chosen.has_own_manifest:
        files.append((side_path(path), manifest()))
    files[-1] = (files[-1][0], _then(files[-1][1], finish))
    write_together(files)
    return [written for written, _ in files]


def _without_originals_shown(snapshot: CaseSnapshot) -> CaseSnapshot:
    """For the log of a bag, where the bytes of reports are files; those of reports that were taken back stay in it."""
    shown = {report.sha256 for report in snapshot.reports}
    former = [original for original in snapshot.originals if original not in shown]
    return snapshot.model_copy(update={"originals": Originals(former, snapshot.originals.__getitem__)})


class _Measured:
    """Parts on their way, with what a manifest says of them when they are through."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.digest = hashlib.sha256()
        self.size = 0

    def __iter__(self) -> Parts:
        for part in self._parts:
            self.digest.update(part)
            self.size += len(part)
            yield part


def _then(parts: Iterable[bytes], finish: Callable[[], object]) -> Parts:
    yield from parts
    finish()
