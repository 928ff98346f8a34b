"""Findings as sentences that a reader understands without the tool."""

from __future__ import annotations

from tracker.model.claim import Assertion
from tracker.model.finding import Finding, Reason, Relation
from tracker.present.show import show_line
from tracker.present.statements import says

WHY = {
    "disjoint_numbers": "the two figures cannot both be right",
    "zero_against_some": "they cannot both be true",
    "part_exceeds_whole": "a part cannot be larger than the whole",
    "scopes_overlap": "they count different but overlapping groups, so both may be true",
    "denied_against_affirmed": "one denies what the other says",
    "opposite_words": "one excludes the other",
    "exclusive_words": "only one of the two can be so",
    "other_responsible": "they hold different parties responsible",
    "both_claim_responsibility": "both claim the same act for themselves",
    "other_method": "they describe different ways in which it was done",
    "other_date": "they give different dates for the same thing",
    "other_place": "they give different places for the same thing",
    "other_identity": "only one of the two can be right",
    "other_holder": "two sides cannot both hold it",
    "quantifier": "what one says of all or none, the other denies of some",
    "other_result": "the figures of one do not come to the result that the other gives",
    "roles_swapped": "they disagree on who did it to whom",
    "hedged": "at least one of them is not sure, so both may be true",
    "approximate_apart": "the figures are approximate and only just apart",
    "update_by_same_source": "the same source changed its figure later, which is an update",
    "outdated": "the figure has risen or fallen since, as the later one tells",
    "other_event": "they speak of different events",
    "other_population": "they count different groups",
    "other_measure": "they count different things",
    "other_period": "they speak of different times",
    "other_unit": "the figures are in different units",
    "other_subject": "they speak of different things",
    "cumulative_against_event": "one is a total over many events, the other is of one event",
    "bounds_compatible": "the figures differ, but both can be right",
    "numbers_agree": "the figures agree",
    "same_statement": "they say the same",
    "same_origin": "both go back to the same origin, so they count once",
    "nothing_in_common": "there is nothing in both that could be compared",
}
"""Reason code -> the ground, as the second half of a sentence."""

_WITH_WORDS = frozenset(
    {
        "opposite_words",
        "exclusive_words",
        "other_responsible",
        "other_method",
        "other_date",
        "other_place",
        "other_identity",
        "other_holder",
        "other_result",
    }
)
"""Codes whose own words ("four hours" against "six hours") say more than the two quotes alone."""

_WITHOUT_CODE = {
    Relation.CONTRADICTS: "they cannot both be true",
    Relation.TENSION: "they do not fit together well, but both may be true",
    Relation.CORROBORATES: "they agree",
    Relation.UNRELATED: "nothing shows that they speak of the same thing",
}


def sentence(finding: Finding, a: Assertion, b: Assertion) -> str:
    """One sentence: what the first says, what the second says, and why that is what the finding says it is.

    Quotes are made safe to show. An unknown reason code falls back on the relation.
    """
    words = bool(finding.reasons) and finding.reasons[0].code in _WITH_WORDS
    return f"{_capital(says(a, word_for_word=words))}; {says(b, word_for_word=words)}: {_ground(finding)}."


def ground(reason: Reason, relation: Relation = Relation.CONTRADICTS) -> str:
    """The ground alone, without who says what: for a column beside the claims.

    >>> ground(Reason(code="other_date", a="31 July", b="1 August"))
    'they give different dates for the same thing (31 July / 1 August)'
    """
    words = WHY.get(reason.code, _WITHOUT_CODE[relation])
    if reason.a and reason.b and (reason.code in _WITH_WORDS or reason.code not in WHY):
        return f"{words} ({show_line(reason.a, 80)} / {show_line(reason.b, 80)})"
    return words


def further_grounds(finding: Finding) -> list[str]:
    """The grounds after the first, each once: what weakens or strengthens the finding."""
    first = _ground(finding)
    return list(dict.fromkeys(words for words in map(ground, finding.reasons[1:]) if words != first))


def _ground(finding: Finding) -> str:
    return ground(finding.reasons[0], finding.relation) if finding.reasons else _WITHOUT_CODE[finding.relation]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
