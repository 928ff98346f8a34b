"""Where, in each quote, the words stand that triggered a finding: figure, negation, party, hedge."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.matching.negation import NEGATION
from tracker.matching.reasons import ReasonCode
from tracker.matching.rules.naming import naming_span
from tracker.matching.verdict import Verdict
from tracker.matching.written import Span, figure_span, first_span
from tracker.model.claim import Assertion
from tracker.model.finding import FindingKind, Reason, Relation
from tracker.model.population import EVERYONE, parts, split_qualifier
from tracker.model.voice import voice

_HEDGE = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|probably|likely|apparently|reportedly|allegedly|presumably|suspected"
    r"|believed|thought|feared|unconfirmed|unclear|appears?|seems?)\b",
    re.IGNORECASE,
)
SHORTEST_STEM = 4
"""Letters of a population's name that must stand in the quote: "polic" of "police" finds "policemen"."""
REACH = 60
"""Characters from a figure to the words for those it counts that are marked as one: "no deaths among the police"."""
_BREAK = re.compile(r"[\d,;:.!?\n]")
"""What a figure and the word for those it counts do not have between them."""


def with_triggers(verdict: Verdict, a: Assertion, b: Assertion) -> Verdict:
    """The verdict with the words of each side marked in every ground; offsets into the quotes of a and b.

    Only for what is flagged. Grounds that know their words keep them.
    """
    if verdict.relation not in (Relation.CONTRADICTS, Relation.TENSION):
        return verdict
    grounds = tuple(_marked(ground, verdict.kind, a, b) for ground in verdict.reasons)
    return Verdict(verdict.relation, grounds, verdict.kind, verdict.features)


def moved(verdict: Verdict, by_a: int, by_b: int) -> Verdict:
    """The verdict with its offsets moved: from offsets into quotes to offsets into the texts that hold them."""
    if not (by_a or by_b):
        return verdict
    grounds = tuple(
        ground.model_copy(
            update={"trigger_a": _shifted(ground.trigger_a, by_a), "trigger_b": _shifted(ground.trigger_b, by_b)}
        )
        for ground in verdict.reasons
    )
    return Verdict(verdict.relation, grounds, verdict.kind, verdict.features)


def _shifted(span: Span | None, by: int) -> Span | None:
    return (span[0] + by, span[1] + by) if span else None


def _marked(ground: Reason, kind: FindingKind | None, a: Assertion, b: Assertion) -> Reason:
    if ground.trigger_a is not None and ground.trigger_b is not None:
        return ground
    return ground.model_copy(
        update={
            "trigger_a": ground.trigger_a or trigger(a, ground.code, kind),
            "trigger_b": ground.trigger_b or trigger(b, ground.code, kind),
        }
    )


def trigger(claim: Assertion, code: str, kind: FindingKind | None) -> Span:
    """The words of one claim that a ground rests on; all that is said when nothing shorter is found."""
    if code == ReasonCode.HEDGED and (hedge := first_span(_HEDGE, claim.quote)):
        return hedge
    if kind is FindingKind.RESPONSIBILITY and (named := naming_span(claim.quote)):
        return named
    if claim.quantity is not None:
        figure = _counted(claim) or _population(claim.quote, claim.population)
        if figure:
            return figure
    if code == ReasonCode.DENIED_AGAINST_AFFIRMED and (negation := first_span(NEGATION, claim.quote)):
        return negation
    said = voice(claim)
    return (said.start, said.end) if said.start < said.end else (0, len(claim.quote))


def _counted(claim: Assertion) -> Span | None:
    """The figure, with the words for those it counts where they follow it closely."""
    figure = figure_span(claim)
    if figure is None or claim.population in (None, EVERYONE):
        return figure
    start, end = figure
    following = claim.quote[end : end + REACH]
    whole = len(following) == len(claim.quote) - end
    ends = [
        found[1]
        for part in parts(claim.population)
        if (found := _population(following, part)) and (whole or found[1] < len(following))
    ]
    near = [at for at in ends if not _BREAK.search(following, 0, at)]
    return (start, end + max(near)) if near else figure


def _population(quote: str, population: str | None) -> Span | None:
    for part in parts(population):
        base = split_qualifier(part)[1]
        found = first_span(_stem(base), quote)
        if found:
            return found
    return None


@lru_cache(maxsize=512)
def _stem(base: str) -> re.Pattern[str]:
    last = base.split()[-1] if base.split() else base
    stem = last[: max(SHORTEST_STEM, len(last) - 2)]
    return re.compile(rf"\b{re.escape(stem)}\w*\b(?<!ed)", re.IGNORECASE)  # "attacked" is no attacker
