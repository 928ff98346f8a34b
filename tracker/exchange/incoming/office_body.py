"""What bodies of office documents have in common: blocks of text, tables row by row, boxes after their paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Self

from tracker.exchange.incoming.document import CELL_BREAK

DAMAGED = "Check that it was saved completely, and that it opens in a word processor."


class OfficeBody:
    """Gathers blocks of text. Elements nest at most 256 deep: the XML parser refuses more."""

    TABLE: ClassVar[str]
    ROW: ClassVar[str]
    CELLS: ClassVar[tuple[str, ...]]

    def __init__(self, hiding_styles: frozenset[str]) -> None:
        self.blocks: list[str] = []
        self.notes: list[str] = []
        self.hidden = 0
        """Characters that a reader of the document does not see."""
        self.around = 0
        """Characters of tables of contents and indexes, which no reader reads as text."""
        self.hiding_styles = hiding_styles

    def read(self, element: Any) -> None:
        """Paragraphs and tables below an element."""
        raise NotImplementedError

    def words(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        """Text of a paragraph; what stands in boxes beside it is put into `boxes`."""
        raise NotImplementedError

    def read_paragraph(self, paragraph: Any) -> None:
        """One block, and the boxes that hang on it."""
        boxes: list[Any] = []
        text = "".join(self.words(paragraph, boxes)).strip()
        if text:
            self.blocks.append(text)
        for box in boxes:
            self.read(box)

    def read_table(self, table: Any) -> None:
        """A block for each row that is not empty."""
        for row in table.iter(self.ROW):
            if next(row.iterancestors(self.TABLE)) is not table:
                continue  # a row of a table in a cell is read with that cell
            cells = [" ".join(self.read_apart(cell).blocks) for cell in row.iterchildren(*self.CELLS)]
            if any(cells):
                self.blocks.append(CELL_BREAK.join(cells))

    def read_apart(self, element: Any) -> Self:
        """Reads what is below an element into a body of its own; what it counts and its notes count here too."""
        inner = type(self)(self.hiding_styles)
        inner.read(element)
        self.hidden += inner.hidden
        self.around += inner.around
        self.notes += inner.notes
        return inner
