"""Track records of sources, weighed disputes, and calibration: what credibility gives to screens and exports."""

from __future__ import annotations

from tracker.model.base import Frozen
from tracker.model.scales import Reliability


class Factor(Frozen):
    """A factor reported / real with its 90 % interval: 0.55 [0.44-0.69] under-reports."""

    about: str | None
    """Side whose losses are counted; None: nobody's in particular."""
    relation: str
    """ "own losses", "losses of the other side", or "figures" for a source that is no party."""
    factor: float
    low: float
    high: float

    @property
    def leans(self) -> int:
        """-1 under-reports, 1 over-reports, 0 when the interval holds 1."""
        return -1 if self.high < 1 else 1 if self.low > 1 else 0


class Share(Frozen):
    """A share of trials with its 90 % interval."""

    hits: int
    trials: int
    low: float
    high: float


class Repeat(Frozen):
    """A source that this one repeats."""

    source: str
    """Its id."""
    name: str
    probability: float
    """0-1, that what the two have in common is copied."""
    same: int
    """Questions to which both gave the same answer ..."""
    shared: int
    """... of those to which both gave one."""


class TrackRecord(Frozen):
    """How a source held up in this case."""

    source: str
    """Id."""
    name: str
    party: str | None
    reports: int
    claims: int
    """Open claims."""
    independent: float
    """What they count once repeats are taken off."""
    accuracy: float | None
    """0-1; None: cannot be judged, for there are fewer than three effective items."""
    low: float
    high: float
    """90 % interval of accuracy."""
    right: float
    wrong: float
    settled: int
    """Of its answers, those that a decision of the analyst settled."""
    proposal: Reliability
    """Letter that the record supports."""
    grade: Reliability | None
    """The analyst's own."""
    factors: tuple[Factor, ...] = ()
    denials: Share | None = None
    """How often it denies when its own side is blamed; None: it never was."""
    against_interest: Share | None = None
    """Figures against its own side's interest, and how many of them the estimate bears out."""
    corrections: int = 0
    """Claims that it took back or replaced itself."""
    repeats: tuple[Repeat, ...] = ()


class Contribution(Frozen):
    """What one source gives to a weighed dispute."""

    source: str
    name: str
    reported: str
    """Its answer, as a label or a figure."""
    corrected: float | None
    """A figure with the source's own bias taken off."""
    weight: float
    """0-1: how much it counts as an answer of its own."""
    chance: float | None
    """Probability of its answer, where answers are told apart."""
    note: str = ""
    """ "repeats S12", "party, own losses x 0.55"."""


class LeftOut(Frozen):
    """The answer to a question when one source is not heard."""

    source: str
    name: str
    answer: str
    estimate: float | None
    low: float | None
    high: float | None
    change: float | None
    """Estimate without it less the estimate with it; for answers told apart, change of the leading answer's chance."""


class WeighedQuestion(Frozen):
    """One question of a case, weighed; the plain majority or median stands beside it."""

    question: str
    """Dispute id, or incident, measure and population."""
    answer: str
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    """90 % interval of a figure."""
    support: tuple[tuple[str, float], ...] = ()
    """(answer, probability), likeliest first, where answers are told apart."""
    plain: str = ""
    """Median of the figures, or the answer of most sources."""
    reports: int = 0
    """Sources that answer."""
    independent: float = 0.0
    """What they count once repeats are taken off."""
    settled: bool = False
    contributions: tuple[Contribution, ...] = ()


class Bin(Frozen):
    """One bar of a reliability diagram."""

    low: float
    high: float
    count: int
    given: float | None
    """Mean probability given; None when empty."""
    true: float | None
    """Share that came true."""


class Calibration(Frozen):
    """How well probabilities given before a decision came true."""

    outcomes: int
    brier: float | None
    """0 best, 0.25 what saying 0.5 always gives; None: too few outcomes."""
    log_score: float | None
    """Mean negative log of the probability given to what happened; 0 best."""
    bins: tuple[Bin, ...]


class Provenance(Frozen):
    """What a weighing rests on, kept with everything shown or exported of it."""

    inputs: str
    """SHA-256 of votes, questions, parties and settled answers."""
    parameters: str
    """SHA-256 of the constants of the model."""
    version: str
    """Of the tracker that computed it."""
