"""The main clauses that "and", "but" or "while" join in one stretch of speech."""

from __future__ import annotations

from tracker.reading.clauses import Clause
from tracker.reading.finite_verbs import has_finite_verb
from tracker.reading.lexicons import word_set
from tracker.reading.saying_verbs import clause_follows

_JOINTS = frozenset(("and", "but", "while", "whereas"))


def coordinates(clause: Clause) -> list[Clause]:
    """The clause cut where another one with its own subject and verb is joined on; itself when there is none.

    "the raid hit a depot and that 47 people died" -> "the raid hit a depot", "47 people died".
    """
    words, cuts = clause.words, [0]
    for at in range(2, len(words) - 2):
        if words[at].low in _JOINTS and _clause_begins(clause, at + 1) and has_finite_verb(words, cuts[-1] + 1, at):
            cuts.append(at + 1 + (words[at + 1].low == "that"))
    pieces: list[Clause] = []
    for first, last in zip(cuts, [*cuts[1:], len(words)], strict=True):
        start = words[first].start if first else clause.start
        end = words[last].start if last < len(words) else clause.end
        opening = clause.quote_start if first == 0 else start
        pieces.append(
            clause._replace(
                start=start, end=end, quote_start=opening, words=words[first:last], first=clause.first + first
            )
        )
    return [_without_joint(piece) for piece in pieces]


def _clause_begins(clause: Clause, at: int) -> bool:
    words = clause.words
    if words[at].low == "that":
        return True
    begins = words[at].low in word_set("grammar", "determiners") | word_set("grammar", "pronouns")
    return (begins or words[at].is_capital or words[at].is_number) and clause_follows(words, at)


def _without_joint(piece: Clause) -> Clause:
    """Leaves out "and", "and that" and commas at the end."""
    words = piece.words
    last = len(words)
    while last and (words[last - 1].low in _JOINTS | {"that"} or words[last - 1].text == ","):
        last -= 1
    return piece._replace(end=words[last - 1].end, words=words[:last]) if 0 < last < len(words) else piece
