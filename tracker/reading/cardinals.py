"""Whole numbers and fractions in words: "two hundred and twenty-seven thousand", "five eighths"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tracker.reading.lexicons import table
from tracker.reading.tokens import Token, phrase_at


class Cardinal(NamedTuple):
    """A number read from words[at:last]; scale is its last scale word, 1.0 for none."""

    value: float
    last: int
    scale: float


@cache
def values(key: str) -> dict[str, float]:
    """One table of numbers.toml as word -> number."""
    return {word: float(value) for word, value in table("numbers")[key].items()}


@cache
def scale_words() -> dict[str, float]:
    """hundred, thousand, million ... and dozen, and their plurals."""
    plurals = {f"{word}s": values("scales")[word] for word in ("thousand", "million", "billion", "trillion")}
    return {**values("scales"), **plurals, "dozen": 12.0, "dozens": 12.0}


def cardinal(words: Sequence[Token], at: int, *, fractions: bool = True, joints: bool = True) -> Cardinal | None:
    """The cardinal that begins at index `at` with a number word, None if none does.

    fractions: also reads "and a half", which a scale before it multiplies ("five million and a half").
    joints: also reads on behind "and".
    """
    reader = NumberWords(words, at)
    last = at
    while last < len(words):
        joint = last + (words[last].low in ("and", "-", "&") and reader.state != "start")
        if not joints and joint > last and words[last].low != "-":
            break
        if fractions and words[last].low in ("and", "&") and reader.state != "start":
            found = fraction(words, joint)
            if found and found[0] < 1 and not _is_next_thing(words, found[1], joint):
                return _with_fraction(words, reader, found)
        joint += _is_comma_of_number(words, last, reader)
        step = reader.step(joint, joined=joint > last)
        if step is None:
            break
        last = step
    if last == at:
        return None
    if last < len(words) and _is_ordinal_end(words, last, reader.state):
        return None
    return Cardinal(reader.value, last, reader.scale)


def _with_fraction(words: Sequence[Token], reader: NumberWords, found: tuple[float, int]) -> Cardinal:
    """ "five and a half million", "five million and a half": the scale multiplies the fraction too."""
    value, last = found
    if reader.scale >= 1000 and reader.state == "scale":
        return Cardinal(reader.value + value * reader.scale, last, reader.scale)
    scale = scale_words().get(words[last].low, 1.0) if last < len(words) else 1.0
    return Cardinal((reader.value + value) * scale, last + (scale != 1.0), scale)


def _is_comma_of_number(words: Sequence[Token], at: int, reader: NumberWords) -> bool:
    """ "three million, two hundred and five": the comma stands between the parts of one number in words."""
    if words[at].text != "," or reader.state != "scale" or at + 2 >= len(words) or not words[at + 1].is_word:
        return False
    below = scale_words().get(words[at + 2].low, reader.scale)
    goes_on = at + 3 < len(words) and (
        words[at + 3].low in ("and", "&") or words[at + 3].low in values("tens") or words[at + 3].low in values("units")
    )
    return words[at + 1].low in values("units") and below < reader.scale and goes_on


class NumberWords:
    """Adds up number words one by one; `state` is the kind of the last one."""

    def __init__(self, words: Sequence[Token], at: int) -> None:
        self._words = words
        self._start = at
        self.total = 0.0
        self.current = 0.0
        self.state = "start"
        self.scale = 1.0
        self._last = 0.0

    @property
    def value(self) -> float:
        return self.total + self.current

    def step(self, at: int, *, joined: bool) -> int | None:
        """Takes the word at index `at`; returns the index after it, None when it does not fit."""
        if at >= len(self._words):
            return None
        low = self._words[at].low
        if joined and not self._may_join(self._words[at - 1].low, at):
            return None
        if self._take_small(low) or self._take_scale(low) or self._take_digits(at, joined=joined):
            return at + 1
        return None

    def _may_join(self, joint: str, at: int) -> bool:
        low = self._words[at].low
        if joint == "-":
            return (self.state == "ten" and low in values("units")) or low in scale_words()
        if joint == ",":
            return True
        known = low in values("units") or low in values("tens") or self._words[at].is_number
        return self.state in ("hundred", "scale") and known

    def _take_small(self, low: str) -> bool:
        units, tens = values("units"), values("tens")
        if low in units:
            value = units[low]
            fits = 1 <= value < 10 if self.state == "ten" else self.state in ("start", "hundred", "scale")
            if not fits:
                return False
            self.current += value
            self._last = value + (self._last if self.state == "ten" else 0.0)
            self.state = "unit" if value < 10 else "teen"
            return True
        if low in tens and self.state in ("start", "hundred", "scale"):
            self.current += tens[low]
            self._last = tens[low]
            self.state = "ten"
            return True
        return False

    def _take_scale(self, low: str) -> bool:
        scales = scale_words()
        if low not in scales or self.state == "zero":
            return False
        if low == "hundred":
            if self.state not in ("start", "unit", "teen", "ten", "digits"):
                return False
            self.current = self._last = max(self.current, 1.0) * 100
            self.state, self.scale = "hundred", 100.0
            return True
        if low in ("dozen", "dozens") and (self.total or self.current > self._last > 0):
            # "three hundred and two dozen": the dozen counts only what stands right before it.
            self.total += self.current - self._last
            self.current = self._last
        if self.state == "scale" and not self.current:
            self.total *= scales[low]
        elif self.current or self.state == "start":
            self.total += (self.current or 1.0) * scales[low]
        else:
            return False
        self.current, self.state, self.scale = 0.0, "scale", scales[low]
        return True

    def _take_digits(self, at: int, *, joined: bool) -> bool:
        """ "3 hundred and 21": digits in place of a number word."""
        token = self._words[at]
        if not token.is_number or at == self._start:
            return False
        value = float(token.text.replace(",", "")[:18] or 0)
        follows = self._words[at + 1].low if at + 1 < len(self._words) else ""
        if self.state not in ("hundred", "scale") or value >= self.scale or not (joined or follows in scale_words()):
            return False
        self.current += value
        self.state = "digits"
        return True


def seeded(words: Sequence[Token], at: int, value: float) -> Cardinal | None:
    """A number in digits that goes on in words: "6 crore and two hundred", from index `at` after the digits."""
    reader = NumberWords(words, at - 1)
    reader.current, reader.state = value, "digits"
    last = at
    while last < len(words):
        joint = last + (words[last].low in ("and", "-", "&"))
        if joint > last and words[last].low != "-":
            found = fraction(words, joint)
            if found and not _is_next_thing(words, found[1], joint):
                return _with_fraction(words, reader, found)
        step = reader.step(joint, joined=joint > last)
        if step is None:
            break
        last = step
    return Cardinal(reader.value, last, reader.scale) if last > at else None


def fraction(words: Sequence[Token], at: int) -> tuple[float, int] | None:
    """ "a half", "three quarters", "one twenty-fifth" at index `at`: its value and end."""
    if at >= len(words):
        return None
    if words[at].low in ("a", "an"):
        single = denominator(words, at + 1)
        return (1 / single[0], single[1]) if single and not single[2] else None
    top = cardinal(words, at, fractions=False, joints=False) if words[at].is_word else None
    if top is None:
        top = _before_hyphened_ordinal(words, at)
    if top is None or top.value == 0:
        return None
    for numerator in (_without_last_ten(words, at, top), top):
        if numerator is None:
            continue
        below = denominator(words, numerator.last)
        if below and below[0] and (below[2] or numerator.value == 1):
            return numerator.value / below[0], below[1]
    return None


def _before_hyphened_ordinal(words: Sequence[Token], at: int) -> Cardinal | None:
    """ "one hundred" of "one hundred thirty-fifths": the words up to the ordinal."""
    reader = NumberWords(words, at)
    last, ends = at, []
    while last < len(words):
        step = reader.step(last, joined=False)
        if step is None:
            break
        ends.append((reader.value, step, reader.scale))
        last = step
    return Cardinal(*ends[-2]) if len(ends) >= 2 else None


def _without_last_ten(words: Sequence[Token], at: int, top: Cardinal) -> Cardinal | None:
    """ "thirty-fifths" binds closer than "hundred thirty": gives the ten to the denominator."""
    last = top.last
    if last - 1 > at and words[last - 1].low in values("tens") and phrase_at(words, last, ("-",)):
        return cardinal(words[: last - 1], at, fractions=False, joints=False)
    return None


def denominator(words: Sequence[Token], at: int) -> tuple[float, int, bool] | None:
    """ "thirds", "twenty-fifth", "one hundred and fifth": value, end, and whether plural."""
    if at < len(words) and words[at].text == "-":
        at += 1
    if at >= len(words):
        return None
    own = _ordinal(words[at].low)
    if own:
        return own[0], at + 1, own[1]
    reader = NumberWords(words, at)
    last = at
    while last < len(words) and last < at + 6:
        joint = last + (words[last].low in ("and", "-") and last > at)
        ending = _ordinal(words[joint].low) if joint < len(words) else None
        if ending and last > at and ending[0] not in (2.0, 4.0):
            value = reader.value * ending[0] if ending[0] >= 100 else reader.value + ending[0]
            return value, joint + 1, ending[1]
        step = reader.step(joint, joined=joint > last)
        if step is None:
            return None
        last = step
    return None


def ordinal_word(low: str) -> float | None:
    """The place that an ordinal of one word names: "third" is 3.0; None for others."""
    if low in ("first", "second"):
        return 1.0 if low == "first" else 2.0
    return values("denominators").get(low) if low not in ("half", "quarter") else None


def _ordinal(low: str) -> tuple[float, bool] | None:
    names = values("denominators")
    if low in names:
        return names[low], False
    if low == "halves":
        return 2.0, True
    return (names[low[:-1]], True) if low.endswith("s") and low[:-1] in names else None


def _is_next_thing(words: Sequence[Token], end: int, at: int) -> bool:
    """ "killed two and a third was hurt": the third is a person, not a part."""
    if words[at].low in ("a", "one") and words[at + 1].low in ("half", "quarter") if at + 1 < len(words) else False:
        return False
    following = words[end] if end < len(words) else None
    return following is not None and following.is_word and words[at].low in ("a", "an", "one")


def _is_ordinal_end(words: Sequence[Token], last: int, state: str) -> bool:
    """ "twenty-fifth" is no twenty, "one hundred twenty fifth" no hundred and twenty."""
    joint = last + (words[last].text == "-")
    ending = ordinal_word(words[joint].low) if joint < len(words) else None
    if ending is None or (joint == last and words[joint].low == "second" and state == "unit"):
        return False
    if joint > last:
        return state == "ten" and ending < 10
    alone = last + 1 >= len(words)
    return alone and ((state == "ten" and ending < 10) or (state in ("hundred", "scale") and ending < 100))
