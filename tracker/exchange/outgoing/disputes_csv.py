"""CSV of disputes: one row a camp. An end of a camp that nobody gave is an empty cell, never 0."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.exchange.outgoing.csv import table
from tracker.exchange.snapshot import CaseSnapshot
from tracker.present.claims import number
from tracker.present.disputes import camp_label, decision_line

COLUMNS = (
    "dispute", "question", "measure", "population", "incident", "state", "outcome", "pairs", "camp", "label", "low",
    "high", "sources", "independent", "claims", "claim_count", "decisions",
)  # fmt: skip


def disputes_csv_parts(snapshot: CaseSnapshot) -> Iterator[bytes]:
    """UTF-8 with a byte order mark; text cells are inert."""
    return table(COLUMNS, _rows(snapshot), raw=False)


def _rows(snapshot: CaseSnapshot) -> Iterator[list[object]]:
    for dispute in snapshot.disputes:
        decided = [decision_line(one, snapshot.source_names) for one in snapshot.decisions_about(dispute)]
        for place, camp in enumerate(dispute.camps, start=1):
            yield [
                dispute.id,
                dispute.question,
                dispute.measure or "",
                dispute.population or "",
                dispute.incident or "",
                dispute.state.value,
                dispute.outcome.value if dispute.outcome else "",
                dispute.pairs,
                place,
                camp_label(camp),
                number(camp.low),
                number(camp.high),
                "; ".join(camp.sources),
                camp.independent if camp.sources else None,
                " ".join(camp.claims),
                len(camp.claims) if camp.total is None else camp.total,
                "; ".join(decided),
            ]
