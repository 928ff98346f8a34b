"""Decisions and remarks of another case: what they are on has another id here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracker.model.claim import Claim
from tracker.model.decision import Decision
from tracker.model.query import ClaimQuery
from tracker.model.remark import Remark
from tracker.services.base import number_of
from tracker.services.indexed import OPEN
from tracker.store.ports import ReadsCase, Write

COMPARED_AT_ONCE = 10_000
"""Claims of a case up to which statements on no known incident are compared with all others."""

_PAIR = re.compile(r"([CI]\d+)-([CI]\d+)")


class Targets:
    """Their targets -> ours."""

    def __init__(self, theirs: ReadsCase, claims: Mapping[str, str], incidents: Mapping[str, str]) -> None:
        """theirs: the other case; claims, incidents: their id -> our id."""
        self._theirs = theirs
        self._ids = {**claims, **incidents}
        self._disputes: dict[str, str] = {}
        self._decisions: Sequence[Decision] = ()
        self._remarks: Sequence[Remark] = ()

    def learn(self, decisions: Sequence[Decision], remarks: Sequence[Remark]) -> None:
        """What has to be taken; disputes are looked for only where something is on one."""
        self._decisions, self._remarks = decisions, remarks
        targets = [decision.target for decision in decisions] + [remark.target for remark in remarks]
        if not all(_PAIR.fullmatch(target) for target in targets):
            for claims in _compared(self._theirs):
                self._disputes |= _renumbered_disputes(claims, self._ids)

    def take(self, write: Write, sources: Mapping[str, str], *, mark: str, at: dt.datetime, by: str) -> dict[str, int]:
        """Puts them; counts decisions, remarks, and decisions that are not in force here."""
        told = {"decisions": 0, "remarks": 0, "apart": 0}
        there = {(one.target, one.outcome, one.by, one.at) for one in write.decisions()}
        in_force = {one.target for one in write.decisions() if one.is_in_force}
        for decision in self._decisions:
            target = self._target(decision.target)
            named = target or f"{decision.target} of {mark}"
            if (named, decision.outcome, decision.by, decision.at) in there:
                continue
            update: dict[str, Any] = {
                "id": write.new_id("decision"),
                "target": named,
                "preferred": sources.get(decision.preferred or ""),
                "claims": tuple(self._ids[claim] for claim in decision.claims if claim in self._ids),
                "rev": 0,
            }
            told["decisions"] += 1
            if decision.is_in_force and (target is None or target in in_force):
                why = "another decision was in force" if target else "what it was on is not found here"
                update |= {"reopened_at": at, "reopened_by": by, "reopened_reason": f"merged: {why}"}
                told["apart"] += 1
            write.put(decision.model_copy(update=update))
        written = {(one.target, one.kind, one.words, one.by, one.at) for one in write.remarks()}
        for remark in self._remarks:
            named = self._target(remark.target) or f"{remark.target} of {mark}"
            if (named, remark.kind, remark.words, remark.by, remark.at) not in written:
                write.put(remark.model_copy(update={"id": write.new_id("remark"), "target": named, "rev": 0}))
                told["remarks"] += 1
        return told

    def _target(self, target: str) -> str | None:
        pair = _PAIR.fullmatch(target)
        if pair is None:
            return self._disputes.get(target)
        ours = [self._ids.get(one) for one in pair.groups()]
        if None in ours or ours[0] == ours[1]:
            return None
        first, second = sorted((one for one in ours if one), key=number_of)
        return f"{first}-{second}"


def _compared(theirs: ReadsCase) -> Iterator[list[Claim]]:
    """Open claims among which disputes are looked for: all, in a large case those of one incident after the other."""
    if theirs.count_claims(ClaimQuery(statuses=OPEN)) <= COMPARED_AT_ONCE:
        yield theirs.claims(ClaimQuery(statuses=OPEN))
        return
    for incident in theirs.incidents():
        yield theirs.claims(ClaimQuery(statuses=OPEN, incident_id=incident.id))


def _renumbered_disputes(claims: Sequence[Claim], ids: Mapping[str, str]) -> dict[str, str]:
    """Their dispute -> the same one under our ids: an id is made from what is disputed, and its incident."""
    from tracker.matching.disputes import disputes

    here = [
        claim.model_copy(
            update={"id": ids[claim.id], "incident_id": ids.get(claim.incident_id or "", claim.incident_id)}
        )
        for claim in claims
    ]
    ours = {_members(dispute): dispute.id for dispute in disputes(here)}
    found: dict[str, str] = {}
    for dispute in disputes(claims):
        members = frozenset(ids[claim] for claim in _members(dispute)[1])
        same = ours.get((dispute.measure, members))
        if same:
            found[dispute.id] = same
    return found


def _members(dispute: Any) -> tuple[str | None, frozenset[str]]:
    return dispute.measure, frozenset(claim for camp in dispute.camps for claim in camp.claims)
