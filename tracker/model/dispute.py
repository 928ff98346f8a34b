"""Disputes: one question of one incident, laid out as camps."""

from __future__ import annotations

from enum import StrEnum

from tracker.model.base import Frozen
from tracker.model.finding import Finding
from tracker.model.scales import Outcome


class DisputeState(StrEnum):
    """detected -> under review -> resolved -> reopened."""

    DETECTED = "detected"
    UNDER_REVIEW = "under_review"
    RESOLVED = "resolved"
    REOPENED = "reopened"


class Camp(Frozen):
    """Claims that can hold together."""

    label: str
    """ "0", "27", "at least 90", or what the camp says when nothing is counted."""
    low: float | None = None
    high: float | None = None
    sources: tuple[str, ...]
    """Names, each once, in the order they first said it."""
    independent: int
    """Independent origins among the sources; copies count once."""
    claims: tuple[str, ...]
    """Claim ids (or list positions as text, when the claims have no ids)."""
    total: int | None = None
    """How many claims stand in it, where `claims` are only some of them."""


class Dispute(Frozen):
    """Claims of one incident on one question, as camps. At least two camps."""

    id: str
    """ "D" and six hexadecimal digits, from incident, measure, population and question: stable over scans."""
    incident: str | None
    measure: str | None
    population: str | None
    question: str
    """Short heading: "killed, police" or "fighting ceased?"."""
    camps: tuple[Camp, ...]
    findings: tuple[Finding, ...] = ()
    """The strongest contradictions across camps, highest score first, at most 50."""
    pairs: int = 0
    """How many pairs of claims contradict each other."""
    state: DisputeState = DisputeState.DETECTED
    outcome: Outcome | None = None
