"""What the parsers of tables and foreign records hand over: claims as plain records, each with where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Told(NamedTuple):
    """One record of a file, or why it is none."""

    where: str
    """For people: "line 7", "line 7, column Killed", "object 3"."""
    record: Mapping[str, Any] | None
    """A claim, with the fields that `tracker add --jsonl` takes; None when it was refused."""
    refused: str = ""
    """Why, as the rest of a sentence."""


class ToldLine(NamedTuple):
    """The same with the record as a line of JSON that nobody has read yet."""

    where: str
    record: bytes | None
    refused: str = ""
