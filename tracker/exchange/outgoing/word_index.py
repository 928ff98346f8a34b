"""Search without scripts: every name, place and telling word of a case with links to where it stands."""

from __future__ import annotations

import re
import unicodedata

from tracker.exchange.snapshot import CaseSnapshot
from tracker.present.show import show_line

SHORTEST = 4
"""Letters of a word that is listed."""
MOST = 12
"""Claims up to which a word is listed: a commoner one leads nowhere."""

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_COMMON = frozenset(
    {
        *("about", "after", "against", "also", "among", "because", "been", "before", "being", "between", "both"),
        *("could", "does", "each", "from", "have", "here", "into", "just", "like", "made", "make", "many", "more"),
        *("most", "much", "near", "only", "onto", "other", "over", "said", "same", "says", "some", "such", "than"),
        *("that", "their", "them", "then", "there", "these", "they", "this", "those", "three", "under", "until"),
        *("upon", "very", "were", "what", "when", "where", "which", "while", "will", "with", "would", "your"),
    }
)

Entry = tuple[str, tuple[str, ...]]
"""Words, and the ids of what they stand in."""


def index_of(snapshot: CaseSnapshot) -> list[tuple[str, list[Entry]]]:
    """(letter, entries) in alphabetical order; what begins with no letter stands first, under "#"."""
    found: dict[str, dict[str, None]] = {}
    for source in snapshot.sources:
        for name in (source.name, *(alias.name for alias in source.aliases)):
            found.setdefault(show_line(name, 60), {})[source.id] = None
    for incident in snapshot.incidents:
        found.setdefault(show_line(incident.name, 60), {})[incident.id] = None
    named = {name.casefold() for name in found}
    words: dict[str, tuple[str, dict[str, None]]] = {}
    for claim in snapshot.stated_claims:
        for word in _WORD.findall(" ".join((claim.quote, claim.place or ""))):
            key = word.casefold()
            if len(word) >= SHORTEST and key not in _COMMON and key not in named:
                words.setdefault(key, (word, {}))[1][claim.id] = None
    entries: list[Entry] = [(name, tuple(ids)) for name, ids in found.items() if name]
    entries += [(show_line(word, 60), tuple(ids)) for word, ids in words.values() if len(ids) <= MOST]
    by_letter: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda one: (_plain(one[0]), one[0])):
        by_letter.setdefault(_letter(entry[0]), []).append(entry)
    return sorted(by_letter.items())


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKD", words).casefold()


def _letter(words: str) -> str:
    first = _plain(words)[:1].upper()
    return first if first.isalpha() else "#"
