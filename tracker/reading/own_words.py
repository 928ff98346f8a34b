"""A user's own words, put into the shipped tables: lists grow, and some tables take new keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Table = Mapping[str, Any]

_OPEN = frozenset(
    (
        "cues.irregular",
        "dates.months",
        "dates.weekdays",
        "incidents.nouns",
        "incidents.verbs",
        "measures",
        "numbers.collectives",
        "numbers.scales",
        "numbers.suffixes",
        "numbers.tens",
        "numbers.units",
        "numbers.vague",
        "populations",
        "units.currency",
        "units.currency_before",
        "verbs.phrasal",
    )
)
"""Tables that take new keys. In all others a new key would do nothing, so it is a slip of the pen."""


class WordsError(ValueError):
    """A user's table does not fit the shipped one; the message names the key."""


def merged(shipped: Table, own: Table, name: str) -> dict[str, Any]:
    """The shipped table `name` with the user's words in it; neither is changed.

    Lists of words are joined; numbers are replaced. A new measure or population needs only the lists it uses.
    Raises WordsError for an unknown key and for a value of another type.

    >>> merged({"killed": {"passive": ["slain"]}}, {"killed": {"passive": ["felled"]}}, "measures")
    {'killed': {'passive': ['slain', 'felled']}}
    """
    result = dict(shipped)
    for key, value in own.items():
        where = f"{name}.{key}"
        if key in shipped:
            result[key] = _joined(shipped[key], value, where)
        elif name in _OPEN:
            result[key] = _new(next(iter(shipped.values())), value, where)
        else:
            known = ", ".join(list(shipped)[:_NAMED])
            raise WordsError(f"{where} is not known; there are {known}{' ...' if len(shipped) > _NAMED else ''}")
    return result


_NAMED = 12
"""Known keys that an error names."""


def _joined(shipped: Any, own: Any, where: str) -> Any:
    if isinstance(shipped, Mapping):
        if not isinstance(own, Mapping):
            raise WordsError(f"{where} must be a table")
        return merged(shipped, own, where)
    if _is_words(shipped):
        return [*shipped, *(word for word in _words(own, where, shipped) if word not in shipped)]
    return _like(shipped, own, where)


def _new(sibling: Any, own: Any, where: str) -> Any:
    if isinstance(sibling, Mapping):
        if not isinstance(own, Mapping):
            raise WordsError(f"{where} must be a table")
        return merged({role: [] for role in sibling}, own, where)
    return _words(own, where, ()) if _is_words(sibling) else _like(sibling, own, where)


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _words(own: Any, where: str, shipped: list[str] | tuple[()]) -> list[str]:
    """In lower case, as all lists are that hold no names or codes."""
    if not _is_words(own) or not all(word.strip() for word in own):
        raise WordsError(f"{where} must be a list of words in quotation marks")
    keeps_case = any(word != word.lower() for word in shipped)
    return [word if keeps_case else word.lower() for word in own]


def _like(shipped: Any, own: Any, where: str) -> Any:
    def kind(value: Any) -> object:
        if isinstance(value, list):
            return [kind(part) for part in value]
        return "a number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value)

    if kind(own) != kind(shipped):
        raise WordsError(f"{where} must be written like {shipped!r}")
    return own
