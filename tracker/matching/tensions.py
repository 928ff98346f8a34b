"""Tensions of many claims: overlapping scopes, hedges, approximate figures just outside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from tracker.matching.candidates import Labelled
from tracker.matching.context import SPECIFIC
from tracker.matching.figures import figures_relate
from tracker.matching.intervals import apart
from tracker.matching.judge import decide, scored
from tracker.matching.measures import Figure, figure_of
from tracker.matching.questions import event_key, is_banded
from tracker.matching.scopes import Scope
from tracker.model.claim import Assertion, Measure
from tracker.model.finding import Finding, Relation

TENSIONS_AN_EVENT = 50
"""Tensions listed for one event, strongest first."""
CELLS_COMPARED = 60
"""Distinct figures of one event that are compared with each other."""

Cell = tuple[str | None, str | None, float, float, bool, bool, str]
"""Measure, population, low, high, approximate, hedged, polarity: claims alike in these are one for a tension."""


def tensions(claims: Sequence[Labelled], *, marked: bool = True) -> list[Finding]:
    """Tensions between figures of one event, and denied figures; claims as (label, claim) in the order taken in.

    marked: as of `judge`.
    """
    events: dict[tuple[str, str | None], dict[Cell, tuple[str, Assertion, Figure]]] = defaultdict(dict)
    for label, claim in claims:
        figure = figure_of(claim)
        if figure is not None and is_banded(claim):
            cells = events[(event_key(claim), figure.unit)]
            if len(cells) < CELLS_COMPARED:
                cells.setdefault(_cell(claim, figure), (label, claim, figure))
    found: list[Finding] = []
    for cells in events.values():
        found.extend(sorted(_of_event(cells.values(), marked), key=lambda f: -f.score)[:TENSIONS_AN_EVENT])
    return found


def _cell(claim: Assertion, figure: Figure) -> Cell:
    interval = figure.interval
    return (
        figure.measure,
        claim.population,
        interval.low,
        interval.high,
        interval.approximate,
        claim.hedged,
        claim.polarity,
    )


def _of_event(cells: Iterable[tuple[str, Assertion, Figure]], marked: bool) -> Iterator[Finding]:
    for (label_a, a, figure_a), (label_b, b, figure_b) in combinations(cells, 2):
        if not _may_be_tense(a, b, figure_a, figure_b):
            continue
        verdict = decide(a, b, marked=marked)
        if verdict.relation in (Relation.TENSION, Relation.CONTRADICTS):
            yield scored(verdict, label_a, label_b)


def _may_be_tense(a: Assertion, b: Assertion, x: Figure, y: Figure) -> bool:
    """Whether the pair differs in scope or is uncertain, and its figures are apart."""
    if a.polarity != b.polarity:
        return True
    uncertain = a.hedged or b.hedged or x.interval.approximate or y.interval.approximate
    if not (uncertain or a.population != b.population) or not apart(x.interval, y.interval):
        return False
    # Of other measures, and of times added to others, the words decide.
    told_by_figures = a.measure in SPECIFIC and b.measure in SPECIFIC and Measure.DURATION not in (a.measure, b.measure)
    if not told_by_figures:
        return True
    related = figures_relate((x.measure, a.population), (y.measure, b.population))
    if related in (Scope.SAME, Scope.APART) or x.interval.is_zero or y.interval.is_zero:
        return related is not Scope.APART
    part, whole = (x, y) if related is Scope.WITHIN else (y, x)
    return related is not Scope.OVERLAPS and part.interval.low >= whole.interval.high
