"""Finding claims by words among very many: a full-text index, and a vocabulary that mends slips.

Each typed word stands for itself, or, where no claim has it, for the nearest words of the vocabulary; the last one,
which may be half typed, for the words that begin with it. Claims with all of them are looked for first, newest first;
where there are few, those that lack one, then those with the rarest. The best of some hundreds are told by likeness to
the query.
"""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Any

from sqlalchemy import Connection, Select, bindparam, column, delete, func, select, table, text
from sqlalchemy.dialects.sqlite import insert

from tracker.model.query import MOST_WORDS, READ_OF_QUERY
from tracker.store import index_rows
from tracker.store.prepared import Prepared

HAYSTACKS = index_rows.metadata.tables["haystacks"]
SEARCH = table("search", column("rowid"), column("words"), column("search"))
VOCABULARY = table("search_words", column("term"), column("doc"))

_numbers = select(func.json_each(bindparam("numbers")).table_valued("value").c.value)
_COUNTED = Prepared(select(VOCABULARY.c.term, VOCABULARY.c.doc))
_KEPT = Prepared(select(HAYSTACKS.c.claim, HAYSTACKS.c.words).where(HAYSTACKS.c.claim.in_(_numbers)))
_MATCHING = Prepared(
    select(SEARCH.c.rowid)
    .where(SEARCH.c.search.op("MATCH")(bindparam("asked")))
    .order_by(SEARCH.c.rowid.desc())
    .limit(bindparam("most"))
)
_ADD = Prepared(insert(HAYSTACKS))
_ADD_WORDS = Prepared(text("INSERT INTO search (rowid, words) VALUES (:claim, :words)"))
_FORGET = Prepared(delete(HAYSTACKS).where(HAYSTACKS.c.claim == bindparam("rowid")))
_FORGET_WORDS = Prepared(insert(SEARCH))

READ = 300
"""Claims whose words are compared with the query."""
ENDINGS = 48
"""Words that a half typed last word may stand for."""
NEAREST = 4
"""Known words that an unknown one may stand for."""
CLOSE_ENOUGH = 60.0
"""Similarity 0-100 from which a known word can be meant by an unknown one."""
SHORTEST_BEGINNING = 2
"""Letters from which a half typed word is looked for."""
RAREST = 3
"""Words of a query, the rarest ones, by each of which claims are looked for when few have all."""
LEFT_OUT = 4
"""Words of a query, the last ones, each of which a claim may lack when few have all."""
FEW = 20
"""Claims with all words below which others are looked for."""

LOOKED_THROUGH = 2_000
"""Claims up to which a query is answered by looking through all of them."""

_WORD = re.compile(r"\w+")
_HAS_DIGIT = re.compile(r"\d")
_ID = re.compile(r"c([1-9]\d{0,17})")


def words_of(query: str) -> list[str]:
    """The words of a query as the full-text index keeps them: lower case, without accents.

    >>> words_of("Médecins, KOBANÎ")
    ['medecins', 'kobani']
    """
    return plain(query[:READ_OF_QUERY]).split()[:MOST_WORDS]


def plain(words: str) -> str:
    """A text as a query is compared with it."""
    if words.isascii():
        from rapidfuzz.utils import default_process

        return default_process(words)
    words = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(words.lower().replace("_", " ")))


def keep_words(connection: Connection, changed: Mapping[int, str | None]) -> None:
    """Makes claims (by number; None: removed) findable by their words as they are now."""
    before = _kept(connection, list(changed))
    moved = {n: words for n, words in changed.items() if before.get(n) != words}
    old = [{"rowid": n, "words": before[n], "search": "delete"} for n in moved if n in before]
    if old:
        _FORGET_WORDS.run_each(connection, old)
        _FORGET.run_each(connection, old)
    new = [{"claim": n, "words": words} for n, words in moved.items() if words is not None]
    _ADD.run_each(connection, new)
    _ADD_WORDS.run_each(connection, new)


def add_words(connection: Connection, new: Mapping[int, str]) -> None:
    """Makes new claims, by number, findable by their words."""
    rows_added, first, last = list(new.items()), min(new), max(new)
    connection.exec_driver_sql("INSERT INTO haystacks (claim, words) VALUES (?, ?)", rows_added)
    if last - first + 1 == len(new):
        of_all = "INSERT INTO search (rowid, words) SELECT claim, words FROM haystacks WHERE claim BETWEEN ? AND ?"
        connection.exec_driver_sql(of_all, (first, last))
    else:
        connection.exec_driver_sql("INSERT INTO search (rowid, words) VALUES (?, ?)", rows_added)


def clear(connection: Connection) -> None:
    """Empties the full-text index."""
    connection.execute(delete(HAYSTACKS))
    connection.execute(text("INSERT INTO search (search) VALUES ('rebuild')"))


def _these(numbers: Sequence[int]) -> Select[Any]:
    return select(func.json_each(json.dumps(numbers)).table_valued("value").c.value)


def _kept(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    return dict(_KEPT.run(connection, numbers=json.dumps(numbers)))


class Vocabulary:
    """The words of all claims, each with the number of claims that have it."""

    def __init__(self, counted: Iterable[tuple[str, int]]) -> None:
        self.claims = dict(counted)
        self._sorted = sorted(word for word in self.claims if not _HAS_DIGIT.search(word))
        self._meant: dict[str, tuple[str, ...]] = {}

    def meant(self, word: str, *, is_last: bool) -> tuple[str, ...]:
        """What a typed word stands for; empty: nothing known."""
        if is_last and len(word) >= SHORTEST_BEGINNING:
            begun = self._begun(word)
            if begun:
                return begun
        if word in self.claims or _HAS_DIGIT.search(word):
            return (word,)  # one figure is no slip of another
        near = self._near(word)
        if near or not is_last or len(word) <= SHORTEST_BEGINNING:
            return near
        return self._begun(word[:-1])  # too little of a long word for a slip in it to be like the whole

    def _begun(self, word: str) -> tuple[str, ...]:
        start = bisect_left(self._sorted, word)
        end = bisect_left(self._sorted, word + chr(0x10FFFF), start)
        found = self._sorted[start : min(end, start + 5_000)]
        return tuple(sorted(found, key=lambda known: (known != word, -self.claims[known]))[:ENDINGS])

    def _near(self, word: str) -> tuple[str, ...]:
        from rapidfuzz import fuzz, process

        if word not in self._meant:
            hits = process.extract(
                word[:100], self._sorted, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=NEAREST
            )
            if len(self._meant) > MOST_KEPT:
                self._meant.clear()
            self._meant[word] = tuple(known for known, _, _ in hits)
        return self._meant[word]


MOST_KEPT = 10_000
"""Slips whose meaning is remembered."""
OUTDATED_BY = 0.02
"""Share of new claims from which the vocabulary is read anew; until then their new words count as slips."""


class TextSearch:
    """Search by words in one case. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._vocabulary: Vocabulary | None = None
        self._read_at = 0

    def best(self, connection: Connection, query: str, limit: int) -> list[int]:
        """Numbers of the claims that fit a query best, best first."""
        from rapidfuzz import fuzz, process

        words = words_of(query)
        vocabulary = self.vocabulary(connection)
        meant = _meant(connection, vocabulary, words)
        groups = [group for group in meant if group]
        if not groups:
            return []
        numbers = [int(found[1]) for word in words if (found := _ID.fullmatch(word))]
        numbers += _with_all(connection, groups, READ)
        if len(numbers) < max(FEW, limit) and len(groups) > 2:
            numbers += _with_most(connection, groups)
        if len(numbers) < max(FEW, limit):
            numbers += _with_rarest(connection, groups, vocabulary)
        numbers = list(dict.fromkeys(numbers))
        texts = {number: f"c{number} {plain(kept)}" for number, kept in _kept(connection, numbers[:READ]).items()}
        hits = process.extract(" ".join(words), texts, scorer=fuzz.token_set_ratio, limit=READ)
        # Of equally good ones, those that hold what the slips stand for.
        least = hits[min(limit, len(hits)) - 1][1] if hits else 0.0
        mended = " ".join(group[0] if group else word for group, word in zip(meant, words, strict=True))
        ranked = [
            (-score, -fuzz.token_set_ratio(mended, texts[number]), -number)
            for _, score, number in hits
            if score >= least
        ]
        return [-negative for _, _, negative in sorted(ranked)[:limit]]

    def with_all(self, connection: Connection, query: str, most: int | None = None) -> Select[Any] | None:
        """Selects the numbers of the claims with all words, or of those that ids name; most: the first so many.

        None in a case of a moderate size: there all claims can be looked through, by inner parts of words too.
        """
        if _newest(connection) <= LOOKED_THROUGH:
            return None
        words = words_of(query)
        named = [int(found[1]) for word in words if (found := _ID.fullmatch(word))]
        if named and len(named) == len(words):
            return _these(named)
        groups = _meant(connection, self.vocabulary(connection), words)
        if len(groups) > 1 and not groups[-1] and len(words[-1]) < SHORTEST_BEGINNING:
            groups.pop()  # one letter, so far, of the next word
        if not groups or not all(groups):
            return _these([])
        matching = select(SEARCH.c.rowid).where(SEARCH.c.search.op("MATCH")(_all_of(groups)))
        return matching.order_by(SEARCH.c.rowid).limit(most) if most is not None else matching

    def vocabulary(self, connection: Connection) -> Vocabulary:
        """The words of the case; those of the newest few claims may be missing."""
        with self._lock:
            newest = _newest(connection)
            if self._vocabulary is None or abs(newest - self._read_at) > self._read_at * OUTDATED_BY:
                self._vocabulary, self._read_at = Vocabulary(_COUNTED.run(connection)), newest
            return self._vocabulary


def _meant(connection: Connection, vocabulary: Vocabulary, words: Sequence[str]) -> list[tuple[str, ...]]:
    """What each word stands for. A word that came since the vocabulary was read stands for itself."""
    last = len(words) - 1
    return [
        (word,)
        if word not in vocabulary.claims and len(word) > 1 and _matching(connection, _either((word,)), 1)
        else vocabulary.meant(word, is_last=at == last)
        for at, word in enumerate(words)
    ]


def _newest(connection: Connection) -> int:
    return connection.execute(select(func.max(HAYSTACKS.c.claim))).scalar() or 0


def _with_all(connection: Connection, groups: Sequence[Sequence[str]], limit: int) -> list[int]:
    return _matching(connection, _all_of(groups), limit)


def _with_most(connection: Connection, groups: Sequence[Sequence[str]]) -> list[int]:
    """Newest claims with all words but one, whichever."""
    left_out = list(range(len(groups)))[-LEFT_OUT:]
    return _by_turns([_with_all(connection, [*groups[:at], *groups[at + 1 :]], READ) for at in left_out])


def _with_rarest(connection: Connection, groups: Sequence[Sequence[str]], known: Vocabulary) -> list[int]:
    """Newest claims with any of the rarest words."""
    rarest = sorted(groups, key=lambda group: sum(known.claims.get(word, 1) for word in group))[:RAREST]
    return _by_turns([_with_all(connection, [group], READ) for group in rarest])


def _by_turns(found: Sequence[Sequence[int]]) -> list[int]:
    """Those in most lists first, then from each list by turns.

    By turns, as a word that was typed whole tells more than a rarer one that a slip or a half typed word may stand for.
    """
    times = Counter(chain.from_iterable(found))
    ordered = dict.fromkeys(number for number in chain.from_iterable(zip_longest(*found)) if number is not None)
    return sorted(ordered, key=lambda number: -times[number])


def _matching(connection: Connection, asked: str, limit: int) -> list[int]:
    return _MATCHING.column(connection, asked=asked, most=limit)


def _all_of(groups: Sequence[Sequence[str]]) -> str:
    return " AND ".join(_either(group) for group in groups)


def _either(words: Sequence[str]) -> str:
    quoted = (f'"{word}"' for word in words)
    return f"({' OR '.join(quoted)})"
