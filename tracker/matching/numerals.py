"""Numbers that are no count: places in an order, centuries, parts of one, how many times."""

from __future__ import annotations

from tracker.matching.intervals import Interval
from tracker.matching.lemmas import lemma

_ORDINALS = {
    word: position
    for position, word in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
            *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
            *("eighteenth", "nineteenth", "twentieth"),
        ),
        start=1,
    )
}
LONGEST_ORDINAL = 6
"""Digits of an ordinal."""
FURTHER = frozenset({"more", "few", "less"})
"""After a figure: it tells how many more there are, not how many there are."""
TIMES = {"twice": 2.0, "thrice": 3.0}
"""Words for so many times."""
IN_WORDS = 0.1
"""Half-width, as a share, of a part of one in words: 52 percent is "half"."""


def ordinal(lowered: str) -> int | None:
    """The place that an ordinal names, up to the twentieth in words.

    >>> ordinal("3rd"), ordinal("twelfth"), ordinal("twelve")
    (3, 12, None)
    """
    if lowered in _ORDINALS:
        return _ORDINALS[lowered]
    digits = lowered[:-2]
    is_one = lowered[:1].isdigit() and lowered.endswith(("st", "nd", "rd", "th")) and digits.isdigit()
    return int(digits) if is_one and len(digits) <= LONGEST_ORDINAL else None


def century_of(token: str, following: str) -> int | None:
    """19 for "19th", "century" and "nineteenth", "century"."""
    return ordinal(token.lower()) if lemma(following) == "century" else None


def is_share(text: str, interval: Interval) -> bool:
    """Whether the figure is a part of one in words or as a fraction: "two thirds", "one in ten", not "0.4"."""
    return 0 < interval.high < 1 and "." not in text


def percentage(share: Interval) -> Interval:
    """A part of one in words as percent, with what such words leave open.

    >>> round(percentage(Interval(0.5, 0.5)).high)
    55
    """
    return share.scaled(100).widened(IN_WORDS if share.is_point else 0)
