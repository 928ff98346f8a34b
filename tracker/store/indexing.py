"""What an index of figures keeps of each claim. By which rules claims are placed is handed in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple, Protocol

from tracker.model.claim import Claim
from tracker.model.incident import Incident

OnProgress = Callable[[int, int], bool]
"""(records placed, of how many) -> whether to go on."""

FIGURE = "figure"
"""What a block asks when arithmetic alone tells its contradictions."""

WORDS = "words"
"""What a block of statements asks: they are compared by their words."""


class Place(Protocol):
    """Where a claim stands: its incident, its block (by name), its interval with closed ends."""

    @property
    def incident(self) -> str: ...
    @property
    def asks(self) -> str: ...
    @property
    def block(self) -> str: ...
    @property
    def question(self) -> str:
        """What the block asks: its name without its incident's, the same text in every incident."""
        ...

    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def source(self) -> str: ...
    @property
    def said(self) -> str: ...
    @property
    def first_day(self) -> str: ...
    @property
    def last_day(self) -> str: ...


class Indexing(Protocol):
    """The rules by which records are placed in the index."""

    @property
    def version(self) -> int:
        """An index made by another version is made anew."""
        ...

    def placed(self, claim: Claim) -> Place | None:
        """The place of a claim; None when it has none."""
        ...

    def may_replace(self, one: str, other: str) -> bool:
        """Whether of two figures of one source, apart from each other, one may replace the other, by their `said`."""
        ...

    def keys(self, incident: Incident) -> Collection[str]:
        """By what an incident can be looked up."""
        ...

    def sketch(self, text: str) -> Collection[int]:
        """Numbers by which near-copies of a report's text are found."""
        ...


class Block(NamedTuple):
    """A question of one incident."""

    name: str
    asks: str
    claims: int
    low: float
    """Highest lower end."""
    high: float
    """Lowest upper end."""
    in_full: bool
    """Whether its claims have to be compared in full."""


Cell = tuple[int, float, float, int]
"""Number of its block, upper end, lower end, number of claims: as the driver gives it, for there are many."""


class DisputedIncident(NamedTuple):
    """An incident whose figures cannot all hold, as far as their intervals tell."""

    incident: str
    questions: tuple[str, ...]
    """What its blocks of figures ask; see `Place.question`."""
    cells: Sequence[Sequence[Cell]]
    """Of each block, in the order of upper, then of lower ends."""
    lows: Sequence[float]
    """Of each block, the highest lower end."""
    highs: Sequence[float]
    """Of each block, the lowest upper end."""
    in_full: bool
    """Whether its claims have to be compared in full: the cells do not tell all."""
