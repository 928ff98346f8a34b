"""Which format is written by what. A new format is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tracker.errors import UsageError
from tracker.exchange.manifest import side_file, side_path
from tracker.exchange.outgoing.csv import write_csv
from tracker.exchange.outgoing.jsonl import write_jsonl
from tracker.exchange.outgoing.markdown import write_markdown
from tracker.exchange.outgoing.write import write_together
from tracker.exchange.snapshot import CaseSnapshot


class Format(NamedTuple):
    """One way to hand a case over."""

    suffix: str
    write: Callable[[CaseSnapshot], bytes]
    has_own_manifest: bool
    """Whether the file itself ends with a manifest; else one is written beside it."""


def _raw_csv(snapshot: CaseSnapshot) -> bytes:
    return write_csv(snapshot, raw=True)


FORMATS: dict[str, Format] = {
    "markdown": Format(".md", write_markdown, has_own_manifest=False),
    "csv": Format(".csv", write_csv, has_own_manifest=False),
    "raw-csv": Format(".csv", _raw_csv, has_own_manifest=False),
    "jsonl": Format(".jsonl", write_jsonl, has_own_manifest=True),
}
"""Name, as in `tracker export NAME` -> format. raw-csv is csv without the guard against formulas."""

_OTHER_NAMES = {"md": "markdown", "json": "jsonl"}


def format_named(name: str) -> tuple[str, Format]:
    """The format and its own name; "md" is Markdown. Raises UsageError that lists the formats."""
    own = _OTHER_NAMES.get(name.lower(), name.lower())
    if own not in FORMATS:
        raise UsageError(f"{name!r} is not an export format.", hint=f"Formats: {', '.join(FORMATS)}.")
    return own, FORMATS[own]


def render(snapshot: CaseSnapshot, name: str) -> bytes:
    """The export as bytes."""
    return format_named(name)[1].write(snapshot)


def write_export(snapshot: CaseSnapshot, name: str, path: Path) -> list[Path]:
    """Writes the export, and its manifest beside it where it carries none; returns the files written."""
    own, chosen = format_named(name)
    content = chosen.write(snapshot)
    files = [(path, content)]
    if not chosen.has_own_manifest:
        files.append((side_path(path), side_file(snapshot, own, content)))
    write_together(files)
    return [written for written, _ in files]
