"""Disputes as groupings and `contradicts` relationships, decisions as opinions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.exchange.outgoing.stix_objects import Stix
from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.decision import Decision
from tracker.model.dispute import Dispute
from tracker.model.scales import Outcome
from tracker.present.disputes import camp_label, decision_line, heading, independent_words, state_words
from tracker.present.reasons import sentence
from tracker.present.show import show_line

_LEFT_OPEN = frozenset({Outcome.DEFER, Outcome.KEEP_PENDING, Outcome.QUERY_SOURCE})
"""Outcomes that say neither that the claims conflict nor that they do not."""


def dispute_objects(stix: Stix) -> Iterator[dict[str, Any]]:
    """A grouping for each dispute, and a relationship for each contradiction listed with it."""
    related: set[str] = set()
    for dispute in stix.snapshot.told_disputes():
        yield stix.object(
            "grouping",
            dispute.id,
            name=heading(dispute),
            context="unspecified",
            description=_told(dispute),
            object_refs=[stix.id("note", claim) for claim in _claims_in(dispute, stix.snapshot)] or [stix.tool],
        )
        claims = stix.snapshot.claims_by_id
        for finding in dispute.findings:
            if finding.a and finding.b and finding.id not in related and finding.a in claims and finding.b in claims:
                related.add(finding.id or "")
                words = sentence(finding, claims[finding.a], claims[finding.b])
                yield stix.relation("contradicts", ("note", finding.a), ("note", finding.b), description=words)


def _told(dispute: Dispute) -> str:
    camps = "; ".join(f"{camp_label(camp)} ({independent_words(camp)})" for camp in dispute.camps)
    return show_line(f"Camps: {camps}. State: {state_words(dispute)}.")


def _claims_in(dispute: Dispute, snapshot: CaseSnapshot) -> list[str]:
    return [claim for camp in dispute.camps for claim in camp.claims if claim in snapshot.claims_by_id]


def decision_objects(stix: Stix) -> Iterator[dict[str, Any]]:
    """An opinion for each decision: on the dispute or pair, and on what the preferred source and the others say."""
    judged = {decision.target for decision in stix.snapshot.decisions}
    disputes = {dispute.id for dispute in stix.snapshot.disputes if dispute.id in judged} if judged else set[str]()
    for decision in stix.snapshot.decisions:
        about = [stix.id("grouping", decision.target)] if decision.target in disputes else _claims_of(decision, stix)
        opinion = "neutral" if decision.outcome in _LEFT_OPEN else "agree"
        opinion = opinion if decision.outcome.is_real_conflict else "disagree"
        yield _opinion(stix, decision, decision.id, opinion, about)
        if decision.preferred and decision.outcome is Outcome.PREFER_SOURCE:
            yield from _preferred(stix, decision)


def _opinion(stix: Stix, decision: Decision, record_id: str, opinion: str, about: list[str]) -> dict[str, Any]:
    return stix.object(
        "opinion",
        record_id,
        opinion=opinion,
        explanation=decision_line(decision, stix.snapshot.source_names),
        authors=[decision.by] if decision.by else None,
        object_refs=about or [stix.tool],
        revoked=None if decision.is_in_force else True,
    )


def _preferred(stix: Stix, decision: Decision) -> Iterator[dict[str, Any]]:
    claims = stix.snapshot.claims_by_id
    known = [claims[claim] for claim in decision.claims if claim in claims]
    for opinion, is_preferred in (("agree", True), ("disagree", False)):
        about = [
            stix.id("note", claim.id) for claim in known if (claim.source_id == decision.preferred) is is_preferred
        ]
        if about:
            yield _opinion(stix, decision, f"{decision.id}:{opinion}", opinion, about)


def _claims_of(decision: Decision, stix: Stix) -> list[str]:
    named = decision.claims or tuple(decision.target.split("-"))
    return [stix.id("note", claim) for claim in named if claim in stix.snapshot.claims_by_id]
