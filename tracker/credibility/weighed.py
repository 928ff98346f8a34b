"""Weighed questions of a case: the estimate beside the plain count, and what each source gives."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Mapping
from statistics import median
from typing import Any, NamedTuple

from tracker.credibility.case_votes import CaseVotes, figure_of
from tracker.credibility.chances import chance_of
from tracker.credibility.ties import Ties
from tracker.credibility.weighing import Progress, weigh
from tracker.model.scales import Independence
from tracker.model.track_record import Contribution, WeighedAnswer, WeighedQuestion
from tracker.model.weighing import Vote, Weighing
from tracker.model.wording import number_words, quantity_words

FIGURES = ("count", "number")
"""Kinds of question that figures answer."""

REPEATED = 0.5
"""Weight under which an answer is said to repeat another."""


def weighed_votes(
    votes: CaseVotes,
    *,
    without: str | None = None,
    question: str | None = None,
    on_progress: Progress = lambda _done, _steps: True,
) -> Weighing:
    """Weighs the votes of a case. without: source id that is not heard; with a question, not on that one alone.

    on_progress: as for weigh().
    """
    heard = [
        vote for vote in votes.votes if vote.source != without or (question is not None and vote.question != question)
    ]
    asked = {vote.question for vote in heard}
    return weigh(
        heard,
        questions={question: declared for question, declared in votes.questions.items() if question in asked},
        parties=votes.parties,
        settled={question: value for question, value in votes.settled.items() if question in asked},
        on_progress=on_progress,
    )


class Outlook(NamedTuple):
    """What the questions of a case are looked at with."""

    votes: CaseVotes
    weighing: Weighing
    names: Mapping[str, str]
    """Source id -> name."""
    ties: Ties

    def is_figure(self, question: str) -> bool:
        return self.votes.questions[question].kind in FIGURES


def weighed_questions(case: Outlook) -> dict[str, WeighedQuestion]:
    """Question -> how it is weighed."""
    answers: dict[str, list[Vote]] = defaultdict(list)
    for vote in case.votes.votes:
        answers[str(vote.question)].append(vote)
    return {question: _weighed(question, told, case) for question, told in answers.items()}


def weighed_answers(votes: CaseVotes, weighing: Weighing, wanted: Container[str]) -> dict[str, WeighedAnswer]:
    """Question -> its answer in brief, of those that are wanted."""
    told: dict[str, list[Vote]] = defaultdict(list)
    for vote in votes.votes:
        if vote.question in wanted:
            told[str(vote.question)].append(vote)
    found = {}
    for question, said in told.items():
        is_figure = votes.questions[question].kind in FIGURES
        found[question] = WeighedAnswer(
            *(figure_and_interval(question, weighing) if is_figure else (None, None, None)),
            support=() if is_figure else _support(question, weighing),
            plain=_plain([vote.value for vote in said], is_figure=is_figure),
            reports=len(said),
            settled=question in votes.settled,
        )
    return found


def _support(question: str, weighing: Weighing) -> tuple[tuple[str, float], ...]:
    support = sorted(weighing.support.get(question, {}).items(), key=lambda item: (-item[1], str(item[0])))
    return tuple((answer_words(value), float(chance)) for value, chance in support)


def _weighed(question: str, told: list[Vote], case: Outlook) -> WeighedQuestion:
    is_figure = case.is_figure(question)
    estimate, low, high = figure_and_interval(question, case.weighing) if is_figure else (None, None, None)
    answer = case.weighing.answers.get(question)
    weights = [case.weighing.weights.get((vote.source, question), 0.0) for vote in told]
    return WeighedQuestion(
        question=question,
        heading=case.votes.headings[question],
        answer=answer_words(answer),
        estimate=estimate,
        low=low,
        high=high,
        support=() if is_figure else _support(question, case.weighing),
        plain=_plain([vote.value for vote in told], is_figure=is_figure),
        reports=len(told),
        independent=sum(weights),
        origins=case.ties.origins(vote.source for vote in told),
        settled=question in case.votes.settled,
        contributions=tuple(
            _contribution(vote, weight, [earlier.source for earlier in told[:place]], case)
            for place, (vote, weight) in enumerate(zip(told, weights, strict=True))
        ),
    )


def figure_and_interval(question: str, weighing: Weighing) -> tuple[float | None, float | None, float | None]:
    """(estimate, low, high) of a figure of a case, none of them below zero: nothing there is counted below it."""
    answer = weighing.answers.get(question)
    low, high = weighing.intervals.get(question, (None, None))
    estimate = max(0.0, float(answer)) if isinstance(answer, int | float) else None
    return estimate, None if low is None else max(0.0, low), high


def _contribution(vote: Vote, weight: float, earlier: list[str], case: Outlook) -> Contribution:
    question = str(vote.question)
    declared, claim = case.votes.questions[question], case.votes.claims[vote.source, question]
    figure = figure_of(claim) if case.is_figure(question) else None
    record = case.weighing.sources.get(vote.source)
    bias = record.bias.get(declared.about) if record else None
    standing = case.ties.among(vote.source, earlier)
    # Whom nobody can name counts little for that reason, which is no sign that it repeats anybody.
    is_repeat = weight < REPEATED and standing is not Independence.NOT_ESTABLISHED
    notes = [_repeat_note(vote, case)] if is_repeat else []
    if standing is Independence.SAME_ORIGIN and weight >= REPEATED:
        # Of those with one origin it is the one that counts; the others are said to repeat it.
        standing = Independence.INDEPENDENT
    if side := case.votes.parties.get(vote.source):
        notes.append(f"party: {side}")
    return Contribution(
        source=vote.source,
        name=case.names.get(vote.source, vote.source),
        reported=quantity_words(claim.quantity) if figure is not None else answer_words(vote.value),
        corrected=figure / bias[0] if figure is not None and bias and declared.kind == "count" else None,
        weight=weight,
        chance=chance_of(vote.value, question, case.weighing, is_figure=figure is not None),
        standing=standing,
        note=", ".join(filter(None, notes)),
    )


def _repeat_note(vote: Vote, case: Outlook) -> str:
    record = case.weighing.sources.get(vote.source)
    copied = max(record.copies.items(), key=lambda item: (item[1], item[0]), default=None) if record else None
    origin = vote.cites or (copied[0] if copied and copied[1] >= REPEATED else None)
    return f"repeats {case.names.get(origin, origin)}" if origin else ""


def _plain(values: list[Any], *, is_figure: bool) -> str:
    if is_figure:
        return answer_words(median(float(value) for value in values))
    counted = Counter(answer_words(value) for value in values).most_common()
    most = [answer for answer, count in counted if count == counted[0][1]]
    return " / ".join(sorted(most))


def answer_words(value: Any) -> str:
    """An answer as people read it.

    >>> answer_words(1200.0), answer_words(None)
    ('1,200', 'unknown')
    """
    if value is None:
        return "unknown"
    return number_words(round(float(value), 2)) if isinstance(value, int | float) else str(value)
