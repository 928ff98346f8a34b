"""How lists are ordered and narrowed where everything is in memory."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.errors import NotFoundError
from tracker.model.change import Change, WrittenChange
from tracker.model.claim import Claim
from tracker.model.ids import RECORD_ID
from tracker.model.query import ClaimOrder, typed_words


def ordered(claims: list[Claim], order: ClaimOrder) -> list[Claim]:
    """Claims that come in the order taken in, in another one."""
    if order is ClaimOrder.NEWEST:
        dated = [claim for claim in reversed(claims) if claim.stated_at]
        undated = [claim for claim in reversed(claims) if not claim.stated_at]
        return sorted(dated, key=lambda claim: str(claim.stated_at), reverse=True) + undated
    if order is ClaimOrder.SOURCE:
        return sorted(claims, key=lambda claim: claim.source.lower())
    if order is ClaimOrder.INCIDENT:
        return sorted(claims, key=lambda claim: (claim.incident is None, (claim.incident or "").lower()))
    return claims


def about(journal: Sequence[Change], text: str) -> list[int]:
    """Numbers of the entries, newest first, that a text names; see `tracker.store.ports.ReadsCase.entries_about`."""
    record, words = text.strip().upper(), typed_words(text)
    if RECORD_ID.fullmatch(record):
        return [change.seq for change in reversed(journal) if any(edit.id == record for edit in change.edits)]
    told = ((change.seq, f"{change.summary} {change.reason} {change.action} {change.actor}") for change in journal)
    return [seq for seq, said in told if all(word in said.lower() for word in words)][::-1]


def written(journal: Sequence[Change], seq: int) -> WrittenChange:
    """An entry with its edits in JSON; see `tracker.store.ports.ReadsCase.written_change`."""
    if not 0 < seq <= len(journal):
        raise NotFoundError(f"There is no journal entry {seq}.")
    change = journal[seq - 1]
    return WrittenChange(**change.model_dump(exclude={"edits"}), edits_json=change.edits_json)
