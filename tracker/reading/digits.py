"""Numbers in digits: groups of three, decimals, slashes, powers."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.reading.tokens import Token, glued, phrase_at

_BIGGEST_EXPONENT = 30
_BIGGEST_BASE = 1e6
SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))
"""Raised digits and the sign in front of them."""


def digit_group(words: Sequence[Token], at: int) -> tuple[float, int]:
    """The value at index `at` and the index after it; joins "20 000", "10 , 000", "1,3" and spaced decimals.

    "423 0000" stays two numbers.
    """
    text = words[at].text.replace(",", "")
    last = at + 1
    if "." not in text and len(text) <= 3:
        while "." not in text and (step := _group_step(words, last)):
            text += words[last + step - 1].text
            last += step
    decimal = _spaced_decimal(words, last) or (
        _comma_decimal(words, at) if last == at + 1 and "," not in words[at].text else None
    )
    if decimal and "." not in text:
        return float(f"{text}.{decimal[0]}"), decimal[1]
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
    whole = token.text.split(".")[0]
    return len(whole) == 3 and whole.isdecimal()


def _comma_decimal(words: Sequence[Token], at: int) -> tuple[str, int] | None:
    """ "1,3": a decimal comma, unless it is one of a list."""
    if at + 2 >= len(words) or words[at + 1].text != "," or "." in words[at].text:
        return None
    comma, after = words[at + 1], words[at + 2]
    if not (glued(words[at], comma) and glued(comma, after) and after.text.isdecimal() and len(after.text) <= 2):
        return None
    if at + 3 < len(words) and words[at + 3].text == "," and glued(after, words[at + 3]):
        return None
    if at >= 1 and words[at - 1].text == "," and glued(words[at - 1], words[at]):
        return None
    return after.text, at + 3


def _spaced_decimal(words: Sequence[Token], last: int) -> tuple[str, int] | None:
    """ "46 . 8 million", "15 . 06 %": text cut into tokens by somebody else."""
    if last + 2 >= len(words) or words[last].text != "." or not words[last + 1].text.isdecimal():
        return None
    spaced = words[last].start == words[last - 1].end + 1 and words[last + 1].start == words[last].end + 1
    follows = words[last + 2].low
    if spaced and (
        follows in ("%", "percent", "million", "billion", "trillion") or (last >= 2 and words[last - 2].text in "$€£")
    ):
        return words[last + 1].text, last + 2
    return None


def slash_fraction(words: Sequence[Token], at: int) -> tuple[float, int] | None:
    """ "1/2"; dates and ratios such as 24/7 are none."""
    if at + 2 >= len(words) or words[at + 1].text not in "/⁄":
        return None
    top, bottom = words[at].text, words[at + 2].text
    if not (top.isdecimal() and bottom.isdecimal() and len(top) <= 3 and len(bottom) <= 4 and int(bottom)):
        return None
    if (at + 3 < len(words) and words[at + 3].text == "/") or int(top) >= int(bottom) * 20:
        return None
    return int(top) / int(bottom), at + 3


def power(words: Sequence[Token], last: int, base: float) -> tuple[float, int] | None:
    """ "6.2x10^-4", "1e5", "2.5^2" after the base that ends at index `last`: the value and the end."""
    if phrase_at(words, last, ("x", "10")) or phrase_at(words, last, ("×", "10")):
        exponent = _power_of_ten(words, last + 2)
        return (base * 10.0 ** exponent[0], exponent[1]) if exponent else None
    raised = _superscript(words, last) if 0 < base < _BIGGEST_BASE else None
    if raised:
        return base ** raised[0], raised[1]
    if last < len(words) and glued(words[last - 1], words[last]):
        if words[last].low == "e":
            exponent = _exponent(words, last + 1)
            return (base * 10.0 ** exponent[0], exponent[1]) if exponent else None
        if words[last].text == "^":
            exponent = _exponent(words, last + 1)
            if exponent and 0 < base < _BIGGEST_BASE:
                return base ** exponent[0], exponent[1]
    return None


def _power_of_ten(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """What stands behind "x10": "^-4", "⁻⁴", or a sign and digits without a blank ("x10-4")."""
    if at >= len(words):
        return None
    if words[at].text == "^":
        return _exponent(words, at + 1)
    if words[at].text in "-−+" and at + 1 < len(words):
        tight = glued(words[at - 1], words[at]) and glued(words[at], words[at + 1])
        return _exponent(words, at) if tight else None
    return _superscript(words, at)


def _superscript(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "5²", "10⁻⁴": small raised digits right behind a number."""
    digits, last = "", at
    while last < len(words) and last < at + 3 and glued(words[last - 1], words[last]):
        if not all(letter in SUPERSCRIPTS for letter in words[last].text):
            break
        digits += "".join(SUPERSCRIPTS[letter] for letter in words[last].text)
        last += 1
    if not digits.lstrip("-").isdecimal() or len(digits) > 3 or abs(int(digits)) > _BIGGEST_EXPONENT:
        return None
    return int(digits), last


def _exponent(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    sign = 1
    if at < len(words) and words[at].text in "+-−":
        sign = -1 if words[at].text in "-−" else 1
        at += 1
    if (
        at < len(words)
        and words[at].text.isdecimal()
        and len(words[at].text) <= 2
        and int(words[at].text) <= _BIGGEST_EXPONENT
    ):
        return sign * int(words[at].text), at + 1
    return None
