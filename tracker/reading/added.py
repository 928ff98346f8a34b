"""Figures on top of others: "another 12 died", "the toll rose to 33 after 12 more bodies were found"."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.claim import Measure
from tracker.reading.lexicons import word_set
from tracker.reading.tokens import Token
from tracker.reading.wholes import Figure


def with_added(words: Sequence[Token], found: list[Figure]) -> list[Figure]:
    """ "the toll rose to 33 after 12 more bodies were found": twelve are never the toll, but as many died at least."""
    for index, figure in enumerate(found):
        low, measured = figure.quantity.low, figure.measured
        if measured is None or low is None or figure.whole is not None:
            continue
        own = _are_ones_own(words, figure) and measured.measure in (Measure.KILLED, Measure.CASUALTIES)
        if measured.measure != Measure.KILLED and not own:
            continue
        rises = _is_rise(words, figure.first)
        if not (rises or own or _is_added(words, figure)):
            continue
        tolls = [
            place
            for place, other in enumerate(found[:index])
            if other.whole is None and other.measured and other.measured.measure == Measure.KILLED
            if (other.quantity.low or 0) > low
        ]
        if index and not tolls and not rises and not own:
            continue  # "killed 27 and wounded another 40": others than those
        least = figure.quantity.model_copy(update={"value": None, "high": None, "high_open": False})
        found[index] = figure._replace(quantity=least, whole=tolls[-1] if tolls else None)
    return found


_ADDED = frozenset(("more", "another", "additional", "further", "extra"))


def _is_rise(words: Sequence[Token], first: int) -> bool:
    """ "the toll climbed to 44 after three of the injured died": what made it rise."""
    before = [word.low for word in words[:first]]
    since = max((at for at, word in enumerate(before) if word in ("after", "as")), default=0)
    return not _RISING.isdisjoint(before[:since])


_RISING = frozenset(("rose", "risen", "rises", "rising", "climbed", "climbs", "climbing", "grew", "grown", "increased"))


def _are_ones_own(words: Sequence[Token], figure: Figure) -> bool:
    """ "she lost her two sons", "lost two brothers and an uncle": of one family, never the toll."""
    lost = {word.low for word in words[max(0, figure.first - _NEAR) : figure.first]} & {"lost", "losing", "loses"}
    kin = word_set("words", "added_kin")
    return bool(lost) and any(word.low in kin for word in words[figure.first : figure.counted.last])


_NEAR = 8
"""Words between "lost" and the last of those lost."""


def _is_added(words: Sequence[Token], figure: Figure) -> bool:
    """ "another 12", "12 more", "a further 12": on top of those known before; "more than 12" is none."""
    inside = words[max(0, figure.first - 1) : figure.last + 1]
    behind = [word.low for word in words[figure.last : figure.last + 2]]
    if "than" in [word.low for word in inside] + behind or behind[:1] == ["or"]:
        return False
    return any(word.low in _ADDED for word in inside)
