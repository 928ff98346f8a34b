"""The three lists of the Disputes screen: what they hold, and their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from textual.content import Content

from tracker.model.decision import Decision
from tracker.model.dispute import Dispute, DisputeState
from tracker.model.finding import Finding
from tracker.model.remark import Remark
from tracker.present.dispute_filter import Facts, Term, dispute_facts, holds, pair_facts, state_facts, terms
from tracker.present.threshold import threshold_line
from tracker.ui.findings import Against, pair
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.words import relation_mark, says, state_mark

if TYPE_CHECKING:
    from tracker.services.large_scan import DisputeRow
    from tracker.services.workspace import Workspace

LISTS = ("Disputes", "Pairs", "Tensions")
"""What the list at the left can hold, in the order `tab` walks through; pairs are contradictions outside disputes."""

_PAIR_COLUMNS = (Column("", 1), Column("one says"), Column("another says"), Column("kind", 9, from_width=50))
COLUMNS = (
    (Column("", 1), Column("question"), Column("camps", 5, right=True)),
    _PAIR_COLUMNS,
    _PAIR_COLUMNS,
)
"""Columns of each list."""

_FADED = "$faint"
EMPTY = (
    join(
        safe("Nothing contradicts anything here.", "bold"),
        safe(
            "Disputes appear by themselves as claims come in: 2 decides on proposals, n types a claim in.\n"
            "tab shows single pairs and tensions.",
            _FADED,
        ),
        sep="\n",
    ),
    join(safe("No contradiction stands outside the disputes.", "bold"), safe("tab shows tensions.", _FADED), sep="\n"),
    join(
        safe("No tensions.", "bold"),
        safe("Here come pairs that may both be true, but that one wants to see.\ntab goes back to disputes.", _FADED),
        sep="\n",
    ),
)
"""What each list says when there is nothing in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a scan found."""

    disputes: list[Dispute]
    pairs: list[Finding]
    """Contradictions that are part of no dispute."""
    tensions: list[Finding]
    decided: dict[str, Decision]
    """Pair id -> the decision in force on it."""
    threshold: str = ""
    """From which score findings are listed, and why."""
    rows: list[DisputeRow] | None = None
    """In a large case its disputes in outline, instead of the three lists."""
    assigned: Mapping[str, str] = field(default_factory=dict)
    """Dispute or pair id -> who has taken it on."""
    remarks: Mapping[str, Sequence[Remark]] = field(default_factory=dict)
    """Dispute or pair id -> what was written beside it."""

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How long each list is."""
        disputes = self.disputes if self.rows is None else self.rows
        return len(disputes), len(self.pairs), len(self.tensions)

    @property
    def still_open(self) -> int:
        """Disputes that are not resolved."""
        disputes: Sequence[Dispute | DisputeRow] = self.disputes if self.rows is None else self.rows
        return sum(1 for dispute in disputes if dispute.state is not DisputeState.RESOLVED)


def read_lists(case: Workspace, text: str = "") -> Found:
    """Scans the case, and leaves what a filter asks for. Runs in a worker."""
    asked = terms(text)
    found = _every(case, asked)
    return _narrowed(case, found, asked) if asked else found


def _narrowed(case: Workspace, found: Found, asked: Sequence[Term]) -> Found:
    names = {incident.id: incident.name for incident in case.incidents.all()}
    if found.rows is not None:
        # Of a dispute in outline neither sources nor kinds are known; `_every` asked the index for the source.
        told = [term for term in asked if term[0] not in ("source", "kind")]
        rows = [row for row in found.rows if holds(told, _row_facts(row, names, found.assigned))]
        return replace(found, rows=rows)
    ids = {name: key for key, name in names.items()}
    claims = case.scan.compared()

    def has(finding: Finding) -> bool:
        pair = [claims[key] for key in (finding.a or "", finding.b or "") if key in claims]
        is_decided, assigned = finding.id in found.decided, found.assigned.get(finding.id or "", "")
        return holds(asked, pair_facts(finding, pair, is_decided=is_decided, assigned=assigned))

    disputes = []
    for dispute in found.disputes:
        incident = f"{ids.get(dispute.incident or '', '')} {dispute.incident or ''}"
        if holds(asked, dispute_facts(dispute, incident=incident, assigned=found.assigned.get(dispute.id, ""))):
            disputes.append(dispute)
    return replace(
        found, disputes=disputes, pairs=list(filter(has, found.pairs)), tensions=list(filter(has, found.tensions))
    )


def _row_facts(row: DisputeRow, names: Mapping[str, str], assigned: Mapping[str, str]) -> Facts:
    incident = f"{row.incident or ''} {names.get(row.incident or '', '')}"
    return {
        "id": f"{row.id} {row.question}".casefold(),
        "incident": incident.casefold(),
        "state": state_facts(row.state),
        "with": assigned.get(row.id, "").casefold(),
    }


def _every(case: Workspace, asked: Sequence[Term]) -> Found:
    decided = {decision.target: decision for decision in case.review.decisions() if decision.is_in_force}
    if case.scan.is_large():
        named = next((word for name, word in asked if name == "source"), None)
        sources = case.sources.find(named)[:1] if named else []
        rows = [] if named and not sources else case.scan.rows(source_id=sources[0].id if sources else None)
        told = threshold_line(case.threshold.setting())
        return Found([], [], [], decided, told, rows, case.remarks.assigned(), case.remarks.by_target())
    names = {incident.id: incident.name for incident in case.incidents.all()}
    every = case.scan.disputes()
    listed = list(filter(case.threshold.lists, every))
    disputes = [
        found.model_copy(update={"incident": names.get(found.incident or "", found.incident)}) for found in listed
    ]
    # A pair of a dispute that is left out is left out with it.
    together = [frozenset(claim for camp in dispute.camps for claim in camp.claims) for dispute in every]
    home: dict[str, set[int]] = {}
    for index, claims in enumerate(together):
        for claim in claims:
            home.setdefault(claim, set()).add(index)
    pairs = [
        finding
        for finding in case.threshold.listed(case.scan.contradictions())
        if not home.get(finding.a or "", set()) & home.get(finding.b or "", set())
    ]
    told = threshold_line(case.threshold.setting(), len(every) - len(listed))
    tensions = case.scan.contradictions(tensions=True)
    assigned, remarks = case.remarks.assigned(), case.remarks.by_target()
    return Found(disputes, pairs, tensions, decided, told, assigned=assigned, remarks=remarks)


def _taken_by(dispute_id: str, assigned: Mapping[str, str]) -> Content:
    name = assigned.get(dispute_id)
    return line(f"@{name}", "$secondary") if name else NOTHING


def dispute_rows(disputes: list[Dispute], assigned: Mapping[str, str]) -> list[Row]:
    """Rows under the name of their incident; what is still open comes first within it."""
    rows: list[Row] = []
    incidents = list(dict.fromkeys(dispute.incident for dispute in disputes))
    for incident in incidents:
        rows.append(Row("", (line(incident or "Standing facts", "$secondary"),), heading=True))
        here = [dispute for dispute in disputes if dispute.incident == incident]
        here.sort(key=lambda dispute: dispute.state is DisputeState.RESOLVED)
        for found in here:
            question = join(line(found.question), _taken_by(found.id, assigned), sep=" ")
            rows.append(Row(found.id, (state_mark(found.state), question, safe(str(len(found.camps))))))
    return rows


def taught_rows(disputes: list[Dispute], order: list[str]) -> list[Row]:
    """Rows without headings: what would teach most if it were settled comes first, what teaches nothing last."""
    place = {dispute_id: number for number, dispute_id in enumerate(order)}
    found = sorted(disputes, key=lambda dispute: place.get(dispute.id, len(place)))
    return [
        Row(
            dispute.id,
            (
                state_mark(dispute.state),
                join(line(dispute.question), line(dispute.incident or "", _FADED), sep=" "),
                safe(str(len(dispute.camps))),
            ),
        )
        for dispute in found
    ]


def outline_rows(case: Workspace, rows: Sequence[DisputeRow]) -> list[Row]:
    """Rows of a large case, each with its incident. Runs in a worker."""
    names = {key: case.incidents.get(key).name for key in {row.incident for row in rows} if key}
    return [
        Row(
            row.id,
            (
                state_mark(row.state),
                join(line(row.question), line(names.get(row.incident or "", ""), _FADED), sep=" "),
                safe(str(row.camps)),
            ),
        )
        for row in rows
    ]


def pair_rows(case: Workspace, findings: Sequence[Finding], decided: dict[str, Decision]) -> list[Row]:
    """Rows of pairs. Runs in a worker."""
    return [_pair_row(pair(case, finding), decided) for finding in findings]


def _pair_row(found: Against, decided: dict[str, Decision]) -> Row:
    """Who says what on either side."""
    a, b = (join(line(claim.source), says(claim), sep=" ") for claim in (found.claim, found.other))
    mark = state_mark(DisputeState.RESOLVED) if found.finding.id in decided else relation_mark(found.finding.relation)
    kind = found.finding.kind.value if found.finding.kind else ""
    return Row(found.finding.id or "", (mark, a, b, line(kind, "$faint")))
