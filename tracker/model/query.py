"""Queries: what a list shows, and in which order."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from tracker.model.base import Frozen
from tracker.model.claim import ClaimStatus


class ClaimOrder(StrEnum):
    """How a list of claims is ordered; claims that are alike in it stand in the order taken in."""

    TAKEN_IN = "taken in"
    NEWEST = "newest"
    """By the time of the statement, latest first; those of no known time last."""
    SOURCE = "source"
    """By the source's name."""
    INCIDENT = "incident"
    """By the incident's name; those of no known incident last."""


class ClaimQuery(Frozen):
    """Which claims, in the order taken in. Empty fields do not filter."""

    text: str = ""
    """Fuzzy words over quote, source, place, incident."""
    statuses: tuple[ClaimStatus, ...] = ()
    source_ids: tuple[str, ...] = ()
    """Any of these sources."""
    incident_ids: tuple[str, ...] = ()
    """Any of these incidents."""
    measures: tuple[str, ...] = ()
    """Any of these measures."""
    source_id: str | None = None
    incident_id: str | None = None
    report: str | None = None
    limit: int | None = None
    offset: int = 0


class Waiting(NamedTuple):
    """A proposal as the queue of triage needs it: ten thousand of them are there at once, their words are not."""

    number: int
    """12 for "C12"."""
    report: str | None
    start: int
    end: int
    """Where its quote stands in the report; 0 to 0 for a typed claim."""
    score: float
    """0-1; 0 where reading gave none."""
    source_id: str | None
    source: str

    @property
    def id(self) -> str:
        return f"C{self.number}"


READ_OF_QUERY = 1_000
"""Characters of what was typed to search that are read."""
MOST_WORDS = 12
"""Words of it that are looked for: nobody types more to find something, and each one costs time."""


def typed_words(text: str) -> list[str]:
    """The words that are looked for, each once, in lower case.

    >>> typed_words("Kabul  embassy kabul")
    ['kabul', 'embassy']
    """
    return list(dict.fromkeys(text[:READ_OF_QUERY].casefold().split()))[:MOST_WORDS]
