"""What is done while the power fails, and what must hold of the disk afterwards. As a program it does one of them."""

from __future__ import annotations

import ctypes
import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, NoReturn

from alembic import command

from tracker.errors import TrackerError
from tracker.services.restoring import restore
from tracker.services.transfer import verify_export
from tracker.services.workspace import Workspace
from tracker.store.blobs import beside
from tracker.store.connect import SCHEMA, Db, check_schema
from tracker.store.migrations.upgrade import config
from tracker.store.sql import SqlStore

WIRE = b"""Title: Gunmen storm embassy
Publisher: Meridian Wire
Published: 2017-07-31

Gunmen attacked the embassy in Kabul. Seven policemen were killed, the Kabul police said.
"""
TABLE = "source,quote,value,measure,place\n" + "".join(f"AFP,{n} died.,{n},killed,Kabul\n" for n in range(3, 9))
EMBASSY = "attack on the embassy, Kabul, 2017-07-31"
ACKNOWLEDGED = ".acknowledged"
"""Folder that is made when the program is told that it is done."""


def prepare(folder: Path) -> None:
    """A case of four journal entries, an older backup of it, an older export, and what is to be taken in."""
    with _opened(folder) as case:
        case.ingest.take_in_bytes(WIRE, name="wire.txt", method="file")
        case.transfer.write("markdown", folder / "log.md")
        case.transfer.backup(folder / "older.case")
        case.claims.add(case.claims.draft("Nine policemen were killed.", source="AFP", incident=EMBASSY))
        case.claims.add(case.claims.draft("Ten policemen were killed.", source="Reuters", incident=EMBASSY))
        case.transfer.backup(folder / "old.case")
    (folder / "late.txt").write_bytes(WIRE.replace(b"Seven", b"Eight"))
    (folder / "table.csv").write_text(TABLE)
    _made_older(folder / "old.case")
    with _opened(folder, "other.case") as other:
        other.claims.add(other.claims.draft("Eleven policemen were killed.", source="Tolo"))


OLD_TABLES = "0006"
"""The tables of the older case."""


def _made_older(case: Path) -> None:
    """Takes the tables of a case back to what they were in an earlier release."""
    db = Db(case, read_only=False)
    with db.transaction() as connection:
        command.downgrade(config(connection), OLD_TABLES)
        connection.exec_driver_sql(f"PRAGMA user_version={int(OLD_TABLES)}")
    db.close()


def _opened(folder: Path, name: str = "my.case") -> Workspace:
    return Workspace.open(folder / name, actor="ana", clock=lambda: dt.datetime(2017, 8, 3, tzinfo=dt.UTC))


BASE, OLDER, RESTORED = 4, 2, 3
"""Journal entries of the prepared case, of its backup, and of that when it is restored."""


class Workflow(NamedTuple):
    """Something that is there whole afterwards, or not at all."""

    do: Callable[[Path], object]
    check: Callable[[Path, bool], None]
    """(folder, whether it was acknowledged): raises AssertionError for what must not be."""


def _case_holds(path: Path, heads: set[int]) -> int:
    """A case is sound, and at one of these journal entries; returns at which.

    One that was kept aside has its originals with the case that it was.
    """
    if path.name != "my.before-restore.case":
        with Workspace.open(path, create=False) as case:  # as a person does: what a cut left is rolled back
            case.summary()
    with SqlStore.untouched(path, more_blobs=beside(path.with_name("my.case"))) as store:
        problems = list(store.problems())
        assert not problems, f"{path.name}: {problems[0]}"
        head = store.head()[0]
    assert head in heads, f"{path.name} is at entry {head}"
    return head


def _changed(do: Callable[[Workspace, Path], object], entries: int = 1) -> Workflow:
    """A change of the case by so many journal entries."""

    def done(folder: Path) -> None:
        with _opened(folder) as case:
            do(case, folder)

    def check(folder: Path, acknowledged: bool) -> None:
        whole = BASE + entries
        head = _case_holds(folder / "my.case", {BASE, whole})
        assert head == whole or not acknowledged, "what was acknowledged is lost"

    return Workflow(done, check)


def _backup(folder: Path) -> None:
    with _opened(folder) as case:
        case.transfer.backup(folder / "copy.case")


def _check_backup(folder: Path, acknowledged: bool) -> None:
    _case_holds(folder / "my.case", {BASE})
    copy = folder / "copy.case"
    if copy.exists():
        _case_holds(copy, {BASE})
    assert copy.exists() or not acknowledged, "the backup is lost"


def _restore(folder: Path) -> None:
    restore(folder / "older.case", folder / "my.case", force=True)


def _check_restored(folder: Path, acknowledged: bool) -> None:
    _case_holds(folder / "older.case", {OLDER})
    head = _case_holds(folder / "my.case", {BASE, RESTORED})
    kept = folder / "my.before-restore.case"
    assert head == RESTORED or not acknowledged, "the restored case is lost"
    if kept.exists() or head == RESTORED:
        _case_holds(kept, {BASE})


def _restore_new(folder: Path) -> None:
    restore(folder / "older.case", folder / "new.case")


def _check_restored_new(folder: Path, acknowledged: bool) -> None:
    new = folder / "new.case"
    if new.exists():
        _case_holds(new, {RESTORED})
    assert new.exists() or not acknowledged, "the restored case is lost"


def _export(format_name: str, name: str) -> Callable[[Path], None]:
    def done(folder: Path) -> None:
        with _opened(folder) as case:
            case.transfer.write(format_name, folder / name)

    return done


def _check_bag(folder: Path, acknowledged: bool) -> None:
    _case_holds(folder / "my.case", {BASE, BASE + 1})
    bag = folder / "bag"
    if bag.exists():
        problems = verify_export(bag).problems
        assert not problems, f"the bag: {problems[0]}"
    assert bag.exists() or not acknowledged, "the bag is lost"


def _check_log(folder: Path, acknowledged: bool) -> None:
    _case_holds(folder / "my.case", {BASE, BASE + 1})
    text = (folder / "log.md").read_text("utf-8")
    is_old, is_new = "Nine policemen" not in text, "Ten policemen" in text
    assert is_old or is_new, "the export is half one"
    assert text.rstrip().endswith(LOG_ENDS), "the export is cut"
    problems = verify_export(folder / "log.md").problems
    assert not problems or not acknowledged, problems
    assert is_new or not acknowledged, "the export is lost"


LOG_ENDS = "."


def _take_in(case: Workspace, folder: Path) -> None:
    [taken] = case.ingest.take_in([folder / "late.txt"])
    assert taken.error is None


def _add_source(case: Workspace, _: Path) -> None:
    case.claims.add(case.claims.draft("Twelve policemen were killed.", source="Kabul hospital"))


def _merge_sources(case: Workspace, _: Path) -> None:
    afp, reuters = (case.sources.get(name).id for name in ("AFP", "Reuters"))
    case.sources.merge(afp, reuters)


def _merge_case(case: Workspace, folder: Path) -> None:
    case.cases.take(folder / "other.case")


def _adjudicate(case: Workspace, _: Path) -> None:
    [dispute] = case.scan.disputes()
    case.review.decide(dispute.id, "report_range", reason="both counted")


def _migrate(folder: Path) -> None:
    Workspace.open(folder / "old.case", actor="ana").close()


def _check_migrated(folder: Path, acknowledged: bool) -> None:
    kept = folder / f"old.before-{SCHEMA}.case"
    is_new = _version(folder / "old.case") == SCHEMA
    assert is_new or not acknowledged, "the tables are not those of today"
    assert kept.exists() or not is_new, "the copy from before is lost"
    for path in (folder / "old.case", *([kept] if kept.exists() else [])):
        assert _version(path) in (int(OLD_TABLES), SCHEMA), "the tables are of no release"
        _case_holds(path, {BASE})


def _version(case: Path) -> int:
    return check_schema(case, read_only=False)  # so that what a cut left is rolled back


WORKFLOWS: dict[str, Workflow] = {
    "add source": _changed(_add_source),
    "take in": _changed(_take_in),
    "import": _changed(lambda case, folder: list(case.files.parts(folder / "table.csv"))),
    "accept": _changed(lambda case, _: case.triage.accept(case.triage.queue()[0].id)),
    "merge sources": _changed(_merge_sources),
    "merge a case": _changed(_merge_case),
    "adjudicate": _changed(_adjudicate),
    "migrate": Workflow(_migrate, _check_migrated),
    "undo": _changed(lambda case, _: case.history.undo()),
    "backup": Workflow(_backup, _check_backup),
    "restore": Workflow(_restore, _check_restored),
    "restore where nothing was": Workflow(_restore_new, _check_restored_new),
    "bag": Workflow(_export("bag", "bag"), _check_bag),
    "export": Workflow(_export("markdown", "log.md"), _check_log),
}


FULL, KILLED = 1, 2
"""What happens at a write: the disk is full from then on, or the program is killed (recorder.c)."""


def main() -> None:
    """`record FOLDER`: does each workflow in the folder of its name. `fault KIND PREPARED FOLDER NAME=WRITE,WRITE ...`:
    does each in copies of the prepared folder, with the fault at each of these writes, and says how it went.
    """
    if sys.argv[1] == "record":
        for name, workflow in WORKFLOWS.items():
            _acknowledged(workflow, Path(sys.argv[2]) / name)
        return
    kind, prepared, folder = int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
    for name, _, writes in (asked.partition("=") for asked in sys.argv[5:]):
        # All that is loaded late is loaded once, not in every child.
        _acknowledged(WORKFLOWS[name], Path(shutil.copytree(prepared, folder / name / "first")))
        for write in map(int, writes.split(",")):
            place = Path(shutil.copytree(prepared, folder / name / str(write)))
            sys.stdout.write(f"{write} {name}: {_with_fault(WORKFLOWS[name], place, kind, write)}\n")
            sys.stdout.flush()


def _acknowledged(workflow: Workflow, folder: Path) -> None:
    workflow.do(folder)
    (folder / ACKNOWLEDGED).mkdir()


def _with_fault(workflow: Workflow, folder: Path, kind: int, write: int) -> str:
    """ "done", "killed", or what was refused."""
    process = os.fork()
    if process == 0:
        _in_child(workflow, folder, kind, write)
    status = os.waitpid(process, 0)[1]
    return "killed" if os.WIFSIGNALED(status) else (folder.parent / f"{folder.name} said").read_text("utf-8")


def _in_child(workflow: Workflow, folder: Path, kind: int, write: int) -> NoReturn:
    recorder = ctypes.CDLL(None)
    number = ctypes.c_int
    number.in_dll(recorder, "written").value = 0
    number.in_dll(recorder, "fault_kind").value = kind
    number.in_dll(recorder, "fault_at").value = write
    said = "done"
    try:
        workflow.do(folder)
        number.in_dll(recorder, "fault_at").value = 0
        (folder / ACKNOWLEDGED).mkdir()
    except TrackerError as error:
        said = f"{type(error).__name__}: {error.message}"
    except BaseException as error:  # noqa: BLE001  a test reads it
        said = f"defect {type(error).__name__}: {error}"
    number.in_dll(recorder, "fault_at").value = 0
    (folder.parent / f"{folder.name} said").write_text(" ".join(said.split()), "utf-8")
    os._exit(0)


if __name__ == "__main__":
    main()
