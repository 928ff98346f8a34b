"""What a rule says of two claims, before it is scored."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.model.finding import FindingKind, Reason, Relation


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule's word: relation, kind, grounds, and the features that `scoring` weighs."""

    relation: Relation
    reasons: tuple[Reason, ...]
    kind: FindingKind | None = None
    features: dict[str, float] = field(default_factory=dict)


_RANK = {Relation.CONTRADICTS: 3, Relation.TENSION: 2, Relation.CORROBORATES: 1, Relation.UNRELATED: 0}


def rank(relation: Relation) -> int:
    """Order of relations when several statements of two texts are paired: the strongest counts."""
    return _RANK[relation]


def turned(verdict: Verdict) -> Verdict:
    """The verdict on the two in the other order."""
    grounds = tuple(
        Reason(code=r.code, a=r.b, b=r.a, trigger_a=r.trigger_b, trigger_b=r.trigger_a) for r in verdict.reasons
    )
    return Verdict(verdict.relation, grounds, verdict.kind, verdict.features)


def unrelated(*reasons: Reason) -> Verdict:
    """Nothing to flag, and why."""
    return Verdict(Relation.UNRELATED, reasons)


def contradiction(kind: FindingKind, *reasons: Reason, **features: float) -> Verdict:
    """Both cannot hold."""
    return Verdict(Relation.CONTRADICTS, reasons, kind, features)


def tension(kind: FindingKind, *reasons: Reason, **features: float) -> Verdict:
    """Worth seeing, not proven."""
    return Verdict(Relation.TENSION, reasons, kind, features)


def corroboration(kind: FindingKind | None, *reasons: Reason, **features: float) -> Verdict:
    """Both say the same."""
    return Verdict(Relation.CORROBORATES, reasons, kind, features)
