"""Records as styled words. Marks carry the meaning; colour only repeats it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tracker.model.claim import Assertion, Claim, ClaimStatus
from tracker.model.dispute import DisputeState
from tracker.model.finding import Finding, Relation
from tracker.model.report import Report
from tracker.present.statements import short_statement
from tracker.ui.safe import Mark, join, line, marked

STATUS_MARKS = {
    ClaimStatus.PROPOSED: ("○", "$faint"),
    ClaimStatus.ACCEPTED: ("●", "$success"),
    ClaimStatus.REJECTED: ("✗", "$faint"),
    ClaimStatus.RETRACTED: ("⊘", "$warning"),
    ClaimStatus.SUPERSEDED: ("↻", "$faint"),
}

RELATION_MARKS = {
    Relation.CONTRADICTS: ("≠", "bold $error"),
    Relation.TENSION: ("~", "bold $warning"),
    Relation.CORROBORATES: ("=", "bold $success"),
    Relation.UNRELATED: ("·", "$faint"),
}

RELATION_WORDS = {
    Relation.CONTRADICTS: "contradicts",
    Relation.TENSION: "tension",
    Relation.CORROBORATES: "confirms",
    Relation.UNRELATED: "unrelated",
}

STATE_MARKS = {
    DisputeState.DETECTED: ("●", "$error"),
    DisputeState.UNDER_REVIEW: ("◐", "$warning"),
    DisputeState.RESOLVED: ("✓", "$success"),
    DisputeState.REOPENED: ("↻", "$warning"),
}


def unreadable_words(record_id: str) -> Content:
    """What stands in a list for a record whose row was changed into something that is none.

    >>> unreadable_words("S5").plain
    'unreadable S5: tracker verify says why'
    """
    return join(line(f"unreadable {record_id}", "bold $error"), line("tracker verify says why", "$faint"), sep=": ")


def status_mark(status: ClaimStatus) -> Content:
    return Content.styled(*STATUS_MARKS[status])


def relation_mark(relation: Relation) -> Content:
    return Content.styled(*RELATION_MARKS[relation])


def state_mark(state: DisputeState) -> Content:
    return Content.styled(*STATE_MARKS[state])


def report_words(report: Report) -> Content:
    """Its title, else the name of its file: without the folders, which are alike for all."""
    return line(report.title or report.name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1])


def says(claim: Assertion) -> Content:
    """What is said in a few words, without who says it."""
    return line(short_statement(claim))


def source_words(claim: Assertion) -> Content:
    """Who says it, and through whom."""
    relay = [link.name for link in claim.chain if link.name != claim.source]
    return join(line(claim.source, "bold"), line(f"via {', '.join(relay)}" if relay else "", "$faint"), sep=" ")


def score_words(score: float | None) -> Content:
    """The reader's score as a short bar and a figure: "▮▮▮▯ 78"."""
    if score is None:
        return line("typed", "$faint")
    filled = min(4, max(0, round(score * 4)))
    return join(
        line("▮" * filled, "$accent"), line("▯" * (4 - filled), "$faint"), line(f" {score:.0%}".replace("%", ""))
    )


def field(name: str, words: Content, width: int, *, label_width: int = 12, style: str = "$faint") -> list[Content]:
    """A field's name and its words, wrapped beside it."""
    room = max(width - label_width - 1, 8)
    wrapped = words.wrap(room) if words.plain else [Content.styled("–", "$faint")]
    first = Content.styled(name, style).pad_right(max(label_width - len(name), 0)) + Content(" ")
    indent = Content(" " * (label_width + 1))
    return [(first if index == 0 else indent) + part for index, part in enumerate(wrapped)]


def quote_lines(
    claim: Claim, marks: Sequence[Mark], width: int, *, indent: int = 2, most: int = 4, brackets: bool = False
) -> list[Content]:
    """A quote in its marks, wrapped and cut after `most` lines; with `brackets` round what is marked."""
    body = Content("“") + marked(claim.quote, marks, one_line=True, brackets=brackets) + Content("”")
    wrapped = body.wrap(max(width - indent, 8))
    if len(wrapped) > most:
        wrapped = [*wrapped[: most - 1], wrapped[most - 1].truncate(max(width - indent - 1, 1)) + Content("…")]
    return [Content(" " * indent) + part for part in wrapped]


def triggers(finding: Finding, claim: Claim, *, first: bool) -> list[Mark]:
    """The words in a quote that triggered a finding; without any named ones, the figure."""
    spans = [reason.trigger_a if first else reason.trigger_b for reason in finding.reasons]
    named = [span for span in spans if span]
    if not named and claim.quantity_text and (start := claim.quote.find(claim.quantity_text)) >= 0:
        named = [(start, start + len(claim.quantity_text))]
    return [(*span, "bold underline $warning") for span in named]


def score_figure(finding: Finding) -> Content:
    return line(f"{finding.score:.2f}", "$faint")
