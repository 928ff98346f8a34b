"""Acts of saying inside one sentence, found by their cue words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tracker.reading.cues import Cue, cue_forms
from tracker.reading.lexicons import table, word_set
from tracker.reading.phrases import PhraseTable
from tracker.reading.quotes import Quotation
from tracker.reading.sources import is_auxiliary, is_verbish, subject_after, subject_before
from tracker.reading.tokens import Token, phrase_at


class Act(NamedTuple):
    """Spans of source, cue and content in the text."""

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[int, int]
    denied: bool = False
    hedged: bool = False


class _Place(NamedTuple):
    """Where the search is: one sentence and the quotations of the text."""

    text: str
    words: Sequence[Token]
    quotes: Sequence[Quotation]
    start: int
    end: int


def acts_in(text: str, words: Sequence[Token], quotes: Sequence[Quotation], sentence: tuple[int, int]) -> list[Act]:
    """The acts of saying of one sentence, in the order of their cues."""
    overlapping = [quote for quote in quotes if quote.start < sentence[1] and sentence[0] < quote.end]
    place = _Place(text, words, overlapping, *sentence)
    found: list[tuple[int, int, Act]] = []
    for at in range(len(words)):
        act = _according(place, at) or _verb(place, at)
        if act:
            first = at
            if act.source is not None and act.source[0] < words[at].start:
                while first and words[first - 1].start >= act.source[0]:
                    first -= 1
            found.append((first, at, act))
    return [_cut(place, found, index) for index in range(len(found))]


def _according(place: _Place, at: int) -> Act | None:
    words = place.words
    found = _according_phrases().begins_at(words, at)
    if found is None:
        return None
    named = subject_after(words, found[1], with_places=True)
    if named is None:
        return None
    source = (words[named[0]].start, words[named[1] - 1].end)
    cue = (words[at].start, words[found[1] - 1].end)
    content = _around(place, at, named[1])
    return Act(source, cue, content) if content else None


@cache
def _according_phrases() -> PhraseTable[str]:
    return PhraseTable((phrase, phrase) for phrase in table("cues")["according"])


def _around(place: _Place, first: int, last: int) -> tuple[int, int] | None:
    """What a bracketing "according to X" is about: what follows it at the start of a sentence, else what precedes."""
    words = place.words
    if first == 0 or words[first - 1].low in ("that", "but", "and", "because", "while", "though", "as"):
        return (words[last].start, place.end) if last < len(words) else None
    start = words[0].start
    if words[first - 1].text == "," and last < len(words) and words[last].text == "," and first > 1:
        return start, place.end
    quote = _quote_ending_near(place, words[first - 1].end)
    return (quote.start if quote and quote.start < start else start), words[first - 1].end


def _verb(place: _Place, at: int) -> Act | None:
    words = place.words
    token = words[at]
    cue = cue_forms().get(token.low)
    last = at + 1
    if at + 1 < len(words):
        two = cue_forms().get(f"{token.low} {words[at + 1].low}")
        if two:
            cue, last = two, at + 2
    if cue is None or (token.is_capital and at and not _opens_clause(words, at)):
        return None
    if _is_noun_here(words, at, cue):
        return None
    return _passive(place, at, cue) or _subject_first(place, at, last, cue) or _subject_last(place, at, last, cue)


def _opens_clause(words: Sequence[Token], at: int) -> bool:
    return words[at - 1].text in '.!?"“”:'


def _is_noun_here(words: Sequence[Token], at: int, cue: Cue) -> bool:
    if at == 0:
        return cue.form != "past"
    before = words[at - 1].low
    if before in ("to", "will", "would", "can", "could", "may", "might", "must", "should") and cue.form == "base":
        return before == "to" and not _reports_after_to(words, at)
    if cue.form == "ing":
        return (
            before in word_set("grammar", "determiners")
            or before in ("of", "by", "for", "from", "before", "after", "'s")
            and cue.nounlike
        )
    if cue.nounlike and before in word_set("grammar", "determiners") | {
        "'s",
        "of",
        "in",
        "such",
        "to",
        "for",
        "from",
        "with",
        "on",
        "by",
        "-",
    }:
        return True
    if (
        cue.nounlike
        and at + 1 < len(words)
        and words[at + 1].low in ("of", "by", "from", ".", "and", "is", "are", "was", "were", "have", "had")
    ):
        return True
    if cue.form == "past" and before in word_set("grammar", "determiners") - {
        "all",
        "both",
        "this",
        "that",
        "some",
        "many",
        "most",
    }:
        return True
    return False


def _reports_after_to(words: Sequence[Token], at: int) -> bool:
    """ "went on to say", "continued to insist": an act; "asked him to say": none."""
    return at >= 2 and words[at - 2].low in ("on", "continued", "continues", "appeared", "seemed")


def _passive(place: _Place, at: int, cue: Cue) -> Act | None:
    """ "was quoted as saying", "is believed to have", "it was reported that"."""
    words = place.words
    if cue.form != "past" or not at or words[at - 1].low not in ("is", "are", "was", "were", "been", "be", "also"):
        return None
    if phrase_at(words, at + 1, ("as", "saying")) or phrase_at(words, at + 1, ("as", "telling")):
        found = subject_before(words, at)
        if found is None:
            return None
        content = _content_after(place, at + 3)
        return Act(_span(words, found), (words[at].start, words[at + 2].end), content) if content else None
    return None


def _span(words: Sequence[Token], found: tuple[int, int]) -> tuple[int, int]:
    return words[found[0]].start, words[found[1] - 1].end


def _subject_first(place: _Place, at: int, last: int, cue: Cue) -> Act | None:
    """ "X said that ...", "..., X said", "X, however, claims ..."."""
    words = place.words
    if at and words[at - 1].low in ("is", "are", "was", "were", "be", "been", "being") and cue.form == "past":
        return None
    found = subject_before(words, at) if cue.form != "ing" else _subject_of_participle(words, at)
    if found is None:
        return None
    follows = _content_start(words, last, cue)
    source = _span(words, found)
    cue_span = (words[at].start, words[last - 1].end)
    if cue.base in word_set("cues", "after") and _stands_after(place, found[0], last):
        content = _content_before(place, found[0], last)
        if content:
            return Act(source, cue_span, content, hedged=cue.hedges)
    if follows is None or not _introduces(place, follows, last, cue):
        return None
    content = _content_after(place, follows)
    if content is None:
        return None
    negated = _negated(words, found[1], at)
    if negated and cue.base not in ("confirm", "say", "believe", "think", "deny", "verify", "know"):
        return None
    return Act(source, cue_span, content, denied=cue.denies and not negated, hedged=cue.hedges or negated)


def _negated(words: Sequence[Token], first: int, last: int) -> bool:
    return any(word.low in ("not", "n't", "'t", "never", "cannot", "nor") for word in words[first:last])


def _subject_of_participle(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "the group tweeted, saying ...": the subject of the clause before; "a statement saying" its noun."""
    if not at:
        return None
    if words[at - 1].text != ",":
        before = words[at - 1].low
        if before in word_set("grammar", "prepositions") or before in (
            "and",
            "while",
            "as",
            "is",
            "was",
            "are",
            "were",
            "been",
            "be",
        ):
            return subject_before(words, at - 1) if before in ("is", "was", "are", "were") else None
        return subject_before(words, at)
    for verb in range(1, at - 1):
        if is_verbish(words, verb) and not is_auxiliary(words[verb]):
            return subject_before(words, verb)
    return None


def _content_start(words: Sequence[Token], last: int, cue: Cue) -> int | None:
    """Index of the first word of the content, after hearer, time, comma and "that"."""
    at = last
    if cue.base in word_set("cues", "hearer"):
        hearer = _hearer_end(words, at)
        if hearer is None:
            return None
        at = hearer
    at = _past_circumstance(words, at)
    if at < len(words) and words[at].text in ",:" and at + 1 < len(words):
        at += 1
        at = _past_remark(words, at)
    return at if at < len(words) else None


_CIRCUMSTANCE = frozenset(
    "in on at during to after via through by from late early earlier yesterday today last this".split()
)
_CLAUSE_OPENERS = frozenset(
    "that the there it he she they we i his her their its this these those a an no at some all if whether how what why "
    "more over nearly about".split()
)


def _past_circumstance(words: Sequence[Token], at: int) -> int:
    """ "said on Monday that", "said in a statement: ..." — only when "that", a colon, a comma or a quotation ends it."""
    if at >= len(words) or words[at].low not in _CIRCUMSTANCE and words[at].low not in word_set("dates", "weekdays"):
        return at
    for step in range(at + 1, min(at + 14, len(words))):
        if words[step].low == "that" or words[step].text in ':"“':
            return step
        if words[step].text in ".;" or words[step].text == ",":
            return step if words[step].text == "," else at
    # "said Monday the ..." has no mark: a weekday alone is one word long
    if words[at].low in word_set("dates", "weekdays"):
        return at + 1
    if words[at].low == "on" and at + 1 < len(words) and words[at + 1].low in word_set("dates", "weekdays"):
        return at + 2
    return at


def _past_remark(words: Sequence[Token], at: int) -> int:
    """ "said, citing officials, that": steps over the remark."""
    if at < len(words) and words[at].low in ("citing", "quoting", "speaking", "referring", "adding"):
        for step in range(at, min(at + 20, len(words))):
            if words[step].text == ",":
                return step + 1
    return at


def _hearer_end(words: Sequence[Token], at: int) -> int | None:
    """Steps over who is told; None when nothing is told after that."""
    if at < len(words) and (words[at].low == "that" or words[at].text in '"“:'):
        return at
    for step in range(at, min(at + 16, len(words))):
        low = words[step].low
        if low in ("that", "how", "what", "why", "whether") or words[step].text in ',:"“':
            return step
        if low in ("to", "of", "about") and step > at:
            return None
        if step > at and (low in _CLAUSE_OPENERS - {"that"} or words[step].is_number):
            return step
        if step > at and words[step - 1].low not in ("the", "a") and low in ("he", "she", "they"):
            return step
        if (
            step > at
            and words[step].is_capital
            and not words[step - 1].is_capital
            and words[step - 1].low not in word_set("grammar", "determiners")
        ):
            return step
        if words[step].text in ".;":
            return None
    return None


def _introduces(place: _Place, follows: int, last: int, cue: Cue) -> bool:
    """Whether what follows the cue is something said, not a mere object."""
    words = place.words
    token = words[follows]
    quoted = token.text in "\"“„«‘" or words[follows - 1].text == ":" or _in_quote_start(place, token)
    if cue.base in word_set("cues", "quoting_only") and not quoted:
        return token.low == "that" and cue.base != "continue"
    if token.low in ("that", "whether", "if", "how", "what", "why", "where", "when") or token.text in '"“„«‘':
        return True
    if words[follows - 1].text == ":" or _in_quote_start(place, token):
        return True
    if cue.denies:
        return token.is_word and token.low not in ("by", "in", "at")
    if token.low in (
        "by",
        "of",
        "for",
        "with",
        "and",
        "or",
        "as",
        "against",
        "on",
        "into",
        "than",
        ".",
        "up",
        "out",
        "down",
        "off",
    ):
        return False
    if cue.base in ("claim", "declare", "vow", "pledge", "promise") and follows == last:
        return token.is_word or token.is_number
    return _clause_follows(words, follows) and (not cue.needs_clause or token.low != "to")


def _in_quote_start(place: _Place, token: Token) -> bool:
    return any(quote.start == token.start for quote in place.quotes)


def _clause_follows(words: Sequence[Token], at: int) -> bool:
    """Whether a subject and a verb follow soon."""
    for step in range(at + 1, min(at + 22, len(words))):
        if words[step].text in ".;:" and words[step - 1].low not in word_set("grammar", "titles"):
            return False
        if is_verbish(words, step):
            return words[step - 1].low != "to"
    return words[at].low in ("there", "it", "he", "she", "they", "we", "i")


def _content_after(place: _Place, follows: int) -> tuple[int, int] | None:
    """From the word after the cue to the end of the sentence, or of the quotation that begins there."""
    words = place.words
    if follows >= len(words):
        return None
    start = words[follows].start
    quote = next((quote for quote in place.quotes if quote.start == start), None)
    if quote is not None:
        rest = place.text[quote.end : place.end].strip()
        if quote.end >= place.end or rest[:1] in ("", ".", ","):
            return quote.start, quote.end
        return start, max(place.end, quote.end)
    if words[follows].low == "that" and follows + 1 < len(words) and words[follows + 1].text != ".":
        start = words[follows + 1].start
    ends_inside = next(
        (quote for quote in place.quotes if quote.start < place.end < quote.end and quote.start > start), None
    )
    return start, ends_inside.end if ends_inside else place.end


def _stands_after(place: _Place, first: int, last: int) -> bool:
    """Whether subject and cue follow the content: after a comma or quotation, with nothing said behind them."""
    words = place.words
    if first == 0:
        return False
    before = words[first - 1]
    if before.text not in ',"”“?!—–' and not (before.text == "'" and first > 2):
        return False
    if (
        before.text in ",—–"
        and words[0].low
        in (
            "after",
            "before",
            "when",
            "while",
            "if",
            "as",
            "in",
            "on",
            "at",
            "although",
            "though",
            "since",
            "because",
            "despite",
            "during",
            "following",
        )
        and not _is_final(words, last)
    ):
        return _is_interrupting(words, last) and not words[0].low
    return (
        _is_final(words, last)
        or _is_interrupting(words, last)
        and _long_before(words, first)
        or before.text in '"”“'
        and not _said_behind(words, last)
    )


def _is_final(words: Sequence[Token], last: int) -> bool:
    """Only a hearer, a time or a place may follow."""
    if last >= len(words) or words[last].text in ".!?;":
        return True
    if words[last].text == ",":
        return last + 1 < len(words) and words[last + 1].low in (
            "adding",
            "citing",
            "referring",
            "speaking",
            "according",
        )
    rest = words[last:]
    if rest[0].low == "to" and len(rest) > 1 and not _is_hearer(rest[1]):
        return False
    if len(rest) > 14 or any(word.low == "that" or word.text in '"“:' for word in rest):
        return False
    return rest[0].low in _CIRCUMSTANCE or rest[0].low in word_set("dates", "weekdays") or _is_hearer_only(rest)


def _is_hearer(token: Token) -> bool:
    return token.is_capital or token.low in word_set("grammar", "determiners") | {"reporters", "journalists", "them", "me", "him"}


def _is_hearer_only(rest: Sequence[Token]) -> bool:
    return (
        (
            rest[0].is_capital
            or rest[0].low in ("the", "a", "him", "her", "them", "us", "me", "reporters", "journalists")
        )
        and len(rest) <= 9
        and not any(is_verbish(rest, index) for index in range(len(rest)))
    )


def _is_interrupting(words: Sequence[Token], last: int) -> bool:
    return last < len(words) and words[last].text in ",—–"


def _long_before(words: Sequence[Token], first: int) -> bool:
    return first >= 3 and words[first - 1].text in ',—–"”'


def _said_behind(words: Sequence[Token], last: int) -> bool:
    return last < len(words) and (words[last].low == "that" or words[last].text in ':"“')


def _content_before(place: _Place, first: int, last: int) -> tuple[int, int] | None:
    """What stands before ", X said": the quotation that ends there, or the clause."""
    words = place.words
    end = words[first - 1].start if words[first - 1].text in ",—–" else words[first - 1].end
    quote = _quote_ending_near(place, words[first - 1].end)
    if quote:
        return quote.start, quote.end
    if (
        _is_interrupting(words, last)
        and last + 3 < len(words)
        and not any(quote.start > words[last].start for quote in place.quotes)
    ):
        return words[0].start, place.end
    return (words[0].start, end) if first > 1 else None


def _quote_ending_near(place: _Place, offset: int) -> Quotation | None:
    return next((quote for quote in place.quotes if offset - 3 <= quote.end <= offset + 2), None)


def _subject_last(place: _Place, at: int, last: int, cue: Cue) -> Act | None:
    """'"...," said X', "..., reported X"."""
    words = place.words
    if at == 0 or cue.base not in word_set("cues", "after") or cue.form not in ("past", "third"):
        return None
    if words[at - 1].text not in "\"”“,’'?!—–" or last >= len(words):
        return None
    if words[at - 1].text in ",—–" and not (
        words[last].is_capital or words[last].low in ("the", "a", "one", "its", "his", "her")
    ):
        return None
    found = subject_after(words, last)
    if found is None:
        return None
    quote = _quote_ending_near(place, words[at - 1].end)
    if quote is None and words[at - 1].text not in ",—–":
        return None
    end = words[at - 1].start if words[at - 1].text in ",—–" else words[at - 1].end
    content = (quote.start, quote.end) if quote else (words[0].start, end)
    return Act(_span(words, found), (words[at].start, words[last - 1].end), content, hedged=cue.hedges)


_JOINTS = frozenset("and but while though although whereas however yet because since as".split())


def _cut(place: _Place, found: list[tuple[int, int, Act]], index: int) -> Act:
    """Ends a content where the next coordinate act of saying begins: "A said X, while B said Y"."""
    act = found[index][2]
    words = place.words
    for first, cue_at, other in found[index + 1 :]:
        start = words[first].start if first < len(words) else place.end
        if first <= found[index][1] or not (act.content[0] < start < act.content[1]):
            continue
        if other.content[1] <= words[cue_at].start:
            continue
        before = words[first - 1] if first else None
        joint = before is not None and (before.low in _JOINTS or before.text == ";")
        if not joint and cue_at and words[cue_at - 1].low in ("and", "but") and other.source == act.source:
            return act._replace(content=(act.content[0], words[cue_at - 1].start))
        if joint and before is not None:
            if any(quote.start < before.start < quote.end for quote in place.quotes):
                continue
            return act._replace(content=(act.content[0], before.start))
    return act
