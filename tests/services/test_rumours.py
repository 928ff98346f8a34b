"""News rumours set against headlines: which headlines say that the rumour is not so."""

from __future__ import annotations

import json
from pathlib import Path

from tracker.model.finding import Relation
from tracker.services.compare import compare

CASES = [json.loads(line) for line in Path(__file__).with_name("rumour_cases.jsonl").read_text("utf-8").splitlines()]
"""Rumours and headlines written for these tests; labels were given before any of them was compared."""


def share(wanted: list[bool]) -> float:
    return sum(wanted) / len(wanted)


def is_flagged(case: dict[str, str]) -> bool:
    return compare(case["claim"], case["headline"]).relation is Relation.CONTRADICTS


def test_headlines_flagged_against_a_rumour_nearly_always_deny_it() -> None:
    assert share([case["label"] == "contradiction" for case in CASES if is_flagged(case)]) >= 0.95


def test_most_headlines_that_deny_a_rumour_are_flagged() -> None:
    assert share([is_flagged(case) for case in CASES if case["label"] == "contradiction"]) >= 0.72
