"""What is typed to narrow a list of claims: words, and fields with a colon."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tracker.model.claim import ClaimStatus
from tracker.model.query import MOST_WORDS, ClaimQuery

MOST = 20_000
"""Sources or incidents that a word stands for."""
NONE = ("",)
"""The id of no record: a name that nothing has names no claim."""

_PART = re.compile(r'(status|source|incident|measure):(?:"([^"]*)"?|(\S*))|\S+', re.IGNORECASE)

Named = Callable[[str], Sequence[str]]
"""Words of a name -> ids of the records that have it."""


def read_filter(text: str, *, sources: Named, incidents: Named, statuses: Sequence[ClaimStatus] = ()) -> ClaimQuery:
    """The claims that a filter names: `source:reuters measure:killed status:proposed market bomb`.

    A name of several words stands in quotes; a field given more than once means any of them.
    statuses: where the filter names none.

    >>> query = read_filter('embassy source:"the group"', sources=lambda name: ["S1"], incidents=lambda name: [])
    >>> query.text, query.source_ids
    ('embassy', ('S1',))
    """
    words: list[str] = []
    asked: dict[str, list[str]] = {}
    for part in _PART.finditer(text):
        field, value = (part[1] or "").lower(), part[2] or part[3] or ""
        if not field:
            words.append(part[0])
        elif value.strip():
            asked.setdefault(field, []).append(value.strip())
    asked = {field: list(dict.fromkeys(values))[:MOST_WORDS] for field, values in asked.items()}
    by_status = [status for value in asked.get("status", ()) for status in _statuses(value)]
    return ClaimQuery(
        text=" ".join(words),
        # A status that does not exist filters nothing: the word is still being typed.
        statuses=tuple(dict.fromkeys(by_status)) or tuple(statuses),
        source_ids=_ids(asked.get("source"), sources),
        incident_ids=_ids(asked.get("incident"), incidents),
        measures=tuple(value.lower() for value in asked.get("measure", ())),
    )


def _statuses(value: str) -> list[ClaimStatus]:
    return [status for status in ClaimStatus if status.value.startswith(value.lower())]


def _ids(values: Sequence[str] | None, named: Named) -> tuple[str, ...]:
    if values is None:
        return ()
    return tuple(dict.fromkeys(found for value in values for found in named(value))) or NONE
