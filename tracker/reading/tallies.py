"""Acts of giving a figure: "put the toll at ten", "spoke of 23 dead", "Coast guard: one dead"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tracker.reading.contents import Place, content_after
from tracker.reading.cues import past, third_person
from tracker.reading.finite_verbs import is_auxiliary, is_verbish, word_class
from tracker.reading.lexicons import table, word_set
from tracker.reading.places import is_time
from tracker.reading.sources import subject_after, subject_before
from tracker.reading.tokens import Token

_REACH = 14
"""Words between the verb and its figure."""
_LONGEST_LABEL = 6


@cache
def _verbs() -> dict[str, tuple[str, ...]]:
    """Form of a tally verb -> words that must stand between it and the figure; none for a plain object."""
    found: dict[str, tuple[str, ...]] = {}
    for base, between in table("cues")["tally"].items():
        for form in (third_person(base), *table("cues")["irregular"].get(base, (past(base),))):
            if not form.endswith("ing"):
                found[form] = tuple(between)
    return found


def tally_at(place: Place, at: int) -> tuple[tuple[int, int], int] | None:
    """(token range of who gives it, index of the first word of what is given) if the word at `at` gives a figure."""
    words = place.words
    between = _verbs().get(words[at].low)
    if between is None or words[at].is_capital or at + 1 >= len(words):
        return None
    if is_auxiliary(words[at - 1]) and words[at - 1].low not in ("has", "have", "had"):
        return None
    follows = at + 1
    colon = _numbers_end(words, follows)
    if colon is not None and (teller := subject_before(words, at)) and _can_tell(words, teller):
        return teller, colon + 1
    if "of" in between and words[follows].low == "of":
        follows += 1
        between = ()
    figure = _figure_behind(words, follows)
    bare = words[at].low in ("gives", "gave") and _is_all_that_is_given(words, follows)
    found = subject_before(words, at)
    bare = bare or (found is not None and _is_said_of_a_toll(words, found[0]) and words[follows].low in between)
    if figure is None or not (between == () or bare or _has_toll(words, follows, figure, between)):
        return None
    if found is None or not _can_tell(words, found):
        return None
    return found, follows


def _numbers_end(words: Sequence[Token], follows: int) -> int | None:
    """The colon of "gave lower numbers: two dead, 16 injured"."""
    for at in range(follows, min(follows + _LONGEST_LABEL, len(words) - 1)):
        if words[at].text == ":":
            told = words[at - 1].low in word_set("words", "tally_objects") and at > follows
            return at if told and _figure_behind(words, at + 1) is not None else None
        if not words[at].is_word or is_verbish(words, at):
            return None
    return None


def _is_said_of_a_toll(words: Sequence[Token], first: int) -> bool:
    """ "the toll, which the ministry had put at 12": the relative takes up the toll."""
    if first < 2 or words[first - 1].low not in ("which", "that"):
        return False
    return not word_set("words", "tally_objects").isdisjoint(word.low for word in words[max(0, first - 4) : first])


def _is_all_that_is_given(words: Sequence[Token], follows: int) -> bool:
    """ "the government gives 19": the figure ends the clause."""
    ends = follows + 1 >= len(words) or words[follows + 1].text in ",.;"
    return words[follows].is_number and ends


def given_at(words: Sequence[Token], at: int) -> tuple[int, tuple[int, int]] | None:
    """(index where the figure's noun phrase begins, token range of who gave it) for "a toll of 45 given by police".

    None unless the word at `at` is a verb of giving figures, "by" stands behind it and a figure close before it.
    """
    if at + 2 >= len(words) or words[at + 1].low != "by" or words[at].low not in _giving():
        return None
    if is_auxiliary(words[at - 1]) or words[at].is_capital:
        return None
    giver = _giver(words, at + 2)
    if giver is None:
        return None
    figure = None
    for step in range(at - 1, max(-1, at - _REACH), -1):
        if words[step].text in ",.;:" or is_verbish(words, step):
            return (step + 1, giver) if figure is not None else None
        if words[step].low in word_class("determiners") and figure is not None:
            return step, giver
        if words[step].is_number:
            figure = step
        elif figure is not None and words[step].low not in _leads_to_figure():
            return step + 1, giver
    return (0, giver) if figure is not None and at < _REACH else None


def _giver(words: Sequence[Token], start: int) -> tuple[int, int] | None:
    """Who stands behind "by", up to the last word that names a body or person."""
    found = subject_after(words, start)
    if found is None or not _can_tell(words, found):
        return None
    names = [words[at].is_capital or is_teller(words[at]) for at in range(start, found[1])]
    last = names.index(True)
    while last + 1 < len(names) and (names[last + 1] or names[last + 2 : last + 3] == [True]):
        last += 1
    return start, start + last + 1


def owned_at(words: Sequence[Token], at: int) -> tuple[tuple[int, int], int, int] | None:
    """(token range of whose it is, first and end of the figure) for "the ministry's own count of 46", "is 46".

    None unless the word at `at` is a noun for a count, behind a possessive, with a figure close behind.
    """
    if words[at].low not in word_set("words", "tallies_owned") or at < 2:
        return None
    mark = at - 1
    while mark > 0 and words[mark].is_word and words[mark].low in word_set("words", "tallies_described"):
        mark -= 1
    if words[mark].low not in ("'s", "'", "’s", "’") or not mark:
        return None
    owner = subject_before(words, mark)
    if owner is None or not _can_tell(words, owner):
        return None
    owner = _begins(words, owner), owner[1]
    if is_time(words[owner[1] - 1].low):
        return None  # "Monday's count"
    own = any(word.low == "own" for word in words[mark:at]) or words[owner[1] - 1].text.isupper()
    if words[at].low == "toll" and not (own or _names_a_teller(words[slice(*owner)])):
        return None  # "Turkey's death toll": where they died
    begins = _past_link(words, at + 1)
    figure = _figure_behind(words, begins) if begins else None
    if not begins or figure is None or figure - begins > _LEADING:
        return None
    end = figure + 1
    while end < len(words) and (words[end].is_word or words[end].is_number) and not is_verbish(words, end):
        if words[end].low in ("and", "but", "while", "which", "who", "that", "when", "where"):
            break
        end += 1
    if words[begins - 1].low == "of" and end < len(words) and is_verbish(words, end):
        return None  # "the ministry's figure of 12 was wrong": somebody else speaks of it
    return owner, begins, end


def _begins(words: Sequence[Token], phrase: tuple[int, int]) -> int:
    """Where the owner begins: "well above | the government's count", "doubts | the Ministry of the Interior's"."""
    for step in range(phrase[1] - 1, phrase[0], -1):
        if words[step].low in word_class("determiners") and words[step - 1].low != "of":
            return step
    return phrase[0]


_LEADING = 3
"""Words before the figure: "at least", "more than"."""


def _past_link(words: Sequence[Token], at: int) -> int | None:
    """Index behind "of", "is", "stood at", "of the dead was"."""
    for step in range(at, min(at + 6, len(words) - 1)):
        if is_auxiliary(words[step]) or words[step].low in ("stood", "stands", "remains", "reached"):
            return step + 1 + (words[step + 1].low in ("at", "about"))
        if words[step].low == "of" and (words[step + 1].is_number or words[step + 1].low in _leads_to_figure()):
            return step + 1
        if words[step].text in ",.;:":
            return None
    return None


@cache
def _leads_to_figure() -> frozenset[str]:
    """ "toll of at least": what stands before a figure in its noun phrase."""
    return word_set("words", "tally_objects") | {"of", "than", "over", "about", "least", "at", "most", "more", "some"}


@cache
def _giving() -> frozenset[str]:
    """ "announced", "given", "put forward": participles behind a figure."""
    figures = word_set("cues", "figures") - {"note", "predict", "forecast", "confirm", "verify"}
    irregular = table("cues")["irregular"]
    return frozenset(irregular.get(base, (past(base),))[-1] for base in figures) | {"given", "cited", "released"}


def _figure_behind(words: Sequence[Token], follows: int) -> int | None:
    numbers = word_set("numbers", "units")
    for at in range(follows, min(follows + _REACH, len(words))):
        if words[at].text in ".;:" or words[at].low in ("which", "who", "that", "when", "after", "because"):
            return None
        if words[at].is_number or words[at].low in numbers or words[at].low in _VAGUE:
            return at
    return None


_VAGUE = frozenset(("dozens", "scores", "hundreds", "thousands", "no"))


def _has_toll(words: Sequence[Token], follows: int, figure: int, between: Sequence[str]) -> bool:
    """ "the toll to 18", "the number of wounded as 27"."""
    inside = [word.low for word in words[follows:figure]]
    tolls = word_set("words", "tally_objects")
    return not tolls.isdisjoint(inside) and not set(between).isdisjoint(inside)


def _can_tell(words: Sequence[Token], found: tuple[int, int]) -> bool:
    """A person or body: "the quake counted among" and "the strike raised the toll" are told by the narrator."""
    head = words[found[1] - 1]
    if _names_a_teller(words[found[0] : found[1]]):
        return True
    if head.low in ("he", "she", "they", "it", "we"):
        return True
    return head.is_capital and head.low not in word_class("determiners")


@cache
def _tellers() -> frozenset[str]:
    return frozenset(word for kind in table("grammar")["generic_groups"].values() for word in kind)


def _names_a_teller(phrase: Sequence[Token]) -> bool:
    """ "hospital", "officials": a word for a person or body that can give a figure."""
    return any(is_teller(word) for word in phrase)


def is_teller(word: Token) -> bool:
    """Whether a word names a body or group that can give a figure: "hospital", "officials"."""
    return word.low in _tellers() or word.low.rstrip("s") in _tellers()


def label_at(place: Place, at: int) -> tuple[int, int] | None:
    """Content behind the colon at `at` if it is a label that says whose figure follows: "Coast guard: one dead."."""
    words = place.words
    if words[at].text != ":" or not 1 <= at <= _LONGEST_LABEL or at + 1 >= len(words):
        return None
    label = words[:at]
    if any(is_verbish(words, step) for step in range(at)) or any(word.is_number for word in label):
        return None
    if not _names_a_teller(label) or _figure_behind(words, at + 1) is None:
        return None
    return content_after(place, at + 1)
