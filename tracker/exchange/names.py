"""Names found in running text and replaced, however they are spaced or capitalised. Time linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"\w+")


class Names:
    """Names with what stands in their place.

    >>> Names({"Islamic State": "X"}).replaced_in("the islamic-state's men, Islamic Statement")
    "the X's men, Islamic Statement"
    """

    def __init__(self, replacements: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._without_words = {name: new for name, new in replacements.items() if name and not _WORD.search(name)}
        known: dict[tuple[str, ...], str] = {}
        for name, new in replacements.items():
            known.setdefault(words_of(name), new)
        for words in sorted(known, key=len, reverse=True):
            if words:
                self._by_first.setdefault(words[0], []).append((words, known[words]))

    def replaced_in(self, text: str) -> str:
        """The text with each name replaced, the longest that fits; what stands between is as it was."""
        for name, new in self._without_words.items():
            text = text.replace(name, new)
        found = list(_WORD.finditer(text))
        words = [match[0].casefold() for match in found]
        if self._by_first.keys().isdisjoint(words):
            return text
        parts: list[str] = []
        end = at = 0
        while at < len(words):
            hit = next(((own, new) for own, new in self._by_first.get(words[at], ()) if _stand(own, words, at)), None)
            if hit is None:
                at += 1
                continue
            parts += [text[end : found[at].start()], hit[1]]
            at += len(hit[0])
            end = found[at - 1].end()
        return "".join(parts) + text[end:]


def words_of(name: str) -> tuple[str, ...]:
    """The words by which a name is known.

    >>> words_of("The  Islamic-State")
    ('the', 'islamic', 'state')
    """
    return tuple(word.casefold() for word in _WORD.findall(name))


def _stand(own: tuple[str, ...], words: list[str], at: int) -> bool:
    return tuple(words[at : at + len(own)]) == own


def all_to(names: Iterable[str], new: str) -> dict[str, str]:
    """Each name with the same replacement."""
    return dict.fromkeys((name for name in names if name), new)
