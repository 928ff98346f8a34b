"""Made-up claims on made-up incidents, any number, with a contradiction relation that can be counted.

The same (size, seed, largest) gives the same claims everywhere: only Random.random() is used. Two claims contradict
each other when incident, measure and population are the same and their intervals are apart.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from tracker.model.incident import Incident
from tracker.model.period import Period

LARGEST_INCIDENT = 5_000
"""Claims of the largest incident, unless told otherwise; sizes fall with the square, as those of real events do."""
FIRST_DAY = dt.date(2012, 1, 1)
DAYS = 5_000
KINDS = ("air strike", "car bombing", "ambush", "raid", "earthquake", "flood", "clash", "shelling")
VERBS = {"killed": "were killed", "wounded": "were wounded", "detained": "were detained", "displaced": "were displaced"}
POPULATIONS = ("everyone", "everyone", "everyone", "civilians", "soldiers", "children")
TAILS = (
    "",
    ", while the road to the town remained closed",
    ", and several houses were damaged",
    " and called for an inquiry",
    ", without giving further details",
    ", as ambulances took the victims to nearby clinics",
)
_HEADS = ("ba", "da", "ka", "ma", "na", "ra", "sa", "ta", "za", "ha", "ju", "ki", "li", "mo", "nu", "ro", "shi", "qu")
_MIDDLES = ("r", "n", "m", "l", "s", "b", "t", "q", "kh", "d")
_ENDS = ("iya", "an", "ah", "un", "abad", "ivka", "ata", "in", "ur", "esh")
_BODIES = ("Ministry", "Police", "Red Cross", "Observatory", "Army", "Hospital", "Relief Agency", "Civil Defence")


class Made(NamedTuple):
    """One claim as a plain record."""

    number: int
    incident: int
    measure: str
    population: str
    low: int
    high: int | None
    source: int
    text: str


def place(number: int) -> str:
    """The name of the place of that number; 3,600 are told apart."""
    head, rest = _HEADS[number % 18], number // 18
    middle, rest = _MIDDLES[rest % 10], rest // 10
    end, rest = _ENDS[rest % 10], rest // 10
    return (head + (_HEADS[rest] if rest else "") + middle + end).capitalize()


def source_name(number: int) -> str:
    """The name of a source; each name is another body."""
    return f"{place(number * 37 % 1800)} {_BODIES[number % len(_BODIES)]}"


def incident(number: int, seed: int = 1) -> Incident:
    """The incident of that number."""
    draw = random.Random(seed * 1_000_003 + number).random
    kind, where = KINDS[int(draw() * len(KINDS))], place(int(1_800 * draw() ** 2))
    day = FIRST_DAY + dt.timedelta(days=int(draw() * DAYS))
    name = f"{kind}, {where}, {day} ({number + 1})"
    return Incident(id=f"I{number + 1}", name=name, kind=kind, place=where, time=Period.day(day))


def made(size: int, *, seed: int = 1, largest: int = LARGEST_INCIDENT, more: int = 0) -> Iterator[Made]:
    """So many claims, those of one incident spread over the whole run; then `more` on the same incidents."""
    draw = random.Random(seed).random
    of_incident = _incidents_of_claims(size, draw, min(largest, max(20, size // 20)) if largest < size else largest)
    truths: dict[tuple[int, str, str], int] = {}
    for number, at in enumerate(of_incident):
        yield _one(number, at, draw, truths)
    for number in range(size, size + more):
        yield _one(number, of_incident[int(draw() * size)], draw, truths)


def later(size: int, count: int, *, largest: int = LARGEST_INCIDENT) -> list[tuple[Made, int]]:
    """Claims that come after the first `size`, each with how many of those before it contradict it."""
    new = list(islice(made(size, largest=largest, more=count), size, None))
    incidents = {claim.incident for claim in new}
    gold = Gold()
    for claim in islice(made(size, largest=largest), size):
        if claim.incident in incidents:
            gold.add(claim)
    found = []
    for claim in new:
        found.append((claim, gold.against(claim)))
        gold.add(claim)
    return found


def _incidents_of_claims(size: int, draw: Callable[[], float], largest: int) -> list[int]:
    cumulated, total = [], 0.0
    for claims in range(1, largest + 1):
        total += 1.0 / (claims * claims)
        cumulated.append(total)
    order: list[int] = []
    number = 0
    while len(order) < size:
        claims = largest if largest >= size else bisect_left(cumulated, draw() * total) + 1
        order.extend([number] * min(claims, size - len(order)))
        number += 1
    for i in range(size - 1, 0, -1):
        j = int(draw() * (i + 1))
        order[i], order[j] = order[j], order[i]
    return order


def _one(number: int, at: int, draw: Callable[[], float], truths: dict[tuple[int, str, str], int]) -> Made:
    measure = ("killed", "killed", "killed", "wounded", "wounded", "detained", "displaced")[int(draw() * 7)]
    population = POPULATIONS[int(draw() * 6)]
    size = 1 + int(60 * draw() ** 3) * (20 if measure == "displaced" else 1)
    truth = truths.setdefault((at, measure, population), size)
    camp = draw()
    value = truth if camp < 0.6 else max(1, int(truth * 0.5)) if camp < 0.75 else truth * 2 if camp < 0.92 else 0
    said, low, high = _figure(value, draw())
    who = int(400 * draw() ** 1.5)
    people = "people" if population == "everyone" else population
    happened = incident(at)
    text = (
        f"{source_name(who)} said {said} {people} {VERBS[measure]} in the {happened.kind} in {happened.place}"
        f" on {happened.time}{TAILS[int(draw() * 6)]}."
    )
    return Made(number, at, measure, population, low, high, who, text)


def _figure(value: int, form: float) -> tuple[str, int, int | None]:
    if value == 0:
        return "no", 0, 0
    if form < 0.6:
        return str(value), value, value
    if form < 0.75:
        return f"at least {value}", value, None
    if form < 0.85:
        return f"up to {value}", 1, value
    return f"between {value} and {value + value // 4 + 1}", value, value + value // 4 + 1


def record(claim: Made) -> dict[str, object]:
    """The claim as a line of an import."""
    happened = incident(claim.incident)
    return {
        "quote": claim.text,
        "source": source_name(claim.source),
        "measure": claim.measure,
        "population": claim.population,
        "low": claim.low,
        "high": claim.high,
        "place": happened.place,
        "incident": happened.name,
        "event_time": str(happened.time),
    }


class Gold:
    """How many claims contradict one: counted over plain lists, one question at a time."""

    def __init__(self) -> None:
        self._ends: dict[tuple[int, str, str], tuple[list[int], list[float]]] = {}

    def add(self, claim: Made) -> None:
        """Takes a claim in."""
        lows, highs = self._ends.setdefault((claim.incident, claim.measure, claim.population), ([], []))
        lows.append(claim.low)
        highs.append(math.inf if claim.high is None else claim.high)

    def against(self, claim: Made) -> int:
        """How many of the claims taken in contradict this one."""
        lows, highs = self._ends.get((claim.incident, claim.measure, claim.population), ([], []))
        high = math.inf if claim.high is None else claim.high
        return sum(low > high for low in lows) + sum(end < claim.low for end in highs)
