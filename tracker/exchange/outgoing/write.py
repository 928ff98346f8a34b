"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from tracker.errors import CaseError, DiskFullError, RefusedError
from tracker.present.show import show_line

_FULL = (errno.ENOSPC, errno.EDQUOT)

Content = bytes | Iterable[bytes]
"""What a file holds; in parts, each is made when the one before is written."""


def write_atomically(path: Path, content: Content) -> None:
    """Puts `content` at `path`: a temporary file beside it, flushed to the disk, then renamed over it.

    A reader sees the old file or the new one, never a part. A symbolic link at `path` is refused, because it would lead
    the writing elsewhere. Raises RefusedError, DiskFullError or CaseError; then nothing is left behind.
    """
    write_together([(path, content)])


def write_together(files: Sequence[tuple[Path, Content]]) -> None:
    """As `write_atomically`, for files of which none may be there without the others, written in this order.

    All are on the disk before the first gets its name: a full disk leaves neither of them, and an older one whole. So
    does whatever else is raised while their content is made.
    """
    for path, _ in files:
        _check(path)
    partials = [path.with_name(f".{secrets.token_hex(8)}.part") for path, _ in files]
    at = files[0][0]
    try:
        for partial, (path, content) in zip(partials, files, strict=True):
            at = path
            _write_new(partial, content)
        for partial, (path, _) in zip(partials, files, strict=True):
            at = path
            partial.replace(path)
        flush_folder(at.parent)
    except OSError as error:
        raise explained(error, at) from error
    finally:
        for partial in partials:
            with suppress(OSError):  # a read-only file system refuses even to take away what is not there
                partial.unlink()


def _check(path: Path) -> None:
    if path.is_symlink():
        raise RefusedError(f"{show_line(str(path))} is a symbolic link.", hint="Name the file itself, or another one.")
    if path.is_dir():
        raise RefusedError(f"{show_line(str(path))} is a folder.", hint="Add a file name.")


def _write_new(path: Path, content: Content) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as stream:
        for part in [content] if isinstance(content, bytes) else content:
            stream.write(part)
        stream.flush()
        os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    # Without it a power cut can take the new name away again. Some systems cannot open a folder: then they need not.
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno in _FULL:
            raise
    finally:
        os.close(handle)


def explained(error: OSError, path: Path) -> CaseError:
    shown = show_line(str(path))
    if error.errno in _FULL:
        return DiskFullError(f"The disk is full: {shown} was not written.", hint="Free some space and try again.")
    if isinstance(error, FileNotFoundError):
        return CaseError(f"The folder of {shown} does not exist.", hint="Make it first, or name another one.")
    reason = error.strerror or str(error)
    return CaseError(f"{shown} cannot be written: {reason}.", hint="Choose a folder you may write to.")
