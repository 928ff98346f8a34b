"""One state of a case, weighed; what a change leaves as it was is not weighed again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tracker import __version__
from tracker.model.change import canonical_json
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.dispute import Dispute
from tracker.model.report import Report
from tracker.model.source import Source, SourceKind
from tracker.model.track_record import Provenance, TrackRecord, WeighedQuestion
from tracker.model.weighing import Question, Vote, Weighing
from tracker.services.bulk import many_records
from tracker.services.naming import is_unnamed
from tracker.services.source_links import SourceNames
from tracker.services.versions import origin_of
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.credibility.calibration import Foretold
    from tracker.credibility.case_votes import CaseVotes
    from tracker.credibility.reprints import Reprint, Statement
    from tracker.credibility.ties import Ties
    from tracker.credibility.weighed import Outlook


class WeighedCase:
    """Votes, weighing and, when first asked for, what is drawn from them."""

    def __init__(
        self,
        votes: CaseVotes,
        weighing: Weighing,
        sources: Sequence[Source],
        claims: Sequence[Claim],
        reports: Sequence[Report],
    ) -> None:
        self.votes, self.weighing = votes, weighing
        self._sources, self._claims, self._reports = sources, claims, reports
        self._names = {source.id: source.name for source in sources}
        self._outcomes: list[Foretold] | None = None

    @cached_property
    def records(self) -> dict[str, TrackRecord]:
        from tracker.credibility.track_records import track_records

        unnamed = frozenset(source.id for source in self._sources if is_unnamed(source.name))
        found = track_records(
            self._sources, self._claims, self.votes, self.weighing, reprinted=self._reprinted(), unnamed=unnamed
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

        return Outlook(self.votes, self.weighing, self._names, self.ties)

    @cached_property
    def questions(self) -> dict[str, WeighedQuestion]:
        from tracker.credibility.weighed import weighed_questions

        return weighed_questions(self.outlook)

    def outcomes(self, gathered: Callable[[Iterator[Foretold]], list[Foretold]]) -> list[Foretold]:
        """What was held likely before each decision; `gathered` takes the steps and may stop between them."""
        from tracker.credibility.hindsight import chances_before

        if self._outcomes is None:
            self._outcomes = gathered(chances_before(self.votes))
        return self._outcomes

    @cached_property
    def provenance(self) -> Provenance:
        return provenance_of(self.votes.votes, self.votes.questions, self.votes.parties, self.votes.settled)

    def _reprinted(self) -> list[Reprint]:
        from tracker.credibility.reprints import reprints

        return reprints(Publishing(self._reports, self._sources).statements(self._claims))


def weighed_case(
    store: Store,
    disputed: Callable[[Sequence[Claim]], Sequence[Dispute]],
    last: WeighedCase | None,
    on_progress: Callable[[int, int], bool],
    *,
    without: Collection[str] = (),
) -> WeighedCase:
    """The case as it stands; when nothing that is weighed changed since `last`, its weighing is kept.

    disputed: the disputes, given all claims.
    without: ids of claims that are taken to have fallen, and of decisions that are taken to be reopened.
    on_progress: called after each step of a weighing; StoppedError when it says not to go on.
    """
    from tracker.credibility.case_votes import case_votes
    from tracker.credibility.weighed import weighed_votes

    with many_records():
        claims, sources, decisions, reports = store.claims(), store.sources(), store.decisions(), store.reports()
        claims = [claim for claim in claims if claim.id not in without] if without else claims
        decisions = [decision for decision in decisions if decision.id not in without] if without else decisions
    votes = case_votes(
        [claim for claim in claims if claim.status.is_open],
        sources,
        disputed(claims),
        decisions,
        near_copy=repeats_in(reports),
        unnamed=frozenset(source.id for source in sources if is_unnamed(source.name)),
    )
    same = last is not None and _weighed_parts(last.votes) == _weighed_parts(votes)
    weighing = last.weighing if same and last is not None else weighed_votes(votes, on_progress=on_progress)
    return WeighedCase(votes, weighing, sources, claims, reports)


def repeats_in(reports: Sequence[Report]) -> Callable[[Claim, Claim], bool]:
    """Whether a claim repeats an earlier one's words: nearly all of them, or, in a report known as a copy, most."""
    from tracker.credibility.reprints import is_repeat
    from tracker.matching.origins import near_copy

    origins = _origins(reports)

    def repeats(earlier: Claim, later: Claim) -> bool:
        origin = origins.get(later.report or "")
        copied = origin is not None and earlier.report != later.report and origins.get(earlier.report or "") == origin
        return near_copy(earlier.quote, later.quote) or (copied and is_repeat(earlier.quote, later.quote))

    return repeats


def _origins(reports: Sequence[Report]) -> dict[str, str]:
    """Report -> the one that it goes back to as copy or version; only of those that belong to others."""
    by_id = {report.id: report for report in reports}
    found = {report.id: origin for report in reports if (origin := origin_of(report, by_id)) != report.id}
    return found | {origin: origin for origin in found.values()}


def _weighed_parts(votes: CaseVotes) -> tuple[object, ...]:
    return votes.votes, votes.questions, votes.parties, votes.settled


class Publishing:
    """What each outlet published: the quotes of its reports, with the other outlets that their chains name."""

    def __init__(self, reports: Iterable[Report], sources: Sequence[Source]) -> None:
        # A group's own news agency is quoted as its voice; whoever quotes it does not reprint an outlet.
        self._outlets = {s.id for s in sources if s.kind is SourceKind.OUTLET and not s.parent and not s.party}
        self._names = SourceNames(list(sources))
        self._reports = {report.id: report for report in reports}
        self._origins = _origins(list(self._reports.values()))
        self._known: dict[str, str | None] = {}

    def statements(self, claims: Iterable[Claim]) -> Iterator[Statement]:
        """What these claims quote, where an outlet published it."""
        from tracker.credibility.reprints import Statement

        for claim in claims:
            report = self._reports.get(claim.report or "")
            outlet = self._named(report.publisher) if report and report.publisher else None
            if report is None or outlet is None or claim.status is ClaimStatus.REJECTED:
                continue
            if claim.source_id == outlet and outlet not in self._outlets:
                # A body that publishes its own words repeats nobody, also when a wire quoted them before.
                continue
            chain = {found for link in claim.chain if (found := self._named(link.name)) in self._outlets and found}
            origin = self._reports[self._origins.get(report.id, report.id)].publisher
            chain |= {found} if origin and (found := self._named(origin)) in self._outlets and found else set()
            at = report.published.timestamp() if report.published else None
            yield Statement(outlet, report.id, at, claim.quote, frozenset(chain - {outlet}))

    def _named(self, name: str) -> str | None:
        if name not in self._known:
            source = self._names.find(name)
            self._known[name] = source.id if source else None
        return self._known[name]


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
