"""One document of a file that holds many."""

from __future__ import annotations

from typing import NamedTuple

ENTRY_SUFFIX = ".feed-entry"
"""What the name of an entry of a feed ends with."""


class Part(NamedTuple):
    """A document with its own bytes."""

    name: str
    """ "inbox.mbox/3.eml"."""
    raw: bytes
