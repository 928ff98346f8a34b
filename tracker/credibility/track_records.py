"""The track record of each source of a case: how often it held up, which way it leans, whose copy it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

import numpy as np

from tracker.credibility.admiralty import proposed_letter
from tracker.credibility.case_votes import CaseVotes
from tracker.credibility.chances import chance_of, is_near
from tracker.credibility.quantiles import beta_quantile
from tracker.credibility.reprints import Reprint
from tracker.model.claim import ClaimStatus
from tracker.model.source import Source
from tracker.model.track_record import Factor, Moved, Repeat, RepeatGround, Share, TrackRecord
from tracker.model.weighing import SourceRecord, Vote, Weighing

SHOWN_AS_REPEAT = 0.5
"""Probability of copying from which a source is said to repeat another."""
EVEN = 1.5
"""Prior of shares: Beta(1.5, 1.5)."""
MOVED = 5
"""Questions named as those that moved an accuracy most."""
EXPECTED = 2 / 3
"""Accuracy of a source of which nothing is known; what is far from it moves a record."""

RELATIONS = OWN, OTHERS, FIGURES = "own losses", "losses of the other side", "figures"
"""What a factor is about, in the order shown."""

_NOTHING = SourceRecord(reliability=None, low=0.0, high=1.0, effective=0.0)


class Kept(Protocol):
    """What a record counts of a claim."""

    @property
    def id(self) -> str: ...
    @property
    def source_id(self) -> str | None: ...
    @property
    def report(self) -> str | None: ...
    @property
    def status(self) -> ClaimStatus: ...
    @property
    def superseded_by(self) -> str | None: ...


def track_records(
    sources: Sequence[Source],
    claims: Sequence[Kept],
    votes: CaseVotes,
    weighing: Weighing,
    *,
    reprinted: Iterable[Reprint] = (),
    unnamed: frozenset[str] = frozenset(),
) -> list[TrackRecord]:
    """One record per source, in the order given.

    claims: all of the case, also those taken back; rejected ones (the reader's faults) count for nothing.
    reprinted: what outlets repeat of each other. unnamed: ids of sources that nobody can tell apart.
    """
    case = _Case(sources, claims, votes, weighing, reprinted)
    return [_record(source, case, is_unnamed=source.id in unnamed) for source in sources]


class _Case:
    """What the parts of a record are looked up in; made once, for every source."""

    def __init__(
        self,
        sources: Iterable[Source],
        claims: Iterable[Kept],
        votes: CaseVotes,
        weighing: Weighing,
        reprinted: Iterable[Reprint],
    ) -> None:
        self.votes, self.weighing = votes, weighing
        self.claims = {claim.id: claim for claim in claims}
        self.sources = {source.id: source for source in sources}
        self.spoken: dict[str, list[Kept]] = defaultdict(list)
        for claim in self.claims.values():
            if claim.source_id and claim.status is not ClaimStatus.REJECTED:
                self.spoken[claim.source_id].append(claim)
        self.given: dict[str, dict[str, Vote]] = defaultdict(dict)
        for vote in votes.votes:
            self.given[vote.source][str(vote.question)] = vote
        self.figures: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for (source, question), figure in votes.figures.items():
            self.figures[question].append((figure, source))
        self.reprinted: dict[str, list[Reprint]] = defaultdict(list)
        for reprint in reprinted:
            self.reprinted[reprint.outlet].append(reprint)

    def name(self, source: str) -> str:
        return self.sources[source].name if source in self.sources else source

    def is_figure(self, question: str) -> bool:
        return self.votes.questions[question].kind in ("count", "number")


def _record(source: Source, case: _Case, *, is_unnamed: bool) -> TrackRecord:
    found = case.weighing.sources.get(source.id, _NOTHING)
    side = case.votes.parties.get(source.id)
    spoken, answered = case.spoken[source.id], case.given[source.id]
    return TrackRecord(
        source=source.id,
        name=source.name,
        party=side,
        reports=len({claim.report for claim in spoken if claim.report}),
        claims=sum(claim.status.is_open for claim in spoken),
        compared=len(answered),
        independent=found.effective,
        accuracy=found.reliability,
        low=found.low,
        high=found.high,
        right=found.right,
        wrong=found.wrong,
        settled=sum(question in case.votes.settled for question in answered),
        proposal=proposed_letter(found),
        grade=source.reliability,
        factors=_factors(found, side, _figures_by_side(answered, case)),
        denials=_denials(answered, side, case),
        against_interest=_against_interest(source.id, answered, side, case),
        corrections=_corrections(spoken, case.claims),
        unnamed=is_unnamed,
        repeats=_repeats(source, answered, found, case),
        moved=_moved(answered, case),
    )


def _factors(found: SourceRecord, side: str | None, figures: Mapping[str | None, float]) -> tuple[Factor, ...]:
    factors = []
    for about, (factor, low, high) in sorted(found.bias.items(), key=lambda item: item[0] or ""):
        relation = FIGURES if side is None or about is None else OWN if about == side else OTHERS
        behind = figures.get(about, 0.0)
        factors.append(Factor(about=about, relation=relation, factor=factor, low=low, high=high, figures=behind))
    return tuple(sorted(factors, key=lambda factor: RELATIONS.index(factor.relation)))


def _figures_by_side(answered: Mapping[str, Vote], case: _Case) -> dict[str | None, float]:
    """Side whose losses are counted -> independent figures of the source on them."""
    figures: dict[str | None, float] = defaultdict(float)
    for question, vote in answered.items():
        declared = case.votes.questions[question]
        if declared.kind == "count":
            figures[declared.about] += case.weighing.weights.get((vote.source, question), 0.0)
    return figures


def _denials(answered: Mapping[str, Vote], side: str | None, case: _Case) -> Share | None:
    """Its answers to "who did it?" where its own side is blamed, and how many of them do not blame it."""
    if side is None:
        return None
    denied = blamed = 0
    for question, vote in answered.items():
        blames = case.votes.questions[question].blames or {}
        if side in blames.values():
            blamed += 1
            denied += blames.get(vote.value) != side
    return _share(denied, blamed) if blamed else None


@lru_cache(maxsize=1024)
def _share(hits: int, trials: int) -> Share:
    a, b = np.array([EVEN + hits]), np.array([EVEN + trials - hits])
    low, high = (float(beta_quantile(a, b, level)[0]) for level in (0.05, 0.95))
    return Share(hits=hits, trials=trials, mean=(EVEN + hits) / (2 * EVEN + trials), low=low, high=high)


def _against_interest(source: str, answered: Iterable[str], side: str | None, case: _Case) -> Share | None:
    """Figures that make its own losses larger, or the other side's smaller, than the middle of the others does."""
    if side is None:
        return None
    right = against = 0
    for question in answered:
        declared = case.votes.questions[question]
        mine = next((figure for figure, other in case.figures[question] if other == source), None)
        others = sorted(figure for figure, other in case.figures[question] if other != source)
        if declared.about is None or mine is None or not others:
            continue
        middle = others[len(others) // 2]
        if mine > middle if declared.about == side else mine < middle:
            against += 1
            estimate = case.weighing.answers.get(question)
            right += isinstance(estimate, int | float) and is_near(mine, estimate)
    return _share(right, against) if against else None


def _corrections(spoken: Iterable[Kept], claims: Mapping[str, Kept]) -> int:
    """Claims that a later one of the same source replaced. What the analyst took back is no correction of its own."""
    count = 0
    for claim in spoken:
        later = claims.get(claim.superseded_by or "")
        count += claim.status is ClaimStatus.SUPERSEDED and later is not None and later.source_id == claim.source_id
    return count


def _repeats(source: Source, answered: Mapping[str, Vote], found: SourceRecord, case: _Case) -> tuple[Repeat, ...]:
    repeats = []
    if source.parent:
        repeats.append(_shared_answers(source.parent, answered, case, RepeatGround.SPEAKS_FOR, 1.0))
    repeats += [
        Repeat(
            source=reprint.origin,
            name=case.name(reprint.origin),
            ground=RepeatGround.SAME_WORDS,
            probability=1.0,
            same=reprint.same,
            shared=reprint.statements,
            later=reprint.later,
        )
        for reprint in case.reprinted[source.id]
    ]
    known = {repeat.source for repeat in repeats}
    for other, chance in sorted(found.copies.items(), key=lambda item: (-item[1], item[0])):
        if chance >= SHOWN_AS_REPEAT and other not in known:
            repeats.append(_shared_answers(other, answered, case, RepeatGround.SAME_ANSWERS, chance))
    return tuple(repeats)


def _shared_answers(
    other: str, answered: Mapping[str, Vote], case: _Case, ground: RepeatGround, chance: float
) -> Repeat:
    theirs = case.given[other]
    shared = [question for question in answered if question in theirs]
    same = [question for question in shared if answered[question].value == theirs[question].value]
    later = sum(_is_later(answered[question].at, theirs[question].at) for question in same)
    return Repeat(
        source=other,
        name=case.name(other),
        ground=ground,
        probability=chance,
        same=len(same),
        shared=len(shared),
        later=later,
    )


def _is_later(at: float | None, before: float | None) -> bool:
    return at is not None and before is not None and at > before


def _moved(answered: Mapping[str, Vote], case: _Case) -> tuple[Moved, ...]:
    """The questions whose answers are farthest from what one would expect of anybody; copies count little."""
    found: list[tuple[float, Moved]] = []
    for question, vote in answered.items():
        right: Any = chance_of(vote.value, question, case.weighing, is_figure=case.is_figure(question))
        if right is None:
            continue
        weight = case.weighing.weights.get((vote.source, question), 0.0)
        settled = question in case.votes.settled
        moved = Moved(question=question, heading=case.votes.headings[question], right=right, settled=settled)
        found.append((weight * abs(right - EXPECTED), moved))
    found.sort(key=lambda item: (-item[0], item[1].question))
    return tuple(moved for _, moved in found[:MOVED])
