"""Two statements side by side: which words correspond, and what stands in one place of both but differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import JaroWinkler, Levenshtein

from tracker.matching.vocabulary import alike
from tracker.matching.words import Statement, Word

SAME_SPELLING = 0.93
"""Jaro-Winkler similarity from which two long words are one word spelt differently."""
SHORTEST_SPELLING = 5
"""Letters below which two spellings are two words."""


@dataclass(frozen=True)
class Pair:
    """Two statements and the correspondence of their words."""

    a: Statement
    b: Statement

    @cached_property
    def matched(self) -> tuple[tuple[Word, Word], ...]:
        """Content words that correspond, each used once: equal ones first, in their order, then alike ones."""
        return tuple(_match(self.a.content, self.b.content))

    @cached_property
    def only_a(self) -> tuple[Word, ...]:
        used = {id(x) for x, _ in self.matched}
        return tuple(word for word in self.a.content if id(word) not in used)

    @cached_property
    def only_b(self) -> tuple[Word, ...]:
        used = {id(y) for _, y in self.matched}
        return tuple(word for word in self.b.content if id(word) not in used)

    @cached_property
    def cover_a(self) -> float:
        """Share of a's content that b has as well, 0-1."""
        return len(self.matched) / len(self.a.content) if self.a.content else 0.0

    @cached_property
    def cover_b(self) -> float:
        return len(self.matched) / len(self.b.content) if self.b.content else 0.0

    @property
    def cover(self) -> float:
        """The larger share: 1 when one statement is contained in the other."""
        return max(self.cover_a, self.cover_b)

    @cached_property
    def closeness(self) -> float:
        """Shared words over all words, 0-1 (Dice), of content words or of all words, whichever is larger."""
        content = len(self.a.content) + len(self.b.content)
        words = len(self.a.words) + len(self.b.words)
        changed = sum(len(x) + len(y) for x, y in self.slots)
        of_content = 2 * len(self.matched) / content if content else 0.0
        return max(of_content, (words - changed) / words if words else 0.0)

    @cached_property
    def slots(self) -> tuple[tuple[tuple[Word, ...], tuple[Word, ...]], ...]:
        """Runs of words that stand in one place of both statements and differ; one side may be empty."""
        forms_a, forms_b = _keys(self.a.words), _keys(self.b.words)
        return tuple(
            (self.a.words[op.src_start : op.src_end], self.b.words[op.dest_start : op.dest_end])
            for op in _operations(forms_a, forms_b)
        )

    def turned(self) -> Pair:
        return Pair(self.b, self.a)


def _keys(words: Sequence[Word]) -> list[str]:
    """Figures keep their value, so that different figures differ."""
    return [f"{word.form}{word.figure.low}:{word.figure.high}" if word.figure else word.form for word in words]


@dataclass(frozen=True, slots=True)
class _Run:
    src_start: int
    src_end: int
    dest_start: int
    dest_end: int


def _operations(a: list[str], b: list[str]) -> Iterator[_Run]:
    """Neighbouring edits joined: what differs between two stretches of equal words."""
    run: _Run | None = None
    for op in Levenshtein.opcodes(a, b):
        if op.tag == "equal":
            if run:
                yield run
            run = None
        elif run:
            run = _Run(run.src_start, op.src_end, run.dest_start, op.dest_end)
        else:
            run = _Run(op.src_start, op.src_end, op.dest_start, op.dest_end)
    if run:
        yield run


def _match(a: Sequence[Word], b: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    free: dict[str, list[int]] = defaultdict(list)
    for j, word in enumerate(b):
        free[_exact_key(word)].append(j)
    used_b: set[int] = set()
    left: list[Word] = []
    for word in a:
        places = free.get(_exact_key(word))
        if places:
            j = places.pop(0)
            used_b.add(j)
            yield word, b[j]
        else:
            left.append(word)
    rest = [j for j in range(len(b)) if j not in used_b]
    for word in left:
        for j in rest:
            if _corresponds(word, b[j]):
                rest.remove(j)
                yield word, b[j]
                break


def _exact_key(word: Word) -> str:
    return f"{word.form}{word.figure.low}:{word.figure.high}" if word.figure else word.form


def _corresponds(a: Word, b: Word) -> bool:
    if a.figure or b.figure:
        return False
    if alike(a.form, b.form):
        return True
    if a.name and b.name and _one_stem(a.form, b.form):
        return True
    if min(len(a.form), len(b.form)) < SHORTEST_SPELLING or a.form[0] != b.form[0]:
        return False
    return JaroWinkler.similarity(a.form, b.form) >= SAME_SPELLING


def _one_stem(a: str, b: str) -> bool:
    """Whether one name is made from the other: "Syria", "Syrian"; "Afghan", "Afghanistan"."""
    short, long = sorted((a, b), key=len)
    return len(short) >= SHORTEST_STEM and long.startswith(short[:-1]) and len(long) - len(short) <= LONGEST_ENDING


SHORTEST_STEM = 4
"""Letters of a name that can be the stem of another."""
LONGEST_ENDING = 5
"""Letters that an ending adds at most: "-istan"."""
