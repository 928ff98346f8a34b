"""Paths that are dropped into the window, as terminals paste what is dragged in, or typed with completion."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from urllib.parse import unquote

from tracker.present.show import show_line

LONGEST_PATH = 4096
REPORT_LETTERS = 60
"""A paste of so many letters is text to read, not a slip."""


def address_in(text: str) -> str | None:
    """The address of the web that a text is, and nothing else.

    >>> address_in(" https://example.org/a "), address_in("see https://example.org/a")
    ('https://example.org/a', None)
    """
    from tracker.exchange.web.addresses import is_address

    written = text.strip()
    return written if is_address(written) and len(written.split()) == 1 else None


def path_in(text: str) -> Path | None:
    """The existing file or folder that a text names, as terminals write it: quoted, escaped, or as a file:// address.

    >>> path_in("no such file") is None
    True
    """
    written = text.strip()
    if not written or len(written) > LONGEST_PATH or "\\n" in written or "\\0" in written:
        return None
    candidates = [written]
    if written.startswith("file://"):
        candidates = [unquote(written.removeprefix("file://").removeprefix("localhost"))]
    else:
        try:
            words = shlex.split(written)
        except ValueError:
            words = []
        candidates += words if len(words) == 1 else []
    for candidate in candidates:
        path = os.path.expanduser(candidate)  # noqa: PTH111  Path.expanduser raises for a user that is not known
        if os.path.exists(path):  # noqa: PTH110  it swallows what Path.exists raises
            return Path(path).absolute()
    return None


def completion(typed: str) -> str | None:
    """How a path that was begun may go on: the first thing in its folder that is called so, a folder with its slash.

    None: nothing is called so, or only what could not be shown as it is. Reads the folder: call it in a thread.
    """
    ahead, begun = os.path.split(typed)
    if not begun:
        return None
    try:
        with os.scandir(os.path.expanduser(ahead or ".")) as entries:  # noqa: PTH111  as in path_in
            found = sorted((entry.name, entry.is_dir()) for entry in entries if entry.name.startswith(begun))
    except (OSError, ValueError):
        # No such folder, or none that one may read: there is nothing to complete from.
        return None
    named = next(((name, is_folder) for name, is_folder in found if show_line(name) == name), None)
    return typed + named[0][len(begun) :] + ("/" if named[1] else "") if named else None
