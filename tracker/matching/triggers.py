"""Where, in each quote, the words stand that triggered a finding: figure, negation, party, hedge."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.matching.reasons import ReasonCode
from tracker.matching.rules.naming import naming_span
from tracker.matching.verdict import Verdict
from tracker.model.claim import Assertion
from tracker.model.finding import FindingKind, Reason, Relation
from tracker.model.population import parts, split_qualifier
from tracker.model.voice import voice

Span = tuple[int, int]

_NEGATION = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|neither|without|den(?:y|ies|ied)|reject(?:s|ed)?|untrue|false)\b|n['’]t\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|probably|likely|apparently|reportedly|allegedly|presumably|suspected"
    r"|believed|thought|feared|unconfirmed|unclear|appears?|seems?)\b",
    re.IGNORECASE,
)
LONGEST_SEARCHED = 4000
"""Characters of a quote that are searched."""
SHORTEST_STEM = 4
"""Letters of a population's name that must stand in the quote: "polic" of "police" finds "policemen"."""


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
    if code == ReasonCode.HEDGED and (hedge := _first(_HEDGE, claim.quote)):
        return hedge
    if kind is FindingKind.RESPONSIBILITY and (named := naming_span(claim.quote)):
        return named
    if claim.quantity is not None:
        figure = figure_span(claim) or _population(claim.quote, claim.population)
        if figure:
            return figure
    if code == ReasonCode.DENIED_AGAINST_AFFIRMED and (negation := _first(_NEGATION, claim.quote)):
        return negation
    said = voice(claim)
    return (said.start, said.end) if said.start < said.end else (0, len(claim.quote))


def figure_span(claim: Assertion) -> Span | None:
    """Where the figure stands in the quote, as written; None when it cannot be found."""
    quantity, written = claim.quantity, getattr(claim, "quantity_text", None)
    if quantity is None:
        return None
    own: Span | None = getattr(claim, "span", None)
    start, end = quantity.span
    if own is not None and own[0] <= start < end <= own[1]:
        found = (start - own[0], end - own[0])
        if found[1] <= len(claim.quote) and (not written or claim.quote[found[0] : found[1]] == written):
            return found
    if written:
        at = claim.quote.find(written)
        return (at, at + len(written)) if at >= 0 else None
    if quantity.is_zero:
        return _first(_NEGATION, claim.quote)
    ends = (quantity.value, quantity.low, quantity.high)
    return next((found for end_ in ends if end_ is not None and (found := _number(claim.quote, end_))), None)


def _number(quote: str, number: float) -> Span | None:
    digits = {f"{number:.12g}", f"{number:,.12g}"}
    return next((m.span() for m in _DIGITS.finditer(quote[:LONGEST_SEARCHED]) if m[0].rstrip(".,") in digits), None)


_DIGITS = re.compile(r"\d[\d,.]*")


def _population(quote: str, population: str | None) -> Span | None:
    for part in parts(population):
        base = split_qualifier(part)[1]
        found = _first(_stem(base), quote)
        if found:
            return found
    return None


@lru_cache(maxsize=512)
def _stem(base: str) -> re.Pattern[str]:
    last = base.split()[-1] if base.split() else base
    stem = last[: max(SHORTEST_STEM, len(last) - 2)]
    return re.compile(rf"\b{re.escape(stem)}\w*", re.IGNORECASE)


def _first(pattern: re.Pattern[str], quote: str) -> Span | None:
    found = pattern.search(quote[:LONGEST_SEARCHED])
    return found.span() if found and found.end() > found.start() else None
