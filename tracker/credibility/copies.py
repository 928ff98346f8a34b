"""Which reports repeat another nearly word for word: some numbers of each text to find it by, then a look at both.

Of the runs of words in a text the few with the smallest hashes are kept. Texts that share most runs share most of
these, so that those worth a look are found by numbers alone, however many reports there are.
Source: Broder (1997), "On the resemblance and containment of documents", for sketches and for containment of shingles.
"""

from __future__ import annotations

import hashlib
import re
from heapq import nsmallest

from tracker.credibility.reprints import figures_in

SKETCHING = 1
"""Version of these rules; another one makes the index anew."""
RUN = 4
"""Words in a run."""
KEPT = 32
"""Runs kept of a text."""
SHARED = 4
"""Of them, runs that two texts share at least before they are looked at."""
SHORTEST = 40
"""Words below which equal wording says nothing of copying."""
LONGEST = 20_000
"""Words of a text that are compared."""
SHARE = 0.8
"""Share of a text's runs found in an earlier one from which it is a copy ..."""
FIGURES_SHARE = 0.9
"""... if its figures are the earlier one's, too: new figures in the old words are news."""

_WORD = re.compile(r"\w+")


def sketch(text: str) -> tuple[int, ...]:
    """Numbers of 63 bits by which copies of a text are found; none for a text too short to tell.

    >>> sketch("Nine people died.")
    ()
    """
    return tuple(sorted(nsmallest(KEPT, (_hash(run) for run in _runs(text)))))


def is_copy(later: str, earlier: str) -> bool:
    """Whether a text is another one with small changes or cuts."""
    own = _runs(later)
    if not own or len(own & _runs(earlier)) < SHARE * len(own):
        return False
    figures = figures_in(later)
    return len(figures & figures_in(earlier)) >= FIGURES_SHARE * len(figures)


def _runs(text: str) -> set[str]:
    words = _WORD.findall(text.casefold())[:LONGEST]
    if len(words) < SHORTEST:
        return set()
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def _hash(run: str) -> int:
    # The sign bit stays free: the numbers are kept as integers of SQL.
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest()) >> 1
