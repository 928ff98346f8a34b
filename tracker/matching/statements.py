"""Statements without a figure: what is said against what is said."""

from __future__ import annotations

from tracker.matching.reasons import ReasonCode, reason
from tracker.matching.verdict import Verdict, unrelated
from tracker.model.claim import Assertion


def compare_statements(a: Assertion, b: Assertion) -> Verdict:
    """The verdict on the words of two claims."""
    return unrelated(reason(ReasonCode.NOTHING_IN_COMMON, a.quote[:80], b.quote[:80]))
