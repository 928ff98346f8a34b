"""What changes if something falls, in lines and records. The same in the terminal and the interface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tracker.model.dispute import Dispute
from tracker.model.impact import ChangedDispute, ChangedEstimate, Impact
from tracker.model.track_record import WeighedQuestion
from tracker.present.disputes import camp_label, decision_record, dispute_record, heading
from tracker.present.show import show_line
from tracker.present.times import day_and_minute
from tracker.present.weighed import figure_words, interval_words, likelihood_words

NAMED = 12
"""Ids or lines of one kind that are told; how many more there are is said."""


def impact_lines(impact: Impact) -> list[str]:
    """One statement a line; indented lines belong to the one before."""
    return [
        show_line(f"If {impact.target} falls - {impact.name}:", 200),
        *_claims(impact),
        *_disputes(impact.disputes),
        *_estimates(impact.estimates),
        *_others(impact),
        *_exports(impact),
    ]


def range_words(dispute: Dispute | None) -> str:
    """The camps in a row: "0 | 7 | 27 to 30"; "nothing in dispute" for none."""
    return " | ".join(camp_label(camp) for camp in dispute.camps) if dispute else "nothing in dispute"


def impact_record(impact: Impact) -> dict[str, Any]:
    """For `--json`."""
    return impact.model_dump(mode="json", exclude={"disputes", "decisions"}) | {
        "disputes": [
            {"before": dispute_record(found.before), "after": dispute_record(found.after) if found.after else None}
            for found in impact.disputes
        ],
        "decisions": [decision_record(decision) for decision in impact.decisions],
    }


def _claims(impact: Impact) -> Iterator[str]:
    if not impact.accepted and not impact.proposed:
        yield "No open claim rests on it."
    if impact.accepted:
        yield f"{_counted(impact.accepted, 'accepted claim')} would be retracted: {_some(impact.accepted)}"
    if impact.proposed:
        yield f"{_counted(impact.proposed, 'proposal')} would be rejected: {_some(impact.proposed)}"
    if impact.carried:
        yield f"{_counted(impact.carried, 'claim')} of others that came through it would stay: {_some(impact.carried)}"


def _disputes(found: Sequence[ChangedDispute]) -> Iterator[str]:
    for word, some in (
        ("would vanish", [one for one in found if one.after is None]),
        ("would lose a camp", [one for one in found if one.after and one.camps_lost > 0]),
        ("would keep their camps with fewer claims", [one for one in found if one.after and one.camps_lost <= 0]),
    ):
        if some:
            yield f"{_counted(some, 'dispute')} {word}:"
            for one in some[:NAMED]:
                yield f"  {one.before.id}  {heading(one.before)}"
                yield f"    {range_words(one.before)} -> {range_words(one.after)}"
            yield from _more(len(some))


def _estimates(found: Sequence[ChangedEstimate] | None) -> Iterator[str]:
    if found is None:
        yield "Weighed answers were not looked at: the case is large."
    elif found:
        yield f"{_counted(found, 'weighed answer')} would change:"
        for one in found[:NAMED]:
            yield "  " + show_line(one.before.heading, 160)
            yield f"    {_weighed_words(one.before)} -> {_weighed_words(one.after)}"
        yield from _more(len(found))


def _weighed_words(question: WeighedQuestion | None) -> str:
    if question is None:
        return "nothing to weigh"
    if question.estimate is not None:
        return f"{figure_words(question.estimate)} {interval_words(question.low, question.high)}"
    chance = f", {likelihood_words(question.support[0][1])}" if question.support else ""
    return show_line(f"{question.answer}{chance}", 80)


def _others(impact: Impact) -> Iterator[str]:
    if impact.emptied:
        yield f"No claim would be left on: {_some(impact.emptied, '; ')}"
    if impact.unlooked:
        yield f"Disputes of {impact.unlooked:,} statements on no known incident were not looked for: the case is large."
    if impact.decisions:
        yield f"{_counted(impact.decisions, 'decision')} would be put back into review:"
        for decision in impact.decisions[:NAMED]:
            outcome = decision.outcome.value.replace("_", " ")
            yield "  " + show_line(f"{decision.id} on {decision.target}: {outcome}, by {decision.by}", 160)
        yield from _more(len(impact.decisions))
    if impact.related:
        yield f"It is repeated, continued or spoken for by: {_some(impact.related)}"


def _exports(impact: Impact) -> Iterator[str]:
    if not impact.exports:
        yield "No export that is noted in the journal held it."
        return
    yield f"{_counted(impact.exports, 'export')} held it, or may have:"
    for one in impact.exports[-NAMED:]:
        perhaps = " (a part: it may not have held it)" if one.is_part else ""
        yield "  " + show_line(f"{day_and_minute(one.at)} by {one.by}: {one.what}{perhaps}", 240)
    yield from _more(len(impact.exports))


def _more(count: int) -> Iterator[str]:
    if count > NAMED:
        yield f"  and {count - NAMED:,} more"


def _counted(found: Sequence[object], word: str) -> str:
    return f"{len(found):,} {word}{'s'[: len(found) != 1]}"


def _some(names: Sequence[str], separator: str = ", ") -> str:
    told = separator.join(show_line(name, 60) for name in names[:NAMED])
    return told if len(names) <= NAMED else f"{told} and {len(names) - NAMED:,} more"
