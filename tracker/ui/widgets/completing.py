"""Completing a name from those known: by its beginning, else by the beginnings of any of its words."""

from __future__ import annotations

from collections.abc import Iterable

from textual.suggester import Suggester

INSTEAD = " → "
"""Stands between what was typed and a name that does not begin so, which replaces it when it is taken."""


class Names(Suggester):
    """Suggests the first name that goes on from what was typed; capital or small is one."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = [(name.casefold(), name) for name in dict.fromkeys(names)]

    async def get_suggestion(self, value: str) -> str | None:
        return suggested(value, self._names)


def suggested(value: str, names: Iterable[tuple[str, str]]) -> str | None:
    """A name that begins so, else what was typed with a name that has words which begin so. names: (folded, name).

    >>> names = [(name.casefold(), name) for name in ("attack on the embassy, Kabul", "Kabul police")]
    >>> suggested("kab", names), suggested("emb att", names)
    ('Kabul police', 'emb att → attack on the embassy, Kabul')
    """
    typed = value.casefold()
    starts = typed.split()
    if not starts:
        return None
    by_word = None
    for folded, name in names:
        if folded.startswith(typed):
            return name
        if by_word is None and all(f" {start}" in f" {folded}" for start in starts):
            by_word = name
    return f"{value}{INSTEAD}{by_word}" if by_word else None


def taken(value: str, suggestion: str) -> str:
    """What a field says when a suggestion is taken.

    >>> taken("emb", "emb → attack on the embassy"), taken("kab", "Kabul police")
    ('attack on the embassy', 'Kabul police')
    """
    return suggestion.removeprefix(f"{value}{INSTEAD}")
