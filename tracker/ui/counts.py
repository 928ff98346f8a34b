"""Counts as words. Knows no records: the first screen is painted before the model is loaded."""

from __future__ import annotations

from textual.content import Content

from tracker.ui.safe import line


def tally(number: int) -> Content:
    """A count in a column of four cells; nothing is a dot, so that the figures stand out."""
    return line(short(number)) if number else line("·", "$faint")


def short(number: int) -> str:
    """A count in at most four cells, cut and not rounded: 999,999 are not yet a million.

    >>> [short(count) for count in (0, 340, 9999, 18_496, 999_999, 1_260_000, 12_600_000)]
    ['0', '340', '9999', '18k', '999k', '1.2M', '12M']
    """
    if number < TEN_THOUSAND:
        return str(number)
    if number < MILLION:
        return f"{number // 1000}k"
    return f"{number // 100_000 / 10:.1f}M" if number < 10 * MILLION else f"{number // MILLION}M"


TEN_THOUSAND, MILLION = 10_000, 1_000_000


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 proposal", "12 proposals".

    >>> counted(1, "claim"), counted(0, "claim"), counted(2, "dispute")
    ('1 claim', '0 claims', '2 disputes')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
