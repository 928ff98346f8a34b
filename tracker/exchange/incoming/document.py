"""What a parser hands over."""

from __future__ import annotations

import datetime as dt

from tracker.model.base import Frozen

CELL_BREAK = " | "
"""Between the cells of a row, which is a line of the text."""


class ParsedDocument(Frozen):
    """A document as normalised text; spans of claims point into `text`."""

    text: str
    media_type: str
    encoding: str | None
    """Python's name of the encoding that the bytes were read with."""
    cleaned: bool = False
    """True when NUL or lone surrogates were taken out; the raw bytes still hold them."""
    replaced_characters: int = 0
    """Bytes that fitted no encoding and show as U+FFFD."""
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: dt.datetime | None = None
    """With a zone; a bare date is midnight UTC."""
    language: str | None = None
    url: str | None = None
    """The page that it is, as it says itself: the link of a feed's entry."""
    hidden_characters: int = 0
    """Characters that the document hides from a reader's eyes; they are not in `text`."""
    total_characters: int = 0
    """Characters of the document before navigation, markup and hidden text were left out."""
    notes: tuple[str, ...] = ()
    """What an analyst should know of it, each a sentence: pages without text, attachments that were not read."""
