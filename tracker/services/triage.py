"""Proposals: accept, reject, merge, split."""

from __future__ import annotations

from collections.abc import Callable

from tracker.errors import RefusedError, StoppedError
from tracker.model.change import Change
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.query import ClaimQuery, Waiting
from tracker.services.base import Service, changed, counted, number_of
from tracker.services.bulk import many_records
from tracker.services.fingerprints import fingerprint
from tracker.services.seen import as_read
from tracker.services.splitting import halves
from tracker.store.ports import Write

Progress = Callable[[int, int], bool]
"""(claims done, of how many) -> whether to go on."""
AT_ONCE = 100
"""Claims between two looks at whether to go on."""


class Triage(Service):
    """The queue of proposed claims."""

    def queue(
        self, *, report: str | None = None, source_id: str | None = None, min_score: float | None = None
    ) -> list[Claim]:
        """Proposed claims, by report and then by position in it. min_score 0-1 leaves the less sure ones out."""
        waiting = self.waiting(report=report, source_id=source_id, min_score=min_score)
        return self._store.numbered_claims([one.number for one in waiting])

    def waiting(
        self,
        *,
        report: str | None = None,
        source_id: str | None = None,
        min_score: float | None = None,
        below: float | None = None,
    ) -> list[Waiting]:
        """The same without their words, for a queue of any length; below: only those less sure than that, 0-1."""
        with many_records():
            proposed = self._store.waiting(ClaimQuery(report=report, source_id=source_id))
        chosen = [
            one
            for one in proposed
            if (min_score is None or one.score >= min_score) and (below is None or one.score < below)
        ]
        return sorted(chosen, key=lambda one: (number_of(one.report), one.start, one.end, one.number))

    def accept(self, *claim_ids: str, reason: str = "", only_proposed: bool = False) -> Change:
        """Accepts proposals, or rejected ones after all. Raises RefusedError when none of them can be accepted.

        only_proposed: leaves alone what somebody rejected, as from a queue that was read before.
        """
        allowed = (ClaimStatus.PROPOSED,) if only_proposed else (ClaimStatus.PROPOSED, ClaimStatus.REJECTED)
        return self._set(claim_ids, ClaimStatus.ACCEPTED, allowed, reason)

    def reject(self, *claim_ids: str, reason: str = "") -> Change:
        """Rejects proposals; taking the same report in again does not bring them back."""
        return self._set(claim_ids, ClaimStatus.REJECTED, (ClaimStatus.PROPOSED,), reason)

    def accept_all(
        self,
        *,
        min_score: float = 0.0,
        report: str | None = None,
        source_id: str | None = None,
        on_progress: Progress | None = None,
    ) -> Change | None:
        """Accepts everything in the queue from a score on, in one entry; None when there is nothing.

        on_progress: told (accepted, of how many) now and then; StoppedError, with nothing changed, when it answers no.
        """
        ids = [one.id for one in self.waiting(report=report, source_id=source_id, min_score=min_score)]
        return self._set(tuple(ids), ClaimStatus.ACCEPTED, (ClaimStatus.PROPOSED,), "", on_progress) if ids else None

    def reject_all(
        self,
        *,
        below: float | None = None,
        report: str | None = None,
        source_id: str | None = None,
        on_progress: Progress | None = None,
    ) -> Change | None:
        """Rejects everything in the queue whose score is below one, in one entry; None when there is nothing.

        below: 0-1; None: whatever their score. on_progress: as for `accept_all`.
        """
        ids = [one.id for one in self.waiting(report=report, source_id=source_id, below=below)]
        return self._set(tuple(ids), ClaimStatus.REJECTED, (ClaimStatus.PROPOSED,), "", on_progress) if ids else None

    def merge(self, claim_id: str, into: str, *, revs: tuple[int | None, int | None] = (None, None)) -> Change:
        """Rejects a proposal as a duplicate of another claim, in whose note its words are kept.

        revs: those of the two as they were read; StaleEditError if somebody changed one since.
        """
        if claim_id == into:
            raise RefusedError(f"{claim_id} cannot be merged into itself.", hint="Choose another claim.")
        with self._store.write("merge", actor=self._actor, summary=f"Merged {claim_id} into {into}") as write:
            duplicate, target = write.claim(claim_id), write.claim(into)
            if duplicate.status is not ClaimStatus.PROPOSED:
                raise RefusedError(f"{claim_id} is {duplicate.status} already; only proposals are merged.")
            if not target.status.is_open:
                raise RefusedError(f"{into} is {target.status}.", hint="Merge into a proposed or accepted claim.")
            where = f"{duplicate.source}, {duplicate.report}" if duplicate.report else duplicate.source
            also = f'Also: "{duplicate.quote}" ({where}).'
            write.put(as_read(target.model_copy(update={"note": _joined(target.note, also)}), revs[1]))
            rejected = {"status": ClaimStatus.REJECTED, "note": _joined(duplicate.note, f"Duplicate of {into}.")}
            write.put(as_read(duplicate.model_copy(update=rejected), revs[0]))
        return changed(write)

    def split(self, claim_id: str, at: int) -> tuple[Claim, Claim]:
        """Cuts a proposal in two at an offset of its quote; both parts are proposed, read anew, in one entry.

        The whole is kept as rejected: taking the same report in again does not bring it back. Parts of its figure
        become parts of the half that has it. Raises UsageError when a part would have no words.
        """
        with self._store.write("split", actor=self._actor) as write:
            whole = write.claim(claim_id)
            if whole.status is not ClaimStatus.PROPOSED:
                raise RefusedError(f"{claim_id} is {whole.status} already; only proposals are split.")
            first, second = (_new(write, half) for half in halves(whole, at))
            for part in _parts_of(write, whole):
                half = second if second.measure == part.measure and first.measure != part.measure else first
                write.put(part.model_copy(update={"part_of": half.id}))
            note = _joined(whole.note, f"Split into {first.id} and {second.id}.")
            write.put(whole.model_copy(update={"status": ClaimStatus.REJECTED, "note": note}))
            write.summary = f"Split {claim_id} into {first.id} and {second.id}"
        return first, second

    def _set(
        self,
        claim_ids: tuple[str, ...],
        status: ClaimStatus,
        allowed: tuple[ClaimStatus, ...],
        reason: str,
        on_progress: Progress | None = None,
    ) -> Change:
        action, done = ("accept", "Accepted") if status is ClaimStatus.ACCEPTED else ("reject", "Rejected")
        with many_records(), self._store.write(action, actor=self._actor, reason=reason) as write:
            write.read_ahead("claim", claim_ids)
            claims = [write.claim(claim_id) for claim_id in dict.fromkeys(claim_ids)]
            fitting = [claim for claim in claims if claim.status in allowed]
            if not fitting:
                raise _refused(claims, action)
            for at, claim in enumerate(fitting):
                if on_progress and at % AT_ONCE == 0 and not on_progress(at, len(fitting)):
                    raise StoppedError(f"Stopped: none of the {len(fitting):,} claims was {action}ed.")
                write.put(claim.model_copy(update={"status": status}))
            write.summary = f"{done} {counted([claim.id for claim in fitting], 'claim')}"
        return changed(write)


def _refused(claims: list[Claim], action: str) -> RefusedError:
    if not claims:
        return RefusedError(f"There is nothing to {action}.", hint="Choose a claim first.")
    if len(claims) > 1:
        return RefusedError(f"None of the {len(claims)} claims can be {action}ed: all were looked at already.")
    claim = claims[0]
    hint = "Retract it instead." if claim.status is ClaimStatus.ACCEPTED and action == "reject" else None
    return RefusedError(f"{claim.id} is {claim.status} already.", hint=hint)


def _parts_of(write: Write, whole: Claim) -> list[Claim]:
    """Open claims on a part of those whom a claim counts."""
    if whole.report is None:
        return []
    claims = write.claims(ClaimQuery(report=whole.report))
    return [claim for claim in claims if claim.part_of == whole.id and claim.status.is_open]


def _new(write: Write, half: Claim) -> Claim:
    """Keeps a half of a claim as a proposal of its own."""
    text = write.report(half.report).text_sha256 if half.report else ""
    fresh = {"id": write.new_id("claim"), "rev": 0, "note": "", "fingerprint": fingerprint(text, half)}
    return write.put(half.model_copy(update=fresh))


def _joined(note: str, more: str) -> str:
    return f"{note}\n{more}" if note else more
