"""A number with its sign, currency and unit, before bounds and ranges are read."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.reading.bounds import bound_before
from tracker.reading.cardinals import scale_words
from tracker.reading.lexicons import word_set
from tracker.reading.number_words import Number, number_at, point
from tracker.reading.populations import base_at
from tracker.reading.proportions import proportion
from tracker.reading.sums import Amount, summed, with_cents
from tracker.reading.tokens import Token, glued, phrase_at
from tracker.reading.units import UnitMatch, currency_before, unit_after


def amount_at(words: Sequence[Token], at: int) -> Amount | None:
    """The amount whose number begins at index `at`, or None."""
    number = number_at(words, at)
    if number is None:
        return _one_unit(words, at)
    currency = currency_before(words, number.first)
    number = _negative(words, number, currency.first if currency else number.first)
    unit = _own_unit(words, number.last, currency) or _unit_behind_of(words, number)
    first = min(number.first, currency.first if currency else number.first)
    if currency and not (unit and unit.kind == "currency"):
        return with_cents(words, Amount(number, currency.unit, "currency", first, number.last))
    if unit and unit.kind == "currency":
        number, last = _scale_behind(words, number, unit.last)
        return with_cents(words, Amount(number, unit.unit, unit.kind, first, last))
    if unit:
        return _below_zero(words, summed(words, _and_a_half(words, number, unit)))
    share = proportion(words, number)
    if share:
        return Amount(share, None, None, number.first, share.last)
    last = _repeated_in_digits(words, number)
    return Amount(number, None, None, number.first, last)


def _own_unit(words: Sequence[Token], at: int, currency: UnitMatch | None) -> UnitMatch | None:
    """The unit behind a number; the sign in "$1 $2" and "5 $7" belongs to the number after it."""
    unit = unit_after(words, at)
    if unit is None or unit.kind != "currency" or unit.last >= len(words) or not words[unit.last].is_number:
        return unit
    is_sign = not words[unit.last - 1].is_word
    next_one = is_sign and glued(words[unit.last - 1], words[unit.last]) and not glued(words[at - 1], words[at])
    return None if next_one or (is_sign and currency) else unit


def _unit_behind_of(words: Sequence[Token], number: Number) -> UnitMatch | None:
    """ "hundreds of dollars", "several tens of tonnes": a vague count of units."""
    if number.form != "vague" or number.last >= len(words) or words[number.last].low != "of":
        return None
    unit = unit_after(words, number.last + 1)
    return unit if unit is not None and unit.first == number.last + 1 and words[unit.first].is_word else None


def _one_unit(words: Sequence[Token], at: int) -> Amount | None:
    """ "less than a day", "a gallon of beer", "a dollar", "half an hour": the article counts one unit."""
    half = words[at].low == "half"
    start = at + half
    if start + 1 >= len(words) or words[start].low not in ("a", "an") or not words[start + 1].is_word:
        return None
    unit = unit_after(words, start + 1)
    if (
        unit is None
        or unit.first != start + 1
        or unit.kind in ("share", "temperature")
        or words[unit.first].low[-1] == "s"
    ):
        return None
    number = point(at, start + 1, 0.5 if half else 1.0, "fraction" if half else "words")
    if half:
        return Amount(number, unit.unit, unit.kind, at, unit.last)
    amount = _and_a_half(words, number, unit)
    return amount if amount.last > unit.last or _is_counted_unit(words, at, unit) else None


def _is_counted_unit(words: Sequence[Token], at: int, unit: UnitMatch) -> bool:
    """Whether "a day", "a mile", "a dollar" says how much; "twice a day" and "a day later" do not."""
    after = words[unit.last] if unit.last < len(words) else None
    bound = bound_before(words, at)
    if bound is not None and bound.kind != "exact":
        return after is None or after.low not in ("ago", "earlier", "later")
    if unit.kind in ("weight", "volume") and after is not None and after.low == "of":
        return True
    ends = after is None or not (after.is_word or after.text == "-")
    begins = at == 0 or words[at - 1].text == ","
    return (begins and after is None) or (unit.kind == "currency" and ends and begins)


_PARTS = ((("and", "a", "half"), 0.5), (("and", "one", "half"), 0.5), (("and", "a", "quarter"), 0.25))


def _and_a_half(words: Sequence[Token], number: Number, unit: UnitMatch) -> Amount:
    """ "an hour and a half", "two years and a half"."""
    amount = Amount(number, unit.unit, unit.kind, min(number.first, unit.first), unit.last)
    if number.value is None or unit.kind not in ("time", "length"):
        return amount
    for joint, part in _PARTS:
        if phrase_at(words, unit.last, joint):
            more = point(number.first, number.last, number.value + part, number.form)
            return amount._replace(number=more, last=unit.last + len(joint))
    return amount


def _below_zero(words: Sequence[Token], amount: Amount) -> Amount:
    """ "12 degrees below zero" is minus twelve."""
    value = amount.number.value
    if amount.kind != "temperature" or value is None or not phrase_at(words, amount.last, ("below",)):
        return amount
    if amount.last + 1 >= len(words) or words[amount.last + 1].low not in ("zero", "freezing"):
        return amount
    number = amount.number._replace(value=-value, low=-value, high=-value)
    return amount._replace(number=number, last=amount.last + 2)


def _negative(words: Sequence[Token], number: Number, first: int) -> Number:
    """ "-18", "-$3", "minus two", "negative one"; a hyphen between words or numbers is none."""
    before = first - 1
    if before < 0 or words[before].low not in ("-", "−", "minus", "negative"):
        return number
    if number.value is None or number.form == "zero" or phrase_at(words, before - 2, ("plus", "or")):
        return number
    if not words[before].is_word:
        attached = glued(words[before], words[before + 1])
        if before and (
            not attached or (glued(words[before - 1], words[before]) and words[before - 1].text not in "$€£(+±<>=")
        ):
            return number
        if before and words[before - 1].is_number:
            return number
    value = -number.value
    return number._replace(first=before, value=value, low=value, high=value)


def _scale_behind(words: Sequence[Token], number: Number, last: int) -> tuple[Number, int]:
    """ "75 USD million": the scale stands behind the currency."""
    low = words[last].low if last < len(words) else ""
    if low not in ("thousand", "million", "billion", "trillion") or number.value is None:
        return number, last
    factor = scale_words()[low]
    return point(number.first, last + 1, number.value * factor, number.form, factor), last + 1


def _repeated_in_digits(words: Sequence[Token], number: Number) -> int:
    """ "forty-five (45)" says it twice; the amount ends behind the bracket."""
    last = number.last
    if number.form == "words" and last + 2 < len(words) and words[last].text == "(" and words[last + 2].text == ")":
        again = number_at(words, last + 1)
        if again and again.last == last + 2 and again.value == number.value:
            return last + 3
    return last


def names_something(words: Sequence[Token], amount: Amount) -> bool:
    """Whether the number only names something: "AK-47", "MH17", "SCP-2-173", "this one"."""
    first, number = amount.first, amount.number
    if words[number.first].is_number:
        if amount.kind != "currency" and _is_tail_of_code(words, first):
            return True
        if number.last < len(words) and glued(words[number.last - 1], words[number.last]) and amount.unit is None:
            after = words[number.last]
            return _writes_blanks(after) and after.low != "s" and number.scale == 1.0
    if (
        amount.unit is None
        and number.form == "fraction"
        and first
        and words[first - 1].low in ("first", "second", "latter")
    ):
        return True  # "in the first half of the year"
    if amount.unit is None and number.form == "words" and number.value == 1 and number.last - number.first == 1:
        return _is_pronoun_one(words, number.first)
    return False


def _is_tail_of_code(words: Sequence[Token], first: int) -> bool:
    """Whether letters stand glued before the number, over hyphens and other digits."""
    at = first
    while at and first - at < 8 and glued(words[at - 1], words[at]):
        before = words[at - 1]
        if before.is_word:
            return _writes_blanks(before)
        if before.text not in "-‑_./" and not before.is_number:
            return False
        at -= 1
    return False


def _writes_blanks(word: Token) -> bool:
    """Whether it is a word of a script with capitals; scripts without blanks, which have none, glue words to counts."""
    return word.is_word and word.text.lower() != word.text.upper()


def _is_pronoun_one(words: Sequence[Token], at: int) -> bool:
    before = words[at - 1].low if at else ""
    after = words[at + 1].low if at + 1 < len(words) else "."
    if before == "that" and (after == "of" or base_at(words, at + 1)):
        return False  # "assessed that one civilian was killed"
    if before in word_set("words", "amounts_before_pronoun") or (
        before.endswith("er") and before not in ("over", "under", "after", "other", "number")
    ):
        return True
    return after in word_set("words", "amounts_after_pronoun")
