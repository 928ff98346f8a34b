"""The track record of each source of a case: how often it held up, which way it leans, whose copy it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from tracker.credibility.admiralty import proposed_letter
from tracker.credibility.case_votes import CaseVotes, figure_of
from tracker.credibility.quantiles import beta_quantile
from tracker.credibility.records import NEAR
from tracker.model.claim import Claim, ClaimStatus, Measure, Polarity
from tracker.model.source import Source
from tracker.model.track_record import Factor, Repeat, Share, TrackRecord
from tracker.model.weighing import SourceRecord, Weighing

SHOWN_AS_REPEAT = 0.5
"""Probability of copying from which a source is said to repeat another."""
EVEN = 1.5
"""Prior of shares of denials: Beta(1.5, 1.5)."""

_NOTHING = SourceRecord(reliability=None, low=0.0, high=1.0, effective=0.0)


def track_records(
    sources: Sequence[Source], claims: Sequence[Claim], votes: CaseVotes, weighing: Weighing
) -> list[TrackRecord]:
    """One record per source, in the order given.

    claims: all of the case, also those taken back; rejected ones (the reader's faults) count for nothing.
    """
    spoken: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.source_id and claim.status is not ClaimStatus.REJECTED:
            spoken[claim.source_id].append(claim)
    names = {source.id: source.name for source in sources}
    answered: dict[str, list[str]] = defaultdict(list)
    for source_id, question in votes.claims:
        answered[source_id].append(question)
    given = {(vote.source, str(vote.question)): vote.value for vote in votes.votes}
    by_id = {claim.id: claim for claim in claims}
    return [
        _record(source, spoken[source.id], answered[source.id], weighing, _Case(votes, given, names, by_id))
        for source in sources
    ]


class _Case:
    """What the parts of a record are looked up in."""

    def __init__(
        self,
        votes: CaseVotes,
        given: Mapping[tuple[str, str], Any],
        names: Mapping[str, str],
        claims: Mapping[str, Claim],
    ) -> None:
        self.votes, self.given, self.names, self.claims = votes, given, names, claims


def _record(
    source: Source, spoken: Sequence[Claim], answered: Sequence[str], weighing: Weighing, case: _Case
) -> TrackRecord:
    found = weighing.sources.get(source.id, _NOTHING)
    side = case.votes.parties.get(source.id)
    open_claims = [claim for claim in spoken if claim.status.is_open]
    return TrackRecord(
        source=source.id,
        name=source.name,
        party=side,
        reports=len({claim.report for claim in spoken if claim.report}),
        claims=len(open_claims),
        independent=found.effective,
        accuracy=found.reliability,
        low=found.low,
        high=found.high,
        right=found.right,
        wrong=found.wrong,
        settled=sum(question in case.votes.settled for question in answered),
        proposal=proposed_letter(found),
        grade=source.reliability,
        factors=_factors(found, side),
        denials=_denials(open_claims, side),
        against_interest=_against_interest(source.id, answered, side, weighing, case),
        corrections=_corrections(spoken, case.claims),
        repeats=_repeats(source.id, answered, found, case),
    )


def _factors(found: SourceRecord, side: str | None) -> tuple[Factor, ...]:
    factors = []
    for about, (factor, low, high) in sorted(found.bias.items(), key=lambda item: item[0] or ""):
        if side is None or about is None:
            relation = "figures"
        else:
            relation = "own losses" if about == side else "losses of the other side"
        factors.append(Factor(about=about, relation=relation, factor=factor, low=low, high=high))
    return tuple(factors)


def _denials(open_claims: Iterable[Claim], side: str | None) -> Share | None:
    """Its answers on who did it, and how many of them deny."""
    if side is None:
        return None
    blamed = [claim for claim in open_claims if claim.measure == Measure.RESPONSIBILITY]
    if not blamed:
        return None
    denied = sum(claim.polarity is Polarity.DENIED for claim in blamed)
    return _share(denied, len(blamed))


def _share(hits: int, trials: int) -> Share:
    a, b = np.array([EVEN + hits]), np.array([EVEN + trials - hits])
    low, high = (float(beta_quantile(a, b, level)[0]) for level in (0.05, 0.95))
    return Share(hits=hits, trials=trials, low=low, high=high)


def _against_interest(
    source: str, answered: Iterable[str], side: str | None, weighing: Weighing, case: _Case
) -> Share | None:
    """Figures that make its own losses larger, or the other side's smaller, than the middle of the others does."""
    if side is None:
        return None
    right = against = 0
    for question in answered:
        declared = case.votes.questions.get(question)
        mine = figure_of(case.votes.claims[source, question])
        others = sorted(
            figure
            for (other, asked), claim in case.votes.claims.items()
            if asked == question and other != source and (figure := figure_of(claim)) is not None
        )
        if declared is None or declared.about is None or mine is None or not others:
            continue
        middle = others[len(others) // 2]
        if mine > middle if declared.about == side else mine < middle:
            against += 1
            right += _near(mine, weighing.answers.get(question))
    return _share(right, against) if against else None


def _near(figure: float, estimate: Any) -> bool:
    if not isinstance(estimate, int | float):
        return False
    return max(figure, estimate) + 1 <= NEAR * (min(figure, estimate) + 1)


def _corrections(spoken: Iterable[Claim], claims: Mapping[str, Claim]) -> int:
    """Claims taken back, or replaced by a later one of the same source."""
    count = 0
    for claim in spoken:
        later = claims.get(claim.superseded_by or "")
        replaced = claim.status is ClaimStatus.SUPERSEDED and later is not None
        count += claim.status is ClaimStatus.RETRACTED or (
            replaced and later is not None and later.source_id == claim.source_id
        )
    return count


def _repeats(source: str, answered: Iterable[str], found: SourceRecord, case: _Case) -> tuple[Repeat, ...]:
    mine = {question: case.given.get((source, question)) for question in answered}
    repeats = []
    for other, probability in sorted(found.copies.items(), key=lambda item: (-item[1], item[0])):
        if probability < SHOWN_AS_REPEAT:
            continue
        shared = [question for question in mine if (other, question) in case.given]
        same = sum(mine[question] == case.given[other, question] for question in shared)
        name = case.names.get(other, other)
        repeats.append(Repeat(source=other, name=name, probability=probability, same=same, shared=len(shared)))
    cited = Counter(vote.cites for vote in case.votes.votes if vote.source == source and vote.cites)
    known = {repeat.source for repeat in repeats}
    for other, count in sorted(cited.items()):
        if other not in known and other != source:
            named = case.names.get(other, other)
            repeats.append(Repeat(source=other, name=named, probability=1.0, same=count, shared=count))
    return tuple(repeats)
