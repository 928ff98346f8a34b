"""Files of claims: looked at, taken in once, remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.errors import InputError, NotFoundError, UnfinishedReadingError, UsageError
from tracker.exchange.incoming.apart import Apart
from tracker.exchange.incoming.limits import Limits
from tracker.matching.origins import same_origin
from tracker.services import record_files
from tracker.services.column_mappings import column_mappings, mapping_for
from tracker.services.file_import import Wanted
from tracker.services.parsing import CHILD
from tracker.services.workspace import Workspace

TABLE = """Outlet;Killed;deaths_low;deaths_high;Where;Date
AFP;12;10;14;Kabul;2017-07-31
Interior Ministry;0;;;Kabul;2017-07-31
Police;lots;;;Kabul;2017-07-31
"""
NAMED = Wanted(fields={"source": "Outlet"}, constants={"incident": "embassy attack", "population": "police"})


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "tolls.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def _taken(case: Workspace, path: Path, wanted: Wanted | None = None) -> tuple[int, int, int]:
    *_, done = case.files.parts(path, wanted)
    return done.claims, done.known, done.refusals


def test_a_look_tells_what_an_import_does_and_writes_nothing(workspace: Workspace, table: Path) -> None:
    look = workspace.files.look(table)
    assert (look.claims, look.known, look.refused) == (2, 0, ("line 4, column Killed: 'lots' is no figure",))
    assert look.fields["low"] == "deaths_low"
    assert look.samples[0] == ("AFP", "12", "10", "14", "Kabul", "2017-07-31")
    assert [claim.high for claim in look.first] == [14, 0]
    assert workspace.summary().seq == 0
    assert column_mappings() == []
    assert _taken(workspace, table) == (2, 0, 1)
    kept = workspace.claims.find()
    unlinked = {"id", "source_id", "report", "fingerprint", "rev"}
    assert [claim.model_dump(exclude=unlinked) for claim in kept] == [
        claim.model_dump(exclude=unlinked) for claim in look.first
    ]
    assert workspace.files.look(table).known == 2


def test_the_same_file_again_adds_nothing_not_even_what_was_rejected_or_corrected(
    workspace: Workspace, table: Path
) -> None:
    assert _taken(workspace, table, NAMED) == (2, 0, 1)
    workspace.claims.edit("C1", place="Herat")
    workspace.claims.retract("C2", "typo")
    before = workspace.history.head()
    assert _taken(workspace, table) == (0, 2, 1)
    assert workspace.history.head() == before
    assert workspace.transfer.verify() == []


def test_an_import_that_was_stopped_goes_on_where_it_was(
    workspace: Workspace, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.services.importing.CLAIMS_AN_ENTRY", 1)
    next(iter(workspace.files.parts(table)))
    assert workspace.claims.count() == 1
    assert _taken(workspace, table) == (1, 1, 1)
    assert [report.id for report in workspace.store.reports()] == ["R1"]
    assert workspace.transfer.verify() == []


def test_the_file_is_kept_as_a_report_that_undo_takes_back(workspace: Workspace, table: Path) -> None:
    _taken(workspace, table)
    [report] = workspace.store.reports()
    assert workspace.store.blob(report.sha256) == table.read_bytes()
    assert (report.method, report.media_type) == ("table", "text/csv")
    assert {claim.report for claim in workspace.claims.find()} == {report.id}
    [entry] = workspace.history.entries()
    assert report.sha256 in entry.reason
    assert "low from deaths_low" in entry.reason
    workspace.history.undo()
    assert (workspace.store.reports(), workspace.claims.count()) == ([], 0)
    assert _taken(workspace, table) == (2, 0, 1)


def test_rows_of_one_table_are_set_against_each_other(workspace: Workspace, table: Path) -> None:
    _taken(workspace, table, NAMED)
    a, b = workspace.claims.find()
    assert not same_origin(a, b)
    assert [finding.relation.value for finding in workspace.scan.contradictions()] == ["contradicts"]


def test_rows_of_a_measure_of_their_own_are_set_against_each_other_by_their_figures(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "arrests.csv"
    rows = "Union,Arrested by 16 March,arrested,25,strike\nMinistry,Arrested by 16 March,arrested,14,strike\n"
    path.write_text(f"source,claim,measure,value,incident\n{rows}Wire,Ships unloaded,ships,4,strike\n")
    assert _taken(workspace, path) == (3, 0, 0)
    [dispute] = workspace.scan.disputes()
    assert (dispute.question, [camp.label for camp in dispute.camps]) == ("arrested", ["14", "25"])


def test_a_mapping_is_remembered_for_the_same_columns_and_under_a_name(
    memory: Workspace, table: Path, tmp_path: Path
) -> None:
    assert not memory.files.look(table).is_remembered
    wanted = Wanted(fields={"low": "", "note": "Where"}, constants={"measure": "wounded"})
    list(memory.files.parts(table, wanted, save_as=" tolls "))
    look = memory.files.look(table)
    assert look.is_remembered
    assert (look.fields["note"], look.constants, "low" in look.fields) == ("Where", {"measure": "wounded"}, False)
    other = tmp_path / "other.csv"
    other.write_text("Outlet;Killed;deaths_high;Where;Date;more\nAP;3;;;;\n", encoding="utf-8")
    assert memory.files.look(other, Wanted(mapping="tolls")).fields["note"] == "Where"
    assert mapping_for(["Outlet"]) is None
    with pytest.raises(NotFoundError, match="no mapping 'x'"):
        memory.files.look(other, Wanted(mapping="x"))


@pytest.mark.parametrize(
    ("content", "wanted", "told"),
    [
        ("source,quote\nx,2\n", Wanted(fields={"quote": "c"}), "no column 'c'"),
        ("source,quote\nx,2\n", Wanted(constants={"sauce": "c"}), "no field 'sauce'"),
        ("source,quote\nx,2\n", Wanted(format="xlsx"), "cannot be imported"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_in_words(
    memory: Workspace, tmp_path: Path, content: str, wanted: Wanted, told: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        memory.files.look(path, wanted)


@pytest.mark.parametrize(("header", "lacks"), [("a,b", "who makes the claims"), ("source,b", "what is claimed")])
def test_a_table_that_lacks_something_is_shown_with_what_it_lacks_and_not_taken_in(
    memory: Workspace, tmp_path: Path, header: str, lacks: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{header}\nx,2\n", encoding="utf-8")
    look = memory.files.look(path)
    assert lacks in look.lacks
    assert (look.claims, look.samples) == (0, (("x", "2"),))
    with pytest.raises(UsageError, match=lacks):
        list(memory.files.parts(path))


def test_the_claims_of_a_stix_export_come_back_with_their_figures_sources_and_incidents(
    memory: Workspace, table: Path, tmp_path: Path
) -> None:
    list(memory.files.parts(table, NAMED))
    path = memory.transfer.write("stix", tmp_path / "log.json").path
    with Workspace.in_memory() as other:
        assert other.files.recognised(path) == "stix"
        *_, done = other.files.parts(path)
        assert (done.claims, done.refusals) == (2, 0)
        assert any("extension-definition" in note for note in done.notes)
        fields = {"quote", "source", "quantity", "measure", "population", "place", "event_time", "incident", "polarity"}
        told = [[claim.model_dump(include=fields) for claim in case.claims.find()] for case in (memory, other)]
        assert told[0] == told[1]
        assert [dispute.id for dispute in other.scan.disputes()] == [dispute.id for dispute in memory.scan.disputes()]


def test_what_is_no_table_is_refused_and_not_taken_for_one(memory: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("Four people died in Lyon.\n", encoding="utf-8")
    assert memory.files.recognised(path) is None
    with pytest.raises(InputError, match="no table"):
        memory.files.look(path)
    assert memory.files.recognised(tmp_path / "nothing") is None


def test_a_file_that_could_not_be_looked_at_in_time_is_not_taken_for_a_report(
    memory: Workspace, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Apart(CHILD, size=1, limits=Limits(seconds=0.0)) as late:
        monkeypatch.setattr(record_files, "_children", lambda: late)
        with pytest.raises(UnfinishedReadingError, match="took more than 0 seconds"):
            memory.files.recognised(table)


def test_a_file_that_breaks_its_parser_down_is_not_taken_for_a_report(
    memory: Workspace, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Apart("tests.services.no_such_module", size=1) as broken:
        monkeypatch.setattr(record_files, "_children", lambda: broken)
        with pytest.raises(UnfinishedReadingError, match="broke its parser down"):
            memory.files.recognised(table)
