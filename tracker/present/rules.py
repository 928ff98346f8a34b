"""The rules of comparison by name, each with one sentence on when it fires."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tracker.model.finding import Finding, Relation

RULES: dict[str, tuple[str, str]] = {
    "disjoint_numbers": ("figures apart", "Both count the same, and no number fits both figures."),
    "zero_against_some": ("none against some", "One says that there were none, the other that there were some."),
    "part_exceeds_whole": ("part and whole", "One figure counts a part of what the other counts, and is larger."),
    "scopes_overlap": ("overlapping groups", "The groups counted are only partly the same."),
    "denied_against_affirmed": ("denial", "One says that it is so, the other that it is not."),
    "other_result": ("reckoning", "The figures of one do not add up to what the other gives."),
    "opposite_words": ("opposites", "The same thing is said to be, or to do, what excludes the other."),
    "exclusive_words": ("one of its kind", "Two values are given where there can be only one, such as a colour."),
    "other_responsible": ("responsibility", "Two parties are named as responsible for one act."),
    "both_claim_responsibility": ("responsibility claimed", "Two parties claim one act for themselves."),
    "other_method": ("method", "The act is said to have been done in two different ways."),
    "other_date": ("date", "Two days, years or hours are given for the same thing."),
    "other_place": ("place", "Two places are given for the same thing."),
    "other_identity": ("name", "Two names, offices or nationalities are given where there is one."),
    "other_holder": ("who holds it", "Two sides are each said to hold one place."),
    "quantifier": ("all, some, none", "What one says of all, or of none, the other excludes for some."),
    "roles_swapped": ("who to whom", "The same deed is told with doer and sufferer exchanged."),
    "hedged": ("left open", 'Words such as "may" or "reportedly" leave it open, so it is a tension only.'),
    "approximate_apart": ("approximate figures", "The figures are rounded and lie only just apart."),
    "update_by_same_source": ("update", "One source gave another figure at another time; the later one counts."),
    "outdated": ("outdated", "The figure was given before another one that is told as a rise or fall from such."),
    "other_event": ("another event", "They speak of different events."),
    "other_population": ("another group", "They count different people or things."),
    "other_measure": ("another measure", "They count different things, such as killed and wounded."),
    "other_period": ("another time", "They hold for different times."),
    "other_unit": ("another unit", "The figures are in units that cannot be compared."),
    "other_subject": ("another subject", "They speak of different things."),
    "cumulative_against_event": ("total and event", "One is a total over many events, the other is of one event."),
    "bounds_compatible": (
        "figures that fit",
        'The figures differ and can both be right, such as "at least 60" and 74.',
    ),
    "numbers_agree": ("figures agree", "The figures can both be right."),
    "same_statement": ("same statement", "Both say the same."),
    "same_origin": ("same origin", "Both go back to one origin, so they count once."),
    "nothing_in_common": ("nothing shared", "They share no words, figures or names to compare."),
}
"""Reason code -> name of the rule, and when it fires."""

_UNKNOWN = {
    Relation.CONTRADICTS: ("other", "They cannot both be true."),
    Relation.TENSION: ("other", "They do not fit together well, but both may be true."),
    Relation.CORROBORATES: ("other", "They agree."),
    Relation.UNRELATED: ("other", "Nothing shows that they speak of the same thing."),
}


class Fired(NamedTuple):
    """A rule that fired on two claims."""

    name: str
    """ "none against some"."""
    meaning: str
    """One sentence on when it fires."""
    on_a: str
    """What it took from the first claim: "7 police killed"; may be empty."""
    on_b: str


def fired(finding: Finding) -> list[Fired]:
    """The rules behind a finding, each once, the deciding one first.

    >>> from tracker.model.finding import Reason
    >>> finding = Finding(relation="contradicts", reasons=(Reason(code="other_date", a="31 July", b="1 August"),))
    >>> [(rule.name, rule.on_a, rule.on_b) for rule in fired(finding)]
    [('date', '31 July', '1 August')]
    """
    found = [
        Fired(*RULES.get(reason.code, _UNKNOWN[finding.relation]), reason.a or "", reason.b or "")
        for reason in finding.reasons
    ]
    return list({rule.name: rule for rule in reversed(found)}.values())[::-1]


def score_words(finding: Finding) -> str:
    """What a score promises: "score 0.84: about 84 of 100 such findings are right".

    Scores of findings are calibrated on pairs that people judged; see docs/method.md.
    """
    share = round(finding.score * 100)
    return f"score {finding.score:.2f}: about {share} of 100 such findings are right"


def in_brackets(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with [ and ] round each stretch; overlapping stretches become one.

    >>> in_brackets("no police were killed", [(0, 2), (0, 9), (15, 21)])
    '[no police] were [killed]'
    """
    shown, at = [], 0
    for start, end in _joined(spans, len(text)):
        shown += [text[at:start], "[", text[start:end], "]"]
        at = end
    return "".join([*shown, text[at:]])


def _joined(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Stretches inside a text, first to last, those that overlap or touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(start, 0), min(end, length)) for start, end in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return joined
