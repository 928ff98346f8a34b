"""Draft claims: one for each figure and each telling clause of a report."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import NamedTuple

from tracker.model.claim import Measure, ProposedClaim
from tracker.reading.clauses import Clause, clauses
from tracker.reading.coordination import coordinates
from tracker.reading.figures import figure_claims
from tracker.reading.happenings import incident_from
from tracker.reading.report_parts import ReportParts, Sentence
from tracker.reading.tellings import telling_claim

WORTH_PROPOSING = 0.5
"""Score from which `read` proposes a claim."""


WORTH_ADDING = 0.7
"""Score from which a statement is proposed beside a figure of the same sentence."""


class Draft(NamedTuple):
    """A claim, its number, and the number of the draft that its figure is a part of."""

    claim: ProposedClaim
    number: int
    whole: int | None = None


def drafts(parts: ReportParts, *, everything: bool = False) -> list[Draft]:
    """All drafts in the order of the text; `whole` is an index into this list.

    everything: also clauses that no analyst would keep.
    """
    found: list[Draft] = []
    for sentence, sayings in zip(parts.sentences, parts.sayings, strict=True):
        for clause in clauses(parts, sentence, sayings):
            _add(found, parts, sentence, clause, everything=everything)
    return found


def _add(found: list[Draft], parts: ReportParts, sentence: Sentence, clause: Clause, *, everything: bool) -> None:
    offset = len(found)
    figures = figure_claims(parts, sentence, clause, everything=everything)
    for number, (claim, whole) in enumerate(figures, offset):
        found.append(Draft(claim, number, None if whole is None else offset + whole))
    worth = [claim for claim, _ in figures if claim.score >= WORTH_PROPOSING and claim.quantity is not None]
    if not worth:
        telling = telling_claim(parts, sentence, clause, everything=everything)
        if telling:
            found.append(Draft(telling, len(found)))
        return
    counted = [claim.quantity.span[0] for claim in worth if claim.quantity is not None]
    for piece in coordinates(clause):
        telling = telling_claim(parts, sentence, piece)
        if (telling and telling.score >= WORTH_ADDING) and (
            telling.measure == Measure.RESPONSIBILITY or not any(piece.start <= at < piece.end for at in counted)
        ):
            found.append(Draft(telling, len(found)))


def finished(found: list[Draft]) -> list[ProposedClaim]:
    """The claims with `part_of` set to the index of the whole; doubles are left out."""
    kept: list[ProposedClaim] = []
    place_of: dict[int, int] = {}
    seen: set[tuple[object, ...]] = set()
    for draft in found:
        claim = draft.claim
        key = (claim.span, claim.source, claim.measure, claim.quantity, claim.population)
        if key in seen:
            continue
        seen.add(key)
        place_of[draft.number] = len(kept)
        whole = place_of.get(draft.whole) if draft.whole is not None else None
        kept.append(claim.model_copy(update={"part_of": whole}) if whole is not None else claim)
    return _with_places_of_incidents(_with_parts_by_place(kept))


def _with_parts_by_place(found: list[ProposedClaim]) -> list[ProposedClaim]:
    """ "38 deaths confirmed", then "Esk: 21 dead", "Torbin: 12 dead": what is listed by place is part of the whole."""
    linked: list[ProposedClaim] = []
    wholes: dict[tuple[object, ...], deque[int]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))
    for at, claim in enumerate(found):
        same = wholes[claim.source, claim.measure, claim.population]
        listed = claim.part_of is None and claim.place and claim.quote.startswith(f"{claim.place}:")
        whole = next((index for index in reversed(same) if _can_hold(found[index], claim)), None) if listed else None
        linked.append(claim if whole is None else claim.model_copy(update={"part_of": whole}))
        if linked[at].part_of is None:
            same.append(at)
    return linked


_REMEMBERED = 60
"""Figures of one source and kind among which the whole is looked for, the last first: keeps long texts linear."""


def _can_hold(whole: ProposedClaim, part: ProposedClaim) -> bool:
    return whole.place != part.place and (whole.high or 0) >= (part.low or 0)


def _with_places_of_incidents(found: list[ProposedClaim]) -> list[ProposedClaim]:
    """ "bombing on market" of a report that sets all of it in Mosul becomes "bombing on market, Mosul"."""
    told: dict[str, set[str]] = {}
    for claim in found:
        if claim.incident:
            told.setdefault(claim.incident, set()).update([claim.place] if claim.place else [])
    placed = {
        label: known._replace(place=next(iter(places))).label
        for label, places in told.items()
        if len(places) == 1 and (known := incident_from(label)).place is None and known.target
    }
    return [
        claim.model_copy(update={"incident": placed[claim.incident]}) if claim.incident in placed else claim
        for claim in found
    ]
