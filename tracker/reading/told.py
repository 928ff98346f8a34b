"""What a sentence tells of those counted: what is said of them, and what is done to them."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.claim import Measure
from tracker.reading.finite_verbs import is_auxiliary, is_verbish
from tracker.reading.lexicons import word_set
from tracker.reading.measure_roles import Measured, role_at, role_before
from tracker.reading.tokens import Token


def said_of(words: Sequence[Token], at: int) -> Measured | None:
    """What the words from index `at` say of those just counted: "have been killed", "died", "wounded"."""
    step, passive = _past_insertion(words, at), False
    at = step
    limit = min(at + 9, len(words))
    while step < limit:
        token = words[step]
        if token.text in ".;:!?" or (token.text == "," and not _goes_on(words, step)):
            return None
        if (step > at or token.low in _LATER) and token.low in ("and", "but", *_LATER) and _new_count(words, step + 1):
            return None
        found = role_at(words, step, "alone") or (role_at(words, step, "passive") if passive else None)
        if passive and token.low == "taken" and (step + 1 >= len(words) or words[step + 1].text in '.;,"”'):
            return Measured(Measure.HOSTAGES, step, step + 1, 0.8)
        later = _main_passive(words, found[1]) if found and not passive else None
        if later:
            return later
        if found and not _is_active_here(words, step, found[1], passive=passive):
            return Measured(found[0], step, found[1], 0.92 - 0.02 * (step - at))
        if is_auxiliary(token):
            passive = True
        elif token.is_number or token.low in (
            "said",
            "says",
            "nobody",
            "none",
            "killing",
            "wounding",
            "killed",
            "injuring",
        ):
            return None
        step += 1
    return None


def _main_passive(words: Sequence[Token], after: int) -> Measured | None:
    """ "two men arrested on Monday were released": what the main verb tells, behind a participle with its phrase."""
    if after >= len(words) or words[after].low not in word_set("grammar", "prepositions"):
        return None
    for step in range(after + 1, min(after + 8, len(words) - 1)):
        if not (words[step].is_word or words[step].is_number):
            return None
        if words[step].low in ("was", "were"):
            found = role_at(words, step + 1, "passive")
            return Measured(found[0], step + 1, found[1], 0.85) if found else None
    return None


_LATER = ("after", "before", "when", "while", "as", "because")


def _past_insertion(words: Sequence[Token], at: int) -> int:
    """ "ten people, including four children, were killed", "two girls aged six and nine were": the index behind it."""
    if at < len(words) and words[at].text == "(":
        return next((step + 1 for step in range(at + 1, min(at + _BRACKET, len(words))) if words[step].text == ")"), at)
    if at < len(words) and words[at].low == "aged":
        ages = range(at + 1, min(at + _AGES, len(words)))
        return next((step for step in ages if is_auxiliary(words[step]) or _tells_fate(words, step)), at)
    if at + 1 < len(words) and words[at].text == "," and _may_insert(words, at + 1):
        for step in range(at + 2, min(at + 26, len(words) - 1)):
            if words[step].text in ".;":
                return at
            if words[step].text == "," and (is_auxiliary(words[step + 1]) or _tells_fate(words, step + 1)):
                return step + 1
    return at


_BRACKET = 8
"""Words of a bracket that may stand behind those counted: "46,300 people (9,260 households) displaced"."""
_AGES = 9
"""Words of the ages that may stand behind "aged"."""


def _may_insert(words: Sequence[Token], at: int) -> bool:
    low = words[at].low
    inserted = word_set("words", "measures_inserted") | word_set("words", "measures_figures")
    return low in inserted or words[at].is_number or low in ("a", "an", "aged")


def _tells_fate(words: Sequence[Token], at: int) -> bool:
    return role_at(words, at, "alone") is not None or role_at(words, at, "passive") is not None


def _new_count(words: Sequence[Token], at: int) -> bool:
    """ "four took part and all four were killed": another figure begins."""
    return at < len(words) and (words[at].is_number or words[at].low in word_set("words", "measures_figures"))


def _goes_on(words: Sequence[Token], comma: int) -> bool:
    """ "three soldiers, all of them conscripts, were killed"."""
    return comma + 1 < len(words) and words[comma + 1].low in ("who", "all", "both", "mostly", "most")


_SAID_OF_ONESELF = frozenset(
    (
        *("died", "dead", "perished", "missing", "fled", "remained", "remain", "still", "trapped", "in"),
        *("attended", "joined", "marched", "filled", "packed"),
    )
)
"""First words of what can be said of the counted but not done by them to others."""


def _is_active_here(words: Sequence[Token], at: int, after: int, *, passive: bool) -> bool:
    """ "40 militants killed three soldiers": the forty are not the dead."""
    if passive or after >= len(words) or words[at].low in _SAID_OF_ONESELF:
        return False
    following = words[after]
    if following.low == "at":
        return after + 1 < len(words) and words[after + 1].low in ("least", "most")
    return following.is_number or following.low in (
        "a",
        "an",
        "the",
        "two",
        "three",
        "four",
        "five",
        "several",
        "dozens",
        "more",
        "civilians",
        "people",
        "soldiers",
        "his",
        "their",
        "him",
        "them",
    )


_PASSIVE = frozenset(("was", "were", "been", "be", "being", "is", "are", "not"))


def done_to(words: Sequence[Token], first: int) -> Measured | None:
    """ "killed 27", "killing at least 90": what the verb before does, across nouns but no other verb."""
    floor = max(0, first - 14)
    at = first - 1
    while at >= floor:
        token = words[at]
        if token.text in ".;:!?" or token.low in (
            "who",
            "which",
            "that",
            "because",
            "after",
            "before",
            "while",
            "when",
            "although",
        ):
            return None
        found = role_before(words, at + 1, "active")
        if (
            found
            and words[at].low.endswith("ing")
            and found[1]
            and words[found[1] - 1].low in word_set("grammar", "determiners")
        ):
            return None
        if found:
            measure, start = found
            going_on = words[at].low.endswith("ing")
            if start and words[start - 1].low in _PASSIVE and not going_on:
                return _listed(words, start, at, first, measure)
            return Measured(measure, start, at + 1, 0.93 - 0.02 * (first - at - 1))
        if token.text == "," and first - at > 6 and words[at + 1].low not in ("and", "including"):
            return None
        if is_verbish(words, at) and token.low not in ("including", "included"):
            return None
        at -= 1
    return None


def _listed(words: Sequence[Token], start: int, at: int, first: int, measure: str) -> Measured | None:
    """ "27 were killed, including seven policemen": the verb still tells of the part."""
    between = {word.low for word in words[at + 1 : first]}
    if between & {"including", "among", "them", "included"}:
        return Measured(measure, start, at + 1, 0.85)
    return None
