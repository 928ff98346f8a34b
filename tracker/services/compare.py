"""Two texts or claims compared, without a case."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

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
    return compare_passages(_passage(a, source_a or _FIRST), _passage(b, source_b or _SECOND)).verdict


class Explained(NamedTuple):
    """Two texts compared, with what was read in each."""

    finding: Finding
    """Its offsets count in the texts."""
    a: Assertion
    """What the finding is on in the first text: one of its statements, or all that it says."""
    b: Assertion
    read_a: tuple[Assertion, ...]
    """The statements read in the first text."""
    read_b: tuple[Assertion, ...]


def explained(a: str, b: str, *, source_a: str | None = None, source_b: str | None = None) -> Explained:
    """As `compare` of two texts, with the statements that the finding is on."""
    one, other = _passage(a, source_a or _FIRST), _passage(b, source_b or _SECOND)
    judged = compare_passages(one, other)
    return Explained(
        scored(judged.verdict), judged.a or _whole(one), judged.b or _whole(other), one.claims, other.claims
    )


def _whole(passage: Passage) -> Assertion:
    """All that a text says, as one statement; by whom, if all of it is by one source."""
    sources = {claim.source for claim in passage.claims}
    source = sources.pop() if len(sources) == 1 else passage.source
    return Assertion(quote=passage.text, source=source)


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
    # "Another 12" is a figure of its own kind only where it is known what is counted.
    told = {claim.quantity.span: claim.quantity for claim in claims if claim.quantity is not None}
    return Passage(text, source, claims, tuple(told.get(found.span, found) for found in quantities(text)))
