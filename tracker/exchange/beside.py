"""Files that vouch for an export under another name: it was renamed, and they were not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

MOST_LOOKED_AT = 200
"""Files of one folder that are looked at."""
LARGEST = 1 << 20
"""Bytes of one of them."""


def manifest_of(export: Path, suffix: str) -> Path | None:
    """The manifest in the same folder that was written for a file of this content; None: there is none."""
    size, digest = export.stat().st_size, ""
    for path, told in _papers(export, suffix):
        if told.get("bytes") == size:
            digest = digest or _sha256(export)
            if told.get("sha256") == digest:
                return path
    return None


def signature_of(export: Path, signed: bytes, suffix: str) -> Path | None:
    """The signature file in the same folder that is over these bytes; None: there is none."""
    digest = hashlib.sha256(signed).hexdigest()
    return next((path for path, told in _papers(export, suffix) if told.get("signed_sha256") == digest), None)


def _papers(export: Path, suffix: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    try:
        for path in islice(sorted(export.parent.glob(f"*{suffix}")), MOST_LOOKED_AT):
            if path.is_symlink() or not path.is_file():
                continue
            with path.open("rb") as file:
                raw = file.read(LARGEST)
            try:
                told = json.loads(raw)
            except (ValueError, RecursionError):
                continue  # not one of ours
            if isinstance(told, dict):
                yield path, told
    except OSError:
        return  # a folder that cannot be listed says nothing


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
