"""What the weighing held likely before each decision: the ground of calibration."""

from __future__ import annotations

import math
from collections.abc import Iterable

from tracker.credibility.case_votes import CaseVotes
from tracker.credibility.numbers import number_in
from tracker.credibility.weighed import weighed_votes
from tracker.model.decision import Decision

MOST = 200
"""Newest settled questions that are looked at: each weighs the case anew."""
_NORMAL_90 = 1.6448536269514722


def chances_before(votes: CaseVotes, decisions: Iterable[Decision]) -> list[tuple[float, bool]]:
    """(probability, whether it came true) for each answer to each settled question, oldest decision first.

    Each question is weighed as it stood before its decision: settled are only those decided earlier. An answer that is
    a figure has the probability that the real figure is within a fifth of it.
    """
    order = {decision.target: decision.at for decision in decisions if decision.is_in_force}
    known = [question for question in votes.settled if question in order]
    known.sort(key=lambda question: (order[question], question))
    found: list[tuple[float, bool]] = []
    for number, question in enumerate(known):
        if number < len(known) - MOST:
            continue
        before = votes._replace(settled={earlier: votes.settled[earlier] for earlier in known[:number]})
        found.extend(_outcomes(question, votes, before))
    return found


def _outcomes(question: str, votes: CaseVotes, before: CaseVotes) -> list[tuple[float, bool]]:
    weighing = weighed_votes(before)
    truth = votes.settled[question]
    answers = sorted({vote.value for vote in votes.votes if vote.question == question}, key=str)
    if votes.questions[question].kind not in ("count", "number"):
        chances = weighing.support.get(question, {})
        return [(min(1.0, max(0.0, chances.get(answer, 0.0))), answer == truth) for answer in answers]
    low, high = weighing.intervals[question]
    estimate = number_in(weighing.answers[question]) or 0.0
    return [
        (_chance_near(float(answer), estimate, low, high), _is_near(float(answer), float(truth))) for answer in answers
    ]


def _is_near(figure: float, truth: float) -> bool:
    return abs(_log(figure) - _log(truth)) <= math.log(1.2)


def _chance_near(figure: float, estimate: float, low: float, high: float) -> float:
    spread = max((_log(high) - _log(low)) / (2 * _NORMAL_90), 1e-6)
    ends = [(_log(figure) + sign * math.log(1.2) - _log(estimate)) / spread for sign in (-1, 1)]
    below, above = (0.5 * (1 + math.erf(end / math.sqrt(2))) for end in ends)
    return above - below


def _log(figure: float) -> float:
    return math.log1p(max(0.0, figure))
