"""Two texts or claims compared, without a case."""

from __future__ import annotations

from functools import lru_cache

from tracker.matching.judge import judge, scored
from tracker.matching.passages import Passage, compare_passages
from tracker.matching.verdict import Verdict
from tracker.model.claim import Assertion, ProposedClaim
from tracker.model.finding import Finding

LONGEST_COMPARED = 5_000
"""Characters of a bare text that are read for a comparison: a claim stands in its first paragraphs."""


def compare(
    a: str | Assertion, b: str | Assertion, *, source_a: str | None = None, source_b: str | None = None
) -> Finding:
    """How two claims, or two bare texts, stand to each other.

    a, b: a text, a stored claim or a proposed one. source_a, source_b: who says it, for texts. Of texts that make
    several statements the strongest finding counts. Any text has a defined result: an empty one is unrelated to all.

    >>> compare("Twelve people were hurt in the crash.", "Nobody was hurt in the crash.").relation.value
    'contradicts'
    """
    if isinstance(a, Assertion) and isinstance(b, Assertion):
        return judge(a, b)
    return scored(verdict_on(a, b, source_a=source_a, source_b=source_b))


def verdict_on(
    a: str | Assertion, b: str | Assertion, *, source_a: str | None = None, source_b: str | None = None
) -> Verdict:
    """As `compare`, before it is scored: with the features that the score weighs."""
    return compare_passages(_passage(a, source_a or _FIRST), _passage(b, source_b or _SECOND))


_FIRST, _SECOND = "the first text", "the second text"
"""Two sources that nothing is known of, not even that they are one."""


def _passage(said: str | Assertion, source: str) -> Passage:
    if isinstance(said, Assertion):
        return Passage(said.quote, said.source, (said,), (said.quantity,) if said.quantity else ())
    # A lone surrogate (half of a broken character) cannot be written as UTF-8; "?" keeps every offset.
    return _read(said[:LONGEST_COMPARED].encode("utf-8", "replace").decode("utf-8"), source)


@lru_cache(maxsize=4096)
def _read(text: str, source: str) -> Passage:
    from tracker.reading.claims import statements
    from tracker.reading.quantities import quantities

    claims: tuple[ProposedClaim, ...] = tuple(statements(text, source=source))
    return Passage(text, source, claims, tuple(quantities(text)))
