"""Lines of printed pages, by where they stand, to the paragraphs that a reader sees.

Running heads, running feet and page numbers are left out; columns that were written row by row are read one after the
other; a word that was parted at the end of a line is whole again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from tracker.exchange.incoming.document import CELL_BREAK

MARGIN = 0.1
"""Share of a page's height at its top and at its foot where running heads and page numbers stand."""
MOST_REPEATED = 120
"""Characters; a longer line in a margin is text, however often it stands there."""
COLUMN_CHARACTERS = 18
"""Mean length of pieces side by side from which they are columns of prose; below it they are cells of a table."""
COLUMN_ROWS = 3
NARROW = 0.4
"""Share of the widest line's width below which lines are a list of short ones, not a narrow column."""

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|seite|página)? ?(?:[-–—|] ?)?(?:\d{1,5}|[ivxlc]{1,7})(?: ?(?:of|/|von|de) ?\d{1,5})?(?: ?[-–—|])?",
    re.I,
)
_PRINTED_FROM = re.compile(
    r"(?:https?|file)://\S+(?:\s+\d+/\d+)?|\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}:\d{2}(?:\s*[AP]M)?.*"
)
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[•▪‣◦●–-]|\d{1,3}[.)])\s")
_PARTED = re.compile(r"(?<!\w)(\w+)([-\u2010\u00ad])$")
_TENS = re.compile(r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty", re.IGNORECASE)
"""Twenty-two keeps its hyphen, wherever the line ends."""
_FIRST_WORD = re.compile(r"\w+")


class Piece(NamedTuple):
    """A run of text on one line, in points; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        return self.top - self.bottom


class Page(NamedTuple):
    """One page: its rows in the order of the file, each the pieces on one line."""

    bottom: float
    top: float
    rows: Sequence[Sequence[Piece]]


def paragraphs(pages: Sequence[Page]) -> list[str]:
    """The paragraphs of all pages, in reading order; a paragraph may go on over columns and pages."""
    repeated = _repeated(pages)
    blocks: list[list[Piece]] = []
    for page in pages:
        rows = [row for row in page.rows if not _is_furniture(row, page, repeated)]
        lines = list(_in_order(rows))
        edges = _Edges(lines)
        for line in lines:
            if blocks and edges.goes_on(blocks[-1][-1], line):
                blocks[-1].append(line)
            else:
                blocks.append([line])
    words = _words(blocks)
    return [_joined(block, words) for block in blocks]


def _repeated(pages: Sequence[Page]) -> frozenset[str]:
    """What stands in the margins of at least two pages, and of a third of them, digits apart."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_pattern(row) for row in page.rows if _in_margin(row, page)})
    enough = max(2, len(pages) / 3)
    return frozenset(pattern for pattern, count in seen.items() if count >= enough)


def _pattern(row: Sequence[Piece]) -> str:
    return _DIGITS.sub("#", " ".join(piece.text.strip() for piece in row))


def _in_margin(row: Sequence[Piece], page: Page) -> bool:
    depth = MARGIN * (page.top - page.bottom)
    return row[0].bottom > page.top - depth or row[0].top < page.bottom + depth


def _is_furniture(row: Sequence[Piece], page: Page, repeated: frozenset[str]) -> bool:
    if not _in_margin(row, page):
        return False
    text = " ".join(word for piece in row for word in piece.text.split())
    if len(text) > MOST_REPEATED:
        return False
    return _pattern(row) in repeated or any(form.fullmatch(text) for form in (_PAGE_NUMBER, _PRINTED_FROM))


def _in_order(rows: Sequence[Sequence[Piece]]) -> Iterable[Piece]:
    """Pieces as they are read: columns one after the other, the cells of a table's row as one line."""
    at = 0
    while at < len(rows):
        columns, used = _columns(rows, at)
        if columns:
            for column in columns:
                yield from column
            at += used
            continue
        yield _row(rows[at])
        at += 1


def _row(row: Sequence[Piece]) -> Piece:
    first, last = row[0], row[-1]
    top, bottom = max(piece.top for piece in row), min(piece.bottom for piece in row)
    return Piece(first.left, bottom, last.right, top, CELL_BREAK.join(piece.text.strip() for piece in row))


def _columns(rows: Sequence[Sequence[Piece]], start: int) -> tuple[list[list[Piece]], int]:
    """Columns of prose that begin in a row, and how many rows they take; none where they are no such columns."""
    lefts = [piece.left for piece in rows[start]]
    if len(lefts) < 2:
        return [], 0
    columns: list[list[Piece]] = [[] for _ in lefts]
    shared = used = 0
    for row in rows[start:]:
        places = [_place(piece, lefts) for piece in row]
        if None in places or len(set(places)) < len(places):
            break
        for piece, place in zip(row, places, strict=True):
            columns[place or 0].append(piece)
        shared += len(row) > 1
        used += 1
    pieces = [piece for column in columns for piece in column]
    mean = sum(len(piece.text) for piece in pieces) / len(pieces) if pieces else 0
    if shared < COLUMN_ROWS or mean < COLUMN_CHARACTERS:
        return [], 0
    return columns, used


def _place(piece: Piece, lefts: Sequence[float]) -> int | None:
    """The column that a piece stands in, or None where it reaches over two of them."""
    for number, left in enumerate(lefts):
        end = lefts[number + 1] if number + 1 < len(lefts) else float("inf")
        if left - piece.height <= piece.left < end - piece.height and piece.right < end:
            return number
    return None


class _Edges:
    """Whether a line goes on with the paragraph of the line before it; made for the lines of one page."""

    def __init__(self, lines: Sequence[Piece]) -> None:
        steps = Counter(
            round(above.bottom - line.bottom)
            for above, line in pairwise(lines)
            if 0.5 * line.height < above.bottom - line.bottom < 2.6 * line.height
        )
        self._step = max(steps, key=lambda step: (steps[step], -step)) if steps else None
        self._rights: dict[Piece, float] = {}
        for run in self._runs(lines):
            self._rights |= dict.fromkeys(run, max(line.right for line in run))
        self._widest: dict[int, float] = {}
        for line in lines:
            for key in _near(line):
                self._widest[key] = max(self._widest.get(key, 0.0), line.right)

    def goes_on(self, before: Piece, line: Piece) -> bool:
        if _differ(before, line) or CELL_BREAK in before.text + line.text or _BULLET.match(line.text):
            return False
        if not self._is_below(before, line):  # the next column or the next page
            return not _ENDS.search(before.text) and len(before.text) > COLUMN_CHARACTERS
        if self._is_apart(before, line):
            return False
        in_mid_sentence = line.text[:1].islower() and not _ENDS.search(before.text)
        if not in_mid_sentence and not self._is_full(before, line):
            return False
        indent = line.left - before.left
        return indent < 0.7 * line.height or _BULLET.match(before.text) is not None

    def _is_below(self, before: Piece, line: Piece) -> bool:
        aside = line.left > before.right or line.right < before.left
        return not aside and 0 < before.bottom - line.bottom < 3 * line.height

    def _is_apart(self, before: Piece, line: Piece) -> bool:
        return before.bottom - line.bottom > 1.3 * (self._step or 1.4 * line.height)

    def _is_full(self, before: Piece, line: Piece) -> bool:
        """Whether the first word of the next line would not have found room on this one."""
        right = self._rights.get(before, before.right)
        widest = max(self._widest.get(key, right) for key in _near(before))
        if right - before.left < NARROW * (widest - before.left):
            right = widest
        letter = (line.right - line.left) / max(len(line.text), 1)
        first = line.text.split(maxsplit=1)[0] if line.text.strip() else ""
        return before.right + (len(first) + 2) * letter > right - letter

    def _runs(self, lines: Sequence[Piece]) -> Iterable[list[Piece]]:
        """Lines below each other without a gap: they share one right edge."""
        run: list[Piece] = []
        for line in lines:
            goes_on = run and not _differ(run[-1], line) and self._is_below(run[-1], line)
            if goes_on and not self._is_apart(run[-1], line):
                run.append(line)
            else:
                yield from [run] * bool(run)
                run = [line]
        yield from [run] * bool(run)


def _differ(a: Piece, b: Piece) -> bool:
    return abs(a.height - b.height) > 0.25 * max(a.height, b.height, 1.0)


def _near(line: Piece) -> tuple[int, int, int]:
    middle = round(line.left / max(2 * line.height, 1.0))
    return middle - 1, middle, middle + 1


def _words(blocks: Sequence[Sequence[Piece]]) -> frozenset[str]:
    """Words of the document that stand whole: they tell whether a hyphen at a line's end belongs to the word."""
    return frozenset(
        word.casefold() for block in blocks for line in block for word in re.findall(r"\w+(?:-\w+)*", line.text)
    )


def _joined(block: Sequence[Piece], words: frozenset[str]) -> str:
    parts: list[str] = []
    for piece in block:
        line = piece.text.strip()
        parted = _PARTED.search(parts[-1]) if parts else None
        follows = _FIRST_WORD.match(line)
        if parted and follows:
            parts[-1] = parts[-1][: parted.start(2)] + _hyphen(parted[1], parted[2], follows[0], words)
        elif parts:
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


def _hyphen(first: str, mark: str, second: str, words: frozenset[str]) -> str:
    """What stays between two parts of a word: nothing, or the hyphen that it is written with."""
    whole, hyphened = f"{first}{second}".casefold(), f"{first}-{second}".casefold()
    if whole in words:
        return ""
    if hyphened in words or second[:1].isupper() or second[:1].isdigit() or _TENS.fullmatch(first):
        return "-"
    return "" if mark != "-" or first.isalpha() else "-"
