"""Reports: documents taken in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import SerializerFunctionWrapHandler, model_serializer

from tracker.model.base import Frozen


class Hop(Frozen):
    """One answer on the way to a page: an address and what the server said."""

    url: str
    status: int
    """HTTP status: 301 of a redirect, 200 of the page itself."""


class Fetched(Frozen):
    """How a report came over the network: what a reader of its custody needs to judge it."""

    asked: str
    """The address as given."""
    hops: tuple[Hop, ...]
    """In order; the last one gave the bytes."""
    headers: tuple[tuple[str, str], ...]
    """Of the last answer, in the order and spelling of the server."""
    at: dt.datetime


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
    total_characters: int | None = None
    """Characters of the document before navigation, markup and hidden text were left out; None: not counted."""
    fetched: Fetched | None = None
    """None for what was not fetched by the tool itself."""
    version_of: str | None = None
    """The report that this one is a newer version of: the same address with other content."""
    copy_of: str | None = None
    """The earlier report whose text this one repeats nearly word for word: one origin, told twice."""
    rev: int = 0

    @model_serializer(mode="wrap")
    def _without_what_is_not_there(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # Journals written before these fields existed must replay to the same records.
        fields: dict[str, Any] = dump(self)
        return {name: value for name, value in fields.items() if value is not None or name not in _ADDED_LATER}


_ADDED_LATER = frozenset({"total_characters", "fetched", "version_of", "copy_of"})


class ReportText(Frozen):
    """The normalised text that spans point into."""

    sha256: str
    text: str
