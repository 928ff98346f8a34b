"""How sources stand to each other: independent, of one origin, or nobody can tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.model.scales import Independence
from tracker.model.track_record import Repeat, RepeatGround, TrackRecord

MOSTLY = 0.5
"""Share of its statements from which an outlet has one origin with the one that it repeats."""
DOUBTFUL = 0.2
"""Probability of copying from which two sources are not said to be independent any more."""


class Ties:
    """The ties between the sources of a case."""

    def __init__(self, records: Iterable[TrackRecord], copying: Mapping[str, Mapping[str, float]]) -> None:
        """copying: source -> other -> probability that what they share is copied, also small ones."""
        known = list(records)
        self._unnamed = frozenset(record.source for record in known if record.unnamed)
        self._doubtful = {
            frozenset((source, other))
            for source, others in copying.items()
            for other, chance in others.items()
            if chance >= DOUBTFUL
        }
        self._root: dict[str, str] = {}
        for record in known:
            for repeat in record.repeats:
                if is_same_origin(repeat):
                    self._join(record.source, repeat.source)

    def between(self, one: str, other: str) -> Independence:
        """How two sources stand to each other. Whom nobody can name is never independent of anybody."""
        if one == other or self.root(one) == self.root(other):
            return Independence.SAME_ORIGIN
        if self._unnamed & {one, other} or frozenset((one, other)) in self._doubtful:
            return Independence.NOT_ESTABLISHED
        return Independence.INDEPENDENT

    def among(self, source: str, others: Iterable[str]) -> Independence:
        """How a source stands to others that were met before it: the closest tie it has with any of them."""
        found = {self.between(source, other) for other in others if other != source}
        if Independence.SAME_ORIGIN in found:
            return Independence.SAME_ORIGIN
        if Independence.NOT_ESTABLISHED in found or source in self._unnamed:
            return Independence.NOT_ESTABLISHED
        return Independence.INDEPENDENT

    def origins(self, sources: Iterable[str]) -> int:
        """How many origins sources have; those nobody can name make none."""
        return len({self.root(source) for source in sources if source not in self._unnamed})

    def root(self, source: str) -> str:
        """The source at which those of one origin are joined."""
        while source in self._root:
            source = self._root[source]
        return source

    def _join(self, source: str, origin: str) -> None:
        mine, others = self.root(source), self.root(origin)
        if mine != others:
            self._root[mine] = others


def is_same_origin(repeat: Repeat) -> bool:
    """Whether a tie is strong enough to count the two as one."""
    if repeat.ground is RepeatGround.SAME_WORDS:
        return repeat.same >= MOSTLY * repeat.shared
    return repeat.probability >= MOSTLY
