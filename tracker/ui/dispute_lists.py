"""The three lists of the Disputes screen: what they hold, and their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from textual.content import Content

from tracker.model.decision import Decision
from tracker.model.dispute import Dispute, DisputeState
from tracker.model.finding import Finding, FindingKind
from tracker.model.remark import Remark
from tracker.present.dispute_filter import Facts, Term, dispute_facts, holds, pair_facts, pair_state, state_facts, terms
from tracker.present.disputes import claims_since
from tracker.present.threshold import threshold_line
from tracker.ui.findings import Against, pair
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.words import relation_mark, says, state_mark

if TYPE_CHECKING:
    from tracker.services.large_scan import DisputeRow
    from tracker.services.workspace import Workspace

READ_FOR_KIND = 300
"""Disputes of a large case that are read to see whether they are of a kind, the most disputed ones."""

LISTS = ("Disputes", "Pairs", "Tensions")
"""What the list at the left can hold, in the order `tab` walks through; pairs are contradictions outside disputes."""

TENSIONS = 2
"""Which of them holds tensions."""

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
        # Of a dispute in outline sources are not known; `_every` asked the index for them.
        told = [term for term in asked if term[0] not in ("source", "kind")]
        rows = [row for row in found.rows if holds(told, _row_facts(row, names, found.assigned))]
        kinds = [word for name, word in asked if name == "kind"]
        return _of_kinds(case, replace(found, rows=rows), kinds) if kinds else replace(found, rows=rows)
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


def _of_kinds(case: Workspace, found: Found, kinds: Sequence[str]) -> Found:
    """The disputes of a large case in which claims contradict each other in such ways.

    What the outline does not tell, whether a part contradicts its whole, is read of the most disputed ones.
    """
    rows: list[DisputeRow] = []
    unread = reads = 0
    for row in found.rows or ():
        known = row.kinds if row.kinds is not None else (FindingKind.NUMBER.value,)
        if all(any(kind in one for one in known) for kind in kinds):
            rows.append(row)
        elif row.kinds is None and all(any(kind in one for one in _FIGURES) for kind in kinds):
            if reads >= READ_FOR_KIND:
                unread += 1
                continue
            reads += 1
            of_dispute = {finding.kind.value for finding in case.scan.of_row(row).findings if finding.kind}
            if all(any(kind in one for one in of_dispute) for kind in kinds):
                rows.append(row)
    left = f"Only the {reads:,} most disputed were read for their kind; {unread:,} were not." if unread else ""
    return replace(found, rows=rows, threshold=" ".join(filter(None, (left, found.threshold))))


_FIGURES = (FindingKind.NUMBER.value, FindingKind.PART_WHOLE.value)
"""By what figures alone contradict each other."""


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
        told = _threshold_words(case, 0)
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
    told = _threshold_words(case, len(every) - len(listed))
    tensions = case.scan.contradictions(tensions=True)
    assigned, remarks = case.remarks.assigned(), case.remarks.by_target()
    return Found(disputes, pairs, tensions, decided, told, assigned=assigned, remarks=remarks)


def _threshold_words(case: Workspace, left_out: int) -> str:
    """Which threshold applies; empty where nobody has set one, so that everything is listed."""
    setting = case.threshold.setting()
    return threshold_line(setting, left_out) if setting else ""


def _taken_by(dispute_id: str, assigned: Mapping[str, str]) -> Content:
    name = assigned.get(dispute_id)
    return line(f"@{name}", "$secondary") if name else NOTHING


def dispute_rows(disputes: list[Dispute], assigned: Mapping[str, str], decided: Mapping[str, Decision]) -> list[Row]:
    """Rows under the name of their incident; what is still open comes first within it.

    decided: dispute id -> the decision in force; "+2" says how many claims came in since.
    """
    rows: list[Row] = []
    incidents = list(dict.fromkeys(dispute.incident for dispute in disputes))
    for incident in incidents:
        rows.append(Row("", (line(incident or "Of no known incident", "$secondary"),), heading=True))
        here = [dispute for dispute in disputes if dispute.incident == incident]
        since = {dispute.id: len(claims_since(dispute, decided.get(dispute.id))) for dispute in here}
        here.sort(key=lambda dispute: (dispute.state is DisputeState.RESOLVED, not since[dispute.id]))
        for found in here:
            new = safe(f"+{since[found.id]}", "bold $warning") if since[found.id] else NOTHING
            question = join(line(found.question), new, _taken_by(found.id, assigned), sep=" ")
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


def pair_rows(case: Workspace, findings: Sequence[Finding], found: Found) -> list[Row]:
    """Rows of pairs. Runs in a worker."""
    return [_pair_row(pair(case, finding), found.decided, found.assigned) for finding in findings]


def _pair_row(found: Against, decided: Mapping[str, Decision], assigned: Mapping[str, str]) -> Row:
    """Who says what on either side; the mark is its state once somebody looked at it."""
    key = found.finding.id or ""
    a, b = (join(line(claim.source), says(claim), sep=" ") for claim in (found.claim, found.other))
    state = pair_state(is_decided=key in decided, assigned=assigned.get(key, ""))
    mark = relation_mark(found.finding.relation) if state is DisputeState.DETECTED else state_mark(state)
    kind = found.finding.kind.value if found.finding.kind else ""
    return Row(key, (mark, a, b, join(line(kind, "$faint"), _taken_by(key, assigned), sep=" ")))
