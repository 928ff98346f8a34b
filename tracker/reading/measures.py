"""What a figure counts: killed, wounded, fighters ... from the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.claim import Measure
from tracker.model.quantity import Quantity
from tracker.reading.fates import among_the_dead, counted_among, is_lost_troop, is_taken, lives_taken, taken_prisoner
from tracker.reading.finite_verbs import is_auxiliary, is_verbish
from tracker.reading.lexicons import word_set
from tracker.reading.measure_roles import Measured, role_at, role_before
from tracker.reading.populations import Counted
from tracker.reading.tokens import Token
from tracker.reading.told import done_to, said_of
from tracker.reading.units import kind_of

_THINGS = frozenset(("attacks", "buildings", "vehicles"))
_OF_PEOPLE = frozenset(("casualties", "killed", "wounded", "missing", "displaced"))
"""Measures whose words are also said of things ("lost", "missing", "evacuated")."""
_COUNTED_AS_THEY_ARE = frozenset(("vehicles", "buildings", "attacks", "cases", "jobs", "violations", "protests"))
"""Measures of things and cases, whatever is done to them ("treated 260 cases")."""
_OF_ANYBODY = frozenset((Measure.PEOPLE, Measure.ATTENDANCE))
"""Measures whose verbs also take things and cases ("reached 45", "drew 12 complaints")."""
_NEED_PEOPLE = frozenset(("hostages", "detained", "displaced", "rescued"))
"""Measures whose verbs also take things ("seized four rifles")."""
_OWN_FIRST = frozenset(("killed", "wounded", "casualties", "displaced", "missing", "votes"))


def measure_of(words: Sequence[Token], first: int, last: int, quantity: Quantity, counted: Counted) -> Measured | None:
    """What the figure at words[first:last], with its noun phrase, counts; None when the sentence does not say.

    Looks at the counted noun, then at what is said of it, then at the verb before it, then at "the toll rose to".
    """
    if quantity.unit:
        return _by_unit(words, first, last, quantity.unit)
    own = _counted_noun(words, last, quantity, counted)
    said = said_of(words, max(counted.last, last))
    if own and own.measure in _THINGS and said and said.measure in _OF_PEOPLE:
        return own  # "no vehicles were lost"
    if said is None and counted.population is None:
        # "four remained trapped", "eleven of them fatal": no noun, what is said stands right behind.
        said = said_of(words, last + 2 * (last + 1 < len(words) and words[last].low == "of"))
    if said and counted.population is None and _needs_people(said, own):
        said = None
    if said and _is_told_besides(words, last, said) and _toll_before(words, first):
        said = None
    done = done_to(words, first)
    if done and done.measure in _OF_ANYBODY and (counted.population is None or own):
        done = None  # "the toll reached 45", "treated 260 cases"
    lives = lives_taken(words, first, counted) or taken_prisoner(words, first, counted)
    lives = lives or among_the_dead(words, first) or counted_among(words, counted.last)
    if lives:
        return lives
    lost = done is not None and words[done.first].low in ("lost", "losing")
    if lost and counted.population is None and own is None and not _is_nobody(words, first, last):
        done = None
    if said and own is None and not (done and done.sure > said.sure):
        return said
    if own and own.measure == Measure.DISPLACED and _is_helped(words, first):
        return Measured("reached", own.first, own.last, 0.6)
    if own and own.measure in _OWN_FIRST:
        return own
    if own and own.measure == Measure.BUILDINGS and done is None and not _is_harmed(words, own.last):
        own = None
    if own and own.measure == Measure.BUILDINGS and is_taken(words, first, own):
        return Measured(Measure.TERRITORY, own.first, own.last, own.sure)
    if done and done.measure == Measure.CASUALTIES and is_lost_troop(words, done, counted):
        return done._replace(measure=Measure.KILLED, sure=done.sure - 0.05)
    if done and own and own.measure in _COUNTED_AS_THEY_ARE:
        return own
    if done and not (done.measure in _NEED_PEOPLE and counted.population is None and counted.head):
        return done
    toll = _toll_before(words, first)
    if toll and counted.population in (None, "everyone", "civilians"):
        return toll
    guessed = None if quantity.is_zero else _by_population(words, first, counted)
    return said or own or toll or _by_verb(words, counted) or guessed


def _counted_noun(words: Sequence[Token], last: int, quantity: Quantity, counted: Counted) -> Measured | None:
    """What the noun of the figure tells by itself; None where the same word is a verb or tells of something else."""
    own = _own_noun(words, last, max(counted.last, last))
    if own is None:
        return None
    plural = words[own.last - 1].low.endswith(("s", "aircraft"))
    if own.measure in _THINGS and (quantity.low or 0) > 1 and not plural:
        return None  # "two fighters strike the base": a verb
    if own.measure == Measure.ATTACKS and _is_known(words, last):
        return None  # "the four raids": told of before
    if own.measure == Measure.VOTES and _is_harmed(words, own.last):
        return None  # "a fire destroyed 12,000 ballots"
    return own


def _is_known(words: Sequence[Token], last: int) -> bool:
    return last >= 2 and words[last - 2].low in ("the", "these", "those")


def _is_nobody(words: Sequence[Token], first: int, last: int) -> bool:
    """ "lost no one": a zero that counts people by itself."""
    return any(word.low in ("nobody", "one") for word in words[first:last])


def _is_told_besides(words: Sequence[Token], last: int, said: Measured) -> bool:
    """ "the number of detainees at 52, all of whom had been released": what else became of them."""
    return any(word.low == "whom" for word in words[last : said.first])


def _needs_people(said: Measured, own: Measured | None) -> bool:
    """ "ten drones took part", "three cars had been taken": what is said so is a count of people only."""
    return said.measure == Measure.HOSTAGES or (said.measure in _OF_ANYBODY and own is not None)


def _is_helped(words: Sequence[Token], first: int) -> bool:
    """ "reached 3,000 displaced families": not how many were displaced."""
    near = {word.low for word in words[max(0, first - 3) : first]}
    return not near.isdisjoint(word_set("words", "measures_helping"))


def _is_harmed(words: Sequence[Token], at: int) -> bool:
    """ "40 houses were destroyed", "40 destroyed houses": something happened to what is counted."""
    before = [word.low for word in words[max(0, at - 12) : at]]
    after = [word.low for word in words[at : at + 12]]
    for stop in _OTHER_CLAUSE:
        before = before[len(before) - before[::-1].index(stop) :] if stop in before else before
        after = after[: after.index(stop)] if stop in after else after
    return not word_set("words", "measures_harming").isdisjoint(before + after)


_OTHER_CLAUSE = ("that", ";")
"""Behind these something else is told."""


def _share(words: Sequence[Token], first: int, last: int, around: frozenset[str]) -> Measured:
    after = {word.low for word in words[last : last + 5]}
    if after & {"vote", "votes", "ballots"}:
        return Measured(Measure.VOTES, first, last, 0.9)
    clause_end = next((at for at in range(last, len(words)) if words[at].text in ",;"), len(words))
    if any(word.low == "turnout" for word in words[max(0, first - 16) : min(clause_end, last + 8)]):
        return Measured(Measure.TURNOUT, first, last, 0.9)
    if around & {"vote", "votes", "ballots"}:
        return Measured(Measure.VOTES, first, last, 0.9)
    if "election" in around and around & {"won", "received", "got", "lost", "took", "wins"}:
        return Measured(Measure.VOTES, first, last, 0.85)
    of_what = {word.low for word in words[last : last + 6]} if last < len(words) and words[last].low == "of" else set()
    held = {word.low for word in words[max(0, first - 5) : first]} & word_set("words", "measures_holding")
    of_name = bool(of_what) and last + 1 < len(words) and words[last + 1].is_capital
    if of_what & word_set("words", "measures_ground") or (held and (not of_what or of_name)):
        return Measured(Measure.TERRITORY, first, last, 0.9)
    changed = not word_set("words", "measures_changing").isdisjoint(
        word.low for word in words[max(0, first - 4) : last + 2]
    ) or (first > 0 and words[first - 1].low in ("was", "is", "were", "stood"))
    return Measured(Measure.SHARE, first, last, 0.84 if changed else 0.6)


def share_of(words: Sequence[Token], first: int, last: int) -> Measured:
    """What a fraction is a share of: "half of the city"."""
    around = frozenset(word.low for word in words[max(0, first - 8) : last + 10])
    found = _share(words, first, last, around)
    return found if found.measure != Measure.SHARE else found._replace(sure=0.5)


def _by_unit(words: Sequence[Token], first: int, last: int, unit: str) -> Measured | None:
    kind = kind_of(unit)
    around = [word.low for word in words[max(0, first - 8) : last + 10]]
    if kind == "share":
        return _share(words, first, last, frozenset(around))
    if kind == "currency" and not word_set("words", "measures_giving").isdisjoint(around):
        return Measured("funding", first, last, 0.8)
    if kind == "currency":
        return Measured(Measure.COST, first, last, 0.85)
    if kind == "time":
        if {"old", "age", "aged"} & {word.low for word in words[last : last + 3]}:
            return Measured(Measure.AGE, first, last, 0.6)
        return Measured(Measure.DURATION, first, last, 0.84 if _lasts(words, first, last) else 0.6)
    if kind in ("length", "area"):
        return Measured(Measure.DISTANCE, first, last, 0.5)
    return None


def _lasts(words: Sequence[Token], first: int, last: int) -> bool:
    """ "lasted six hours", "ended after four hours": how long something took is said; "two more hours" is no whole."""
    figure = [word.low for word in words[first:last]]
    if {"more", "another", "further"} & set(figure) and "than" not in figure:
        return False
    before = [word.low for word in words[max(0, first - 4) : first]]
    if set(before[-2:]) & word_set("words", "measures_lasting"):
        return True
    sentence = {word.low for word in words[max(0, first - 9) : last + 4]}
    if before[-1:] != ["for"] and len(sentence & word_set("words", "measures_sentencing")) >= 1:
        return "to" in before or "in" in {word.low for word in words[last : last + 2]} or "given" in before
    return (
        bool(before) and before[-1] in ("after", "for") and not word_set("words", "measures_ending").isdisjoint(before)
    )


def _own_noun(words: Sequence[Token], first: int, last: int) -> Measured | None:
    """ "280 attacks", "2,019 casualties", "22 wounded", "no fatalities among police": the noun itself tells."""
    at = first
    while at < min(max(last, first + 1), len(words)):
        if words[at].low in word_set("words", "measures_stops") - {"of"} or is_auxiliary(words[at]):
            return None
        found = role_at(words, at, "nouns")
        if found and not (at and words[at - 1].low in word_set("words", "measures_ill")):
            return Measured(found[0], at, found[1], 0.85)
        if words[at].low == "of" and at > first:
            return None  # "18 reports of deaths"
        at += 1
    if at == first + 1 and words[first].low in word_set("words", "measures_stops") - {"of"}:
        return None
    while (
        at < min(first + 6, len(words))
        and words[at].is_word
        and (words[at].low not in word_set("words", "measures_stops") or _is_one_of_two(words, at))
        and not is_auxiliary(words[at])
    ):
        found = role_at(words, at, "nouns")
        if found and words[at - 1].low not in word_set("words", "measures_ill"):
            return Measured(found[0], at, found[1], 0.8)
        at += 1
    return None


def _is_one_of_two(words: Sequence[Token], at: int) -> bool:
    """ "655 damaged or destroyed buildings": the joint of two participles before the noun."""
    return (
        words[at].low in ("or", "and")
        and 0 < at < len(words) - 1
        and words[at - 1].low.endswith("ed")
        and words[at + 1].low.endswith("ed")
    )


def _toll_before(words: Sequence[Token], first: int) -> Measured | None:
    """ "the death toll rose to 27"."""
    for at in range(first - 1, max(-1, first - 28), -1):
        if words[at].text in ".;!?":
            return None
        found = role_before(words, at + 1, "heads")
        if found:
            return Measured(found[0], found[1], at + 1, 0.85)
    return None


def _by_verb(words: Sequence[Token], counted: Counted) -> Measured | None:
    """ "85 observers were turned away": the verb itself is what is counted, as a measure of its own."""
    at = counted.last
    if at + 2 < len(words) and words[at].low in ("has", "have", "had") and words[at + 1].low == "been":
        at += 1
    if not counted.head or at + 1 >= len(words) or words[at].low not in ("was", "were", "been"):
        return None
    verb = words[at + 1]
    if not verb.low.endswith("ed") or verb.low in word_set("words", "measures_no_events"):
        return None
    particle = words[at + 2].low if at + 2 < len(words) and words[at + 2].low in ("away", "off", "out", "down") else ""
    return Measured(f"{verb.low} {particle}".strip(), at + 1, at + 2 + bool(particle), 0.68)


def _by_population(words: Sequence[Token], first: int, counted: Counted) -> Measured | None:
    population = counted.population
    if population is None:
        return None
    base = population.split()[-1]
    doing = {word.low for word in words[counted.last : counted.last + 7]}
    by = first > 0 and words[first - 1].low in ("involved", "involving", "by")
    if base == "militants" and (by or doing & word_set("words", "measures_attacking")):
        return Measured(Measure.ATTACKERS, counted.first, counted.last, 0.75)
    if counted.head in ("cadets", "recruits", "conscripts"):
        return Measured(Measure.PEOPLE, counted.first, counted.last, 0.5)
    if base in ("militants", "soldiers"):
        return Measured(Measure.FIGHTERS, counted.first, counted.last, 0.75)
    if base == "attackers":
        return Measured(Measure.ATTACKERS, counted.first, counted.last, 0.75)
    if base == "hostages":
        return Measured(Measure.HOSTAGES, counted.first, counted.last, 0.75)
    acts = counted.last < len(words) and (
        is_verbish(words, counted.last) or words[counted.last].low in word_set("words", "predicates_participles")
    )
    return Measured(Measure.PEOPLE, counted.first, counted.last, 0.62 if acts else 0.5)
