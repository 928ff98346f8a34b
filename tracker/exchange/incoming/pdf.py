"""PDF to paragraphs, by pdfium."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from tracker.errors import InputError
from tracker.exchange.incoming.document import ParsedDocument
from tracker.exchange.incoming.normalise import normalise, storable
from tracker.exchange.incoming.page_lines import Page, Piece, paragraphs
from tracker.exchange.incoming.pdf_ink import Ink

PAGES_READ = 2_000
"""Pages of one document that are read; of more, the first ones, and a note says so."""
CHARACTERS_READ = 8_000_000
"""Characters after which no further page is read."""
SMALLEST_SEEN = 2.0
"""Points; lower letters are too small for a reader's eyes."""
END_OF_FILE = 2048
"""Bytes at the end of a file among which its end mark stands."""
GAP = 1.6
"""Heights of the letters that part two pieces of one line: columns, cells of a table."""

_LINE_HYPHEN = "\ufffe"
"""What pdfium gives for a hyphen at the end of a line, and for the end of that line."""
_LINE = re.compile("[^\n\ufffe]*(?:[\n\ufffe]|$)")
_WORD = re.compile(r"\s+|\S+")
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([Zz+-])(\d\d)?'?(\d\d)?)?")
_NO_TITLE = re.compile(
    r"(?:untitled|microsoft word - .*|document\d*|.{1,200}\.(?:docx?|odt|indd|qxd|pdf|html?|tex))", re.I
)


def parse_pdf(raw: bytes, *, name: str) -> ParsedDocument:
    """The text layer without running heads, feet and page numbers.

    Pages without text are told in a note, and so are pages that are not read. `published` is the day on which the file
    was made. Raises InputError for a damaged file, one that asks for a password, and one without any text.
    """
    document = _opened(raw, name)
    try:
        read = _read(document, name)
    finally:
        document.close()
    if b"%%EOF" in raw[-END_OF_FILE:]:
        return read
    return read.model_copy(update={"notes": (*read.notes, "The file does not end as a PDF does: it may be cut.")})


def _opened(raw: bytes, name: str) -> Any:
    import pypdfium2
    from pypdfium2 import raw as pdfium

    try:
        return pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise InputError(
                f"{name} is locked with a password.", hint="Save a copy without one, and take that in."
            ) from error
        raise InputError(f"{name} is no PDF that can be read: {error}", hint=_DAMAGED) from error


_DAMAGED = "Check that it was saved completely, and that it opens in a PDF reader."


def _read(document: Any, name: str) -> ParsedDocument:
    pages: list[Page] = []
    empty: list[int] = []
    unread: list[int] = []
    scanned: list[int] = []
    total = hidden = 0
    count = len(document)
    for number in range(min(count, PAGES_READ)):
        if total > CHARACTERS_READ:
            break
        read = _page(document, number)
        if read is None:
            unread.append(number + 1)
            continue
        page, out_of_sight, is_scan = read
        seen = sum(map(_letters, page.rows))
        total += seen + out_of_sight
        hidden += out_of_sight
        pages.append(page)
        if not seen:
            empty.append(number + 1)
        if is_scan:
            scanned.append(number + 1)
    read_to = len(pages) + len(unread)
    if read_to == len(unread):
        raise InputError(f"No page of {name} can be read.", hint=_DAMAGED)
    if not total:
        many = "1 page" if count == 1 else f"{count:,} pages"
        raise InputError(f"{name} has no text layer: {many}.", hint="It may be scanned: run it through OCR first.")
    text = normalise(storable("\n\n".join(paragraphs(pages))))
    return ParsedDocument(
        text=text,
        media_type="application/pdf",
        encoding=None,
        hidden_characters=hidden,
        total_characters=total,
        notes=tuple(_notes(count, read_to, empty, unread, scanned)),
        **_metadata(document),
    )


def _notes(count: int, read_to: int, empty: list[int], unread: list[int], scanned: list[int]) -> Iterator[str]:
    if read_to < count:
        yield f"Only pages 1 to {read_to:,} of {count:,} were read."
    if empty:
        yield f"No text layer: {_pages(empty)}."
    if unread:
        yield f"Damaged and not read: {_pages(unread)}."
    if scanned:
        yield f"Words laid unseen over a picture, as OCR does, compare them with it: {_pages(scanned)}."


def _pages(numbers: list[int]) -> str:
    """ "pages 2, 5-7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    shown = ", ".join("-".join(f"{end:,}" for end in run) for run in runs[:10])
    return f"{'page' if len(numbers) == 1 else 'pages'} {shown}{' and more' if len(runs) > 10 else ''}"


def _page(document: Any, number: int) -> tuple[Page, int, bool] | None:
    """A page's lines, how many characters on it nobody can see, and whether words lie unseen over a picture.

    None for a page that cannot be opened."""
    import pypdfium2

    try:
        page = document[number]
        left, bottom, right, top = page.get_bbox()
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return None
    rows: list[list[Piece]] = []
    hidden = 0
    ink = Ink(page, text_page)
    for row, unseen in _rows(text_page, ink):
        seen = [p for p in row if p.height >= SMALLEST_SEEN and _overlaps(p, left, bottom, right, top)]
        hidden += (
            unseen + sum(len(piece.text.strip()) for piece in row) - sum(len(piece.text.strip()) for piece in seen)
        )
        if seen and rows and _same_line(rows[-1][-1], seen[0]):
            for piece in seen:
                _put(rows[-1], piece)
        elif seen:
            rows.append(seen)
    text_page.close()
    page.close()
    return Page(bottom, top, rows), hidden, ink.is_scan


def _letters(row: Sequence[Piece]) -> int:
    return sum(len(piece.text.strip()) for piece in row)


def _overlaps(piece: Piece, left: float, bottom: float, right: float, top: float) -> bool:
    return piece.right > left and piece.left < right and piece.top > bottom and piece.bottom < top


def _same_line(before: Piece, piece: Piece) -> bool:
    """pdfium ends a line where letters of different height meet, as those of a word and of a figure."""
    return piece.left > before.right and abs(piece.bottom - before.bottom) < 0.3 * max(piece.height, 1.0)


def _rows(text_page: Any, ink: Ink) -> Iterator[tuple[list[Piece], int]]:
    """The lines of a page as pdfium finds them, parted where a wide gap is, and the letters without ink in each."""
    text: str = text_page.get_text_range()
    at = 0
    for line in _LINE.findall(text):
        words = line.replace(_LINE_HYPHEN, "-")
        if words.strip():
            yield _pieces(text_page, ink, words, at)
        at += _length(line)


def _pieces(text_page: Any, ink: Ink, line: str, start: int) -> tuple[list[Piece], int]:
    pieces: list[Piece] = []
    unseen = 0
    at = start
    for word in _WORD.findall(line):
        length = _length(word)
        if word.strip():
            character, first = _box(text_page, at)
            _, last = _box(text_page, at + length - 1)
            if ink.is_seen(character, (first[0] + first[2]) / 2, (first[1] + first[3]) / 2):
                _put(pieces, Piece(first[0], first[1], max(last[2], first[0]), first[3], word))
            else:
                unseen += len(word)
        at += length
    return pieces, unseen


def _put(row: list[Piece], piece: Piece) -> None:
    """Adds a word to the last piece of a row, or begins one where the gap is wide."""
    before = row[-1] if row else None
    if before and before.left < piece.left < before.right + GAP * max(piece.height, 1.0):
        row[-1] = before._replace(right=piece.right, text=f"{before.text} {piece.text}")
    else:
        row.append(piece)


def _length(text: str) -> int:
    """In UTF-16, which pdfium counts in."""
    return len(text) + sum(character > "\uffff" for character in text)


def _box(text_page: Any, index: int) -> tuple[int, Any]:
    """The number of a letter on its page, and its box."""
    from pypdfium2 import raw as pdfium

    character = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page.raw, index)
    return character, text_page.get_charbox(character, loose=True)


def _metadata(document: Any) -> dict[str, Any]:
    try:
        said = {key: storable(value).strip() for key, value in document.get_metadata_dict().items()}
    except UnicodeDecodeError:
        said = {}  # the text is worth more than a damaged title
    title = said.get("Title", "")
    fields = {
        "title": None if _NO_TITLE.fullmatch(title) else title,
        "author": said.get("Author"),
        "published": _time(said.get("CreationDate", "")),
        "language": _language(document),
    }
    return {key: value for key, value in fields.items() if value}


def _time(value: str) -> dt.datetime | None:
    """A PDF date, D:20170802140000+02'00'; no zone is UTC."""
    found = _DATE.match(value)
    if found is None:
        return None
    year, month, day, hour, minute, second, sign, hours, minutes = found.groups()
    try:
        offset = dt.timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
        return dt.datetime(
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0),
            tzinfo=dt.timezone(offset),
        )  # fmt: skip
    except ValueError:
        return None


def _language(document: Any) -> str | None:
    import ctypes

    from pypdfium2 import raw as pdfium

    length = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < length <= 200:
        return None
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return storable(buffer.raw.decode("utf-16-le", errors="ignore").strip("\x00"))
