"""A statement as words to compare: dictionary forms, phrases, figures, names, and what is negated or left open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tracker.matching.intervals import Interval, common_unit, interval_of
from tracker.matching.lemmas import FUNCTION_WORDS, LONGEST_READ, lemma
from tracker.matching.names import canonical, plain
from tracker.matching.negation import Scope, debunking, is_hedge
from tracker.matching.numerals import FURTHER, TIMES, century_of, is_share, ordinal, percentage
from tracker.matching.phrases import phrase_at
from tracker.matching.tokens import in_title_case, tokens_of
from tracker.matching.vocabulary import alike, is_geographic
from tracker.model.quantity import Quantity

_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])+")
"""An abbreviation with dots, the last of which is no part of the token: "D.C"."""
_ARTICLES = frozenset({"a", "an", "the"})
_PLACING = frozenset({"near", "close"})
_NOBODY = frozenset({"nobody", "nothing", "none"})
_OWN = frozenset({"our", "we", "us", "ours"})
_ANNOUNCING = frozenset({"say", "tell", "announce", "pledge", "vow", "promise", "declare", "insist"})
"""After these "would" tells of the future, and leaves nothing open."""
_STANDING_FOR = _OWN | {"it", "he", "she", "they", "its", "his", "her", "their", "i", "i'm", "my"}
_JOINING = frozenset({"of", "in", "for", "the", "and", "al"})
LONGEST_ALIAS = 7
"""Tokens of a name that are looked up together."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, phrase, figure or mark of a statement."""

    text: str
    form: str
    """Dictionary form in lower case; phrases joined by spaces."""
    start: int
    end: int
    content: bool = True
    """Whether it says something of its own."""
    name: bool = False
    negated: bool = False
    figure: Interval | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A text, its words without articles and marks, and whether it is hedged."""

    text: str
    words: tuple[Word, ...]
    hedged: bool
    """Whether "may", "reportedly" and the like leave it open."""
    speaker: str | None = None
    """The form of the source's name, as the same name in a text has it."""
    begins: int = 0
    """Where what is said begins in the text: after "the ministry said that"."""

    def said_from(self, start: int, end: int) -> Statement:
        """With the words of one stretch of the text only."""
        within = tuple(word for word in self.words if word.start >= start and word.end <= end)
        return replace(self, words=within, begins=start)

    aside: tuple[Word, ...] = ()
    """Words of who says it, left out of `words`: what "it" and "they" at the beginning stand for."""

    def without(self, spans: Sequence[tuple[int, int]]) -> Statement:
        """Without the words of some stretches of the text: who says it."""
        if not spans:
            return self
        left = tuple(w for w in self.words if not any(s <= w.start and w.end <= e for s, e in spans))
        begins = next((e for s, e in sorted(spans) if s == 0), self.begins)
        if not any(w.content for w in left):
            return self
        aside = tuple(w for w in self.words if w.content and w not in left)
        return replace(self, words=left, begins=begins, aside=aside)

    def in_own_voice(self, other: Statement) -> Statement:
        """With "our" read as the speaker's name, and "they" as the speaker, where the other statement names them."""
        self = self._with_speaker(other)
        if self.speaker is None or not any(word.form in _OWN for word in self.words):
            return self
        if not any(word.form == self.speaker for word in other.words):
            return self
        named = [replace(w, form=self.speaker, content=True) if w.form in _OWN else w for w in self.words]
        return replace(self, words=tuple(named))

    def _with_speaker(self, other: Statement) -> Statement:
        if not self.aside or not any(word.form in _STANDING_FOR for word in self.words):
            return self
        named = [w for w in self.aside if any(w.form == o.form or alike(w.form, o.form) for o in other.content)]
        return replace(self, words=(*named, *self.words)) if named else self

    @property
    def content(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.content)


@lru_cache(maxsize=8192)
def statement(text: str, quantities: tuple[Quantity, ...] = (), source: str | None = None) -> Statement:
    """The words of a text, at most the first 2,000 characters.

    quantities: figures found in it, spans into it. source: who says it; "our fighters" are the source's fighters.
    """
    text = text[:LONGEST_READ]
    tokens = list(tokens_of(text))
    titled = in_title_case(tokens)
    words = _merged(text, tokens, [q for q in quantities if q.span[1] > q.span[0] and q.span[1] <= len(text)])
    scope = Scope()
    found: list[Word] = []
    hedged = announced = False
    for position, word in enumerate(words):
        following = words[position + 1].form if position + 1 < len(words) else ""
        negated, negator = scope.step(word.form, following)
        before = words[position - 1].form if position else ""
        if (word.text != "May" or not position) and (word.form != "would" or not announced):
            hedged = hedged or is_hedge(word.form, following, before)
        announced = announced or word.form in _ANNOUNCING
        if not word.text[0].isalnum() and word.figure is None and word.text not in "%":
            continue
        if word.form in _ARTICLES:
            continue
        content = word.content and not negator
        if word.figure is not None:
            word = _counting(word, following)
        if word.form in _NOBODY and found:
            deed = -2 if found[-1].form in ("on", "at") and len(found) > 1 else -1  # "fired on nobody"
            if found[deed].content:
                found[deed] = replace(found[deed], negated=not found[deed].negated)  # "shot nobody" denies the shooting
        if word.name and titled and not word.text.isupper() and not _surely_name(word.form):
            word = replace(word, name=False)
        found.append(
            Word(word.text, word.form, word.start, word.end, content, word.name, negated, word.figure, word.unit)
        )
    return Statement(text, tuple(_debunked(text, found)), hedged, _speaker(source))


def _counting(word: Word, following: str) -> Word:
    """A figure with what the next word makes of it: "12 more", "four times"; "first five" is no place in an order."""
    if word.unit == "ordinal" and following == "#":
        return replace(word, form=lemma(word.text), figure=None, unit=None)
    if word.unit is None and following in FURTHER:
        return replace(word, unit="further")
    return replace(word, unit="times") if word.unit is None and following == "time" else word


def _debunked(text: str, words: Sequence[Word]) -> Sequence[Word]:
    """With all words turned when the statement calls itself untrue; the words that say so carry nothing."""
    span = debunking(text)
    if span is None:
        return words
    turned = []
    for word in words:
        says_so = span[0] <= word.start < span[1] or word.form in _REPORTED
        denied = word.negated != (says_so is False) if span[0] == 0 else word.start < span[0]
        turned.append(replace(word, content=word.content and not says_so, negated=denied))
    return turned


_REPORTED = frozenset({"report", "claim", "rumour", "rumor", "story", "video", "news", "post", "photo", "allegation"})
"""What is called untrue: not itself denied."""


def _surely_name(form: str) -> bool:
    """Whether the word is a name by our tables, or no dictionary word."""
    return is_geographic(form) or canonical_form(form) is not None


def _speaker(source: str | None) -> str | None:
    """The form of the source's name, as the same name in a text has it."""
    words = source.split() if source else []
    return (canonical_form(" ".join(words)) or lemma(words[-1])) if words else None


def canonical_form(name: str) -> str | None:
    """The form of a name of the alias table: one for "ISIL" and "Daesh"."""
    key = canonical(name)
    return plain(key) if key else None


def _merged(text: str, tokens: Sequence[tuple[str, int, int]], quantities: Sequence[Quantity]) -> list[Word]:
    """Tokens with figures and known phrases made one."""
    figures = sorted((q for q in quantities if not q.is_zero), key=lambda q: q.span)
    found: list[Word] = []
    at = 0
    starting = True
    while at < len(tokens):
        token, start, end = tokens[at]
        quantity = next((q for q in figures if q.span[0] <= start < q.span[1]), None)
        if quantity is not None:
            if token.lower() in _PLACING:  # "near two men" is where they are, not how many
                found.append(_word(token, start, end, starting))
                at, starting = at + 1, False
                continue
            upto = at
            while upto < len(tokens) and tokens[upto][1] < quantity.span[1]:
                upto += 1
            found.append(_figure(text, start, tokens[upto - 1][2], quantity))
            at, starting = upto, False
            continue
        alias = _alias_at(tokens, at)
        if alias is not None:
            length, form = alias
            end = tokens[at + length - 1][2]
            found.append(Word(text[start:end], form, start, end, name=True))
            at, starting = at + length, False
            continue
        century = century_of(token, tokens[at + 1][0]) if at + 1 < len(tokens) else None
        if century is not None:
            end = tokens[at + 1][2]
            found.append(Word(text[start:end], f"{century}th century", start, end))
            at, starting = at + 2, False
            continue
        length, form = phrase_at(tokens, at)
        if form:
            end = tokens[at + length - 1][2]
            found.append(Word(text[start:end], form, start, end))
        else:
            found.append(_word(token, start, end, starting))
        starting = found[-1].form in (".", "!", "?", ":")
        at += length
    return found


def _figure(text: str, start: int, end: int, quantity: Quantity) -> Word:
    unit, factor = common_unit(quantity.unit)
    interval = interval_of(quantity)
    if unit is None and is_share(text[start:end], interval):
        interval, unit = percentage(interval), "percent"
    return Word(
        text[start:end],
        f"#{unit or ''}",
        start,
        end,
        figure=interval if factor == 1 else interval.scaled(factor),
        unit=unit,
    )


def _word(token: str, start: int, end: int, starting: bool) -> Word:
    lowered = token.lower()
    place, times = ordinal(lowered), TIMES.get(lowered)
    if place is not None:
        return Word(token, "#ordinal", start, end, figure=Interval(place, place), unit="ordinal")
    if times is not None:
        return Word(token, "#times", start, end, figure=Interval(times, times), unit="times")
    if token[0].isdigit():
        return Word(token, lowered, start, end)
    form = lemma(token.replace(".", "") if _INITIALS.fullmatch(token) else token)
    name = token[0].isupper() and (not starting or (len(token) > 1 and token.isupper()) or is_geographic(form))
    content = form not in FUNCTION_WORDS and lowered not in FUNCTION_WORDS and len(form) > 1
    return Word(token, form, start, end, content=content or (name and len(token) > 1), name=name)


def _alias_at(tokens: Sequence[tuple[str, int, int]], at: int) -> tuple[int, str] | None:
    """Tokens and form of the longest name of the alias table that starts here."""
    if not tokens[at][0][0].isupper():
        return None
    upto = at + 1
    while upto < min(at + LONGEST_ALIAS, len(tokens)) and (tokens[upto][0][0].isupper() or tokens[upto][0] in _JOINING):
        upto += 1
    for end in range(upto, at, -1):
        name = " ".join(token for token, _, _ in tokens[at:end])
        form = canonical_form(name) if len(name) > 1 and tokens[end - 1][0] not in _JOINING else None
        if form is not None:
            return end - at, form
    return None
