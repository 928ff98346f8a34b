"""Two numbers that make one share: "two out of ten", "1 in every 1,000", "one over three"."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.reading.number_words import Number, number_at, point
from tracker.reading.tokens import Token, phrase_at
from tracker.reading.units import unit_after

_JOINTS = (("out", "of", "every"), ("in", "every"), ("out", "of"), ("of", "every"), ("in",), ("over",))
_FEW = 10


def proportion(words: Sequence[Token], number: Number) -> Number | None:
    """The share that `number` opens, None when the second number is a count of its own.

    "three out of five" is 0.6; "three out of 247" counts three of them.
    """
    at = number.last
    if at >= len(words) or words[at].low not in ("out", "in", "over", "of") or number.form not in _FORMS:
        return None
    joint = next((joint for joint in _JOINTS if phrase_at(words, at, joint)), None)
    start = at + len(joint) if joint else len(words)
    if joint is None or start >= len(words) or not (words[start].is_number or words[start].is_word):
        return None
    whole = number_at(words, start)
    if whole is None or whole.form not in _FORMS or not whole.value or number.value is None:
        return None
    if unit_after(words, whole.last) is not None or not _is_share(words, number, joint, whole):
        return None
    return point(number.first, whole.last, number.value / whole.value, "fraction")


_FORMS = ("digits", "words")


def _is_share(words: Sequence[Token], number: Number, joint: tuple[str, ...], whole: Number) -> bool:
    value, total = number.value or 0.0, whole.value or 0.0
    if joint == ("over",):
        return whole.last >= len(words) or words[whole.last].text in ".?!)"
    if not 0 < value < total or value != int(value):
        return False
    if joint[-1] == "every":
        return True
    if not _is_round(total):
        return False
    if joint == ("out", "of"):
        return True
    before = words[number.first - 1].low if number.first else ""
    few = value == 1 or total == _FEW
    return few and number.form == whole.form and not before.endswith("ed")


def _is_round(total: float) -> bool:
    """One figure and zeros: 5, 20, 1,000."""
    while total >= _FEW and total % _FEW == 0:
        total /= _FEW
    return total < _FEW and total == int(total)
