"""What was said: the span of words that belongs to a word of saying."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.reading.cues import Cue
from tracker.reading.finite_verbs import is_verbish
from tracker.reading.lexicons import word_set
from tracker.reading.quotes import Quotation
from tracker.reading.tokens import Token

_OPENING = '"“„«‘'


class Place(NamedTuple):
    """Where the search is: one sentence and the quotations that overlap it."""

    text: str
    words: Sequence[Token]
    quotes: Sequence[Quotation]
    start: int
    end: int

    def opens_quote(self, token: Token) -> bool:
        """Whether a quotation begins with this token."""
        return any(quote.start == token.start for quote in self.quotes)

    def quote_ending_near(self, offset: int) -> Quotation | None:
        """The quotation whose end mark stands at `offset`, give or take a comma."""
        return next((quote for quote in self.quotes if offset - 3 <= quote.end <= offset + 2), None)

    def quote_round(self, offset: int) -> Quotation | None:
        """The quotation in which `offset` lies."""
        return next((quote for quote in self.quotes if quote.start < offset < quote.end), None)


def is_circumstance(words: Sequence[Token], at: int) -> bool:
    """Whether a time, place or occasion of the saying begins at index `at`."""
    return words[at].low in word_set("words", "contents_circumstance") or words[at].low in word_set("dates", "weekdays")


def content_start(words: Sequence[Token], last: int, cue: Cue) -> int | None:
    """Index of the first word of the content after a cue that ends before `last`; None when there is none.

    Steps over the hearer ("told Reuters"), the occasion ("on Monday", "in a statement") and a remark between commas.
    """
    at = last
    if cue.base in word_set("cues", "hearer"):
        hearer = _hearer_end(words, at)
        if hearer is None:
            return None
        at = hearer
    at = _past_circumstance(words, at)
    if at + 1 < len(words) and words[at].text in ",:":
        at = _past_remark(words, at) if words[at].text == "," else at + 1
    return at if at < len(words) else None


def _past_circumstance(words: Sequence[Token], at: int) -> int:
    """ "said on Monday that", "said in a statement: ..." - if "that", a comma, a colon or a quotation ends it."""
    if at >= len(words) or not is_circumstance(words, at):
        return at
    for step in range(at + 1, min(at + 14, len(words))):
        if words[step].low == "that" or words[step].text in ":" + _OPENING:
            return step
        if words[step].text == ",":
            return step
        if words[step].text in ".;" or is_verbish(words, step):
            break
    weekdays = word_set("dates", "weekdays")
    if words[at].low in weekdays or words[at].low in ("yesterday", "today"):
        return at + 1
    if words[at].low in ("on", "last", "this") and at + 1 < len(words) and words[at + 1].low in weekdays:
        return at + 2
    return at


def _past_remark(words: Sequence[Token], comma: int) -> int:
    """ "said, citing officials, that", "explains, in a satirical tone, that": the word behind the remark."""
    for step in range(comma + 1, min(comma + 22, len(words))):
        if words[step].text == ",":
            following = words[step + 1] if step + 1 < len(words) else None
            if following is not None and (following.low == "that" or following.text in _OPENING):
                return step + 1
            if words[comma + 1].low in ("citing", "quoting", "speaking", "referring"):
                return step + 1
            break
        if words[step].text in ".;:" + _OPENING:
            break
    return comma + 1


def _hearer_end(words: Sequence[Token], at: int) -> int | None:
    """Steps over who is told; None when nothing is told after that."""
    if at < len(words) and (words[at].low == "that" or words[at].text in ":" + _OPENING):
        return at
    for step in range(at, min(at + 16, len(words))):
        if words[step].low == "that" or words[step].text in ",:" + _OPENING:
            return step
        if words[step].text in ".;" or is_verbish(words, step):
            break
    openers = (
        word_set("grammar", "determiners")
        | word_set("grammar", "pronouns")
        | {"there", "how", "what", "why", "whether", "if", "more"}
    )
    for step in range(at + 1, min(at + 16, len(words))):
        low = words[step].low
        if low in ("to", "of", "about") or words[step].text in ".;":
            return None
        if low in openers or words[step].is_number:
            return step
        before = words[step - 1]
        if words[step].is_capital and not before.is_capital and before.low not in openers:
            return step
    return None


def content_after(place: Place, follows: int) -> tuple[int, int] | None:
    """From the word at index `follows` to the end of the sentence, or of the quotation that begins there."""
    words = place.words
    if follows >= len(words):
        return None
    start = words[follows].start
    quote = next((quote for quote in place.quotes if quote.start == start), None)
    if quote is not None:
        rest = place.text[quote.end : place.end].strip()
        if quote.end >= place.end or rest[:1] in ("", ".", ",") or rest.startswith(("and ", "adding")):
            return quote.start, quote.end
        return start, max(place.end, quote.end)
    if words[follows].low == "that" and follows + 1 < len(words) and words[follows + 1].text != ".":
        start = words[follows + 1].start
    outer = place.quote_round(words[follows].start)
    if outer is not None and outer.end < place.end:
        return start, outer.end
    inner = next((q for q in place.quotes if q.start < place.end < q.end and q.start > start), None)
    return start, inner.end if inner else place.end


def content_before(place: Place, first: int, last: int) -> tuple[int, int] | None:
    """What stands before ", X said" (the subject begins at `first`): the quotation that ends there, or the clause."""
    words = place.words
    quote = place.quote_ending_near(words[first - 1].end)
    if quote:
        return quote.start, quote.end
    end = words[first - 1].start if words[first - 1].text in ",—–" else words[first - 1].end
    opens_again = any(quote.start > words[min(last, len(words) - 1)].start for quote in place.quotes)
    if _interrupts(words, last) and last + 3 < len(words) and not opens_again:
        return words[0].start, place.end
    return (words[0].start, end) if first > 1 else None


def stands_after(place: Place, first: int, last: int) -> bool:
    """Whether subject and cue follow the content: behind a comma or a quotation, with nothing said behind them."""
    words = place.words
    if first == 0:
        return False
    before = words[first - 1]
    closes = before.text in "\"”’“'" and not place.opens_quote(before)
    if not closes and before.text not in ",?!—–":
        return False
    if closes:
        return not _said_behind(words, last)
    preface = words[0].low in word_set("words", "contents_prefaces") and not _opens_with_bound(words)
    if preface and not _is_final(words, last):
        return False
    return _is_final(words, last) or (_interrupts(words, last) and (first >= 4 or _has_verb(words[:first])))


def _opens_with_bound(words: Sequence[Token]) -> bool:
    """ "At least nine people", "As many as 30": no circumstance."""
    return len(words) > 1 and words[0].low in ("at", "as", "in") and words[1].low in ("least", "most", "many", "all")


def _is_final(words: Sequence[Token], last: int) -> bool:
    """Only a hearer, a time or a place may follow."""
    if last >= len(words) or words[last].text in ".!?;" or _is_closed_by_time(words, last):
        return True
    if words[last].text == ",":
        return last + 1 < len(words) and words[last + 1].low in _SPEAKS_ON
    rest = words[last:]
    if rest[0].low == "to" and len(rest) > 1 and not _is_hearer(rest[1]):
        return False
    if len(rest) > 14 or any(word.low == "that" or word.text in ":" + _OPENING for word in rest):
        return False
    return is_circumstance(rest, 0) or (_is_hearer(rest[0]) and len(rest) <= 9 and not _has_verb(rest))


def _is_closed_by_time(words: Sequence[Token], last: int) -> bool:
    """ "..., officials said on Tuesday, as the opposition called ...": the narrator goes on behind the comma."""
    if not is_circumstance(words, last):
        return False
    for at in range(last + 1, min(last + 7, len(words) - 1)):
        if words[at].text == ",":
            return words[at + 1].low in _GOES_ON
        if is_verbish(words, at):
            return False
    return False


_GOES_ON = frozenset(("as", "while", "after", "but", "with", "though", "although", "hours", "days", "a"))


def _has_verb(words: Sequence[Token]) -> bool:
    return any(is_verbish(words, at) for at in range(len(words)))


def _is_hearer(token: Token) -> bool:
    hearers = ("the", "a", "him", "her", "them", "us", "me", "reporters", "journalists", "state", "local")
    return token.is_capital or token.low in hearers


def _interrupts(words: Sequence[Token], last: int) -> bool:
    """ "..., he said, ...", "..., he told reporters in Bamako, and ...": the content goes on behind the comma."""
    if last < len(words) and words[last].low in _HEARERS:
        comma = next((at for at in range(last + 1, min(last + 6, len(words))) if words[at].text == ","), None)
        if comma is not None and not any(is_verbish(words, at) for at in range(last + 1, comma)):
            return True
    if last + 1 < len(words) and words[last + 1].low in _SPEAKS_ON:
        return False
    return last < len(words) and words[last].text in ",—–"


_SPEAKS_ON = frozenset(
    ("adding", "citing", "referring", "speaking", "according", "denying", "rejecting", "dismissing", "contradicting")
)
"""What the speaker did while saying it: what was said ends before it."""


_HEARERS = frozenset(("reporters", "journalists", "parliament", "lawmakers"))


def _said_behind(words: Sequence[Token], last: int) -> bool:
    return last < len(words) and (words[last].low == "that" or words[last].text == ":")
