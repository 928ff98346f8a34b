"""What a recipient opens, and takes in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.cli.main import run
from tracker.errors import ExitCode
from tracker.services.workspace import Workspace

CELLS = (
    '=HYPERLINK("http://x","y")', "+1", "-1", "@x", "\t=1", "＝1", '"=1"', "'=1", "''=1", "''x", "=1+1;=2", "a,b", "%x",
    "|x", "\ufeff=1", "=cmd|'/C calc'!A0", "two\nlines", "’", "- 3",
)  # fmt: skip
FIELDS = ("quote", "source", "place", "incident", "population", "note", "measure", "unit")
TITLES = ("../../../x", "/etc/passwd", "CON", "x" * 300, "two\nlines", "-rf", "a\x00b", "‮txt.exe")


@pytest.mark.parametrize("form", ["csv", "raw-csv"])
def test_every_column_of_a_table_that_could_run_comes_back_as_it_was(form: str, tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "mine.case") as mine:
        for number, cell in enumerate(CELLS):
            told = dict.fromkeys(("population", "note", "measure", "unit"), cell)
            named = {"source": f"{cell} s{number}", "place": f"{cell} p", "incident": f"{cell} i{number}"}
            mine.claims.add(mine.claims.draft(f"{cell} q{number}", **named, **told))
        mine.transfer.write(form, tmp_path / "mine.csv")
        before = mine.claims.find()
    with Workspace.open(tmp_path / "theirs.case") as theirs:
        list(theirs.files.parts(tmp_path / "mine.csv"))
        after = theirs.claims.find()
    for ours, other in zip(before, after, strict=True):
        assert {field: getattr(other, field) for field in FIELDS} == {field: getattr(ours, field) for field in FIELDS}


def test_files_of_a_package_are_named_by_ids_whatever_its_reports_are_called(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "my.case") as case:
        for number, title in enumerate(TITLES):
            raw = f"Title: {title.partition(chr(10))[0]}\n\nPolice said {number + 2} people died in Lyon.".encode()
            assert case.ingest.take_in_bytes(raw, name=title, method="file").error is None
        (tmp_path / "out").mkdir()
        case.transfer.write("bag", tmp_path / "out" / "bag")
    names = {path.name for path in (tmp_path / "out" / "bag" / "data" / "reports").iterdir()}
    assert names == {f"R{number}.raw" for number in range(1, len(TITLES) + 1)}
    assert {path.name for path in tmp_path.iterdir()} == {"my.case", "my.case.blobs", "out"}
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["bag"]


@pytest.mark.parametrize("form", ["bag", "markdown"])
def test_an_export_is_not_written_through_a_symbolic_link(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    case = str(tmp_path / "my.case")
    assert run(["add", "Nine died.", "--source", "AFP", "--case", case]) == ExitCode.OK
    assert run(["export", form, "-o", str(tmp_path / "link"), "--case", case]) != ExitCode.OK
    assert "is a symbolic link" in capsys.readouterr().err
    assert list((tmp_path / "elsewhere").iterdir()) == []
