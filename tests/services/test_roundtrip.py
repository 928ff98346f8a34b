"""import(export(case)) == case: a sample of what `python -m tests.roundtrip` asks of 10,000 cases."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.roundtrip.check import comes_back, folder
from tests.worlds import worlds
from tracker.services.workspace import Workspace


def _comes_back(format_name: str, case: Workspace) -> None:
    with folder() as place:
        comes_back(case, format_name, Path(place))


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(case=worlds())
def test_a_case_that_is_exported_and_taken_in_is_the_same_case(case: Workspace) -> None:
    _comes_back("jsonl", case)


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(case=worlds())
def test_a_case_that_is_packed_and_taken_in_is_the_same_case(case: Workspace) -> None:
    _comes_back("bag", case)
