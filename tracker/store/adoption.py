"""A whole journal taken over into a case where nothing was done yet: the records follow from it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from tracker.errors import InputError, RefusedError
from tracker.model.change import Change
from tracker.model.replay import Replay
from tracker.store.journal import Head, RecordKey
from tracker.store.ports import Record, Write
from tracker.store.records import MODELS, dumped


class Adoption:
    """A journal gone through twice, an entry at a time: checked first, then for the records that it leaves behind."""

    def __init__(self, head: Head, entry: Callable[[int], Change | None]) -> None:
        """head: of the case that takes it over. entry: reads an entry that was checked again.

        Raises RefusedError when something was done there.
        """
        if head.seq:
            raise RefusedError(
                "The case has a journal of its own already.", hint="Restore into a new case: --case NEW.case"
            )
        self.entries = 0
        self._replay = Replay(entry)
        self._newest: dict[RecordKey, int] = {}
        """Record -> the entry that left it as it is now."""

    def take(self, parts: Iterable[Change | str | bytes], write: Write, append: Callable[[Change], object]) -> None:
        """Keeps texts and bytes, and appends each entry once it was checked. Raises as `check`."""
        for part in parts:
            if isinstance(part, str):
                write.put_text(part)
            elif isinstance(part, bytes):
                write.put_blob(part)
            else:
                self.check(part)
                append(part)

    def check(self, change: Change) -> None:
        """Takes the next entry. Raises InputError when the journal does not hold together."""
        for fault in self._replay.play(change):
            raise InputError(f"The journal does not hold together: {fault}.", hint="Ask for it again.")
        self.entries += 1
        for edit in change.edits:
            if edit.after is None:
                self._newest.pop((edit.kind, edit.id), None)
            else:
                self._newest[edit.kind, edit.id] = change.seq

    def left_by(self, change: Change) -> list[tuple[RecordKey, Record, dict[str, Any]]]:
        """Records, each with its dump, that no later entry changed. Raises InputError for one that cannot be read."""
        last = {(edit.kind, edit.id): edit.after for edit in change.edits if edit.after is not None}
        left = {key: dump for key, dump in last.items() if self._newest.get(key) == change.seq}
        return [(key, _record(key, dump), dump) for key, dump in left.items()]

    @property
    def numbers(self) -> dict[str, int]:
        """Kind -> newest number that the journal knows, also of records that are gone."""
        return self._replay.highest


def unseen(_done: int, _of: int) -> None:
    """For whom it does not matter how far it is."""


def evidence_in(edits: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """(SHA-256 of bytes, of text) of the reports in edits, which are plain JSON; see the port's `evidence`."""
    seen: set[tuple[str, str]] = set()
    for edit in edits:
        for dump in (edit["before"], edit["after"]) if edit["kind"] == "report" else ():
            pair = (str(dump["sha256"]), str(dump["text_sha256"])) if dump else None
            if pair and pair not in seen:
                seen.add(pair)
                yield pair


def _record(key: RecordKey, dump: dict[str, Any]) -> Record:
    try:
        record = MODELS[key[0]].model_validate(dump)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise InputError(f"{key[1]}: {where} cannot be read.", hint="It needs a newer tracker.") from error
    if dumped(record) != dump:
        raise InputError(f"{key[1]} is not written as this version writes it.", hint="It needs a newer tracker.")
    return record
