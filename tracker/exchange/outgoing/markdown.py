"""The evidence log as a document to send: what is disputed, what was decided and why, and what it all rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from tracker.exchange.outgoing.escape import markdown_line
from tracker.exchange.outgoing.markdown_records import claims_section, reports_section, sources_section
from tracker.exchange.outgoing.opening import HOW_TO_READ, opening
from tracker.exchange.outgoing.told import MOST_LISTED, Told, reasons_of, said_by, tensions_of
from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.decision import Decision
from tracker.model.dispute import Camp, Dispute
from tracker.model.remark import Remark
from tracker.model.track_record import WeighedAnswer
from tracker.present.disputes import camp_label, decision_line, heading, independent_words, state_words
from tracker.present.remarks import remark_line
from tracker.present.sources import NOT_GRADED, reliability_words
from tracker.present.weighed import answer_sentences

PART = 500
"""Lines that are written at once."""


def write_markdown(snapshot: CaseSnapshot) -> bytes:
    """The whole document at once, UTF-8."""
    return b"".join(markdown_parts(snapshot))


def markdown_parts(snapshot: CaseSnapshot) -> Iterator[bytes]:
    """The document, UTF-8, section by section, and claim by claim."""
    sections = (
        _title(snapshot),
        _summary(snapshot),
        _disputes(snapshot),
        _tensions(snapshot),
        _other_decisions(snapshot),
        sources_section(snapshot),
        claims_section(snapshot),
        reports_section(snapshot),
        _how_to_read(),
        _journal_end(snapshot),
    )
    lines = (line for section in sections for line in section)
    while some := list(islice(lines, PART)):
        yield ("\n".join(some) + "\n").encode("utf-8")


def _title(snapshot: CaseSnapshot) -> Iterator[str]:
    yield f"# Evidence log: {markdown_line(snapshot.case)}"
    yield ""
    yield from (f"- {markdown_line(sentence)}" for sentence in opening(snapshot))
    yield ""


def _summary(snapshot: CaseSnapshot) -> Iterator[str]:
    disputes = snapshot.disputes
    claims = _counted(snapshot.count_stated, "claim")
    sources, reports = _counted(len(snapshot.sources), "source"), _counted(len(snapshot.reports), "report")
    yield "## Summary"
    yield ""
    yield f"{claims} by {sources} from {reports}."
    yield f"{_counted(len(disputes), 'dispute')}, {snapshot.count_resolved:,} of them resolved."
    yield ""
    if not disputes:
        yield f"No two claims in this {'part of the case' if snapshot.is_part else 'case'} contradict each other."
        yield ""
        return
    yield "| Dispute | Question | Camps | State |"
    yield "|---|---|---|---|"
    for dispute in disputes[:MOST_LISTED]:
        camps = " / ".join(map(_summed_up, dispute.camps))
        yield f"| {dispute.id} | {markdown_line(heading(dispute))} | {camps} | {state_words(dispute)} |"
    yield ""
    if len(disputes) > MOST_LISTED:
        yield f"These are the {MOST_LISTED} with most contradicting pairs; all {len(disputes):,} are told below."
        yield ""


def _summed_up(camp: Camp) -> str:
    who = said_by(camp)
    return markdown_line(camp_label(camp)) + (f" ({markdown_line(who)})" if who else "")


def _disputes(snapshot: CaseSnapshot) -> Iterator[str]:
    if not snapshot.disputes:
        return
    yield "## Disputes"
    yield ""
    for dispute in snapshot.told_disputes():
        yield from _dispute(dispute, snapshot)


def _dispute(dispute: Dispute, snapshot: CaseSnapshot) -> Iterator[str]:
    yield f"### {dispute.id}: {markdown_line(heading(dispute))}"
    yield ""
    yield f"State: {state_words(dispute)}."
    yield ""
    yield "| Camp | Sources | Independent | Claims |"
    yield "|---|---|---|---|"
    for camp in dispute.camps:
        yield _camp(camp, snapshot)
    yield ""
    yield from _weighed(snapshot.weighed.get(dispute.id))
    yield from _reasons(dispute, snapshot)
    yield from _decisions(snapshot.decisions_about(dispute), snapshot)
    yield from _remarks([remark for remark in snapshot.remarks if remark.target == dispute.id])


def _camp(camp: Camp, snapshot: CaseSnapshot) -> str:
    graded = snapshot.sources_by_name
    told = [(name, reliability_words(graded[name]) if name in graded else NOT_GRADED) for name in camp.sources]
    names = [markdown_line(f"{name} ({grade})") for name, grade in told]
    claims = [*camp.claims[:MOST_LISTED], *_more(len(camp.claims))]
    label = markdown_line(camp_label(camp))
    return f"| {label} | {', '.join(names)} | {independent_words(camp)} | {', '.join(claims)} |"


def _more(count: int) -> list[str]:
    return [f"and {count - MOST_LISTED:,} more"] if count > MOST_LISTED else []


def _weighed(answer: WeighedAnswer | None) -> Iterator[str]:
    if answer is None:
        return
    sentence, likely = answer_sentences(answer)
    yield markdown_line(sentence)
    yield ""
    if likely:
        yield from (f"- {markdown_line(one)}" for one in likely)
        yield ""


def _reasons(dispute: Dispute, snapshot: CaseSnapshot) -> Iterator[str]:
    shown, left = reasons_of(dispute, snapshot)
    if not shown:
        return
    yield "Why the claims contradict each other:"
    yield ""
    yield from map(_told, shown)
    if left:
        yield f"- {_counted(left, 'more pair')} of claims in these camps, not spelled out here."
    yield ""


def _told(one: Told) -> str:
    also = "".join(f" Also: {markdown_line(words)}." for words in one.also)
    return f"- {markdown_line(one.words)}{also} ({', '.join('-'.join(pair) for pair in one.pairs)})"


def _decisions(decisions: Sequence[Decision], snapshot: CaseSnapshot) -> Iterator[str]:
    if decisions:
        yield "Decisions:"
        yield ""
        yield from (f"- {markdown_line(decision_line(decision, snapshot.source_names))}" for decision in decisions)
        yield ""


def _remarks(remarks: Sequence[Remark]) -> Iterator[str]:
    if remarks:
        yield "Remarks:"
        yield ""
        yield from (f"- {markdown_line(remark_line(remark))}" for remark in remarks)
        yield ""


def _tensions(snapshot: CaseSnapshot) -> Iterator[str]:
    shown, left = tensions_of(snapshot)
    if not shown:
        return
    yield "## Tensions"
    yield ""
    yield "These pairs are no contradictions: both claims may be true. They are worth a look."
    yield ""
    yield from map(_told, shown)
    if left:
        yield f"- {_counted(left, 'more pair')}, not spelled out here."
    yield ""


def _other_decisions(snapshot: CaseSnapshot) -> Iterator[str]:
    others = snapshot.other_decisions
    if others:
        yield "## Decisions on what is no dispute now"
        yield ""
        yield from _decisions(others, snapshot)


def _how_to_read() -> Iterator[str]:
    yield "## How to read this"
    yield ""
    yield from (f"- {sentence}" for sentence in HOW_TO_READ)
    yield ""


def _journal_end(snapshot: CaseSnapshot) -> Iterator[str]:
    state = snapshot.checkpoint
    yield "## End of the journal"
    yield ""
    yield "Every change of the case is an entry of a hash-chained journal. Keep these four values: they show later"
    yield "whether entries were changed, added at the front or cut off at the end."
    yield ""
    yield f"- Entries: {state.size}"
    yield f"- Last number: {state.size}"
    yield f"- Last hash: `{state.last_hash}`"
    yield f"- Merkle root (RFC 6962): `{state.root}`"
    yield ""
    yield "Check this file with its manifest beside it: `tracker verify FILE`."


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun if count == 1 else noun + 's'}"
