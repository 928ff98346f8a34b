"""Small files that belong to the user and to no case: settings, kept filters, where one was."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Writes a file as a whole or not at all; another program never reads half of it. Only its owner may read it.

    Raises OSError, and leaves nothing behind then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        # The file may be a link into a folder of dotfiles: what it points to is written, the link stays.
        Path(beside).replace(path.resolve())
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
