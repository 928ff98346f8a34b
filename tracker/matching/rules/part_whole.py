"""A part against its whole: a part larger than the whole cannot be, a zero over the whole excludes any part."""

from __future__ import annotations

from tracker.matching.intervals import Interval, apart, clearly_apart
from tracker.matching.reasons import ReasonCode, reason
from tracker.matching.rules.numbers import log_gap
from tracker.matching.verdict import Verdict, contradiction, tension, unrelated
from tracker.model.finding import FindingKind, Reason


def part_against_whole(part: Interval, whole: Interval, said: tuple[str, str], *, presumed: bool) -> Verdict:
    """said: what side a and side b say, in the order of the claims, whichever is the part.

    presumed: the part belongs to the whole by usage ("children" to "civilians"), not by definition.
    A zero over the part against some of the whole is only a tension: the scopes overlap.
    """
    presumption = {"presumed": 1.0} if presumed else {}
    if _exceeds(part, whole):
        if whole.is_zero:
            ground = reason(ReasonCode.ZERO_AGAINST_SOME, *said)
            return contradiction(FindingKind.NUMBER, ground, zero=1.0, part=1.0, **presumption)
        ground = reason(ReasonCode.PART_EXCEEDS_WHOLE, *said)
        if not clearly_apart(part, whole):
            return tension(FindingKind.PART_WHOLE, ground, approximate=1.0)
        return contradiction(FindingKind.PART_WHOLE, ground, part=1.0, gap=log_gap(part, whole), **presumption)
    if part.is_zero and whole.is_some:
        return tension(FindingKind.SCOPE, reason(ReasonCode.SCOPES_OVERLAP, *said), scope=1.0)
    return unrelated(_other(said))


def _exceeds(part: Interval, whole: Interval) -> bool:
    return part.low > whole.high - 1e-9 and apart(part, whole)


def _other(said: tuple[str, str]) -> Reason:
    return reason(ReasonCode.OTHER_POPULATION, *said)
