"""Who holds a place: two sides cannot both hold one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.reasons import ReasonCode
from tracker.matching.vocabulary import alike, contrast, is_party
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind

_HOLDING = frozenset({"hold", "control", "in control", "maintain control", "remain in control", "hold on to", "retain"})
_OURS = frozenset({"in our hand", "still in our hand", "under our control", "in our possession"})
"""Held by the speaker."""
_TAKING = frozenset({"capture", "seize", "take", "overrun", "conquer", "take control", "fall"})
_RETAKING = frozenset({"recapture", "retake", "regain", "liberate", "win back"})
REACH = 5
"""Words between a verb of holding and the place at most."""
_OWN = frozenset({"we", "our", "us"})
_SPEAKER = frozenset({"it", "they", "we", "our", "its", "their"})
_AFTER_HOLDER = frozenset({"by", "to"})


@dataclass(frozen=True, slots=True)
class _Held:
    """A verb of holding and who holds by it; holder None: the speaker."""

    verb: Word
    holder: Word | None
    speaker: str | None = None


def other_holder(pair: Pair) -> Difference | None:
    """The difference when two sides are each said to hold, or to have taken, the place that both name."""
    places = [(x, y) for x, y in pair.matched if x.name or y.name]
    if not places or any(_other_day(x, y) for x in pair.only_a for y in pair.only_b):
        return None
    held_a, held_b = _held(pair.a, [x for x, _ in places]), _held(pair.b, [y for _, y in places])
    if held_a is None or held_b is None or not _exclude(held_a.verb.form, held_b.verb.form):
        return None
    if _same_holder(held_a, held_b) or (pair.a.speaker == pair.b.speaker and not (held_a.holder or held_b.holder)):
        return None
    x, y = held_a.holder or held_a.verb, held_b.holder or held_b.verb
    return Difference(FindingKind.IDENTITY, ReasonCode.OTHER_HOLDER, x, y, "holder")


def one_holder(pair: Pair) -> bool:
    """Whether one side is said to hold, or to have taken, what both name: "holds" and "has seized" are no opposites."""
    places = [(x, y) for x, y in pair.matched if x.name or y.name]
    held_a, held_b = _held(pair.a, [x for x, _ in places]), _held(pair.b, [y for _, y in places])
    return held_a is not None and held_b is not None and _same_holder(held_a, held_b)


def _exclude(a: str, b: str) -> bool:
    """Whether one side's deed leaves no room for the other's: who took a place may have lost it to who retook it."""
    if a in _RETAKING or b in _RETAKING:
        return a in _HOLDING | _OURS or b in _HOLDING | _OURS
    return True


def _same_holder(a: _Held, b: _Held) -> bool:
    if a.holder is None and b.holder is None:
        return False  # two sources, each of itself
    if a.holder is None or b.holder is None:
        named, speaker = (b.holder, a.speaker) if a.holder is None else (a.holder, b.speaker)
        # A speaker that is no side of the conflict may be the one that the other statement names.
        return named is None or speaker is None or contrast(speaker, named.form) is None
    return alike(a.holder.form, b.holder.form)


def _other_day(x: Word, y: Word) -> bool:
    found = contrast(x.form, y.form)
    return found is not None and found.kind is FindingKind.DATE


def _held(statement: Statement, places: list[Word]) -> _Held | None:
    """The first verb of holding that is not denied and has a holder."""
    words = statement.words
    for at, verb in enumerate(words):
        if verb.negated or verb.form not in _HOLDING | _TAKING | _RETAKING | _OURS or _is_noun(statement, verb):
            continue
        if _of_people(words, at):
            continue
        after = [words[i + 1] for i in range(at, len(words) - 1) if words[i].form in _AFTER_HOLDER]
        named = [w for w in after if _is_side(w, places)]
        before = [
            w for w in words[:at] if _is_side(w, places) or (w.form in _SPEAKER and (statement.aside or w.form in _OWN))
        ]
        near = words[max(0, at - REACH) : at + REACH + 1]
        if not any(w is place for w in near for place in places):
            continue
        if verb.form in _OURS or (not named and any(word.form in _OWN for word in after)):
            return _Held(verb, None, statement.speaker)
        if named:
            return _Held(verb, named[0])
        if before and verb.form != "fall":
            holder = before[-1]
            own = holder.form in _SPEAKER or any(w.form in _OWN for w in before[-2:])  # "our troops"
            return _Held(verb, None if own else holder, statement.speaker)
    return None


def _of_people(words: Sequence[Word], at: int) -> bool:
    """Whether those are people who are taken: "captured nineteen soldiers", "soldiers were taken prisoner"."""
    if words[at].form in _OURS:
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    if following is not None and (following.figure or following.form in _CAPTIVE or is_party(following.form)):
        return True
    passive = words[at].text.lower() != words[at].form and any(word.form == "be" for word in words[max(0, at - 2) : at])
    return passive and not any(word.form in _AFTER_HOLDER for word in words[at + 1 :])


_CAPTIVE = frozenset({"prisoner", "captive", "hostage"})


def _is_noun(statement: Statement, word: Word) -> bool:
    """Whether the word is the name of the deed: "the fort's capture", "the fall of"."""
    before, after = statement.text[: word.start].rstrip(), statement.text[word.end :].lstrip()
    if before.endswith(("'s", "’s", " the")):
        return True
    return after.startswith("of ") and " in " not in f"{before[-LONGEST_PHRASE:]} "


LONGEST_PHRASE = 16
"""Characters before "control of" in which "in" makes it a verb: "were in full control of"."""


def _is_side(word: Word, places: list[Word]) -> bool:
    return is_party(word.form) or (word.name and not any(word is place for place in places))
