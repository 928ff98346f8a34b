"""Standard output: data, and nothing else. All of it goes through here, so nothing from outside commands a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from tracker.present.show import show, show_line

COLUMN_GAP = "  "
WIDEST_TABLE = 140
"""Columns of a table written to a file or a pipe, where no width is known."""
WIDEST_PAGE = 100
"""Columns of running text."""


def write_line(text: str = "") -> None:
    """One or more lines of text, safe to show."""
    sys.stdout.write(show(text) + "\n")


def write_record(record: Mapping[str, Any]) -> None:
    """One record as a line of JSON, ASCII: no byte of it commands a terminal."""
    # DEL is the one control character that JSON leaves as it is.
    sys.stdout.write(json.dumps(record, ensure_ascii=True).replace("\x7f", "\\u007f") + "\n")


def write_document(text: str) -> None:
    """A whole document: as it is for a file or a pipe, made visible on a terminal."""
    sys.stdout.write(show(text) if sys.stdout.isatty() else text)


def write_table(rows: Sequence[Sequence[str]], headings: Sequence[str]) -> None:
    """Columns under headings, as wide as needed; the last one is cut to the width of the terminal."""
    if not rows:
        return
    shown = [[show_line(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[column]) for row in shown) for column in range(len(headings) - 1)]
    left = _terminal_width() - sum(widths) - len(COLUMN_GAP) * len(widths)
    for row in shown:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        write_line(COLUMN_GAP.join([*cells, show_line(row[-1], max(left, 20))]).rstrip())


def page_width() -> int:
    """Columns of running text: those of the terminal, or what $COLUMNS says, but no more than are easy to read."""
    import shutil

    return min(shutil.get_terminal_size((WIDEST_PAGE, 24)).columns, WIDEST_PAGE)


def _terminal_width() -> int:
    if not sys.stdout.isatty():
        return WIDEST_TABLE
    import shutil

    return shutil.get_terminal_size().columns
