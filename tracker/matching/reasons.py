"""Reason codes: every ground a finding can name; `tracker.present.reasons` has one sentence for each."""

from __future__ import annotations

from enum import StrEnum

from tracker.model.finding import Reason


class ReasonCode(StrEnum):
    """Why two claims stand to each other as they do."""

    DISJOINT_NUMBERS = "disjoint_numbers"
    """The figures cannot both hold."""
    ZERO_AGAINST_SOME = "zero_against_some"
    """One says none, the other says some."""
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    """A part is said to be larger than its whole."""
    SCOPES_OVERLAP = "scopes_overlap"
    """They count people who are only partly the same."""
    DENIED_AGAINST_AFFIRMED = "denied_against_affirmed"
    """One says that it is so, the other that it is not."""
    OTHER_RESULT = "other_result"
    """The figures of one do not come to the total, the rest or the share that the other gives."""
    OPPOSITE_WORDS = "opposite_words"
    """The same thing is said to be, or to do, two opposite things."""
    EXCLUSIVE_WORDS = "exclusive_words"
    """Two values for a slot that holds one: a colour, a material, a nationality."""
    OTHER_RESPONSIBLE = "other_responsible"
    """Two different parties are named as responsible."""
    BOTH_CLAIM_RESPONSIBILITY = "both_claim_responsibility"
    """Two different parties claim the same act for themselves."""
    OTHER_METHOD = "other_method"
    OTHER_DATE = "other_date"
    OTHER_PLACE = "other_place"
    OTHER_IDENTITY = "other_identity"
    """Another person, office or name in the same slot."""
    OTHER_HOLDER = "other_holder"
    """Two sides are each said to hold one place."""
    QUANTIFIER = "quantifier"
    """All against not all, none against some, only against others too."""
    ROLES_SWAPPED = "roles_swapped"
    """The same deed with doer and sufferer exchanged."""
    HEDGED = "hedged"
    """One of them leaves it open."""
    APPROXIMATE_APART = "approximate_apart"
    """Approximate figures just outside each other."""
    UPDATE_BY_SAME_SOURCE = "update_by_same_source"
    """The same source gave another figure at another time."""
    OUTDATED = "outdated"
    """The figure was given before another one that is told as a rise or fall from such."""
    OTHER_EVENT = "other_event"
    OTHER_POPULATION = "other_population"
    OTHER_MEASURE = "other_measure"
    OTHER_PERIOD = "other_period"
    OTHER_UNIT = "other_unit"
    OTHER_SUBJECT = "other_subject"
    """They speak of different things."""
    CUMULATIVE_AGAINST_EVENT = "cumulative_against_event"
    """A figure over many events against a figure of one."""
    BOUNDS_COMPATIBLE = "bounds_compatible"
    """The figures differ and can both hold: "at least 60" and 74."""
    NUMBERS_AGREE = "numbers_agree"
    SAME_STATEMENT = "same_statement"
    SAME_ORIGIN = "same_origin"
    """They agree, and have one origin: they count once."""
    NOTHING_IN_COMMON = "nothing_in_common"


def reason(
    code: ReasonCode,
    a: str | None = None,
    b: str | None = None,
    trigger_a: tuple[int, int] | None = None,
    trigger_b: tuple[int, int] | None = None,
) -> Reason:
    """One structured ground; a and b are what each side says in few words."""
    return Reason(code=code.value, a=a, b=b, trigger_a=trigger_a, trigger_b=trigger_b)
