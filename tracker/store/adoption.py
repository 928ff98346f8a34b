"""A whole journal taken over into a case where nothing was done yet: the records follow from it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from tracker.errors import InputError, RefusedError
from tracker.model.change import Change
from tracker.model.replay import Replay
from tracker.store.journal import Head, RecordKey
from tracker.store.ports import Record
from tracker.store.records import MODELS, dumped, id_number


class Adopted(NamedTuple):
    """What a journal leaves behind."""

    records: dict[RecordKey, tuple[Record, dict[str, Any]]]
    """Each record with its dump, in the order in which kinds refer to each other, then of their numbers."""
    numbers: dict[str, int]
    """Kind -> newest number that the journal knows, also of records that are gone."""


def adopted(head: Head, changes: Sequence[Change]) -> Adopted:
    """The records that a journal ends with.

    head: of the case that takes it over. Raises RefusedError when something was done there, InputError for a journal
    that does not hold together.
    """
    if head.seq:
        raise RefusedError(
            "The case has a journal of its own already.", hint="Restore into a new case: --case NEW.case"
        )
    replay = Replay(lambda seq: changes[seq - 1] if 0 < seq <= len(changes) else None)
    records: dict[RecordKey, dict[str, Any]] = {}
    for change in changes:
        for fault in replay.play(change):
            raise InputError(f"The journal does not hold together: {fault}.", hint="Ask for it again.")
        for edit in change.edits:
            if edit.after is None:
                records.pop((edit.kind, edit.id), None)
            else:
                records[edit.kind, edit.id] = edit.after
    kinds = list(MODELS)
    ordered = sorted(records.items(), key=lambda found: (kinds.index(found[0][0]), id_number(*found[0])))
    return Adopted({key: (_record(key, dump), dump) for key, dump in ordered}, replay.highest)


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
