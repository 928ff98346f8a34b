"""Lines that begin with who speaks: posts, "@handle 12:04 text", and the turns of a transcript, "MS LIEM: text"."""

from __future__ import annotations

import re

from tracker.model.attribution import Attribution
from tracker.reading.lexicons import word_set

_POST = re.compile(
    r"^[ \t]{0,8}(?P<who>@\w{2,30})(?P<mark>:|[ \t]{1,4}(?:[·•|–-][ \t])?\d{1,2}:\d{2}(?: ?[ap]m)?:?)[ \t]{1,4}"
    r"(?P<what>\S[^\n]{3,4000})$",
    re.MULTILINE,
)


_TURN = re.compile(
    r"^[ \t]{0,8}(?P<who>(?:[A-Z][A-Z.'’-]{1,20} ){0,5}[A-Z][A-Z.'’-]{2,20})"
    r"(?P<mark>(?: \([^()\n]{2,60}\))?:)[ \t]{1,4}"
    r"(?P<what>\S[^\n]{1,6000})$",
    re.MULTILINE,
)
_ASKING = ("q", "question", "questions", "reporter", "journalist", "moderator", "interviewer")
_PRESENTING = ("presenter", "host", "anchor", "narrator", "announcer", "newsreader")
_NOBODY_ELSE = frozenset((*_ASKING, *_PRESENTING))
"""Who asks, and so asserts nothing, or speaks for the report itself."""
_FEWEST_TURNS = 2
"""Turns that make a transcript: one alone is a heading."""


def posts_in(text: str) -> list[Attribution]:
    """Who posted or spoke what, line by line; `cue` is the colon or the time behind the name.

    Whoever only asks, or presents what the report itself says, is left out.

    >>> [(a.source, a.content) for a in posts_in("@watch 12:04 Three dead at the mine")]
    [('@watch', 'Three dead at the mine')]
    >>> [(a.source, a.content) for a in posts_in("MAYOR ANN LIEM: Two died.\\nQUESTION: Who?\\nLIEM: I cannot say.")]
    [('Mayor Ann Liem', 'Two died.'), ('Mayor Ann Liem', 'I cannot say.')]
    """
    return [_said(match, match["who"]) for match in _POST.finditer(text)] + _turns(text)


def _turns(text: str) -> list[Attribution]:
    matches = list(_TURN.finditer(text))
    if not _is_transcript([match["who"].lower().replace(".", "").split() for match in matches]):
        return []
    in_full: dict[str, str] = {}
    found: list[Attribution] = []
    for match in matches:
        name = match["who"].title().replace("’S", "’s").replace("'S", "'s")
        called = name.split()[-1]
        if len(name.split()) > 1:
            in_full[called] = name
        if called.lower() not in _NOBODY_ELSE:
            found.append(_said(match, in_full.get(called, name)))
    return found


def _is_transcript(labels: list[list[str]]) -> bool:
    """Whether these begin the turns of a conversation; "CASUALTIES:", "DAMAGE:" are headings."""
    if len(labels) < _FEWEST_TURNS:
        return False
    titles = word_set("grammar", "titles")
    named = any(label[-1] in _NOBODY_ELSE or (len(label) > 1 and label[0] in titles) for label in labels)
    return named or len({label[-1] for label in labels}) < len(labels)


def _said(match: re.Match[str], name: str) -> Attribution:
    content = match["what"].rstrip()
    return Attribution(
        source=name,
        source_span=match.span("who"),
        cue=match["mark"].strip(),
        cue_span=match.span("mark"),
        content=content,
        content_span=(match.start("what"), match.start("what") + len(content)),
    )
