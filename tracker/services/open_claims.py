"""The claims that take part in comparison, kept up with the journal instead of read anew after each change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tracker.model.change import Change, Edit
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.decision import Decision
from tracker.model.query import ClaimQuery
from tracker.services.base import number_of
from tracker.store.ports import Store

NOT_COMPARED = {
    "status",
    "rev",
    "score",
    "credibility",
    "likelihood",
    "confidence",
    "note",
    "fingerprint",
    "superseded_by",
}
"""Fields of an open claim that no comparison looks at: accepting or grading it changes no finding."""


@dataclass(frozen=True)
class OpenClaims:
    """A state of the case, as far as comparison needs it."""

    head: tuple[int, str]
    claims: dict[str, Claim]
    """By id, in the order taken in."""
    decisions: list[Decision]
    incidents: dict[str, str]
    """Id -> name."""


def loaded(store: Store, statuses: tuple[ClaimStatus, ...]) -> OpenClaims:
    """The present state, read whole."""
    head = store.head()  # before the rest: what is written meanwhile is applied twice, never missed
    return OpenClaims(
        head=head,
        claims={claim.id: claim for claim in store.claims(ClaimQuery(statuses=statuses))},
        decisions=store.decisions(),
        incidents=_incidents(store),
    )


def followed(state: OpenClaims, store: Store, statuses: tuple[ClaimStatus, ...]) -> tuple[OpenClaims, bool]:
    """The present state, and whether something that is compared differs from `state`.

    Only the journal since then is read, where it goes on from there.
    """
    changes = store.changes(after=state.head[0])
    if not _go_on(state.head, changes):
        return loaded(store, statuses), True
    edits = [edit for change in changes for edit in change.edits]
    kinds = {edit.kind for edit in edits}
    claims, differs = _edited(state.claims, (edit for edit in edits if edit.kind == "claim"), statuses)
    return (
        OpenClaims(
            head=(changes[-1].seq, changes[-1].hash),
            claims=claims,
            decisions=store.decisions() if "decision" in kinds else state.decisions,
            incidents=_incidents(store) if "incident" in kinds else state.incidents,
        ),
        differs or "incident" in kinds,
    )


def _go_on(head: tuple[int, str], changes: list[Change]) -> bool:
    """Whether entries follow from a head without a gap."""
    seq, digest = head
    for change in changes:
        if (change.seq, change.prev) != (seq + 1, digest):
            return False
        seq, digest = change.seq, change.hash
    return bool(changes)


def _edited(
    before: dict[str, Claim], edits: Iterable[Edit], statuses: tuple[ClaimStatus, ...]
) -> tuple[dict[str, Claim], bool]:
    claims, differs = dict(before), False
    for edit in edits:
        known = claims.get(edit.id)
        after = Claim.model_validate(edit.after) if _is_among(edit.after, statuses) else None
        if after is not None:
            claims[edit.id] = after
        elif known is not None:
            del claims[edit.id]
        differs = differs or _compared(known) != _compared(after)
    if claims.keys() - before.keys():  # undo brings old claims back at the end
        claims = {key: claims[key] for key in sorted(claims, key=number_of)}
    return claims, differs


def _is_among(dump: dict[str, Any] | None, statuses: tuple[ClaimStatus, ...]) -> bool:
    return dump is not None and dump["status"] in statuses


def _compared(claim: Claim | None) -> dict[str, Any] | None:
    return claim.model_dump(exclude=NOT_COMPARED) if claim else None


def _incidents(store: Store) -> dict[str, str]:
    return {incident.id: incident.name for incident in store.incidents()}
