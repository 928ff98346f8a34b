"""Which column of a table holds which field of a claim: proposed from the names, told by a person, checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from rapidfuzz import fuzz

from tracker.errors import UsageError

FIELDS: dict[str, tuple[str, ...]] = {
    "quote": ("quote", "claim", "statement", "text", "quotation", "what was said", "sentence", "assertion", "words"),
    "source": ("source", "outlet", "who", "speaker", "source name", "publisher", "agency", "said by", "attributed to"),
    "relay": ("relay", "reported by", "via", "carried by", "secondary source"),
    "measure": ("measure", "metric", "what is counted", "indicator", "figure type"),
    "value": (
        *("value", "best", "figure", "number", "estimate", "best estimate", "killed", "deaths", "fatalities", "dead"),
        *("toll", "death toll", "wounded", "injured", "displaced", "detained"),
    ),
    "low": ("low", "min", "minimum", "lower", "low estimate", "deaths low", "at least", "lowest"),
    "high": ("high", "max", "maximum", "upper", "high estimate", "deaths high", "at most", "highest"),
    "unit": ("unit", "units"),
    "approximate": ("approximate", "approx", "is approximate"),
    "population": ("population", "who is counted", "group counted", "victims", "category"),
    "polarity": ("polarity", "affirmed or denied"),
    "place": ("place", "location", "where", "city", "town", "site", "locality"),
    "event_time": ("event time", "date", "event date", "when", "day", "date of event", "happened"),
    "event_end": ("event end", "end date", "date end", "until"),
    "as_of": ("as of", "figure date", "reported as of"),
    "stated_at": ("stated at", "published", "publication date", "report date", "said at", "date published"),
    "incident": ("incident", "event", "incident name", "event name"),
    "kind": ("kind", "event type", "type of event", "incident type", "attack type"),
    "basis": ("basis",),
    "hedged": ("hedged",),
    "cumulative": ("cumulative",),
    "confidence": ("confidence",),
    "credibility": ("credibility", "admiralty digit", "information credibility"),
    "likelihood": ("likelihood", "probability"),
    "note": ("note", "notes", "comment", "comments", "remarks"),
}
"""Field of a claim -> names that columns have for it, the likeliest first. `relay` is who carried the words;
`event_end` the last day, where the first has a column of its own."""

MEASURES = {
    **dict.fromkeys(("killed", "deaths", "dead", "fatalities"), "killed"),
    **dict.fromkeys(("wounded", "injured"), "wounded"),
    **{name: name for name in ("detained", "displaced", "missing", "rescued", "hostages")},
}
"""Word in the name of a column of figures -> the measure that it says."""

LIKE = 84.0
"""fuzz.ratio from which the name of a column is taken for one of the names above: a slip of a letter or two."""


def plain_column(name: str) -> str:
    """A column's name in small letters, its words apart.

    >>> plain_column("Deaths_Low"), plain_column("eventDate")
    ('deaths low', 'event date')
    """
    apart = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", unicodedata.normalize("NFKC", name))
    return " ".join(re.sub(r"[\W_]+", " ", apart).split()).casefold()


def propose(columns: Sequence[str]) -> dict[str, str]:
    """Field -> the column that most likely holds it; a column goes to one field, a doubtful one to none.

    >>> propose(["Outlet", "deaths_low", "Killed", "Locaton"])
    {'source': 'Outlet', 'low': 'deaths_low', 'value': 'Killed', 'place': 'Locaton'}
    """
    plain = {column: plain_column(column) for column in columns}
    found = [
        (score, -_place(field, words), field, column)
        for column, words in plain.items()
        for field in FIELDS
        if (score := _likeness(words, field)) >= LIKE
    ]
    taken: dict[str, str] = {}
    for _, _, field, column in sorted(found, key=lambda one: (-one[0], -one[1])):
        if field not in taken and column not in taken.values():
            taken[field] = column
    return {field: column for column in columns for field, of in taken.items() if of == column}


def measure_in(column: str) -> str | None:
    """The measure that the name of a column of figures says.

    >>> measure_in("deaths_low"), measure_in("best")
    ('killed', None)
    """
    return next((MEASURES[word] for word in plain_column(column).split() if word in MEASURES), None)


def checked(mapping: Mapping[str, str], columns: Sequence[str]) -> dict[str, str]:
    """The mapping with columns spelt as in the table; an empty column takes a field out.

    Raises UsageError that names the field or the column that there is not.
    """
    by_plain = {plain_column(column): column for column in columns}
    found: dict[str, str] = {}
    for field, column in mapping.items():
        if field not in FIELDS:
            raise UsageError(f"A claim has no field {field!r}.", hint=f"Fields: {', '.join(FIELDS)}.")
        if not column:
            continue
        own = column if column in columns else by_plain.get(plain_column(column))
        if own is None:
            raise UsageError(f"The table has no column {column!r}.", hint=f"Columns: {', '.join(columns) or 'none'}.")
        found[field] = own
    return found


@cache
def _likeness(words: str, field: str) -> float:
    """0 to 100: how much the name of a column is like one of a field's names."""
    if len(words) < 3:
        return 100.0 if words in FIELDS[field] else 0.0
    return max(fuzz.ratio(words, name) for name in FIELDS[field])


@cache
def _place(field: str, words: str) -> int:
    """Where in a field's names the likeliest stands: of two columns for one field the better named is taken."""
    names = FIELDS[field]
    return max(range(len(names)), key=lambda place: (fuzz.ratio(words, names[place]), -place))
