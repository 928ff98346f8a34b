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
from tracker.services.bulk import many_records
from tracker.services.versions import copied_voices
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
    voices: dict[str, tuple[str, str]]
    """Report that repeats another outlet's -> its own publisher, and that of the report it goes back to."""


def loaded(store: Store, statuses: tuple[ClaimStatus, ...]) -> OpenClaims:
    """The present state, read whole."""
    return compared_state(store, None, statuses)


def compared_state(store: Store, claims: Iterable[Claim] | None, statuses: tuple[ClaimStatus, ...]) -> OpenClaims:
    """The same, with those of the claims given that have one of the statuses."""
    head = store.head()  # before the rest: what is written meanwhile is applied twice, never missed
    with many_records():
        read = store.claims(ClaimQuery(statuses=statuses)) if claims is None else claims
        return OpenClaims(
            head=head,
            claims={claim.id: claim for claim in read if claim.status in statuses},
            decisions=store.decisions(),
            incidents={incident.id: incident.name for incident in store.incidents()},
            voices=copied_voices(store.reports()),
        )


@dataclass(frozen=True)
class Difference:
    """What of two states is compared, and differs."""

    claims: list[Claim]
    """Each changed claim as it was and as it is, where it was or is among the compared."""
    incidents: frozenset[str]
    """Ids of incidents that were changed."""


def followed(
    state: OpenClaims, store: Store, statuses: tuple[ClaimStatus, ...]
) -> tuple[OpenClaims, Difference | None]:
    """The present state, and in what it differs from `state`; None: nobody knows, all may.

    Only the journal since then is read, where it goes on from there.
    """
    with many_records():
        changes = store.changes(after=state.head[0])
    if not _go_on(state.head, changes):
        return loaded(store, statuses), None
    edits = [edit for change in changes for edit in change.edits]
    claims, differing = _edited(state.claims, (edit for edit in edits if edit.kind == "claim"), statuses)
    of_incidents = [edit for edit in edits if edit.kind == "incident"]
    now = OpenClaims(
        head=(changes[-1].seq, changes[-1].hash),
        claims=claims,
        decisions=store.decisions() if any(edit.kind == "decision" for edit in edits) else state.decisions,
        incidents=_renamed(state.incidents, of_incidents),
        voices=copied_voices(store.reports()) if _touch_copies(edits) else state.voices,
    )
    if any(now.voices.get(report) != voices for report, voices in state.voices.items()):
        return now, None
    return now, Difference(claims=differing, incidents=frozenset(edit.id for edit in of_incidents))


def _touch_copies(edits: Iterable[Edit]) -> bool:
    dumps = (dump for edit in edits if edit.kind == "report" for dump in (edit.before, edit.after))
    # A correction of any report can be one of a publisher that others repeat.
    return any(dump.get("copy_of") or dump["rev"] > 1 for dump in dumps if dump)


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
) -> tuple[dict[str, Claim], list[Claim]]:
    claims, differing = dict(before), []
    for edit in edits:
        known = claims.get(edit.id)
        after = Claim.model_validate(edit.after) if _is_among(edit.after, statuses) else None
        if after is not None:
            claims[edit.id] = after
        elif known is not None:
            del claims[edit.id]
        if (known is None) != (after is None) or (
            known is not None and _compared(edit.before) != _compared(edit.after)
        ):
            differing += [claim for claim in (known, after) if claim is not None]
    if claims.keys() - before.keys():  # undo brings old claims back at the end
        claims = {key: claims[key] for key in sorted(claims, key=number_of)}
    return claims, differing


def _is_among(dump: dict[str, Any] | None, statuses: tuple[ClaimStatus, ...]) -> bool:
    return dump is not None and dump["status"] in statuses


def _compared(dump: dict[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (dump or {}).items() if name not in NOT_COMPARED}


def _renamed(names: dict[str, str], edits: Iterable[Edit]) -> dict[str, str]:
    renamed = dict(names)
    for edit in edits:
        if edit.after is None:
            renamed.pop(edit.id, None)
        else:
            renamed[edit.id] = edit.after["name"]
    return renamed
