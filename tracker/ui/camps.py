"""A dispute drawn as camps side by side: what each says, who is in it, and in which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from tracker.model.claim import Claim
from tracker.model.decision import Decision
from tracker.model.dispute import Camp, Dispute
from tracker.model.remark import Remark, RemarkKind
from tracker.model.source import Source
from tracker.present.disputes import (
    camp_label,
    decision_line,
    independent_words,
    part_words,
    since_decided,
    state_words,
)
from tracker.present.remarks import remark_line
from tracker.ui.counts import counted
from tracker.ui.findings import Against, pair, pair_lines, rule
from tracker.ui.plot import plot_lines
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.words import quote_lines, source_words, state_mark, status_mark

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

CLAIMS_A_CAMP = 6
"""Claims drawn in one camp; the box says how many more there are."""
PAIRS = 8
"""Contradicting pairs drawn with both quotes, strongest first."""
NARROWEST = 26
"""Cells a camp needs to stand beside another one."""


@dataclass(frozen=True, slots=True)
class DisputeView:
    """Everything the screen shows of one dispute."""

    dispute: Dispute
    claims: Mapping[str, Claim]
    grades: Mapping[str, str]
    """Id of a source -> its letter."""
    pairs: tuple[Against, ...]
    decision: Decision | None
    names: Mapping[str, str]
    """Id of a source -> its name."""
    remarks: tuple[Remark, ...] = ()

    def of_camp(self, camp: Camp) -> list[Claim]:
        return [self.claims[claim_id] for claim_id in camp.claims if claim_id in self.claims]

    def parts(self) -> dict[str, str]:
        """Id of a claim that counts a part of those asked for -> that part."""
        told = {claim.id: part_words(claim, self.dispute) for claim in self.claims.values()}
        return {claim_id: words for claim_id, words in told.items() if words}


def read_dispute(case: Workspace, dispute: Dispute) -> DisputeView:
    """Reads what is drawn of a dispute. Runs in a worker."""
    ids = [claim_id for camp in dispute.camps for claim_id in camp.claims[: CLAIMS_A_CAMP * 4]]
    sources: list[Source] = case.sources.all()
    return DisputeView(
        dispute=dispute,
        claims={claim_id: case.claims.get(claim_id) for claim_id in ids},
        grades={source.id: source.reliability.value for source in sources if source.reliability},
        pairs=tuple(pair(case, finding) for finding in dispute.findings[:PAIRS]),
        decision=case.review.decision_on(dispute.id),
        names={source.id: source.name for source in sources},
        remarks=tuple(case.remarks.on(dispute.id)),
    )


def dispute_lines(view: DisputeView, width: int) -> list[Content]:
    """The whole view, top to bottom: question, state, axis, camps, reasons."""
    dispute = view.dispute
    drawn = line(dispute.question, "bold").wrap(width)
    if dispute.incident:
        drawn += line(dispute.incident, "$faint").wrap(width)
    drawn += join(state_mark(dispute.state), safe(state_words(dispute)), sep=" ").wrap(width)
    if view.decision:
        drawn += safe(decision_line(view.decision, view.names), "italic").wrap(width)
        since = since_decided(dispute, view.decision)
        drawn += safe(since, "bold $warning").wrap(width) if since else []
    drawn += remarks_lines(view.remarks, width)
    drawn.append(NOTHING)
    camps = by_value(dispute.camps)
    told = [claim for camp in camps for claim in view.of_camp(camp)]
    plotted = plot_lines(told, width, camps, view.parts()) if _on_one_axis(told, camps) else []
    drawn += [*plotted, NOTHING] if plotted else []
    drawn += camps_lines(view, width)
    drawn += [NOTHING, rule("Why they do not fit", width)]
    for against in view.pairs:
        drawn += [*pair_lines(against, width), NOTHING]
    if dispute.pairs > len(view.pairs):
        drawn.append(line(f"and {counted(dispute.pairs - len(view.pairs), 'more pair')}", "$faint"))
    return drawn


def _on_one_axis(claims: Sequence[Claim], camps: Sequence[Camp]) -> bool:
    """Whether the figures count one thing: statements that differ in their words may hold figures on several."""
    counted = {(claim.measure, claim.quantity.unit) for claim in claims if claim.quantity}
    return len(counted) == 1 or any(camp.low is not None or camp.high is not None for camp in camps)


def remarks_lines(remarks: Sequence[Remark], width: int) -> list[Content]:
    """Who has taken it on, and the comments, oldest first."""
    given = [remark.words for remark in remarks if remark.kind is RemarkKind.ASSIGNMENT][-1:]
    drawn = line(f"@{given[0]} has taken it on", "$secondary").wrap(width) if given and given[0] else []
    for remark in remarks:
        if remark.kind is RemarkKind.COMMENT:
            drawn += safe(f"» {remark_line(remark)}", "$faint").wrap(width)
    return drawn


def camps_lines(view: DisputeView, width: int) -> list[Content]:
    """The camps side by side where there is room, else one below the other."""
    camps = by_value(view.dispute.camps)
    beside = max(1, min(len(camps), (width + 1) // (NARROWEST + 1)))
    drawn: list[Content] = []
    for start in range(0, len(camps), beside):
        row = camps[start : start + beside]
        each = (width - (beside - 1)) // beside
        drawn += _beside([_box(view, camp, each) for camp in row], each)
    return drawn


def by_value(camps: Sequence[Camp]) -> list[Camp]:
    """Lowest figure first; camps without figures keep their order."""
    return sorted(camps, key=lambda camp: camp.low if camp.low is not None else camp.high or 0.0)


def _box(view: DisputeView, camp: Camp, width: int) -> list[Content]:
    inner = width - 4
    body = line(independent_words(camp), "$faint").wrap(inner)
    claims = view.of_camp(camp)
    for claim in claims[:CLAIMS_A_CAMP]:
        part = part_words(claim, view.dispute)
        told = line(f"of {part} alone: at least so many", "$secondary").wrap(inner) if part else []
        body += [NOTHING, *_claim_lines(view, claim, inner), *told]
    left = (camp.total or len(camp.claims)) - min(len(claims), CLAIMS_A_CAMP)
    if left > 0:
        body.append(line(f"and {left:,} more", "$faint"))
    title = line(camp_label(camp), "bold $accent").truncate(max(inner - 1, 1), ellipsis=True)
    top = (
        Content.styled("╭─ ", "$rule")
        + title
        + Content.styled(" " + "─" * (width - 5 - title.cell_length) + "╮", "$rule")
    )
    bottom = Content.styled("╰" + "─" * (width - 2) + "╯", "$rule")
    return [top, *(_sides(part, inner) for part in body), bottom]


def _claim_lines(view: DisputeView, claim: Claim, width: int) -> list[Content]:
    grade = f"{view.grades.get(claim.source_id or '', '–')}{claim.credibility or '–'}".replace("––", "")
    day = f"{claim.stated_at:%Y-%m-%d}" if claim.stated_at else "undated"
    head = source_words(claim).wrap(width)
    facts = join(status_mark(claim.status), line(claim.id), line(day), line(grade), sep=" ").stylize("$faint")
    return [*head, facts.truncate(width, ellipsis=True), *quote_lines(claim, (), width, indent=0, most=4)]


def _sides(part: Content, inner: int) -> Content:
    side = Content.styled("│", "$rule")
    fitted = part.truncate(inner, ellipsis=True)
    return side + Content(" ") + fitted + Content(" " * (inner - fitted.cell_length + 1)) + side


def _beside(boxes: Sequence[list[Content]], width: int) -> list[Content]:
    height = max(len(box) for box in boxes)
    # Shorter boxes grow before their lower border, so that the borders stand on one line.
    grown = [[*box[:-1], *[_sides(NOTHING, width - 4)] * (height - len(box)), box[-1]] for box in boxes]
    return [Content(" ").join(parts) for parts in zip(*grown, strict=True)]
