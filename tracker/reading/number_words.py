"""One number, in digits or words, at one place in a list of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tracker.reading.lexicons import table
from tracker.reading.tokens import Token, glued, phrase_at


class Number(NamedTuple):
    """A number and the tokens it takes: words[first:last]."""

    first: int
    last: int
    value: float | None
    low: float
    high: float
    form: str
    """digits, words, fraction, vague or zero."""
    scale: float = 1.0
    """The last scale word ("million"); spreads over "4-6 billion"."""


def point(first: int, last: int, value: float, form: str, scale: float = 1.0) -> Number:
    """A number that is one value."""
    value = float(f"{value:.15g}")
    return Number(first, last, value, value, value, form, scale)


@cache
def _values(key: str) -> dict[str, float]:
    return {word: float(value) for word, value in table("numbers")[key].items()}


@cache
def _vague_by_first() -> dict[str, list[tuple[tuple[str, ...], float, float]]]:
    found: dict[str, list[tuple[tuple[str, ...], float, float]]] = {}
    for phrase, (low, high) in table("numbers")["vague"].items():
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, float(low), float(high)))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def number_at(words: Sequence[Token], at: int) -> Number | None:
    """The longest number that begins at index `at`, or None.

    >>> from tracker.reading.tokens import tokens
    >>> number_at(tokens("two and a half thousand men"), 0).value
    2500.0
    """
    word = words[at]
    if word.is_number:
        return _digits(words, at)
    if word.text in _values("signs"):
        return _fraction_sign(words, at)
    if not word.is_word:
        return None
    return _zero(words, at) or _vague(words, at) or _worded(words, at)


def _digits(words: Sequence[Token], at: int) -> Number | None:
    whole, last = _digit_group(words, at)
    if last < len(words) and words[last].text in _values("signs"):
        return _scaled(words, at, last + 1, whole + _values("signs")[words[last].text], "digits")
    fraction = _slash_fraction(words, last)
    if fraction and words[at].text.isdigit() and not glued(words[last - 1], words[last]):
        return _scaled(words, at, fraction[1], whole + fraction[0], "digits")
    own = _slash_fraction(words, at)
    if own:
        return _scaled(words, at, own[1], own[0], "fraction")
    power = _power(words, last)
    if power:
        return point(at, power[1], whole * power[0], "digits", power[0])
    denominator = _denominator(words, last, whole)
    if denominator:
        return point(at, denominator[1], whole / denominator[0], "fraction")
    return _scaled(words, at, last, whole, "digits")


def _digit_group(words: Sequence[Token], at: int) -> tuple[float, int]:
    """Joins "20 000" and "10 , 000"; "423 0000" stays two numbers."""
    text = words[at].text.replace(",", "")
    last = at + 1
    if "." not in text and len(text) <= 3:
        while True:
            step = _group_step(words, last)
            if not step:
                break
            text += words[last + step - 1].text
            last += step
    if last == at + 1 and last + 1 < len(words) and words[last].text == "," and "." not in text:
        after = words[last + 1]
        lone = glued(words[last - 1], words[last]) and glued(words[last], after) and after.text.isdigit()
        ends = last + 2 >= len(words) or not (words[last + 2].text == "," and glued(after, words[last + 2]))
        starts = at < 2 or not (words[at - 1].text == "," and glued(words[at - 1], words[at]))
        if lone and len(after.text) in (1, 2) and ends and starts:
            return float(f"{text}.{after.text}"), last + 2
    return float(text[:300]), last


def _group_step(words: Sequence[Token], last: int) -> int:
    """How many tokens the next group of three takes: 1 after a blank, 2 after a spaced comma, 0 for none."""
    if last < len(words) and _is_triple(words[last]) and words[last].start == words[last - 1].end + 1:
        return 0 if last + 1 < len(words) and glued(words[last], words[last + 1]) and words[last + 1].is_word else 1
    if (
        last + 1 < len(words)
        and words[last].text == ","
        and words[last].start == words[last - 1].end + 1
        and words[last + 1].start == words[last].end + 1
        and _is_triple(words[last + 1])
    ):
        return 2
    return 0


def _is_triple(token: Token) -> bool:
    return len(token.text) == 3 and token.text.isdigit()


def _fraction_sign(words: Sequence[Token], at: int) -> Number:
    return _scaled(words, at, at + 1, _values("signs")[words[at].text], "fraction")


def _slash_fraction(words: Sequence[Token], at: int) -> tuple[float, int] | None:
    if at + 2 >= len(words) or words[at + 1].text not in "/⁄":
        return None
    top, bottom = words[at].text, words[at + 2].text
    if not (top.isdigit() and bottom.isdigit() and len(top) <= 3 and len(bottom) <= 4 and int(bottom)):
        return None
    if at + 3 < len(words) and words[at + 3].text == "/":
        return None
    if int(top) >= int(bottom) * 20:
        return None
    return int(top) / int(bottom), at + 3


def _power(words: Sequence[Token], last: int) -> tuple[float, int] | None:
    """ "x10^-4" and "e5"."""
    if phrase_at(words, last, ("x",)) and phrase_at(words, last + 1, ("10", "^")):
        exponent_at, base = last + 3, 10.0
    elif phrase_at(words, last, ("e",)) and glued(words[last - 1], words[last]):
        exponent_at, base = last + 1, 10.0
    else:
        return None
    sign = 1
    if exponent_at < len(words) and words[exponent_at].text in "+-−":
        sign = -1 if words[exponent_at].text in "-−" else 1
        exponent_at += 1
    if exponent_at < len(words) and words[exponent_at].text.isdigit() and len(words[exponent_at].text) <= 2:
        return float(base ** (sign * int(words[exponent_at].text))), exponent_at + 1
    return None


def _scaled(words: Sequence[Token], first: int, last: int, value: float, form: str) -> Number:
    """Takes the scale after a number: "1.5 million", "10k", "2 dozen", "3 million and a half"."""
    if last < len(words) and glued(words[last - 1], words[last]) and words[last].low in _values("suffixes"):
        if not _is_metres(words, last):
            factor = _values("suffixes")[words[last].low]
            return point(first, last + 1, value * factor, form, factor)
        return point(first, last, value, form)
    at = last
    half = _and_a_fraction(words, at)
    extra = 0.0
    if half:
        extra, at = half
    if at < len(words) and words[at].text in "-" and at + 1 < len(words) and words[at + 1].low in _values("scales"):
        at += 1
    scale = 1.0
    while at < len(words) and words[at].low in _scale_words() and not _is_ordinal_use(words, at):
        scale *= _scale_words()[words[at].low]
        at += 1
    if scale == 1.0:
        if half:
            return point(first, half[1], value + extra, form)
        return point(first, last, value, form)
    tail = _and_a_fraction(words, at)
    if tail and not half:
        extra, at = tail
    return point(first, at, (value + extra) * scale, form, scale)


@cache
def _scale_words() -> dict[str, float]:
    return {**_values("scales"), "dozen": 12.0, "dozens": 12.0}


def _is_ordinal_use(words: Sequence[Token], at: int) -> bool:
    return words[at].low == "score"


def _is_metres(words: Sequence[Token], at: int) -> bool:
    """ "10m" before "people" is ten million, "300m from the gate" is metres."""
    if words[at].low not in ("m", "t", "g", "b"):
        return False
    if words[at].text == "b":
        return True
    if words[at].low == "m" and (at < 2 or words[at - 2].text not in "$€£¥₹"):
        follows = words[at + 1].low if at + 1 < len(words) else ""
        return not follows.endswith(("s", "people", "men", "women", "children")) or follows in (
            "as",
            "is",
            "was",
            "his",
        )
    return at < 2 or words[at - 2].text not in "$€£¥₹"


def _and_a_fraction(words: Sequence[Token], at: int) -> tuple[float, int] | None:
    """ "and a half", "and a quarter", "-and-a-half"."""
    offset = at
    if offset < len(words) and words[offset].text == "-":
        offset += 1
    for phrase, value in ((("and", "a", "half"), 0.5), (("and", "a", "quarter"), 0.25), (("and", "one", "half"), 0.5)):
        if phrase_at(words, offset, phrase):
            return value, offset + 3
        joined = (phrase[0], "-", phrase[1], "-", phrase[2])
        if phrase_at(words, offset, joined):
            return value, offset + 5
    return None


def _denominator(words: Sequence[Token], at: int, top: float) -> tuple[float, int] | None:
    """ "two thirds", "five-eighths"; "two third places" is not one."""
    if at < len(words) and words[at].text == "-":
        at += 1
    if at >= len(words):
        return None
    low = words[at].low
    names = _values("denominators")
    if top == 1:
        return (names[low], at + 1) if low in names and low != "halves" else None
    if low.endswith("s") and low[:-1] in names:
        return names[low[:-1]], at + 1
    return (2.0, at + 1) if low == "halves" else None


def _zero(words: Sequence[Token], at: int) -> Number | None:
    low = words[at].low
    zero = table("numbers")["zero"]
    if low in zero["alone"]:
        return point(at, at + 1, 0, "zero")
    if phrase_at(words, at, ("no", "one")):
        return point(at, at + 2, 0, "zero")
    if low == "no" and not (at + 1 < len(words) and words[at + 1].low in ("more", "fewer", "less", "longer", ".")):
        last = at + 1
    elif phrase_at(words, at, ("not", "a", "single")):
        last = at + 3
    elif phrase_at(words, at, ("not", "one")):
        last = at + 2
    elif low in ("without", "nor") and at + 1 < len(words) and words[at + 1].low == "any":
        last = at + 2
    elif low == "any" and at and _negated_before(words, at):
        last = at + 1
    else:
        return None
    counted = zero["counted"]
    for step in range(last, min(last + 4, len(words))):
        if words[step].low in counted:
            return point(at, last, 0, "zero")
        if not (words[step].is_word or words[step].text in "-\"“‘") or words[step].low in ("of", "in", "to", "that"):
            return None
    return None


def _negated_before(words: Sequence[Token], at: int) -> bool:
    """ "did not cause any casualties", "there were not any deaths": the zero is "any"."""
    window = [word.low for word in words[max(0, at - 4) : at]]
    return any(word in ("not", "n't", "'t", "never") for word in window)


def _vague(words: Sequence[Token], at: int) -> Number | None:
    for phrase, low, high in _vague_by_first().get(words[at].low, ()):
        if phrase_at(words, at, phrase):
            last = at + len(phrase)
            if phrase == ("a", "couple"):
                return point(at, last, 2, "words")
            if last < len(words) and words[last].low in ("of", "more") and phrase[-1] in _plural_scales():
                return Number(at, last, None, low, high, "vague")
            return Number(at, last, None, low, high, "vague")
    return None


def _plural_scales() -> tuple[str, ...]:
    return ("tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions")


def _worded(words: Sequence[Token], at: int) -> Number | None:
    low = words[at].low
    if low in ("a", "an", "half", "quarter"):
        return _article(words, at)
    if low not in _values("units") and low not in _values("tens") and low not in ("hundred", "thousand", "million"):
        return None
    value, last, scale = _compound(words, at)
    decimal = _spoken_decimals(words, last)
    if decimal:
        return _scaled(words, at, decimal[1], value + decimal[0], "words")
    denominator = _denominator(words, last, value)
    if denominator and not _is_ordinal_noun(words, denominator[1], value):
        return point(at, denominator[1], value / denominator[0], "fraction")
    found = _scaled(words, at, last, value, "words")
    return found if found.scale != 1.0 else found._replace(scale=scale)


def _article(words: Sequence[Token], at: int) -> Number | None:
    names = _values("denominators")
    following = words[at + 1].low if at + 1 < len(words) else ""
    if words[at].low in ("a", "an"):
        if following in _scale_words():
            value, last, scale = _compound(words, at + 1)
            return point(at, last, value, "words", scale)
        if following == "half" and at + 2 < len(words):
            return _half(words, at, at + 2)
        if following in names and at + 2 < len(words) and words[at + 2].low == "of":
            return point(at, at + 2, 1 / names[following], "fraction")
        return None
    if words[at].low == "half":
        return _half(words, at, at + 1)
    return None


def _half(words: Sequence[Token], first: int, last: int) -> Number | None:
    """ "half a million", "half-dozen", "half of", "half the"."""
    at = last
    while at < len(words) and words[at].low in ("a", "-", "an"):
        at += 1
    if at < len(words) and words[at].low in _scale_words():
        factor = _scale_words()[words[at].low]
        return point(first, at + 1, factor / 2, "words", factor)
    if last < len(words) and words[last].low in ("of", "the", "its", "their", "his", "her", "all"):
        return point(first, last, 0.5, "fraction")
    return None


def _compound(words: Sequence[Token], at: int) -> tuple[float, int, float]:
    """Reads "two hundred and twenty-seven thousand"; returns value, end, last scale."""
    units, tens, scales = _values("units"), _values("tens"), _scale_words()
    total, current, state, scale = 0.0, 0.0, "start", 1.0
    last = at
    while last < len(words):
        step = last + (words[last].low in ("and", "-") and state != "start")
        low = words[step].low if step < len(words) else ""
        if step > last and not _may_join(words[last].low, state, low, units, tens):
            break
        if low in units and _unit_fits(units[low], state):
            current += units[low]
            state = "unit" if units[low] < 10 else "teen"
        elif low in tens and state in ("start", "hundred", "scale"):
            current += tens[low]
            state = "ten"
        elif low == "hundred" and state in ("start", "unit", "teen", "ten"):
            current = max(current, 1.0) * 100
            state, scale = "hundred", 100.0
        elif low in scales and low != "hundred" and (current or state == "start"):
            total += max(current, 1.0) * scales[low]
            current, state, scale = 0.0, "scale", scales[low]
        else:
            break
        last = step + 1
    return total + current, last, scale


def _may_join(joint: str, state: str, low: str, units: dict[str, float], tens: dict[str, float]) -> bool:
    if joint == "-":
        return (state == "ten" and low in units) or low in _scale_words()
    return state in ("hundred", "scale") and (low in units or low in tens)


def _unit_fits(value: float, state: str) -> bool:
    if state == "ten":
        return 1 <= value < 10
    return state in ("start", "hundred", "scale")


def _spoken_decimals(words: Sequence[Token], at: int) -> tuple[float, int] | None:
    """ "point five", "point seven one"."""
    if not phrase_at(words, at, ("point",)):
        return None
    digits, last = "", at + 1
    units, tens = _values("units"), _values("tens")
    while last < len(words) and len(digits) < 15:
        low = words[last].low
        if low == "-" and digits:
            last += 1
            continue
        if low in tens:
            ones = last + 2 if phrase_at(words, last + 1, ("-",)) else last + 1
            has_ones = ones < len(words) and 0 < units.get(words[ones].low, 0) < 10
            digits += str(int(tens[low] + (units[words[ones].low] if has_ones else 0)))
            last = ones + 1 if has_ones else last + 1
        elif low in units:
            digits += str(int(units[low]))
            last += 1
        else:
            break
    while digits and words[last - 1].low == "-":
        last -= 1
    return (float(f"0.{digits}"), last) if digits else None


def _is_ordinal_noun(words: Sequence[Token], at: int, value: float) -> bool:
    """ "one third attack": an ordinal, not a fraction."""
    if value != 1 or at >= len(words):
        return False
    return words[at].is_word and words[at].low not in ("of", "the", "more", "less", "as", "in", "and", "or", "to")
