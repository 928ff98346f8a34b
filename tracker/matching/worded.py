"""Disputes without figures: who did it, and statements that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tracker.matching.camps import worded_camp
from tracker.matching.candidates import Labelled, statement_pairs
from tracker.matching.context import SPECIFIC
from tracker.matching.events import incident_of
from tracker.matching.headings import label, question
from tracker.matching.ids import dispute_id
from tracker.matching.judge import judge
from tracker.matching.measures import owner_of
from tracker.matching.names import same_name
from tracker.matching.questions import event_key, figure_heading, is_banded
from tracker.matching.rules.naming import Party
from tracker.matching.rules.responsibility import party_of
from tracker.model.claim import Assertion, Measure
from tracker.model.dispute import Camp, Dispute
from tracker.model.finding import Finding, FindingKind, Relation

FINDINGS_A_DISPUTE = 50
"""Contradictions listed with a dispute, strongest first."""
WHO_DID_IT = "Who is responsible?"
"""Heading of disputes on responsibility."""


def worded_disputes(claims: Sequence[Labelled]) -> Iterator[Dispute]:
    """Disputes on responsibility and on statements, event by event; claims as (label, claim) in the order taken in."""
    parties: dict[str, list[tuple[Labelled, Party]]] = defaultdict(list)
    statements: dict[str, list[Labelled]] = defaultdict(list)
    for name, claim in claims:
        party = party_of(claim)
        if party is not None:
            parties[event_key(claim)].append(((name, claim), party))
        if is_statement(claim):
            statements[event_key(claim)].append((name, claim))
    for event, named in parties.items():
        yield from _who_did_it(event, named)
    for event, said in statements.items():
        if event.startswith("i:"):
            yield from _what_is_so(event, said, statement_pairs(said))


def is_statement(claim: Assertion) -> bool:
    """Whether its words are compared: how long it lasted is a figure, and says that it ended or went on as well."""
    return claim.measure != Measure.RESPONSIBILITY and (not is_banded(claim) or claim.measure == Measure.DURATION)


def disputes_without_incident(claims: Iterable[Labelled]) -> Iterator[Dispute]:
    """Statements of no known incident against each other and against those of incidents; claims as taken in."""
    said = [labelled for labelled in claims if is_statement(labelled[1])]
    unplaced = [incident_of(claim) is None for _, claim in said]
    if any(unplaced):
        pairs = ((i, j) for i, j in statement_pairs(said) if unplaced[i] or unplaced[j])
        yield from _what_is_so("", said, pairs)


def _who_did_it(event: str, named: Sequence[tuple[Labelled, Party]]) -> Iterator[Dispute]:
    camps: list[tuple[Party, list[Labelled]]] = []
    for labelled, party in named:
        for other, members in camps:
            if other.affirmed == party.affirmed and same_name(other.name, party.name) >= 0.5:
                members.append(labelled)
                break
        else:
            camps.append((party, [labelled]))
    members_of = [members for _, members in camps]
    found, pairs = _across(members_of)
    if found:
        labels = [f"{party.name}" if party.affirmed else f"not {party.name}" for party, _ in camps]
        shown = tuple(worded_camp(label, members) for label, members in zip(labels, members_of, strict=True))
        yield _dispute((event, "responsibility"), members_of[0][0], WHO_DID_IT, shown, found, pairs)


def _across(camps: Sequence[Sequence[Labelled]]) -> tuple[list[Finding], int]:
    """Contradictions between the camps' first claims, and how many pairs they stand for."""
    found: list[Finding] = []
    pairs = 0
    for i, one in enumerate(camps):
        for other in camps[i + 1 :]:
            finding = _judged(one[0], other[0])
            if finding.relation is Relation.CONTRADICTS:
                found.append(finding)
                pairs += len(one) * len(other)
    return sorted(found, key=lambda f: -f.score)[:FINDINGS_A_DISPUTE], pairs


def _what_is_so(event: str, said: Sequence[Labelled], couples: Iterable[tuple[int, int]]) -> Iterator[Dispute]:
    found: dict[tuple[int, int], Finding] = {}
    for i, j in couples:
        if party_of(said[i][1]) and party_of(said[j][1]):
            continue  # listed under responsibility
        if is_banded(said[i][1]) and is_banded(said[j][1]):
            continue  # listed under their figures
        finding = _judged(said[i], said[j])
        if finding.relation is Relation.CONTRADICTS:
            found[(i, j)] = finding
    for component in _components(found):
        pairs = {pair: finding for pair, finding in found.items() if pair[0] in component}
        camps = _two_or_more(component, set(pairs))
        strongest = sorted(pairs.values(), key=lambda f: -f.score)[:FINDINGS_A_DISPUTE]
        by_figure = strongest[0].kind in _BY_FIGURE
        shown = tuple(
            worded_camp(label(said[camp[0]][1], by_figure=by_figure), [said[i] for i in camp]) for camp in camps
        )
        first = min((said[i] for i in sorted(component)), key=lambda labelled: incident_of(labelled[1]) is None)
        heading = _heading(first, strongest[0], dict(said[i] for i in component))
        yield _dispute((event, first[1].quote), first, heading, shown, strongest, len(pairs))


def _components(edges: dict[tuple[int, int], Finding]) -> list[set[int]]:
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, j in edges:
        parent[root(j)] = root(i)
    groups: dict[int, set[int]] = defaultdict(set)
    for node in list(parent):
        groups[root(node)].add(node)
    return sorted(groups.values(), key=min)


def _two_or_more(component: set[int], edges: set[tuple[int, int]]) -> list[list[int]]:
    """Greedy camps in the order taken in: a claim joins the first camp that it contradicts nobody in."""
    camps: list[list[int]] = []
    for node in sorted(component):
        for camp in camps:
            if not any((min(node, other), max(node, other)) in edges for other in camp):
                camp.append(node)
                break
        else:
            camps.append([node])
    return camps


def _judged(a: Labelled, b: Labelled) -> Finding:
    return judge(a[1], b[1]).model_copy(update={"a": a[0], "b": b[0]})


_BY_FIGURE = frozenset({FindingKind.NUMBER, FindingKind.PART_WHOLE, FindingKind.SCOPE})


def _heading(first: Labelled, finding: Finding, named: dict[str, Assertion]) -> str:
    """What is disputed: measure and owner of a figure, else what the strongest finding is about."""
    claim = first[1]
    if claim.quantity is not None and claim.measure in SPECIFIC and finding.kind in _BY_FIGURE:
        return figure_heading(claim.measure, claim.population, owner_of(claim), claim.place)
    return question(finding, named[finding.a or ""], named[finding.b or ""])


def _dispute(
    about: tuple[str, str],
    first: Labelled,
    heading: str,
    camps: tuple[Camp, ...],
    found: Sequence[Finding],
    pairs: int,
) -> Dispute:
    """about: the event and what stands for the question in the id, which stays when the heading is worded anew."""
    measure = Measure.RESPONSIBILITY if heading == WHO_DID_IT else first[1].measure
    return Dispute(
        id=dispute_id(about[0], measure, None, about[1]),
        incident=incident_of(first[1]),
        measure=measure,
        population=None,
        question=heading,
        camps=camps,
        findings=tuple(found),
        pairs=pairs,
    )
