"""Track records of sources, weighed disputes, and calibration: what credibility gives to screens and exports."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from tracker.model.base import Frozen
from tracker.model.scales import Independence, Reliability

FEWEST_FIGURES = 3.0 - 1e-6
"""Independent figures from which a lean is said; parts that add up to three need not do so to the last digit."""


class Factor(Frozen):
    """A factor reported / real with its 90 % interval: 0.55 [0.44-0.69] under-reports."""

    about: str | None
    """Side whose losses are counted; None: nobody's in particular."""
    relation: str
    """ "own losses", "losses of the other side", or "figures" for a source that is no party."""
    factor: float
    low: float
    high: float
    figures: float
    """Independent figures behind it."""

    @property
    def is_judged(self) -> bool:
        """Whether there are enough figures to say anything: three, as for an accuracy."""
        return self.figures >= FEWEST_FIGURES

    @property
    def leans(self) -> int:
        """-1 under-reports, 1 over-reports, 0 when the interval holds 1 or there are too few figures."""
        if not self.is_judged:
            return 0
        return -1 if self.high < 1 else 1 if self.low > 1 else 0


class Share(Frozen):
    """A share of trials with its 90 % interval."""

    hits: int
    trials: int
    mean: float
    """Share to be expected: few trials say little, so it is drawn to a half."""
    low: float
    high: float


class RepeatGround(StrEnum):
    """Why a source is said to repeat another."""

    SPEAKS_FOR = "speaks_for"
    """It is the voice of the other: a spokesman, a group's news agency."""
    SAME_WORDS = "same_words"
    """Its reports have the other's sentences, or name the other for them."""
    SAME_ANSWERS = "same_answers"
    """The two share answers that are unlikely by chance."""


class Repeat(Frozen):
    """A source that this one repeats."""

    source: str
    """Its id."""
    name: str
    ground: RepeatGround
    probability: float
    """0-1, that what the two have in common is copied."""
    same: int
    """Statements, or questions with the same answer, that it has from the other ..."""
    shared: int
    """... of its statements, or of the questions that both answered."""
    later: int = 0
    """Of those that are the same, how many it made after the other."""


class Moved(Frozen):
    """A question and how much the answer to it moved a source's accuracy."""

    question: str
    heading: str
    right: float
    """Chance that the source was right, 0-1."""
    settled: bool


class TrackRecord(Frozen):
    """How a source held up in this case."""

    source: str
    """Id."""
    name: str
    party: str | None
    reports: int
    claims: int
    """Open claims."""
    compared: int
    """Questions that it and others answered."""
    independent: float
    """What its answers to them count once repeats are taken off."""
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
    """Claims that a later claim of its own replaced."""
    unnamed: bool = False
    """Nobody can tell who it is ("local media"): what it says confirms nothing."""
    repeats: tuple[Repeat, ...] = ()
    moved: tuple[Moved, ...] = ()
    """Questions that moved its accuracy most, at most five."""


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
    standing: Independence = Independence.INDEPENDENT
    """How it stands to the others that answer."""
    note: str = ""
    """ "repeats Meridian Wire", "party: Islamic State"."""


class LeftOut(Frozen):
    """The answer to a question when one source's answer to it is not heard."""

    source: str
    name: str
    answer: str
    estimate: float | None
    low: float | None
    high: float | None
    change: float | None
    """Estimate without it less the estimate with it; for answers told apart, change of the leading answer's chance."""
    chance: float | None = None
    """0-1, of the source's own answer, judged by the others alone."""
    digit: int = 6
    """Admiralty digit that the others alone propose for its claim."""


class WhatIf(Frozen):
    """How an answer of the case changes when one source is wrong throughout."""

    question: str
    heading: str
    before: str
    after: str
    low: float | None = None
    high: float | None = None
    """90 % interval of the figure then."""


class WeighedQuestion(Frozen):
    """One question of a case, weighed; the plain majority or median stands beside it."""

    question: str
    """Dispute id, or incident, measure, population and unit."""
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
    origins: int = 0
    """Groups of sources with one origin; those nobody can name make none."""
    heading: str = ""
    """What is asked, for people."""
    settled: bool = False
    contributions: tuple[Contribution, ...] = ()


class WeighedAnswer(NamedTuple):
    """What the weighing says of one question, in brief: as documents tell it."""

    estimate: float | None
    low: float | None
    high: float | None
    """90 % interval of a figure."""
    support: tuple[tuple[str, float], ...]
    """(answer, probability), likeliest first, where answers are told apart."""
    plain: str
    """Median of the figures, or the answer of most sources."""
    reports: int
    """Sources that answer."""
    settled: bool


class Bin(Frozen):
    """One bar of a reliability diagram."""

    low: float
    high: float
    count: int
    given: float | None
    """Mean probability given; None when empty."""
    true: float | None
    """Share that came true."""


class AnalystScore(Frozen):
    """How the chances given before agree with what one analyst decided."""

    analyst: str
    outcomes: int
    brier: float | None
    """0 best; None: too few outcomes."""


class Calibration(Frozen):
    """How well probabilities given before a decision came true."""

    outcomes: int
    brier: float | None
    """0 best, 0.25 what saying 0.5 always gives; None: too few outcomes."""
    log_score: float | None
    """Mean negative log of the probability given to what happened; 0 best."""
    bins: tuple[Bin, ...]
    analysts: tuple[AnalystScore, ...] = ()
    """One for each analyst who settled something, most outcomes first."""


class Provenance(Frozen):
    """What a weighing rests on, kept with everything shown or exported of it."""

    inputs: str
    """SHA-256 of votes, questions, parties and settled answers."""
    parameters: str
    """SHA-256 of the constants of the model."""
    version: str
    """Of the tracker that computed it."""
