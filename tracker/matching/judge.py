"""The verdict on two claims."""

from __future__ import annotations

from tracker.matching.context import have_common_ground, one_act, setting_bar, tells_what_is_counted
from tracker.matching.events import bar, same_incident
from tracker.matching.figures import compare_figures, said_at_another_time
from tracker.matching.measures import is_further
from tracker.matching.names import same_name
from tracker.matching.origins import same_origin, told_in_one_report
from tracker.matching.reasons import ReasonCode, reason
from tracker.matching.rules.responsibility import compare_parties, party_of
from tracker.matching.scoring import score
from tracker.matching.statements import compare_statements
from tracker.matching.triggers import with_triggers
from tracker.matching.verdict import Verdict, unrelated
from tracker.model.claim import Assertion, Claim
from tracker.model.finding import Finding, FindingKind, Relation


def judge(a: Assertion, b: Assertion, *, marked: bool = True) -> Finding:
    """How two claims stand to each other, with the score and the grounds.

    marked: whether the words that each ground rests on are looked for, which takes a third of the time.

    The relation does not depend on the order of a and b; grounds name each side in the order given. Unrelated
    findings say in their first reason what differs: event, place, population, measure or period.
    """
    verdict = decide(a, b, marked=marked)
    return scored(verdict, a.id if isinstance(a, Claim) else None, b.id if isinstance(b, Claim) else None)


def scored(verdict: Verdict, a: str | None = None, b: str | None = None) -> Finding:
    """The finding that a verdict makes; a, b: ids of the claims, if they have any."""
    return Finding(
        relation=verdict.relation, kind=verdict.kind, score=score(verdict), reasons=verdict.reasons, a=a, b=b
    )


def decide(a: Assertion, b: Assertion, *, marked: bool = True) -> Verdict:
    """The unscored verdict on two claims; what it flags names the words of each quote that it rests on, if marked."""
    verdict = _decide(a, b)
    return with_triggers(verdict, a, b) if marked else verdict


def _decide(a: Assertion, b: Assertion) -> Verdict:
    barred = bar(a, b)
    if barred is not None:
        return unrelated(barred)
    verdict = _by_content(a, b)
    if verdict.relation is Relation.UNRELATED:
        return verdict
    if verdict.reasons[0].code == ReasonCode.SCOPES_OVERLAP and _one_account(a, b):
        return unrelated(reason(ReasonCode.OTHER_POPULATION, verdict.reasons[0].a, verdict.reasons[0].b))
    if verdict.relation is Relation.CONTRADICTS and _said_in_one_breath(a, b):
        return unrelated(reason(ReasonCode.OTHER_SUBJECT, a.quote[:80], b.quote[:80]))
    if verdict.relation is Relation.CONTRADICTS and _are_of_two_matters(a, b):
        return unrelated(reason(ReasonCode.OTHER_EVENT, a.incident, b.incident))
    if verdict.relation is Relation.CONTRADICTS and said_at_another_time(a, b):
        return unrelated(reason(ReasonCode.UPDATE_BY_SAME_SOURCE, a.source, b.source))
    if verdict.relation is Relation.CONTRADICTS and (a.hedged or b.hedged):
        hedge = reason(ReasonCode.HEDGED, _hedge(a), _hedge(b))
        return Verdict(Relation.TENSION, (hedge, *verdict.reasons), verdict.kind or FindingKind.SCOPE, {"hedged": 1.0})
    if verdict.relation is Relation.CORROBORATES and same_origin(a, b):
        origin = reason(ReasonCode.SAME_ORIGIN, a.source, b.source)
        return Verdict(verdict.relation, (*verdict.reasons, origin), verdict.kind, verdict.features)
    if same_incident(a, b) is None:
        return Verdict(verdict.relation, verdict.reasons, verdict.kind, {**verdict.features, "event_unknown": 1.0})
    return verdict


def _by_content(a: Assertion, b: Assertion) -> Verdict:
    if _both_counted(a, b):
        barred = setting_bar(a, b) if same_incident(a, b) is None else None
        figures = unrelated(barred) if barred else compare_figures(a, b)
        if figures is not None:
            return figures
    party_a, party_b = party_of(a), party_of(b)
    if party_a and party_b and (same_incident(a, b) or one_act(a, b)):
        return compare_parties(party_a, party_b)
    return compare_statements(a, b)


def _said_in_one_breath(a: Assertion, b: Assertion) -> bool:
    """Whether one source says both in one report, in one sentence or one without a figure: it means two things."""
    if not (isinstance(a, Claim) and isinstance(b, Claim)) or a.report is None:
        return False
    if not told_in_one_report(a, b) or same_name(a.source, b.source) < 0.5:
        return False
    worded = a.quantity is None or b.quantity is None
    return worded or (a.span is not None and a.span == b.span)


def _are_of_two_matters(a: Assertion, b: Assertion) -> bool:
    """Whether the two stand in different reports, of no incident known to be one, and share too little."""
    if not (isinstance(a, Claim) and isinstance(b, Claim)) or None in (a.report, b.report) or a.report == b.report:
        return False
    by_figures = _both_counted(a, b)
    return not by_figures and same_incident(a, b) is None and not have_common_ground(a, b)


def _one_account(a: Assertion, b: Assertion) -> bool:
    """Whether one source gives both in one report: its whole and its empty part belong together."""
    if not (isinstance(a, Claim) and isinstance(b, Claim)):
        return False
    return told_in_one_report(a, b) and same_name(a.source, b.source) >= 0.5


def _both_counted(a: Assertion, b: Assertion) -> bool:
    """Whether the figures tell what is asked. A further time is no figure of the whole: its words are compared."""
    if a.quantity is None or b.quantity is None or not (tells_what_is_counted(a) and tells_what_is_counted(b)):
        return False
    return not (is_further(a) or is_further(b))


def _hedge(claim: Assertion) -> str | None:
    return claim.quote[:80] if claim.hedged else None
