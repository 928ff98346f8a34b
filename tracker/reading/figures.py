"""One claim for each figure that counts something."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from tracker.model.attribution import Attribution
from tracker.model.claim import Measure, Polarity, Predicate, ProposedClaim
from tracker.model.period import Period
from tracker.model.quantity import Quantity
from tracker.reading.clauses import Clause, quoted
from tracker.reading.counting import figures_in
from tracker.reading.lexicons import word_set
from tracker.reading.polarity import basis_of, is_cumulative, is_hedged
from tracker.reading.predicates import phrase, predicate_of
from tracker.reading.report_parts import ReportParts, Sentence
from tracker.reading.setting import event_setting
from tracker.reading.wholes import COUNTS_PEOPLE, Figure

_NOT_PROPOSED = frozenset((Measure.DURATION, Measure.AGE, Measure.DISTANCE, Measure.SHARE, Measure.COUNT))
"""Measures that an analyst seldom keeps."""
_SURE_ENOUGH = 0.8
"""Unless the words leave no doubt what lasted or is shared, or somebody is named who says what share it is."""
_CALLED_FALSE = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ )?(?:false|untrue|not true|baseless|unfounded|"
    r"fabricated|fake|lies|incorrect|wrong|a lie)\b",
    re.IGNORECASE,
)


def figure_claims(
    parts: ReportParts, sentence: Sentence, clause: Clause, *, everything: bool = False
) -> list[tuple[ProposedClaim, int | None]]:
    """The claims of a clause, each with the place in this list of the whole it is a part of."""
    found: list[tuple[ProposedClaim, int | None]] = []
    place_of: dict[int, int] = {}
    quantities = _with_denied_any(sentence, clause)
    figures = figures_in(sentence.words, quantities, clause.start, clause.end)
    figures = _as_told_before(parts, sentence, clause, quantities, figures)
    for index, figure in enumerate(figures):
        figure = _of_the_vote(parts, sentence, clause, figure)
        if figure.measured is None and not everything:
            continue
        place_of[index] = len(found)
        whole = place_of.get(figure.whole) if figure.whole is not None else None
        found.append((_claim(parts, sentence, clause, figure), whole))
    return found


def _as_told_before(
    parts: ReportParts, sentence: Sentence, clause: Clause, quantities: list[Quantity], figures: list[Figure]
) -> list[Figure]:
    """ "Police counted 1,500 marchers; organisers spoke of 6,000": a bare figure counts what the one before counted.

    It may stand in a sentence of its own: "Police spoke of 1,500 marchers. Organisers put it at 6,000."
    """
    if len(figures) != 1 or clause.saying is None or not (_is_bare(figures[0]) or _restates(clause, figures[0])):
        return figures
    before = figures_in(sentence.words, quantities, sentence.start, clause.quote_start)
    if not before and _is_all_that_is_said(sentence, clause, figures[0]):
        before = _figures_of_sentence_before(parts, sentence)
    told = next((figure for figure in reversed(before) if figure.measured and figure.whole is None), None)
    if told is None or told.measured is None:
        return figures
    own, quantity = figures[0], figures[0].quantity
    if quantity.unit is None and told.quantity.unit and _is_of_millions(parts, quantity):
        # "90 million euros; the bank says 150 million"
        quantity = quantity.model_copy(update={"unit": told.quantity.unit})
    if told.quantity.unit != quantity.unit:
        return figures
    measured = told.measured._replace(sure=min(told.measured.sure, _TOLD_BEFORE))
    population = own.counted.population if own.counted.head else told.counted.population
    return [own._replace(quantity=quantity, measured=measured, counted=own.counted._replace(population=population))]


def _is_of_millions(parts: ReportParts, quantity: Quantity) -> bool:
    return parts.text[slice(*quantity.span)].lower().endswith(("million", "billion", "trillion", "bn", "m"))


def _restates(clause: Clause, figure: Figure) -> bool:
    """ "Officials put the number at 900 families": what the figure before counted, in other units."""
    opens = [word.low for word in clause.words[:2]]
    unsaid = figure.measured is None or figure.measured.measure == Measure.PEOPLE
    return unsaid and opens in (["the", "number"], ["the", "figure"], ["the", "total"])


_TOLD_BEFORE = 0.8


def _is_bare(figure: Figure) -> bool:
    """ "6,000", and "60%" of which nothing says what it is a share of."""
    if figure.quantity.unit == "percent":
        return figure.measured is not None and figure.measured.measure == Measure.SHARE
    return figure.measured is None and not figure.counted.head and figure.quantity.unit is None


def _is_all_that_is_said(sentence: Sentence, clause: Clause, figure: Figure) -> bool:
    """ "Organisers spoke of 6,000", not "said the six were nurses": the clause ends with its figure."""
    behind = sentence.words[figure.last : clause.first + len(clause.words)]
    before = sentence.words[figure.first - 1].low if figure.first else ""
    return not any(word.is_word or word.is_number for word in behind) and before not in ("the", "other", "and")


def _figures_of_sentence_before(parts: ReportParts, sentence: Sentence) -> list[Figure]:
    """The first of the sentence before in the same paragraph, when all there count the same."""
    at = bisect_left(parts.sentences, sentence.start, key=lambda other: other.start)
    before = parts.sentences[at - 1] if at else sentence
    if at == 0 or before.paragraph != sentence.paragraph:
        return []
    found = figures_in(before.words, before.quantities, before.start, before.end)
    counted = {figure.measured.measure for figure in found if figure.measured}
    return found[:1] if len(counted) == 1 else []


def _with_denied_any(sentence: Sentence, clause: Clause) -> list[Quantity]:
    """ "denied that any of its men had died": none did; the figures of the sentence with that zero."""
    if clause.saying is None or not clause.saying.denied:
        return sentence.quantities
    zeros = [
        Quantity(value=0, low=0, high=0, span=(word.start, word.end))
        for word in clause.words[:_OPENS]
        if word.low in ("any", "anyone", "anybody")
    ]
    return sorted([*sentence.quantities, *zeros], key=lambda quantity: quantity.span)


_OPENS = 4
"""Words of a denied clause in which "any" opens its subject."""


def _of_the_vote(parts: ReportParts, sentence: Sentence, clause: Clause, figure: Figure) -> Figure:
    """ "The Democratic Union had 44.1 percent": of the vote, in a report on an election."""
    measured = figure.measured
    if measured is None or measured.measure != Measure.SHARE or sentence.carried is None:
        return figure
    if parts.linker.happening(sentence.carried).kind != "election" or not sentence.carried_is_main:
        return figure
    before = {word.low for word in clause.words if word.end <= figure.quantity.span[0]}
    if before.isdisjoint(word_set("words", "measures_winning")):
        return figure
    return figure._replace(measured=measured._replace(measure=Measure.VOTES, sure=0.85))


def _claim(parts: ReportParts, sentence: Sentence, clause: Clause, figure: Figure) -> ProposedClaim:
    start, end = _quote_span(parts.text, sentence, clause, figure)
    saying, measured, span = clause.saying, figure.measured, figure.quantity.span
    measure = str(measured.measure) if measured else str(Measure.COUNT)
    cumulative = is_cumulative(parts.text[sentence.start : sentence.end])
    population = figure.counted.population if measured else None
    setting = event_setting(
        parts, sentence, clause, span, cumulative=cumulative, measure=measure, population=population
    )
    near = _near(parts, clause, figure)
    hedged = (saying.hedged if saying else False) or is_hedged(near)
    return ProposedClaim(
        quote=parts.text[start:end],
        span=(start, end),
        source=clause.source,
        chain=clause.chain,
        measure=measure,
        quantity=figure.quantity,
        quantity_text=parts.text[span[0] : span[1]],
        population=population,
        polarity=_polarity(parts, sentence, saying, figure.quantity),
        predicate=None if measure in COUNTS_PEOPLE else _predicate(sentence, clause, figure),
        place=setting.place,
        event_time=setting.time,
        as_of=setting.as_of or _standing_as_of(parts, measure),
        basis=basis_of(near, saying.cue if saying else ""),
        hedged=hedged,
        cumulative=cumulative,
        incident=setting.incident,
        score=_score(clause, figure, near, hedged=hedged),
    )


def _predicate(sentence: Sentence, clause: Clause, figure: Figure) -> Predicate | None:
    """What was done with what is counted: "lose tank"; the figure itself is left out."""
    low, high = figure.quantity.span
    at = bisect_left(clause.words, low, key=lambda word: word.start)
    near = clause.words[max(0, at - _NEAR) : at + _NEAR]
    before = predicate_of([word for word in near if word.start < low])
    found = before or predicate_of([word for word in near if not low <= word.start < high])
    noun = phrase(sentence.words[figure.last : figure.counted.last])
    if found is None or not noun or (before is not None and before.object):
        return found
    return found.model_copy(update={"object": noun})


_FAR = 300
"""Characters on either side of a figure in which it can be hedged."""
_NEAR = 60
"""Words on either side of a figure in which its verb is looked for."""


def _polarity(parts: ReportParts, sentence: Sentence, saying: Attribution | None, quantity: Quantity) -> Polarity:
    """Denied when the source denies the figure or calls it false; "denied that any died" is an affirmed zero."""
    if saying is not None and saying.denied and not quantity.is_zero:
        return Polarity.DENIED
    if saying is None and _is_called_false(_between_semicolons(parts.text, sentence, quantity.span[0])):
        return Polarity.DENIED
    return Polarity.AFFIRMED


def _between_semicolons(text: str, sentence: Sentence, offset: int) -> str:
    start = text.rfind(";", sentence.start, offset) + 1 or sentence.start
    end = text.find(";", offset, sentence.end)
    return text[start : end if end >= 0 else sentence.end]


@lru_cache(maxsize=256)
def _is_called_false(sentence: str) -> bool:
    """Whether the sentence calls something false; kept, since every figure of it asks."""
    return bool(_CALLED_FALSE.search(sentence))


def _standing_as_of(parts: ReportParts, measure: str) -> Period | None:
    return parts.as_of if measure in COUNTS_PEOPLE else None


def _near(parts: ReportParts, clause: Clause, figure: Figure) -> str:
    """The words round a figure that can hedge it: up to the next comma on either side."""
    low, high = figure.quantity.span
    floor = max(clause.start, low - _FAR)
    before, after = parts.text[floor:low], parts.text[high : min(clause.end, high + _FAR)]
    start = max(before.rfind(mark) for mark in ",;:—") + 1
    ends = [found for mark in ",;:—" if (found := after.find(mark)) >= 0]
    return parts.text[floor + start : high + min(ends, default=len(after))]


def _quote_span(text: str, sentence: Sentence, clause: Clause, figure: Figure) -> tuple[int, int]:
    start = clause.quote_start if clause.saying else clause.start
    start = max(sentence.start, min(start, figure.quantity.span[0]))
    end = max(min(clause.quote_end, sentence.end), figure.quantity.span[1])
    low, high = quoted(text, start, end)
    return min(low, figure.quantity.span[0]), max(high, figure.quantity.span[1])


_UNCERTAIN_FUTURE = re.compile(r"\b(?:(?:could|may|might|would)(?! have\b)|will|expected to|likely to|[Ii]f)\b")
"""Case counts: May is a month."""


def _score(clause: Clause, figure: Figure, near: str, *, hedged: bool) -> float:
    measured = figure.measured
    if measured is None:
        return 0.2
    told_share = measured.measure == Measure.SHARE and clause.saying is not None
    if measured.measure in _NOT_PROPOSED and measured.sure < _SURE_ENOUGH and not told_share:
        return 0.35
    score = measured.sure
    if measured.measure == Measure.PEOPLE:
        score -= 0.05
    if clause.saying is None:
        score -= 0.06
    if hedged:
        score -= 0.05
    if measured.measure not in (Measure.COST, "jobs") and _UNCERTAIN_FUTURE.search(near):
        score -= 0.4
    return round(max(0.05, min(0.97, score)), 2)
