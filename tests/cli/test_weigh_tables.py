"""Plain tables: what people write is read, and what is wrong is named with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tracker.errors import ExitCode

HEAD = "source,question,value\n"


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,q,v\na,b,c\n", "no column source; its first line names: name, q, v"),
        ("", "is empty"),
        (HEAD, "has no lines under its first"),
        (HEAD + "a,who,north\nb,who\n", "line 3: value is empty"),
        (HEAD + "a,who,north,south\n", "line 2 has more cells than the first line"),
        ("source,question,value,at\na,who,north,monday\n", "line 2: at is 'monday', neither a number nor a date"),
        ("source,question,value,at\na,who,north,nan\n", "at is 'nan', which orders nothing"),
        ("source,question,value,kind\na,who,north,person\n", "line 2: there is no kind 'person'"),
        ("source,question,value,about\na,dead,3,north\nb,dead,4,south\n", "line 3: 'dead' has another kind or about"),
    ],
)
def test_a_table_that_cannot_be_read_says_where_and_why(tracker: Command, tmp_path: Path, text: str, told: str) -> None:
    table = tmp_path / "votes.csv"
    table.write_text(text, encoding="utf-8")
    found = tracker("weigh", str(table))
    assert found.code == ExitCode.REFUSED_INPUT
    assert told in " ".join(found.err.split())


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_of_any_spreadsheet_are_read(tracker: Command, tmp_path: Path, delimiter: str) -> None:
    table = tmp_path / "votes.csv"
    lines = ["Source,Question,Value", "a,who,north", "", "b,who,south", "c,who,north"]
    table.write_text("\ufeff" + "\r\n".join(lines).replace(",", delimiter), encoding="utf-8")
    first = records(tracker("weigh", str(table), "--json").out)[0]
    assert (first["question"], first["answer"]) == ("who", "north")


def test_what_is_settled_and_who_is_of_which_side_come_from_tables(tracker: Command, tmp_path: Path) -> None:
    votes, sides, known = (tmp_path / name for name in ("votes.csv", "sides.csv", "known.csv"))
    lines = [
        f"{source},q{n},{round((20 + 3 * n) * factor)},south"
        for n in range(8)
        for source, factor in (("ministry", 0.5), ("clinic", 1.0), ("monitor", 1.02))
    ]
    votes.write_text("source,question,value,about\n" + "\n".join(lines), encoding="utf-8")
    sides.write_text("source,side\nministry,south\n", encoding="utf-8")
    known.write_text("question,value\nq0,20\n", encoding="utf-8")
    shown = tracker("weigh", str(votes), "--parties", str(sides), "--settled", str(known))
    ministry = next(line for line in shown.out.splitlines() if " ministry " in line)
    assert "of the real figure on losses of south" in ministry


def test_a_name_that_the_votes_do_not_know_is_an_error_and_not_silence(tracker: Command, tmp_path: Path) -> None:
    votes, sides = tmp_path / "votes.csv", tmp_path / "sides.csv"
    votes.write_text(HEAD + "a,who,north\nb,who,south\n", encoding="utf-8")
    sides.write_text("source,side\nA,north\n", encoding="utf-8")
    assert "the votes know no source 'A'" in tracker("weigh", str(votes), "--parties", str(sides)).err
    assert tracker("weigh", str(votes), "--leave-out").code == ExitCode.USAGE
    assert tracker("weigh", "--dispute", "D1", "--parties", str(sides)).code == ExitCode.USAGE
