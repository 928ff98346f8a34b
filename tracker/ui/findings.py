"""What a claim is set against: findings with the other claim, read in one go by a worker, drawn by any screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from tracker.model.claim import Claim
from tracker.model.finding import Finding, Relation
from tracker.present.reasons import further_grounds, sentence
from tracker.present.rules import fired, score_words
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.words import (
    RELATION_WORDS,
    quote_lines,
    relation_mark,
    score_figure,
    source_words,
    status_mark,
    triggers,
)

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

MOST = 12
"""Findings read and drawn for one claim; the strongest come first."""
WHOLE_QUOTE = 400
"""Lines of a quote where it is read in full."""


@dataclass(frozen=True, slots=True)
class Against:
    """A claim, another one, and what the matcher says of the two."""

    finding: Finding
    claim: Claim
    other: Claim
    other_first: bool = False
    """Whether the other claim is the finding's first."""

    @property
    def sentence(self) -> str:
        first, second = (self.other, self.claim) if self.other_first else (self.claim, self.other)
        return sentence(self.finding, first, second)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All findings of one claim; `shown` are the strongest of them."""

    claim: Claim
    shown: tuple[Against, ...]
    counts: dict[Relation, int]


def compare(case: Workspace, claim: Claim) -> Comparison:
    """Sets a stored or drafted claim against the case."""
    findings = case.scan.against(claim)
    counts: dict[Relation, int] = {}
    for finding in findings:
        counts[finding.relation] = counts.get(finding.relation, 0) + 1
    return Comparison(claim, tuple(_with_other(case, claim, finding) for finding in findings[:MOST]), counts)


def pair(case: Workspace, finding: Finding) -> Against:
    """A finding with both its claims."""
    return Against(finding, case.claims.get(finding.a or ""), case.claims.get(finding.b or ""))


def _with_other(case: Workspace, claim: Claim, finding: Finding) -> Against:
    other_first = finding.b == claim.id
    other_id = finding.a if other_first else finding.b
    return Against(finding, claim, case.claims.get(other_id or ""), other_first)


def counts_words(comparison: Comparison) -> Content:
    """ "≠ 2 contradicts  ~ 1 tension", or empty."""
    found = [(relation, comparison.counts.get(relation, 0)) for relation in Relation]
    return join(
        *(
            join(relation_mark(relation), line(f"{count} {RELATION_WORDS[relation]}"), sep=" ")
            for relation, count in found
            if count and relation is not Relation.UNRELATED
        ),
        sep="  ",
    )


def comparison_lines(comparison: Comparison, width: int) -> list[Content]:
    """The other claims, strongest first: who, what, why, and the words."""
    if not comparison.shown:
        return line("Nothing in the case speaks for or against it.", "$faint").wrap(width)
    drawn: list[Content] = []
    for against in comparison.shown:
        drawn += [*against_lines(against, width), NOTHING]
    left = sum(comparison.counts.values()) - len(comparison.shown)
    return drawn + ([line(f"and {left:,} weaker ones", "$faint")] if left > 0 else [])


def against_lines(against: Against, width: int) -> list[Content]:
    """One finding, seen from the claim."""
    finding, other = against.finding, against.other
    kind = finding.kind.value if finding.kind else ""
    head = join(
        relation_mark(finding.relation),
        line(RELATION_WORDS[finding.relation]),
        source_words(other),
        line(other.id, "$faint"),
        status_mark(other.status),
        line(kind, "$faint"),
        score_figure(finding),
        sep=" ",
    )
    marks = triggers(finding, other, first=against.other_first)
    return [
        head.truncate(width, ellipsis=True),
        *_indented(safe(against.sentence), width),
        *quote_lines(other, marks, width),
    ]


def pair_lines(against: Against, width: int) -> list[Content]:
    """One finding, with both quotes in full."""
    finding = against.finding
    head = join(
        relation_mark(finding.relation),
        line(finding.kind.value if finding.kind else RELATION_WORDS[finding.relation], "bold"),
        score_figure(finding),
        line(f"{finding.a} – {finding.b}", "$faint"),
        sep=" ",
    )
    drawn = [head.truncate(width, ellipsis=True), *_indented(safe(against.sentence), width)]
    for words in further_grounds(finding):
        drawn += _indented(safe(f"also: {words}", "$faint"), width)
    for claim, first in ((against.claim, True), (against.other, False)):
        who = join(line(claim.id, "$faint"), source_words(claim), status_mark(claim.status), sep=" ")
        drawn.append(Content("  ") + who.truncate(max(width - 2, 1), ellipsis=True))
        drawn += quote_lines(claim, triggers(finding, claim, first=first), width, most=8)
    return drawn


def rules_lines(against: Against, width: int, *, brackets: bool = False) -> list[Content]:
    """A finding taken apart: relation and score, the sentence, each rule that fired, both quotes with their triggers.

    brackets: put the triggering words in brackets too, where nothing else but their style would show them.
    """
    finding = against.finding
    head = join(
        relation_mark(finding.relation),
        line(RELATION_WORDS[finding.relation], "bold"),
        line(finding.kind.value if finding.kind else ""),
        line(f"{finding.a} – {finding.b}", "$faint"),
        sep=" ",
    )
    drawn = [head.truncate(width, ellipsis=True), *_indented(line(score_words(finding), "$faint"), width), NOTHING]
    drawn += safe(against.sentence).wrap(width)
    drawn += [NOTHING, rule("Rules that fired", width)]
    for number, one in enumerate(fired(finding), start=1):
        drawn += join(line(f"{number} {one.name}", "bold"), safe(one.meaning), sep="  ").wrap(width)
        if one.on_a and one.on_b:
            drawn += _indented(join(line(one.on_a), safe("against", "$faint"), line(one.on_b), sep="  "), width)
    drawn += [NOTHING, rule("The words that triggered them", width)]
    for claim, first in ((against.claim, True), (against.other, False)):
        said = f"{claim.stated_at:%Y-%m-%d}" if claim.stated_at else "undated"
        drawn += join(
            source_words(claim), status_mark(claim.status), line(f"{claim.id} {said}", "$faint"), sep=" "
        ).wrap(width)
        marks = triggers(finding, claim, first=first)
        drawn += quote_lines(claim, marks, width, most=WHOLE_QUOTE, brackets=brackets)
        drawn.append(NOTHING)
    return drawn[:-1]


def rule(words: str, width: int) -> Content:
    """A heading inside a sheet."""
    title = line(words, "bold $secondary")
    return title + Content.styled(" " + "─" * max(width - title.cell_length - 1, 0), "$rule")


def _indented(words: Content, width: int) -> list[Content]:
    return [Content("  ") + part for part in words.wrap(max(width - 2, 8))]
