"""Whether a word that can be a verb of saying is one where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tracker.reading.cues import Cue, cue_forms
from tracker.reading.finite_verbs import has_finite_verb, is_auxiliary, is_verbish
from tracker.reading.lexicons import word_set
from tracker.reading.measure_roles import role_at
from tracker.reading.tokens import Token

_NEED_AUXILIARY = frozenset(("known", "shown", "written", "understood", "seen"))


@cache
def _determiners() -> frozenset[str]:
    return word_set("grammar", "determiners")


@cache
def _prepositions() -> frozenset[str]:
    return word_set("grammar", "prepositions")


def is_saying(words: Sequence[Token], at: int, cue: Cue) -> bool:
    """Whether the form at index `at` is a verb there, judged by its neighbours."""
    if at == 0:
        return False
    before = _before(words, at)
    if cue.base == "report" and _is_reported_fate(words, at + 1):
        return False
    if cue.base == "put" and cue.form == "base":
        return (
            (before.is_word or before.text in ",)")
            and before.low not in _determiners()
            and _puts_at_a_figure(words, at)
        )
    if cue.form == "base":
        return _is_base_verb(words, at, cue, before)
    if cue.form == "third":
        return _is_third_person(words, at, cue, before)
    if cue.form == "ing":
        return _is_participle(words, at, cue)
    return _is_past(words, at, before)


def _is_reported_fate(words: Sequence[Token], at: int) -> bool:
    """ "civilians reported killed: 8": said of them, not by them."""
    found = role_at(words, at, "alone")
    return found is not None and (found[1] >= len(words) or not words[found[1]].is_word)


def _puts_at_a_figure(words: Sequence[Token], at: int) -> bool:
    """ "the insurer put the damage at 30 million"."""
    for step in range(at + 2, min(at + _FAR, len(words) - 1)):
        if words[step].low in ("at", "closer", "nearer"):
            return any(word.is_number or word.text in "$€£" for word in words[step + 1 : step + 4])
        if words[step].text in ".;":
            return False
    return False


def _before(words: Sequence[Token], at: int) -> Token:
    """The word in front, over adverbs."""
    index = at - 1
    while index > 0 and (
        words[index].low in word_set("grammar", "adverbs") - {"not", "n't", "'t"} or _is_manner(words[index])
    ):
        index -= 1
    return words[index]


def _is_manner(token: Token) -> bool:
    return token.low.endswith("ly") and len(token.low) > 4 and not token.is_capital


def _is_base_verb(words: Sequence[Token], at: int, cue: Cue, before: Token) -> bool:
    if before.low == "to":
        return at >= 2 and words[at - 2].low in ("on", "continued", "continues")
    if before.low in word_set("words", "saying_verbs_modals") or before.low in ("not", "n't", "'t"):
        return True
    if cue.nounlike and not _something_said_follows(words, at):
        return False
    if before.low in word_set("words", "saying_verbs_plural_subjects") or before.text in ",)":
        return True
    if before.is_capital and _has_plural_head(words, at):
        return True
    if before.is_capital:
        return not cue.nounlike or before.low.endswith("s") or before.text.isupper()
    return (
        before.is_word
        and before.low.endswith("s")
        and not before.low.endswith(("ss", "'s", "us"))
        and before.low != "'s"
    )


def _has_plural_head(words: Sequence[Token], at: int) -> bool:
    """ "authorities in Stepan report": a plural noun before "in" or "of" is the subject."""
    for step in range(at - 2, max(0, at - 6), -1):
        if words[step].low in ("in", "of", "from", "at", "near"):
            return words[step - 1].low.endswith("s") and words[step - 1].is_word
    return False


def _is_third_person(words: Sequence[Token], at: int, cue: Cue, before: Token) -> bool:
    if _ends_what_is_said(words, at):
        return True
    if not cue.nounlike:
        return before.low not in _determiners() and not (before.low in _prepositions() and before.low != "inside")
    if before.text in ",)":
        return _something_said_follows(words, at)
    if not before.is_word or before.low in _determiners() | _prepositions() | {"and", "or", "such", "new", "'s"}:
        return False
    if not before.is_capital and (before.low in cue_forms() or before.low.endswith(("ed", "ing"))):
        # "denies reports that", "contradicting reports that": the object of another verb.
        return False
    return _something_said_follows(words, at) and (
        before.is_capital or before.low in ("he", "she", "it", "who") or _has_article(words, at)
    )


def _has_article(words: Sequence[Token], at: int) -> bool:
    """ "the ministry claims": a singular noun phrase stands before."""
    window = words[max(0, at - 5) : at - 1]
    return any(
        word.low in ("the", "a", "an", "his", "her", "its", "their", "this", "that", "one", "'s") for word in window
    )


def _ends_what_is_said(words: Sequence[Token], at: int) -> bool:
    """ "Turnout was 23%, the opposition claims.": behind a clause and a comma, with nothing said after it."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is not None and following.text not in ".,;":
        return False
    if following is not None and at + 2 < len(words) and words[at + 2].low in ("which", "who", "that", "are", "were"):
        return False
    comma = next((step for step in range(at - 1, max(1, at - _SUBJECT), -1) if words[step].text == ","), None)
    if comma is None or comma + 1 >= at or not (words[comma + 1].is_capital or words[comma + 1].low in ("the", "its")):
        return False
    return has_finite_verb(words, 0, comma) and not has_finite_verb(words, comma + 1, at)


_SUBJECT = 7
"""Words of a subject behind a clause, with its comma."""


def _something_said_follows(words: Sequence[Token], at: int) -> bool:
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None:
        return True
    if following.text in ",:" and at + 2 < len(words) and words[at + 2].text in '"“„«':
        return True
    if following.low == "to":
        return words[at].low.startswith(("claim", "vow", "pledge", "promise"))
    if at + 2 < len(words) and words[at + 2].is_number and following.low in _BEFORE_FIGURES:
        return True  # "estimates between 2,000 and 3,500 died"
    return following.low not in word_set("words", "saying_verbs_not_said") and not (
        is_verbish(words, at + 1) and following.low not in ("having",)
    )


_BEFORE_FIGURES = ("between", "from", "over", "about")


def _is_participle(words: Sequence[Token], at: int, cue: Cue) -> bool:
    before = words[at - 1].low
    if before in _determiners() or before in ("of", "by", "for", "from", "before", "'s", "and", "without", "to", "-"):
        return False
    return cue.base not in ("put", "see", "show", "find", "count", "read", "add", "hope", "note", "call", "post") or (
        cue.base in ("add", "note") and (words[at - 1].text in ',”"')
    )


def _is_past(words: Sequence[Token], at: int, before: Token) -> bool:
    if before.is_number and not (at >= 2 and words[at - 2].is_capital):
        return False  # "61 cases (48 confirmed, 13 probable)"; "Channel 4 confirmed" speaks
    if words[at].low in _NEED_AUXILIARY:
        return before.low in ("have", "has", "had", "'ve")
    if words[at - 1].low in word_set("words", "saying_verbs_not_before_past") or words[
        at - 1
    ].low in _prepositions() - {"inside"}:
        return False
    follows = words[at + 1] if at + 1 < len(words) else None
    return not (
        words[at - 1].low in ("and", "or") and follows is not None and follows.is_word and _is_adjective_pair(words, at)
    )


def _is_adjective_pair(words: Sequence[Token], at: int) -> bool:
    """ "suspected and confirmed cases"."""
    return at >= 2 and words[at - 2].low.endswith("ed") and words[at + 1].low.endswith("s")


def introduces(words: Sequence[Token], follows: int, cue: Cue, *, quoted: bool, relative: bool = False) -> bool:
    """Whether what begins at index `follows` is something said, not a mere object.

    quoted: a quotation or a colon stands there. relative: "which" stands before the subject, so that the content
    may lack its own ("the town, which officials said had fallen").
    """
    token = words[follows]
    if cue.base == "claim" and _are_lives(words, follows):
        return False
    if cue.base in _CHARGING:
        return _charges(words, follows)
    if quoted or (relative and is_auxiliary(token)):
        return True
    if cue.base in word_set("cues", "quoting_only"):
        return (token.low == "that" and cue.base != "continue") or _has_figure(words, follows, cue)
    if token.low in ("that", "whether", "if", "how", "why", "where", "what"):
        return True
    if cue.denies:
        return (
            (token.is_word or token.is_number)
            and token.low not in word_set("words", "saying_verbs_not_said")
            and not _is_mere_charge(words, follows)
        )
    if token.low == "to":
        return cue.base in word_set("cues", "infinitive")
    if token.low in word_set("words", "saying_verbs_not_said") - {
        "over",
        "about",
        "between",
        "in",
        "on",
        "at",
        "from",
        "for",
        "by",
    } or not (token.is_word or token.is_number or token.text in "$€£-"):
        return False
    if token.low == "by" and cue.takes_objects:
        return False  # "the 27 deaths reported by the army"
    if cue.form == "ing" or token.low.endswith("ing"):
        return clause_follows(words, follows)
    if not cue.takes_objects:
        return token.low not in ("by", "for", "at") or clause_follows(words, follows)
    return clause_follows(words, follows) or _has_figure(words, follows, cue)


def _is_mere_charge(words: Sequence[Token], follows: int) -> bool:
    """ "denied the allegations": what is denied stands elsewhere."""
    at = follows + (words[follows].low in _determiners() and words[follows].low not in ("this",))
    if at >= len(words) or words[at].low not in word_set("words", "saying_verbs_charges"):
        return False
    if words[at].low in word_set("grammar", "pronouns") and clause_follows(words, at) and is_verbish(words, at + 1):
        return False  # "denied it had targeted the town"
    return not (at + 1 < len(words) and words[at + 1].low == "of") and charge_opens(words, follows) is None


def charge_opens(words: Sequence[Token], follows: int) -> int | None:
    """Index of the "that" of "denied reports in the media that he fled"; None when no noun of saying stands there."""
    at = follows + (words[follows].low in _determiners())
    if at >= len(words) or words[at].low not in word_set("words", "saying_verbs_charges"):
        return None
    for step in range(at + 1, min(at + 9, len(words))):
        if words[step].low == "that":
            return step
        if not words[step].is_word or words[step].low in ("by", "from") or is_verbish(words, step):
            return None  # "rejected a claim by the group that ...": whose claim it is comes first
    return None


def _has_figure(words: Sequence[Token], follows: int, cue: Cue) -> bool:
    """ "reported 13 deaths", "put the toll at 40"."""
    if cue.base not in word_set("cues", "figures"):
        return False
    for at, token in enumerate(words[follows : follows + (_FAR if cue.base == "put" else 7)], follows):
        if (
            (token.is_number and not _is_day(words, at))
            or token.low in word_set("numbers", "units")
            or token.low in ("no", "dozens", "hundreds", "several")
        ):
            return True
        if token.text in ",.;":
            return False
    return False


_CHARGING = ("blame", "accuse")


def _charges(words: Sequence[Token], follows: int) -> bool:
    """ "blamed the Red Column for the attack", "accused rebels of shelling the town"."""
    if words[follows].is_capital:
        return True
    if follows + 1 < len(words) and words[follows].low.endswith("s") and words[follows + 1].low in (".", ",", "and"):
        return words[follows - 1].low.startswith("blam")  # "blamed bandits"
    if words[follows - 1].low.startswith("blam") and words[follows].low in ("a", "an", "the"):
        return not clause_follows(words, follows)
    ends = next((at for at in range(follows, len(words)) if words[at].text in ".,;:"), len(words))
    return any(word.low in ("for", "of") for word in words[follows + 1 : min(ends, follows + 12)])


def _is_day(words: Sequence[Token], at: int) -> bool:
    """ "on 20 October", "on May 3"."""
    near = {word.low for word in (words[at - 1], *words[at + 1 : at + 2])}
    return not near.isdisjoint(_MONTHS)


_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
_FAR = 14
"""Words between "puts" and its figure: "puts the cost of rebuilding the town at 40"."""


def _are_lives(words: Sequence[Token], follows: int) -> bool:
    """ "claimed 19 lives": killed, not said."""
    return any(word.low in ("lives", "life", "victims") for word in words[follows : follows + 7])


def clause_follows(words: Sequence[Token], at: int) -> bool:
    """Whether a clause begins at index `at`: a subject, then its verb, with nothing between that ends the subject."""
    if words[at].low in ("there", "it", "he", "she", "they", "we", "i", "that"):
        return True
    for step in range(at + 1, min(at + 20, len(words))):
        token = words[step]
        if (
            token.text in ";:!?"
            or token.text == ","
            or token.low in ("which", "who", "that", "whose", "where", "when", "because")
        ):
            return False
        if token.text == "." and words[step - 1].low not in word_set("grammar", "titles"):
            return False
        if is_verbish(words, step):
            reduced = (
                token.low.endswith("ed")
                and step + 1 < len(words)
                and words[step + 1].low in ("by", "in", "on", "at", "from", "to")
            )
            if words[step - 1].low == "to" or (reduced and not is_auxiliary(token)):
                continue
            return True
    return False
