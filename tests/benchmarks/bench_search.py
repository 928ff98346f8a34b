"""Search at each keystroke in a large case against comparing the query with every text."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence

from rapidfuzz import fuzz, process

from tests.benchmarks import made_claims
from tests.benchmarks.large_case import SIZE, built
from tests.benchmarks.ratio import Ratio
from tracker.services.workspace import Workspace
from tracker.store.text_search import plain

QUERIES = 50
COMPARED = 60 if SIZE <= 100_000 else 12
"""Keystrokes for which every text is looked at as well."""
GOALS = (1 / 500, 1 / 80) if SIZE >= 1_000_000 else (None, None)
"""Of the median and the 99th percentile; in a smaller case looking at every text costs less, and a search as much."""
LONGEST = 10_000
"""Characters of the longest queries."""
LONG_GOAL = 1.0 if SIZE >= 50_000 else None
"""Of the slowest of these: 200 ms on a machine that compares 50,000 texts in as long."""
TOP = 10


def keystrokes(seed: int = 1) -> list[str]:
    """What stands in the field as queries are typed, from the second letter on; a third of them hold a slip."""
    pick = random.Random(seed)
    typed = []
    for claim in made_claims.made(20_000):
        if pick.random() > QUERIES / 20_000 * 1.2:
            continue
        happened = made_claims.incident(claim.incident)
        words = [pick.choice([claim.measure, "people", str(happened.kind).split(" ")[0]]), str(happened.place)]
        if pick.random() < 0.5:
            words.append(made_claims.source_name(claim.source).split(" ")[0])
        pick.shuffle(words)
        if pick.random() < 1 / 3:
            at = max(range(len(words)), key=lambda index: len(words[index]))
            word = words[at]
            cut = pick.randrange(1, len(word) - 1)
            words[at] = word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
        query = " ".join(words)
        typed += [query[:length] for length in range(2, len(query) + 1) if query[length - 1] != " "]
    return typed


def longest(terms: Sequence[str], seed: int = 3) -> list[str]:
    """Queries of 10,000 characters: words that claims have, that nearly are such, that are none; signs, fields."""
    pick = random.Random(seed)
    words = [pick.choice(terms) for _ in range(LONGEST)]
    repeated = ("killed in kabul ", "a ", "12 ", 'NEAR(" * OR ', "%_'; drop table claims; --", "e\u0301", "\ufdfa")
    fields = " ".join(f"source:{word} incident:{word}" for word in words)
    queries = [
        " ".join(words),
        " ".join(f"{word[1:]}{word[:1]}q" for word in words),
        fields,
        f'incident:"{" ".join(words)}',
    ]
    queries += [piece * LONGEST for piece in repeated]
    queries += ["".join(pick.choices("abcdefghijklmnopqrstuvwxyz", k=LONGEST))]
    return [query[:LONGEST] for query in queries]


def slowest_of(workspace: Workspace, queries: Sequence[str]) -> float:
    """Seconds for the query that takes longest: to search with it, to narrow the claims by it, or the journal."""
    ways: tuple[Callable[[str], object], ...] = (
        lambda query: workspace.claims.search(query, TOP),
        lambda query: workspace.claims.beginning(workspace.claims.filtered(query)),
        workspace.history.about,
    )
    seconds = []
    for query in queries:
        for way in ways:
            start = time.perf_counter()
            way(query)
            seconds.append(time.perf_counter() - start)
    return max(seconds)


def measure() -> Iterator[Ratio]:
    """Median and 99th percentile of a keystroke, the slowest long query, and how good the ten best are."""
    with Workspace.open(built(SIZE)) as workspace:
        workspace.claims.search("warm up", TOP)
        typed = keystrokes()
        seconds = []
        for query in typed:
            start = time.perf_counter()
            workspace.claims.search(query, TOP)
            seconds.append(time.perf_counter() - start)
        with workspace.store._connection() as connection:  # type: ignore[attr-defined]
            rows = connection.exec_driver_sql("SELECT claim, words FROM haystacks")
            texts = {f"C{claim}": plain(words) for claim, words in rows}
            terms = [str(term) for (term,) in connection.exec_driver_sql("SELECT term FROM search_words")]
        long = slowest_of(workspace, longest(terms))
        looked = random.Random(2).sample(typed, COMPARED)
        brute, ours, best = [], 0.0, 0.0
        for query in looked:
            start = time.perf_counter()
            hits = process.extract(plain(query), texts, scorer=fuzz.token_set_ratio, limit=TOP)
            brute.append(time.perf_counter() - start)
            best += sum(score for _, score, _ in hits)
            found = workspace.claims.search(query, TOP)
            ours += sum(fuzz.token_set_ratio(plain(query), texts[claim.id]) for claim in found)
    everything = statistics.median(brute)
    name = f"keystroke in {SIZE:,} claims"
    yield Ratio(f"{name}, median", statistics.median(seconds), "comparing every text", everything, GOALS[0])
    slowest = sorted(seconds)[int(0.99 * (len(seconds) - 1))]
    yield Ratio(f"{name}, p99", slowest, "comparing every text", everything, GOALS[1])
    yield Ratio(f"slowest of {LONGEST:,} letters, {SIZE:,} claims", long, "comparing every text", everything, LONG_GOAL)
    yield Ratio(f"97 % of the {TOP} best scores, {SIZE:,} claims", 0.97 * best, "those found", ours, 1.0, "points")
