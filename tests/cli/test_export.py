"""`tracker export`: what is handed over, of which part, to whom."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tracker.errors import ExitCode
from tracker.exchange.outgoing.registry import FORMATS


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("raw-csv", "pdf", "bag")])
def test_every_format_is_printed_or_written_and_verifies(disputed: Command, tmp_path: Path, name: str) -> None:
    path = tmp_path / "out"
    written = disputed("export", name, "-o", str(path))
    assert written.code == ExitCode.OK
    assert "Case state: tracker-checkpoint 2 HASH HASH" in written.err
    assert disputed("verify", str(path)).code == ExitCode.OK
    assert disputed("export", name).out


def test_a_part_says_which_it_is(disputed: Command, tmp_path: Path) -> None:
    path = tmp_path / "part.jsonl"
    disputed(
        "export", "jsonl", "-o", str(path), "--source", "Interior Ministry", "--dates", "2017-07", "--query", "police"
    )
    first, *lines = (json.loads(line) for line in path.read_text().splitlines())
    assert first["holds"]["scope"] == {"words": "police", "source": "S2 Interior Ministry", "dates": "2017-07"}
    assert [line["id"] for line in lines if line["type"] == "claim"] == ["C2"]
    verified = disputed("verify", str(path))
    assert verified.code == ExitCode.OK
    assert "It holds a part of its case" in verified.err


def test_a_public_export_names_no_analyst_and_pseudonyms_are_the_same_with_the_same_key(
    disputed: Command, tmp_path: Path
) -> None:
    key = tmp_path / "names.key"
    key.write_bytes(b"0123456789abcdef0123456789abcdef")
    disputed("decide", "C1-C2", "defer", "--reason", "anna waits for the list in /home/anna/list.pdf")
    one, other = (
        disputed("export", name, "--profile", "public", "--pseudonyms", str(key)).out for name in ("markdown", "html")
    )
    for text in (one, other):
        assert "anna" not in text
        assert "Islamic State" not in text
        assert "the analyst waits for the list in" in text
    names = {word for word in one.split() if len(word) == 10 and word.isalnum() and any(c.isdigit() for c in word)}
    assert names
    assert all(name in other for name in names)


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        (["--source", "Nobody at all"], ExitCode.USAGE, "no source"),
        (["--incident", "I9"], ExitCode.USAGE, "no incident"),
        (["--dates", "soon"], ExitCode.USAGE, "not a date"),
        (["--profile", "secret"], ExitCode.USAGE, "profile"),
    ],
)
def test_what_cannot_be_exported_is_said(disputed: Command, asked: list[str], code: ExitCode, words: str) -> None:
    refused = disputed("export", "csv", *asked)
    assert refused.code == code
    assert words in refused.err.lower()
    assert refused.out == ""


def test_a_missing_key_says_how_to_make_one(disputed: Command, tmp_path: Path) -> None:
    refused = disputed("export", "csv", "--pseudonyms", str(tmp_path / "none"))
    assert refused.code != ExitCode.OK
    assert "head -c 32 /dev/urandom" in refused.err
