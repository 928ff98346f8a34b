"""Claims without figures: responsibility, and clauses whose verb tells of an event."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.claim import Measure, Polarity, Predicate, ProposedClaim
from tracker.reading.clauses import Clause, quoted
from tracker.reading.culprits import blamed_party, responsible_party
from tracker.reading.finite_verbs import is_auxiliary
from tracker.reading.happenings import family, kind_of_noun
from tracker.reading.lexicons import word_set
from tracker.reading.polarity import is_hedged
from tracker.reading.predicates import lemma, main_verb, phrase, predicate_of
from tracker.reading.report_parts import MANY, ReportParts, Sentence
from tracker.reading.setting import event_setting
from tracker.reading.tokens import Token, phrase_at

WORTH_PROPOSING = 0.5
"""Score from which a claim without a figure is proposed."""


def telling_claim(
    parts: ReportParts, sentence: Sentence, clause: Clause, *, everything: bool = False
) -> ProposedClaim | None:
    """The claim that a clause without a figure makes; None when an analyst would not keep it."""
    clause = _main_part(clause)
    if not clause.words or clause.source.lower().startswith(("no ", "nobody", "none")):
        return None
    denied = clause.saying is not None and clause.saying.denied
    predicate = _predicate(clause, denied=denied)
    charged = clause.saying is not None and clause.saying.cue.lower().startswith(("blam", "accus"))
    party = blamed_party(clause.words) if charged else responsible_party(clause.words, said=clause.saying is not None)
    responsible = party is not None or _is_responsibility(clause)
    if responsible and not party:
        predicate = None
    if predicate is None and denied and clause.words[0].low in ("any", "all", "having"):
        # "denied any contact with the rebels": there was none.
        predicate = Predicate(verb="be", subject=phrase(clause.words[1:_LONGEST_DENIED]) or None, negated=True)
    if party:
        predicate = (predicate or Predicate(verb="do")).model_copy(update={"subject": party})
    if predicate is None and not responsible and not everything:
        return None
    measure = Measure.RESPONSIBILITY if responsible else Measure.EVENT
    score = _score(clause, sentence, predicate, responsible=responsible)
    if score < WORTH_PROPOSING and not everything:
        return None
    start, end = _quote(parts, sentence, clause)
    setting = event_setting(parts, sentence, clause, (clause.start, clause.end), cumulative=False, measure=measure)
    negated = bool(predicate and predicate.negated)
    return ProposedClaim(
        quote=parts.text[start:end],
        span=(start, end),
        source=clause.source,
        chain=clause.chain,
        measure=str(measure),
        polarity=Polarity.DENIED if negated or denied else Polarity.AFFIRMED,
        predicate=predicate,
        place=setting.place,
        event_time=setting.time,
        as_of=setting.as_of,
        hedged=bool(clause.saying and clause.saying.hedged) or is_hedged(parts.text[clause.start : clause.end]),
        incident=setting.incident,
        score=score,
    )


_LONGEST_DENIED = 12
"""Words of a denied noun phrase that are kept."""


def _main_part(clause: Clause) -> Clause:
    """Leaves out a subordinate clause in front: "As the army advanced, rebels fled" tells that rebels fled."""
    words = clause.words
    if len(words) > 1 and words[0].low in _SPANS and words[1].low in ("after", "before"):
        return clause._replace(words=[])  # "hours after a truce was to have begun": only when
    if not words or words[0].low not in word_set("words", "tellings_subordinate"):
        return clause
    comma = next((at for at, word in enumerate(words) if word.text == "," and at > 2), None)
    if comma is None or len(words) - comma < 4:
        return clause._replace(words=[])
    rest = words[comma + 1 :]
    return clause._replace(start=rest[0].start, words=list(rest), first=clause.first + comma + 1)


_SPANS = frozenset(("minutes", "hours", "days", "weeks", "months", "years", "hour", "day", "week", "month"))


def _predicate(clause: Clause, *, denied: bool) -> Predicate | None:
    words = clause.words
    found = predicate_of(words, denied=denied)
    if found is None and words and clause.saying is not None:
        # "denied shelling the town", "claimed the bombing": the clause is a noun phrase or a participle.
        first = words[0]
        if first.low.endswith("ing"):
            found = predicate_of([first._replace(low="it", text="it"), *words], denied=denied)
    return found


def _is_responsibility(clause: Clause) -> bool:
    words = clause.words
    cue = clause.saying.cue.lower() if clause.saying else ""
    if cue.startswith(("claim", "declare", "den", "accept", "assum", "reject")) and any(
        phrase_at(words, at, ("responsibility",)) for at in range(min(4, len(words)))
    ):
        return True
    if cue.startswith("claim") and _names_an_incident(clause):
        return True
    return any(
        word.low == "responsibility"
        and at
        and words[at - 1].low in ("claimed", "claims", "declared", "denied", "accepted", "assumed", "claiming")
        for at, word in enumerate(words)
    )


def _names_an_incident(clause: Clause) -> bool:
    """ "claimed the bombing": responsibility for it."""
    for word in clause.words[:5]:
        kind = kind_of_noun(word.low)
        if kind:
            return family(kind) == "violence"
        if is_auxiliary(word) or word.low in word_set("grammar", "pronouns") or word.text in ",.":
            return False
    return False


def _quote(parts: ReportParts, sentence: Sentence, clause: Clause) -> tuple[int, int]:
    start = clause.quote_start if clause.saying else clause.start
    end = min(clause.quote_end, sentence.end)
    start = max(sentence.start, min(start, clause.start))
    return quoted(parts.text, start, end)


def _is_specific(clause: Clause, sentence: Sentence) -> bool:
    """Whether the narrator tells of one event: a day or month, or a known incident."""
    dated = any(date.period is not None and date.period.days <= 31 for date in sentence.dates)
    if dated:
        return True
    placed = any(clause.start <= sentence.words[place.first].start < clause.end for place in sentence.places)
    return placed and any(index != MANY and clause.start <= offset < clause.end for offset, index in sentence.incidents)


def _is_plain_fact(clause: Clause, sentence: Sentence, predicate: Predicate) -> bool:
    """ "The attackers did not enter the building.": a short sentence on something definite, in a passage on an event.

    Statements and bulletins are made of these; analyses are not.
    """
    words = clause.words
    if not _is_about_an_incident(sentence) or not 4 <= sum(word.is_word for word in words) <= _LONGEST_FACT:
        return False
    definite = words[0].low in ("the", "all", "not", "no", "none") and bool(predicate.subject or predicate.object)
    return definite and (predicate.verb in word_set("verbs", "bases") or predicate.verb == "be")


_LONGEST_FACT = 14
"""Words of a sentence that states one fact and nothing else."""


def _is_about_an_incident(sentence: Sentence) -> bool:
    return sentence.carried is not None or any(index != MANY for _, index in sentence.incidents)


def _states_a_fact(clause: Clause, sentence: Sentence, predicate: Predicate) -> bool:
    """ "the epicentre was near Torbin", "one of the attackers was a Tajik": something definite, of an incident."""
    first = clause.words[0] if clause.words else None
    if predicate.verb != "be" or predicate.subject is None or first is None or not _is_about_an_incident(sentence):
        return False
    one_of = first.low in ("one", "all", "some", "none") and len(clause.words) > 1 and clause.words[1].low == "of"
    return one_of or first.low in ("the", "its", "their")


def _tells_a_state(clause: Clause, predicate: Predicate) -> bool:
    """ "the town is under our control", "the road remained closed": who holds it, and whether one can pass."""
    if predicate.verb not in ("be", "remain", "stay") or (predicate.subject is None and predicate.object is None):
        return False
    return any(word.low in word_set("verbs", "states") for word in clause.words[:_LONGEST_STATE])


_LONGEST_STATE = 16
"""Words within which a clause names the state."""


def _reports_the_past(clause: Clause, predicate: Predicate) -> bool:
    """ "said the crew left the ship first": what somebody did or what was so, said by a source and not by feeling."""
    words = clause.words[:_LONGEST_STATE]
    of_mind = predicate.verb in word_set("verbs", "of_mind") and predicate.verb != "know"
    if not (predicate.subject or predicate.object) or of_mind:
        return False  # "had not known of the payments" can be checked, "had feared the worst" cannot
    if words[0].low in ("i", "who", "which", "many", "most", "some"):
        return False
    if words[0].low == "there" and len(words) > 1 and words[1].low in ("was", "were", "is", "are"):
        return True
    if any(word.low in word_set("words", "tellings_judging") for word in words):
        return False
    return any(
        word.low in ("had", "was", "were", "did", "has", "have") or _is_past_form(words, at)
        for at, word in enumerate(words)
    )


def _is_past_form(words: Sequence[Token], at: int) -> bool:
    token = words[at]
    if not at or token.is_capital or words[at - 1].low in word_set("grammar", "determiners"):
        return False
    if token.low in word_set("words", "predicates_participles"):
        return True
    return token.low.endswith("ed") or (token.low != lemma(token.low) and not token.low.endswith(("s", "ing")))


def _denies_by_object(clause: Clause) -> bool:
    """ "played no role", "had no part in it"."""
    at = main_verb(clause.words)
    return at is not None and at + 2 < len(clause.words) and clause.words[at + 1].low == "no"


def _is_intention(clause: Clause) -> bool:
    """ "vowed to hunt them down": nothing has happened yet."""
    cue = clause.saying.cue.lower() if clause.saying else ""
    opens = clause.words[0].low if clause.words else ""
    return (opens == "to" and not (len(clause.words) > 1 and clause.words[1].low in ("have", "be"))) or cue.startswith(
        "vow"
    )


def _is_dated(clause: Clause, sentence: Sentence) -> bool:
    """ "must publish the result on 18 May": a plan with a day to it can be checked."""
    return any(
        date.period is not None and date.period.days == 1 and clause.start <= date.start < clause.end
        for date in sentence.dates
    )


def _score(clause: Clause, sentence: Sentence, predicate: Predicate | None, *, responsible: bool) -> float:
    if responsible:
        return 0.9 if clause.saying else 0.8
    if predicate is None:
        return 0.2
    future = _is_intention(clause) or any(
        word.low in word_set("words", "tellings_future") and word.text != "May"
        for word in clause.words[: min(12, (main_verb(clause.words) or 0) + 1)]
    )
    planned = future and _is_dated(clause, sentence)
    state = _tells_a_state(clause, predicate)
    denied = clause.saying is not None and clause.saying.denied
    first = clause.words[0] if clause.words else None
    none = first is not None and first.low in ("no", "none", "nobody") and bool(predicate.object)
    none = none and predicate.verb != "claim"  # "no group has claimed the attack"
    denied = denied or (clause.saying is not None and predicate.negated and _denies_by_object(clause))
    telling = state or denied or predicate.verb in word_set("verbs", "bases")
    telling = telling or (planned and predicate.verb in word_set("verbs", "planned"))
    score = 0.62 if telling else 0.3
    if clause.saying is not None:
        states = clause.saying.denied or _states_a_fact(clause, sentence, predicate)
        score += 0.22 if states else 0.16
        if not telling and _reports_the_past(clause, predicate):
            score += 0.1
    else:
        ours = any(word.low in ("our", "ours", "we", "us") for word in clause.words)
        placed = state and any(
            clause.start <= sentence.words[place.first].start < clause.end for place in sentence.places
        )
        score += 0.06 if _is_specific(clause, sentence) or planned or ours or placed or none else -0.2
        if score < WORTH_PROPOSING and _is_plain_fact(clause, sentence, predicate):
            score = WORTH_PROPOSING + 0.02
    if future:
        score -= 0.1 if planned and telling else 0.35
    return round(max(0.05, score), 2)
