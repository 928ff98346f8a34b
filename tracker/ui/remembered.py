"""What the interface keeps between sessions, outside of any case: places, half-typed forms, that the tour was seen."""

from __future__ import annotations

import hashlib
import json
import threading
from pathlib import Path
from typing import Any

from tracker import locations
from tracker.user_files import write_whole

Kept = dict[str, Any]


class Remembered:
    """Names and what is kept under them, in one small file that only its owner can read.

    Losing it loses no evidence, so a file that cannot be read or written is passed over.
    """

    def __init__(self, path: Path | None) -> None:
        """path: None keeps things only until the program ends."""
        self._path = path
        self._lock = threading.Lock()
        self._changes: dict[str, Kept | None] = {}
        self._kept = _read(path)

    @classmethod
    def of_case(cls, location: str) -> Remembered:
        """What is kept of one case; location: its path, or "memory" for one that ends with the program."""
        if location == "memory":
            return cls(None)
        named = hashlib.sha256(str(Path(location).expanduser().resolve()).encode("utf-8", "replace")).hexdigest()
        return cls(locations.state_folder() / "cases" / f"{named[:32]}.json")

    @classmethod
    def of_user(cls) -> Remembered:
        """What is kept of the person, whatever the case."""
        return cls(locations.state_folder() / "interface.json")

    def get(self, name: str) -> Kept:
        """What is kept under a name; empty: nothing."""
        found = self._kept.get(name)
        return found if isinstance(found, dict) else {}

    def note(self, name: str, kept: Kept | None) -> None:
        """Keeps something under a name, nothing when it is empty; `save` writes it."""
        with self._lock:
            self._changes[name] = kept or None
            if kept:
                self._kept[name] = kept
            else:
                self._kept.pop(name, None)

    def save(self) -> None:
        """Writes what was noted since the last time. Waits for the disk: call it in a worker, or at the end."""
        with self._lock:
            changes, self._changes = self._changes, {}
            if self._path is None or not changes:
                return
            # Another window on the same case writes here too; only what was noted here is changed.
            kept = _read(self._path)
            for name, value in changes.items():
                if value is None:
                    kept.pop(name, None)
                else:
                    kept[name] = value
            if not _write(self._path, kept):
                # Once there is room on the disk again, the next save writes these too.
                self._changes = changes | self._changes


def _read(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(path: Path, kept: dict[str, Any]) -> bool:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(path, json.dumps(kept))
    except OSError:
        return False
    return True
