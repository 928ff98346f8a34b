"""What stands between a name and its verb: "X, the army chief, said", "Li (BBC) said"."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.reading.finite_verbs import has_verb, is_verbish, word_class
from tracker.reading.lexicons import word_set
from tracker.reading.tokens import Token

BREAKS = frozenset(';:—?!"“”„«»[]…')


def is_acronym(inside: Sequence[Token]) -> bool:
    """Whether the words are one short form: "SDF"."""
    return len(inside) == 1 and inside[0].text.isupper()


def bracket_start(words: Sequence[Token], closing: int) -> int | None:
    """Index of the bracket that the one at `closing` ends; None when it is far."""
    for at in range(closing - 1, max(-1, closing - 30), -1):
        if words[at].text == "(":
            return at
    return None


def remark_start(words: Sequence[Token], closing: int) -> int | None:
    """The comma or dash that opens the remark which the one at `closing` ends: "X, the army chief, said"."""
    mark = words[closing].text
    for at in range(closing - 1, max(-1, closing - 40), -1):
        if words[at].text == mark or (mark in "–—" and words[at].text in "–—"):
            inside = words[at + 1 : closing]
            return at if at and inside and _is_remark(words, at, closing) else None
        if words[at].text in BREAKS:
            return None
    return None


def belongs_to_source(words: Sequence[Token], opening: int, closing: int) -> bool:
    """ "Li, of Kabul University, said", "results, published in May, show", "Molomby, SC, said": part of the source."""
    first = words[opening + 1]
    if first.low in ("of", "from") or is_acronym(words[opening + 1 : closing]):
        return True
    return first.low in ("published", "released", "obtained", "compiled", "seen", "issued")


def past_apposition(words: Sequence[Token], opened: int) -> int:
    """ "Khan, head of the army, and chairman of the board, said": the first comma behind the name."""
    for at in range(opened - 1, max(-1, opened - 25), -1):
        if words[at].text == ",":
            inside = words[at + 1 : opened]
            starts_name = at > 0 and words[at - 1].is_capital and not has_verb(words, max(0, at - 4), at)
            has_place = not inside or inside[0].low in word_class("prepositions")
            if inside and inside[0].low in word_class("determiners") and words[opened + 1].is_capital:
                return opened  # "..., from Strada Group, his lawyer, Petra Brandt, said"
            return at if starts_name and not has_place and not has_verb(words, at + 1, opened) else opened
        if words[at].text in BREAKS or words[at].low in word_class("subordinators"):
            return opened
    return opened


def _is_remark(words: Sequence[Token], opening: int, closing: int) -> bool:
    first = words[opening + 1]
    if first.low in word_set("words", "sources_remark_starts") or first.is_number:
        return True
    inside = words[opening + 1 : closing]
    if any(is_verbish(words, opening + 1 + offset) for offset in range(len(inside))):
        return first.low.endswith(("ing", "ed"))
    return len(inside) <= 12
