"""Posts copied into a report: "@handle 12:04 text", "@handle: text", one a line."""

from __future__ import annotations

import re

from tracker.model.attribution import Attribution

_POST = re.compile(
    r"^[ \t]{0,8}(?P<who>@\w{2,30})(?P<mark>:|[ \t]{1,4}(?:[·•|–-][ \t])?\d{1,2}:\d{2}(?: ?[ap]m)?:?)[ \t]{1,4}"
    r"(?P<what>\S[^\n]{3,4000})$",
    re.MULTILINE,
)


def posts_in(text: str) -> list[Attribution]:
    """Who posted what; `cue` is the colon or the time behind the handle.

    >>> [(a.source, a.content) for a in posts_in("@watch 12:04 Three dead at the mine")]
    [('@watch', 'Three dead at the mine')]
    """
    return [
        Attribution(
            source=match["who"],
            source_span=match.span("who"),
            cue=match["mark"].strip(),
            cue_span=match.span("mark"),
            content=match["what"].rstrip(),
            content_span=(match.start("what"), match.start("what") + len(match["what"].rstrip())),
        )
        for match in _POST.finditer(text)
    ]
