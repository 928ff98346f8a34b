"""Figures that count nobody and nothing: ages, magnitudes, "one family"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tracker.model.quantity import Quantity
from tracker.reading.cues import cue_forms
from tracker.reading.lexicons import word_set
from tracker.reading.ordinals import ORDINAL
from tracker.reading.populations import base_at
from tracker.reading.ranges import is_change
from tracker.reading.tokens import Token, glued

_OLDEST = 115


def counts_nothing(words: Sequence[Token], first: int, last: int, quantity: Quantity) -> bool:
    """Whether the figure at words[first:last] is an age, a magnitude, a label or a lone "one"."""
    return (
        quantity.unit == ORDINAL
        or is_age(words, first, last, quantity)
        or _is_outdated(words, first, last)
        or _is_progress(words, last, quantity)
        or _is_on_a_scale(words, first, last)
        or _is_lone_one(words, first, last, quantity)
        or _describes(words, last)
        or _is_origin(words, first, last)
    )


def is_age(words: Sequence[Token], first: int, last: int, quantity: Quantity) -> bool:
    """ "Amal (7)", "Omar, 4, and", "aged 31", "a 12-year-old", "three months old".

    >>> from tracker.reading.tokens import tokens
    >>> from tracker.reading.quantities import quantities
    >>> text = "Omar Said, 34, saw it."
    >>> is_age(tokens(text), 3, 4, quantities(text)[0])
    True
    """
    after = [word.low for word in words[last : last + 4]]
    if quantity.unit == "year of age" or (
        quantity.unit in ("year", "month", "week", "day")
        and ("old" in after[:2] or ("of" in after[:1] and "age" in after[:2]))
    ):
        return True
    before = [word.low for word in words[max(0, first - 3) : first]]
    if before[-1:] and (
        before[-1] in ("aged", "age", "ages") or before[-2:] in (["age", "of"], ["ages", "of"], ["aged", "between"])
    ):
        return True
    if _in_list_of_ages(words, first, last) or _is_of_age(words, first):
        return True
    value = quantity.high if quantity.high is not None else quantity.low
    if quantity.unit or value is None or not 0 <= value <= _OLDEST or not words[first].is_number:
        return False
    opens = words[first - 1].text if first else ""
    closes = words[last].text if last < len(words) else "."
    named = first >= 2 and words[first - 2].is_word and words[first - 2].is_capital
    if opens == "(" and closes in "),;":
        return named
    return opens == "," and named and closes in ",.;)"


def _in_list_of_ages(words: Sequence[Token], first: int, last: int) -> bool:
    """ "three women aged 38, 61 and about 77"; "aged 77, and two boys" counts the boys."""
    if last < len(words) and base_at(words, last):
        return False
    at = first - 1
    while at >= 0 and first - at <= _LONGEST_LIST and _may_stand_between(words[at]):
        at -= 1
    return at >= 0 and at < first - 1 and words[at].low in ("aged", "ages")


def _may_stand_between(word: Token) -> bool:
    spelt = word_set("numbers", "units") | word_set("numbers", "tens")
    return word.is_number or word.low in _BETWEEN_AGES or word.low in spelt


_LONGEST_LIST = 24
_BETWEEN_AGES = frozenset((",", "and", "or", "to", "-", "–", "between", "from", "about", "around", "just", "only"))


def _is_of_age(words: Sequence[Token], first: int) -> bool:
    """ "a boy of ten", "a woman of about 70"."""
    at = first - 1 - (first > 1 and words[first - 1].low in ("about", "around", "roughly"))
    if at < 2 or words[at].low != "of":
        return False
    if base_at(words, at - 1) is None or words[at - 1].low in word_set("words", "persons_not_one"):
        return False
    return "a" in {words[at - 2].low, words[at - 3].low if at > 2 else ""}


def _is_on_a_scale(words: Sequence[Token], first: int, last: int) -> bool:
    """ "7.8-magnitude", "magnitude 7.8", "category 4", "level 3"."""
    before = words[first - 1].low if first else ""
    if before in word_set("words", "ages_scales") or (
        before == "of" and first >= 2 and words[first - 2].low == "magnitude"
    ):
        return True
    at = last + (last < len(words) and words[last].text == "-")
    return at < len(words) and words[at].low in ("magnitude", "point", "point-")


def _is_outdated(words: Sequence[Token], first: int, last: int) -> bool:
    """ "rose from 12 to 17", "raised it to 17 from 12", "is now 17, up from 12": the twelve no longer holds."""
    if last < len(words) and words[last].low == "to" and is_change(words, first):
        return True
    if [word.low for word in words[max(0, first - 3) : first]][::2] == ["to", "from"] and words[first - 2].is_number:
        return True
    at = first - 1
    listed = word_set("words", "ages_former_figure")
    while at > max(0, first - _FAR) and (words[at].low in listed or _is_another_figure(words, at)):
        at -= 1
    passed = {word.low for word in words[at:first]}
    if passed & _EARLIER and passed & word_set("words", "labels_figures"):
        return True  # "earlier figures of 70 and 85 have been withdrawn"
    return at > 0 and words[at].low == "from" and words[at - 1].low in word_set("words", "ages_changed")


_EARLIER = frozenset(("earlier", "previous"))


def _is_another_figure(words: Sequence[Token], at: int) -> bool:
    """ "70 and" of "figures of 70 and 85"."""
    return words[at].is_number or (words[at].low == "and" and words[at - 1].is_number)


_FAR = 8
"""Words between "up from" and its figure: "up from an earlier official toll of at least"."""


def _is_progress(words: Sequence[Token], last: int, quantity: Quantity) -> bool:
    """ "with 62% of the votes counted": how far the count is."""
    behind = [word.low for word in words[last : last + _FAR]]
    if quantity.unit != "percent" or behind[:1] != ["of"]:
        return False
    return any(
        noun in word_set("words", "ages_ballots") and done in word_set("words", "ages_counted")
        for noun, done in pairwise(behind)
    )


def _is_lone_one(words: Sequence[Token], first: int, last: int, quantity: Quantity) -> bool:
    """ "one family", "one of the worst": a count only before a word for people or things that are counted."""
    if quantity.value != 1 or quantity.unit or words[last - 1].low != "one":
        return False
    if last >= len(words) or _speaks(words[last]):
        return True
    if words[last].low == "of":
        if any(
            words[at].low in ("was", "is") and words[at + 1].low in ("a", "an")
            for at in range(last, min(last + 6, len(words) - 1))
        ):
            return True  # "one of the attackers was a Tajik" tells who, not how many
        return not any(base_at(words, at) for at in range(last, min(last + 6, len(words))))
    if first and words[first - 1].low in ("from", "of", "at", "in", "on", "by", "with"):
        return not base_at(words, last)
    return words[last].low in (
        "family",
        "house",
        "hand",
        "day",
        "time",
        "side",
        "point",
        "such",
        "thing",
        "way",
        "report",
        "source",
    )


def _speaks(token: Token) -> bool:
    """ "one estimates that": a speaker."""
    cue = cue_forms().get(token.low)
    return cue is not None and cue.form in ("third", "past")


def _is_origin(words: Sequence[Token], first: int, last: int) -> bool:
    """ "fourteen people from two families": the families are not counted."""
    origin = first > 0 and words[first - 1].low in ("from", "of", "in", "across", "at")
    return (
        origin
        and last < len(words)
        and words[last].low
        in (
            "families",
            "family",
            "households",
            "countries",
            "villages",
            "towns",
            "provinces",
            "districts",
            "places",
            "locations",
        )
    )


def _describes(words: Sequence[Token], last: int) -> bool:
    """ "four-year", "two-storey", "three-hour": a figure glued to a noun describes another noun."""
    if last + 1 >= len(words) or words[last].text not in "-‑":
        return False
    return glued(words[last - 1], words[last]) and glued(words[last], words[last + 1]) and words[last + 1].is_word
