"""Track records of sources, weighed disputes and calibration, from the claims and decisions of a case."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

from tracker import __version__
from tracker.errors import NotFoundError
from tracker.model.change import canonical_json
from tracker.model.claim import Claim
from tracker.model.decision import Decision
from tracker.model.source import Source
from tracker.model.track_record import Calibration, LeftOut, Provenance, TrackRecord, WeighedQuestion
from tracker.model.weighing import Weighing
from tracker.services.base import Service
from tracker.services.cached import AtHead
from tracker.services.scan import Scan
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.credibility.case_votes import CaseVotes


class TrackRecords(Service):
    """How the sources of a case held up; computed once per state of the case, a second or more for 2,000 claims."""

    def __init__(self, store: Store, actor: str, *, scan: Scan) -> None:
        super().__init__(store, actor)
        self._scan = scan
        self._weighed = AtHead(store, self._weigh)

    def all(self) -> list[TrackRecord]:
        """One record per source, in the order first met."""
        return list(self._weighed.get().records.values())

    def of(self, source_id: str) -> TrackRecord:
        """The record of one source. Raises NotFoundError."""
        found = self._weighed.get().records.get(source_id)
        if found is None:
            raise NotFoundError(f"There is no source {source_id!r} in this case.", hint="List them: tracker sources.")
        return found

    def question(self, dispute_id: str) -> WeighedQuestion:
        """A dispute, weighed. Raises NotFoundError when nothing in it can be weighed."""
        found = self._weighed.get().questions.get(dispute_id)
        if found is None:
            raise NotFoundError(f"{dispute_id} cannot be weighed.", hint="It needs answers of two sources or more.")
        return found

    def questions(self) -> list[WeighedQuestion]:
        """All weighed questions of the case."""
        return list(self._weighed.get().questions.values())

    def without_each(self, dispute_id: str) -> list[LeftOut]:
        """What the answer would be without each source: "what if this source is wrong". Largest change first."""
        from tracker.credibility.weighed import left_out

        self.question(dispute_id)
        weighed = self._weighed.get()
        return left_out(dispute_id, weighed.votes, weighed.weighing, weighed.names)

    def teaches_most(self) -> list[str]:
        """Unsettled disputes, the one first whose settlement would teach most about the sources.

        Sorted by width of the interval times the root of the number of reports (docs/credibility.md); answers that
        are told apart count by how undecided they are.
        """
        from tracker.credibility.teaching import worth_settling

        weighed = self._weighed.get()
        disputes = {dispute.id for dispute in self._scan.disputes()}
        open_questions = [q for q in weighed.questions.values() if not q.settled and q.question in disputes]
        return [question.question for question in worth_settling(open_questions)]

    def calibration(self) -> Calibration:
        """How probable the weighing held, before each decision, what the analyst then decided."""
        from tracker.credibility.calibration import calibration

        return calibration(self._weighed.get().outcomes)

    def provenance(self) -> Provenance:
        """What the present records rest on."""
        return self._weighed.get().provenance

    def _weigh(self) -> _Weighed:
        from tracker.credibility.case_votes import case_votes
        from tracker.matching.origins import near_copy

        claims = self._store.claims()
        sources, decisions = self._store.sources(), self._store.decisions()
        disputes = self._scan.disputes()
        still_open = [claim for claim in claims if claim.status.is_open]
        votes = case_votes(still_open, sources, disputes, decisions, near_copy=near_copy)
        return _Weighed(votes, sources, claims, decisions)


class _Weighed:
    """One state of a case, weighed; each part when first asked for."""

    def __init__(self, votes: CaseVotes, sources: list[Source], claims: list[Claim], decisions: list[Decision]) -> None:
        self.votes = votes
        self._sources, self._claims, self._decisions = sources, claims, decisions
        self.names = {source.id: source.name for source in sources}

    @cached_property
    def weighing(self) -> Weighing:
        from tracker.credibility.weighed import weighed_votes

        return weighed_votes(self.votes)

    @cached_property
    def records(self) -> dict[str, TrackRecord]:
        from tracker.credibility.track_records import track_records

        found = track_records(self._sources, self._claims, self.votes, self.weighing)
        return {record.source: record for record in found}

    @cached_property
    def questions(self) -> dict[str, WeighedQuestion]:
        from tracker.credibility.weighed import weighed_questions

        return weighed_questions(self.votes, self.weighing, self.names)

    @cached_property
    def outcomes(self) -> list[tuple[float, bool]]:
        from tracker.credibility.hindsight import chances_before

        return chances_before(self.votes, self._decisions)

    @cached_property
    def provenance(self) -> Provenance:
        from tracker.credibility.parameters import parameters

        votes = [vote.model_dump(mode="json") for vote in self.votes.votes]
        questions = {name: question.model_dump(mode="json") for name, question in self.votes.questions.items()}
        parties, settled = dict(self.votes.parties), {k: str(v) for k, v in self.votes.settled.items()}
        return Provenance(
            inputs=_hash([votes, questions, parties, settled]), parameters=_hash(parameters()), version=__version__
        )


def _hash(value: object) -> str:
    return hashlib.sha256(canonical_json(value).encode("ascii")).hexdigest()
