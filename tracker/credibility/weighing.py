"""Weighs votes: which answers are likely, and how far each source can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tracker.credibility.accounts import AccountModel, Accounts
from tracker.credibility.figures import FigureModel, Figures
from tracker.credibility.independence import Independence
from tracker.credibility.intervals import figure_intervals
from tracker.credibility.records import source_records
from tracker.credibility.segments import Floats
from tracker.credibility.table import Table, tabulate
from tracker.credibility.values import text_of
from tracker.errors import StoppedError
from tracker.model.weighing import Question, Vote, Weighing

Progress = Callable[[int, int], bool]
"""(steps done, steps in all) -> whether to go on."""

ROUNDS = 5
"""Times that independence is judged anew from the answers found with it, if they still move it."""
STEPS = ROUNDS + 4
"""Most steps of a weighing: votes read, pairs found, one estimate and one for each round, records."""
UNMOVED = 1e-6
"""Change of the chance of dependence that moves nothing."""

ROUNDING = 1e-9
"""Other answers whose chances differ by less are equally likely."""
EQUALLY_LIKELY = 0.01
"""Figures whose chances differ by less are equally likely: the one nearer to the estimate from all figures is taken,
and of two equally near ones the lower, as casualty recorders do."""


def weigh(
    votes: Iterable[Vote | tuple[str, Any, Any]],
    *,
    questions: Mapping[Any, Question] | None = None,
    parties: Mapping[str, str] | None = None,
    settled: Mapping[Any, Any] | None = None,
    on_progress: Progress = lambda _done, _steps: True,
) -> Weighing:
    """Weighed answers to questions on which sources differ, and a record of each source.

    votes: (source, question, value) or Vote; the order does not matter, empty values are skipped.
    questions: what is known about questions; the kind of the others is found out from the values.
    parties: source -> side of the conflict.
    settled: question -> answer known to be true; it teaches the model about the sources.
    on_progress: called after each step with the steps done and the most there are; False stops.
    Returns answers that were given (in the spelling used most; of names the clearest, of places the fullest), but
    for counts and for numbers that are measured rather than copied an estimate. The same votes give the same result
    in any order.
    Raises UsageError for an entry that is no vote and for an unknown kind of question, StoppedError when stopped.

    >>> weighing = weigh([("a", "when", "11:35 p.m."), ("b", "when", "23:35"), ("c", "when", "23:50")])
    >>> weighing.answers
    {'when': '11:35 p.m.'}
    """
    table = tabulate(votes, questions, parties, settled)
    if not table.sources:
        return Weighing(answers={}, intervals={}, support={}, sources={})
    _step(on_progress, 1)
    accounts, figures = AccountModel(table), FigureModel(table)
    independence = Independence(table)
    _step(on_progress, 2)
    dependent = independence.judge(independence.by_agreement())
    weight = independence.weights(dependent)
    told, counted = accounts.run(weight), figures.run(weight)
    for round_ in range(ROUNDS):
        _step(on_progress, 3 + round_)
        before = dependent
        dependent = independence.judge(_chances(table, (accounts, told), (figures, counted)))
        if np.abs(dependent - before).max(initial=0.0) < UNMOVED:
            break
        weight = independence.weights(dependent)
        told, counted = accounts.run(weight), figures.run(weight)
    _step(on_progress, STEPS - 1)
    weighing = _weighing(table, (accounts, told), (figures, counted), weight, independence.copies(dependent))
    _step(on_progress, STEPS)
    return weighing


def _weighing(
    table: Table,
    accounts: tuple[AccountModel, Accounts],
    figures: tuple[FigureModel, Figures],
    weight: Floats,
    copies: Mapping[tuple[int, int], float],
) -> Weighing:
    estimate, low, high = figure_intervals(*figures, weight)
    return Weighing(
        answers=_answers(table, accounts[1], figures[0], estimate),
        intervals=_intervals(table, low, high),
        support=_support(table, accounts[1]),
        sources=source_records(table, accounts, figures, weight, copies),
        weights=_weights(table, weight),
    )


def _step(on_progress: Progress, done: int) -> None:
    if not on_progress(done, STEPS):
        raise StoppedError("Stopped; nothing was changed.")


def _chances(table: Table, accounts: tuple[AccountModel, Accounts], figures: tuple[FigureModel, Figures]) -> Floats:
    """Per claim: how likely its source was to say it on its own."""
    chance = np.ones(len(table.source))
    chance[figures[0].claims] = figures[0].chance_of_saying(figures[1])
    chance[accounts[0].claims] = accounts[0].chance_of_saying(accounts[1])
    return chance


def _answers(table: Table, told: Accounts, figures: FigureModel, estimate: Floats) -> dict[Any, Any]:
    best = _likeliest(table, told, figures, estimate)
    answers: dict[Any, Any] = {}
    measured = _measured(table)
    for item, question in enumerate(table.questions):
        if table.kinds[item] == "count" and not measured[item]:
            continue
        if table.kinds[item] == "count":
            # People are counted in ones; half of the small errors are only this rounding.
            answers[question] = max(0, round(float(estimate[item])))
        elif table.kinds[item] == "number" and not figures.measures.copied[table.group[item]]:
            answers[question] = float(estimate[item])
        elif item in best:
            answers[question] = table.cell_value[best[item]]
    return answers


def _likeliest(table: Table, told: Accounts, figures: FigureModel, estimate: Floats) -> dict[int, int]:
    """Item -> its likeliest cell; see EQUALLY_LIKELY for figures, of other answers the one written most."""
    away = np.zeros(len(table.cell_item))
    shown = np.flatnonzero(np.isfinite(table.cell_figure))
    measure = table.group[table.cell_item[shown]]
    middle = figures.measures.scaled(estimate[table.cell_item[shown]], measure)
    away[shown] = np.abs(figures.measures.scaled(table.cell_figure[shown], measure) - middle).round(6)
    best: dict[int, int] = {}
    for cell, item in enumerate(table.cell_item.tolist()):
        leader = best.setdefault(item, cell)
        ahead = told.probability[cell] - told.probability[leader]
        nearer = (away[cell], table.cell_figure[cell]) < (away[leader], table.cell_figure[leader])
        close = EQUALLY_LIKELY if np.isfinite(table.cell_figure[cell]) else ROUNDING
        if ahead > close or (ahead >= -close and nearer):
            best[item] = cell
    return best


def _measured(table: Table) -> NDArray[np.bool_]:
    """Items for which somebody gave a figure, or whose figure is settled."""
    reported = np.bincount(table.item[np.isfinite(table.figure)], minlength=len(table.questions)) > 0
    return np.asarray(reported | np.isfinite(table.settled_figure))


def _intervals(table: Table, low: Floats, high: Floats) -> dict[Any, tuple[float, float]]:
    shown = np.flatnonzero(_measured(table) & np.isfinite(low)).tolist()
    # On the scale of logarithms a half width can reach below none; nothing that is counted does.
    least = [0.0 if kind == "count" else -np.inf for kind in table.kinds]
    return {
        table.questions[item]: (max(least[item], float(low[item])), max(least[item], float(high[item])))
        for item in shown
    }


def _support(table: Table, told: Accounts) -> dict[Any, dict[Any, float]]:
    support: dict[Any, dict[Any, float]] = {}
    for cell, item in enumerate(table.cell_item.tolist()):
        if table.kinds[item] != "count":
            support.setdefault(table.questions[item], {})[_hashable(table.cell_value[cell])] = float(
                told.probability[cell]
            )
    return support


def _weights(table: Table, weight: Floats) -> dict[tuple[str, Any], float]:
    weights: dict[tuple[str, Any], float] = {}
    for source, item, counts in zip(table.source.tolist(), table.item.tolist(), weight.tolist(), strict=True):
        key = (table.sources[source], table.questions[item])
        weights[key] = max(counts, weights.get(key, 0.0))
    return weights


def _hashable(value: Any) -> Any:
    """The value itself, or its text if it is a list or a set."""
    try:
        hash(value)
    except TypeError:
        return text_of(value)
    return value
