"""Claims: one checkable assertion by one source."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import Field

from tracker.model.attribution import Link
from tracker.model.base import Frozen
from tracker.model.period import Period
from tracker.model.quantity import Quantity


class Polarity(StrEnum):
    """Whether the source says that it is so, or that it is not."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class Basis(StrEnum):
    """On what the source says it."""

    CONFIRMED = "confirmed"
    PRESUMED = "presumed"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


class ClaimStatus(StrEnum):
    """proposed -> accepted / rejected; accepted -> retracted / superseded."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"

    @property
    def is_open(self) -> bool:
        """Whether the claim takes part in comparison."""
        return self in (ClaimStatus.PROPOSED, ClaimStatus.ACCEPTED)


class Predicate(Frozen):
    """What is said to have happened, in a form to set against its opposite.

    Content words are lower-case lemmas. "Afghan forces declared the scene secure" is
    subject "afghan force", verb "declare", object "scene secure".
    """

    verb: str
    subject: str | None = None
    object: str | None = None
    negated: bool = False
    modifiers: tuple[str, ...] = ()
    """Further phrases, lemmatised: place, instrument, manner ("with anti-tank missile")."""

    def __str__(self) -> str:
        words = [self.subject, "not" if self.negated else None, self.verb, self.object, *self.modifiers]
        return " ".join(word for word in words if word)


class Assertion(Frozen):
    """What is said, and by whom; the part that proposed and kept claims share."""

    quote: str
    """The exact words of the report, or what the analyst typed."""
    source: str
    """Name of who asserts it."""
    chain: tuple[Link, ...] = ()
    """Speaker first, then relay, then outlet, each with its verb."""
    measure: str | None = None
    """What is counted or asked: a value of `Measure`, or None for a plain statement."""
    quantity: Quantity | None = None
    population: str | None = None
    """See tracker.model.population; None when nobody is counted."""
    polarity: Polarity = Polarity.AFFIRMED
    predicate: Predicate | None = None
    place: str | None = None
    event_time: Period | None = None
    as_of: Period | None = None
    """The time for which the figure is given, when it is not the event's own."""
    basis: Basis = Basis.UNKNOWN
    hedged: bool = False
    """ "may", "reportedly", "is believed to": what conflicts with it is a tension, not a contradiction."""
    cumulative: bool = False
    """True for a figure over many events ("this year alone")."""
    incident: str | None = None
    """Name of the incident it belongs to; None for standing facts."""

    @property
    def low(self) -> float | None:
        return self.quantity.low if self.quantity else None

    @property
    def high(self) -> float | None:
        return self.quantity.high if self.quantity else None

    @property
    def unit(self) -> str | None:
        return self.quantity.unit if self.quantity else None

    @property
    def approximate(self) -> bool:
        return self.quantity.approximate if self.quantity else False


class Measure(StrEnum):
    """Measures the reader knows; other strings are allowed."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CASUALTIES = "casualties"
    DETAINED = "detained"
    DISPLACED = "displaced"
    MISSING = "missing"
    RESCUED = "rescued"
    HOSTAGES = "hostages"
    FIGHTERS = "fighters"
    ATTACKERS = "attackers"
    ATTACKS = "attacks"
    PEOPLE = "people"
    ATTENDANCE = "attendance"
    """How many marched, rallied, gathered or came."""
    DURATION = "duration"
    COST = "cost"
    TERRITORY = "territory"
    VOTES = "votes"
    TURNOUT = "turnout"
    AGE = "age"
    DISTANCE = "distance"
    BUILDINGS = "buildings"
    VEHICLES = "vehicles"
    SHARE = "share"
    COUNT = "count"
    RESPONSIBILITY = "responsibility"
    EVENT = "event"


class ProposedClaim(Assertion):
    """A claim as the reader proposes it."""

    span: tuple[int, int]
    """Offsets of `quote` in the text read."""
    quantity_text: str | None = None
    """The figure as written, a part of `quote`."""
    score: float = Field(default=0.5, ge=0.0, le=1.0)
    """How sure the reader is that an analyst accepts it as it stands."""
    part_of: int | None = None
    """Index, in the list returned by `read`, of the whole that this figure is a part of."""


class Claim(Assertion):
    """A claim kept in a case."""

    id: str
    """ "C1", "C2" ... in the order taken in."""
    source_id: str | None = None
    incident_id: str | None = None
    report: str | None = None
    """Report id; None for a typed claim."""
    span: tuple[int, int] | None = None
    quantity_text: str | None = None
    part_of: str | None = None
    """Id of the claim whose figure this one is a part of."""
    confidence: int | None = Field(default=None, ge=0, le=100)
    """How sure the source or the analyst is, STIX scale; None: not specified."""
    credibility: int | None = Field(default=None, ge=1, le=6)
    """Admiralty digit by the analyst; None: not graded yet; 6: cannot be judged."""
    likelihood: float | None = Field(default=None, ge=0.0, le=1.0)
    """The analyst's likelihood of its being true; worded with ICD 203."""
    status: ClaimStatus = ClaimStatus.PROPOSED
    score: float | None = Field(default=None, ge=0.0, le=1.0)
    """The reader's score; None for a typed claim."""
    stated_at: dt.datetime | None = None
    """When the source said it: the report's publication time, or when it was typed in."""
    note: str = ""
    fingerprint: str = ""
    """Same words at the same place of the same report: rejected claims never come back."""
    superseded_by: str | None = None
    rev: int = 0
    """Raised by one at each change; a stale one is refused."""
