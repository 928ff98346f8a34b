"""The page on faults names tests, and each of them is there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
NAMED = re.findall(r"`([\w/]+\.py)::(\w+)`", (TESTS.parent / "docs" / "faults.md").read_text(encoding="utf-8"))


@cache
def _tests_of(file: str) -> frozenset[str]:
    return frozenset(
        re.findall(r"^(?:async )?def (test_\w+)", (TESTS / file).read_text(encoding="utf-8"), re.MULTILINE)
    )


def test_the_page_on_faults_names_a_test_in_every_row() -> None:
    rows = re.findall(r"^\| .* \|$", (TESTS.parent / "docs" / "faults.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [row for row in rows if "::" not in row and not row.endswith("| tests |")] == []
    assert len(rows) > 40


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED)), ids=lambda part: part)
def test_a_test_that_the_page_on_faults_names_is_there(file: str, name: str) -> None:
    assert name in _tests_of(file)


@pytest.mark.parametrize("file", sorted((TESTS / "faults").glob("test_*.py")), ids=lambda path: path.name)
def test_every_test_of_faults_is_on_the_page(file: Path) -> None:
    relative = f"faults/{file.name}"
    not_named = _tests_of(relative) - {name for named, name in NAMED if named == relative} - {"test_there_are_fifty"}
    assert not_named == set()
