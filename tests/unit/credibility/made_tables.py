"""Tables of conflicting answers, made after kinds of public data that methods of weighing are compared on.

Each gives votes, the true answers, and when an answer counts as right.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

SURNAMES = ("Abel", "Brandt", "Castell", "Dorn", "Eklund", "Farrow", "Gerlach", "Hollis", "Ivers", "Jansen", "Kemper")
FIRST_NAMES = ("Agnes", "Boris", "Clara", "Dmitri", "Edith", "Felix", "Greta", "Hugo", "Ingrid", "Jonas", "Karin")
COUNTRIES = ("France", "Poland", "Japan", "Brazil", "Turkey")
SYLLABLES = ("ba", "ren", "tol", "kra", "wik", "sto", "lin", "gar", "mun", "den")


class Made(NamedTuple):
    """A made table."""

    votes: list[tuple[str, str, Any]]
    truth: dict[str, Any]
    right: Callable[[Any, Any], bool]

    def share_right(self, answers: Mapping[Any, Any]) -> float:
        """Share of the questions with a right answer."""
        return sum(self.right(answers[question], true) for question, true in self.truth.items()) / len(self.truth)

    def plain_vote(self) -> dict[str, Any]:
        """The answer written most often in one spelling; the first in the alphabet of equal ones."""
        counted: defaultdict[str, Counter[Any]] = defaultdict(Counter)
        for _, question, value in self.votes:
            counted[question][value] += 1
        return {question: min(c, key=lambda value: (-c[value], str(value))) for question, c in counted.items()}


def authors_of_books(seed: int, books: int = 80, sellers: int = 60) -> Made:
    """Sellers who write the same people in their own ways, and leave co-authors out."""
    rng = random.Random(seed)
    ways = [(rng.random() < 0.5, rng.random() < 0.3, rng.choice((0.05, 0.4))) for _ in range(sellers)]
    votes, truth = [], {}
    for book in range(books):
        surnames = rng.sample(SURNAMES, rng.choice((1, 1, 2, 3)))
        people = [(rng.choice(FIRST_NAMES), surname) for surname in surnames]
        truth[f"book {book}"] = frozenset(surnames)
        for seller in rng.sample(range(sellers), rng.randint(3, 15)):
            turned, initials, leaves_out = ways[seller]
            named = people[:1] if rng.random() < leaves_out else people
            if rng.random() < 0.05:
                named = [(rng.choice(FIRST_NAMES), rng.choice(SURNAMES))]
            short = [(first[0] + "." if initials else first, surname) for first, surname in named]
            written = [f"{surname}, {first}" if turned else f"{first} {surname}" for first, surname in short]
            votes.append(
                (
                    f"seller {seller}",
                    f"book {book}",
                    (" / " if turned else ", ").join(written),
                )
            )
    return Made(
        votes,
        truth,
        lambda value, true: set(re.findall(r"\w{4,}", value)) & set(SURNAMES) == true,
    )


def places(seed: int, questions: int = 150, sources: int = 60) -> Made:
    """Sources that name the town, the town and its country, the whole, or less; many with few answers."""
    rng = random.Random(seed)
    names = sorted({"".join(rng.sample(SYLLABLES, 3)).capitalize() for _ in range(80)})
    towns = [(name, f"{rng.choice(SYLLABLES)}{rng.choice(SYLLABLES)} Province".title()) for name in names]
    country = {town: rng.choice(COUNTRIES) for town in towns}
    ways = [
        (
            rng.choice(("whole", "ends", "town")),
            rng.choice((0.02, 0.3)),
            rng.uniform(0.6, 0.95),
        )
        for _ in range(sources)
    ]
    votes, truth = [], {}
    for question in range(questions):
        true = rng.choice(towns)
        truth[f"place {question}"] = true[0]
        for source in rng.sample(range(sources), rng.randint(2, 7)):
            way, vague, knows = ways[source]
            town = true if rng.random() < knows else rng.choice(towns)
            parts: tuple[str, ...] = (*town, country[town])
            if rng.random() < vague:
                parts = parts[rng.choice((1, 2)) :]
            elif way != "whole":
                parts = (parts[0], parts[2]) if way == "ends" else parts[:1]
            votes.append((f"source {source}", f"place {question}", ", ".join(parts)))
    return Made(votes, truth, lambda value, true: value.split(",")[0] == true)


def labels_by_a_crowd(seed: int, questions: int = 300, workers: int = 40, labels: int = 3) -> Made:
    """Workers of unlike care, some of whom always say the same."""
    rng = random.Random(seed)
    care = [0.0 if rng.random() < 0.2 else rng.betavariate(5, 2) for _ in range(workers)]
    votes, truth = [], {}
    for question in range(questions):
        true = rng.randrange(labels)
        truth[f"item {question}"] = f"label {true}"
        for worker in rng.sample(range(workers), rng.randint(5, 8)):
            label = (
                true if rng.random() < care[worker] else worker % labels if not care[worker] else rng.randrange(labels)
            )
            votes.append((f"worker {worker}", f"item {question}", f"label {label}"))
    return Made(votes, truth, lambda value, true: bool(value == true))


def populations(seed: int, towns: int = 250, editors: int = 120) -> Made:
    """Editors with the present figure, an old one, a rounded one or a slip; one to five for each town."""
    rng = random.Random(seed)
    care = [rng.betavariate(8, 2.5) for _ in range(editors)]
    votes, truth = [], {}
    for town in range(towns):
        true = int(rng.lognormvariate(8.5, 1.8)) + 100
        truth[f"town {town}"] = true
        for editor in rng.sample(range(editors), rng.choice((1, 2, 2, 3, 4, 5))):
            wrong = rng.choice(
                (
                    int(true / 1.1),
                    int(true / 1.1),
                    true * 10,
                    int(true * rng.lognormvariate(0, 0.5)),
                )
            )
            votes.append(
                (
                    f"editor {editor}",
                    f"town {town}",
                    true if rng.random() < care[editor] else wrong,
                )
            )
    return Made(votes, truth, lambda value, true: abs(value - true) < 0.5)
