"""Checkpoints as people hand them in: typed off a sheet of paper, or in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tracker.errors import InputError, UsageError
from tracker.model.checkpoint import LINE, MARK, Checkpoint

_BLOCK = 1 << 20
_LONGEST = 400
"""Bytes of a checkpoint, with room for line breaks."""


def noted_checkpoint(given: str) -> Checkpoint:
    """The checkpoint of a line, or the last one that a file holds: a note, a manifest, an older export, a bag.

    Raises UsageError for a line that was not copied as it stands, InputError for a file without one.
    """
    if given.lstrip().startswith(MARK):
        return _read(given, f"{given.strip()[:40]!r}")
    path = Path(given)
    if path.is_dir():
        path /= "bag-info.txt"
    last = ""
    try:
        with path.open("rb") as file:
            for text in _overlapping(iter(lambda: file.read(_BLOCK), b"")):
                last = next((found[0] for found in reversed(list(LINE.finditer(text)))), last)
    except OSError as error:
        raise InputError(
            f"{given} is neither a checkpoint nor a file that can be read: {error.strerror}.",
            hint=f"A checkpoint is one line that begins with {MARK}; put it in quotes.",
        ) from error
    if not last:
        raise InputError(f"{given} holds no line that begins with {MARK}.", hint="Print one: tracker checkpoint")
    return _read(last, given)


def _read(text: str, where: str) -> Checkpoint:
    try:
        return Checkpoint.read(text)
    except ValueError as error:
        raise UsageError(f"{where}: {error}.", hint="Compare it with the line that was noted down.") from error


def _overlapping(blocks: Iterator[bytes]) -> Iterator[str]:
    kept = b""
    for block in blocks:
        yield (kept + block).decode("ascii", "replace")
        kept = (kept + block)[-_LONGEST:]
