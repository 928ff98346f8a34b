from __future__ import annotations

import subprocess
import sys

import pytest

import tracker

HEAVY = ("textual", "sqlmodel", "sqlalchemy", "numpy", "pydantic", "rapidfuzz")


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = f"import sys, tracker; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", [name for name in tracker.__all__ if name != "__version__"])
def test_every_public_name_can_be_used_and_says_what_it_does(name: str) -> None:
    function = getattr(tracker, name)
    assert callable(function)
    assert function.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        tracker.nonsense  # noqa: B018
