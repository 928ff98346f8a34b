"""The fixed scales of the field: Admiralty code, ICD 203, STIX confidence, outcomes.

Values follow NATO AJP-2.1 (Admiralty code), ICD 203 (2015) and STIX 2.1, appendix A.
"""

from __future__ import annotations

from enum import StrEnum


class Reliability(StrEnum):
    """Admiralty code, letter: of a source. F is unknown, never the worst."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def label(self) -> str:
        return _RELIABILITY_LABELS[self.value]


_RELIABILITY_LABELS = {
    "A": "Completely reliable",
    "B": "Usually reliable",
    "C": "Fairly reliable",
    "D": "Not usually reliable",
    "E": "Unreliable",
    "F": "Reliability cannot be judged",
}

CREDIBILITY_LABELS = {
    1: "Confirmed by other sources",
    2: "Probably true",
    3: "Possibly true",
    4: "Doubtful",
    5: "Improbable",
    6: "Truth cannot be judged",
}
"""Admiralty code, digit: of a claim. 6 is unknown, never the worst."""

CONFIDENCE_OF_CREDIBILITY = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10, 6: None}
"""STIX 2.1 appendix A: Admiralty credibility as confidence 0-100; 6 is not specified."""

CONFIDENCE_WORDS = {"low": 15, "moderate": 50, "high": 85}
"""Words an analyst types -> confidence on the STIX Low/Med/High scale."""


def confidence_word(confidence: int | None) -> str:
    """The word for a confidence 0-100; None is "not stated".

    >>> [confidence_word(c) for c in (None, 0, 29, 30, 70)]
    ['not stated', 'none', 'low', 'moderate', 'high']
    """
    if confidence is None:
        return "not stated"
    if confidence == 0:
        return "none"
    return "low" if confidence < 30 else "moderate" if confidence < 70 else "high"


LIKELIHOOD_TERMS: tuple[tuple[float, float, str], ...] = (
    (0.01, 0.05, "almost no chance"),
    (0.05, 0.20, "very unlikely"),
    (0.20, 0.45, "unlikely"),
    (0.45, 0.55, "roughly even chance"),
    (0.55, 0.80, "likely"),
    (0.80, 0.95, "very likely"),
    (0.95, 0.99, "almost certain"),
)
"""ICD 203, first row of terms: lower bound inclusive, upper exclusive."""


def likelihood_term(probability: float) -> str:
    """The ICD 203 term of a probability 0.0-1.0; beyond 1 % and 99 % the outermost terms.

    >>> likelihood_term(0.2), likelihood_term(0.55)
    ('unlikely', 'likely')
    """
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"probability is {probability}, expected 0 to 1")
    for _, upper, term in LIKELIHOOD_TERMS:
        if probability < upper:
            return term
    return LIKELIHOOD_TERMS[-1][2]


class Outcome(StrEnum):
    """What a review can end with."""

    PREFER_SOURCE = "prefer_source"
    REPORT_RANGE = "report_range"
    DEFER = "defer"
    KEEP_PENDING = "keep_pending"
    QUERY_SOURCE = "query_source"
    DIFFERENT_SCOPE = "different_scope"
    DIFFERENT_TIME = "different_time"
    DIFFERENT_EVENT = "different_event"
    DIFFERENT_PLACE = "different_place"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"
    MISREAD = "misread"
    SAME_ORIGIN = "same_origin"

    @property
    def is_real_conflict(self) -> bool:
        """Whether the outcome says that the claims do conflict."""
        return self in _REAL_CONFLICT


_REAL_CONFLICT = frozenset(
    {Outcome.PREFER_SOURCE, Outcome.REPORT_RANGE, Outcome.DEFER, Outcome.KEEP_PENDING, Outcome.QUERY_SOURCE}
)


class Independence(StrEnum):
    """How two sources stand to each other for one claim."""

    INDEPENDENT = "independent"
    SAME_ORIGIN = "same_origin"
    NOT_ESTABLISHED = "not_established"
