"""Decisions on disputes and pairs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from tracker.errors import RefusedError, StaleEditError, UsageError
from tracker.model.decision import Decision
from tracker.model.scales import Outcome
from tracker.model.source import Source
from tracker.present.disputes import OUTCOME_WORDS
from tracker.services.base import Service
from tracker.services.scan import Scan
from tracker.services.seen import UNASKED, Unasked, stale
from tracker.store.ports import ReadsCase, Store

PAIR_ID = re.compile(r"(C\d+)-(C\d+)")
"""Id of a pair of claims."""


class Review(Service):
    """What analysts decide, and reopen."""

    def __init__(self, store: Store, actor: str, *, scan: Scan, clock: Callable[[], dt.datetime]) -> None:
        super().__init__(store, actor)
        self._scan = scan
        self._clock = clock

    def decisions(self) -> list[Decision]:
        """All decisions, oldest first, also those that were reopened."""
        return self._store.decisions()

    def decision_on(self, target: str) -> Decision | None:
        """The decision in force on a dispute or pair."""
        return _in_force(self._store, target)

    def decide(
        self,
        target: str,
        outcome: Outcome | str,
        *,
        reason: str,
        preferred: str | None = None,
        low: float | None = None,
        high: float | None = None,
        seen: str | Unasked | None = UNASKED,
    ) -> Decision:
        """Records an outcome on a dispute id or pair id. A decision in force on it is reopened in the same step.

        preferred: source id, with prefer_source, which also needs a reason and a graded source. low, high: with
        report_range; left out, they span all camps. seen: id of the decision that was in force when the analyst
        looked, None for none; StaleEditError when it is another by now. Raises RefusedError, NotFoundError, UsageError.
        """
        outcome = _outcome(outcome)
        claims = self._claims_in_view(target)
        if outcome is Outcome.PREFER_SOURCE:
            self._check_preference(preferred, reason, claims)
        elif preferred is not None:
            raise UsageError(f"A preferred source goes with prefer_source, not with {outcome}.")
        if outcome is Outcome.REPORT_RANGE:
            low, high = self._range(target, low, high)
        elif low is not None or high is not None:
            raise UsageError(f"A range goes with report_range, not with {outcome}.")
        with self._store.write("decide", actor=self._actor, reason=reason) as write:
            earlier = _in_force(write, target)
            if seen is not UNASKED and seen != (earlier.id if earlier else None):
                raise _decided_meanwhile(write, target, earlier)
            if earlier:
                write.put(self._reopened(earlier, "decided again"))
            kept = write.put(
                Decision(
                    id=write.new_id("decision"),
                    target=target,
                    outcome=outcome,
                    reason=reason.strip(),
                    by=self._actor,
                    at=self._clock(),
                    preferred=preferred,
                    low=low,
                    high=high,
                    claims=claims,
                )
            )
            write.summary = f"Decided {target}: {OUTCOME_WORDS[outcome]}"
        return kept

    def reopen(self, target: str, *, reason: str, seen: str | Unasked = UNASKED) -> Decision:
        """Puts a decided dispute or pair back into review; the decision stays on record.

        seen: id of the decision that is to be reopened; StaleEditError when another one is in force by now.
        """
        with self._store.write("reopen", actor=self._actor, summary=f"Reopened {target}", reason=reason) as write:
            decision = _in_force(write, target)
            if decision is None:
                raise RefusedError(f"There is no decision in force on {target}.", hint="Decide it first.")
            if seen not in (UNASKED, decision.id):
                raise _decided_meanwhile(write, target, decision)
            if not reason.strip():
                raise RefusedError("Reopening needs a reason.", hint="Say what has changed.")
            return write.put(self._reopened(decision, reason.strip()))

    def _reopened(self, decision: Decision, reason: str) -> Decision:
        return decision.model_copy(
            update={"reopened_at": self._clock(), "reopened_by": self._actor, "reopened_reason": reason}
        )

    def _claims_in_view(self, target: str) -> tuple[str, ...]:
        pair = PAIR_ID.fullmatch(target)
        if pair:
            return tuple(self._store.claim(claim_id).id for claim_id in pair.groups())
        dispute = self._scan.dispute(target)
        return tuple(claim_id for camp in dispute.camps for claim_id in camp.claims)

    def _check_preference(self, preferred: str | None, reason: str, claims: tuple[str, ...]) -> None:
        if not reason.strip():
            raise RefusedError("Preferring a source needs a reason.", hint="Say why it is believed.")
        if preferred is None:
            raise RefusedError("Preferring a source needs the source.", hint="Name it by its id.")
        source = self._store.source(preferred)
        if source.reliability is None:
            raise RefusedError(
                f"{source.id} {source.name} has no grade, so it cannot be preferred.",
                hint=f"Grade it first: A to F (g on the source, or 'tracker sources {source.id} --grade B').",
            )
        if source.id not in {self._store.claim(claim_id).source_id for claim_id in claims}:
            raise RefusedError(f"{source.id} {source.name} says nothing in this dispute.", hint=_others(self, claims))

    def _range(self, target: str, low: float | None, high: float | None) -> tuple[float | None, float | None]:
        if low is None and high is None:
            bounds = self._bounds(target)
            if not bounds:
                raise RefusedError("There are no figures to make a range of.", hint="Choose another outcome.")
            return min(bounds), max(bounds)
        if low is not None and high is not None and low > high:
            raise UsageError(f"low {low:g} is above high {high:g}.")
        return low, high

    def _bounds(self, target: str) -> list[float]:
        """Ends of what is said: of the camps of a dispute, in which a figure on a part of those asked for is no end."""
        pair = PAIR_ID.fullmatch(target)
        said = [self._store.claim(claim_id) for claim_id in pair.groups()] if pair else self._scan.dispute(target).camps
        return [bound for one in said for bound in (one.low, one.high) if bound is not None]

    def sources_of(self, claims: tuple[str, ...]) -> list[Source]:
        """The sources of some claims, each once."""
        ids = dict.fromkeys(self._store.claim(claim_id).source_id for claim_id in claims)
        return [self._store.source(source_id) for source_id in ids if source_id]


def _others(review: Review, claims: tuple[str, ...]) -> str:
    names = ", ".join(f"{source.id} {source.name}" for source in review.sources_of(claims))
    return f"Sources in it: {names}."


def _outcome(outcome: Outcome | str) -> Outcome:
    try:
        return Outcome(outcome)
    except ValueError as error:
        raise UsageError(f"{outcome!r} is not an outcome.", hint=f"Outcomes: {', '.join(Outcome)}.") from error


def _in_force(reads: ReadsCase, target: str) -> Decision | None:
    return next((d for d in reversed(reads.decisions()) if d.target == target and d.is_in_force), None)


def _decided_meanwhile(reads: ReadsCase, target: str, now: Decision | None) -> StaleEditError:
    if now is not None:
        return stale(f"{target} was decided ({now.outcome.value.replace('_', ' ')})", now.by, now.at)
    last = max((d for d in reads.decisions() if d.target == target), key=lambda d: d.reopened_at or d.at, default=None)
    if last is None or last.reopened_at is None:
        return StaleEditError(f"The decision on {target} was undone since you read it; nothing was overwritten.")
    return stale(f"{target} was reopened", last.reopened_by or last.by, last.reopened_at)
