"""What a claim speaks of besides its figure: the event and its setting, when no incident is recorded."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from itertools import product

from tracker.matching.events import DAYS_OF_DOUBT, other_place
from tracker.matching.reasons import ReasonCode, reason
from tracker.matching.vocabulary import alike, contrast, event_kinds, measure_words
from tracker.matching.words import Statement, Word, statement
from tracker.model.claim import Assertion, Claim, Measure
from tracker.model.finding import FindingKind, Reason
from tracker.model.population import BASES

OF_PEOPLE = frozenset(
    {
        Measure.KILLED,
        Measure.WOUNDED,
        Measure.CASUALTIES,
        Measure.DETAINED,
        Measure.DISPLACED,
        Measure.MISSING,
        Measure.RESCUED,
        Measure.HOSTAGES,
    }
)
"""Measures that tell by themselves what is asked: two tolls are set against each other unless something differs."""

SPECIFIC = OF_PEOPLE | {
    Measure.FIGHTERS,
    Measure.ATTACKERS,
    Measure.ATTACKS,
    Measure.DURATION,
    Measure.COST,
    Measure.TERRITORY,
    Measure.VOTES,
    Measure.TURNOUT,
    Measure.ATTENDANCE,
}
"""Measures that say what is counted; with the others ("count", "people") only the words tell."""


def tells_what_is_counted(claim: Assertion) -> bool:
    """Whether a figure answers a question that its measure names.

    So does a measure of an analyst's or a table's own where the figure stands beside the words, not in them: the words
    of two rows ("arrested by 16 March") are one, and their figures differ.
    """
    if claim.measure in SPECIFIC:
        return True
    if claim.measure is None or claim.measure in _KNOWN or claim.quantity is None:
        return False
    start, end = claim.quantity.span
    return start == end


_KNOWN = frozenset(measure.value for measure in Measure)


def setting_bar(a: Assertion, b: Assertion) -> Reason | None:
    """Why two figures without a recorded incident are not comparable: their words set them in different events."""
    words_a, words_b = statement(a.quote), statement(b.quote)
    other = other_setting(words_a, words_b)
    if other is not None:
        return other
    if a.measure in OF_PEOPLE:
        return None
    telling_a, telling_b = _telling(words_a), _telling(words_b)
    if telling_a and telling_b and not any(alike(x, y) for x in telling_a for y in telling_b):
        return reason(ReasonCode.OTHER_SUBJECT, " ".join(sorted(telling_a)), " ".join(sorted(telling_b)))
    return None


def one_act(a: Assertion, b: Assertion) -> bool:
    """Whether two statements without a recorded incident can speak of one act: of one kind, in one setting."""
    words_a, words_b = statement(a.quote), statement(b.quote)
    if other_setting(words_a, words_b) is not None:
        return False
    kinds_b = [event_kinds(word.form) for word in _event_words(words_b)]
    if any(event_kinds(word.form) & kinds for word in _event_words(words_a) for kinds in kinds_b):
        return True
    common = [x for x in words_a.content if not x.name and any(alike(x.form, y.form) for y in words_b.content)]
    return len(common) >= COMMON_WORDS


def have_common_ground(a: Claim, b: Claim) -> bool:
    """Whether two statements of different reports, not known to be of one incident, tell of one matter.

    Two telling words in common, or one and the place: "he received none" and "they received 112 of them" are of two
    matters, as far as anybody can see. So are statements set in two places, or said months apart, that name nobody in
    common.
    """
    words_a, words_b = statement(a.quote), statement(b.quote)
    common = [x for x in words_a.content if any(alike(x.form, y.form) for y in words_b.content)]
    elsewhere = other_place(a.place, b.place)
    long_after = a.stated_at is not None and b.stated_at is not None and abs(a.stated_at - b.stated_at) > _MONTH
    if (elsewhere or long_after) and not any(word.name for word in common):
        return False
    one_place = bool(a.place and b.place) and not elsewhere
    return len({word.form for word in common}) + one_place >= COMMON_WORDS


_MONTH = dt.timedelta(days=DAYS_OF_DOUBT)
COMMON_WORDS = 2
"""Words, names left out, that two statements share when they speak of one act that has no event word."""


def other_setting(a: Statement, b: Statement) -> Reason | None:
    """The event, place or day that the two name differently; None when their settings can be one."""
    kinds_a, kinds_b = _event_words(a), _event_words(b)
    if kinds_a and kinds_b and not any(event_kinds(x.form) & event_kinds(y.form) for x in kinds_a for y in kinds_b):
        return reason(ReasonCode.OTHER_EVENT, kinds_a[0].text, kinds_b[0].text)
    numbered_a, numbered_b = _numbered(a), _numbered(b)
    for noun in sorted(numbered_a.keys() & numbered_b.keys()):
        x, y = numbered_a[noun], numbered_b[noun]
        if x.figure != y.figure:
            return reason(ReasonCode.OTHER_PERIOD if noun in _SPANS else ReasonCode.OTHER_EVENT, x.text, y.text)
    for x in _only(a, b):
        for y in _only(b, a):
            found = contrast(x.form, y.form)
            if found is not None and found.kind is FindingKind.DATE and not found.opposite:
                return reason(ReasonCode.OTHER_PERIOD, x.text, y.text)
    return _other_scene(a, b)


_SPANS = frozenset({"quarter", "half", "day", "week", "month", "year", "season", "night"})


def _numbered(words: Statement) -> dict[str, Word]:
    """What is told apart by an ordinal, with the ordinal: the quarter of "the second quarter"."""
    following = zip(words.words, words.words[1:], strict=False)
    return {noun.form: word for word, noun in following if word.unit == "ordinal" and noun.content}


def _other_scene(a: Statement, b: Statement) -> Reason | None:
    """The phrases of place in which the two have nothing in common, or name different names."""
    scene_a, scene_b = _scene(a), _scene(b)
    for scene, other in ((scene_a, b), (scene_b, a)):
        everywhere = next((word for word in other.words if word.form in EVERYWHERE), None)
        if scene and everywhere is not None and all(word.form not in EVERYWHERE for word in scene):
            x, y = (scene[0], everywhere) if other is b else (everywhere, scene[0])
            return reason(ReasonCode.OTHER_PLACE, x.text, y.text)
    if not scene_a or not scene_b:
        return None
    only_a = [x for x in scene_a if not any(_one(x, y) for y in b.content)]
    only_b = [y for y in scene_b if not any(_one(x, y) for x in a.content)]
    apart = len(only_a) == len(scene_a) and len(only_b) == len(scene_b)
    for x, y in product(only_a, only_b):
        found = contrast(x.form, y.form)
        if found is not None and found.kind is FindingKind.PLACE and not found.opposite:
            return reason(ReasonCode.OTHER_PLACE, x.text, y.text)
    named_a, named_b = [x for x in only_a if x.name], [y for y in only_b if y.name]
    if named_a and named_b:
        return reason(ReasonCode.OTHER_PLACE, named_a[0].text, named_b[0].text)
    if apart or _at_two_sites(a, b, only_a, only_b):
        return reason(ReasonCode.OTHER_EVENT, scene_a[0].text, scene_b[0].text)
    return None


EVERYWHERE = frozenset(
    {"nationwide", "countrywide", "worldwide", "statewide", "regionwide"}
    | {"across country", "throughout country", "all over country"}
)
"""A figure for the whole country is not one for a place in it."""


def _at_two_sites(a: Statement, b: Statement, only_a: list[Word], only_b: list[Word]) -> bool:
    """Whether one event is said to have been at two things: "the fire in the mill", "the fire in the car park"."""
    sites = [
        {id(word) for word in _behind_event(statement)} & {id(word) for word in only if not word.name}
        for statement, only in ((a, only_a), (b, only_b))
    ]
    return bool(sites[0] and sites[1])


def _behind_event(words: Statement) -> list[Word]:
    """The word right behind "fire in", "explosion at"."""
    said = words.words
    return [
        said[at + 2]
        for at in range(len(said) - 2)
        if event_kinds(said[at].form) and said[at + 1].form in ("in", "at") and said[at + 2].content
    ]


def _one(x: Word, y: Word) -> bool:
    return alike(x.form, y.form) or bool(event_kinds(x.form) & event_kinds(y.form)) or x.form[:4] == y.form[:4]


_SCENE = frozenset({"in", "at", "near", "on", "outside", "off", "around", "inside", "before"})
SCENE_REACH = 3
"""Words that a phrase of place has at most after its preposition."""


def _scene(words: Statement) -> list[Word]:
    """Content words of the phrases of place."""
    found = []
    for at, word in enumerate(words.words):
        if word.form in _SCENE:
            for following in words.words[at + 1 : at + 1 + SCENE_REACH]:
                if following.form in _SCENE or following.figure or following.form in ("by", "and", "but", "with"):
                    break
                if following.form[0].isalpha() and following.content and following.form not in _not_telling():
                    found.append(following)
    return found


@lru_cache(maxsize=1)
def _not_telling() -> frozenset[str]:
    return _population_words() | measure_words()


def _event_words(words: Statement) -> list[Word]:
    return [word for word in words.content if event_kinds(word.form) and word.text.lower() not in _FIRING]


_FIRING = frozenset({"fired", "firing"})
"""Of guns: no blaze."""


def _only(a: Statement, b: Statement) -> list[Word]:
    held = {word.form for word in b.content}
    return [word for word in a.content if word.form not in held]


@lru_cache(maxsize=1)
def _population_words() -> frozenset[str]:
    return frozenset(word for base in BASES for word in base.split())


def _telling(words: Statement) -> frozenset[str]:
    return frozenset(w.form for w in words.content if w.figure is None and w.form not in _not_telling())
