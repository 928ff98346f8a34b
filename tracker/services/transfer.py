"""Handing a case over: exports, verification, backup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tracker.errors import CaseError, StoppedError, UsageError
from tracker.model.base import Frozen
from tracker.model.checkpoint import Checkpoint
from tracker.model.scope import Handover, Scope
from tracker.present.handover import handover_words
from tracker.services.base import Service
from tracker.services.bulk import many_records
from tracker.services.scan import Scan
from tracker.services.snapshots import EVERYTHING, Snapshots
from tracker.services.survey import Wanted
from tracker.services.track_records import Progress, TrackRecords, always
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.exchange.outgoing.registry import Format
    from tracker.exchange.snapshot import CaseSnapshot
    from tracker.exchange.verify import Verified
    from tracker.model.checkpoint import Checkpoint

Result = TypeVar("Result")

WHOLE_CASE = Handover()
"""All of it, nothing held back."""

SNAPSHOT_TRIES = 5
"""How often a snapshot is taken anew because somebody wrote to the case meanwhile."""


class Written(Frozen):
    """What an export wrote."""

    path: Path
    manifest: Path | None
    """The manifest beside it; None when the file carries its own."""
    checkpoint: Checkpoint
    """The case state that it holds."""
    is_noted: bool = False
    """Whether the journal tells that it went out; not in a case that can only be read, or is locked."""


class FormatOffered(Frozen):
    """An export format as a list shows it."""

    name: str
    what: str
    suffix: str
    """Of its files; empty: it is a folder."""


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
        self._snapshots = Snapshots(store, scan=scan, track_records=track_records)
        self._clock = clock or _now

    def formats(self) -> list[str]:
        """Names of the export formats."""
        from tracker.exchange.outgoing.registry import FORMATS

        return list(FORMATS)

    def offered(self) -> list[FormatOffered]:
        """The export formats, for people who choose one; raw-csv, which is for programs, is not among them."""
        from tracker.exchange.outgoing.registry import FORMATS

        named = ((name, one) for name, one in FORMATS.items() if name != "raw-csv")
        return [FormatOffered(name=name, what=one.what, suffix=one.suffix) for name, one in named]

    def scope(self, *, words: str = "", incident: str = "", source: str = "", dates: str = "") -> Scope:
        """The part of the case that these name: search words, id or name of incident and source, a time as ISO 8601.

        Raises NotFoundError for an incident or source that is not there, UsageError for a time that is none.
        """
        from tracker.services.scopes import scope_of

        return scope_of(self._store, words=words, incident=incident, source=source, dates=dates)

    def pseudonym_key(self, path: Path) -> bytes:
        """The key in a file. Raises InputError when it cannot be read, or is too short to be one."""
        from tracker.services.scopes import key_in

        return key_in(path)

    def export(
        self,
        format_name: str,
        path: Path | None = None,
        handover: Handover = WHOLE_CASE,
        on_progress: Progress = always,
    ) -> Path | str:
        """Writes the evidence log to `path`, with a manifest beside it where the format carries none.

        path None: returns the text instead of writing it. Raises UsageError for an unknown format, or one that is no
        text, RefusedError, DiskFullError or CaseError when the file cannot be written; then nothing is left behind.
        """
        if path is not None:
            return self.write(format_name, path, handover, on_progress).path
        from tracker.exchange.outgoing.registry import format_named, render

        name, chosen = format_named(format_name)
        if not chosen.is_text:
            raise UsageError(f"{name} is not text.", hint="Name a file: -o PATH.")
        wanted = _wanted(chosen)
        return self._settled(handover, on_progress, lambda taken, _: render(taken, name), wanted).decode("utf-8-sig")

    def write(
        self, format_name: str, path: Path, handover: Handover = WHOLE_CASE, on_progress: Progress = always
    ) -> Written:
        """As `export` to a path; says also where the manifest is, and which state of the case it holds.

        on_progress: (done, of) while the case is weighed and claims are written; StoppedError when it says to stop.
        """
        from tracker.exchange.outgoing.registry import format_named, write_export

        wanted = _wanted(format_named(format_name)[1])

        def written(taken: CaseSnapshot, check: Callable[[], None]) -> Written:
            files = write_export(taken, format_name, path, raw=self._store.blob, finish=check)
            manifest = files[1] if len(files) > 1 else None
            return Written(path=files[0], manifest=manifest, checkpoint=taken.checkpoint)

        made = self._settled(handover, on_progress, written, wanted)
        return made.model_copy(update={"is_noted": self._note(format_name, made, handover)})

    def _note(self, format_name: str, made: Written, handover: Handover) -> bool:
        from tracker.exchange.bag import TAG_MANIFEST
        from tracker.services.handovers import note_export

        checked = made.path / TAG_MANIFEST if made.path.is_dir() else made.path
        size, part = made.checkpoint.size, handover_words(handover)
        return note_export(
            self._store, self._actor, form=format_name, part=part, size=size, path=made.path, checked=checked
        )

    def snapshot(self, handover: Handover = WHOLE_CASE) -> CaseSnapshot:
        """The case at one journal entry. Raises CaseError when others never stop writing to it."""
        return self._settled(handover, always, lambda taken, _: taken, EVERYTHING)

    def _settled(
        self,
        handover: Handover,
        on_progress: Progress,
        use: Callable[[CaseSnapshot, Callable[[], None]], Result],
        wanted: Wanted,
    ) -> Result:
        """What is made of a snapshot while nobody writes to the case; begun anew when somebody did."""
        for _ in range(SNAPSHOT_TRIES):
            before = self._store.head()

            def check(before: tuple[int, str] = before) -> None:
                if self._store.head() != before:
                    raise _MovedError

            try:
                at = self._clock()
                with many_records():
                    taken = self._snapshots.take(
                        handover, at=at, by=self._actor, on_progress=on_progress, wanted=wanted
                    )
                    if taken.journal_end != before:
                        continue
                    made = use(taken, check)
                check()
            except StoppedError:
                raise
            except Exception:
                # Records read before and after a change need not fit each other: whatever that led to is tried again.
                if self._store.head() == before:
                    raise
            else:
                return made
        raise CaseError("The case is being written to all the time.", hint="Try again when the import is done.")

    def verify(self, older: Checkpoint | None = None) -> list[str]:
        """What is wrong with the case: journal, replay, texts, bytes, spans; empty: nothing.

        older: a checkpoint noted elsewhere, which the journal must go on from.
        """
        return list(self._store.problems(older=older))

    def backup(self, path: Path) -> Path:
        """A consistent copy of the case, also while others write. Raises RefusedError when `path` is taken."""
        self._store.backup(str(path))
        return path


def _wanted(chosen: Format) -> Wanted:
    return Wanted(disputes=chosen.tells_disputes, tensions=chosen.tells_tensions, records=chosen.tells_records)


class _MovedError(Exception):
    """Somebody wrote to the case while it was read."""


def verify_export(path: Path, older: Checkpoint | None = None) -> Verified:
    """Checks an export, or a proof, without any case. older: a checkpoint noted elsewhere, which it must go on from.

    Raises InputError when there is nothing to check.
    """
    from tracker.exchange.verify import verify_export as check

    return check(path, older)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
