"""A JSON-lines export read line by line: its records against its journal, its texts, its manifest.

Of each record only a digest and its place in the file are kept: a line is read again to name what differs.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from pydantic import ValidationError

from tracker.exchange.carried import Carried
from tracker.model.change import RECORD_KINDS, Change, canonical_json
from tracker.model.checkpoint import Checkpoint
from tracker.model.ids import LETTERS
from tracker.model.quoted import Quotes
from tracker.model.replay import Replay, digest
from tracker.model.scope import Profile

Record = dict[str, Any]

LONGEST_LINE = 1 << 30
"""Bytes: an import of many claims is one journal entry, and so one line."""

_KEPT_TYPES = ("original", "text")
"""Bytes and former texts on lines of their own, each with its hash."""
_OTHER_TYPES = ("export", "change", "entry", "track_record", "manifest", *_KEPT_TYPES)


class Place(NamedTuple):
    """Where a record stands, and what it holds."""

    kind: str
    line: int
    offset: int
    digest: bytes


class ExportLines:
    """One export; nothing in it is trusted. originals_apart: bytes of reports are files beside it, as in a package."""

    def __init__(self, file: BinaryIO, older: Checkpoint | None = None, *, originals_apart: bool = False) -> None:
        self.replay = Replay(self._entry, older)
        self.manifest: Record | None = None
        self.is_part = False
        """Whether it says of itself that it holds a part of its case: then it has hashes instead of the journal."""
        self.lines = 0
        """Before the manifest."""
        self.sha256 = hashlib.sha256()
        """Over them."""
        self.reports: list[tuple[str, str, str]] = []
        """(id, SHA-256 of its bytes, of its text) of each report."""
        self._file = file
        self._quotes = Quotes()
        self._places: dict[str, Place] = {}
        self._entries: dict[int, int] = {}
        self._with_text: list[int] = []
        self._originals_apart = originals_apart
        self.holds: Record = {}
        """What it says of itself that it holds; empty: the whole case."""
        self.carried = Carried()
        self._carried_hashes: dict[int, str] = {}
        self._kept_originals: set[str] = set()
        self._counts: Counter[str] = Counter()

    @property
    def gives_originals(self) -> bool:
        """Whether reports go out with it as they were taken in."""
        return self.gives_texts and self.holds.get("profile") in (None, Profile.FULL.value)

    @property
    def gives_texts(self) -> bool:
        """Whether their texts do."""
        return not self.holds.get("pseudonyms")

    @property
    def records(self) -> int:
        """How many records it holds."""
        return len(self._places)

    @property
    def counts(self) -> dict[str, int]:
        """As in a manifest."""
        kinds = {f"{kind}s": self._counts[kind] for kind in RECORD_KINDS}
        if not kinds["remarks"]:
            del kinds["remarks"]  # as in the manifests of versions that knew none
        return {**kinds, "changes": self._counts["change"]}

    def problems(self) -> Iterator[str]:
        """One sentence for each thing that does not fit: line by line, then record by record."""
        offset, raw = 0, self._file.readline(LONGEST_LINE)
        while raw:
            self.lines += 1
            try:
                yield from self._line(raw, offset)
            except RecursionError:
                yield f"Line {self.lines} is nested too deep."
            offset += len(raw)
            following = self._file.readline(LONGEST_LINE)
            if following or self.manifest is None:
                self.sha256.update(raw)
            raw = following
        self.lines -= self.manifest is not None
        yield from self._records()
        yield from self._texts()
        if not self._originals_apart:
            yield from self._originals()

    def _line(self, raw: bytes, offset: int) -> Iterator[str]:
        self.manifest = None
        where = f"Line {self.lines}"
        if not raw.endswith(b"\n"):
            yield f"{where} is cut off: the file does not end with a line end."
        record = json_object(raw)
        if record is None:
            yield f"{where} is not a JSON object."
            return
        kind = record.get("type")
        if kind == "change":
            yield from self._change(record, raw.rstrip(b"\n"), offset)
        elif kind in RECORD_KINDS:
            yield from self._record(kind, record, raw.rstrip(b"\n"), offset)
        elif kind not in _OTHER_TYPES:
            yield f"{where} has an unknown type {str(kind)[:40]!r}."
        elif canonical_json(record).encode("ascii") != raw.rstrip(b"\n"):
            yield f"{where} is not written as it was exported."
        if kind == "export" and self.lines == 1:
            self.is_part = is_part(record)
            self.holds = record["holds"] if self.is_part else {}
        elif kind in _KEPT_TYPES:
            yield from self._kept(kind, record)
        elif kind == "entry":
            yield from self._hash_alone(record)
        elif kind == "manifest":
            self.manifest = record

    def _record(self, kind: str, record: Record, raw: bytes, offset: int) -> Iterator[str]:
        self._counts[kind] += 1
        where, record_id = f"Line {self.lines}", str(record.get("id"))
        before, after = _around("type", record)
        if raw != f'{before},"type":"{kind}"{after}'.encode("ascii"):
            yield f"{where} is not written as it was exported."
        text = record.pop("text", None)
        del record["type"]
        content = before + after if text is None else canonical_json(record)
        if record_id in self._places:
            yield f"{where}: {kind} {record_id} is there twice."
        self._places[record_id] = Place(kind, self.lines, offset, digest(content))
        if kind == "report":
            self.reports.append((record_id, str(record.get("sha256")), str(record.get("text_sha256"))))
        if kind == "report" and (text is not None or not self.is_part):
            self._quotes.report(record)
            self._with_text.append(offset)
            if hashlib.sha256(str(text).encode("utf-8", "surrogatepass")).hexdigest() != record.get("text_sha256"):
                yield f"{where}: the text of report {record_id} was changed after it was taken in."
        elif kind == "claim" and not self._quotes.claim(record):
            yield f"{where}: claim {record_id} has a span that is none."

    def _change(self, record: Record, raw: bytes, offset: int) -> Iterator[str]:
        self._counts["change"] += 1
        where = f"Line {self.lines}, journal entry {record.get('seq')}"
        if self.is_part:
            is_in_place = not self.replay.tree.size
            if not is_in_place:
                yield f"{where} stands after the hashes of the entries."
        try:
            change = Change.model_validate({name: value for name, value in record.items() if name != "type"})
            before, after = _around("edits", record)
            edits = raw.decode("ascii")[len(before) + len(',"edits":') : len(raw) - len(after)]
            written = change.hash_with(edits)
        except ValidationError as error:
            yield f"{where}: {'.'.join(map(str, error.errors()[0]['loc']))} cannot be read."
            return
        except ValueError:
            yield f"{where} is not written as it was exported."
            return
        if raw != f'{before},"edits":{edits}{after}'.encode("ascii"):
            yield f"{where} is not written as it was exported."
        self._entries[change.seq] = offset
        taken = self.carried.take(change, written) if self.is_part else self.replay.play(change, written)
        yield from map(_as_sentence, taken)

    def _kept(self, kind: str, record: Record) -> Iterator[str]:
        stated = str(record.get("sha256"))
        try:
            kept = str(record.get("text")).encode("utf-8", "surrogatepass") if kind == "text" else original_of(record)
        except ValueError:
            kept = None
        if kept is None or hashlib.sha256(kept).hexdigest() != stated:
            yield f"Line {self.lines}: the {kind} {stated[:12]} was changed after it was kept."
        elif kind == "original":
            self._kept_originals.add(stated)

    def _originals(self) -> Iterator[str]:
        """Where one report has its bytes in the file, all have; a bag and older exports have none."""
        if any(original in self._kept_originals for _, original, _ in self.reports):
            for report_id, original, _ in self.reports:
                if original not in self._kept_originals:
                    yield f"Line {self._places[report_id].line}: the original of {report_id} is not in the file."

    def _hash_alone(self, record: Record) -> Iterator[str]:
        expected = self.replay.tree.size + 1
        if record.get("seq") != expected:
            yield f"Journal entry {expected} is missing: entry {record.get('seq')} stands in its place."
        if not self.is_part:
            yield f"Line {self.lines}: the hash of a journal entry without the entry."
        if self.carried.hears_of(expected):
            self._carried_hashes[expected] = str(record.get("hash"))
        if not self.replay.grow(str(record.get("hash"))):
            yield f"Line {self.lines}: the hash of journal entry {record.get('seq')} is none."

    def _records(self) -> Iterator[str]:
        """Playing the journal from its first entry must give exactly the records of the file."""
        if self.is_part:
            yield from self._carried_records()
            return
        for record_id, place in self._places.items():
            if self.replay.matches(record_id, place.digest):
                continue
            where = f"Line {place.line}: {place.kind} {record_id}"
            if not self.replay.names(record_id):
                yield f"{where} is in no journal entry."
                continue
            record = self._read(place.offset) or {}
            fault = self.replay.compare(
                place.kind, {name: value for name, value in record.items() if name not in ("type", "text")}
            )
            if fault:
                yield f"{where} is not as the journal has it: {fault}."
        kinds = {letter: kind for kind, letter in LETTERS.items()}
        for record_id, seq in self.replay.missing():
            yield f"{kinds[record_id[0]].capitalize()} {record_id} is in journal entry {seq}, but not in the file."

    def _carried_records(self) -> Iterator[str]:
        """Each record on which the part carries an entry must be as that has it, or newer."""
        yield from map(_as_sentence, self.carried.misplaced(self._carried_hashes))
        for record_id, place in self._places.items():
            if not self.carried.knows(record_id):
                continue
            record = self._read(place.offset) or {}
            fault = self.carried.compare({n: v for n, v in record.items() if n not in ("type", "text")})
            if fault:
                yield f"Line {place.line}: {place.kind} {record_id} {fault}."

    def _texts(self) -> Iterator[str]:
        for offset in self._with_text:
            report = self._read(offset) or {}
            found = self._quotes.misplaced(str(report.get("text_sha256")), str(report.get("text")))
            for claim, report_id, start, end in found:
                line = self._places[claim].line
                yield f"Line {line}: claim {claim}: its quote does not stand at its span {start}-{end} in {report_id}."
        for claim, report_id in self._quotes.without_report():
            if report_id not in self._places:
                yield f"Line {self._places[claim].line}: claim {claim} quotes {report_id}, which is not in the file."

    def _entry(self, seq: int) -> Change | None:
        record = self._read(self._entries[seq]) if seq in self._entries else None
        try:
            return Change.model_validate({n: v for n, v in record.items() if n != "type"}) if record else None
        except ValidationError:
            return None

    def _read(self, offset: int) -> Record | None:
        here = self._file.tell()
        try:
            self._file.seek(offset)
            return json_object(self._file.readline(LONGEST_LINE))
        finally:
            self._file.seek(here)


def is_part(told: Mapping[str, Any]) -> bool:
    """Whether a first line, or a manifest, says that a part of a case is handed over."""
    holds = told.get("holds")
    return isinstance(holds, dict) and holds.get("part") is True


def original_of(line: Mapping[str, Any]) -> bytes:
    """The bytes of an "original" line. Raises ValueError when they cannot be read."""
    return base64.b64decode(str(line.get("base64")), validate=True)


def json_object(raw: bytes) -> Record | None:
    """The object that a line of JSON holds; None when it holds none, or one that JSON cannot hold."""
    try:
        found = json.loads(raw, parse_constant=_refused)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _refused(word: str) -> None:
    raise ValueError(f"{word} is no figure of JSON")


def _around(name: str, record: Mapping[str, Any]) -> tuple[str, str]:
    """The canonical JSON of an object before and after one of its fields, which has neighbours on its left."""
    before = canonical_json({key: value for key, value in record.items() if key < name})[:-1]
    after = canonical_json({key: value for key, value in record.items() if key > name})[1:]
    return before, "," + after if len(after) > 1 else after


def _as_sentence(fault: str) -> str:
    return f"{fault[0].upper()}{fault[1:]}."
