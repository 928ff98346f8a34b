"""Who says what, by which word: the acts of saying in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from tracker.model.attribution import Attribution
from tracker.reading.acts import acts_in
from tracker.reading.coreference import Resolver
from tracker.reading.credits import credits_in
from tracker.reading.lexicons import word_set
from tracker.reading.posts import posts_in
from tracker.reading.quotes import Quotation, QuoteIndex, quotations
from tracker.reading.sentences import sentence_spans
from tracker.reading.tokens import Token, tokens
from tracker.reading.told_apart import Act


class TextParts(NamedTuple):
    """A text cut up once for all readers."""

    text: str
    words: list[Token]
    sentences: list[tuple[int, int]]
    sentence_words: list[list[Token]]
    quotes: list[Quotation]


def parts_of(text: str) -> TextParts:
    """Tokens, sentences and quotations of a text."""
    spans = sentence_spans(text)
    by_sentence = [tokens(text, start, end) for start, end in spans]
    return TextParts(text, [word for words in by_sentence for word in words], spans, by_sentence, quotations(text))


def attributions(text: str) -> list[Attribution]:
    """Every act of saying, in the order of the words that mark it.

    The content is the clause that was said, not the sentence. A denial has `denied` and keeps what is denied.
    `source` is resolved where the text makes it clear; `source_span` is None for speech that goes on without a name.

    >>> [(a.source, a.cue, a.content) for a in attributions("The army said that two soldiers died.")]
    [('army', 'said', 'two soldiers died')]
    """
    return attributions_in(parts_of(text))


def attributions_in(parts: TextParts, narrator: str = "") -> list[Attribution]:
    """As `attributions`, for a text already cut up.

    narrator: whose text it is; in a ministry's own report "the ministry" is the narrator.
    """
    resolver = Resolver(parts.text, parts.words, narrator)
    found: list[Attribution] = []
    quotes = QuoteIndex(parts.quotes)
    posts = posts_in(parts.text)
    named = {post.source_span for post in posts}

    def is_held(start: int, end: int) -> bool:
        return quotes.holds(start, end) or any(post.content_span[0] <= start < post.content_span[1] for post in posts)

    for index, words in enumerate(parts.sentence_words):
        for act in acts_in(parts.text, words, quotes.overlapping(*parts.sentences[index]), parts.sentences[index]):
            if narrator and act.source and _is_own_voice(parts.text, act.source) and is_held(*act.source):
                continue  # "we" inside a quotation or post: whose it is, who has an act of his own
            attribution = None if act.source in named else _attribution(parts, act, resolver)
            if attribution:
                found.append(attribution)
    return _with_continued_speech(parts, [*found, *posts, *credits_in(parts.text)])


_ITSELF = re.compile(
    r"The (?:[a-z]+ )?(?:company|firm|operator|ministry|government|union|agency|army|group|party|office|bank)\b"
)
""" "The company has offered 3 percent, it said": whoever the sentence is about."""


def _is_own_voice(text: str, source: tuple[int, int]) -> bool:
    low = text[source[0] : source[1]].lower()
    return low == "we" or low.startswith(("our ", "my "))


def _attribution(parts: TextParts, act: Act, resolver: Resolver) -> Attribution | None:
    text = parts.text
    start, end = trimmed(text, *act.content)
    if end <= start:
        return None
    source = text[act.source[0] : act.source[1]] if act.source else ""
    own = _ITSELF.match(text, start, end) if act.source and source.lower() == "it" and end <= act.source[0] else None
    name = (
        resolver.name(own[0] if own else source, start if own else act.source[0], act.cue[0])
        if act.source
        else "unnamed"
    )
    if act.source:
        resolver.note(name, act.source[0], act.source[1])
    return Attribution(
        source=name,
        source_span=act.source,
        cue=text[act.cue[0] : act.cue[1]],
        cue_span=act.cue,
        content=text[start:end],
        content_span=(start, end),
        denied=act.denied,
        hedged=act.hedged or _opens_hedged(text[start:end]),
    )


def _opens_hedged(content: str) -> bool:
    return not word_set("cues", "reportedly").isdisjoint(re.findall(r"[a-z-]+", content.lower()))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and commas at its ends, and without a final full stop outside quotation marks."""
    while start < end and (text[start].isspace() or text[start] in ",;:—–"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—–"):
        end -= 1
    if end > start and text[end - 1] == "." and not text[start:end].endswith(("..", "U.S.", "p.m.", "a.m.")):
        end -= 1
    return start, end


def _with_continued_speech(parts: TextParts, found: list[Attribution]) -> list[Attribution]:
    """A quotation that stands alone after a speaker's quotation is by the same speaker."""
    if not parts.quotes or not found:
        return found
    sentence_starts = {start for start, _ in parts.sentences}
    by_content = sorted(found, key=lambda item: item.content_span)
    starts = [item.content_span[0] for item in by_content]
    extra: list[Attribution] = []
    for quote in parts.quotes:
        if quote.end - quote.start < _SHORTEST_SPEECH or quote.start not in sentence_starts:
            continue
        at = bisect_left(starts, quote.start)
        near = by_content[max(0, at - 4) : at + 4]
        if any(item.content_span[0] < quote.end and quote.start < item.content_span[1] for item in near):
            continue
        previous = by_content[at - 1] if at else None
        if previous is None or not _carries_on(parts.text, previous, quote):
            continue
        start, end = trimmed(parts.text, quote.start, quote.end)
        content = {"content": parts.text[start:end], "content_span": (start, end), "denied": False, "hedged": False}
        extra.append(previous.model_copy(update=content))
    return sorted([*found, *extra], key=lambda item: (item.cue_span or item.content_span)[0]) if extra else found


_SHORTEST_SPEECH = 25
"""Characters; shorter quotations that stand alone are titles and scare quotes."""


def _carries_on(text: str, previous: Attribution, quote: Quotation) -> bool:
    spoken = max(previous.content_span[1], (previous.cue_span or previous.content_span)[1])
    between = text[spoken : quote.start]
    was_quoted = any(mark in previous.content for mark in '"“”')
    return was_quoted and between.count("\n\n") <= 1 and len(between) < 80
