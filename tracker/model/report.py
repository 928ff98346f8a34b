"""Reports: documents taken in."""

from __future__ import annotations

import datetime as dt

from tracker.model.base import Frozen


class Report(Frozen):
    """One document with its chain of custody (Berkeley Protocol). Its text is kept apart, by `text_sha256`."""

    id: str
    """ "R1", "R2" ..."""
    sha256: str
    """Of the raw bytes."""
    size: int
    """Bytes."""
    media_type: str
    encoding: str | None
    text_sha256: str
    normaliser: str
    """Version of the normaliser that made the text from the bytes."""
    cleaned: bool = False
    """True when NUL or lone surrogates were taken out of the text."""
    kept_characters: int = 0
    hidden_characters: int = 0
    """Characters that the document hides from a reader's eyes; they are not read."""
    name: str = ""
    """File name or address it came from, as given."""
    url: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: dt.datetime | None = None
    accessed_at: dt.datetime
    collected_by: str
    method: str
    """ "file", "stdin", "typed" ..."""
    tool_version: str
    language: str | None = None
    notes: str = ""
    rev: int = 0


class ReportText(Frozen):
    """The normalised text that spans point into."""

    sha256: str
    text: str
