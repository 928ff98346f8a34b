"""The acts of saying of one sentence told apart: where what one says ends and what the other says begins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from tracker.reading.called_false import called_false
from tracker.reading.contents import Place
from tracker.reading.cues import cue_forms
from tracker.reading.finite_verbs import is_verbish
from tracker.reading.lexicons import word_set
from tracker.reading.tokens import Token


class Act(NamedTuple):
    """Spans of source, cue and content in the text."""

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[int, int]
    denied: bool = False
    hedged: bool = False


class FoundAct(NamedTuple):
    """An act and the indices of its first word and of its cue."""

    first: int
    cue: int
    act: Act


def told_apart(place: Place, found: Sequence[FoundAct]) -> list[Act]:
    """The acts of a sentence, in the order of their cues, each with the content that is its own."""
    apart = _in_turn(place.words, _spoken_on(place.words, found))
    own = [_cut(place, apart, index) for index in range(len(apart))]
    return [part for act in own for part in _without_what_is_false(place.words, act)]


def _without_what_is_false(words: Sequence[Token], act: Act) -> list[Act]:
    """ "Reports of 12 dead were wrong, A said; three died": A denies the one and says the other."""
    first = bisect_left(words, act.content[0], key=_start)
    last = bisect_left(words, act.content[1], key=_start)
    found = called_false(words, first, last)
    if found is None:
        return [act]
    denied = act._replace(content=(words[found.first].start, words[found.last - 1].end), denied=not act.denied)
    goes_on = next((at + 1 for at in range(found.end, last) if words[at].text == ";"), last)
    rest = [act._replace(content=(words[goes_on].start, act.content[1]))] if goes_on + 1 < last else []
    return [denied, *rest]


def _start(word: Token) -> int:
    return word.start


def _in_turn(words: Sequence[Token], found: Sequence[FoundAct]) -> list[FoundAct]:
    """ "Three died, A said, and five were hurt, B said": B's begins behind the joint; "A said; ..." goes on as A's."""
    told = list(found)
    for index, own in enumerate(told):
        act, joint = own.act, _joint_behind(words, own)
        if joint is None or own.first == 0 or act.content[0] >= words[own.first].start:
            continue
        other = told[index + 1] if index + 1 < len(told) else None
        if other is None:
            plain = words[own.first - 1].text == "," and act.content[0] == words[0].start
            silent = not any(word.low in cue_forms() for word in words[joint + 1 :])
            if words[joint].text == ";" and plain and silent and act.content[1] <= words[own.first].start:
                told.append(own._replace(act=act._replace(content=(words[joint + 1].start, words[-1].end))))
            break
        begins = joint + 1 + (words[joint].text == ",")
        swallows = other.act.content[0] <= act.content[0] and other.act.content[1] <= words[other.first].start
        if swallows and begins + 1 < other.first:
            ends = min(act.content[1], words[own.first - 1].start)
            told[index] = own._replace(act=act._replace(content=(act.content[0], ends)))
            content = (words[begins].start, other.act.content[1])
            told[index + 1] = other._replace(act=other.act._replace(content=content))
    return told


def _joint_behind(words: Sequence[Token], own: FoundAct) -> int | None:
    """Index of the ";" or of the comma before "and" where the narrator turns from this act to the next thing."""
    behind = max(own.act.cue[1], own.act.source[1] if own.act.source else 0)
    for at in range(own.first, len(words) - 1):
        if words[at].start < behind:
            continue
        if words[at].text == ";" or (words[at].text == "," and words[at + 1].low in word_set("words", "acts_joints")):
            return at
        if not _is_aside(words, at):
            return None
    return None


def _is_aside(words: Sequence[Token], at: int) -> bool:
    """A hearer, a day or an occasion of the saying: "told reporters on Monday", "in a statement"."""
    return words[at].is_word and not is_verbish(words, at)


def _spoken_on(words: Sequence[Token], found: Sequence[FoundAct]) -> list[FoundAct]:
    """ "..., police said, adding that ...": whoever said the one added the other."""
    told: list[FoundAct] = []
    for one in found:
        before = words[one.cue - 1].text if one.cue else ""
        source = told[-1].act.source if told else None
        if source is not None and before == "," and words[one.cue].low == "adding":
            one = one._replace(act=one.act._replace(source=source))
        told.append(one)
    return told


def _joint_before(words: Sequence[Token], own: FoundAct, other: FoundAct) -> int | None:
    """The "and" before the cue of an act whose subject stands before this one: "A rejected B's claim and said Y"."""
    if other.first > own.cue:
        return None
    at = other.cue - 1
    while at > own.cue and words[at].low in word_set("grammar", "adverbs"):
        at -= 1
    if at <= own.cue or words[at].low not in ("and", "but"):
        return None
    return at - (words[at - 1].text == ",")


def _cut(place: Place, found: Sequence[FoundAct], index: int) -> Act:
    """Ends a content where the next coordinate act of saying begins: "A said X, while B said Y"."""
    own, words = found[index], place.words
    act = own.act
    for other in found[index + 1 :]:
        if other.act.content[1] <= words[other.cue].start:
            # "A said X, B reported": what A said ends before B.
            if act.content[0] < other.act.content[1] < act.content[1]:
                act = act._replace(content=(act.content[0], other.act.content[1]))
            continue
        before_cue = words[other.cue - 1] if other.cue else None
        if (
            other.act.source == act.source
            and before_cue is not None
            and act.content[0] < before_cue.start < act.content[1]
        ):
            joint = other.cue - 1
            while joint > own.cue and not (words[joint].low in ("and", "but") or words[joint].text == ","):
                joint -= 1
            return act._replace(content=(act.content[0], words[joint].start)) if joint > own.cue else act
        joined = _joint_before(words, own, other)
        if joined is not None and act.content[0] < words[joined].start < act.content[1]:
            return act._replace(content=(act.content[0], words[joined].start))
        start = words[other.first].start if other.first < len(words) else place.end
        if other.first <= own.cue or not act.content[0] < start < act.content[1]:
            continue
        before = words[other.first - 1]
        if (before.low in word_set("words", "acts_joints") or before.text == ";") and place.quote_round(
            before.start
        ) is None:
            return act._replace(content=(act.content[0], before.start))
    return act
