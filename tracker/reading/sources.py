"""Noun phrases beside a word of saying: who says it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.reading.cues import cue_forms
from tracker.reading.finite_verbs import has_finite_verb, has_verb, is_auxiliary, is_verbish, word_class
from tracker.reading.lexicons import word_set
from tracker.reading.remarks import (
    BREAKS,
    belongs_to_source,
    bracket_start,
    is_acronym,
    past_apposition,
    remark_start,
)
from tracker.reading.tokens import Token, phrase_at

_LONGEST_SOURCE = 28
"""Tokens a subject may have; longer stretches are mis-read clauses."""


def subject_before(words: Sequence[Token], verb: int) -> tuple[int, int] | None:
    """Token range of the subject of the verb at index `verb`, or None.

    Skips auxiliaries, adverbs and remarks between commas; keeps "of" phrases; leaves out a time or place put in front.
    The second of two joined verbs has the subject of the first ("fled and said").
    """
    last = _skip_left(words, verb)
    if last is None or last < 0:
        return None
    if words[last].low in ("and", "but", "then") and last:
        return _subject_of_first_verb(words, last)
    first = last if words[last].low in ("who", "which") else _phrase_start(words, last)
    first = _without_preface(words, first, last)
    described = (
        (_described_by_clause(words, first) or _described_by_participle(words, first)) if first <= last else None
    )
    if described:
        return described
    if first < last and words[first].low in ("with", "of"):
        first += 1  # "..., with one resident saying that"
    if first > last or not _can_be_source(words, first, last):
        return None
    if words[last].text == ")":
        last = (bracket_start(words, last) or last + 1) - 1
    return (first, last + 1) if first <= last else None


def _described(words: Sequence[Token], first: int) -> tuple[int, int] | None:
    return _described_by_clause(words, first) or _described_by_participle(words, first)


def _described_by_clause(words: Sequence[Token], first: int) -> tuple[int, int] | None:
    """ "An officer who asked not to be named said", "a man who spoke for the group denied": the noun before "who"."""
    if words[first].low not in ("to", "not") and words[first].low not in word_class("prepositions"):
        return None
    for at in range(first - 1, max(0, first - 8), -1):
        if words[at].low == "who":
            last = at - 1 - (words[at - 1].text == ",")
            return (_phrase_start(words, last), last + 1) if last >= 0 and words[last].is_word else None
        if words[at].text in ",.;":
            return None
    return None


def _described_by_participle(words: Sequence[Token], first: int) -> tuple[int, int] | None:
    """ "A man speaking for the group denied": the noun before the participle, when its phrase was found."""
    if (
        first < 2
        or words[first].low not in word_class("prepositions")
        or not words[first - 1].low.endswith(_PARTICIPLES)
    ):
        return None
    last = first - 2 - (words[first - 2].text == ",")
    if last < 0 or not words[last].is_word or is_verbish(words, last):
        return None
    start = _without_preface(words, _phrase_start(words, last), last)
    return (start, last + 1) if start <= last and _can_be_source(words, start, last) else None


_PARTICIPLES = ("ing", "ed")


def _subject_of_first_verb(words: Sequence[Token], joint: int) -> tuple[int, int] | None:
    """The subject before "and": of the nearest verb of saying, else of the nearest verb."""
    for saying_only in (True, False):
        for verb in range(joint - 1, 0, -1):
            if words[verb].text in ";:":
                break
            if saying_only and not _is_plain_saying(words[verb].low):
                continue
            if words[joint - 1].text == "," and words[verb - 1].low in ("that", "which"):
                continue  # "resigned after the fire that killed 12, but denied ...": nothing the fire did
            remarked = saying_only and words[verb - 1].text == "," and words[verb].low.endswith("s")
            if (is_verbish(words, verb) or remarked) and not is_auxiliary(words[verb]):
                found = subject_before(words, verb)
                if found and not _is_inside_clause(words, found[0]):
                    return found
    return None


def _is_plain_saying(low: str) -> bool:
    cue = cue_forms().get(low)
    return cue is not None and cue.base not in word_set("cues", "quoting_only")


def _is_inside_clause(words: Sequence[Token], first: int) -> bool:
    """Whether "that", "which" or the like opens the clause of this subject."""
    return first > 0 and words[first - 1].low in ("that", "which", "who", "whose", "because")


def _skip_left(words: Sequence[Token], verb: int) -> int | None:
    """Index of the last token of the subject: steps over auxiliaries, adverbs and ", however,"."""
    at = verb - 1
    while at >= 0:
        token = words[at]
        if (
            is_auxiliary(token)
            or token.low in word_class("adverbs")
            or (token.low.endswith("ly") and len(token.low) > 4 and not token.is_capital)
        ):
            at -= 1
        elif token.low == "far" and at and words[at - 1].low == "so":
            at -= 2
        elif token.text in ",–—-" and at:
            opened = remark_start(words, at)
            if opened is None:
                # "The firm Acme, has said": a comma too many, if no verb stands before it.
                return at - 1 if at <= _LONGEST_SOURCE and not has_finite_verb(words, 0, at) else None
            if belongs_to_source(words, opened, at):
                return at - 1
            at = past_apposition(words, opened) - 1
        elif token.text == ")":
            opened_at = bracket_start(words, at)
            if opened_at is None:
                return None
            if is_acronym(words[opened_at + 1 : at]):
                return at
            at = opened_at - 1
        elif token.text == "." and at and len(words[at - 1].text) == 1 and words[at - 1].is_capital:
            return at - 1  # "Samir D., 24, said"
        else:
            return at
    return None


def _phrase_start(words: Sequence[Token], last: int) -> int:
    """Walks left to where the noun phrase begins."""
    at = last
    floor = max(0, last - _LONGEST_SOURCE)
    while at > floor:
        before = words[at - 1]
        if before.text in '"”' and (opened := _short_quote(words, at - 1)) is not None:
            at = opened
            continue
        if before.text in BREAKS or (before.text in ".)" and not _inside_name(words, at - 1)):
            break
        if before.text == "," and (comma := _own_remark(words, at - 1)) is not None:
            at = comma
            continue
        if before.text == ",":
            break
        if before.low in word_class("subordinators") and not before.is_capital and before.low != "like":
            break
        if before.low in ("and", "nor", "or") and not _joins_names(words, at - 1, floor):
            break
        if _is_reduced_relative(words, at - 1):
            at -= 2
            continue
        planned = before.low == "be" and at >= 2 and words[at - 2].low == "to"
        if is_verbish(words, at - 1) and not planned and before.low not in ("set", "hit", "led", "put", "left"):
            break
        at -= 1
    while at < last and (words[at].low in ("and", "or", "but", "nor", "then", "also") or words[at].text in ",.-–'’)"):
        at += 1
    return at


def _is_reduced_relative(words: Sequence[Token], at: int) -> bool:
    """ "residents reached by telephone", "two drivers contacted by the paper": the participle describes the noun."""
    if not words[at].low.endswith("ed") or words[at + 1].low != "by" or at < 1:
        return False
    before = words[at - 1]
    return before.is_word and not is_auxiliary(before) and before.low not in word_class("prepositions")


def _short_quote(words: Sequence[Token], closing: int) -> int | None:
    """The opening mark of a title inside a phrase: the "History" section."""
    for at in range(closing - 1, max(-1, closing - 6), -1):
        if words[at].text in '"“':
            return at if at and words[at - 1].low in word_class("determiners") | word_class("prepositions") else None
    return None


def _own_remark(words: Sequence[Token], comma: int) -> int | None:
    """The comma before "of ..." or "published ..." that belongs to the source."""
    return None if comma < 1 else _of_phrase_comma(words, comma)


def _of_phrase_comma(words: Sequence[Token], comma: int) -> int | None:
    following = words[comma + 1] if comma + 1 < len(words) else None
    if following is None:
        return None
    owns = following.low in ("of", "from", "published", "released", "obtained", "compiled", "seen", "issued")
    acronym = following.text.isupper() and following.is_word and comma and words[comma - 1].is_capital
    return comma if (owns or acronym) and words[comma - 1].is_word else None


def _inside_name(words: Sequence[Token], at: int) -> bool:
    """ "Gen. Khan", "U.S. army", "(SDF)"."""
    mark = words[at].text
    if mark == ".":
        return at > 0 and (words[at - 1].low in word_class("titles") or len(words[at - 1].text) == 1)
    if mark == ")":
        opened = bracket_start(words, at)
        return opened is not None and is_acronym(words[opened + 1 : at])
    return False


def _joins_names(words: Sequence[Token], joint: int, floor: int) -> bool:
    """Whether "and" joins two nouns ("police and soldiers said"), not two clauses."""
    for at in range(joint - 1, floor - 1, -1):
        token = words[at]
        if token.text in BREAKS or (token.text in ",." and not _inside_name(words, at)):
            return joint - at > 1 and not has_verb(words, at + 1, joint)
        if token.low in word_class("subordinators"):
            return not has_verb(words, at + 1, joint)
        if is_verbish(words, at):
            return False
    return not has_verb(words, floor, joint)


def _without_preface(words: Sequence[Token], first: int, last: int) -> int:
    """ "On Monday the army" -> "the army"; "In a statement officials" -> "officials"."""
    if words[last].low in ("he", "she", "it", "they", "we", "i"):
        return last  # "On 23 January he raised ..."
    at = first
    while at <= last and words[at].low in word_set("words", "sources_preface_words"):
        at += 1
    if at <= last and words[at].low in word_set("words", "sources_preface_heads"):
        step = at + 1
        while step <= last:
            if (
                step > at + 1
                and words[step].low in word_class("determiners")
                and words[step - 1].low not in word_class("prepositions")
            ):
                return step
            step += 1
        if (
            words[at].low in ("in", "on", "at")
            and last > at + 1
            and words[at + 1].is_capital
            and not words[last].is_capital
        ):
            return at + 2
    return at


def antecedent(words: Sequence[Token], relative: int) -> tuple[int, int] | None:
    """The noun phrase before the "which" or "who" at index `relative`: "Radio Two, which said that ..."."""
    end = relative - (relative > 0 and words[relative - 1].text == ",")
    if end < 1 or not words[end - 1].is_word:
        return None
    start = _phrase_start(words, end - 1)
    maker = next((at for at in range(end - 1, start, -1) if _makes(words, at - 1)), None)
    start = start if maker is None else maker  # "the report published on Tuesday by Radio Two"
    start += 2 if phrase_at(words, start, ("according", "to")) else 0
    return (start, end) if start < end and _can_be_source(words, start, end - 1) else None


def _makes(words: Sequence[Token], at: int) -> bool:
    """ "the report published by X", "earlier accounts from X": whose words they are stands behind."""
    told = word_set("words", "acts_nouns") | {"account", "accounts", "testimony", "figures", "data", "word"}
    return words[at].low == "by" or (words[at].low == "from" and at > 0 and words[at - 1].low in told)


def _can_be_source(words: Sequence[Token], first: int, last: int) -> bool:
    head = words[last]
    if not (head.is_word or head.text in (")",) or head.low in ("'s",)):
        return head.is_number and first < last
    if first == last:
        return (
            head.low not in word_class("subordinators") - {"who", "which"}
            and head.low
            not in word_class("determiners")
            - {"some", "many", "most", "both", "all", "others", "several", "this", "that", "one"}
            and head.low not in word_class("prepositions")
            and head.low not in ("there", "and", "not", "to", "it's")
        )
    opens = words[first]
    if opens.low in word_class("prepositions") and opens.low not in _OPEN_SOURCES and opens.text != "Per":
        return False  # "in an attack claimed by the group"
    return head.low not in word_class("prepositions") and head.low not in ("and", "or")


_OPEN_SOURCES = frozenset(("over", "about", "around", "than", "inside", "near", "like"))
"""Prepositions with which a subject can begin: "over 200 scientists say"."""


def subject_after(words: Sequence[Token], start: int, *, with_places: bool = False) -> tuple[int, int] | None:
    """Token range of the noun phrase that begins at `start`: 'said NP', 'according to NP'."""
    at = start
    while at < len(words) and at < start + _LONGEST_SOURCE:
        token = words[at]
        if token.text in BREAKS or (token.text in ",.)(–" and not _name_goes_on(words, at)):
            break
        if (
            at > start
            and token.low in word_set("words", "sources_stop_right")
            and not (with_places and token.low in ("in", "from", "for", "on", "at", "by", "to", "with"))
        ):
            break
        if at > start and (
            token.low in ("no", "none", "nobody", "there")
            or (token.low in ("the", "a", "an") and words[at - 1].is_capital)
        ):
            break
        if at > start and (is_verbish(words, at) and not _participle_in_phrase(words, at, with_places=with_places)):
            break
        at += 1
    while at > start and (words[at - 1].low in ("and", "or", "the", "a", "of") or words[at - 1].text in ",."):
        at -= 1
    if at <= start or not (words[start].is_word or words[start].is_number):
        return None
    return start, at


def _participle_in_phrase(words: Sequence[Token], at: int, *, with_places: bool) -> bool:
    """ "according to figures released by the ministry": the participle belongs to the phrase."""
    return (
        with_places
        and words[at].low.endswith("ed")
        and at + 1 < len(words)
        and words[at + 1].low in ("by", "in", "on", "to", "from", "with")
    )


def _name_goes_on(words: Sequence[Token], at: int) -> bool:
    token = words[at]
    if token.text == ".":
        return _inside_name(words, at) and at + 1 < len(words) and words[at + 1].is_capital
    if token.text == "(":
        return at + 2 < len(words) and words[at + 2].text == ")" and words[at + 1].text.isupper()
    if token.text == ")":
        return _inside_name(words, at)
    return False
