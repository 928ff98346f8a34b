"""Files of records: read in a child process, and line by line where they are large."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import InputError
from tracker.exchange.incoming import foreign_json, json_lines, text_source
from tracker.exchange.incoming.record_parts import told_of
from tracker.exchange.incoming.text_source import HeldText, LargeText
from tracker.services import record_files
from tracker.services.record_files import OpenedRecords
from tracker.services.workspace import Workspace

TABLE = "Outlet;Killed;Where\r\n" + "".join(f"Outlet {n};{n + 1};Kab\u00fbl\r\n" for n in range(40))
LINES = "".join(json.dumps({"quote": f"{n} people died.", "source": "AFP", "value": n}) + "\n" for n in range(40))
BUNDLE = json.dumps({"type": "bundle", "objects": [{"type": "note", "content": f"{n} died."} for n in range(40)]})
REVIEWS = json.dumps([{"@type": "ClaimReview", "claimReviewed": f"{n} died."} for n in range(40)])
FORMS = {"a.csv": TABLE, "a.jsonl": LINES, "a.json": BUNDLE, "b.json": REVIEWS}


@pytest.fixture
def small(memory: Workspace) -> Workspace:
    """A case that holds no document of more than 200 bytes."""
    memory.files._max_bytes = 200
    return memory


def kept(case: Workspace) -> list[tuple[str, str]]:
    return [(claim.source, claim.quote) for claim in case.claims.find()]


@pytest.mark.parametrize("name", FORMS)
def test_no_file_of_records_is_parsed_in_this_process(
    memory: Workspace, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("parsed here")

    for module, what in ((csv, "reader"), (json_lines, "_object"), (foreign_json, "parsed")):
        monkeypatch.setattr(module, what, refused)
    path = tmp_path / name
    path.write_text(FORMS[name], encoding="utf-8")
    assert memory.files.recognised(path) in ("csv", "jsonl", "stix", "claimreview")
    assert memory.files.look(path).claims == 40
    *_, done = memory.files.parts(path)
    assert done.claims == 40


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_that_is_too_large_to_be_held_gives_the_same_claims(
    small: Workspace, tmp_path: Path, name: str, encoding: str
) -> None:
    path = tmp_path / name
    path.write_text(FORMS[name], encoding=encoding, newline="")
    with Workspace.in_memory() as other:
        list(other.files.parts(path))
        *_, done = small.files.parts(path)
        assert done.claims == 40
        assert kept(small) == kept(other)
        [report], [same] = small.store.reports(), other.store.reports()
        told = {"sha256", "size", "text_sha256", "media_type", "encoding", "total_characters", "kept_characters"}
        assert report.model_dump(include=told) == same.model_dump(include=told)
    assert small.store.blob(report.sha256) == path.read_bytes()
    assert small.files.look(path).known == 40
    assert small.transfer.verify() == []


@pytest.mark.parametrize("name", ["a.json", "b.json"])
def test_what_is_no_table_is_refused_when_it_is_too_large_to_be_held(
    small: Workspace, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_text(FORMS[name], encoding="utf-8")
    with pytest.raises(InputError, match="only tables and JSON lines of this size are read"):
        small.files.look(path)


def test_a_table_that_changes_while_it_is_read_is_refused_and_nothing_is_kept(small: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, encoding="utf-8")
    records = OpenedRecords(path, max_bytes=200)
    found = records.about()
    os.utime(path, ns=(1, 1))
    with pytest.raises(InputError, match="was changed while it was read"):
        list(records.told(found, {}, {}))
    assert small.claims.count() == 0


def test_a_file_over_the_limit_of_tables_is_refused_with_the_limit(
    small: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(record_files, "LARGEST_TABLE", 300)
    with pytest.raises(InputError, match="at most"):
        small.files.look(path)


def test_an_import_that_is_stopped_ends_its_child_process(memory: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(LINES * 500, encoding="utf-8")
    parts = memory.files.parts(path)
    assert next(parts).claims == 40
    parts.close()  # type: ignore[attr-defined]
    busy = record_files._children()._busy
    assert not busy


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t\x85"))


@given(WORDS, st.sampled_from(["", "\n"]), st.booleans())
def test_a_text_on_the_disk_has_the_lines_that_it_has_in_memory(
    tmp_path_factory: pytest.TempPathFactory, text: str, ends: str, marked: bool
) -> None:
    text = f"a;b\n{text}".lstrip("\ufeff")
    path = tmp_path_factory.mktemp("text") / "a.csv"
    path.write_bytes(text.encode("utf-8-sig" if marked else "utf-8"))
    large = LargeText(path, name="a.csv")
    assert list(large.lines(ends)) == list(HeldText(text).lines(ends))
    assert (large.head, large.total) == (text, len(text))


def test_an_endless_line_of_a_large_file_is_refused_and_what_is_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_source, "LONGEST_LINE", 50)
    path = tmp_path / "a.csv"
    path.write_text("Outlet;Killed\nAFP;3\nAP;" + "9" * 100, encoding="utf-8")
    with pytest.raises(InputError, match="line 3 is longer than 50 characters"):
        list(LargeText(path, name="a.csv").lines(""))


@pytest.mark.parametrize("part", [b"", b"[", b"{}", b"[[]]", b'[["a", ""]]', b'[["a", ""]]\nx\ny', b"[1]\n"])
def test_what_a_child_of_ours_never_writes_is_refused(part: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        list(told_of(part))
