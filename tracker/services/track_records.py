"""Track records of sources, weighed disputes and calibration, from the claims and decisions of a case."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from tracker.errors import NotFoundError, StoppedError
from tracker.model.claim import Claim
from tracker.model.dispute import Dispute
from tracker.model.scales import Independence, Reliability
from tracker.model.source import Source
from tracker.model.track_record import (
    Calibration,
    LeftOut,
    Provenance,
    TrackRecord,
    WeighedQuestion,
    WhatIf,
)
from tracker.services.base import Service
from tracker.services.cached import AtHead
from tracker.services.scan import Scan
from tracker.services.seen import UNASKED, Unasked
from tracker.services.weighed_case import WeighedCase, weighed_case
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.services.sources import Sources

Step = TypeVar("Step")
Progress = Callable[[int, int], bool]
"""(steps done, steps in all) -> whether to go on."""

COMPARING = 90
"""Per cent of the progress, in a large case, for comparing its claims; the rest is the weighing."""

CANNOT_BE_JUDGED = 6
"""The Admiralty digit without a judgement."""

PROPOSED = "proposed by the record"
"""Reason of a grade that the analyst took over from the record."""


def always(_done: int, _steps: int) -> bool:
    """Goes on."""
    return True


class TrackRecords(Service):
    """How the sources of a case held up; computed once per state of the case, a second or more for 2,000 claims."""

    def __init__(self, store: Store, actor: str, *, scan: Scan, sources: Sources) -> None:
        super().__init__(store, actor)
        self._scan = scan
        self._sources = sources
        self._last: WeighedCase | None = None
        self._weighed = AtHead(store, self._weigh)

    # -- sources ---------------------------------------------------------------------------------------------------

    def all(self, on_progress: Progress = always) -> list[TrackRecord]:
        """One record per source, in the order first met.

        on_progress: called after each step of the weighing, if the case has to be weighed; StoppedError when it says
        not to go on.
        """
        return list(self.weighed(on_progress).records.values())

    def weighed(self, on_progress: Progress = always) -> WeighedCase:
        """All that the weighing of one state says. on_progress: as for all()."""
        return self._weighed.get(lambda: self._weigh(on_progress))

    def of(self, source_id: str) -> TrackRecord:
        """The record of one source. Raises NotFoundError."""
        found = self._weighed.get().records.get(source_id)
        if found is None:
            raise NotFoundError(f"There is no source {source_id!r} in this case.", hint="List them: tracker sources.")
        return found

    def between(self, one: str, other: str) -> Independence:
        """How two sources (ids) stand to each other."""
        return self._weighed.get().ties.between(one, other)

    def accept_proposal(self, source_id: str, *, seen: Reliability | Unasked | None = UNASKED) -> Source:
        """Grades a source as its record proposes: a dated grade by the analyst, "proposed by the record".

        seen: as for `Sources.grade`.
        """
        return self._sources.grade(source_id, self.of(source_id).proposal, reason=PROPOSED, seen=seen)

    def proposed_digit(self, claim_id: str) -> int:
        """The Admiralty digit that other sources' words propose for a claim, whatever its own source's letter.

        6 (cannot be judged) when nobody else answers the same question. A claim that answers several has the digit of
        the answer that stands worst. Raises NotFoundError.
        """
        from tracker.credibility.left_out import digits_of

        self._store.claim(claim_id)
        judged = [digit for digit in digits_of(claim_id, self._weighed.get().outlook) if digit != CANNOT_BE_JUDGED]
        return max(judged, default=CANNOT_BE_JUDGED)

    # -- disputes --------------------------------------------------------------------------------------------------

    def question(self, dispute_id: str, on_progress: Progress = always) -> WeighedQuestion:
        """A dispute, weighed. Raises NotFoundError when nothing in it can be weighed. on_progress: as for all()."""
        found = self.weighed(on_progress).questions.get(dispute_id)
        if found is None:
            # An unknown dispute is told apart from one that cannot be weighed.
            self._scan.dispute(dispute_id)
            raise NotFoundError(
                f"{dispute_id} cannot be weighed.",
                hint="It needs answers of two sources or more, and must not be decided to be no conflict.",
            )
        return found

    def questions(self) -> list[WeighedQuestion]:
        """All weighed questions of the case."""
        return list(self._weighed.get().questions.values())

    def questions_without(self, disputes: Sequence[Dispute], fallen: Collection[str]) -> list[WeighedQuestion]:
        """All questions weighed as if these claims and decisions (ids) were not there; disputes: those left then."""
        return list(weighed_case(self._store, lambda _: disputes, None, always, without=fallen).questions.values())

    def without_each(self, dispute_id: str, on_progress: Progress = always) -> list[LeftOut]:
        """What the answer would be without each source's answer to it, largest change first.

        on_progress: called after each source; StoppedError when it says not to go on.
        """
        from tracker.credibility.left_out import largest_first, left_out

        steps = self.question(dispute_id).reports
        return largest_first(_stepped(left_out(dispute_id, self._weighed.get().outlook), steps, on_progress))

    def what_if_wrong(self, source_id: str) -> list[WhatIf]:
        """Answers of the case that would change if a source were wrong in everything it said."""
        from tracker.credibility.left_out import what_if_wrong

        self.of(source_id)
        return what_if_wrong(source_id, self._weighed.get().outlook)

    def teaches_most(self) -> list[str]:
        """Unsettled disputes, the one first whose settlement would teach most about the sources.

        Sorted by width of the interval times the root of the number of reports (docs/credibility.md); answers that
        are told apart count by how undecided they are.
        """
        from tracker.credibility.teaching import worth_settling

        disputes = {dispute.id for dispute in self._scan.disputes()}
        open_questions = [q for q in self.questions() if not q.settled and q.question in disputes]
        return [question.question for question in worth_settling(open_questions)]

    # -- the weighing itself ---------------------------------------------------------------------------------------

    def calibration(self, on_progress: Progress = always) -> Calibration:
        """How probable the weighing held, before each decision, what the analyst then decided.

        on_progress: called after each answer; StoppedError when it says not to go on.
        """
        from tracker.credibility.calibration import calibration

        weighed = self._weighed.get()
        return calibration(weighed.outcomes(lambda found: _stepped(found, len(weighed.votes.settled), on_progress)))

    def provenance(self) -> Provenance:
        """What the present records rest on."""
        return self._weighed.get().provenance

    def _weigh(self, on_progress: Progress = always) -> WeighedCase:
        # Called under the lock of AtHead, so never by two threads at once.
        disputed, weighed = lambda _claims: self._scan.disputes(), on_progress
        if self._scan.is_large():
            # Comparing takes most of the time there: its share of the progress, and of the chances to stop.
            disputed = lambda claims: self._camps(claims, on_progress)  # noqa: E731
            weighed = lambda done, steps: on_progress(COMPARING + (100 - COMPARING) * done // steps, 100)  # noqa: E731
        self._last = weighed_case(self._store, disputed, self._last, weighed)
        return self._last

    def _camps(self, claims: Sequence[Claim], on_progress: Progress) -> list[Dispute]:
        from tracker.matching.disputes import most_disputed_first

        found, told = [], 0
        for share, dispute in self._scan.camps(claims):
            if dispute is not None:
                found.append(dispute)
            elif int(COMPARING * share) > told:
                told = int(COMPARING * share)
                if not on_progress(told, 100):
                    raise StoppedError("Stopped; nothing was changed.")
        return most_disputed_first(found)


def _stepped(steps: Iterable[Step], count: int, on_progress: Progress) -> list[Step]:
    found = []
    for step in steps:
        found.append(step)
        if not on_progress(len(found), max(count, len(found))):
            raise StoppedError("Stopped; nothing was changed.")
    return found
