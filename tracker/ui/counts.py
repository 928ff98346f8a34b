"""Counts as words. Knows no records: the first screen is painted before the model is loaded."""

from __future__ import annotations

from textual.content import Content

from tracker.ui.safe import line


def tally(number: int) -> Content:
    """A count in a table; nothing is a dot, so that the figures stand out."""
    return line(f"{number:,}") if number else line("·", "$faint")


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 proposal", "12 proposals".

    >>> counted(1, "claim"), counted(0, "claim"), counted(2, "dispute")
    ('1 claim', '0 claims', '2 disputes')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
