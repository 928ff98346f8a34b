"""What the parsers of tables and foreign records hand over: claims as plain records, each with where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple


class Told(NamedTuple):
    """One record of a file, or why it is none."""

    where: str
    """For people: "line 7", "line 7, column Killed", "object 3"."""
    record: Mapping[str, Any] | None
    """A claim, with the fields that `tracker add --jsonl` takes; None when it was refused."""
    refused: str = ""
    """Why, as the rest of a sentence."""


class Preview(NamedTuple):
    """A file as it will be read, without its records."""

    columns: tuple[str, ...]
    """Of a table; none for other files."""
    samples: tuple[tuple[str, ...], ...]
    """The cells of the first rows, in the order of the columns."""
    rows: int


Reads = Callable[[], Iterator[Told]]
"""Reads the records of a file, from its beginning each time."""
