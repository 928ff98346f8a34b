"""No pattern of the program takes more than linear time on a hostile text."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator, Mapping

import pytest

import tracker

LENGTH = 4_000
"""Characters of a hostile text. Quadratic patterns take about 0.2 seconds for it, linear ones a millisecond."""
PLAINLY_LINEAR = 0.05
"""Seconds under which no growth is measured: so a busy machine does not make a false alarm."""
GROWTH = 3.0
"""Largest growth of time when the text is twice as long."""

AT_ONE_PLACE = frozenset(("tracker.exchange.outgoing.csv._FORMULA", "tracker.model.voice._TRAILING"))
"""Matched at the start of a cell only, and must look behind any number of blanks there; searched in the last 160
characters of a quote only."""

PIECES = (
    *"1a A“\"'’([{-,.:;/_$% \n\t#*>|=@+&",
    *(
        "1,",
        "1.",
        "1 ",
        "a ",
        "Aa ",
        "A.",
        "said ",
        "and ",
        "killed ",
        ", ",
        "1 killed and ",
        "in ",
        "the ",
        "of ",
        "May ",
    ),
    *(
        "1-",
        "1/",
        "10:",
        "1 - ",
        "a-",
        "a.",
        "a, ",
        "x'",
        "U.S.",
        " -",
        "\n\n",
        "\n1",
        "<a ",
        "<!--",
        "http://",
        "\u0301",
    ),
    *("\u200b", "as of ", "on May 1", "twenty-", "A A ", "A, ", "as of   ", "1 January ", "said on "),
)


RUN_WHEN_LOADED = ("__main__", "migrations.env")
"""Ends of names of modules that do their work when they are loaded."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern that a module of the program holds, each once, by its name."""
    seen = set[re.Pattern[str]]()
    for info in pkgutil.walk_packages(tracker.__path__, "tracker."):
        if info.name.endswith(RUN_WHEN_LOADED):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for found in set(_held(value)) - seen:
                seen.add(found)
                yield f"{info.name}.{name}", found


def _held(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, Mapping) and depth < DEEPEST:
        for each in (*value.keys(), *value.values()):
            yield from _held(each, depth + 1)
    elif isinstance(value, tuple | list | set | frozenset) and depth < DEEPEST:
        for each in value:
            yield from _held(each, depth + 1)


DEEPEST = 3

ALL = sorted({(name, pattern) for name, pattern in patterns()}, key=lambda item: (item[0], item[1].pattern))


def test_the_patterns_are_found() -> None:
    assert len(ALL) > 200


@pytest.mark.parametrize(("name", "pattern"), ALL, ids=[name.removeprefix("tracker.") for name, _ in ALL])
def test_a_pattern_is_linear_on_hostile_repetition(name: str, pattern: re.Pattern[str]) -> None:
    for piece in () if name in AT_ONE_PLACE else PIECES:
        text = piece * (LENGTH // len(piece)) + "!"
        if _seconds(pattern, text) < PLAINLY_LINEAR:
            continue
        longer = piece * (2 * LENGTH // len(piece)) + "!"
        growth = min(_seconds(pattern, longer) for _ in range(3)) / min(_seconds(pattern, text) for _ in range(3))
        assert growth < GROWTH, f"{name} on {piece!r}: {growth:.1f} times as long for twice the text"


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - start
