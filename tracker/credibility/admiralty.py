"""Admiralty grades that the record of a case proposes; the analyst's own grades are never touched.

Letter and digit are judged apart from each other: the digit of a claim comes from the other sources alone. Baker et
al. (1968) found that 87 % of graded reports lay on the diagonal A1-B2-C3, which makes the second sign worthless.
"""

from __future__ import annotations

import numpy as np

from tracker.credibility.accounts import HITS, MISSES
from tracker.credibility.quantiles import beta_cdf
from tracker.model.scales import Reliability
from tracker.model.weighing import SourceRecord

LETTERS = ((0.9, Reliability.A), (0.75, Reliability.B), (0.6, Reliability.C), (0.4, Reliability.D))
"""Share of right statements from which each letter is proposed, if it is more likely than not reached."""
DIGITS = ((0.75, 2), (0.45, 3), (0.2, 4))
"""Probability of the claim, judged by the others, from which each digit is proposed."""
CONFIRMED = (0.75, 2)
"""Probability and independent groups beside the source that make a claim "confirmed by other sources"."""


def proposed_letter(record: SourceRecord) -> Reliability:
    """The letter that the record supports; F (cannot be judged) under three effective items, whatever the mean.

    >>> proposed_letter(SourceRecord(reliability=None, low=0.2, high=0.9, effective=2.0)).value
    'F'
    >>> proposed_letter(SourceRecord(reliability=0.8, low=0.7, high=0.9, effective=40.0, right=33, wrong=7)).value
    'B'
    """
    if record.reliability is None:
        return Reliability.F
    shares = np.array([share for share, _ in LETTERS])
    a, b = np.full(len(shares), HITS + record.right), np.full(len(shares), MISSES + record.wrong)
    missed = beta_cdf(a, b, shares)
    return next((letter for (_, letter), below in zip(LETTERS, missed, strict=True) if below <= 0.5), Reliability.E)


def proposed_digit(probability: float | None, agreeing: int, others: int) -> int:
    """The digit of a claim from what sources other than its own say.

    probability: of the claim, judged without its source (None: it cannot be). agreeing: independent groups of other
    sources that say the same. others: other groups that say anything on it. 6 when there is nothing to judge by.

    >>> [proposed_digit(0.9, 2, 3), proposed_digit(0.8, 1, 1), proposed_digit(0.1, 0, 2), proposed_digit(None, 0, 0)]
    [1, 2, 5, 6]
    """
    if probability is None or others == 0:
        return 6
    share, groups = CONFIRMED
    if probability >= share and agreeing >= groups:
        return 1
    return next((digit for least, digit in DIGITS if probability >= least), 5)
