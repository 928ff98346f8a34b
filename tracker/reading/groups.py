"""Figures of a group that is named by what became of it: "eleven of the dead were policemen"."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.reading.finite_verbs import is_auxiliary
from tracker.reading.measure_roles import Measured, role_at
from tracker.reading.populations import Counted, counted_after
from tracker.reading.tokens import Token
from tracker.reading.told import said_of


def group_of(words: Sequence[Token], last: int) -> tuple[Counted, Measured] | None:
    """ "11 of the dead were policemen", "two of the wounded died"."""
    if last + 2 >= len(words) or words[last].low != "of" or words[last + 1].low not in ("the", "those", "these"):
        return None
    group = role_at(words, last + 2, "nouns")
    if group is None or group[0] not in ("killed", "wounded", "missing", "detained", "displaced", "casualties"):
        return None
    at = group[1]
    later = said_of(words, at)
    if later and later.measure != group[0]:
        return Counted("everyone", last, at, ""), later
    verb = _behind_setting(words, at)
    if verb < len(words) and is_auxiliary(words[verb]):
        counted = counted_after(words, verb + 1)
        if counted.population not in (None, "everyone"):
            return counted, Measured(group[0], last + 2, at, 0.9)
    return Counted("everyone", last, at, ""), Measured(group[0], last + 2, at, 0.6)


def _behind_setting(words: Sequence[Token], at: int) -> int:
    """Index behind a phrase of place: "of the dead in the blast were ..."."""
    if at >= len(words) or words[at].low not in ("in", "at", "from", "on", "near"):
        return at
    return next((step for step in range(at + 1, min(at + 6, len(words))) if is_auxiliary(words[step])), at)
