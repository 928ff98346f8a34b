"""What reading proposes, as a page that can be checked at a glance: the quote, and under it who says what, how sure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from tracker.model.claim import ProposedClaim
from tracker.present.claims import details, summary
from tracker.present.show import show_line

_LEFT_OUT = frozenset({"source", "measure", "figure", "population", "polarity", "incident", "via"})
"""Fields that the summary of a claim tells, or that are told in other words."""
_INDENT = " " * 11
"""Under the words of a claim: behind its number and score."""
NARROWEST = 40
"""Columns of the narrowest page; on a narrower screen its lines wrap."""


def proposal_page(proposals: Sequence[ProposedClaim], width: int) -> Iterator[str]:
    """The lines of the page, none wider than `width` columns; all safe to show.

    Claims from the same words stand under one quote, with place and time once where they are the same for all.
    """
    width = max(width, NARROWEST)
    numbered = list(enumerate(proposals, start=1))
    for _, group in groupby(numbered, key=lambda item: item[1].span):
        claims = list(group)
        about = ""
        yield ""
        yield from _wrapped(f"> {show_line(claims[0][1].quote)}", width, "> ")
        for number, claim in claims:
            yield from _wrapped(f"{number:>4}  {claim.score:.2f} {_told(claim)}", width, _INDENT)
            now = _circumstances(claim)
            if now != about:
                yield from _wrapped(_INDENT + now, width, _INDENT)
            about = now


def _told(claim: ProposedClaim) -> str:
    part = f" (of claim {claim.part_of + 1})" if claim.part_of is not None else ""
    return f"{summary(claim)}{part}"


def _circumstances(claim: ProposedClaim) -> str:
    """Incident, or place and time, and what else is known: "in attack on Iraqi embassy, Kabul, 2017-07-31"."""
    told = dict(details(claim))
    incident = told.get("incident", "")
    parts = [f"in {incident}"] if incident else []
    for label, words in told.items():
        if label in _LEFT_OUT or (label in ("place", "event time") and words in incident):
            continue
        parts.append(words if label in ("place", "event time", "basis", "reading") else f"{label} {words}")
    between = ", ".join(link.name for link in claim.chain[1:-1])
    if between:
        parts.append(f"as told by {show_line(between)}")
    return "; ".join(parts) or "no place or time"


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False, drop_whitespace=True) or [""]
