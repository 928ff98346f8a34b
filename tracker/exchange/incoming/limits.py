"""What a process that reads documents of strangers may use."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """For one document; a child process that goes over one of them is ended."""

    processor_seconds: int = 20
    """To parse it; what this program reads in its text takes the time that it takes."""
    seconds: float = 30.0
    """By the clock, from the moment that the document is handed over until it is parsed."""
    memory: int = 1024**3
    """Bytes of address space."""
    answer: int = 64 * 1024**2
    """Bytes of text and metadata that may come back."""
    documents: int = 500
    """Documents after which a child is replaced by a fresh one: libraries keep memory."""


DEFAULT_LIMITS = Limits()
