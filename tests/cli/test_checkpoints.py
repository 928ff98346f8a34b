"""A checkpoint kept elsewhere shows what the journal alone cannot: that its end was cut off, or all written anew."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tracker.cli.main import run
from tracker.errors import ExitCode
from tracker.services.workspace import Workspace
from tracker.store.connect import APPLICATION_ID, SCHEMA


@pytest.fixture
def case(disputed: Command, tmp_path: Path) -> Path:
    """The file of a case whose third journal entry is a grade."""
    assert disputed("grade", "C1", "2").code == 0
    return tmp_path / "kabul.case"


def checkpoint(case: Path) -> str:
    with Workspace.open(case, create=False) as workspace:
        return workspace.custody.checkpoint().line


def test_the_checkpoint_is_one_line_and_every_export_carries_it(disputed: Command, case: Path, tmp_path: Path) -> None:
    assert disputed("checkpoint").out.startswith("tracker-checkpoint 3 HASH HASH ")
    for form, manifest in (("markdown", "markdown.manifest.json"), ("jsonl", "jsonl"), ("csv", "csv.manifest.json")):
        line = checkpoint(case)
        disputed("export", form, "-o", str(tmp_path / form))
        assert line in (tmp_path / manifest).read_text()


def test_a_journal_that_only_grew_goes_on_from_its_checkpoint(disputed: Command, case: Path, tmp_path: Path) -> None:
    line = checkpoint(case)
    disputed("grade", "C2", "3")
    disputed("export", "jsonl", "-o", str(tmp_path / "log.jsonl"))
    assert disputed("verify", "--checkpoint", line).code == ExitCode.OK
    assert disputed("verify", str(tmp_path / "log.jsonl"), "--checkpoint", line).code == ExitCode.OK


def test_an_older_export_serves_as_the_checkpoint(disputed: Command, case: Path, tmp_path: Path) -> None:
    disputed("export", "markdown", "-o", str(tmp_path / "log.md"))
    disputed("grade", "C2", "3")
    assert disputed("verify", "--checkpoint", str(tmp_path / "log.md.manifest.json")).code == ExitCode.OK


def test_a_tail_that_was_cut_off_is_named(disputed: Command, case: Path) -> None:
    line = checkpoint(case)
    with Workspace.open(case, create=False) as workspace:
        before = workspace.claims.get("C1").rev - 1
    connection = sqlite3.connect(case)
    with connection:
        connection.execute("DROP TRIGGER journal_refuses_delete")
        connection.execute("DELETE FROM journal WHERE seq = 3")
        connection.execute("UPDATE claims SET credibility = NULL, rev = ? WHERE id = 'C1'", (before,))
        connection.execute(
            "CREATE TRIGGER journal_refuses_delete BEFORE DELETE ON journal "
            "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
        )
    connection.close()
    assert disputed("verify").code == ExitCode.OK  # the journal alone cannot tell
    found = disputed("verify", "--checkpoint", line)
    assert found.code == ExitCode.FINDING
    assert "journal: it has 2 entries, the checkpoint 3: entry 3 was cut off" in found.out


def test_a_journal_written_anew_is_named(disputed: Command, case: Path, tmp_path: Path) -> None:
    line = checkpoint(case)
    for suffix in ("", ".blobs"):
        other = tmp_path / f"kabul.case{suffix}"
        if other.is_file():
            other.unlink()
    for number in (7, 0, 3, 4):
        disputed("add", f"{number} police were killed", "--source", "Islamic State", "--confidence", "low")
    found = disputed("verify", "--checkpoint", line)
    assert found.code == ExitCode.FINDING
    assert "its first 3 entries are not those of the checkpoint" in found.out


def test_growth_is_proven_without_the_case(disputed: Command, case: Path, tmp_path: Path) -> None:
    line, proof = checkpoint(case), tmp_path / "proof.json"
    disputed("grade", "C2", "3")
    with Workspace.open(case, create=False) as workspace:
        from tracker.model.checkpoint import Checkpoint

        told = workspace.custody.growth_proof(Checkpoint.read(line))
    proof.write_text(json.dumps(told))
    assert disputed("checkpoint", "--since", line).code == ExitCode.OK
    assert disputed("verify", str(proof), "--checkpoint", line).code == ExitCode.OK
    assert disputed("verify", str(proof), "--checkpoint", checkpoint(case)).code == ExitCode.FINDING
    proof.write_text(json.dumps(told | {"proof": [*told["proof"][:-1], "0" * 64]}))
    assert "does not prove that the journal with 4 entries goes on" in disputed("verify", str(proof)).out


def test_one_entry_is_proven_without_the_others(
    disputed: Command, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["checkpoint", "--entry", "2"]) == ExitCode.OK
    printed, proof = capsys.readouterr().out, tmp_path / "proof.json"
    proof.write_text(printed)
    assert disputed("verify", str(proof), "--checkpoint", checkpoint(case)).code == ExitCode.OK
    proof.write_text(printed.replace("Interior Ministry", "Exterior Ministry"))
    assert "Journal entry 2 was changed" in disputed("verify", str(proof)).out
    assert disputed("checkpoint", "--entry", "9").code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("tracker-checkpoint 3", "no line that begins with"),
        ("nothing.txt", "neither a checkpoint nor a file"),
        ("kabul.case", "holds no line that begins with"),
    ],
)
def test_what_is_no_checkpoint_is_refused_with_what_one_looks_like(
    disputed: Command, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = disputed("verify", "--checkpoint", given)
    assert refused.code in (ExitCode.USAGE, ExitCode.REFUSED_INPUT)
    assert told in refused.err


def test_a_slip_of_the_pen_is_not_taken_for_tampering(disputed: Command, case: Path) -> None:
    line = checkpoint(case)
    refused = disputed("verify", "--checkpoint", line.replace(" 3 ", " 4 "))
    assert refused.code == ExitCode.USAGE
    assert "check digits do not fit" in refused.err


def test_a_backup_is_restored_and_said(disputed: Command, case: Path, tmp_path: Path) -> None:
    disputed("backup", str(tmp_path / "copy.case"))
    disputed("grade", "C2", "3")
    refused = disputed("restore", str(tmp_path / "copy.case"))
    assert refused.code == ExitCode.USAGE
    assert "the case's journal has entry 4, the backup's ends before them" in refused.err
    done = disputed("restore", str(tmp_path / "copy.case"), "--force")
    assert done.err.splitlines() == [
        "Restored FOLDER/kabul.case from FOLDER/copy.case: 3 journal entries.",
        "What was there is kept in FOLDER/kabul.before-restore.case, with 1 journal entries that the backup has not.",
    ]
    assert disputed("verify").code == ExitCode.OK


def test_a_case_of_older_tables_is_copied_before_it_is_brought_up_to_date_and_that_is_said(
    disputed: Command, tmp_path: Path
) -> None:
    connection = sqlite3.connect(tmp_path / "old.case", isolation_level=None)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("PRAGMA user_version=0")
    connection.execute("CREATE TABLE scratch (a)")
    connection.execute("DROP TABLE scratch")
    connection.close()
    old = (tmp_path / "old.case").read_bytes()
    opened = disputed("claims", "--case", str(tmp_path / "old.case"))
    kept = tmp_path / f"old.before-{SCHEMA}.case"
    assert opened.err.splitlines()[0] == (
        f"The tables of FOLDER/old.case were brought up to date; as it was before it is kept in FOLDER/{kept.name}."
    )
    assert kept.stat().st_size == len(old)


def test_what_still_verifies_is_salvaged_and_the_file_stays_as_it_is(
    disputed: Command, case: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Police said nine people were wounded in Lyon.")
    disputed("ingest", str(tmp_path / "a.txt"))
    connection = sqlite3.connect(case)
    with connection:
        connection.execute("UPDATE claims SET quote = 'another' WHERE id = 'C2'")
    connection.close()
    damaged = case.read_bytes()
    found = disputed("verify", "--salvage", str(tmp_path / "rest.jsonl"))
    assert found.code == ExitCode.FINDING
    assert "claims C2: quote is 'another'" in found.out
    kept = [json.loads(line) for line in (tmp_path / "rest.jsonl").read_text().splitlines()]
    named = {record["id"] for record in kept}
    assert {"R1", "S1", "S2", "I1", "C1", "C3"} <= named
    assert "C2" not in named
    [report] = [record for record in kept if record["type"] == "report"]
    assert report["text"] == "Police said nine people were wounded in Lyon."
    assert case.read_bytes() == damaged


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "is empty"), (b"x" * 300, "is not a tracker case"), (b"SQLite format 3\0" + b"\0" * 90, "another program")],
)
def test_a_file_that_is_no_case_is_told_and_not_touched(
    disputed: Command, tmp_path: Path, content: bytes, told: str
) -> None:
    odd = tmp_path / "odd.case"
    odd.write_bytes(content)
    refused = disputed("verify", str(odd))
    assert refused.code == ExitCode.ENVIRONMENT
    assert told in refused.err
    assert odd.read_bytes() == content


def test_a_case_that_was_cut_short_is_told_and_not_touched(disputed: Command, case: Path) -> None:
    case.write_bytes(case.read_bytes()[:-5000])
    cut = case.read_bytes()
    refused = disputed("verify")
    assert refused.code == ExitCode.ENVIRONMENT
    assert "is cut short" in refused.err
    assert case.read_bytes() == cut
