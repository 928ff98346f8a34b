"""Reports of the corpus and the claims written down for them by hand."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

REPORTS = Path(__file__).parent / "reports"
HELD_OUT = Path(__file__).parent / "held_out"
"""Reports for measuring only: the reader is not mended with them in view."""
NARRATOR = "narrator"
"""Source of what the report says in its own voice."""


class GoldClaim(BaseModel):
    """One claim that an analyst would keep.

    words: the exact words of the text that state it, long enough to occur once.
    source: who asserts it, last in the chain ("SITE, citing Amaq": Amaq); `NARRATOR` for the report's own voice.
    measure: a value of `tracker.model.claim.Measure`, or None for a statement without a figure.
    low, high: the figure as an interval; both None for a statement. One None: no bound was given on that side.
    population, place, on: checked only when given. `on` is the time of the event as an ISO date, month or year.
    optional: an analyst may or may not want it: neither missed nor wrong.
    """

    model_config = ConfigDict(extra="forbid")

    words: str
    source: str
    measure: str | None = None
    low: float | None = None
    high: float | None = None
    population: str | None = None
    place: str | None = None
    on: str | None = None
    negative: bool = False
    optional: bool = False

    @property
    def is_figure(self) -> bool:
        return self.low is not None or self.high is not None


class GoldReport(BaseModel):
    """A report, its publication, and its claims."""

    model_config = ConfigDict(extra="forbid")

    title: str
    publisher: str
    published: dt.date
    genre: str
    """conflict, casualties, disaster, politics, or communique."""
    mended_on: bool = True
    """Whether the reader was mended with this report in view: scores are fitted to the others' level."""
    text: str
    claim: list[GoldClaim] = Field(default_factory=list)

    def span(self, claim: GoldClaim) -> tuple[int, int]:
        """Where the words of a claim stand; ValueError when they do not occur exactly once."""
        if self.text.count(claim.words) != 1:
            raise ValueError(f"{self.title}: {claim.words!r} occurs {self.text.count(claim.words)} times, not once")
        start = self.text.index(claim.words)
        return start, start + len(claim.words)


def gold_reports(folder: Path = REPORTS) -> Iterator[tuple[str, GoldReport]]:
    """Name and report of each file of the folder, in the order of names."""
    for path in sorted(folder.glob("*.toml")):
        yield path.stem, GoldReport.model_validate(tomllib.loads(path.read_text("utf-8")))
