"""One claim for each figure that counts something."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from tracker.model.claim import Measure, Polarity, ProposedClaim
from tracker.model.quantity import Quantity
from tracker.reading.clauses import Clause
from tracker.reading.measures import Measured, measure_of
from tracker.reading.polarity import basis_of, is_cumulative, is_hedged
from tracker.reading.populations import Counted, counted_after
from tracker.reading.report_parts import ReportParts, Sentence
from tracker.reading.setting import event_setting
from tracker.reading.tokens import Token


class _Figure(NamedTuple):
    """A figure with what it counts; first and last are word indices in the sentence."""

    quantity: Quantity
    first: int
    last: int
    counted: Counted
    measured: Measured | None
    part: bool


_NOT_PROPOSED = frozenset((Measure.DURATION, Measure.AGE, Measure.DISTANCE, Measure.SHARE))
"""Measures that an analyst seldom keeps."""


def figure_claims(
    parts: ReportParts, sentence: Sentence, clause: Clause, *, everything: bool = False
) -> list[tuple[ProposedClaim, int | None]]:
    """The claims of a clause, each with the place in this list of the whole it is a part of."""
    starts = [word.start for word in sentence.words]
    found: list[tuple[ProposedClaim, int | None]] = []
    previous: _Figure | None = None
    whole: int | None = None
    for quantity in sentence.quantities:
        if not clause.start <= quantity.span[0] < clause.end:
            continue
        figure = _figure(sentence.words, starts, quantity, previous)
        if figure.measured is None and not everything:
            continue
        part_of = whole if figure.part and found else None
        if part_of is None:
            whole = len(found)
        found.append((_claim(parts, sentence, clause, figure), part_of))
        previous = figure
    return found


def _figure(words: list[Token], starts: list[int], quantity: Quantity, previous: _Figure | None) -> _Figure:
    first, last = bisect_left(starts, quantity.span[0]), bisect_left(starts, quantity.span[1])
    part = _is_part(words, first, last)
    noun_at = last
    if part == "of them":
        noun_at = last + 2
    elif last < len(words) and words[last].low == "of":
        noun_at = last + 1 + (last + 1 < len(words) and words[last + 1].low in ("the", "its", "their", "these"))
    counted = counted_after(words, min(noun_at, len(words)))
    measured = measure_of(words, first, last, quantity, counted)
    if part == "of them" and counted.population is None and measured is None:
        part = ""
    if part and previous is not None and previous.measured and (measured is None or measured.measure in _GUESSED):
        measured = previous.measured._replace(sure=0.88)
    if (
        _continues(words, first, previous)
        and previous is not None
        and previous.measured
        and (measured is None or measured.measure in _GUESSED)
    ):
        measured = previous.measured._replace(sure=0.8)
    if measured and counted.population is None and measured.measure in _COUNTS_PEOPLE:
        counted = counted._replace(population=_after_among(words, last) or "everyone")
    elif measured and counted.population == "everyone" and measured.measure in _COUNTS_PEOPLE:
        counted = counted._replace(population=_after_among(words, last) or "everyone")
    return _Figure(quantity, first, last, counted, measured, bool(part))


_GUESSED = frozenset((Measure.PEOPLE, Measure.FIGHTERS, Measure.ATTACKERS))
_COUNTS_PEOPLE = frozenset(
    (
        Measure.KILLED,
        Measure.WOUNDED,
        Measure.CASUALTIES,
        Measure.DETAINED,
        Measure.DISPLACED,
        Measure.MISSING,
        Measure.RESCUED,
        Measure.PEOPLE,
    )
)


def _is_part(words: list[Token], first: int, last: int) -> str:
    before = [word.low for word in words[max(0, first - 4) : first]]
    if (
        "including" in before
        or "included" in before
        or before[-2:] == ["among", "them"]
        or before[-3:-1] == ["among", "them"]
    ):
        return "including"
    if last + 1 < len(words) and words[last].low == "of" and words[last + 1].low in ("them", "whom", "these", "those"):
        return "of them"
    return ""


def _continues(words: list[Token], first: int, previous: _Figure | None) -> bool:
    """ "killed two staff and at least four others": joined by "and" or commas to the figure before."""
    if previous is None:
        return False
    between = [word.low for word in words[previous.counted.last : first]]
    return (
        len(between) <= 3
        and bool(between)
        and all(word in (",", "and", "plus", "as", "well", "or", "&") for word in between)
    )


def _after_among(words: list[Token], last: int) -> str | None:
    """ "no fatalities among police officers and embassy staff"."""
    for at in range(last, min(last + 5, len(words))):
        if words[at].text in ".,;":
            return None
        if words[at].low in ("among", "amongst", "of") or (
            words[at].low in ("on", "in") and at + 1 < len(words) and words[at + 1].low == "the"
        ):
            skip = at + 1 + (at + 1 < len(words) and words[at + 1].low in ("the", "its", "their", "our"))
            return counted_after(words, skip).population if skip < len(words) else None
    return None


def _claim(parts: ReportParts, sentence: Sentence, clause: Clause, figure: _Figure) -> ProposedClaim:
    start, end = _quote_span(sentence, clause, figure)
    saying = clause.saying
    clause_text = parts.text[clause.start : clause.end]
    measured = figure.measured
    cumulative = is_cumulative(parts.text[sentence.start : sentence.end])
    setting = event_setting(
        parts,
        sentence,
        clause,
        figure.quantity.span,
        cumulative=cumulative,
        measure=measured.measure if measured else None,
        population=figure.counted.population,
    )
    hedged = (saying.hedged if saying else False) or is_hedged(_near(parts, clause, figure))
    population = figure.counted.population if measured else None
    return ProposedClaim(
        quote=parts.text[start:end],
        span=(start, end),
        source=clause.source,
        chain=clause.chain,
        measure=str(measured.measure) if measured else str(Measure.COUNT),
        quantity=figure.quantity,
        quantity_text=parts.text[figure.quantity.span[0] : figure.quantity.span[1]],
        population=population,
        polarity=Polarity.DENIED if saying is not None and saying.denied else Polarity.AFFIRMED,
        place=setting.place,
        event_time=setting.time,
        as_of=setting.as_of,
        basis=basis_of(clause_text, saying.cue if saying else ""),
        hedged=hedged,
        cumulative=cumulative,
        incident=setting.incident,
        score=_score(clause, figure, hedged=hedged),
    )


def _near(parts: ReportParts, clause: Clause, figure: _Figure) -> str:
    """The words round a figure that can hedge it: up to the next comma on either side."""
    low, high = figure.quantity.span
    before, after = parts.text[clause.start : low], parts.text[high : clause.end]
    start = max(before.rfind(mark) for mark in ",;:—") + 1
    ends = [found for mark in ",;:—" if (found := after.find(mark)) >= 0]
    return parts.text[clause.start + start : high + min(ends, default=len(after))]


def _quote_span(sentence: Sentence, clause: Clause, figure: _Figure) -> tuple[int, int]:
    start = clause.quote_start if clause.saying else clause.start
    start = max(sentence.start, min(start, figure.quantity.span[0]))
    end = max(min(clause.end, sentence.end), figure.quantity.span[1])
    return start, end


def _score(clause: Clause, figure: _Figure, *, hedged: bool) -> float:
    measured = figure.measured
    if measured is None:
        return 0.2
    if measured.measure in _NOT_PROPOSED:
        return 0.35
    score = measured.sure
    if measured.measure == Measure.PEOPLE:
        score -= 0.05
    if figure.counted.population is None and measured.measure in _COUNTS_PEOPLE:
        score -= 0.1
    if clause.saying is None:
        score -= 0.06
    if hedged:
        score -= 0.05
    return round(max(0.05, min(0.97, score)), 2)
