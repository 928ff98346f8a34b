"""Two versions of a text, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def difference_lines(parts: Iterable[tuple[str, str, int]]) -> Iterator[str]:
    """Parts (sign, text, sentences) as lines: what one text has alone in full, what both have counted.

    >>> list(difference_lines([(" ", "It burned.", 1), ("-", "Nine died.", 1), ("+", "Ten died.", 1)]))
    ['  ... 1 sentence the same', '- Nine died.', '+ Ten died.']
    """
    for sign, text, count in parts:
        if sign == " ":
            yield f"  ... {count:,} {'sentence' if count == 1 else 'sentences'} the same"
        else:
            yield f"{sign} {text}"
