"""What the matcher says of the open claims, kept per incident: a change has only its incidents compared anew."""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Iterable, Iterator

from tracker.model.claim import Claim
from tracker.model.dispute import Dispute
from tracker.model.finding import Finding
from tracker.services.heard import heard
from tracker.services.open_claims import Difference, OpenClaims

INCIDENT_ID = re.compile(r"I\d+")

Group = list[tuple[str, Claim]]
"""(id, claim) of one incident, in the order taken in."""


class Matched:
    """What the matcher says of one set of claims, each part when first asked for. Safe for threads."""

    def __init__(self, state: OpenClaims) -> None:
        self._state = state
        self._lock = threading.RLock()
        self._groups: dict[str | None, Group] | None = None
        self._of_incident: dict[str | None, list[Dispute]] = {}
        self._tensions: dict[str | None, list[Finding]] = {}
        self._unplaced: list[Dispute] | None = None
        self._disputes: list[Dispute] | None = None
        self._findings: list[Finding] | None = None

    def followed(self, state: OpenClaims, difference: Difference) -> Matched:
        """For a later state of the case: what the difference does not touch is not compared again."""
        from tracker.matching.candidates import incident_key
        from tracker.matching.worded import is_statement

        touched: set[str | None] = set(difference.incidents)
        touched.update(incident_key(claim) for claim in difference.claims)
        new = Matched(state)
        with self._lock:
            new._of_incident = {key: found for key, found in self._of_incident.items() if key not in touched}
            new._tensions = {key: found for key, found in self._tensions.items() if key not in touched}
            if not difference.incidents and not any(map(is_statement, difference.claims)):
                new._unplaced = self._unplaced
        return new

    def disputes(self) -> list[Dispute]:
        """All disputes, the most contradicting pairs first."""
        from tracker.matching.disputes import disputes_of_incident, most_disputed_first
        from tracker.matching.worded import disputes_without_incident

        with self._lock:
            if self._disputes is None:
                for key, group in self._grouped().items():
                    if key not in self._of_incident:
                        self._of_incident[key] = self._named(disputes_of_incident(group))
                if self._unplaced is None:
                    self._unplaced = self._named(disputes_without_incident(self._state.claims.items()))
                found = [dispute for key in self._grouped() for dispute in self._of_incident[key]]
                self._disputes = most_disputed_first([*found, *self._unplaced])
            return self._disputes

    def streamed(self) -> Iterator[tuple[float, Dispute | None]]:
        """All disputes, by incident, none of which is kept.

        With each comes the share 0-1 of the claims compared so far; None: there is none in this part of them.
        """
        from tracker.matching.disputes import disputes_of_incident
        from tracker.matching.worded import disputes_without_incident

        done, every = 0, max(len(self._state.claims), 1)
        for group in self._grouped().values():
            done += len(group)
            yield done / every, None
            for dispute in self._named(disputes_of_incident(group)):
                yield done / every, dispute
        for dispute in self._named(disputes_without_incident(self._state.claims.items())):
            yield 1.0, dispute

    def findings(self) -> list[Finding]:
        """All contradictions and tensions, strongest first."""
        from tracker.matching.disputes import strongest_first
        from tracker.matching.tensions import tensions

        with self._lock:
            if self._findings is None:
                for key, group in self._grouped().items():
                    if key not in self._tensions:
                        self._tensions[key] = tensions(group)
                found = [finding for dispute in self.disputes() for finding in dispute.findings]
                found.extend(finding for key in self._grouped() for finding in self._tensions[key])
                self._findings = strongest_first(found)
            return self._findings

    def comparable(self, claim: Claim) -> Collection[Claim]:
        """Claims that a claim can be compared with, as far as its incident tells."""
        if claim.incident_id is None:
            return self._state.claims.values()
        with self._lock:
            groups = self._grouped()
        # Claims whose incident has no id may be of this one.
        near = (group for key, group in groups.items() if key == claim.incident_id or key is None or key[:1] == "=")
        return [other for group in near for _, other in group]

    def _grouped(self) -> dict[str | None, Group]:
        from tracker.matching.candidates import incident_key

        if self._groups is None:
            self._groups = {}
            for item in self._state.claims.items():
                self._groups.setdefault(incident_key(item[1]), []).append(item)
        return self._groups

    def _named(self, found: Iterable[Dispute]) -> list[Dispute]:
        named = (dispute.model_copy(update={"incident": self._incident_name(dispute)}) for dispute in found)
        return [heard(dispute, self._state.claims, self._state.voices) for dispute in named]

    def _incident_name(self, dispute: Dispute) -> str | None:
        """The matcher names an incident by its id where claims have one; people want its name."""
        if not INCIDENT_ID.fullmatch(dispute.incident or ""):
            return dispute.incident
        named = (self._state.claims[claim_id] for camp in dispute.camps for claim_id in camp.claims)
        known = self._state.incidents.get(dispute.incident or "")
        return known or next((claim.incident for claim in named if claim.incident), None)
