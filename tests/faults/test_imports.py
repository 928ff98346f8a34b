"""Files of records that were cut, in many forms: what is read of them is whole, or it is said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tracker.cli.main import run
from tracker.errors import ExitCode, InputError
from tracker.exchange.incoming.columns import propose
from tracker.exchange.incoming.importable import Importable, importable
from tracker.exchange.incoming.text_source import HeldText

ROWS = (
    ("AFP", "Seven people died, police said.", "7", "killed", "Kabul", "2017-07-31"),
    ("Interior Ministry", 'It said "120" were hurt.', "120", "wounded", "Åbo", "2017-08-01"),
    ("Médecins du lac", "Between 10 and 14; no more", "14", "displaced", "Халеб", "2017-08-02"),
)
NAMES = ("source", "quote", "value", "measure", "place", "event time")
ENDS = ("\n", "\r\n")


def _delimited(delimiter: str, end: str, *, quoted: bool) -> str:
    def cell(text: str) -> str:
        told = text.replace('"', '""')
        return f'"{told}"' if quoted or delimiter in text or '"' in text else text

    return "".join(delimiter.join(map(cell, row)) + end for row in (NAMES, *ROWS))


def _lines(names: tuple[str, ...], end: str) -> str:
    return "".join(json.dumps(dict(zip(names, row, strict=False))) + end for row in ROWS)


def _bundle(indent: int | None) -> str:
    notes = [
        {
            "type": "note", "id": f"note--00000000-0000-4000-8000-00000000000{number}", "spec_version": "2.1",
            "created": "2017-08-01T00:00:00Z", "modified": "2017-08-01T00:00:00Z", "content": row[1],
            "authors": [row[0]], "object_refs": [],
        }
        for number, row in enumerate(ROWS)
    ]  # fmt: skip
    whole = {"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000000", "objects": notes}
    return json.dumps(whole, indent=indent)


def _reviews(indent: int | None = None) -> str:
    return json.dumps(_each_review(), indent=indent)


def _page(end: str, *blocks: str) -> str:
    scripts = end.join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return f"<html><head>{scripts}</head>{end}<body><p>Checked.</p></body></html>{end}"


def _each_review() -> list[dict[str, Any]]:
    return [
        {
            "@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": row[1],
            "itemReviewed": {"@type": "Claim", "author": {"@type": "Organization", "name": row[0]}},
            "author": {"@type": "Organization", "name": "Check Desk"}, "url": "https://example.org/1",
            "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1},
        }
        for row in ROWS
    ]  # fmt: skip


def _files() -> Iterator[str]:
    """Fifty files of records."""
    for end in ENDS:
        for delimiter in (",", ";", "\t", "|"):
            for quoted in (False, True):
                yield _delimited(delimiter, end, quoted=quoted)
                yield "\ufeff" + _delimited(delimiter, end, quoted=quoted)
        yield _lines(NAMES, end)
        yield _lines(("outlet", "statement", "killed", "x", "where", "date"), end)
        yield _lines(("source", "quote"), end)
    for indent in (None, 0, 1, 2):
        yield _bundle(indent)
        yield _reviews(indent)
    for end in ENDS:
        yield _page(end, _reviews())
        yield _page(end, *map(json.dumps, _each_review()))


FILES = [*_files()]


def _claims(found: Importable) -> tuple[list[Mapping[str, Any]], bool]:
    """The records of a file, and whether it is said that something is missing."""
    told = list(found.read(propose(found.table.columns) if found.table else {}, {}))
    is_told = bool(found.notes) or any(one.record is None for one in told)
    return [one.record for one in told if one.record is not None], is_told


def test_there_are_fifty() -> None:
    assert len(FILES) == 50
    assert len(set(FILES)) == 50


@pytest.mark.parametrize("text", FILES, ids=range(len(FILES)))
def test_an_import_cut_at_any_byte_gives_whole_claims_or_says_that_it_is_cut_or_is_refused(text: str) -> None:
    whole, _ = _claims(importable(HeldText(text), name="whole"))
    assert whole
    raw = text.encode()
    for end in range(len(raw)):
        try:
            found = importable(HeldText(raw[:end].decode("utf-8", "ignore")), name="cut")
            claims, is_told = _claims(found)
        except InputError:
            continue
        # Only the last record can be a part of one, and then that is said.
        assert claims[:-1] == whole[: max(len(claims) - 1, 0)], raw[:end]
        assert is_told or claims == whole[: len(claims)], raw[:end]


def test_records_in_a_folder_of_reports_and_kinds_that_are_not_read_are_said_to_be_left_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in" / "below"
    folder.mkdir(parents=True)
    (folder / "wire.txt").write_text("Police said nine people were wounded in Lyon.")
    (folder / "claims.jsonl").write_text(_lines(("source", "quote"), "\n"))
    (folder / "picture.png").write_bytes(b"\x89PNG")
    case = str(tmp_path / "in" / "my.case")
    assert run(["ingest", str(tmp_path / "in"), "--case", case]) == ExitCode.OK
    told = capsys.readouterr().err
    assert f"was left: take it in by itself: tracker import {folder}/claims.jsonl" in told
    assert "1 file was passed over, of a kind that is not read: 1 .png." in told
    assert run(["import", str(folder), "--case", case]) == ExitCode.REFUSED_INPUT
    assert "is a folder, a file was expected" in capsys.readouterr().err


def test_records_that_are_named_as_reports_are_read_as_such_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(_lines(("source", "quote"), "\n"))
    assert run(["ingest", str(path), "--case", str(tmp_path / "my.case")]) == ExitCode.OK
    assert f"Read as a report: {path}. As records: tracker import {path}" in capsys.readouterr().err
