"""One state of a case, weighed; what a change leaves as it was is not weighed again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker import __version__
from tracker.model.change import canonical_json
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.dispute import Dispute
from tracker.model.track_record import Provenance, TrackRecord, WeighedAnswer, WeighedQuestion
from tracker.model.weighing import Question, Vote, Weighing
from tracker.services.bulk import many_records
from tracker.services.naming import is_unnamed
from tracker.services.publishing import Publishing, repeated_in
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.credibility.calibration import Foretold
    from tracker.credibility.case_votes import CaseVotes
    from tracker.credibility.reprints import Statement
    from tracker.credibility.ties import Ties
    from tracker.credibility.weighed import Outlook


class Ballot:
    """Takes claims in, those of one incident together, with the disputes in them; then weighs them."""

    def __init__(self, store: Store, *, without: Collection[str] = (), in_brief: bool = False) -> None:
        """without: ids of claims that are taken to have fallen, and of decisions that are taken to be reopened.

        in_brief: claims are not kept, which take thousands of bytes each: then nothing can be said of single questions.
        """
        self.sources, reports = store.sources(), store.reports()
        self.unnamed = frozenset(source.id for source in self.sources if is_unnamed(source.name))
        self.kept: list[_Kept] = []
        self.statements: list[Statement] = []
        self._decisions = [decision for decision in store.decisions() if decision.id not in without]
        self._without, self._in_brief = without, in_brief
        self._repeated, self._publishing = repeated_in(reports), Publishing(reports, self.sources)
        self._parts: list[CaseVotes] = []

    def add(self, claims: Iterable[Claim], disputes: Sequence[Dispute]) -> None:
        """Some more claims of any status; disputes: those among them."""
        from tracker.credibility.case_votes import case_votes

        taken = [claim for claim in claims if claim.id not in self._without]
        self.kept += [_Kept(one.id, one.source_id, one.report, one.status, one.superseded_by) for one in taken]
        self.statements += self._publishing.statements(taken)
        votes = case_votes(
            [claim for claim in taken if claim.status.is_open],
            self.sources,
            disputes,
            self._decisions,
            copied=self._repeated,
            unnamed=self.unnamed,
        )
        if votes.votes:
            self._parts.append(votes._replace(claims={}) if self._in_brief else votes)

    def weighed(self, on_progress: Callable[[int, int], bool], last: WeighedCase | None = None) -> WeighedCase:
        """All of it; when nothing that is weighed changed since `last`, its weighing is kept.

        on_progress: called after each step; StoppedError when it says not to go on.
        """
        from tracker.credibility.case_votes import joined
        from tracker.credibility.weighed import weighed_votes

        votes = joined(self._parts)
        self._parts.clear()
        same = last is not None and _weighed_parts(last.votes) == _weighed_parts(votes)
        weighing = last.weighing if same and last is not None else weighed_votes(votes, on_progress=on_progress)
        return WeighedCase(votes, weighing, self)


class _Kept(NamedTuple):
    """What is kept of a claim: a whole one takes some thousand bytes."""

    id: str
    source_id: str | None
    report: str | None
    status: ClaimStatus
    superseded_by: str | None


class WeighedCase:
    """Votes, weighing and, when first asked for, what is drawn from them."""

    def __init__(self, votes: CaseVotes, weighing: Weighing, ballot: Ballot) -> None:
        self.votes, self.weighing = votes, weighing
        self._ballot = ballot
        self._outcomes: list[Foretold] | None = None

    @cached_property
    def records(self) -> dict[str, TrackRecord]:
        """By the id of the source, in the order first met."""
        from tracker.credibility.reprints import reprints
        from tracker.credibility.track_records import track_records

        told = self._ballot
        reprinted = reprints(told.statements)
        found = track_records(
            told.sources, told.kept, self.votes, self.weighing, reprinted=reprinted, unnamed=told.unnamed
        )
        return {record.source: record for record in found}

    @cached_property
    def ties(self) -> Ties:
        from tracker.credibility.ties import Ties

        copying = {source: record.copies for source, record in self.weighing.sources.items()}
        return Ties(self.records.values(), copying)

    @cached_property
    def outlook(self) -> Outlook:
        from tracker.credibility.weighed import Outlook

        names = {source.id: source.name for source in self._ballot.sources}
        return Outlook(self.votes, self.weighing, names, self.ties)

    @cached_property
    def questions(self) -> dict[str, WeighedQuestion]:
        from tracker.credibility.weighed import weighed_questions

        return weighed_questions(self.outlook)

    def answers(self, disputes: Container[str]) -> dict[str, WeighedAnswer]:
        """Dispute -> its weighed answer in brief, where it has one."""
        from tracker.credibility.weighed import weighed_answers

        return weighed_answers(self.votes, self.weighing, disputes)

    def outcomes(self, gathered: Callable[[Iterator[Foretold]], list[Foretold]]) -> list[Foretold]:
        """What was held likely before each decision; `gathered` takes the steps and may stop between them."""
        from tracker.credibility.hindsight import chances_before

        if self._outcomes is None:
            self._outcomes = gathered(chances_before(self.votes))
        return self._outcomes

    @cached_property
    def provenance(self) -> Provenance:
        return provenance_of(self.votes.votes, self.votes.questions, self.votes.parties, self.votes.settled)


def weighed_case(
    store: Store,
    disputed: Callable[[Sequence[Claim]], Sequence[Dispute]],
    last: WeighedCase | None,
    on_progress: Callable[[int, int], bool],
    *,
    without: Collection[str] = (),
) -> WeighedCase:
    """The case as it stands, all its claims at once. disputed: the disputes, given these; others: see `Ballot`."""
    with many_records():
        claims = [claim for claim in store.claims() if claim.id not in without]
        ballot = Ballot(store, without=without)
    ballot.add(claims, disputed(claims))
    return ballot.weighed(on_progress, last)


def _weighed_parts(votes: CaseVotes) -> tuple[object, ...]:
    return votes.votes, votes.questions, votes.parties, votes.settled


def provenance_of(
    votes: Iterable[Vote],
    questions: Mapping[Any, Question] | None = None,
    parties: Mapping[str, str] | None = None,
    settled: Mapping[Any, Any] | None = None,
) -> Provenance:
    """What a weighing of these rests on; the order of votes makes no difference."""
    from tracker.credibility.parameters import parameters

    told = sorted(canonical_json(vote.model_dump(mode="json")) for vote in votes)
    asked = {str(name): question.model_dump(mode="json") for name, question in (questions or {}).items()}
    known = {str(question): str(answer) for question, answer in (settled or {}).items()}
    return Provenance(
        inputs=_hash([told, asked, dict(parties or {}), known]), parameters=_hash(parameters()), version=__version__
    )


def _hash(value: object) -> str:
    return hashlib.sha256(canonical_json(value).encode("ascii")).hexdigest()
