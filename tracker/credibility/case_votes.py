"""The claims of a case as votes: who answers which question how, and what decisions have settled."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tracker.model.claim import Claim, Measure, Polarity
from tracker.model.decision import Decision
from tracker.model.dispute import Dispute
from tracker.model.population import parts, split_qualifier
from tracker.model.scales import Outcome
from tracker.model.source import Source, SourceKind
from tracker.model.weighing import Question, Vote

COUNTED = frozenset(
    measure.value
    for measure in Measure
    if measure
    not in (
        Measure.DURATION,
        Measure.COST,
        Measure.SHARE,
        Measure.AGE,
        Measure.DISTANCE,
        Measure.TURNOUT,
        Measure.EVENT,
    )
)
_STATE_FORCES = frozenset({"police", "soldiers", "security forces", "officials"})
_FIGHTERS = frozenset({"militants", "attackers"})
_STATE = frozenset({SourceKind.GOVERNMENT, SourceKind.MILITARY})
_STEM = 5
"""Letters that a demonym shares with the name of its country: Afghan, Afghanistan."""


class CaseVotes(NamedTuple):
    """What `weigh` takes, and how to find back from an answer to its claim."""

    votes: tuple[Vote, ...]
    questions: Mapping[str, Question]
    parties: Mapping[str, str]
    """Source id -> side."""
    settled: Mapping[str, Any]
    headings: Mapping[str, str]
    """Question -> what it asks, for people."""
    claims: Mapping[tuple[str, str], Claim]
    """(source id, question) -> the claim that is its answer."""


def case_votes(
    claims: Sequence[Claim],
    sources: Sequence[Source],
    disputes: Sequence[Dispute],
    decisions: Iterable[Decision],
    *,
    near_copy: Callable[[str, str], bool],
) -> CaseVotes:
    """Votes of the open claims given; near_copy says whether two quotes are one text with small changes.

    Questions are disputes (by id) and, for figures that nobody disputes, incident, measure and population. A voice
    cites the body it speaks for, and a near-copy of an earlier quote cites whose words it repeats.
    """
    by_id = {source.id: source for source in sources}
    parties = {source.id: side for source in sources if (side := _side(source, by_id))}
    asked = _questions(claims, disputes)
    answers: dict[tuple[str, str], Claim] = {}
    labels: dict[tuple[str, str], Any] = {}
    declared: dict[str, Question] = {}
    headings: dict[str, str] = {}
    for question, (heading, kind, voiced) in asked.items():
        headings[question] = heading
        for claim, label in voiced:
            key = (claim.source_id or "", question)
            if key not in answers or _time(answers[key]) <= _time(claim):
                answers[key], labels[key] = claim, label
        declared[question] = _declared(kind, [claim for claim, _ in voiced], by_id, parties)
    votes = _votes(answers, labels, by_id, near_copy)
    return CaseVotes(votes, declared, parties, _settled(asked, labels, decisions), headings, answers)


def _questions(
    claims: Sequence[Claim], disputes: Sequence[Dispute]
) -> dict[str, tuple[str, str, list[tuple[Claim, Any]]]]:
    """Question -> (heading, kind, claims with their answers)."""
    by_id = {claim.id: claim for claim in claims if claim.source_id}
    found: dict[str, tuple[str, str, list[tuple[Claim, Any]]]] = {}
    placed: set[str] = set()
    for dispute in disputes:
        members = [
            (by_id[claim_id], camp.label) for camp in dispute.camps for claim_id in camp.claims if claim_id in by_id
        ]
        figures = [
            (claim, figure)
            for claim, _ in members
            if claim.measure == dispute.measure
            and claim.population == dispute.population
            and (figure := figure_of(claim)) is not None
        ]
        if len(figures) > 1:
            found[dispute.id] = (_heading(dispute.incident, dispute.question), _kind(figures[0][0]), figures)
        elif not figures and len(members) > 1:
            found[dispute.id] = (_heading(dispute.incident, dispute.question), "choice", list(members))
        placed.update(claim.id for claim, _ in found.get(dispute.id, ("", "", []))[2])
    loose: dict[str, list[Claim]] = defaultdict(list)
    for claim in by_id.values():
        if claim.id not in placed and claim.incident_id and figure_of(claim) is not None and not claim.cumulative:
            loose[f"{claim.incident_id}|{claim.measure}|{claim.population or ''}"].append(claim)
    for question, group in loose.items():
        heading = _heading(group[0].incident, ", ".join(filter(None, (group[0].measure, group[0].population))))
        found[question] = (heading, _kind(group[0]), [(claim, figure_of(claim)) for claim in group])
    return found


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


def _kind(claim: Claim) -> str:
    return "count" if claim.measure in COUNTED and claim.unit is None else "number"


def _heading(incident: str | None, question: str) -> str:
    return f"{incident}: {question}" if incident else question


def _time(claim: Claim) -> float:
    return claim.stated_at.timestamp() if claim.stated_at else -math.inf


def _votes(
    answers: Mapping[tuple[str, str], Claim],
    labels: Mapping[tuple[str, str], Any],
    sources: Mapping[str, Source],
    near_copy: Callable[[str, str], bool],
) -> tuple[Vote, ...]:
    by_question: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
    for (source, question), claim in answers.items():
        by_question[question].append((source, claim))
    votes = []
    for question, voiced in by_question.items():
        earlier: list[tuple[str, Claim]] = []
        for source, claim in sorted(voiced, key=lambda one: (_time(one[1]), one[1].id)):
            at = claim.stated_at.timestamp() if claim.stated_at else None
            votes.append(
                Vote(
                    source=source,
                    question=question,
                    value=labels[source, question],
                    at=at,
                    cites=_cited(source, claim, earlier, sources, near_copy),
                )
            )
            earlier.append((source, claim))
    return tuple(votes)


COMPARED = 50
"""Earlier quotes with which one is compared for copying: bounds the work for a very large question."""


def _cited(
    source: str,
    claim: Claim,
    earlier: Sequence[tuple[str, Claim]],
    sources: Mapping[str, Source],
    near_copy: Callable[[str, str], bool],
) -> str | None:
    """Whom an answer repeats: the body it speaks for, or whose words it has."""
    parent = sources[source].parent if source in sources else None
    if parent:
        return parent
    return next((other for other, said in earlier[-COMPARED:] if near_copy(said.quote, claim.quote)), None)


def _side(source: Source, sources: Mapping[str, Source]) -> str | None:
    """Its own side, or that of the body it speaks for."""
    seen: set[str] = set()
    found: Source | None = source
    while found is not None and found.id not in seen:
        if found.party:
            return found.party
        seen.add(found.id)
        found = sources.get(found.parent or "")
    return None


def _declared(
    kind: str, claims: Sequence[Claim], sources: Mapping[str, Source], parties: Mapping[str, str]
) -> Question:
    if not parties:
        return Question(kind=kind)
    if kind == "choice":
        return Question(kind=kind)
    sides = {_counted_side(claim.population, sources, parties) for claim in claims}
    return Question(kind=kind, about=sides.pop() if len(sides) == 1 else None)


def _counted_side(population: str | None, sources: Mapping[str, Source], parties: Mapping[str, str]) -> str | None:
    """The side whose losses a population is, by its qualifier or, with one such side in the case, by what they are."""
    found = set()
    for part in parts(population):
        qualifier, base = split_qualifier(part)
        found.add(_named_side(qualifier, parties) if qualifier else _side_of_kind(base, sources, parties))
    return found.pop() if len(found) == 1 else None


def _named_side(qualifier: str, parties: Mapping[str, str]) -> str | None:
    stem = qualifier.casefold()[:_STEM]
    named = {side for side in parties.values() if any(word.startswith(stem) for word in side.casefold().split())}
    return named.pop() if len(named) == 1 else None


def _side_of_kind(base: str, sources: Mapping[str, Source], parties: Mapping[str, str]) -> str | None:
    kinds = _STATE if base in _STATE_FORCES else {SourceKind.GROUP} if base in _FIGHTERS else frozenset()
    sides = {side for source, side in parties.items() if source in sources and sources[source].kind in kinds}
    return sides.pop() if len(sides) == 1 else None


def _settled(
    asked: Mapping[str, tuple[str, str, list[tuple[Claim, Any]]]],
    labels: Mapping[tuple[str, str], Any],
    decisions: Iterable[Decision],
) -> dict[str, Any]:
    """Question -> answer of the source that a decision in force preferred."""
    questions_of: dict[str, list[str]] = defaultdict(list)
    for question, (_, _, voiced) in asked.items():
        for claim, _ in voiced:
            questions_of[claim.id].append(question)
    settled: dict[str, Any] = {}
    for decision in decisions:
        if not decision.is_in_force or decision.outcome is not Outcome.PREFER_SOURCE or decision.preferred is None:
            continue
        named = [decision.target] if decision.target in asked else []
        for question in named or [q for claim_id in decision.claims for q in questions_of.get(claim_id, ())]:
            value = labels.get((decision.preferred, question))
            if value is not None:
                settled[question] = value
    return settled
