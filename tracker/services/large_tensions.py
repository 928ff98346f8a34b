"""Contradictions and tensions of a case too large to be held in memory, found incident by incident."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from tracker.model.finding import Finding
from tracker.model.query import ClaimQuery
from tracker.services.base import number_of
from tracker.services.cached import OfKind
from tracker.services.dismissed import Dismissed
from tracker.services.indexed import OPEN
from tracker.store.ports import Store

LOOKED_AT = 400
"""Claims of one incident, the newest, among which tensions are looked for."""

Progress = Callable[[int, int], bool]
"""(incidents looked through, of how many) -> whether to go on."""


class Tensions(NamedTuple):
    """What was found so far."""

    found: list[Finding]
    """By incident, strongest first within one."""
    looked: int
    """Incidents looked through."""
    incidents: int

    @property
    def are_all(self) -> bool:
        return self.looked >= self.incidents


class LargeTensions:
    """Goes on where it stopped; begins anew after claims or incidents have changed. Safe for threads."""

    def __init__(self, store: Store, dismissed: OfKind[Dismissed]) -> None:
        self._store = store
        self._dismissed = dismissed
        self._lock = threading.Lock()
        self._begun = OfKind(store, ("claim", "incident"), lambda: _Search(store))

    def upto(self, count: int, on_progress: Progress) -> Tensions:
        """The first so many, or more; fewer when there are no more, or when `on_progress` said not to go on."""
        with self._lock:
            search = self._begun.get()
            while len(search.found) < count and search.looked < len(search.incidents):
                search.step()
                if not on_progress(search.looked, len(search.incidents)):
                    break
            found = list(self._left(search.found))
            return Tensions(found, search.looked, len(search.incidents))

    def stream(self) -> Iterator[Finding]:
        """All of them, one at a time and in bounded memory."""
        for incident in _incidents(self._store):
            yield from self._left(_in_incident(self._store, incident))

    def _left(self, found: Collection[Finding]) -> Iterator[Finding]:
        dismissed = self._dismissed.get()
        return (finding for finding in found if dismissed.left(finding.a or "", (finding,)))


class _Search:
    """How far one state of the case was looked through."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.incidents = _incidents(store)
        self.looked = 0
        self.found: list[Finding] = []

    def step(self) -> None:
        """Looks through one more incident."""
        self.found += _in_incident(self._store, self.incidents[self.looked])
        self.looked += 1


def _incidents(store: Store) -> list[str]:
    return store.incidents_named("", sys.maxsize)


def _in_incident(store: Store, incident: str) -> list[Finding]:
    from tracker.matching.disputes import strongest_first
    from tracker.matching.tensions import tensions

    many = sum(block.claims for block in store.blocks(incident))
    if many < 2:
        return []
    query = ClaimQuery(statuses=OPEN, incident_id=incident)
    claims = store.numbered_claims(store.claim_numbers(query)[-LOOKED_AT:])
    labelled = sorted(((claim.id, claim) for claim in claims), key=lambda item: number_of(item[0]))
    return strongest_first(tensions(labelled))
