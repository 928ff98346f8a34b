"""Which claims have one origin: copies of a wire count once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from tracker.matching.names import canonical, plain, same_name
from tracker.model.claim import Assertion, Claim

NEAR_COPY = 92.0
"""token_sort_ratio from which two quotes are copies of one text."""
SHORTEST_COPY = 40
"""Characters below which equal wording says nothing of copying."""
LONGEST_COMPARED = 1000
"""Characters of a quote that are compared."""

FAMILIES = {
    "Amaq": "Islamic State",
    "Islamic State Khorasan Province": "Islamic State",
    "Islamic State West Africa Province": "Islamic State",
    "Islamic State Sahel Province": "Islamic State",
    "Islamic State Sinai Province": "Islamic State",
}
"""Canonical name -> whose voice it is: an armed group and its news agency are one origin."""


def same_origin(a: Assertion, b: Assertion) -> bool:
    """Whether the two statements go back to one: same report, same source family, named origin, near-copy."""
    if isinstance(a, Claim) and isinstance(b, Claim) and told_in_one_report(a, b):
        return True
    if origins_of(a) & origins_of(b):
        return True
    return same_name(a.source, b.source) >= 0.5 or near_copy(a.quote, b.quote)


def told_in_one_report(a: Claim, b: Claim) -> bool:
    """Whether both stand in one report, and are not rows of a table, which nobody told together.

    A row has the fingerprint of what was taken in, but no place among words.
    """
    are_rows = a.span is None and b.span is None and bool(a.fingerprint and b.fingerprint)
    return bool(a.report) and a.report == b.report and not are_rows


def origins_of(claim: Assertion) -> frozenset[str]:
    """Keys of everyone the statement is traced to: its source and whoever its chain names before the outlet."""
    named = [claim.source, *(link.name for link in claim.chain[:-1])]
    return frozenset(family(name) for name in named if name)


@lru_cache(maxsize=8192)
def family(name: str) -> str:
    """One key for a source and the voices that speak for it.

    >>> family("Amaq News Agency") == family("ISIL")
    True
    """
    key = canonical(name)
    return FAMILIES.get(key, key) if key else plain(name)


def near_copy(a: str, b: str) -> bool:
    """Whether two quotes are one text with small changes."""
    return first_copied(b, [a]) is not None


def first_copied(quote: str, earlier: Sequence[str]) -> int | None:
    """Which of the earlier quotes it is a near-copy of, the first of them; None: of none."""
    own = _compared(quote)
    others = list(map(_compared, earlier))
    # One call for all, which ends most comparisons at their first differences.
    if not own or process.extractOne(own, others, scorer=fuzz.ratio, score_cutoff=NEAR_COPY) is None:
        return None
    return next(at for at, other in enumerate(others) if fuzz.ratio(own, other) >= NEAR_COPY)


@lru_cache(maxsize=8192)
def _compared(quote: str) -> str:
    """Its words in order, so that their ratio is the `fuzz.token_sort_ratio`; empty for one that is too short."""
    return " ".join(sorted(quote[:LONGEST_COMPARED].split())) if len(quote) >= SHORTEST_COPY else ""


def independent_origins(claims: Sequence[Assertion]) -> int:
    """How many origins the claims have: near-copies, named common origins and one family count once.

    0 for none. Groups are joined by shared keys first; only one quote per group is compared for copying.
    """
    groups = _joined_by_key(claims)
    leaders: list[str] = []
    for quote in groups:
        if first_copied(quote, leaders[:LEADERS_COMPARED]) is None:
            leaders.append(quote)
    return len(leaders)


LEADERS_COMPARED = 50
"""Groups with which a quote is compared for copying: bounds the work for a very large camp."""


def _joined_by_key(claims: Iterable[Assertion]) -> list[str]:
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    quotes: dict[str, str] = {}
    for claim in claims:
        keys = sorted(origins_of(claim)) or [plain(claim.quote)]
        for key in keys:
            parent.setdefault(key, key)
            quotes.setdefault(key, claim.quote)
        first = root(keys[0])
        for key in keys[1:]:
            parent[root(key)] = first
    return [quotes[key] for key in sorted(parent) if root(key) == key]
