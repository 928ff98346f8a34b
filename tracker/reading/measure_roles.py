"""Words that tell a measure, by their role beside a figure: noun, verb or head."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tracker.reading.lexicons import table
from tracker.reading.phrases import PhraseTable
from tracker.reading.tokens import Token


class Measured(NamedTuple):
    """What is counted, by which words, and how sure: words[first:last]."""

    measure: str
    first: int
    last: int
    sure: float


@cache
def _phrases(role: str) -> PhraseTable[str]:
    return PhraseTable((form, measure) for measure, roles in table("measures").items() for form in roles[role])


def role_at(words: Sequence[Token], at: int, role: str) -> tuple[str, int] | None:
    """The measure whose words of that role begin at index `at`, and the index after them."""
    return _phrases(role).begins_at(words, at)


def role_before(words: Sequence[Token], end: int, role: str) -> tuple[str, int] | None:
    """The measure whose words of that role end just before `end`, and the index of the first."""
    found = _phrases(role).ends_at(words, end)
    return found[0] if found else None
