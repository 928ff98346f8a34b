"""What writing and checking a BagIt package (RFC 8493) have in common: names, lists, the library's opinion."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

DECLARATION = "bagit.txt"
DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
"""All of bagit.txt."""

INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
CHECK_FILE = "check.py"
PAPER = "verify.md"
TAGS = (CHECK_FILE, DECLARATION, INFO, MANIFEST, PAPER)
"""Files that the tag manifest lists, in its order."""

LOG = "data/log.jsonl"
CHECKPOINT = "Tracker-Checkpoint"
"""Label in bag-info.txt."""


def raw_name(report_id: str) -> str:
    """Where the bytes of a report are; of an id only, and with an ending that no program opens by itself."""
    return f"data/reports/{report_id}.raw"


def text_name(report_id: str) -> str:
    """Where the text of a report is."""
    return f"data/texts/{report_id}.txt"


def payload(folder: Path) -> list[str]:
    """Names of all files under data/, sorted as the manifest is. Links are not followed."""
    return sorted(
        Path(parent, name).relative_to(folder).as_posix()
        for parent, _, names in os.walk(folder / "data")
        for name in names
    )


def listed(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(SHA-256, name) of files, each read in parts. Raises OSError."""
    for name in names:
        with (folder / name).open("rb") as file:
            yield hashlib.file_digest(file, "sha256").hexdigest(), name


def manifest_bytes(lines: Iterable[tuple[str, str]]) -> bytes:
    """A list as `sha256sum` writes and reads it."""
    return "".join(f"{digest}  {name}\n" for digest, name in lines).encode("utf-8")


def objection(folder: Path, *, in_full: bool) -> str | None:
    """What the Library of Congress' bagit has against a bag; None: nothing. in_full: it hashes all files too."""
    import bagit  # type: ignore[import-untyped]

    # It tells its findings by warnings of its own as well; without a handler they would end up on standard error.
    logging.getLogger(bagit.__name__).setLevel(logging.CRITICAL + 1)
    try:
        bagit.Bag(str(folder)).validate(completeness_only=not in_full)
    except (bagit.BagError, OSError, ValueError, LookupError, RuntimeError) as error:
        return str(error) or type(error).__name__
    return None
