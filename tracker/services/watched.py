"""What servers said of watched addresses when they were last asked, kept beside the case from one watch to the next."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from pydantic import Field, ValidationError

from tracker.model.base import Frozen
from tracker.store.ports import Store
from tracker.user_files import write_whole

SUFFIX = ".watched.json"
"""What stands after the name of the case in that of the file."""
MOST_ADDRESSES = 1_000
"""Addresses that are remembered; of more, those that were asked last."""
_HEADERS = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
_PRINTABLE = re.compile(r"[\x20-\x7e]{1,1000}")
"""What of a server's header is sent back to it."""


class _Known(Frozen):
    """One address."""

    conditions: dict[str, str]
    follow: bool
    """Whether the pages that its entries link to were taken in."""
    entry: int = Field(ge=0)
    """The newest entry of the case's journal then: in a case that does not have it any more, nothing is known."""
    hash: str


class Watched:
    """The remembered addresses of a case. A case that is no file remembers none."""

    def __init__(self, store: Store) -> None:
        self._store = store
        case = Path(store.location)
        self._file = case.with_name(case.name + SUFFIX) if case.is_file() else None

    def conditions(self, address: str, *, follow: bool) -> dict[str, str]:
        """Headers that ask for an address only if it changed since all that it held was taken in; {}: ask for all."""
        known = self._known().get(address)
        if known is None or known.follow != follow or not self._has(known.entry, known.hash):
            return {}
        return {name: value for name, value in known.conditions.items() if _is_header(name, value)}

    def keep(self, address: str, conditions: Mapping[str, str], *, follow: bool) -> None:
        """Remembers what a server said; {}: forgets it. A disk that takes no file costs only a longer first poll."""
        if self._file is None:
            return
        all_known = self._known()
        before = all_known.pop(address, None)
        entry, end = self._store.head()
        if conditions:
            all_known[address] = _Known(conditions=dict(conditions), follow=follow, entry=entry, hash=end)
        if before != all_known.get(address):
            kept = dict(list(all_known.items())[-MOST_ADDRESSES:])
            told = {name: known.model_dump(mode="json") for name, known in kept.items()}
            with suppress(OSError):
                write_whole(self._file, json.dumps(told, indent=1) + "\n")

    def _known(self) -> dict[str, _Known]:
        """In the order in which they were asked; none where the file is missing or damaged."""
        if self._file is None:
            return {}
        try:
            told = json.loads(self._file.read_text("utf-8"))
            return {str(address): _Known.model_validate(known) for address, known in told.items()}
        except (OSError, ValueError, ValidationError, AttributeError, RecursionError):
            return {}

    def _has(self, entry: int, end: str) -> bool:
        """Whether the journal goes on from there: a case that was restored from a backup may not."""
        if entry == 0:
            return True
        lines = self._store.entry_hashes(after=entry - 1)[:1]
        return lines == [end]


def conditions_of(header: Callable[[str], str | None]) -> dict[str, str]:
    """The headers with which a page is asked for again, from those of its answer."""
    said = {name: header(theirs) or "" for name, theirs in _HEADERS.items()}
    return {name: value for name, value in said.items() if _is_header(name, value)}


def _is_header(name: str, value: str) -> bool:
    return name in _HEADERS and _PRINTABLE.fullmatch(value) is not None
