"""Votes, questions and what weighing them gives."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from tracker.model.base import Frozen


class Vote(Frozen):
    """One source's answer to one question."""

    source: str
    question: Hashable
    value: Any
    at: float | None = None
    """Orders votes in time; any unit."""
    cites: str | None = None
    """Name of the origin that the vote repeats."""


class Question(Frozen):
    """What kind of answer a question has."""

    kind: str
    """count, choice, number, time, names or place."""
    about: str | None = None
    """Side whose losses are counted."""
    blames: Mapping[Any, str] | None = None
    """For a choice: value -> side blamed."""


class SourceRecord(Frozen):
    """How a source held up."""

    reliability: float | None
    """0-1; None: cannot be judged (fewer than three effective items)."""
    low: float
    high: float
    """90 % interval of reliability."""
    effective: float
    """Independent items behind it."""
    right: float = 0.0
    """Expected number of right statements."""
    wrong: float = 0.0
    copies: Mapping[str, float] = {}
    """Source -> probability that this one copies it."""
    bias: Mapping[str | None, tuple[float, float, float]] = {}
    """Side or None -> (factor reported / real, low, high)."""
    spread: float | None = None
    """Standard deviation of the log error of its counts."""


class Weighing(Frozen):
    """Weighed answers and source records."""

    answers: Mapping[Any, Any]
    intervals: Mapping[Any, tuple[float, float]]
    """90 %, for counts and numbers."""
    support: Mapping[Any, Mapping[Any, float]]
    """question -> value -> probability."""
    sources: Mapping[str, SourceRecord]
    weights: Mapping[tuple[str, Any], float] = {}
    """(source, question) -> how much its answer counts: 1 for one of its own, near 0 for a repeat."""
