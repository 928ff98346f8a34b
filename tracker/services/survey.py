"""A large case gone through once, incident by incident: disputes, tensions and track records, in bounded memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tracker.model.claim import Claim
from tracker.model.dispute import Dispute
from tracker.model.finding import Finding, Relation
from tracker.model.query import ClaimQuery
from tracker.model.track_record import Provenance, TrackRecord, WeighedAnswer
from tracker.services.base import number_of
from tracker.services.dismissed import Dismissed
from tracker.services.heard import heard
from tracker.services.indexed import OPEN
from tracker.services.large_tensions import LOOKED_AT
from tracker.services.rulings import assigned, dismissals, judged, newest_by_target
from tracker.services.versions import copied_voices
from tracker.services.weighed_case import Ballot
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.exchange.packed import PackedDisputes
    from tracker.services.scan import Scan

AT_ONCE = 200
"""Incidents whose claims are read together, at most ..."""
CLAIMS_AT_ONCE = 4_000
"""... and fewer when they have more claims: the largest incidents of a case are often its first ones."""
READ_WHOLE = 10_000
"""Claims of one incident that are held at once; of a larger one the newest, which stand for the rest."""
MOST_WEIGHED = 200_000
"""Open claims up to which sources are weighed: their votes are held in memory."""
TENSIONS_KEPT = 200
"""Tensions that are kept, the strongest; all are counted."""

Seen = Callable[[int], object]
"""Told how many claims were read; may raise to stop."""


class Wanted(NamedTuple):
    """What is asked for."""

    disputes: bool
    tensions: bool
    records: bool


class Surveyed(NamedTuple):
    """What was found."""

    disputes: PackedDisputes
    """The most contradicting pairs first."""
    tensions: tuple[Finding, ...]
    """The strongest."""
    tension_pairs: int
    """How many there are."""
    records: tuple[TrackRecord, ...]
    answers: Mapping[str, WeighedAnswer]
    """Dispute -> its weighed answer."""
    provenance: Provenance | None
    """None: sources were not weighed."""
    cut: int
    """Incidents of which only the newest claims were read."""


class Survey:
    """Goes through the open claims of a case."""

    def __init__(self, store: Store, scan: Scan, wanted: Wanted, chosen: Collection[str] | None, seen: Seen) -> None:
        """chosen: ids of the claims with which disputes and tensions have to do; None: all."""
        from tracker.exchange.packed import Packer

        self._store, self._scan, self._wanted, self._chosen, self._seen = store, scan, wanted, chosen, seen
        decisions = store.decisions()
        self._voices = copied_voices(store.reports())
        self._decided, self._assigned = newest_by_target(decisions), assigned(store.remarks())
        self._dismissing = [decision for decision in decisions if decision.dismisses]
        self._dismissed = Dismissed(decisions)
        self._ballot = Ballot(store, in_brief=True) if wanted.records else None
        self._names = {incident.id: incident.name for incident in store.incidents()}
        self._packer = Packer()
        self._tensions: list[Finding] = []
        self._tension_pairs = self._cut = 0

    def taken(self) -> Surveyed:
        """All of it. Raises what `seen` raises."""
        read = set[int]()
        for counts in self._groups():
            self._incidents(counts, read)
        weighed = None
        if self._ballot is not None:
            self._others(read)
            weighed = self._ballot.weighed(self._go_on)
        return Surveyed(
            disputes=self._packer.packed(),
            tensions=tuple(self._strongest()),
            tension_pairs=self._tension_pairs,
            records=tuple(weighed.records.values()) if weighed else (),
            answers=weighed.answers(self._packer.ids) if weighed else {},
            provenance=weighed.provenance if weighed else None,
            cut=self._cut,
        )

    def _go_on(self, _done: int, _steps: int) -> bool:
        self._seen(0)
        return True

    def _groups(self) -> Iterator[dict[str, int]]:
        """Incidents that are read together, with their numbers of claims."""
        ids = list(self._names)
        for start in range(0, len(ids), AT_ONCE):
            group: dict[str, int] = {}
            told = self._store.told_of(ids[start : start + AT_ONCE])
            for incident in ids[start : start + AT_ONCE]:
                count = told.get(incident, (0, None))[0]
                if group and sum(group.values()) + count > CLAIMS_AT_ONCE:
                    yield group
                    group = {}
                if count:
                    group[incident] = count
            if group:
                yield group

    def _incidents(self, counts: Mapping[str, int], read: set[int]) -> None:
        large = {incident for incident, count in counts.items() if count > READ_WHOLE}
        small = tuple(incident for incident in counts if incident not in large)
        claims = self._store.claims(ClaimQuery(incident_ids=small)) if small else []
        for incident in large:
            numbers = self._store.claim_numbers(ClaimQuery(incident_id=incident))
            read.update(numbers)
            claims += self._store.numbered_claims(numbers[-READ_WHOLE:])
        self._cut += len(large)
        read.update(number_of(claim.id) for claim in claims)
        self._seen(len(claims))
        groups: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
        for claim in claims:
            if claim.status.is_open and claim.incident_id:
                groups[claim.incident_id].append((claim.id, claim))
        found: list[Dispute] = []
        for incident, group in groups.items():
            disputes = self._disputes(incident, group, incident in large)
            found += disputes
            if self._has_chosen(group):
                if self._wanted.disputes:
                    self._packer.add(disputes)
                if self._wanted.tensions:
                    self._tense(group)
        if self._ballot is not None:
            self._ballot.add(claims, found)

    def _others(self, read: set[int]) -> None:
        """Claims of no incident: they count for a record, though nobody else answers them."""
        numbers = [number for number in self._store.claim_numbers(ClaimQuery()) if number not in read]
        for start in range(0, len(numbers), 1_000):
            claims = self._store.numbered_claims(numbers[start : start + 1_000])
            self._seen(len(claims))
            if self._ballot is not None:
                self._ballot.add(claims, [])

    def _has_chosen(self, group: Sequence[tuple[str, Claim]]) -> bool:
        return self._chosen is None or any(claim_id in self._chosen for claim_id, _ in group)

    def _disputes(self, incident: str, group: Sequence[tuple[str, Claim]], is_large: bool) -> list[Dispute]:
        from tracker.matching.disputes import disputes_of_incident

        if len(group) < 2:
            return []
        if is_large:
            return list(self._scan.listing(incident_id=incident))
        # Nobody looks at what is found of pairs where disputes are only weighed, and none of their pairs is dismissed.
        found = disputes_of_incident(group, in_brief=True, bare=not (self._wanted.disputes or self._dismissing))
        if not found:
            return []
        name, claims = self._names[incident], dict(group)
        named = [heard(one.model_copy(update={"incident": name}), claims, self._voices) for one in found]
        gone = dismissals(self._dismissing, named) if self._dismissing else {}
        return [judged(one, self._decided.get(one.id), gone, is_assigned=one.id in self._assigned) for one in named]

    def _tense(self, group: Sequence[tuple[str, Claim]]) -> None:
        from tracker.matching.tensions import tensions

        for finding in tensions(group[-LOOKED_AT:], marked=False):
            is_asked = self._chosen is None or (finding.a in self._chosen and finding.b in self._chosen)
            is_asked = is_asked and finding.relation is Relation.TENSION
            if is_asked and self._dismissed.left(finding.a or "", (finding,)):
                self._tension_pairs += 1
                self._tensions.append(finding)
        if len(self._tensions) > 4 * TENSIONS_KEPT:
            self._tensions = list(self._strongest())

    def _strongest(self) -> Iterator[Finding]:
        from tracker.matching.disputes import strongest_first

        yield from strongest_first(self._tensions)[:TENSIONS_KEPT]


def can_weigh(store: Store) -> bool:
    """Whether the sources of a case can be weighed in the memory there is."""
    return store.count_claims(ClaimQuery(statuses=OPEN)) <= MOST_WEIGHED
