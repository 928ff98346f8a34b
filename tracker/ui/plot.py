"""Who says what, as intervals on one axis."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from textual.content import Content

from tracker.model.claim import Claim
from tracker.present.quantities import plain_number, quantity_words
from tracker.ui.safe import join, line

MOST_ROWS = 14
"""Statements drawn; the axis covers only these."""


def plot_lines(claims: Sequence[Claim], width: int) -> list[Content]:
    """One bar a statement: a dot for one figure, a bar for a range, an arrow where an end is open.

    Empty when fewer than two statements give figures, or the width leaves no room for an axis.
    """
    drawn = [claim for claim in claims if claim.quantity and (claim.low is not None or claim.high is not None)]
    if len(drawn) < 2 or width < 44:
        return []
    shown = drawn[:MOST_ROWS]
    name_width = min(22, max(len(claim.source) for claim in shown), width // 3)
    figures = [line(quantity_words(claim.quantity)) for claim in shown]
    figure_width = min(18, max(figure.cell_length for figure in figures))
    room = width - name_width - figure_width - 3
    ends = [end for claim in shown for end in (claim.low, claim.high) if end is not None]
    place = _axis(min(ends), max(ends), room)
    rows = [
        join(
            _fit(line(claim.source), name_width),
            Content(" "),
            Content.styled(_bar(claim, place, room), "$primary"),
            Content("  "),
            figure.truncate(figure_width, ellipsis=True),
        )
        for claim, figure in zip(shown, figures, strict=True)
    ]
    rows.append(Content(" " * (name_width + 1)) + Content.styled(_scale(min(ends), max(ends), room), "$faint"))
    if len(drawn) > len(shown):
        rows.append(line(f"and {len(drawn) - len(shown)} more statements", "$faint"))
    return rows


def _axis(least: float, most: float, room: int) -> Callable[[float], int]:
    """Cell of a figure; logarithmic when the figures are orders of magnitude apart."""
    wide = least >= 0 and most > 100 * max(least, 1.0)

    def scaled(value: float) -> float:
        return math.log1p(value) if wide else value

    span = scaled(most) - scaled(least) or 1.0
    return lambda value: round((scaled(value) - scaled(least)) / span * (room - 1))


def _bar(claim: Claim, place: Callable[[float], int], room: int) -> str:
    cells = [" "] * room
    low = place(claim.low) if claim.low is not None else 0
    high = place(claim.high) if claim.high is not None else room - 1
    for cell in range(low, high + 1):
        cells[cell] = "╌" if claim.approximate else "─"
    cells[low] = "├" if claim.low is not None else "◀"
    cells[high] = "┤" if claim.high is not None else "▶"
    best = claim.quantity.value if claim.quantity else None
    if low == high:
        cells[low] = "●"
    elif best is not None and low <= place(best) <= high:
        cells[place(best)] = "●"
    return "".join(cells)


def _scale(least: float, most: float, room: int) -> str:
    left, right = plain_number(least), plain_number(most)
    gap = room - len(left) - len(right)
    return left + "·" * gap + right if gap > 0 else left


def _fit(words: Content, width: int) -> Content:
    fitted = words.truncate(width, ellipsis=True)
    return fitted + Content(" " * (width - fitted.cell_length))
