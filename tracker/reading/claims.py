"""From a text to the claims that an analyst would write down."""

from __future__ import annotations

import datetime as dt

from tracker.model.claim import ProposedClaim
from tracker.reading.calendar_days import as_date
from tracker.reading.drafts import WORTH_PROPOSING, drafts, finished
from tracker.reading.report_parts import report_parts
from tracker.reading.sureness import with_sureness

NARRATOR = "the report"
"""Source of the narrator's own claims when the publisher is not known."""


def read(
    text: str, *, published: dt.date | dt.datetime | str | None = None, publisher: str | None = None
) -> list[ProposedClaim]:
    """The claims that the text makes and that are worth checking, in the order of the text.

    published: day of publication, for "yesterday" and "July 3"; ISO 8601 when a string (ValueError otherwise).
    publisher: whose voice the narrator's is. Each claim quotes the text exactly:
    `text[claim.span[0]:claim.span[1]] == claim.quote`, and its figure stands in the quote.
    `score` is how likely an analyst accepts it as it stands. `part_of` is the index, in this list, of the whole.

    >>> [(c.source, c.measure, c.low, c.population) for c in read("Police said seven soldiers were killed in Herat.")]
    [('Police', 'killed', 7.0, 'soldiers')]
    """
    found = rule_scored(text, published=published, publisher=publisher)
    return with_sureness(found, publisher or NARRATOR)


def rule_scored(
    text: str, *, published: dt.date | dt.datetime | str | None = None, publisher: str | None = None
) -> list[ProposedClaim]:
    """As `read`, with the scores that the rules gave, before they are fitted to reports read by hand."""
    parts = report_parts(text, as_date(published), publisher or NARRATOR)
    return finished([draft for draft in drafts(parts) if draft.claim.score >= WORTH_PROPOSING])


def statements(
    text: str,
    *,
    published: dt.date | dt.datetime | str | None = None,
    publisher: str | None = None,
    source: str | None = None,
) -> list[ProposedClaim]:
    """Every assertion of a bare text: a headline, or a sentence that an analyst typed.

    As `read`, but also what `read` would not propose, and at least one claim for any text that is not blank.
    source: who says it; a source named in the text comes first in the chain.

    >>> [(c.source, c.measure, c.low) for c in statements("No children were hurt", source="Elders")]
    [('Elders', 'wounded', 0.0)]
    """
    parts = report_parts(text, as_date(published), source or publisher or NARRATOR)
    found = finished(drafts(parts, everything=True))
    if found or not text.strip():
        return found
    quote = text.strip()
    start = text.index(quote)
    return [
        ProposedClaim(
            quote=quote,
            span=(start, start + len(quote)),
            source=source or publisher or NARRATOR,
            measure="event",
            score=0.3,
        )
    ]
