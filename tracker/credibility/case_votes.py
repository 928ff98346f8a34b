"""The claims of a case as votes: who answers which question how, and what decisions have settled."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tracker.credibility.sides import blamed_side, counted_side, side_of
from tracker.model.claim import Claim, Measure, Polarity
from tracker.model.decision import Decision
from tracker.model.dispute import Dispute
from tracker.model.population import EVERYONE, parts
from tracker.model.scales import Outcome
from tracker.model.source import Source
from tracker.model.weighing import Question, Vote

NOT_COUNTED = frozenset(
    {
        Measure.DURATION,
        Measure.COST,
        Measure.SHARE,
        Measure.AGE,
        Measure.DISTANCE,
        Measure.TURNOUT,
        Measure.EVENT,
        Measure.TERRITORY,
    }
)
"""Measures whose figures are amounts, not numbers of people or things."""
STATED = frozenset({Measure.EVENT, Measure.RESPONSIBILITY})
"""Measures of statements: their answers are told apart, not measured."""
COMPARED = 50
"""Earlier quotes with which one is compared for copying: bounds the work for a very large question."""
UNNAMED = "unnamed sources"
"""The common origin of sources that nobody can tell apart."""

Copied = Callable[[Claim, Sequence[Claim]], Claim | None]
"""The first of some earlier claims whose words a claim repeats; None: it repeats none of them."""


class Asked(NamedTuple):
    """One question with everyone who answers it."""

    heading: str
    kind: str
    voiced: tuple[tuple[Claim, Any], ...]
    """Claims with their answers."""


class Settlement(NamedTuple):
    """The answer that a decision settled a question with."""

    answer: Any
    at: dt.datetime
    by: str


class CaseVotes(NamedTuple):
    """What `weigh` takes, and how to find back from an answer to its claim."""

    votes: tuple[Vote, ...]
    questions: Mapping[str, Question]
    parties: Mapping[str, str]
    """Source id -> side."""
    settled: Mapping[str, Any]
    settlements: Mapping[str, Settlement]
    """Question -> what settled it."""
    headings: Mapping[str, str]
    """Question -> what it asks, for people."""
    claims: Mapping[tuple[str, str], Claim]
    """(source id, question) -> the claim that is its answer; empty where claims are not kept."""
    figures: Mapping[tuple[str, str], float] = {}
    """The same -> the figure of that claim, where it has one."""


def case_votes(
    claims: Sequence[Claim],
    sources: Sequence[Source],
    disputes: Sequence[Dispute],
    decisions: Iterable[Decision],
    *,
    copied: Copied,
    unnamed: frozenset[str] = frozenset(),
) -> CaseVotes:
    """Votes of the open claims given; copied says which earlier claim one repeats the words of.

    Questions are disputes (by id) and, for figures that nobody disputes, incident, measure and population, where two
    sources or more answer. A dispute found to be no conflict asks nothing, and a claim found to be misread answers
    nothing. A voice cites the body it speaks for, a near-copy of an earlier quote whose words it repeats, and a source
    in `unnamed` (ids) whoever says the same: it confirms nothing.
    """
    by_id = {source.id: source for source in sources}
    parties = {source.id: side for source in sources if (side := side_of(source, by_id))}
    standing = [decision for decision in decisions if decision.is_in_force]
    misread = _misread(standing)
    asked = _questions([claim for claim in claims if claim.id not in misread], disputes)
    answers: dict[tuple[str, str], Claim] = {}
    labels: dict[tuple[str, str], Any] = {}
    declared: dict[str, Question] = {}
    for question, (_, kind, voiced) in asked.items():
        for claim, label in sorted(voiced, key=_when):
            answers[claim.source_id or "", question] = claim
            labels[claim.source_id or "", question] = label
        declared[question] = _declared(kind, voiced, by_id, parties)
    settlements = _settlements(asked, standing)
    return CaseVotes(
        votes=_votes(answers, labels, by_id, unnamed, copied),
        questions=declared,
        parties=parties,
        settled={question: settlement.answer for question, settlement in settlements.items()},
        settlements=settlements,
        headings={question: one.heading for question, one in asked.items()},
        claims=answers,
        figures={key: figure for key, claim in answers.items() if (figure := figure_of(claim)) is not None},
    )


def joined(parts: Iterable[CaseVotes]) -> CaseVotes:
    """The votes of a case from those of its incidents, each in one part."""
    votes: list[Vote] = []
    questions: dict[str, Question] = {}
    parties: dict[str, str] = {}
    settlements: dict[str, Settlement] = {}
    headings: dict[str, str] = {}
    claims: dict[tuple[str, str], Claim] = {}
    figures: dict[tuple[str, str], float] = {}
    for part in parts:
        votes += part.votes
        questions |= part.questions
        parties |= part.parties
        settlements |= part.settlements
        headings |= part.headings
        claims |= part.claims
        figures |= part.figures
    # As if they had been one part: sums come out the same to the last digit however the case was divided.
    votes.sort(key=lambda vote: str(vote.question))
    settled = {question: settlement.answer for question, settlement in settlements.items()}
    return CaseVotes(tuple(votes), questions, parties, settled, settlements, headings, claims, figures)


def figure_of(claim: Claim) -> float | None:
    """The one figure a claim stands for: its value, else the geometric middle of its range, else its only bound.

    None for a claim without a figure and for one that denies a figure without giving its own.
    """
    quantity = claim.quantity
    if quantity is None or (claim.polarity is Polarity.DENIED and not quantity.is_zero):
        return None
    if quantity.value is not None:
        return quantity.value
    if quantity.low is not None and quantity.high is not None:
        return math.sqrt(quantity.low * quantity.high) if quantity.low > 0 else (quantity.low + quantity.high) / 2
    return quantity.low if quantity.low is not None else quantity.high


# -- questions ---------------------------------------------------------------------------------------------------------


def _questions(claims: Sequence[Claim], disputes: Sequence[Dispute]) -> dict[str, Asked]:
    by_id = {claim.id: claim for claim in claims if claim.source_id}
    found: dict[str, Asked] = {}
    placed: set[str] = set()
    for dispute in disputes:
        members = [(claim_id, camp.label) for camp in dispute.camps for claim_id in camp.claims if claim_id in by_id]
        placed.update(claim_id for claim_id, _ in members)
        if dispute.outcome is not None and not dispute.outcome.is_real_conflict:
            continue
        asked = _disputed(dispute, [(by_id[claim_id], label) for claim_id, label in members])
        if len({claim.source_id for claim, _ in asked.voiced}) > 1:
            found[dispute.id] = asked
    loose: dict[str, list[Claim]] = defaultdict(list)
    for claim in by_id.values():
        if claim.id not in placed and claim.incident_id and figure_of(claim) is not None and not claim.cumulative:
            loose[f"{claim.incident_id}|{claim.measure}|{claim.population or ''}|{claim.unit or ''}"].append(claim)
    for question, group in loose.items():
        if len({claim.source_id for claim in group}) > 1:
            heading = _heading(group[0].incident, ", ".join(filter(None, (group[0].measure, group[0].population))))
            found[question] = Asked(heading, _kind(group), tuple((claim, figure_of(claim)) for claim in group))
    return found


def _disputed(dispute: Dispute, members: list[tuple[Claim, str]]) -> Asked:
    heading = _heading(dispute.incident, dispute.question)
    if dispute.measure not in STATED:
        figures = _figures(dispute, [claim for claim, _ in members])
        if len({claim.source_id for claim, _ in figures}) > 1:
            return Asked(heading, _kind([claim for claim, _ in figures]), tuple(figures))
    return Asked(heading, "choice", tuple(members))


def _figures(dispute: Dispute, claims: Iterable[Claim]) -> list[tuple[Claim, float]]:
    """Claims of the dispute that count the same people: its own population, or the one most of them give."""
    given = [
        (claim, figure)
        for claim in claims
        if claim.measure == dispute.measure and (figure := figure_of(claim)) is not None
    ]
    if not given:
        return []
    counted = Counter(claim.population or EVERYONE for claim, _ in given)
    population = dispute.population or min(counted, key=lambda name: (-counted[name], name))
    units = Counter(claim.unit or "" for claim, _ in given)
    unit = min(units, key=lambda name: (-units[name], name))
    # "No police or staff were killed" says of the police alone that none were.
    return [
        (claim, figure)
        for claim, figure in given
        if (claim.unit or "") == unit
        and ((claim.population or EVERYONE) == population or (figure == 0 and population in parts(claim.population)))
    ]


def _kind(claims: Iterable[Claim]) -> str:
    return "count" if all(claim.unit is None and claim.measure not in NOT_COUNTED for claim in claims) else "number"


def _heading(incident: str | None, question: str) -> str:
    return f"{incident}: {question}" if incident else question


def _declared(
    kind: str, voiced: Iterable[tuple[Claim, Any]], sources: Mapping[str, Source], parties: Mapping[str, str]
) -> Question:
    told = list(voiced)
    if kind != "choice":
        # None of a larger group stands for none of those asked about; who these are, the other figures say.
        counted = {claim.population for claim, figure in told if figure} or {claim.population for claim, _ in told}
        return Question(kind=kind, about=counted_side(counted, sources, parties))
    blames: dict[Any, str] = {}
    for claim, label in told:
        if claim.measure == Measure.RESPONSIBILITY and claim.polarity is Polarity.AFFIRMED:
            side = blamed_side(str(label), sources.values(), parties)
            blames |= {label: side} if side else {}
    return Question(kind=kind, blames=blames or None)


# -- votes -------------------------------------------------------------------------------------------------------------


def _when(voiced: tuple[Claim, Any]) -> tuple[float, int, str]:
    """Order in which claims were made; by number where nobody knows the time."""
    claim = voiced[0]
    return (_time(claim), len(claim.id), claim.id)


def _time(claim: Claim) -> float:
    return claim.stated_at.timestamp() if claim.stated_at else -math.inf


def _votes(
    answers: Mapping[tuple[str, str], Claim],
    labels: Mapping[tuple[str, str], Any],
    sources: Mapping[str, Source],
    unnamed: frozenset[str],
    copied: Copied,
) -> tuple[Vote, ...]:
    by_question: dict[str, list[tuple[Claim, Any]]] = defaultdict(list)
    for (_, question), claim in answers.items():
        by_question[question].append((claim, labels[claim.source_id or "", question]))
    votes = []
    for question in sorted(by_question):
        voiced = sorted(by_question[question], key=_when)
        for place, (claim, label) in enumerate(voiced):
            source = claim.source_id or ""
            cites = _body(source, sources)
            if cites is None:
                first = copied(claim, [said for said, _ in voiced[max(0, place - COMPARED) : place]])
                cites = first.source_id if first else None
            if cites is None and source in unnamed:
                same = (c.source_id for c, answer in voiced if answer == label and c.source_id not in unnamed)
                cites = next(same, UNNAMED)
            at = claim.stated_at.timestamp() if claim.stated_at else None
            votes.append(Vote(source=source, question=question, value=label, at=at, cites=cites))
    return tuple(votes)


def _body(source: str, sources: Mapping[str, Source]) -> str | None:
    return sources[source].parent if source in sources else None


# -- decisions ---------------------------------------------------------------------------------------------------------


def _misread(standing: Iterable[Decision]) -> frozenset[str]:
    """Claims that a decision found to be misread: the reader's faults, never a source's."""
    return frozenset(
        claim_id for decision in standing if decision.outcome is Outcome.MISREAD for claim_id in decision.claims
    )


def _settlements(asked: Mapping[str, Asked], standing: Iterable[Decision]) -> dict[str, Settlement]:
    """Question -> what the preferred source had said when it was decided; the newest decision holds."""
    answers: dict[str, list[tuple[str, Claim, Any]]] = defaultdict(list)
    for question, one in asked.items():
        for claim, label in one.voiced:
            answers[claim.id].append((question, claim, label))
    settled: dict[str, Settlement] = {}
    for decision in sorted(standing, key=lambda one: (one.at, len(one.id), one.id)):
        if decision.outcome is not Outcome.PREFER_SOURCE or decision.preferred is None:
            continue
        said = [
            (claim, question, label)
            for claim_id in decision.claims
            for question, claim, label in answers.get(claim_id, ())
            if claim.source_id == decision.preferred and decision.target in (question, *_pairs_of(decision))
        ]
        said.sort(key=lambda one: _when((one[0], None)))
        settled |= {question: Settlement(label, decision.at, decision.by) for _, question, label in said}
    return settled


def _pairs_of(decision: Decision) -> tuple[str, ...]:
    """The target itself when it is a pair of claims: it settles whatever question they answer differently."""
    return (decision.target,) if "-" in decision.target else ()
