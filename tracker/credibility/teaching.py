"""Which questions would teach most about the sources if they were settled."""

from __future__ import annotations

import math
from collections.abc import Iterable

from tracker.model.track_record import WeighedQuestion


def worth_settling(questions: Iterable[WeighedQuestion]) -> list[WeighedQuestion]:
    """The questions in order: doubt about the answer times the root of the number of reports, most first.

    Doubt is the width of the 90 % interval on a scale of logarithms, or one less the chance of the likeliest answer.
    """
    return sorted(questions, key=lambda question: (-_doubt(question) * math.sqrt(question.reports), question.question))


def _doubt(question: WeighedQuestion) -> float:
    if question.low is not None and question.high is not None:
        return math.log1p(max(0.0, question.high)) - math.log1p(max(0.0, question.low))
    return 1.0 - question.support[0][1] if question.support else 0.0
