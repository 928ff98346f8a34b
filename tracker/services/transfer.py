"""Handing a case over: exports, verification, backup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import tracker
from tracker.errors import CaseError
from tracker.model.base import Frozen
from tracker.services.base import Service
from tracker.services.scan import Scan
from tracker.services.track_records import TrackRecords
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.exchange.snapshot import CaseSnapshot
    from tracker.exchange.verify import Verified
    from tracker.model.checkpoint import Checkpoint

SNAPSHOT_TRIES = 5
"""How often a snapshot is taken anew because somebody wrote to the case meanwhile."""

_SQLITE = b"SQLite format 3\x00"


class Written(Frozen):
    """What an export wrote."""

    path: Path
    manifest: Path | None
    """The manifest beside it; None when the file carries its own."""


class Transfer(Service):
    """Exports and checks of one case."""

    def __init__(
        self,
        store: Store,
        actor: str,
        *,
        scan: Scan,
        track_records: TrackRecords,
        clock: Callable[[], dt.datetime] | None = None,
    ) -> None:
        super().__init__(store, actor)
        self._scan = scan
        self._track_records = track_records
        self._clock = clock or _now

    def formats(self) -> list[str]:
        """Names of the export formats."""
        from tracker.exchange.outgoing.registry import FORMATS

        return list(FORMATS)

    def export(self, format_name: str, path: Path | None = None) -> Path | str:
        """Writes the evidence log to `path`, with a manifest beside it where the format carries none.

        path None: returns the text instead of writing it. Raises UsageError for an unknown format, RefusedError,
        DiskFullError or CaseError when the file cannot be written; then nothing is left behind.
        """
        if path is not None:
            return self.write(format_name, path).path
        from tracker.exchange.outgoing.registry import format_named, render

        format_named(format_name)
        return render(self.snapshot(), format_name).decode("utf-8-sig")

    def write(self, format_name: str, path: Path) -> Written:
        """As `export` to a path; says also where the manifest is."""
        from tracker.exchange.outgoing.registry import format_named, write_export

        format_named(format_name)
        files = write_export(self.snapshot(), format_name, path)
        return Written(path=files[0], manifest=files[1] if len(files) > 1 else None)

    def snapshot(self) -> CaseSnapshot:
        """The case at one journal entry. Raises CaseError when others never stop writing to it."""
        for _ in range(SNAPSHOT_TRIES):
            before = self._store.head()
            taken = self._read_all()
            if before == self._store.head() == taken.journal_end:
                return taken
        raise CaseError("The case is being written to all the time.", hint="Try again when the import is done.")

    def verify(self) -> list[str]:
        """What is wrong with the case: journal, replay, texts, bytes, spans; empty: nothing."""
        return list(self._store.problems())

    def backup(self, path: Path) -> Path:
        """A consistent copy of the case, also while others write. Raises RefusedError when `path` is taken."""
        self._store.backup(str(path))
        return path

    def _read_all(self) -> CaseSnapshot:
        from tracker.exchange.snapshot import CaseSnapshot

        store = self._store
        reports = store.reports()
        return CaseSnapshot(
            case=_case_name(store.location),
            exported_at=self._clock(),
            exported_by=self._actor,
            tool_version=tracker.__version__,
            reports=tuple(reports),
            texts={report.text_sha256: store.text(report.text_sha256) for report in reports},
            sources=tuple(store.sources()),
            incidents=tuple(store.incidents()),
            claims=tuple(store.claims()),
            decisions=tuple(store.decisions()),
            remarks=tuple(store.remarks()),
            changes=tuple(store.changes()),
            disputes=tuple(self._scan.disputes()),
            tensions=tuple(self._scan.contradictions(tensions=True)),
            records=tuple(self._track_records.all()),
            provenance=self._track_records.provenance(),
        )


def is_case(path: Path) -> bool:
    """Whether a file is a case rather than an export of one; False when it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def verify_export(path: Path, older: Checkpoint | None = None) -> Verified:
    """Checks an export, or a proof, without any case. older: a checkpoint noted elsewhere, which it must go on from.

    Raises InputError when there is nothing to check.
    """
    from tracker.exchange.verify import verify_export as check

    return check(path, older)


def _case_name(location: str) -> str:
    # Folders name people and projects; an export is for others.
    return Path(location).name or location


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
