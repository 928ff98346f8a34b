"""Columns, rows, and a row laid out in its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from textual.content import Content

NARROWEST = 4
"""Cells of a column that shares what is left."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    title: str
    """A word of our own, never from a report."""
    width: int = 0
    """Cells; 0: shares what is left."""
    weight: int = 1
    """How large a share, against the other columns without a width."""
    right: bool = False
    """Figures stand right."""
    from_width: int = 0
    """Shown when the table has at least this many cells."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the key by which the screen knows it, and a cell for each column."""

    key: str
    cells: tuple[Content, ...]
    heading: bool = False
    """A heading between rows; the cursor passes over it."""


@lru_cache(maxsize=64)
def widths(columns: tuple[Column, ...], table_width: int) -> tuple[int, ...]:
    """Cells for each column, 0 for those there is no room for.

    >>> widths((Column("", 3), Column("what"), Column("when", 10, from_width=60)), 40)
    (3, 34, 0)
    """
    shown = [column for column in columns if table_width >= column.from_width]
    fixed = sum(column.width + 1 for column in shown if column.width)
    weights = sum(column.weight for column in shown if not column.width)
    share = (table_width - 1 - fixed) / max(weights, 1)
    return tuple(
        0 if column not in shown else column.width or max(int(share * column.weight) - 1, NARROWEST)
        for column in columns
    )


def fit(cell: Content, width: int) -> Content:
    """A cell cut to so many cells, with an ellipsis; a figure is left out rather than cut: it would be another one.

    >>> fit(Content("more than USD 1 billion"), 17).plain, fit(Content("at least 900,000 people"), 12).plain
    ('more than USD …', 'at least …')
    """
    fitted = cell.truncate(width, ellipsis=True)
    end = len(fitted.plain) - 1
    if fitted.plain == cell.plain or end < 1:
        return fitted
    cut = next((found.start() for found in _FIGURE.finditer(cell.plain) if found.start() < end < found.end()), None)
    return fitted[:cut] + Content("…") if cut is not None else fitted


_FIGURE = re.compile(r"[0-9][0-9,.]*(?: (?:thousand|million|billion|trillion|per ?cent|%))?")


def side_by_side(columns: Sequence[Column], cells: Sequence[Content], table_width: int, mark: Content) -> list[Content]:
    """The cells of a line after a mark, each cut or filled to its column.

    >>> columns = [Column("", 4, right=True), Column("says")]
    >>> "".join(part.plain for part in side_by_side(columns, [Content("12"), Content("none")], 15, Content("|")))
    '|  12 none     '
    """
    parts = [mark]
    for column, width, cell in zip(columns, widths(tuple(columns), table_width), cells, strict=False):
        if not width:
            continue
        fitted = cell if cell.cell_length <= width else fit(cell, width)
        pad = _blank(width - fitted.cell_length)
        parts += [pad, fitted, _GAP] if column.right else [fitted, pad, _GAP]
    return parts


@lru_cache(maxsize=512)
def _blank(width: int) -> Content:
    return Content(" " * width)


_GAP = _blank(1)
