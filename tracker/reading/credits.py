"""Credits without a verb: "Image: Reuters." under a caption, a quotation followed by a dash and a name."""

from __future__ import annotations

import re

from tracker.model.attribution import Attribution

_CREDIT = re.compile(
    r"(?<=[\w.!?)\"”’] )(?P<cue>Image|Photo|Picture|Photograph|Credit|Video|Photo by|Image by|Picture by|Photo credit)"
    r"(?::\s?|(?<=by)\s)(?P<who>[^\n:.]{2,60})\.?(?=\s*(?:\n|$))"
)
_DASH = re.compile(
    r"^[ \t]*(?P<what>[\"“][^\n\"”]{12,400}[\"”])[ \t]*[—–-][ \t]*(?P<who>[A-Z][^\n,—–]{2,60}?)(?=,|[ \t]*(?:\n|$))",
    re.MULTILINE,
)


_CREDIT_WORDS = frozenset(
    ("Image", "Photo", "Picture", "Photograph", "Credit", "Video", "Photo by", "Image by", "Picture by", "Photo credit")
)


def credits_in(text: str) -> list[Attribution]:
    """Who made a picture or wrote a quoted line, with what it stands by; `cue` is the word or the dash.

    >>> [(a.source, a.content) for a in credits_in("A street after the flood. Image: Anna Bell.")]
    [('Anna Bell', 'A street after the flood.')]
    """
    found = [_captioned(text, match) for match in _CREDIT.finditer(text)]
    for match in _DASH.finditer(text):
        start, end = match.span("what")
        found.append(_credit(text, match.span("who"), (match.end("what"), match.start("who")), (start, end)))
    return [credit for credit in found if credit is not None]


def _captioned(text: str, match: re.Match[str]) -> Attribution | None:
    start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - 600)
    end = match.start()
    while end > start and text[end - 1].isspace():
        end -= 1
    who = match.span("who")
    return (
        _credit(text, (who[0], who[0] + len(match["who"].rstrip())), match.span("cue"), (start, end))
        if end > start
        else None
    )


def _credit(text: str, source: tuple[int, int], cue: tuple[int, int], content: tuple[int, int]) -> Attribution:
    return Attribution(
        source=text[source[0] : source[1]].strip(),
        source_span=source,
        cue=text[cue[0] : cue[1]].strip() or "-",
        cue_span=cue,
        content=text[content[0] : content[1]],
        content_span=content,
    )


def is_credit(saying: Attribution) -> bool:
    """Whether an attribution is a mere credit, which asserts nothing."""
    return saying.cue in _CREDIT_WORDS or saying.cue in ("-", "–", "—")
