"""Acts of saying inside one sentence, found by their cue words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tracker.reading.contents import Place, content_after, content_before, content_start, stands_after
from tracker.reading.cues import Cue, cue_forms
from tracker.reading.finite_verbs import is_auxiliary, is_verbish
from tracker.reading.lexicons import table, word_set
from tracker.reading.phrases import PhraseTable
from tracker.reading.quotes import Quotation
from tracker.reading.saying_verbs import charge_opens, introduces, is_saying
from tracker.reading.sources import subject_after, subject_before
from tracker.reading.tallies import given_at, is_teller, label_at, owned_at, tally_at
from tracker.reading.tokens import Token, phrase_at
from tracker.reading.told_apart import Act, FoundAct, told_apart


def acts_in(text: str, words: Sequence[Token], quotes: Sequence[Quotation], sentence: tuple[int, int]) -> list[Act]:
    """The acts of saying of one sentence, in the order of their cues. quotes: those that overlap it."""
    place = Place(text, words, quotes, *sentence)
    found: list[FoundAct] = []
    for at in range(len(words)):
        act = (
            _according(place, at)
            or _given(place, at)
            or _verb(place, at)
            or _colon(place, at)
            or _noun(place, at)
            or _tally(place, at)
        )
        if act is None:
            continue
        first = at
        while act.source is not None and first and words[first - 1].start >= act.source[0]:
            first -= 1
        found.append(FoundAct(first, at, act))
    return told_apart(place, found)


@cache
def _according_phrases() -> PhraseTable[str]:
    return PhraseTable((phrase, phrase) for phrase in table("cues")["according"])


def _according(place: Place, at: int) -> Act | None:
    words = place.words
    found = _according_phrases().begins_at(words, at) or _per(words, at)
    named = subject_after(words, found[1], with_places=True) if found else None
    if found is None or named is None:
        return None
    cue = (words[at].start, words[found[1] - 1].end)
    content = _around(place, at, named[1])
    return Act(_span(words, named), cue, content) if content else None


def _per(words: Sequence[Token], at: int) -> tuple[str, int] | None:
    """ ", per the ministry", "per UN figures" - not "per day", "per person"."""
    if words[at].low != "per" or at + 1 >= len(words):
        return None
    named = words[at + 1].low == "the" or (words[at + 1].is_capital and not words[at].is_capital)  # "Per Holm said"
    return ("per", at + 1) if named and (at == 0 or words[at - 1].text == ",") else None


def _around(place: Place, first: int, last: int) -> tuple[int, int] | None:
    """What a bracketing "according to X" is about: what follows it at the start of a sentence, else what precedes."""
    words = place.words
    if first == 0 or words[first - 1].low in ("that", "but", "and", "because", "while", "though", "as"):
        return (words[last].start, place.end) if last < len(words) else None
    start = words[0].start
    if words[first - 1].text == "," and last < len(words) and words[last].text == "," and first > 1:
        return start, place.end
    quote = place.quote_ending_near(words[first - 1].end)
    return (quote.start if quote and quote.start < start else start), words[first - 1].end


def _given(place: Place, at: int) -> Act | None:
    """ "the 61% announced by the commission", "the ministry's count of 46": a figure with the one who gave it."""
    words = place.words
    owned = owned_at(words, at)
    if owned is not None:
        owner, begins, end = owned
        return Act(_span(words, owner), (words[owner[1]].start, words[at].end), _span(words, (begins, end)))
    found = given_at(words, at)
    if found is None:
        return None
    first, giver = found
    return Act(_span(words, giver), (words[at].start, words[at].end), (words[first].start, words[at - 1].end))


def _verb(place: Place, at: int) -> Act | None:
    words = place.words
    if words[at].low in ("quoted", "cited") and phrase_at(words, at + 1, ("as", "saying")):
        return _passive(place, at)
    cue, last = cue_forms().get(words[at].low), at + 1
    if at + 1 < len(words) and (two := cue_forms().get(f"{words[at].low} {words[at + 1].low}")):
        cue, last = two, at + 2
    if at and words[at - 1].text == "-":
        return None  # "the self-declared republic"
    if cue is None or words[at].is_capital or not is_saying(words, at, cue):
        return None
    if _is_passive(words, at, cue):
        return _passive(place, at)
    if cue.form == "base" and (turned := _subject_last(place, at, last, cue)):
        return turned  # "five people died, say police"
    return _subject_first(place, at, last, cue) or _subject_last(place, at, last, cue)


def _colon(place: Place, at: int) -> Act | None:
    """'Regional head: "No casualties."': a short noun phrase, a colon and a quotation are the whole sentence."""
    words = place.words
    if words[at].text != ":" or not 1 <= at <= _LONGEST_LABEL or at + 1 >= len(words):
        return None
    if not place.opens_quote(words[at + 1]) or any(is_verbish(words, step) for step in range(at)):
        return None
    content = content_after(place, at + 1)
    return Act(_span(words, (0, at)), (words[at].start, words[at].end), content) if content else None


def _noun(place: Place, at: int) -> Act | None:
    """ "a claim by the group that it had taken the town": a noun of saying with its speaker."""
    words = place.words
    if words[at].low not in word_set("words", "acts_nouns") or at + 2 >= len(words):
        return None
    if words[at + 1].low == "that" and at >= 2 and words[at - 1].low in ("'s", "'"):
        owner = subject_before(words, at - 1)  # "Colonel Mboya's statement that ..."
        content = content_after(place, at + 1) if owner else None
        return Act(_span(words, owner), (words[at].start, words[at].end), content) if owner and content else None
    if words[at + 1].low not in ("by", "from"):
        return None
    found = subject_after(words, at + 2)
    if found is None or found[1] + 2 >= len(words) or words[found[1]].low != "that":
        return None
    content = content_after(place, found[1])
    return Act(_span(words, found), (words[at].start, words[at].end), content) if content else None


def _tally(place: Place, at: int) -> Act | None:
    words = place.words
    cue = (words[at].start, words[at].end)
    label = label_at(place, at)
    if label is not None:
        return Act(_span(words, (0, at)), cue, label)
    found = tally_at(place, at)
    content = content_after(place, found[1]) if found else None
    if found is None or content is None:
        return None
    if found[0][0] and words[found[0][0] - 1].low == "which":
        content = content[0], _relative_end(words, found[1], content[1])
    return Act(_span(words, found[0]), cue, content)


_LONGEST_LABEL = 7
"""Words before a colon that can name a speaker."""


def _is_passive(words: Sequence[Token], at: int, cue: Cue) -> bool:
    if cue.form != "past":
        return False
    for before in reversed(words[max(0, at - 3) : at]):
        if before.low in word_set("words", "acts_be"):
            return True
        if not (before.low in word_set("grammar", "adverbs") or before.low.endswith("ly")):
            return False
    return False


def _passive(place: Place, at: int) -> Act | None:
    """ "was quoted as saying", "it was reported by X that"."""
    words = place.words
    if phrase_at(words, at + 1, ("as", "saying")) or phrase_at(words, at + 1, ("as", "telling")):
        found, last = subject_before(words, at), at + 3
        quote = place.quote_ending_near(words[found[0] - 1].end) if found and found[0] else None
        if found and quote and (last >= len(words) or words[last].text in ".," or words[last].low in ("by", "in")):
            # '"...," he was quoted as saying by the agency.'
            return Act(_span(words, found), (words[at].start, words[at].end), (quote.start, quote.end))
    elif at + 2 < len(words) and words[at + 1].low == "by":
        found = subject_after(words, at + 2)
        last = found[1] if found else at
        if found is None or last >= len(words) or words[last].low not in ("that", "to"):
            return None
    else:
        return None
    content = content_after(place, last) if found else None
    return Act(_span(words, found), (words[at].start, words[at].end), content) if found and content else None


def _span(words: Sequence[Token], found: tuple[int, int]) -> tuple[int, int]:
    return words[found[0]].start, words[found[1] - 1].end


def _is_contradicted(words: Sequence[Token], first: int) -> bool:
    """ "Contrary to what X declared, ...": what follows is not what X declared."""
    return first >= 2 and words[first - 1].low == "what" and words[first - 2].low in ("to", "despite", "unlike")


_MAY_BE_NEGATED = ("confirm", "believe", "think", "verify")
"""Denied, these still say something of the content; "did not say why" says nothing."""


def _subject_first(place: Place, at: int, last: int, cue: Cue) -> Act | None:
    """ "X said that ...", "..., X said", "X, however, claims ..."."""
    words = place.words
    found = _subject_of_participle(words, at) if cue.form == "ing" else subject_before(words, at)
    if found is None or _is_contradicted(words, found[0]):
        return None
    source, cue_span = _span(words, found), (words[at].start, words[last - 1].end)
    if cue.base in word_set("cues", "after") and stands_after(place, found[0], last):
        before = content_before(place, found[0], last)
        if before:
            return Act(source, cue_span, before, hedged=cue.hedges)
    follows = content_start(words, last, cue)
    relative = found[0] > 0 and words[found[0] - 1].low in ("which", "who", "that", "whom")
    if follows is None or not introduces(words, follows, cue, quoted=_is_quoted(place, follows), relative=relative):
        return None
    content = content_after(place, charge_opens(words, follows) or follows)
    own = next((step + 1 for step in range(at - 1, found[1] - 1, -1) if words[step].text == ","), found[1])
    negated = any(word.low in ("not", "n't", "'t", "never", "cannot", "nor") for word in words[own:at])
    if content is not None and (cue.takes_objects or cue.denies):
        content = content[0], _own_verb_begins(words, follows, content[1])
    if content is not None and cue.denies:
        content = content[0], _object_ends(words, follows, content[1])
    if content is not None and found[0] + 1 == found[1] and words[found[0]].low in ("which", "who"):
        content = content[0], _relative_end(words, follows, content[1])
    if content is None or (negated and cue.base not in _MAY_BE_NEGATED):
        return None
    return Act(source, cue_span, content, denied=cue.denies, hedged=cue.hedges or negated)


def _relative_end(words: Sequence[Token], follows: int, end: int) -> int:
    """ "the statement, which says that it lost nine men, is a lie": where the main clause goes on."""
    for at in range(follows, len(words) - 1):
        if words[at].start >= end:
            break
        if words[at].text == "," and is_verbish(words, at + 1):
            return words[at].start
    return end


def _own_verb_begins(words: Sequence[Token], follows: int, end: int) -> int:
    """ "confirmed the raid but gave no figure": where the speaker's second verb ends a mere object."""
    for at in range(follows, len(words) - 1):
        if words[at].start >= end or words[at].text in ",;:" or is_verbish(words, at) or words[at].low == "that":
            return end
        if words[at].low in ("and", "but") and is_verbish(words, at + 1):
            return words[at].start
    return end


def _object_ends(words: Sequence[Token], follows: int, end: int) -> int:
    """ "rejects the result: her count gives her 52 percent": what is rejected ends at the colon."""
    for at in range(follows, len(words)):
        if words[at].start >= end or is_verbish(words, at) or words[at].text in _OPENS_SPEECH:
            return end
        if words[at].text == ":" and at > follows:
            return words[at].start
    return end


_OPENS_SPEECH = '"“'


def _is_quoted(place: Place, follows: int) -> bool:
    words = place.words
    return words[follows].text in "\"“„«‘'" or words[follows - 1].text == ":" or place.opens_quote(words[follows])


def _subject_of_participle(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "the group tweeted, saying ...": the subject of the clause before; "a statement saying": its noun."""
    before = words[at - 1]
    if before.text not in ",–—" and before.low not in ("while", "whilst"):
        if before.low in ("is", "was", "are", "were"):
            return subject_before(words, at - 1)
        if is_auxiliary(before) or before.low in word_set("grammar", "prepositions") or before.low == "as":
            return None
        return subject_before(words, at)
    verbs = [verb for verb in range(1, at - 1) if is_verbish(words, verb) and not is_auxiliary(words[verb])]
    said = [verb for verb in verbs if verb == at - 2 and words[verb].low in cue_forms()]
    return subject_before(words, (said or verbs)[0]) if verbs else None


def _subject_last(place: Place, at: int, last: int, cue: Cue) -> Act | None:
    """'"...," said X', "..., reported X"."""
    words = place.words
    if cue.base not in word_set("cues", "after") or cue.form == "ing" or last >= len(words):
        return None
    mark = words[at - 1]
    plain = mark.text in ",—–"
    if not plain and (mark.text not in "\"”“’'?!" or place.opens_quote(mark)):
        return None
    named = words[last].is_capital or words[last].low in ("the", "a", "an", "one", "its", "his", "her")
    many = cue.form == "base" and words[last].low.endswith("s")
    if plain and not (named or many or is_teller(words[last])):
        return None  # "..., say police", "..., say nurses"
    found = subject_after(words, last)
    quote = place.quote_ending_near(mark.end)
    if found is None or (quote is None and not plain):
        return None
    content = (quote.start, quote.end) if quote else (words[0].start, mark.start)
    return Act(_span(words, found), (words[at].start, words[last - 1].end), content, hedged=cue.hedges)


_KINDS = (_according, _given, _verb, _colon, _noun, _tally)
"""Ways of saying, in the order in which they are looked for."""
