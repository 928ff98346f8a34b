"""Remarks on disputes and pairs: comments, and who has taken them on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from tracker.errors import RefusedError, StaleEditError, UsageError
from tracker.model.remark import Remark, RemarkKind
from tracker.services.base import Service
from tracker.services.naming import one_line
from tracker.services.review import PAIR_ID
from tracker.services.rulings import assigned
from tracker.services.scan import Scan
from tracker.services.seen import UNASKED, Unasked, stale
from tracker.store.ports import ReadsCase, Store


class Remarks(Service):
    """What is written beside disputes and pairs. A remark decides nothing; undo takes it out."""

    def __init__(self, store: Store, actor: str, *, scan: Scan, clock: Callable[[], dt.datetime]) -> None:
        super().__init__(store, actor)
        self._scan = scan
        self._clock = clock

    def on(self, target: str) -> list[Remark]:
        """The remarks on a dispute or pair, oldest first."""
        return [remark for remark in self._store.remarks() if remark.target == target]

    def by_target(self) -> dict[str, list[Remark]]:
        """Dispute or pair id -> the remarks on it, oldest first."""
        found: dict[str, list[Remark]] = {}
        for remark in self._store.remarks():
            found.setdefault(remark.target, []).append(remark)
        return found

    def assigned(self) -> dict[str, str]:
        """Dispute or pair id -> who has taken it on; those that nobody has are left out."""
        return assigned(self._store.remarks())

    def comment(self, target: str, text: str) -> Remark:
        """Writes a comment. Raises UsageError for an empty one, NotFoundError when there is no such target."""
        if not text.strip():
            raise UsageError("There is nothing to write down.", hint="Say something.")
        return self._add(target, RemarkKind.COMMENT, text.strip(), f"Commented on {target}")

    def assign(self, target: str, name: str, *, seen: str | Unasked = UNASKED) -> Remark:
        """Gives a dispute or pair to somebody; an empty name to nobody. Raises RefusedError when it is so already.

        seen: who had it when the analyst looked, empty for nobody; StaleEditError when it was given away since.
        """
        name = one_line(name)
        if self.assigned().get(target, "") == name:
            raise RefusedError(f"{target} is given to {name or 'nobody'} already.")
        summary = f"Gave {target} to {name}" if name else f"Took {target} back from {self.assigned()[target]}"
        return self._add(target, RemarkKind.ASSIGNMENT, name, summary, seen)

    def _add(self, target: str, kind: RemarkKind, text: str, summary: str, seen: str | Unasked = UNASKED) -> Remark:
        pair = PAIR_ID.fullmatch(target)
        if pair:
            for claim_id in pair.groups():
                self._store.claim(claim_id)
        else:
            self._scan.dispute(target)
        with self._store.write(kind.value, actor=self._actor, summary=summary) as write:
            if seen is not UNASKED:
                _refuse_if_given_meanwhile(write, target, seen)
            return write.put(
                Remark(
                    id=write.new_id("remark"), target=target, kind=kind, words=text, by=self._actor, at=self._clock()
                )
            )


def _refuse_if_given_meanwhile(reads: ReadsCase, target: str, seen: str) -> None:
    given = [one for one in reads.remarks() if one.target == target and one.kind is RemarkKind.ASSIGNMENT]
    now = given[-1].words if given else ""
    if now == seen:
        return
    if not given:
        raise StaleEditError(f"That {target} is with {seen} was undone since you read it; nothing was overwritten.")
    raise stale(f"{target} was given to {now or 'nobody'}", given[-1].by, given[-1].at)
