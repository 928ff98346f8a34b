"""How well probabilities that were given came true: Brier score, log score, reliability diagram.

Sources: Brier (1950), "Verification of forecasts expressed in terms of probability"; Murphy and Winkler (1977) for the
reliability diagram.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from tracker.model.track_record import AnalystScore, Bin, Calibration

FEWEST = 20
"""Outcomes under which no figure is given."""
BINS = 10
SUREST = 1e-3
"""Probabilities are kept this far from 0 and 1, so that one surprise does not make the log score endless."""


class Foretold(NamedTuple):
    """A probability given before a decision, and what the decision made of it."""

    probability: float
    came_true: bool
    analyst: str
    """Who decided."""


def calibration(outcomes: Sequence[Foretold]) -> Calibration:
    """What probabilities given before and decisions say together; scores are None under 20 outcomes.

    Raises ValueError for a probability outside 0-1.

    >>> calibration([Foretold(0.8, True, "ada")] * 16 + [Foretold(0.8, False, "ada")] * 4).brier
    0.16
    """
    for probability, *_ in outcomes:
        if not 0.0 <= probability <= 1.0:
            raise ValueError(f"probability is {probability}, expected 0 to 1")
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for probability, came_true, _ in outcomes:
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
    return Calibration(
        outcomes=len(outcomes),
        brier=_brier(outcomes),
        log_score=_log_score(outcomes),
        bins=bins,
        analysts=_by_analyst(outcomes),
    )


def _by_analyst(outcomes: Sequence[Foretold]) -> tuple[AnalystScore, ...]:
    decided: dict[str, list[Foretold]] = defaultdict(list)
    for outcome in outcomes:
        decided[outcome.analyst].append(outcome)
    most_first = sorted(decided.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(AnalystScore(analyst=who, outcomes=len(part), brier=_brier(part)) for who, part in most_first)


def _brier(outcomes: Sequence[Foretold]) -> float | None:
    if len(outcomes) < FEWEST:
        return None
    return round(sum((p - came_true) ** 2 for p, came_true, _ in outcomes) / len(outcomes), 6)


def _log_score(outcomes: Sequence[Foretold]) -> float | None:
    if len(outcomes) < FEWEST:
        return None
    return round(-sum(_log_chance(p, came_true) for p, came_true, _ in outcomes) / len(outcomes), 6)


def _log_chance(probability: float, came_true: bool) -> float:
    kept = min(1 - SUREST, max(SUREST, probability))
    return math.log(kept if came_true else 1 - kept)
