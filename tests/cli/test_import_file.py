"""`tracker import`: what is shown, kept and told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tracker.errors import ExitCode

TABLE = "Outlet,Killed,Date\nAFP,12,2017-07-31\nPolice,lots,2017-07-31\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "tolls.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_table_is_shown_with_its_mapping_before_anything_is_written(
    tracker: Command, table: Path, tmp_path: Path
) -> None:
    ran = tracker("import", str(table), "--dry-run", "--set", "place=Kabul")
    assert ran.code == ExitCode.REFUSED_INPUT
    assert [line.split() for line in ran.out.splitlines()[:4]] == [
        ["field", "column", "first", "rows"],
        ["source", "Outlet", "AFP", "|", "Police"],
        ["value", "Killed", "12", "|", "lots"],
        ["event_time", "Date", "2017-07-31", "|", "2017-07-31"],
    ]
    assert "refused  line 3, column Killed: 'lots' is no figure" in ran.out
    assert "1 new claim, 0 known already, 1 refused. Nothing was written." in ran.err
    assert not (tmp_path / "kabul.case").exists()


def test_a_table_is_taken_in_and_its_bad_rows_are_told(tracker: Command, table: Path) -> None:
    ran = tracker("import", str(table))
    assert ran.code == ExitCode.REFUSED_INPUT
    assert ran.err == "1 claim taken in, 1 refused. Case: FOLDER/kabul.case\n"
    assert "0 claims taken in, 1 known already" in tracker("import", str(table)).err
    told = json.loads(tracker("import", str(table), "--json").out)
    assert (told["claims"], told["known"], told["refusals"]) == (0, 1, 1)


def test_a_table_in_a_folder_of_reports_is_said_to_be_left(tracker: Command, table: Path) -> None:
    ran = tracker("ingest", str(table.parent))
    assert "holds no reports, only files of records. Take each in by itself" in ran.out
    assert ran.err.splitlines()[-1] == (
        "1 file of records (tables, JSON lines, cases) was left: take it in by itself: tracker import FOLDER/tolls.csv"
    )
    (table.parent / "wire.txt").write_text("Police said nine people were wounded in Lyon.", encoding="utf-8")
    (table.parent / "more tolls.tsv").write_text(TABLE, encoding="utf-8")
    ran = tracker("ingest", str(table.parent))
    assert ran.code == ExitCode.OK
    assert (
        "2 files of records (tables, JSON lines, cases) were left: take each in by itself: tracker import " in ran.err
    )
    assert "'FOLDER/more tolls.tsv'" in ran.err
    assert "left" not in tracker("ingest", str(table.parent / "wire.txt")).err


def test_strictly_nothing_is_taken_in_when_a_row_is_bad(tracker: Command, table: Path) -> None:
    ran = tracker("import", str(table), "--strict")
    assert ran.code == ExitCode.REFUSED_INPUT
    assert "Nothing was taken in" in ran.err
    assert tracker("claims").err == "0 claims.\n"


@pytest.mark.parametrize(("option", "value"), [("--map", "source"), ("--set", "=x"), ("--map", "sauce=Outlet")])
def test_a_mapping_that_makes_no_sense_is_refused(tracker: Command, table: Path, option: str, value: str) -> None:
    assert tracker("import", str(table), option, value).code == ExitCode.USAGE
