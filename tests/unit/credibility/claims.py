"""Small made-up claims, sources and disputes."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from tracker.credibility.case_votes import CaseVotes, case_votes
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.decision import Decision
from tracker.model.dispute import Camp, Dispute
from tracker.model.quantity import Quantity
from tracker.model.scales import Outcome
from tracker.model.source import Source

START = dt.datetime(2020, 5, 1, tzinfo=dt.UTC)
_NUMBERS = itertools.count(1)


def claim(source: str, figure: float | None = None, **fields: Any) -> Claim:
    """An accepted claim on those killed in one incident; `hour` is when it was made."""
    hour = fields.pop("hour", 0)
    number = next(_NUMBERS)
    given: dict[str, Any] = {
        "id": f"C{number}",
        "quote": f"statement number {number} of {source}",
        "source": source,
        "source_id": source,
        "measure": "killed",
        "population": "police",
        "incident": "blast",
        "incident_id": "I1",
        "status": ClaimStatus.ACCEPTED,
        "stated_at": START + dt.timedelta(hours=hour),
    }
    if figure is not None:
        given["quantity"] = Quantity(value=figure, low=figure, high=figure)
    return Claim.model_validate(given | fields)


def dispute(*camps: Iterable[Claim], name: str = "D1", **fields: Any) -> Dispute:
    """A dispute on the figures, or with `measure="event"` on the statements, of these camps."""
    measure = fields.get("measure", "killed")
    return Dispute(
        id=name,
        incident="blast",
        measure=measure,
        population=fields.get("population", None if measure == "event" else "police"),
        question=fields.get("question", "killed, police"),
        camps=tuple(
            Camp(
                label=fields["labels"][place] if "labels" in fields else f"camp {place}",
                sources=tuple(dict.fromkeys(one.source for one in camp)),
                independent=1,
                claims=tuple(one.id for one in camp),
            )
            for place, camp in enumerate(map(list, camps))
        ),
        outcome=fields.get("outcome"),
    )


def decision(target: str, outcome: Outcome, claims: Iterable[Claim], **fields: Any) -> Decision:
    """What anna decided."""
    number = next(_NUMBERS)
    given = {"id": f"O{number}", "reason": "seen", "by": "anna", "at": START + dt.timedelta(days=1, hours=number)}
    return Decision.model_validate(
        given | {"target": target, "outcome": outcome, "claims": tuple(one.id for one in claims)} | fields
    )


def sources(*names: str, **fields: dict[str, Any]) -> list[Source]:
    """Sources whose names are their ids; `fields` by name."""
    return [Source.model_validate({"id": name, "name": name} | fields.get(name, {})) for name in names]


def same_words(claim: Claim, earlier: Sequence[Claim]) -> Claim | None:
    """What it copies, for tests: the very same words."""
    return next((one for one in earlier if one.quote == claim.quote), None)


def votes_of(
    claims: Iterable[Claim],
    disputes: Iterable[Dispute] = (),
    decisions: Iterable[Decision] = (),
    known: Iterable[Source] | None = None,
    unnamed: Iterable[str] = (),
) -> CaseVotes:
    """Case votes with every source that speaks known by its id."""
    told = list(claims)
    sure = list(known) if known is not None else sources(*sorted({one.source for one in told}))
    return case_votes(told, sure, list(disputes), list(decisions), copied=same_words, unnamed=frozenset(unnamed))
