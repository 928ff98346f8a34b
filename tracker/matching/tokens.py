"""A statement cut into tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?|[%$€£]|[.,;:!?()—–]|\.\.\.")
_NOT = re.compile(r"(?i)(?:n['’]t)$")


def tokens_of(text: str) -> list[tuple[str, int, int]]:
    """(text, start, end), "isn't" as "is" and "n't"."""
    found: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        contraction = _NOT.search(match[0])
        if contraction and contraction.start():
            cut = start + contraction.start()
            found += [(text[start:cut], start, cut), ("not", cut, end)]
        elif match[0].lower() == "cannot":
            found += [(text[start : start + 3], start, start + 3), ("not", start + 3, end)]
        else:
            found.append((match[0], start, end))
    return found


def in_title_case(tokens: Sequence[tuple[str, int, int]]) -> bool:
    """Whether most words are written with a capital, as in a headline: then a capital does not show a name."""
    long = [token for token, _, _ in tokens[1:] if len(token) > SHORTEST_TITLED and token.isalpha()]
    return len(long) >= 3 and sum(token[0].isupper() for token in long) > TITLED * len(long)


SHORTEST_TITLED = 3
"""Letters up to which title case leaves words small."""
TITLED = 0.76
"""Share of longer words with a capital from which a text is in title case."""
