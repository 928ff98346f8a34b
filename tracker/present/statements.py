"""What a source says, as a clause: "7 police were killed"."""

from __future__ import annotations

import re

from tracker.model import population as populations
from tracker.model.claim import Assertion, Measure, Polarity
from tracker.model.quantity import Quantity
from tracker.model.voice import own_deed, own_words, voice
from tracker.present.quantities import quantity_words
from tracker.present.show import show_line

QUOTE_WIDTH = 160
"""Characters of a quote inside a sentence; the whole quote is always one key away."""

_PASSIVE = {
    Measure.KILLED: "killed",
    Measure.WOUNDED: "wounded",
    Measure.DETAINED: "detained",
    Measure.DISPLACED: "displaced",
    Measure.MISSING: "missing",
    Measure.RESCUED: "rescued",
    Measure.HOSTAGES: "held hostage",
}
"""Measures told as "7 police were killed"."""

_COUNTED = {
    Measure.CASUALTIES: ("casualty", "casualties"),
    Measure.FIGHTERS: ("fighter", "fighters"),
    Measure.ATTACKERS: ("attacker", "attackers"),
    Measure.ATTACKS: ("attack", "attacks"),
}
"""Measures told as "there were 280 attacks"."""

_PLAIN = {
    Measure.DURATION: "it lasted {figure}",
    Measure.COST: "the cost is {figure}",
    Measure.TURNOUT: "turnout was {figure}",
}
_SINGULAR = {
    "people": "person",
    "women": "woman",
    "men": "man",
    "children": "child",
    "police": "police officer",
    "security forces": "member of the security forces",
    "staff": "member of staff",
}
_PLURAL_NOUNS = frozenset(
    [
        "authorities",
        "officials",
        "forces",
        "sources",
        "reports",
        "witnesses",
        "residents",
        "doctors",
        "hospitals",
        "investigators",
        "observers",
        "rebels",
        "militants",
        "soldiers",
        "troops",
        "elders",
        "lawyers",
        "drivers",
        "shopkeepers",
        "teams",
        "activists",
        "analysts",
        "media",
        "survivors",
        "relatives",
        "rescuers",
        "villagers",
        "organisers",
        "organizers",
        "families",
        "prosecutors",
        "protesters",
        "medics",
        "firefighters",
    ]
)
"""Common nouns that take "say" even where a sentence or a heading gave them a capital letter."""
_PLURAL_HEADS = frozenset({"police", "people", "militia", "military", "staff", "media", "women", "men", "children"})
_HEAD_END = re.compile(r" (?:of|in|at|from|near|for|with) |, | \(")
"""What follows the noun that a source's name is about: "residents of the district"."""
_SINGULAR_IN_S = ("news", "press", "congress", "ss", "us", "is")


def statement(claim: Assertion) -> str:
    """One clause without the source: "27 people were killed", "no police or staff were killed", or what is quoted.

    Used for counts whose meaning the measure settles; everything else is quoted, because a paraphrase could be wrong.
    """
    return _counted_clause(claim) or _quoted(claim)


def short_statement(claim: Assertion) -> str:
    """A few words for a narrow column: "7 police killed", "no police or staff killed".

    >>> short_statement(Assertion(quote="", source="", measure="killed", quantity=Quantity(low=90)))
    'at least 90 people killed'
    """
    if claim.quantity is not None and claim.measure in _PASSIVE:
        return f"{_denial(claim)}{_counted_people(claim, claim.quantity)} {_PASSIVE[Measure(claim.measure)]}"
    clause = _counted_clause(claim)
    return clause.removeprefix("there were ").removeprefix("there was ") if clause else _quoted_shortly(claim)


def says(claim: Assertion, *, word_for_word: bool = False) -> str:
    """Source, verb and statement: "Afghan authorities say no police were killed".

    word_for_word: quote it even where a figure could be told in our words.
    """
    name = show_line(claim.source) or "an unnamed source"
    many = is_plural(name)
    verb = "say" if many else "says"
    clause = None if word_for_word else _counted_clause(claim)
    if clause is None:
        if not word_for_word and claim.measure in _PASSIVE and claim.quantity is None:
            verb = "give no figure:" if many else "gives no figure:"
            return f"{name} {verb} {_quoted(claim)}"
        return _quoting(claim, name, verb, many=many)
    if claim.polarity is Polarity.DENIED and not _is_explicit_zero(claim):
        return f"{name} {'deny' if many else 'denies'} that {clause}"
    return f"{name} {verb} it may be that {clause}" if claim.hedged else f"{name} {verb} {clause}"


def _quoting(claim: Assertion, name: str, verb: str, *, many: bool) -> str:
    """Source and quote. A quote holds its own denial and its own "may", unless they stood where the source is named."""
    said = voice(claim)
    if said.denies_it:
        return f"{name} {'deny' if many else 'denies'} that {_quoted(claim)}"
    deed = own_deed(claim) if said.start == 0 else None
    return f'{name} "{show_line(deed, QUOTE_WIDTH)}"' if deed else f"{name} {verb} {_quoted(claim)}"


def _quoted(claim: Assertion) -> str:
    words = show_line(own_words(claim), QUOTE_WIDTH)
    return f'"{words}"' if words else "nothing"


def _quoted_shortly(claim: Assertion) -> str:
    return show_line(f"{'denied: ' if voice(claim).denies_it else ''}{own_words(claim)}", 80)


def population_words(population: str | None, *, one: bool = False, none: bool = False) -> str:
    """ "police and staff"; "police or staff" after "no"; the singular after "1"; everyone is "people".

    >>> population_words("police and staff", none=True), population_words("police", one=True), population_words(None)
    ('police or staff', 'police officer', 'people')
    """
    parts = ["people" if part == populations.EVERYONE else show_line(part) for part in populations.parts(population)]
    if one:
        parts = [_singular(part) for part in parts]
    return (" or " if none else " and ").join(parts)


def is_plural(name: str) -> bool:
    """Whether a source's name takes "say": common nouns in the plural do, names of bodies do not.

    >>> [is_plural(name) for name in ("Afghan authorities", "Islamic State", "United Nations", "Kabul police")]
    [True, False, False, True]
    >>> is_plural("Authorities"), is_plural("Reuters"), is_plural("Residents of the district"), is_plural("Police")
    (True, False, True, True)
    """
    head = _HEAD_END.split(name, maxsplit=1)[0]
    last = head.split()[-1] if head.split() else ""
    if last.lower() in _PLURAL_NOUNS:
        return True
    if last.lower() in _PLURAL_HEADS:
        return last.islower() or last == name
    return last.islower() and last.endswith("s") and not last.endswith(_SINGULAR_IN_S)


def _denial(claim: Assertion) -> str:
    return "denied: " if claim.polarity is Polarity.DENIED and not _is_explicit_zero(claim) else ""


def _is_explicit_zero(claim: Assertion) -> bool:
    return claim.quantity is not None and claim.quantity.is_zero


def _counted_clause(claim: Assertion) -> str | None:
    quantity, measure = claim.quantity, claim.measure
    if quantity is None or measure is None:
        return None
    if measure in _PASSIVE:
        if quantity.is_zero and populations.parts(claim.population) == (populations.EVERYONE,):
            return f"nobody was {_PASSIVE[Measure(measure)]}{' in all' if claim.cumulative else ''}"
        verb = f"{'was' if _is_one(quantity) else 'were'} {_PASSIVE[Measure(measure)]}"
        return f"{_counted_people(claim, quantity)} {verb}{' in all' if claim.cumulative else ''}"
    if measure in _COUNTED:
        return _there_were(claim, quantity, *_COUNTED[Measure(measure)])
    if measure in _PLAIN:
        return _PLAIN[Measure(measure)].format(figure=quantity_words(quantity))
    return None


def _there_were(claim: Assertion, quantity: Quantity, singular: str, plural: str) -> str:
    figure = "no" if quantity.is_zero else _figure(quantity)
    noun = singular if _is_one(quantity) else plural
    people = population_words(claim.population) if claim.population else ""
    if claim.measure in (Measure.FIGHTERS, Measure.ATTACKERS) and people and people != "people":
        noun = population_words(claim.population, one=_is_one(quantity), none=quantity.is_zero)
        people = ""
    among = f" among {people}" if people and people != "people" else ""
    place = f" in {show_line(claim.place)}" if claim.place else ""
    return f"there {'was' if _is_one(quantity) else 'were'} {figure} {noun}{among}{place}"


def _counted_people(claim: Assertion, quantity: Quantity) -> str:
    if quantity.is_zero:
        return f"no {population_words(claim.population, none=True)}"
    return f"{_figure(quantity)} {population_words(claim.population, one=_is_one(quantity))}"


def _figure(quantity: Quantity) -> str:
    """As quantity_words, but to be read inside a clause: "roughly 24-99 people were killed"."""
    if quantity.approximate and quantity.value is None:
        return f"roughly {quantity_words(quantity.model_copy(update={'approximate': False}))}"
    return quantity_words(quantity)


def _is_one(quantity: Quantity) -> bool:
    return quantity.is_point and quantity.low == 1


def _singular(part: str) -> str:
    if part in _SINGULAR:
        return _SINGULAR[part]
    qualifier, base = populations.split_qualifier(part)
    if qualifier:
        return f"{qualifier} {_singular(base)}"
    return part[:-1] if part.endswith("s") and not part.endswith("ss") else part
