from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.exchange.cases import a_case
from tracker.errors import InputError
from tracker.exchange.incoming.case_jsonl import read_case
from tracker.exchange.manifest import sealed, side_path
from tracker.exchange.outgoing.jsonl import write_jsonl
from tracker.exchange.outgoing.registry import write_export
from tracker.exchange.verify import verify_export, verify_jsonl
from tracker.model.change import canonical_json

EXPORT = write_jsonl(a_case())
POSITION = st.integers(min_value=0)
BIT = st.integers(min_value=0, max_value=7)


def flipped(content: bytes, position: int, bit: int) -> bytes:
    at = position % len(content)
    return content[:at] + bytes([content[at] ^ (1 << bit)]) + content[at + 1 :]


def rewritten(content: bytes, change: Any) -> bytes:
    """The export with its records changed and all hashes of the file itself made to fit again."""
    records = [json.loads(line) for line in content.splitlines()]
    manifest = records.pop()
    change(records)
    body = b"".join(canonical_json(record).encode() + b"\n" for record in records)
    manifest.pop("manifest_sha256")
    manifest |= {"lines": len(records), "sha256": hashlib.sha256(body).hexdigest()}
    return body + canonical_json(sealed(manifest)).encode() + b"\n"


def test_an_untouched_export_is_sound() -> None:
    found = verify_jsonl(EXPORT, name="x")
    assert found.problems == ()
    assert (found.journal_count, found.journal_end) == (3, a_case().journal_end[1])


@given(POSITION, BIT)
def test_any_flipped_bit_of_a_jsonl_export_is_found(position: int, bit: int) -> None:
    assert not verify_jsonl(flipped(EXPORT, position, bit), name="x").is_sound


@given(st.integers(min_value=0, max_value=len(EXPORT) - 1))
def test_any_truncation_is_found(length: int) -> None:
    assert not verify_jsonl(EXPORT[:length], name="x").is_sound


@given(st.binary(max_size=300))
def test_any_bytes_are_checked_without_a_crash(content: bytes) -> None:
    assert not verify_jsonl(content, name="x").is_sound


@pytest.mark.parametrize("name", ["markdown", "csv", "jsonl"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(position=POSITION, bit=BIT, in_manifest=st.booleans())
def test_any_flipped_bit_of_any_export_or_its_manifest_is_found(
    tmp_path: Path, name: str, position: int, bit: int, in_manifest: bool
) -> None:
    files = write_export(a_case(), name, tmp_path / "log")
    assert verify_export(tmp_path / "log").is_sound
    target = files[-1] if in_manifest else files[0]
    target.write_bytes(flipped(target.read_bytes(), position, bit))
    assert not verify_export(tmp_path / "log").is_sound


def _quote(records: list[dict[str, Any]]) -> None:
    next(record for record in records if record["type"] == "claim")["quote"] = "eight policemen were killed"


def _text(records: list[dict[str, Any]]) -> None:
    next(record for record in records if record["type"] == "report")["text"] += " More."


def _reason(records: list[dict[str, Any]]) -> None:
    next(record for record in records if record["type"] == "change")["reason"] = "another"


def _entry(records: list[dict[str, Any]]) -> None:
    records.remove(next(record for record in records if record["type"] == "change" and record["seq"] == 2))


def _tail(records: list[dict[str, Any]]) -> None:
    records.remove(next(record for record in records if record["type"] == "change" and record["seq"] == 3))


def _record(records: list[dict[str, Any]]) -> None:
    records.remove(next(record for record in records if record["type"] == "decision"))


def _stranger(records: list[dict[str, Any]]) -> None:
    records.append({"type": "opinion", "id": "X1"})


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_quote, "claim C1 is not as the journal has it: quote is 'eight policemen were killed', but"),
        (_text, "the text of report R1 was changed"),
        (_reason, "Journal entry 1: content was changed"),
        (_entry, "Journal: entry 2 is missing"),
        (_tail, "The journal ends with entry 2, its manifest says 3"),
        (_record, "Decision O1 is in journal entry 3, but not in the file"),
        (_stranger, "unknown type 'opinion'"),
    ],
)
def test_a_forger_who_fits_the_file_hashes_is_found_and_the_place_is_named(change: Any, named: str) -> None:
    problems = verify_jsonl(rewritten(EXPORT, change), name="x").problems
    assert any(named in problem for problem in problems), problems


def test_a_renamed_manifest_is_asked_for(tmp_path: Path) -> None:
    write_export(a_case(), "markdown", tmp_path / "log.md")
    side_path(tmp_path / "log.md").unlink()
    with pytest.raises(InputError, match="no manifest beside it"):
        verify_export(tmp_path / "log.md")


def test_the_manifest_may_be_named_instead_of_the_export(tmp_path: Path) -> None:
    _, manifest = write_export(a_case(), "csv", tmp_path / "log.csv")
    assert verify_export(manifest).is_sound


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        verify_export(tmp_path / "missing.jsonl")


def test_an_export_that_does_not_verify_is_not_read() -> None:
    with pytest.raises(InputError, match="not as it was exported"):
        read_case(flipped(EXPORT, 500, 1), name="x")
