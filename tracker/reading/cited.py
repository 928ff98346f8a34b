"""Whom a source has it from: "SITE, citing Amaq, said", "the agency reported, quoting a military source"."""

from __future__ import annotations

import re
from functools import cache

from tracker.model.attribution import Attribution
from tracker.reading.lexicons import table

_LONGEST = 90
"""Characters of a name that is cited."""


def cited_name(text: str, saying: Attribution) -> str | None:
    """The name behind "citing" between source and content, or right behind the content; None when there is none.

    >>> from tracker.reading.attribution import attributions
    >>> text = "The agency, quoting a military source, said that two soldiers died."
    >>> cited_name(text, attributions(text)[0])
    'military source'
    """
    if saying.source_span is None or saying.cue_span is None:
        return None
    start, end = saying.source_span[1], max(saying.cue_span[1], saying.content_span[0])
    found = _citing().search(text, start, end) if start < end else None
    if found is None:
        after = max(saying.content_span[1], saying.cue_span[1], saying.source_span[1])
        found = _citing().match(text, after, min(len(text), after + _LONGEST + 20))
    if found is None:
        return None
    name = re.sub(r"^(?:the|a|an)\s+", "", found["name"].strip(), flags=re.IGNORECASE)
    return name if name and not name.lower().startswith(_NOT_SOURCES) else None


_NOT_SOURCES = ("figures", "data", "concerns", "reasons", "security", "lack", "fear", "his ", "her ", "its ", "their ")


@cache
def _citing() -> re.Pattern[str]:
    verbs = "|".join(re.escape(verb) for verb in table("cues")["citing"])
    return re.compile(rf",?\s*\b(?:{verbs})\s+(?P<name>[^,.;:\n\"“”]{{3,{_LONGEST}}})(?=[,.;:]|$)")
