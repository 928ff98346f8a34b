"""Correcting what a report says of itself, and what that does to its proposals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tracker.errors import UsageError
from tracker.model.base import Frozen
from tracker.model.claim import Claim, ClaimStatus, ProposedClaim
from tracker.model.query import ClaimQuery
from tracker.model.report import Report
from tracker.services.fields import moment
from tracker.services.fingerprints import fingerprint
from tracker.services.left_empty import take_out_empty
from tracker.services.naming import one_line
from tracker.services.proposals import Proposer, claim_of
from tracker.services.readers import STUMBLES
from tracker.services.seen import as_read
from tracker.services.since_read import PLACE, SinceRead
from tracker.services.source_links import SourceNames
from tracker.store.ports import Write

EDITABLE = ("title", "author", "publisher", "published", "language", "notes")
"""Fields of a report that a person may correct; the bytes, the text and how they came never change."""

READ_BY = frozenset({"publisher", "published"})
"""Fields that reading uses: whose own voice it is, and what "on Monday" means."""

LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}")
"""How a language is named (BCP 47, with the underscore that some pages write)."""


class Corrected(Frozen):
    """What a correction did."""

    report: Report
    read_again: int = 0
    """Undecided proposals that were read again."""
    redated: int = 0
    """Other open claims that carry the new publication time as the time of saying."""
    still_by: int = 0
    """Decided or edited claims that are still by the publisher that was named before."""
    taken_out: tuple[str, ...] = ()
    """Names of sources and incidents that reading had made, and that nothing named any more."""

    def words(self) -> str:
        """What it means for the claims of the report, in a sentence; empty: nothing."""
        said = [f"{self.read_again:,} undecided {_proposals(self.read_again)} read again"] * bool(self.read_again)
        kept = f"{self.redated:,} decided or edited ones keep their fields, said at the new date"
        said += [kept] * bool(self.redated)
        stay = "claim stays" if self.still_by == 1 else "claims stay"
        by = f"{self.still_by:,} decided or edited {stay} with the publisher named before"
        said += [by] * bool(self.still_by)
        said += [f"taken out, as nothing names them now: {', '.join(self.taken_out)}"] * bool(self.taken_out)
        return f"{'; '.join(said)}." if said else ""


def checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as they are kept; an empty text is none. Raises UsageError for an unknown field or no date."""
    unknown = [name for name in fields if name not in EDITABLE]
    if unknown:
        raise UsageError(f"A report has no field {unknown[0]!r} to correct.", hint=f"Fields: {', '.join(EDITABLE)}.")
    try:
        return {name: _kept(name, value) for name, value in fields.items()}
    except ValueError as error:
        raise UsageError(f"{fields['published']!r} is not a date.", hint="Write it as 2017-07-31.") from error


def corrected(write: Write, report_id: str, fields: Mapping[str, Any], rev: int | None, text: str) -> Corrected:
    """Puts the corrected report, and its proposals as they are read with it, into the transaction."""
    before = write.report(report_id)
    report = write.put(as_read(before, rev).model_copy(update=dict(fields)))
    if all(getattr(before, name) == getattr(report, name) for name in READ_BY):
        return Corrected(report=report)
    claims = write.claims(ClaimQuery(report=report_id))
    since = SinceRead(write)
    by_hand = {claim.id: since.set_by_hand(claim) for claim in claims if claim.status is ClaimStatus.PROPOSED}
    # An edited proposal is an analyst's work already: what was entered is not read over. Where it was put stays.
    waiting = [claim for claim in claims if claim.id in by_hand and by_hand[claim.id] <= PLACE]
    proposals = {fingerprint(report.text_sha256, found): found for found in _read(text, report)} if waiting else {}
    again = [claim for claim in waiting if claim.fingerprint in proposals]
    proposer = Proposer(write, report, [proposals[claim.fingerprint] for claim in again])
    for claim in again:
        kept = {"rev": claim.rev, "note": claim.note, "part_of": claim.part_of}
        fresh = claim_of(proposals[claim.fingerprint], claim.id, report, claim.fingerprint)
        stated = _stated_at(claim, before, report)
        linked = proposer.linked(fresh.model_copy(update=kept | {"stated_at": stated}))
        put = {name: getattr(claim, name) for name in by_hand[claim.id]}
        write.put(linked.model_copy(update=put))
    done = {claim.id for claim in again}
    dated = [claim for claim in claims if claim.status.is_open and claim.id not in done]
    moved = [claim for claim in dated if _stated_at(claim, before, report) != claim.stated_at]
    for claim in moved:
        write.put(claim.model_copy(update={"stated_at": _stated_at(claim, before, report)}))
    former = SourceNames(write.sources()).find(before.publisher) if before.publisher else None
    sources = {claim.source_id for claim in again} | {former.id if former else None}
    incidents = {claim.incident_id for claim in again}
    gone = take_out_empty(write, set(filter(None, sources)), set(filter(None, incidents)), since)
    names = tuple(f"{one.id} {one.name}" for one in gone)
    is_other = former is not None and report.publisher != before.publisher
    stay = sum(1 for claim in dated if former and is_other and claim.source_id == former.id)
    return Corrected(report=report, read_again=len(again), redated=len(moved), still_by=stay, taken_out=names)


def _stated_at(claim: Claim, before: Report, after: Report) -> Any:
    """The time of saying: the report's, unless it was told otherwise."""
    return after.published if claim.stated_at == before.published else claim.stated_at


def _read(text: str, report: Report) -> Sequence[ProposedClaim]:
    from tracker.reading.claims import read

    try:
        return read(text, published=report.published, publisher=report.publisher)
    except STUMBLES:
        return []  # the proposals stay as they were read before


def _kept(name: str, value: Any) -> Any:
    if name == "published":
        return moment(value or None)
    if name == "language" and value and not LANGUAGE.fullmatch(str(value).strip()):
        raise UsageError(f"{value!r} is no code of a language.", hint="Write it as en, ar or zh-Hant.")
    if name == "notes":
        return str(value or "").strip()
    return one_line(str(value or "")) or None


def _proposals(count: int) -> str:
    return "proposal" if count == 1 else "proposals"
