"""Where sentences begin and end."""

from __future__ import annotations

import re

import sentencex  # type: ignore[import-untyped]

_NEVER_AN_END = re.compile(
    r"(?:\b(?:No|Nos|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Rev|Dr|Mr|Mrs|Ms|St|vs|approx|Intel|Art|Fig|Op|ca|al"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\.|\b[A-Z]\.)[\s]*$"
)
"""Endings after which a sentence goes on; sentencex splits after some of them."""
_CLOSING = "\"”’')]»"
_SPEECH_GOES_ON = re.compile(r"[a-z]")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence, without surrounding blanks; a line break in a list of lines ends one too.

    >>> [("One. Two (No. 2)")[a:b] for a, b in sentence_spans("One. Two (No. 2)")]
    ['One.', 'Two (No. 2)']
    """
    merged: list[tuple[int, int]] = []
    for start, end in _raw_spans(text):
        closing = _closing_marks(text, start, end) if merged and merged[-1][1] == start else 0
        if closing:
            merged[-1] = (merged[-1][0], start + closing)
            start += closing
        if merged and _belongs_together(text, merged[-1], (start, end)):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return [span for pair in merged for piece in _cut(text, *pair) for span in _stripped(text, *piece)]


def paragraph_starts(text: str) -> list[int]:
    """Offsets at which paragraphs begin, in order; always holds 0."""
    return [0, *(m.end() for m in re.finditer(r"\n[ \t]*\n\s*|\n(?=\S)", text))]


def _raw_spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        # sentencex takes quadratic time on a long line of quotation marks: short pieces keep the whole linear.
        for start, end in _cut(text, line.start(), line.end(), _PIECE):
            found = sentencex.get_sentence_boundaries("en", text[start:end])
            spans += [(start + span["start_index"], start + span["end_index"]) for span in found]
    return spans


_PIECE = 4000
"""Characters given to sentencex at once; a sentence cut here is put together again, since it lacks its full stop."""


def _closing_marks(text: str, start: int, end: int) -> int:
    """Length of a closing mark that was left at the start of the next sentence: `early." After`."""
    if text[start] in '"”’)' and start + 1 < end and text[start + 1].isspace() and not text[start - 1].isspace():
        return 1
    return 0


def _belongs_together(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    between = text[before[0] : before[1]]
    tail = between[-12:]
    if "\n" in text[before[1] - 1 : after[0]]:
        return False
    if not tail.strip():
        return False
    rest = text[after[0] : after[1]].lstrip()
    if not rest or all(mark in _CLOSING for mark in rest):
        return True
    if _NEVER_AN_END.search(tail):
        return True
    last = tail.rstrip()[-1]
    return last not in ".!?" + _CLOSING + "…:" or bool(_SPEECH_GOES_ON.match(rest[0]))


LONGEST = 1500
"""Characters of the longest sentence; longer stretches are tables or noise and are cut at a blank.

What is read inside one sentence may compare all its words; this bound keeps the whole text linear.
"""


def _cut(text: str, start: int, end: int, longest: int = LONGEST) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    while end - start > longest:
        at = text.rfind(" ", start + longest // 2, start + longest)
        at = at if at > 0 else start + longest
        pieces.append((start, at))
        start = at
    return [*pieces, (start, end)]


_NUMBERING = re.compile(r"(?:\d{1,3}[/)]|[•*▪-])\s+")
"""The number or bullet of a post or list item."""


def _stripped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    numbered = _NUMBERING.match(piece, left)
    if numbered and numbered.end() < right:
        left = numbered.end()
    return [(start + left, start + right)] if right > left else []
