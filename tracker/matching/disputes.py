"""All disputes and findings of many claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from tracker.matching.camps import bands, camp_of, contradicting_pairs, unit_of
from tracker.matching.candidates import Labelled, by_incident, neighbours
from tracker.matching.ids import order_of
from tracker.matching.judge import decide, judge, scored
from tracker.matching.questions import Member, Question, questions
from tracker.matching.tensions import tensions
from tracker.matching.verdict import rank
from tracker.matching.worded import disputes_without_incident, worded_disputes
from tracker.model.claim import Assertion, Claim
from tracker.model.dispute import Dispute
from tracker.model.finding import Finding, Relation

FINDINGS_A_DISPUTE = 50
"""Contradictions listed with a dispute, strongest first; `Dispute.pairs` says how many there are."""
PAIRS_JUDGED = 60
"""Pairs of one dispute that are judged for that list; a larger one is judged by its camps' first claims."""
CAMPS_JUDGED = 12
"""Camps of one dispute whose claims are judged against each other, largest first."""
CAMPS_IN_BRIEF = 3
"""The same of a dispute that is told in brief: one pair for every two of them."""


def disputes(claims: Iterable[Assertion]) -> list[Dispute]:
    """Questions on which claims contradict each other, laid out as camps.

    Takes claims in any order; rejected, retracted and superseded ones are left out. Deterministic; the content does
    not depend on the order given. Grows about linearly with the number of claims. Claims without an id are named by
    their position. Largest number of contradicting pairs first.
    """
    taken = in_order(claims)
    found = [dispute for own in by_incident(taken).values() for dispute in disputes_of_incident(own)]
    return most_disputed_first([*found, *disputes_without_incident(taken)])


def disputes_of_incident(claims: Sequence[Labelled], *, in_brief: bool = False, bare: bool = False) -> list[Dispute]:
    """Disputes of the claims of one incident, or of those of none, as `by_incident` gives them.

    in_brief: few findings with each dispute on figures, none of them with the words that it rests on; bare: none.

    No other claim has a part in them, so after a change only the incidents of the changed claims are compared anew;
    statements of no incident against all others are `disputes_without_incident`.
    """
    found = [dispute for question in questions(claims) if (dispute := _dispute(question, in_brief, bare)) is not None]
    return most_disputed_first([*found, *worded_disputes(claims)])


def most_disputed_first(found: Iterable[Dispute]) -> list[Dispute]:
    """Largest number of contradicting pairs first."""
    return sorted(found, key=lambda dispute: (-dispute.pairs, dispute.question, dispute.id))


def findings(claims: Iterable[Assertion]) -> list[Finding]:
    """Contradictions, then tensions, each strongest first.

    Per dispute the strongest 50 contradictions, and as many tensions an event: a case with a very disputed toll does
    not drown the rest. Pairs are named in the order taken in.
    """
    taken = list(claims)
    return strongest_first([f for d in disputes(taken) for f in d.findings] + tensions(in_order(taken)))


def strongest_first(found: Iterable[Finding]) -> list[Finding]:
    """Each pair once, with the first of its strongest findings; contradictions first, then by score."""
    of_pair: dict[tuple[str | None, str | None], Finding] = {}
    for finding in found:
        standing = of_pair.get((finding.a, finding.b))
        if standing is None or rank(standing.relation) < rank(finding.relation):
            of_pair[(finding.a, finding.b)] = finding
    return sorted(of_pair.values(), key=_strongest_first)


def against(claim: Assertion, others: Iterable[Assertion]) -> list[Finding]:
    """What one claim has with others: contradictions, tensions, then corroborations, strongest first.

    The other claim is `b` of each finding. The claim itself, by id, and claims that are not open are passed over.
    """
    own = claim.id if isinstance(claim, Claim) else None
    found: list[Finding] = []
    for label, other in neighbours(claim, _labelled(others)):
        if own is not None and label == own:
            continue
        finding = judge(claim, other)
        if finding.relation is not Relation.UNRELATED:
            found.append(finding.model_copy(update={"a": own, "b": label}))
    return sorted(found, key=_strongest_first)


def in_order(claims: Iterable[Assertion]) -> list[Labelled]:
    """(label, claim) of the open claims in the order taken in: by the number in the id, else as given."""
    return sorted(_labelled(claims), key=lambda item: order_of(item[0]))


def _labelled(claims: Iterable[Assertion]) -> Iterator[Labelled]:
    for position, claim in enumerate(claims):
        if not isinstance(claim, Claim):
            yield str(position), claim
        elif claim.status.is_open:
            yield claim.id, claim


def _dispute(question: Question, in_brief: bool, bare: bool) -> Dispute | None:
    members = question.members
    pairs = contradicting_pairs(members)
    if not pairs:
        return None
    found = bands(members)
    return Dispute(
        id=question.id,
        incident=question.incident,
        measure=question.measure,
        population=question.population,
        question=question.heading,
        camps=tuple(camp_of(band, unit_of(members)) for band in found),
        findings=() if bare else tuple(_findings(found, in_brief)),
        pairs=pairs,
    )


def _findings(camps: Sequence[Sequence[Member]], in_brief: bool) -> list[Finding]:
    largest = sorted(camps, key=lambda camp: -len(camp))[: CAMPS_IN_BRIEF if in_brief else CAMPS_JUDGED]
    couples = list(combinations(largest, 2))
    each = 1 if in_brief else max(1, int((PAIRS_JUDGED / max(1, len(couples))) ** 0.5))
    found = [
        judge_in_order(x, y, marked=not in_brief)
        for one, other in couples
        for x in _firsts(one, other, each)
        for y in _firsts(other, one, each)
        if not (x.projected and y.projected)
    ]
    contradictions = sorted((f for f in found if f.relation is Relation.CONTRADICTS), key=_strongest_first)
    return _varied(contradictions, {m.label: m.claim.source for camp in largest for m in camp})[:FINDINGS_A_DISPUTE]


def _varied(found: Sequence[Finding], source_of: Mapping[str, str]) -> list[Finding]:
    """Of equally strong findings those of two sources not yet heard first."""
    heard: dict[tuple[str, str], int] = defaultdict(int)
    ranked: list[tuple[float, int, Finding]] = []
    for finding in found:
        one, other = sorted((source_of[finding.a or ""], source_of[finding.b or ""]))
        ranked.append((-finding.score, heard[(one, other)], finding))
        heard[(one, other)] += 1
    return [finding for _, _, finding in sorted(ranked, key=lambda item: item[:2])]


def _firsts(camp: Sequence[Member], other: Sequence[Member], each: int) -> Sequence[Member]:
    """As many members as the budget allows; a small camp opposite leaves room for more of this one."""
    return camp[: max(each, each * each // max(1, min(each, len(other))))]


def judge_in_order(x: Member, y: Member, *, marked: bool = True) -> Finding:
    """The finding on two members, named in the order taken in. marked: as of `judge`."""
    first, second = (x, y) if x.position <= y.position else (y, x)
    return scored(decide(first.claim, second.claim, marked=marked), first.label, second.label)


def _strongest_first(finding: Finding) -> tuple[int, float, tuple[str, int, str], tuple[str, int, str]]:
    return (-rank(finding.relation), -finding.score, order_of(finding.a), order_of(finding.b))
