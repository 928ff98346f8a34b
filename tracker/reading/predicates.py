"""What is said to have happened, as subject, verb and object in lemmas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import simplemma

from tracker.model.claim import Predicate
from tracker.reading.finite_verbs import is_auxiliary, is_verbish
from tracker.reading.lexicons import table, word_set
from tracker.reading.sources import subject_before
from tracker.reading.tokens import Token

_NEGATIONS = frozenset(("not", "n't", "'t", "never", "no", "cannot"))


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """The dictionary form of an English word, lower case.

    >>> lemma("seized"), lemma("fighters")
    ('seize', 'fighter')
    """
    return str(simplemma.lemmatize(word, "en")).lower()


_NOT_BY_NOW = frozenset(("yet", "still"))


def main_verb(words: Sequence[Token]) -> int | None:
    """Index of the main verb of a clause, None when there is none to see."""
    first_auxiliary: int | None = None
    for at, token in enumerate(words):
        if not token.is_word:
            continue
        if token.low in _NEGATIONS or token.low == "to" or token.low in _NOT_BY_NOW:
            continue
        if is_auxiliary(token) and token.text != "May":
            first_auxiliary = at if first_auxiliary is None else first_auxiliary
            continue
        if first_auxiliary is not None and first_auxiliary < at <= first_auxiliary + 3 and _is_participle(token):
            return at
        is_adverb = token.low in word_set("grammar", "adverbs") or token.low.endswith("ly")
        if first_auxiliary is not None and words[first_auxiliary].low in _BEFORE_BASE_FORM and not is_adverb:
            return at
        if token.low in word_set("grammar", "adverbs") or token.low.endswith("ly"):
            continue
        if first_auxiliary is not None and at > first_auxiliary:
            return first_auxiliary
        if at and words[at - 1].text == "," and token.low.endswith("ed") and _is_inserted(words, at):
            continue
        if _describes(words, at):
            continue
        if at and is_verbish(words, at):
            return at
        if at and (_is_past(words, at) or _is_present(words, at)):
            return at
    return first_auxiliary


def _describes(words: Sequence[Token], at: int) -> bool:
    """ "the armed forces", "many of the injured": the participle belongs to the subject."""
    if words[at].low not in word_set("words", "predicates_adjectives") or at + 1 >= len(words):
        return False
    before = words[at - 1] if at else None
    plain = before is None or before.is_capital or before.low in word_set("grammar", "determiners")
    following = words[at + 1]
    opens = word_set("grammar", "prepositions") | word_set("grammar", "determiners") | word_set("grammar", "pronouns")
    return plain and following.is_word and following.low not in opens


def _is_inserted(words: Sequence[Token], at: int) -> bool:
    """ "the airport, closed since Friday, reopened": between commas, with a verb behind."""
    for step in range(at + 1, min(len(words) - 1, at + 9)):
        if words[step].text == ",":
            return is_verbish(words, step + 1)
    return False


_BEFORE_BASE_FORM = frozenset(
    (
        "do",
        "does",
        "did",
        "didn",
        "doesn",
        "don",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
    )
)


def _is_participle(token: Token) -> bool:
    return token.low.endswith(("ed", "en", "ing", "wn", "nt", "ld", "ht", "ut")) or token.low in word_set(
        "words", "predicates_participles"
    )


def _is_past(words: Sequence[Token], at: int) -> bool:
    low = words[at].low
    if words[at].is_capital or len(low) < 4:
        return False
    return low.endswith("ed") and words[at - 1].low not in ("the", "a", "an", "of", "-")


def _is_present(words: Sequence[Token], at: int) -> bool:
    """ "our units hold the town", "the ministry denies it": a known verb between a noun and its object."""
    token, before = words[at], words[at - 1]
    if before.low in ("it", "he", "she") and token.is_word and token.low.endswith("s") and len(token.low) > _SHORT:
        return True
    if token.is_capital or lemma(token.low) not in word_set("verbs", "bases") or not before.is_word:
        return False
    if before.low in _NO_SUBJECT or before.low in word_set("grammar", "prepositions"):
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    takes_object = following is not None and (
        following.is_capital or following.low in word_set("grammar", "determiners") or following.is_number
    )
    plural = (before.low.endswith("s") and not token.low.endswith("s")) or before.low in ("we", "they", "i", "police")
    return takes_object or plural or (token.low != lemma(token.low) and not token.low.endswith("s"))


_SHORT = 3
"""Letters of "was", "is" and other words that are no present tense."""
_NO_SUBJECT = word_set("words", "predicates_left_out") | {
    "and",
    "or",
    "some",
    "any",
    "no",
    "each",
    "every",
    "another",
    "our",
    "my",
    "your",
    "one",
}


def predicate_of(words: Sequence[Token], *, denied: bool = False) -> Predicate | None:
    """The predicate of one clause; None when no verb is found.

    denied: the source denies the clause, so it counts as negated once more.
    """
    words = _without_relative(words[:_LONGEST_CLAUSE])
    at = main_verb(words)
    if at is None:
        return None
    subject = subject_before(words, at - (at > 0 and words[at - 1].low in _NOT_BY_NOW))
    negated = any(word.low in _NEGATIONS for word in words[max(0, at - 4) : at]) or _not_so(words, at)
    passive = any(word.low in ("was", "were", "been", "being", "is", "are") for word in words[max(0, at - 3) : at])
    subject_text: str | None = phrase(words[subject[0] : subject[1]]) if subject else None
    verb = table("verbs")["irregular"].get(words[at].low) or lemma(words[at].low)
    particle = f"{verb} {words[at + 1].low}" if at + 1 < len(words) else ""
    phrasal = table("verbs")["phrasal"].get(particle)
    end, rest = _object_end(words, at + (2 if phrasal else 1))
    object_text: str | None = phrase(words[at + (2 if phrasal else 1) : end])
    if at and words[at - 1].low == "there" and negated and object_text:
        object_text = object_text.removeprefix("no ")  # said once, by `negated`
    modifiers = tuple(piece for piece in _modifiers(words, rest) if piece)
    if passive and not object_text:
        agent = next((piece for piece in modifiers if piece.startswith("by ")), None)
        object_text, subject_text = subject_text, agent[3:] if agent else None
        modifiers = tuple(piece for piece in modifiers if piece != agent)
    return Predicate(
        verb=phrasal or verb,
        subject=subject_text or None,
        object=object_text or None,
        negated=negated != denied,
        modifiers=modifiers,
    )


def _not_so(words: Sequence[Token], at: int) -> bool:
    """ "he was not in court", "played no role": the word of denial stands behind the verb."""
    following = words[at + 1].low if at + 1 < len(words) else ""
    return following == "no" or (is_auxiliary(words[at]) and following in ("not", "n't", "never"))


def _without_relative(words: Sequence[Token]) -> Sequence[Token]:
    """ "The attack which hit the port was praised" -> "The attack was praised"; at most one clause is left out."""
    opening = next((at for at, word in enumerate(words[:_OPENS]) if at and word.low in ("which", "who", "that")), None)
    if opening is None or main_verb(words[:opening]) is not None:
        return words
    inner = main_verb(words[opening:])
    if inner is None:
        return words
    behind = opening + 1 + inner
    for at in range(behind, min(len(words), behind + _LONGEST_RELATIVE)):
        before = words[at - 1]
        if before.text in ";:" or words[at].low in ("and", "or", "but", "that", "which", "who", "when", "where"):
            return words
        if is_auxiliary(words[at]) and words[at].text != "May" and not is_auxiliary(before) and before.low != "to":
            return [*words[:opening], *words[at:]]
    return words


_LONGEST_CLAUSE = 120
"""Words of a clause that are searched for its verb: keeps hostile text cheap."""
_OPENS = 8
"""Words of a clause within which its subject ends."""
_LONGEST_RELATIVE = 16


def _object_end(words: Sequence[Token], start: int) -> tuple[int, int]:
    at = start
    while at < len(words) and at < start + 10:
        token = words[at]
        if not (token.is_word or token.is_number or token.text in "-'’") or token.low in word_set(
            "grammar", "prepositions"
        ) - {"of"}:
            break
        if token.low in word_set("grammar", "subordinators"):
            break
        at += 1
    return at, at


def _modifiers(words: Sequence[Token], start: int) -> list[str]:
    """Prepositional phrases after the object, at most three."""
    found: list[str] = []
    at = start
    while at < len(words) and len(found) < 3:
        if words[at].low in word_set("grammar", "prepositions"):
            end, _ = _object_end(words, at + 1)
            noun = phrase(words[at + 1 : end])
            if noun:
                found.append(f"{words[at].low} {noun}")
            at = max(end, at + 1)
        elif words[at].text in ",.;":
            break
        else:
            at += 1
    return found


def phrase(words: Sequence[Token]) -> str:
    """Content words of a noun phrase as lemmas; names lower case."""
    kept = [
        word
        for word in words
        if (word.is_word or word.is_number)
        and word.low not in word_set("words", "predicates_left_out")
        and not is_auxiliary(word)
    ]
    return " ".join(lemma(word.low) if not word.is_capital else word.low for word in kept)
