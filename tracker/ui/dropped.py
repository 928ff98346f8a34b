"""What is dropped into the window: a terminal pastes the path of a file that is dragged in."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from urllib.parse import unquote

LONGEST_PATH = 4096
REPORT_LETTERS = 60
"""A paste of so many letters is text to read, not a slip."""


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
