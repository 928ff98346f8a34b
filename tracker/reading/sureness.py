"""How sure the reader is of a proposal: a plain logistic regression on what can be seen of it.

Method: Platt (1999), "Probabilistic outputs for support vector machines": the score that the rules give is one feature
among others of a logistic regression, fitted on reports with claims written down by hand
(scripts/fit_proposal_scores.py). So a score of 0.9 means that nine in ten such proposals were right as they stood.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tracker.model.claim import Measure, ProposedClaim
from tracker.reading.lexicons import table

_CASUALTIES = frozenset({Measure.KILLED, Measure.WOUNDED})
_THINGS = frozenset({Measure.VEHICLES, Measure.ATTACKS, Measure.BUILDINGS, Measure.COUNT})
_LONG = 160
"""Characters of a quote that count as one."""


def with_sureness(proposals: Sequence[ProposedClaim], publisher: str) -> list[ProposedClaim]:
    """The proposals of one text with the scores that the rules gave replaced by fitted ones (0.01-0.99).

    publisher: whose voice the narrator's is.
    """
    weights = table("proposal_scores")
    same_quote: dict[tuple[int, int], int] = {}
    for proposal in proposals:
        same_quote[proposal.span] = same_quote.get(proposal.span, 0) + 1
    return [
        proposal.model_copy(update={"score": _score(features(proposal, same_quote[proposal.span], publisher), weights)})
        for proposal in proposals
    ]


def features(proposal: ProposedClaim, same_quote: int, publisher: str) -> dict[str, float]:
    """What is seen of a proposal. same_quote: how many proposals of the text share its quote, itself counted.

    The score must still be the one that the rules gave.
    """
    figure = proposal.quantity is not None
    told = proposal.source != publisher
    seen = {
        "rule_score": 10 * (proposal.score - 0.5),
        "casualties": proposal.measure in _CASUALTIES,
        "other_figure": figure and proposal.measure not in _CASUALTIES,
        "responsibility": proposal.measure == Measure.RESPONSIBILITY,
        "told": told,
        "told_statement": told and not figure,
        "relayed": len(proposal.chain) > 1,
        "unnamed": told and not any(letter.isupper() for letter in proposal.source),
        "hedged": proposal.hedged,
        "cumulative": proposal.cumulative,
        "no_place": proposal.place is None,
        "no_time": proposal.event_time is None,
        "long_quote": min(3.0, len(proposal.quote) / _LONG),
        "more_in_quote": min(3, same_quote - 1),
        "part": proposal.part_of is not None,
        "people": proposal.measure == Measure.PEOPLE,
        "things": proposal.measure in _THINGS,
        "narrated_statement": not told and not figure,
        "spoken": proposal.quote[:1] in '"“',
        "one": proposal.low == 1 == proposal.high,
        "zero": figure and proposal.high == 0,
        "approximate": proposal.approximate,
    }
    return {name: float(value) for name, value in seen.items() if value}


def _score(seen: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = weights.get("base", 0.0) + sum(weights.get(name, 0.0) * value for name, value in seen.items())
    return round(min(0.99, max(0.01, 1.0 / (1.0 + math.exp(-total)))), 2)
