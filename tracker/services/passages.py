"""Passages of a report that an analyst marks: their sentences, and the claim that reading makes of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tracker.errors import UsageError
from tracker.model.claim import Assertion, Claim, ProposedClaim
from tracker.model.report import Report
from tracker.services.naming import one_line
from tracker.services.readers import STUMBLES, read_typed
from tracker.services.voices import ReportVoices

AROUND = 2_000
"""Characters before and after a passage that are read with it: who speaks is often said there."""
THE_SAME = 0.6
"""Share that a statement and a passage have in common from which the statement is what the passage says."""


def sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence of a text, in order."""
    from tracker.reading.sentences import sentence_spans

    return sentence_spans(text)


def trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span without blanks at its ends. Raises UsageError when no words are left, or it is outside the text."""
    start, end = max(span[0], 0), min(span[1], len(text))
    words = text[start:end]
    if not words.strip():
        raise UsageError("There are no words in that passage.", hint="Select the words of the claim.")
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def read_passage(report: Report, text: str, span: tuple[int, int]) -> dict[str, Any]:
    """What reading finds in a passage, as fields of a claim; `source` is empty when nobody is named.

    The passage is read with what stands around it. Where that makes a statement of other words, who says it is taken
    from there, and the rest is read from the passage alone.
    """
    near = _statements_near(report, text, span)
    if not near:
        said = read_typed(text[slice(*span)], source=report.publisher or "", at=report.published or report.accessed_at)
        return {**said, "source": report.publisher or ""}
    share, best = max(near, key=lambda found: (found[0], found[1].part_of is None, found[1].score))
    if share >= THE_SAME:
        said = {name: getattr(best, name) for name in Assertion.model_fields if name != "quote"}
        return {**said, "quantity_text": best.quantity_text}
    said = read_typed(text[slice(*span)], source=best.source, at=report.published or report.accessed_at)
    setting = {name: getattr(best, name) for name in ("place", "event_time", "incident") if not said.get(name)}
    return {**said, **setting, "source": best.source, "chain": best.chain}


def meant(name: str, report: Report, place: str | None, claims: Sequence[Claim]) -> str:
    """Whom a report means by a name: its "police" are those that its other claims come from.

    place: where the passage is about. claims: those of the report.
    """
    if not name:
        return name
    voices = ReportVoices(
        [name, *(claim.source for claim in claims)],
        publisher=one_line(report.publisher or "") or None,
        narrator=name,
        report_id=report.id,
        places=[claim.place for claim in claims if claim.place],
    )
    return voices.voice(name, place).name


def _statements_near(report: Report, text: str, span: tuple[int, int]) -> list[tuple[float, ProposedClaim]]:
    """(share in common with the passage, statement) for each statement that touches it."""
    from tracker.reading.claims import NARRATOR, statements

    start = text.rfind("\n", 0, max(span[0] - AROUND, 0)) + 1
    end = text.find("\n", min(span[1], span[0] + AROUND))
    around = text[start : end if 0 <= end <= span[1] + AROUND else span[1] + AROUND]
    try:
        found = statements(around, published=report.published, publisher=report.publisher)
    except STUMBLES:
        return []
    here = (span[0] - start, span[1] - start)
    named = [claim.model_copy(update={"source": ""}) if claim.source == NARRATOR else claim for claim in found]
    return [(share, claim) for claim in named if (share := _common(claim.span, here)) > 0]


def _common(a: Sequence[int], b: Sequence[int]) -> float:
    """What two spans share, of all that they cover together, 0-1."""
    both = min(a[1], b[1]) - max(a[0], b[0])
    return max(both, 0) / (max(a[1], b[1]) - min(a[0], b[0]))
