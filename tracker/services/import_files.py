"""A file of claims as a report of its own: its bytes kept once, and each of its claims taken in once."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

import tracker
from tracker.errors import InputError
from tracker.model.base import Frozen
from tracker.model.change import canonical_json
from tracker.model.report import Report
from tracker.services.naming import one_line
from tracker.store.ports import Write
from tracker.store.records import storable

TABLE_METHOD = "table"
"""Method of collection of a report that is a file of claims."""

_PRINTED = (
    *("quote", "source", "measure", "population", "polarity", "place", "incident", "basis", "hedged", "cumulative"),
    *("kind", "actor", "target", "note"),
)


class Origin(Frozen):
    """The file that claims come from."""

    name: str
    content: bytes | Path
    """Its bytes; where they are, for one that is too large to be held."""
    sha256: str
    size: int
    text: str
    """Its first characters, to be looked at; its bytes are kept whole."""
    total_characters: int
    media_type: str
    encoding: str | None
    format: str
    how: str = ""
    """How it was read: which column gave which field."""
    title: str | None = None
    publisher: str | None = None
    at: dt.datetime
    """When it was read."""
    collected_by: str

    @property
    def reason(self) -> str:
        """For the journal: which bytes, read how."""
        how = f"; {self.how}" if self.how else ""
        return f"{self.format} file {PurePath(self.name).name}, SHA-256 {self.sha256}{how}"

    def kept(self, write: Write) -> str:
        """The id of the report that the file is; it becomes one if nobody took it in yet."""
        known = write.report_with_bytes(self.sha256)
        if known:
            return known.id
        if write.put_blob(self.content) != self.sha256:
            raise InputError(f"{storable(self.name)} was changed while it was read.", hint="Take it in again.")
        shown = storable(self.text)
        report = Report(
            id=write.new_id("report"),
            sha256=self.sha256,
            size=self.size,
            media_type=self.media_type,
            encoding=self.encoding,
            text_sha256=write.put_text(shown),
            normaliser=f"{TABLE_METHOD}/1",
            kept_characters=len(shown),
            total_characters=self.total_characters,
            name=storable(self.name),
            title=self.title or PurePath(self.name).name,
            publisher=self.publisher,
            accessed_at=self.at,
            collected_by=self.collected_by,
            method=TABLE_METHOD,
            tool_version=tracker.__version__,
            notes=self.how,
        )
        return write.put(report).id


def not_known(write: Write, drafts: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The drafts that no claim of the case repeats, nor a draft before them; each is given its fingerprint."""
    for draft in drafts:
        draft["fingerprint"] = record_print(draft)
    seen = set(write.fingerprinted({draft["fingerprint"] for draft in drafts}))
    new = []
    for draft in drafts:
        if draft["fingerprint"] not in seen:
            seen.add(draft["fingerprint"])
            new.append(draft)
    return new


def record_print(draft: dict[str, Any]) -> str:
    """What makes two records of files the same claim: the same said by the same, of the same, at the same time."""
    figure = draft["quantity"]
    stated = draft["stated_at"]
    said: list[Any] = [draft.get(name) for name in _PRINTED]
    said[1] = one_line(said[1])
    said += [str(draft[name]) if draft[name] else None for name in ("event_time", "as_of")]
    said.append(stated.isoformat() if stated else None)
    said.append([[link.name, link.verb] for link in draft["chain"]])
    if figure is not None:
        said.append([figure.value, figure.low, figure.high, figure.low_open, figure.high_open, figure.unit])
        said.append(figure.approximate)
    return hashlib.sha256(canonical_json(said).encode("ascii")).hexdigest()
