"""Cases to look at: made of hand-written proposals, so that no test depends on how well reading works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from tracker.exchange.incoming.document import ParsedDocument
from tracker.model.attribution import Link
from tracker.model.claim import ProposedClaim
from tracker.model.quantity import Quantity
from tracker.services.proposals import Custody, keep_report
from tracker.services.workspace import Workspace

START = dt.datetime(2017, 8, 1, 8, 0, tzinfo=dt.UTC)
INCIDENT = "attack on the embassy, Kabul, 2017-07-31"

WIRE = """KABUL - Gunmen stormed the embassy on Monday after a bomber struck the gate.

The ministry said no police officers were killed. It said the fighting ended after four hours.

The group said 27 people were killed, among them seven policemen.

Residents reported gunfire long after the ministry declared the area secure.
"""

STATEMENT = """Statement of the group. Our fighters struck the embassy in Kabul. Twenty-seven were killed.

Seven policemen were killed at the gate.
"""


def clock() -> Callable[[], dt.datetime]:
    """A clock that goes one minute a look."""
    now = START

    def look() -> dt.datetime:
        nonlocal now
        now += dt.timedelta(minutes=1)
        return now

    return look


def count(number: float) -> Quantity:
    return Quantity(value=number, low=number, high=number)


def proposal(
    text: str, quote: str, source: str, number: float | None, population: str | None, score: float
) -> ProposedClaim:
    """A count of killed at a quote of the text; without a number a plain statement."""
    start = text.index(quote)
    return ProposedClaim(
        quote=quote,
        span=(start, start + len(quote)),
        source=source,
        chain=(Link(name=source, verb="said"), Link(name="Courier", verb="reported")),
        measure="killed" if number is not None else None,
        quantity=count(number) if number is not None else None,
        population=population,
        quantity_text=quote.split()[0] if number is not None else None,
        place="Kabul",
        incident=INCIDENT,
        score=score,
    )


def keep(case: Workspace, text: str, proposals: Sequence[ProposedClaim], *, title: str, publisher: str) -> None:
    """Takes a text in with these proposals."""
    custody = Custody(
        name=f"{title}.txt",
        method="file",
        title=title,
        publisher=publisher,
        published=dt.datetime(2017, 7, 31, 12, 0, tzinfo=dt.UTC),
        accessed_at=START,
        collected_by=case.actor,
        tool_version="0",
    )
    document = ParsedDocument(text=text, media_type="text/plain", encoding="utf-8")
    with case.store.write("ingest", actor=case.actor, summary=f"Took in {title}") as write:
        keep_report(write, text.encode("utf-8", "replace"), document, custody, proposals)


def empty_case() -> Workspace:
    return Workspace.in_memory(actor="anna", clock=clock())


def small_case() -> Workspace:
    """Two reports, five proposals: two dead counts against one denial."""
    case = empty_case()
    fill(case)
    return case


def fill(case: Workspace) -> None:
    """Takes the two reports in."""
    keep(
        case,
        WIRE,
        [
            proposal(WIRE, "no police officers were killed", "interior ministry", 0, "police", 0.9),
            proposal(WIRE, "27 people were killed", "the group", 27, None, 0.85),
            proposal(WIRE, "seven policemen", "the group", 7, "police", 0.7),
        ],
        title="Gunmen storm embassy",
        publisher="Courier",
    )
    keep(
        case,
        STATEMENT,
        [
            proposal(STATEMENT, "Twenty-seven were killed", "the group", 27, None, 0.6),
            proposal(STATEMENT, "Seven policemen were killed at the gate", "the group", 7, "police", 0.8),
        ],
        title="Statement",
        publisher="the group",
    )


def large_case(claims: int) -> Workspace:
    """One report with many typed claims, accepted."""
    case = empty_case()
    draft = small_case().triage.queue()[1]
    with case.store.write("add", actor=case.actor, summary="Added many") as write:
        for number in range(claims):
            new = {"id": write.new_id("claim"), "report": None, "span": None, "source_id": None, "incident_id": None}
            more = {"status": "accepted", "quote": f"claim number {number}", "rev": 0, "incident": f"event {number}"}
            write.put(draft.model_validate(draft.model_dump() | new | more))
    return case
