"""What changed between two texts, sentence by sentence."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from tracker.model.base import Frozen
from tracker.model.report import Report
from tracker.services.passages import sentences

MOST_SENTENCES = 20_000
"""Sentences of a text that are compared; the rest of a longer one is not."""


class Part(Frozen):
    """A run of sentences that stand in one text or in both."""

    sign: str
    """ "-" only in the older text, "+" only in the newer one, " " in both."""
    text: str
    sentences: int


class Difference(Frozen):
    """Two reports and what their texts do not share."""

    old: Report
    new: Report
    parts: tuple[Part, ...]

    @property
    def changed(self) -> int:
        """Sentences that only one of the two has."""
        return sum(part.sentences for part in self.parts if part.sign != " ")


def parts(old: str, new: str) -> Iterator[Part]:
    """The newer text with what it left out of the older one, in order.

    >>> [(part.sign, part.text) for part in parts("It burned. Nine died.", "It burned. Ten died.")]
    [(' ', 'It burned.'), ('-', 'Nine died.'), ('+', 'Ten died.')]
    """
    before, after = _sentences(old), _sentences(new)
    for _, a, b, c, d in difflib.SequenceMatcher(None, before, after).get_opcodes():
        if before[a:b] == after[c:d]:
            yield _part(" ", after[c:d])
            continue
        if a < b:
            yield _part("-", before[a:b])
        if c < d:
            yield _part("+", after[c:d])


def _sentences(text: str) -> list[str]:
    found = (" ".join(text[start:end].split()) for start, end in sentences(text)[:MOST_SENTENCES])
    return [sentence for sentence in found if sentence]


def _part(sign: str, said: Sequence[str]) -> Part:
    return Part(sign=sign, text=" ".join(said), sentences=len(said))
