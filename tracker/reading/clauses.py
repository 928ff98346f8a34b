"""A sentence cut by voice: what each source says in it, and what the narrator says."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from tracker.model.attribution import Attribution, Link
from tracker.reading.called_false import called_false
from tracker.reading.cited import cited_name
from tracker.reading.contents import is_circumstance
from tracker.reading.finite_verbs import has_finite_verb
from tracker.reading.lexicons import word_set
from tracker.reading.report_parts import ReportParts, Sentence
from tracker.reading.tokens import Token


class Clause(NamedTuple):
    """text[start:end] in one voice; quote_start begins with the source when it stands in front."""

    start: int
    end: int
    quote_start: int
    source: str
    saying: Attribution | None
    chain: tuple[Link, ...]
    words: list[Token]
    first: int
    """Index of the clause's first word in the sentence."""
    verdict_end: int = 0
    """End of the "were false" behind a clause that is called so, 0 when it is not."""

    @property
    def quote_end(self) -> int:
        """Where the quotation ends that shows the clause."""
        return max(self.end, self.verdict_end)


_SHORTEST = 2
"""Characters of the shortest stretch that can be a clause: a bare figure."""


def clauses(parts: ReportParts, sentence: Sentence, sayings: list[Attribution]) -> list[Clause]:
    """The clauses of a sentence in order; together they hold every figure of it.

    sayings: the acts of saying whose content reaches into the sentence.
    """
    sayings = [
        saying for saying in sayings if not (_only_dates(parts, saying, sayings) or _only_counts(saying, sayings))
    ]
    if not sayings:
        return [_narrated(parts, sentence, sentence.start, sentence.end)]
    found: list[Clause] = []
    free_from = sentence.start
    for index, saying in enumerate(sayings):
        start, end = max(saying.content_span[0], sentence.start), min(saying.content_span[1], sentence.end)
        inner = [other for other in sayings if other is not saying and _inside(other, saying)]
        for other in inner:
            if _opening(other) - start >= _SHORTEST:
                end = min(end, _opening(other))
            else:
                start = end
        opening = _opening(saying)
        if opening < free_from and saying.cue_span and free_from <= saying.cue_span[0]:
            opening = saying.cue_span[0]  # "A said X and added Y": the second quote begins with its verb
        opening = max(sentence.start, min(opening, start))
        if opening - free_from >= 12 and index == 0:
            found.append(_narrated(parts, sentence, free_from, opening))
        told = _told_between(saying)
        if told and told[0] >= free_from - 1:
            found.append(_narrated(parts, sentence, *told))
        if end - start >= _SHORTEST:
            found.append(_said(parts, sentence, saying, start, end, opening, sayings))
        free_from = max(
            free_from, saying.content_span[1], (saying.cue_span or (0, 0))[1], (saying.source_span or (0, 0))[1]
        )
    free_from = _behind_circumstance(sentence, free_from)
    if sentence.end - free_from >= 12:
        found.append(_narrated(parts, sentence, free_from, sentence.end))
    return found


def _behind_circumstance(sentence: Sentence, free_from: int) -> int:
    """ "..., the army said on Monday in Esk, as ...": where the narrator goes on, behind when and where it was said."""
    at, words = _within(sentence, free_from, sentence.end)
    if not words or not is_circumstance(words, 0) or at == 0:
        return free_from
    comma = next((step for step, word in enumerate(words) if word.text == ","), None)
    if comma is None or comma + 1 >= len(words) or has_finite_verb(words, 0, comma):
        return free_from
    goes_on = words[comma + 1]
    return sentence.end if goes_on.low.endswith("ing") else goes_on.start


def _told_between(saying: Attribution) -> tuple[int, int] | None:
    """ "The group drew a parallel ..., stating that": what the narrator tells between source and cue."""
    if saying.source_span is None or saying.cue_span is None:
        return None
    source, cue = saying.source_span, saying.cue_span
    return (source[0], cue[0]) if cue[0] - source[1] >= _LONG_GAP else None


_LONG_GAP = 30


def _inside(inner: Attribution, outer: Attribution) -> bool:
    low, high = inner.content_span
    return outer.content_span[0] <= low and high <= outer.content_span[1] and inner.content_span != outer.content_span


def _only_dates(parts: ReportParts, inner: Attribution, sayings: list[Attribution]) -> bool:
    """ "X said firing went on after Y declared it over": what Y declared only says when; it stays with X."""
    if inner.source_span is None or not any(_inside(inner, outer) for outer in sayings if outer is not inner):
        return False
    before = parts.text[max(0, inner.source_span[0] - _LONGEST_JOINT) : inner.source_span[0]].lower().split()
    return any(word in _WHEN for word in before[-2:])


def _only_counts(inner: Attribution, sayings: list[Attribution]) -> bool:
    """ "X said volunteers had counted 44 bodies": counting is what X tells of, nobody else speaks."""
    if inner.cue.startswith(("'", "’")):
        return False  # "the ministry's count of 46": the ministry's, whoever mentions it
    counts = inner.cue.lower().split()[-1:] and inner.cue.lower().split()[-1] in word_set("cues", "counting")
    return bool(counts) and any(_inside(inner, outer) for outer in sayings if outer is not inner)


_WHEN = frozenset(("after", "before", "once", "until", "when", "since"))
_LONGEST_JOINT = 16


def _opening(saying: Attribution) -> int:
    spans = [saying.content_span, saying.cue_span or saying.content_span, saying.source_span or saying.content_span]
    return min(span[0] for span in spans)


def _within(sentence: Sentence, start: int, end: int) -> tuple[int, list[Token]]:
    starts = [word.start for word in sentence.words]
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    return first, sentence.words[first:last]


def quoted(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks, marks and conjunctions that lead nowhere at its ends."""
    while start < end and (text[start].isspace() or text[start] in ",;:.)"):
        start += 1
    while True:
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:(—–"):
            end -= 1
        dangling = _DANGLING.search(text, max(start, end - _LONGEST_JOINT), end)
        if dangling is None or dangling.start() <= start:
            return start, end
        end = dangling.start()


_DANGLING = re.compile(
    r"(?<=[\s,;])(?:and|but|or|while|though|although|after|before|when|because|that|which|who|as|against|than|from)$"
)


def _narrated(parts: ReportParts, sentence: Sentence, start: int, end: int) -> Clause:
    first, words = _within(sentence, start, end)
    quote_start = words[0].start if words else start
    return Clause(start, end, quote_start, parts.narrator, None, (), words, first)


def _said(
    parts: ReportParts,
    sentence: Sentence,
    saying: Attribution,
    start: int,
    end: int,
    opening: int,
    sayings: list[Attribution],
) -> Clause:
    first, words = _within(sentence, start, end)
    relays = [other for other in sayings if other is not saying and _inside(saying, other)]
    origin = cited_name(parts.text, saying)
    chain = [Link(name=origin)] if origin else []
    speaker = parts.narrator if _is_the_narrator(saying.source, parts.narrator) else saying.source
    chain.append(Link(name=speaker, verb=saying.cue))
    chain += [Link(name=relay.source, verb=relay.cue) for relay in reversed(relays)]
    if parts.narrator and parts.narrator != chain[-1].name:
        chain.append(Link(name=parts.narrator))
    clause = Clause(start, end, opening, chain[0].name, saying, tuple(chain), words, first)
    return _with_verdict(sentence, clause) if saying.denied else clause


def _with_verdict(sentence: Sentence, clause: Clause) -> Clause:
    """ "Reports that 30 died were false": the quotation shows by what the clause is denied."""
    found = called_false(sentence.words, clause.first, len(sentence.words))
    if found is None or found.first != clause.first:
        return clause
    opening = min(clause.quote_start, sentence.words[found.opens].start)
    return clause._replace(quote_start=opening, verdict_end=sentence.words[found.end - 1].end)


def _is_the_narrator(source: str, narrator: str) -> bool:
    """ "the Ministry notes", in a press release of the Foreign Ministry: the body speaks of itself."""
    head = source.lower()
    return head in word_set("cues", "bodies") and head in narrator.lower().split()
