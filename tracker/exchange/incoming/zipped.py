"""Office documents are zip archives: what must be looked at before one is opened, and which are not."""

from __future__ import annotations

import io
import re
import zipfile
from typing import NoReturn

from tracker.errors import InputError
from tracker.present.show import show_line

MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes that the parts of an archive may unpack to."""
MOST_RATIO = 100
"""The same, in sizes of the archive."""
MOST_PARTS = 10_000
DAMAGE = (LookupError, ValueError, AttributeError, TypeError, OSError, EOFError)
"""What libraries raise on documents whose parts are not what they should be."""
_ENCRYPTED = 0x1
_UNREAD = {
    "META-INF/container.xml": ("an e-book (EPUB)", "Open it in an e-book reader and save it as .html, .odt or .txt."),
    "xl/workbook.xml": ("a spreadsheet", "Save each sheet as CSV, and take that in with 'tracker import'."),
    "ppt/presentation.xml": ("a presentation", "Save it as PDF, and take that in."),
}
"""A part of an archive -> what the archive is, and what to do with it."""


def check_zip(raw: bytes, *, name: str, most_unpacked: int = MOST_UNPACKED, most_ratio: int = MOST_RATIO) -> None:
    """Raises InputError for a bomb, a damaged archive, one with parts that point outside of it, and a locked one.

    Sizes are those that the archive declares: `zipfile` never unpacks more of a part than is declared, and says so
    when the rest does not fit.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise InputError(
            f"{name} is damaged: {error}.", hint="Check that it was saved completely, and that it opens elsewhere."
        ) from error
    size = sum(part.file_size for part in parts)
    if size > most_unpacked or size > most_ratio * len(raw) or len(parts) > MOST_PARTS:
        raise InputError(
            f"{name} would unpack to {size / 1024**2:,.0f} MiB in {len(parts):,} parts, {size // max(len(raw), 1):,} "
            f"times its size; at most {most_unpacked / 1024**2:g} MiB and {most_ratio} times are opened.",
            hint="Such an archive is made to fill a machine. If you trust it, save it as plain text elsewhere.",
        )
    outside = next((part.filename for part in parts if ".." in re.split(r"[/\\]", part.filename)), None)
    if outside is not None:
        raise InputError(
            f"{name} holds a part that points outside of it: {show_line(outside, 100)}.",
            hint="No word processor writes such a document: it is made to do harm. Do not unpack it.",
        )
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise InputError(f"{name} is locked with a password.", hint="Save a copy without one, and take that in.")


def damage_told(error: Exception) -> str:
    """What a library found wrong, for people: of what only its own words for its own parts tell, a word of ours."""
    is_inner = isinstance(error, AttributeError | TypeError | IndexError)
    return "a part of it is not what it should be" if is_inner else str(error)


def part_names(raw: bytes) -> frozenset[str]:
    """Names of the parts of an archive; empty when it is none, or damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return frozenset()


def refuse_archive(raw: bytes, *, name: str) -> NoReturn:
    """Says of an archive that is no document to be read what it is, without opening it. Raises InputError."""
    check_zip(raw, name=name)
    names = part_names(raw)
    other = ("a zip archive", "Unpack it; of office documents, .docx and .odt are read.")
    what, hint = next((told for part, told in _UNREAD.items() if part in names), other)
    raise InputError(f"{name} is {what}, not text.", hint=hint)
