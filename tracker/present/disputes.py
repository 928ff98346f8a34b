"""Disputes, camps, findings and decisions in words and as records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.model.claim import Assertion, Claim
from tracker.model.decision import Decision
from tracker.model.dispute import Camp, Dispute, DisputeState
from tracker.model.finding import Finding
from tracker.model.population import EVERYONE
from tracker.model.scales import Outcome
from tracker.present.claims import number
from tracker.present.quantities import bounds_words
from tracker.present.reasons import further_grounds, ground, sentence
from tracker.present.show import show_line
from tracker.present.statements import population_words
from tracker.present.times import day_and_minute, iso_utc

OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.PREFER_SOURCE: "one source is preferred",
    Outcome.REPORT_RANGE: "a range is reported",
    Outcome.DEFER: "left open: unknown or unconfirmed",
    Outcome.KEEP_PENDING: "kept pending",
    Outcome.QUERY_SOURCE: "the source is to be asked",
    Outcome.DIFFERENT_SCOPE: "no conflict: different groups are counted",
    Outcome.DIFFERENT_TIME: "no conflict: different times",
    Outcome.DIFFERENT_EVENT: "no conflict: different events",
    Outcome.DIFFERENT_PLACE: "no conflict: different places",
    Outcome.SUPERSEDED: "no conflict: a later figure replaced an earlier one",
    Outcome.DUPLICATE: "no conflict: the same claim twice",
    Outcome.MISREAD: "no conflict: the report was misread",
    Outcome.SAME_ORIGIN: "no conflict: the same origin",
}
"""Outcome -> words, for lists, logs and menus."""

STATE_WORDS = {
    DisputeState.DETECTED: "not reviewed",
    DisputeState.UNDER_REVIEW: "under review",
    DisputeState.RESOLVED: "resolved",
    DisputeState.REOPENED: "reopened",
}


SOURCES_NAMED = 8
"""Sources of a camp that are named on its line."""


def heading(dispute: Dispute) -> str:
    """ "killed, police - attack on the embassy, Kabul"."""
    incident = f" - {dispute.incident}" if dispute.incident else ""
    return show_line(f"{dispute.question}{incident}")


def part_words(claim: Claim, dispute: Dispute) -> str:
    """Whom a claim counts that stands in a dispute for what it says of a whole: "police"; "" for an answer itself.

    Four police officers wounded are at least four people wounded, and stand with those who say eight.
    """
    on_everyone = dispute.question.startswith(f"{dispute.measure}, {EVERYONE}")
    asked = dispute.population or (EVERYONE if on_everyone else None)
    is_same = (claim.measure, claim.population or EVERYONE) == (dispute.measure, asked)
    if asked is None or is_same or claim.quantity is None or claim.quantity.is_zero:
        return ""
    counted = population_words(claim.population)
    return counted if claim.measure == dispute.measure else f"{counted} {claim.measure or ''}".strip()


def state_words(dispute: Dispute) -> str:
    """ "resolved: a range is reported"."""
    words = STATE_WORDS[dispute.state]
    return f"{words}: {OUTCOME_WORDS[dispute.outcome]}" if dispute.outcome else words


def camp_line(camp: Camp, width: int | None = None) -> str:
    """What the camp says and who is in it: "27: Islamic State, Amaq News Agency (1 independent origin)"."""
    names = list(camp.sources)
    if len(names) > SOURCES_NAMED:
        names = [*names[: SOURCES_NAMED - 1], f"and {len(names) - SOURCES_NAMED + 1} more"]
    return show_line(f"{camp_label(camp)}: {', '.join(names)} ({independent_words(camp)})", width)


def camp_label(camp: Camp) -> str:
    """The camp's own label, else its interval."""
    return show_line(camp.label).rstrip(" .") or bounds_words(camp.low, camp.high)


def independent_words(camp: Camp) -> str:
    """How many origins stand behind a camp; copies count once."""
    sources = len(camp.sources)
    if camp.total is not None and not camp.claims:
        return f"{camp.total:,} claim{'s'[: camp.total != 1]}"
    if camp.total is not None and camp.total > len(camp.claims):
        return f"{camp.total:,} claims, of which {len(camp.claims)} by {sources} source{'s'[: sources != 1]} are shown"
    if sources == 1:
        return "1 source"
    if camp.independent == 0:
        return f"{sources} sources, independence not established"
    return f"{sources} sources, {camp.independent} independent"


def dispute_record(dispute: Dispute) -> dict[str, Any]:
    """The record of `tracker disputes --json`."""
    return {
        "id": dispute.id,
        "incident": dispute.incident,
        "measure": dispute.measure,
        "population": dispute.population,
        "question": dispute.question,
        "camps": [camp_record(camp) for camp in dispute.camps],
        "pairs": dispute.pairs,
        "state": dispute.state.value,
        "outcome": dispute.outcome.value if dispute.outcome else None,
    }


def camp_record(camp: Camp) -> dict[str, Any]:
    return {
        "label": camp.label,
        "low": number(camp.low),
        "high": number(camp.high),
        "sources": list(camp.sources),
        "independent": camp.independent,
        "claims": list(camp.claims),
    }


def finding_record(
    finding: Finding,
    a: Assertion | None = None,
    b: Assertion | None = None,
    *,
    dispute: str | None = None,
    state: str | None = None,
) -> dict[str, Any]:
    """The record of `tracker contradictions --json` and `tracker compare --jsonl`.

    With both claims the first of `reasons` is the whole sentence; without them it is the bare ground.
    """
    if a is not None and b is not None:
        reasons = [sentence(finding, a, b), *further_grounds(finding)]
    else:
        reasons = list(dict.fromkeys(ground(reason, finding.relation) for reason in finding.reasons))
    return {
        "id": finding.id,
        "a": finding.a,
        "b": finding.b,
        "relation": finding.relation.value,
        "kind": finding.kind.value if finding.kind else None,
        "score": round(finding.score, 4),
        "reasons": reasons,
        "codes": [reason.code for reason in finding.reasons],
        "dispute": dispute,
        "state": state,
    }


def decision_line(decision: Decision, source_names: Mapping[str, str] | None = None) -> str:
    """ "O1 on D3f2a10: a range is reported (7-27), by anna, 2017-08-02 10:00: reason"; a reopened one says so."""
    words = OUTCOME_WORDS[decision.outcome]
    if decision.preferred:
        words += f" ({(source_names or {}).get(decision.preferred, decision.preferred)})"
    if decision.low is not None or decision.high is not None:
        words += f" ({bounds_words(decision.low, decision.high)})"
    line = f"{decision.id} on {decision.target}: {words}{_by(decision.by)}, {day_and_minute(decision.at)}"
    if decision.reason:
        line += f": {decision.reason}"
    if decision.reopened_at:
        by = _by(decision.reopened_by or "").removeprefix(",")
        line += f" [reopened{by}{',' if by else ''} {day_and_minute(decision.reopened_at)}"
        line += f": {decision.reopened_reason}]" if decision.reopened_reason else "]"
    return show_line(line)


def _by(name: str) -> str:
    """Exports for others do not name analysts."""
    return f", by {name}" if name else ""


def claims_since(dispute: Dispute, decision: Decision | None) -> list[str]:
    """Ids of claims that came in since a decision was made; none where that is not known."""
    if decision is None or not decision.claims or any(camp.total for camp in dispute.camps):
        return []
    seen = set(decision.claims)
    return [claim for camp in dispute.camps for claim in camp.claims if claim not in seen]


def since_decided(dispute: Dispute, decision: Decision) -> str:
    """ "1 claim came in since: C127", or empty: what a decision in force was made without."""
    new = claims_since(dispute, decision)
    if not new:
        return ""
    more = f" and {len(new) - SOURCES_NAMED} more" if len(new) > SOURCES_NAMED else ""
    return f"{len(new)} {'claim' if len(new) == 1 else 'claims'} came in since: {', '.join(new[:SOURCES_NAMED])}{more}"


def decision_record(decision: Decision) -> dict[str, Any]:
    """A decision as a flat record; times ISO 8601 in UTC."""
    flat = decision.model_dump(mode="json", exclude={"rev"})
    return flat | {"at": iso_utc(decision.at), "reopened_at": iso_utc(decision.reopened_at)}
