"""Who says what, as intervals on one axis."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from textual.content import Content

from tracker.model.claim import Claim
from tracker.model.dispute import Camp
from tracker.present.quantities import plain_number, quantity_words
from tracker.ui.safe import join, line

MOST_ROWS = 12
"""Rows drawn; the axis covers only these."""
NARROWEST = 40
"""Cells without which there is no room for an axis."""

_WHOLE: Mapping[str, str] = MappingProxyType({})

Place = Callable[[float], int]
"""A figure -> its cell on the axis."""


def plot_lines(
    claims: Sequence[Claim], width: int, camps: Sequence[Camp] = (), parts: Mapping[str, str] = _WHOLE
) -> list[Content]:
    """One bar a source and figure: a dot for one figure, a bar for a range, an arrow where an end is open.

    Under them the bands of values of the camps, on the same axis. Empty when fewer than two different statements give
    figures, or the width leaves no room for an axis. parts: id of a claim that counts a part of those asked for -> that
    part; what it says of the whole is open above.
    """
    rows = _rows(claims)
    if len(rows) < 2 or width < NARROWEST:
        return []
    shown = rows[:MOST_ROWS]
    names = [line(f"{claim.source} ×{times}" if times > 1 else claim.source) for claim, times in shown]
    figures = [line(f"{quantity_words(claim.quantity)} {parts.get(claim.id, '')}".strip()) for claim, _ in shown]
    name_width = min(32, max(name.cell_length for name in names), width // 3)
    figure_width = min(18, max(figure.cell_length for figure in figures))
    room = width - name_width - figure_width - 3
    ends = [end for claim, _ in shown for end in (claim.low, claim.high) if end is not None]
    place = _axis(min(ends), max(ends), room)
    drawn = [
        _fit(name, name_width)
        + Content(" ")
        + Content.styled(_bar(claim, place, room, is_part=claim.id in parts), "$primary")
        + Content("  ")
        + figure.truncate(figure_width, ellipsis=True)
        for name, figure, (claim, _) in zip(names, figures, shown, strict=True)
    ]
    bands = _bands(camps, place, room)
    if bands.strip():
        drawn.append(_fit(line("bands", "$faint"), name_width) + Content(" ") + Content.styled(bands, "bold $accent"))
    drawn.append(Content(" " * (name_width + 1)) + Content.styled(_scale(min(ends), max(ends), room), "$faint"))
    if len(rows) > len(shown):
        drawn.append(line(f"and {len(rows) - len(shown)} more", "$faint"))
    return drawn


def _rows(claims: Sequence[Claim]) -> list[tuple[Claim, int]]:
    """Claims with a figure, the same source and figure once, with how often it was said."""
    found: dict[tuple[str, str], tuple[Claim, int]] = {}
    for claim in claims:
        if claim.quantity and (claim.low is not None or claim.high is not None):
            key = (claim.source, quantity_words(claim.quantity))
            found[key] = (claim, found[key][1] + 1 if key in found else 1)
    return list(found.values())


def _axis(least: float, most: float, room: int) -> Place:
    """Logarithmic when the figures are orders of magnitude apart."""
    is_wide = least >= 0 and most > 100 * max(least, 1.0)

    def scaled(value: float) -> float:
        return math.log1p(value) if is_wide else value

    span = scaled(most) - scaled(least) or 1.0
    return lambda value: round((scaled(value) - scaled(least)) / span * (room - 1))


def _bar(claim: Claim, place: Place, room: int, *, is_part: bool = False) -> str:
    cells = [" "] * room
    low = place(claim.low) if claim.low is not None else 0
    if is_part:
        cells[low:] = ["├", *"─" * (room - low - 2), "▶"][: room - low]
        return "".join(cells)
    high = place(claim.high) if claim.high is not None else room - 1
    for cell in range(low, high + 1):
        cells[cell] = "╌" if claim.approximate else "─"
    cells[low] = "├" if claim.low is not None else "◀"
    cells[high] = "┤" if claim.high is not None else "▶"
    best = claim.quantity.value if claim.quantity else None
    if low == high:
        cells[low] = "●" if claim.high is not None else "▶"
    elif best is not None and low <= place(best) <= high:
        cells[place(best)] = "●"
    return "".join(cells)


def _bands(camps: Sequence[Camp], place: Place, room: int) -> str:
    """Where the values of each camp lie: "╨" for one figure, "╘══╛" for a span, "═▶" where its end is open."""
    cells = [" "] * room
    for camp in camps:
        if camp.low is None and camp.high is None:
            continue
        first = min(max(place(camp.low), 0), room - 1) if camp.low is not None else 0
        last = min(max(place(camp.high), 0), room - 1) if camp.high is not None else room - 1
        for cell in range(first, last + 1):
            cells[cell] = "═"
        cells[first] = "◀" if camp.low is None else "╘"
        cells[last] = "▶" if camp.high is None else "╛"
        if first == last and camp.low is not None and camp.high is not None:
            cells[first] = "╨"
    return "".join(cells)


def _scale(least: float, most: float, room: int) -> str:
    left, right = plain_number(least), plain_number(most)
    gap = room - len(left) - len(right)
    return left + "·" * gap + right if gap > 0 else left


def _fit(words: Content, width: int) -> Content:
    fitted = words.truncate(width, ellipsis=True)
    return join(fitted, Content(" " * (width - fitted.cell_length)))
