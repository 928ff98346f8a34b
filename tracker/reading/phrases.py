"""Tables of phrases, looked up by their first or last word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from tracker.reading.tokens import Token, phrase_at, tokens

Meaning = TypeVar("Meaning")


class PhraseTable(Generic[Meaning]):
    """Phrases with a meaning each; the longest that fits is found.

    >>> table = PhraseTable([("at", 1), ("at least", 2)])
    >>> table.begins_at(tokens("at least nine"), 0)
    (2, 2)
    """

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        self._last: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for phrase, meaning in entries:
            words = tuple(token.low for token in tokens(phrase))
            self._first.setdefault(words[0], []).append((words, meaning))
            self._last.setdefault(words[-1], []).append((words, meaning))
        for index in (self._first, self._last):
            for found in index.values():
                found.sort(key=lambda entry: -len(entry[0]))

    def begins_at(self, words: Sequence[Token], at: int) -> tuple[Meaning, int] | None:
        """Meaning of the phrase that begins at index `at`, and the index after it."""
        for phrase, meaning in self._first.get(words[at].low, ()) if at < len(words) else ():
            if len(phrase) == 1 or phrase_at(words, at, phrase):
                return meaning, at + len(phrase)
        return None

    def all_at(self, words: Sequence[Token], at: int) -> list[tuple[Meaning, int]]:
        """Every phrase that begins at index `at`, longest first."""
        if at >= len(words):
            return []
        found = self._first.get(words[at].low, ())
        return [(meaning, at + len(phrase)) for phrase, meaning in found if phrase_at(words, at, phrase)]

    def ends_at(self, words: Sequence[Token], end: int) -> list[tuple[Meaning, int]]:
        """(meaning, index of its first word) of every phrase that ends just before `end`, longest first."""
        if end <= 0 or end > len(words):
            return []
        found = self._last.get(words[end - 1].low, ())
        before = words[end - 2].low if end > 1 else None
        return [
            (meaning, end - len(phrase))
            for phrase, meaning in found
            if len(phrase) == 1 or (phrase[-2] == before and phrase_at(words, end - len(phrase), phrase))
        ]
