"""The public comparison of two texts or claims."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.model.finding import FindingKind, Relation
from tracker.services.compare import compare

CASES = [json.loads(line) for line in Path(__file__).with_name("compare_cases.jsonl").read_text("utf-8").splitlines()]
"""Pairs of conflict reports written for these tests; no place, group or event in them is meant."""


def relation(case: dict[str, Any]) -> Relation:
    return compare(case["a"], case["b"], source_a=case["source_a"], source_b=case["source_b"]).relation


def share(wanted: list[bool]) -> float:
    return sum(wanted) / len(wanted)


def test_what_is_flagged_is_nearly_always_a_contradiction() -> None:
    flagged = [case for case in CASES if relation(case) is Relation.CONTRADICTS]
    assert share([case["label"] == "contradiction" for case in flagged]) >= 0.97


def test_nearly_all_contradictions_are_flagged() -> None:
    contradictions = [case for case in CASES if case["label"] == "contradiction"]
    assert share([relation(case) is Relation.CONTRADICTS for case in contradictions]) >= 0.95


def test_most_corroborations_are_called_that() -> None:
    agreeing = [case for case in CASES if case["label"] == "corroboration"]
    assert share([relation(case) is Relation.CORROBORATES for case in agreeing]) >= 0.9


def test_a_toll_with_a_part_contradicts_a_denial_of_that_part() -> None:
    finding = compare(
        "The raiders say 27 people were killed, seven of them policemen",
        "Officials say there were no fatalities among police and embassy staff",
    )
    assert (finding.relation, finding.kind) == (Relation.CONTRADICTS, FindingKind.NUMBER)
    assert finding.reasons[0].code == "zero_against_some"


@pytest.mark.parametrize("text", ["", "   ", "No.", "\x00\x1b[31m", "ولا شيء", "word " * 200_000])
def test_any_text_has_a_defined_result(text: str) -> None:
    assert compare(text, "Twelve people were hurt.").relation is Relation.UNRELATED
    compare(text, text)


VOCABULARY = """
the a no not all two twelve at least people police were was killed hurt denied that bridge open closed
on Monday in Velun by rebels army and or , . may
"""
words = st.sampled_from(VOCABULARY.split())
texts = st.lists(words, max_size=12).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(texts, texts)
def test_the_relation_does_not_depend_on_the_order(a: str, b: str) -> None:
    assert compare(a, b).relation is compare(b, a).relation


@settings(max_examples=50, deadline=None)
@given(texts)
def test_no_text_contradicts_itself(text: str) -> None:
    assert compare(text, text).relation in (Relation.CORROBORATES, Relation.UNRELATED)
