"""What of a folder was not taken in, and what to do with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.present.show import show_line

MOST_KINDS = 5


def records_words(files: Sequence[str], *, how: str = "") -> str:
    """Of files of records; how: the command that takes the first one in. Empty: there are none.

    >>> records_words(["a.csv", "b.jsonl"])
    '2 files of records (tables, JSON lines, cases) were left: take each in by itself (a.csv).'
    """
    if not files:
        return ""
    were, each = ("1 file of records (tables, JSON lines, cases) was", "it")
    if len(files) > 1:
        were, each = f"{len(files):,} files of records (tables, JSON lines, cases) were", "each"
    return f"{were} left: take {each} in by itself" + (f": {how}" if how else f" ({show_line(files[0])}).")


def unread_words(kinds: Mapping[str, int]) -> str:
    """Of files of kinds that are not read: ending -> how many. Empty: there are none.

    >>> unread_words({".json": 1, "": 1})
    '2 files were passed over, of kinds that are not read: 1 without ending, 1 .json. Convert them, or name one.'
    """
    count = sum(kinds.values())
    if not count:
        return ""
    first = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    told = [f"{many:,} {show_line(kind, 20) or 'without ending'}" for kind, many in first[:MOST_KINDS]]
    more = sum(many for _, many in first[MOST_KINDS:])
    told += [f"{more:,} more"] if more else []
    were, them = ("1 file was", "it") if count == 1 else (f"{count:,} files were", "them")
    kind = "a kind that is" if count == 1 else "kinds that are"
    one = "it" if count == 1 else "one"
    return f"{were} passed over, of {kind} not read: {', '.join(told)}. Convert {them}, or name {one}."
