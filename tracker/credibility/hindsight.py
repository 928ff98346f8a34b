"""What the weighing held likely before each decision: the ground of calibration."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.credibility.calibration import Foretold
from tracker.credibility.case_votes import CaseVotes
from tracker.credibility.chances import chance_of, is_near
from tracker.credibility.weighed import weighed_votes

MOST = 200
"""Newest settled questions that are looked at: each weighs the case anew."""


def chances_before(votes: CaseVotes) -> Iterator[Foretold]:
    """The probability of each answer to each settled question, and whether it came true, oldest decision first.

    Each question is weighed as it stood before its decision: settled are only those decided earlier. An answer that is
    a figure has the probability that the real figure is within a fifth of it.
    """
    known = sorted(votes.settled, key=lambda question: (votes.settlements[question].at, question))
    for number, question in enumerate(known):
        if number >= len(known) - MOST:
            before = votes._replace(settled={earlier: votes.settled[earlier] for earlier in known[:number]})
            yield from _outcomes(question, votes, before)


def _outcomes(question: str, votes: CaseVotes, before: CaseVotes) -> Iterator[Foretold]:
    weighing, truth = weighed_votes(before), votes.settled[question]
    is_figure = votes.questions[question].kind in ("count", "number")
    for answer in sorted({vote.value for vote in votes.votes if vote.question == question}, key=str):
        chance = chance_of(answer, question, weighing, is_figure=is_figure)
        if chance is not None:
            came_true = is_near(float(answer), float(truth)) if is_figure else answer == truth
            yield Foretold(chance, came_true, votes.settlements[question].by)
