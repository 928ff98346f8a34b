"""Reading a hostile text twice as long takes about twice the work: counted in function calls, so no clock can err."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from tracker.reading.attribution import attributions
from tracker.reading.claims import read
from tracker.reading.quantities import quantities

SIZE = 3_200
"""Characters: more than twice the longest stretch that is read as one sentence."""
GROWTH = 2.6
"""Largest growth of the work when the text is twice as long."""

HOSTILE: dict[str, Callable[[int], str]] = {
    "counted deeds": lambda number: "1 killed and ",
    "words of saying": lambda number: "said ",
    "money": lambda number: "$1 ",
    "quotation marks": lambda number: '"He said that 3" ',
    "names": lambda number: f"Gen. A{number:x}b C{number * 7:x}d said 3 died. ",
    "incidents": lambda number: f"The attack in Kabul on May {number % 28 + 1} {1500 + number % 500} killed {number}. ",
    "groups": lambda number: f"The B{number:x} Group (B{number:x}G) said it. The group said so.\n\n",
    "figures without end": lambda number: "1,",
}


def _text(piece: Callable[[int], str], size: int) -> str:
    text = ""
    number = 0
    while len(text) < size:
        text += piece(number)
        number += 1
    return text


def _calls(function: Callable[[str], object], text: str) -> int:
    """How many functions, of Python and of C, run while `function` reads the text."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal counted
        if event in ("call", "c_call"):
            counted += 1

    sys.setprofile(count)
    try:
        function(text)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("name", HOSTILE)
def test_the_work_grows_with_the_length(name: str) -> None:
    text = _text(HOSTILE[name], SIZE)
    longer = _text(HOSTILE[name], 2 * SIZE)
    for function in (read, quantities, attributions):
        function(text[:200])  # loads the tables
        growth = _calls(function, longer) / _calls(function, text)
        assert growth < GROWTH, f"{function.__name__} on {name}: {growth:.2f} times the work for twice the text"
