"""Findings: what the matcher says of two claims."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from tracker.model.base import Frozen


class Relation(StrEnum):
    """How two claims stand to each other."""

    CONTRADICTS = "contradicts"
    TENSION = "tension"
    CORROBORATES = "corroborates"
    UNRELATED = "unrelated"


class FindingKind(StrEnum):
    """By what the claims contradict or agree."""

    NUMBER = "number"
    PART_WHOLE = "part-whole"
    POLARITY = "polarity"
    ANTONYM = "antonym"
    RESPONSIBILITY = "responsibility"
    METHOD = "method"
    DATE = "date"
    PLACE = "place"
    IDENTITY = "identity"
    SCOPE = "scope"


class Reason(Frozen):
    """One structured ground of a finding; present/reasons.py makes a sentence of it."""

    code: str
    """ "disjoint_numbers", "zero_against_some", "other_event" ...; one sentence template per code."""
    a: str | None = None
    """What the first claim says on it, for the sentence: "27 killed"."""
    b: str | None = None
    trigger_a: tuple[int, int] | None = None
    """Offsets, into the first quote, of the words that triggered it."""
    trigger_b: tuple[int, int] | None = None


class Finding(Frozen):
    """The matcher's word on two claims."""

    relation: Relation
    kind: FindingKind | None = None
    score: float = Field(default=0.0, ge=0.0, le=1.0)
    reasons: tuple[Reason, ...] = ()
    a: str | None = None
    """Claim ids, when the claims have ids; a before b in the order taken in."""
    b: str | None = None

    @property
    def id(self) -> str | None:
        """ "C3-C9", or None when the claims have no ids."""
        return f"{self.a}-{self.b}" if self.a and self.b else None
