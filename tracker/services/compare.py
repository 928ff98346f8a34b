"""Two texts or claims compared, without a case."""

from __future__ import annotations

from functools import lru_cache

from tracker.matching.judge import judge, scored
from tracker.matching.passages import Passage, compare_passages
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
    return scored(compare_passages(_passage(a, source_a), _passage(b, source_b)))


def _passage(said: str | Assertion, source: str | None) -> Passage:
    if isinstance(said, Assertion):
        return Passage(said.quote, source or said.source, (said,), (said.quantity,) if said.quantity else ())
    return _read(said[:LONGEST_COMPARED], source)


@lru_cache(maxsize=4096)
def _read(text: str, source: str | None) -> Passage:
    from tracker.reading.claims import statements
    from tracker.reading.quantities import quantities

    claims: tuple[ProposedClaim, ...] = tuple(statements(text, source=source))
    return Passage(text, source, claims, tuple(quantities(text)))
