"""How well probabilities that were given came true: Brier score, log score, reliability diagram.

Sources: Brier (1950), "Verification of forecasts expressed in terms of probability"; Murphy and Winkler (1977) for the
reliability diagram.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from tracker.model.track_record import Bin, Calibration

FEWEST = 20
"""Outcomes under which no figure is given."""
BINS = 10
SUREST = 1e-3
"""Probabilities are kept this far from 0 and 1, so that one surprise does not make the log score endless."""


def calibration(outcomes: Sequence[tuple[float, bool]]) -> Calibration:
    """What (probability given before, whether it came true) say together; scores are None under 20 outcomes.

    Raises ValueError for a probability outside 0-1.

    >>> calibration([(0.8, True)] * 16 + [(0.8, False)] * 4).brier
    0.16
    """
    for probability, _ in outcomes:
        if not 0.0 <= probability <= 1.0:
            raise ValueError(f"probability is {probability}, expected 0 to 1")
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for probability, came_true in outcomes:
        held[min(BINS - 1, int(probability * BINS))].append((probability, came_true))
    bins = tuple(
        Bin(
            low=number / BINS,
            high=(number + 1) / BINS,
            count=len(part),
            given=sum(probability for probability, _ in part) / len(part) if part else None,
            true=sum(came_true for _, came_true in part) / len(part) if part else None,
        )
        for number, part in enumerate(held)
    )
    enough = len(outcomes) >= FEWEST
    return Calibration(
        outcomes=len(outcomes),
        brier=round(sum((p - t) ** 2 for p, t in outcomes) / len(outcomes), 6) if enough else None,
        log_score=round(-sum(_log_chance(p, t) for p, t in outcomes) / len(outcomes), 6) if enough else None,
        bins=bins,
    )


def _log_chance(probability: float, came_true: bool) -> float:
    kept = min(1 - SUREST, max(SUREST, probability))
    return math.log(kept if came_true else 1 - kept)
