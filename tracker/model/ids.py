"""Ids of records: a letter for the kind, and a number that is never given twice. Safe as names of files."""

from __future__ import annotations

import re

LETTERS = {"report": "R", "source": "S", "incident": "I", "claim": "C", "decision": "O", "remark": "N"}
"""Kind of record -> first letter of its ids."""

RECORD_ID = re.compile(f"[{''.join(LETTERS.values())}][1-9][0-9]{{0,17}}")
"""What an id looks like, of whatever kind."""


def is_id(kind: str, record_id: str) -> bool:
    """Whether the id is one of that kind of record; the number has no leading zeros.

    >>> is_id("claim", "C12"), is_id("claim", "R12"), is_id("report", "R../x")
    (True, False, False)
    """
    return record_id[:1] == LETTERS.get(kind) and RECORD_ID.fullmatch(record_id) is not None
