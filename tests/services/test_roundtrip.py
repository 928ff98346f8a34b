"""import(export(case)) == case: a sample of what `python -m tests.roundtrip` asks of 10,000 cases."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.roundtrip.check import FORMATS, comes_back
from tests.worlds import worlds
from tracker.services.workspace import Workspace


@pytest.mark.parametrize("format_name", FORMATS)
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(case=worlds())
def test_a_case_that_is_exported_and_taken_in_is_the_same_case(format_name: str, case: Workspace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        comes_back(case, format_name, Path(folder))
