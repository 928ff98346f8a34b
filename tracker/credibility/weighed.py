"""Weighed questions of a case: the estimate beside the plain count, what each source gives, and each left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from statistics import median
from typing import Any

from tracker.credibility.case_votes import CaseVotes, figure_of
from tracker.credibility.weighing import weigh
from tracker.model.claim import Claim
from tracker.model.track_record import Contribution, LeftOut, WeighedQuestion
from tracker.model.weighing import Vote, Weighing
from tracker.model.wording import number_words, quantity_words


def weighed_votes(votes: CaseVotes, *, without: str | None = None) -> Weighing:
    """Weighs the votes of a case; without: source id that is not heard."""
    heard = [vote for vote in votes.votes if vote.source != without]
    asked = {vote.question for vote in heard}
    return weigh(
        heard,
        questions={question: declared for question, declared in votes.questions.items() if question in asked},
        parties=votes.parties,
        settled={question: value for question, value in votes.settled.items() if question in asked},
    )


def weighed_questions(votes: CaseVotes, weighing: Weighing, names: Mapping[str, str]) -> dict[str, WeighedQuestion]:
    """Question -> how it is weighed. names: source id -> name."""
    answers: dict[str, list[Vote]] = defaultdict(list)
    for vote in votes.votes:
        answers[str(vote.question)].append(vote)
    return {question: _weighed(question, told, votes, weighing, names) for question, told in answers.items()}


def _weighed(
    question: str, told: list[Vote], votes: CaseVotes, weighing: Weighing, names: Mapping[str, str]
) -> WeighedQuestion:
    low, high = weighing.intervals.get(question, (None, None))
    estimate = weighing.answers.get(question)
    support = sorted(weighing.support.get(question, {}).items(), key=lambda item: (-item[1], str(item[0])))
    is_figure = votes.questions[question].kind in ("count", "number")
    weights = {vote.source: weighing.weights.get((vote.source, question), 0.0) for vote in told}
    return WeighedQuestion(
        question=question,
        answer=_words(estimate),
        estimate=float(estimate) if is_figure and isinstance(estimate, int | float) else None,
        low=low if is_figure else None,
        high=high if is_figure else None,
        support=() if is_figure else tuple((_words(value), float(chance)) for value, chance in support),
        plain=_plain([vote.value for vote in told], is_figure=is_figure),
        reports=len(told),
        independent=sum(weights.values()),
        settled=question in votes.settled,
        contributions=tuple(
            _contribution(vote, votes.claims[vote.source, question], weights[vote.source], votes, weighing, names)
            for vote in told
        ),
    )


def _contribution(
    vote: Vote, claim: Claim, weight: float, votes: CaseVotes, weighing: Weighing, names: Mapping[str, str]
) -> Contribution:
    question = str(vote.question)
    declared = votes.questions[question]
    figure = figure_of(claim) if declared.kind in ("count", "number") else None
    record = weighing.sources.get(vote.source)
    bias = record.bias.get(declared.about) if record else None
    notes = []
    copied = max(record.copies.items(), key=lambda item: item[1], default=None) if record else None
    origin = vote.cites or (copied[0] if copied and copied[1] >= _LIKELY else None)
    if origin and weight < _LIKELY:
        notes.append(f"repeats {names.get(origin, origin)}")
    side = votes.parties.get(vote.source)
    if side:
        notes.append(f"party: {side}")
    return Contribution(
        source=vote.source,
        name=names.get(vote.source, vote.source),
        reported=quantity_words(claim.quantity) if figure is not None else _words(vote.value),
        corrected=figure / bias[0] if figure is not None and bias and declared.kind == "count" else None,
        weight=weight,
        chance=weighing.support.get(question, {}).get(vote.value) if figure is None else None,
        note=", ".join(notes),
    )


_LIKELY = 0.5


def left_out(question: str, votes: CaseVotes, weighing: Weighing, names: Mapping[str, str]) -> list[LeftOut]:
    """The question without each of its sources in turn, largest change first: weighs the case once per source."""
    told = [vote for vote in votes.votes if vote.question == question]
    found = []
    for vote in told:
        other = weighed_votes(votes, without=vote.source)
        low, high = other.intervals.get(question, (None, None))
        answer = other.answers.get(question)
        is_figure = votes.questions[question].kind in ("count", "number")
        estimate = float(answer) if is_figure and isinstance(answer, int | float) else None
        found.append(
            LeftOut(
                source=vote.source,
                name=names.get(vote.source, vote.source),
                answer=_words(answer),
                estimate=estimate,
                low=low if is_figure else None,
                high=high if is_figure else None,
                change=_change(question, weighing, other, estimate),
            )
        )
    return sorted(found, key=lambda one: (-abs(one.change or 0.0), one.source))


def _change(question: str, with_it: Weighing, without: Weighing, estimate: float | None) -> float | None:
    before = with_it.answers.get(question)
    if estimate is not None and isinstance(before, int | float):
        return estimate - float(before)
    chances = without.support.get(question, {})
    if before is None or not chances:
        return None
    return chances.get(before, 0.0) - with_it.support.get(question, {}).get(before, 0.0)


def _plain(values: list[Any], *, is_figure: bool) -> str:
    if is_figure:
        return _words(median(float(value) for value in values))
    counted = Counter(_words(value) for value in values).most_common()
    most = [answer for answer, count in counted if count == counted[0][1]]
    return " / ".join(sorted(most))


def _words(value: Any) -> str:
    if value is None:
        return "unknown"
    return number_words(round(float(value), 2)) if isinstance(value, int | float) else str(value)
