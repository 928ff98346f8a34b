"""Who did it: one act has one responsible party."""

from __future__ import annotations

from tracker.matching.names import plain, same_name
from tracker.matching.reasons import ReasonCode, reason
from tracker.matching.rules.naming import Party, named_party
from tracker.matching.verdict import Verdict, contradiction, corroboration, tension, unrelated
from tracker.model.claim import Assertion, Measure, Polarity
from tracker.model.finding import FindingKind


def party_of(claim: Assertion) -> Party | None:
    """The party a claim names for an act; None for claims that name none."""
    if claim.quantity is not None:
        return None
    named = named_party(claim.quote, claim.source)
    if named is not None:
        denied = claim.polarity is Polarity.DENIED
        return Party(named.name, named.affirmed and not denied, named.claims_it)
    if claim.measure != Measure.RESPONSIBILITY:
        return None
    name = (claim.predicate.subject if claim.predicate else None) or claim.source
    if not name:
        return None
    return Party(name, claim.polarity is Polarity.AFFIRMED, same_name(name, claim.source) >= 0.5)


def compare_parties(a: Party, b: Party) -> Verdict:
    """The verdict on two parties named for one act."""
    said = (_said(a), _said(b))
    same = same_name(a.name, b.name) >= 0.5
    if same:
        if a.affirmed != b.affirmed:
            ground = reason(ReasonCode.DENIED_AGAINST_AFFIRMED, *said)
            return contradiction(FindingKind.RESPONSIBILITY, ground, denied=1.0, responsible=1.0)
        ground = reason(ReasonCode.SAME_STATEMENT, *said)
        return corroboration(FindingKind.RESPONSIBILITY, ground, agree=1.0)
    if not (a.affirmed and b.affirmed):
        return unrelated(reason(ReasonCode.OTHER_SUBJECT, *said))
    if _is_branch(a.name, b.name):
        return tension(FindingKind.RESPONSIBILITY, reason(ReasonCode.OTHER_IDENTITY, *said), responsible=1.0)
    code = ReasonCode.BOTH_CLAIM_RESPONSIBILITY if a.claims_it and b.claims_it else ReasonCode.OTHER_RESPONSIBLE
    return contradiction(FindingKind.RESPONSIBILITY, reason(code, *said), responsible=1.0)


def _is_branch(a: str, b: str) -> bool:
    """Whether one name is the other with more words: a group and its branch may speak of one act."""
    words_a, words_b = set(plain(a).split()), set(plain(b).split())
    return words_a < words_b or words_b < words_a


def _said(party: Party) -> str:
    return f"{party.name} did it" if party.affirmed else f"{party.name} did not do it"
