"""Files of records into claims: looked at first, with the mapping that would be used, then taken in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.errors import InputError, UnfinishedReadingError, UsageError
from tracker.model.base import Frozen
from tracker.model.claim import Claim, ClaimStatus
from tracker.services.base import Service
from tracker.services.case_import import WHOLE_CASE, is_whole_case
from tracker.services.column_mappings import ColumnMapping, keep_mapping, mapping_for, mapping_named
from tracker.services.documents import RECORD_SUFFIXES
from tracker.services.import_files import Origin, record_print
from tracker.services.import_lines import RefusedLineError, fields_of_record
from tracker.services.importing import REFUSALS_TOLD, Imported, Importing
from tracker.services.record_files import OpenedRecords
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.exchange.incoming.record_parts import RecordFile
    from tracker.exchange.incoming.records import ToldLine

FIRST = 5
"""Claims that are shown before anything is written."""
NAMED_AS_RECORDS = RECORD_SUFFIXES | {".json"}
"""Endings of names of files that can hold records; what they are is found out from their content."""

FIELD_WORDS: Mapping[str, str] = {
    "quote": "the words that are claimed",
    "source": "who says it",
    "relay": "who carried the words",
    "value": "the figure, or the best estimate",
    "low": "the least, of a range",
    "high": "the most, of a range",
    "measure": "what is counted: killed, wounded ...",
    "population": "who is counted: police, civilians ...",
    "unit": "percent, USD, hour ...",
    "place": "where",
    "event_time": "when it happened, or the first day",
    "event_end": "the last day",
    "as_of": "the day for which the figure is given",
    "stated_at": "when it was said or published",
    "incident": "the name of the incident",
    "kind": "what happened: attack, flood ...",
    "polarity": "affirmed or denied",
    "basis": "confirmed, presumed, estimated",
    "approximate": "about so many: yes or no",
    "hedged": "reportedly: yes or no",
    "cumulative": "over many events: yes or no",
    "confidence": "low, moderate, high, 0-100",
    "credibility": "1 to 6",
    "likelihood": "0 to 1",
    "note": "words for yourself",
}
"""Field of a claim -> what its column holds, in the order in which they are offered."""

ASKED_AT_ONCE = 5_000
"""Fingerprints that are looked up together."""


class Wanted(Frozen):
    """How a person wants a file read; what is left out is found out."""

    format: str | None = None
    fields: Mapping[str, str] = {}
    """Field -> column; an empty column takes the field out of what is proposed."""
    constants: Mapping[str, str] = {}
    """Field -> what holds for every row without one."""
    mapping: str | None = None
    """Name of a kept mapping, used before what is proposed."""


class Look(Frozen):
    """What a file would bring; nothing is written."""

    name: str
    format: str
    columns: tuple[str, ...]
    """Of a table; none where the format itself says what is what."""
    samples: tuple[tuple[str, ...], ...]
    """Cells of the first rows, in the order of the columns."""
    fields: Mapping[str, str]
    """Field -> column, as it would be read."""
    constants: Mapping[str, str]
    is_remembered: bool
    """Whether the mapping is one that was used before for these columns, or is kept under the name given."""
    claims: int
    """Records that hold a claim which is new."""
    known: int
    """Claims that are in the case already, or stand in the file before."""
    refused: tuple[str, ...]
    """A sentence for each record that holds no claim, the first hundred."""
    refusals: int
    first: tuple[Claim, ...]
    """The first claims, as they would be kept."""
    notes: tuple[str, ...] = ()
    """Sentences on what of the file is not taken."""
    lacks: str = ""
    """What no column says that is needed, in a sentence with what to do; then nothing was read."""


class FileImport(Service):
    """Import of files of records."""

    def __init__(
        self,
        store: Store,
        actor: str,
        *,
        importing: Importing,
        clock: Callable[[], dt.datetime],
        max_bytes: int,
    ) -> None:
        super().__init__(store, actor)
        self._importing = importing
        self._clock = clock
        self._max_bytes = max_bytes

    def recognised(self, path: Path) -> str | None:
        """The format of a file that is to be imported rather than read as a report, "case" for a whole case; else None.

        Only what is named as such is looked at: a report may begin with a line of commas. Raises
        UnfinishedReadingError for one that could not be looked at to the end: it may be a table or not.
        """
        if is_whole_case(path):
            return WHOLE_CASE
        if path.suffix.lower() not in NAMED_AS_RECORDS:
            return None
        try:
            return self._opened(path).about().format
        except UnfinishedReadingError:
            raise
        except InputError:
            return None

    def look(self, path: Path, wanted: Wanted | None = None) -> Look:
        """What the file would bring, read to its end. Raises InputError, UsageError, NotFoundError."""
        wanted = wanted or Wanted()
        records = self._opened(path, wanted)
        found = records.about()
        mapping, is_remembered = _mapping(found, wanted)
        lacks = _lacking(mapping) if found.is_table else ""
        seen = _Seen(self._store)
        if not lacks:
            told = records.told(found, mapping.fields, mapping.constants)
            while part := list(islice(told, ASKED_AT_ONCE)):
                seen.take(part)
        return Look(
            name=path.name,
            format=found.format,
            columns=found.columns,
            samples=found.samples,
            fields=mapping.fields,
            constants=mapping.constants,
            is_remembered=is_remembered,
            claims=seen.new,
            known=seen.known,
            refused=tuple(seen.refused),
            refusals=seen.refusals,
            first=tuple(seen.first),
            notes=found.notes,
            lacks=lacks,
        )

    def parts(
        self,
        path: Path,
        wanted: Wanted | None = None,
        *,
        save_as: str = "",
        status: ClaimStatus = ClaimStatus.ACCEPTED,
    ) -> Iterator[Imported]:
        """Takes the file in, part by part as `Importing.parts`; its mapping is remembered with the first part.

        save_as: a name for the mapping, under which it can be used for other tables.
        """
        wanted = wanted or Wanted()
        records = self._opened(path, wanted)
        found = records.about()
        mapping, _ = _mapping(found, wanted)
        lacks = _lacking(mapping) if found.is_table else ""
        if lacks:
            raise UsageError(lacks, hint=f"Columns: {', '.join(mapping.columns) or 'none'}.")
        origin = Origin(
            name=str(path),
            content=records.content,
            sha256=records.sha256,
            size=records.size,
            text=found.shown,
            total_characters=found.total_characters,
            media_type=found.media_type,
            encoding=found.encoding,
            format=found.format,
            how=_how(mapping),
            at=self._clock(),
            collected_by=self._actor,
        )
        if found.is_table:
            keep_mapping(mapping.model_copy(update={"name": save_as}))
        with closing(records.told(found, mapping.fields, mapping.constants)) as read:
            for done in self._importing.parts(read, status=status, origin=origin):
                yield done.model_copy(update={"notes": found.notes})

    def _opened(self, path: Path, wanted: Wanted | None = None) -> OpenedRecords:
        return OpenedRecords(path, max_bytes=self._max_bytes, format_name=wanted.format if wanted else None)


class _Seen:
    """What was seen of a file so far."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._prints: set[str] = set()
        self.new = self.known = self.refusals = 0
        self.refused: list[str] = []
        self.first: list[Claim] = []

    def take(self, part: Sequence[ToldLine]) -> None:
        """Looks at some more of its records."""
        prints: list[str] = []
        for one in part:
            draft = self._draft(one)
            if draft is not None:
                prints.append(record_print(draft))
                if len(self.first) < FIRST:
                    self.first.append(_claim(draft))
        fresh = set(prints) - self._prints
        fresh -= self._store.fingerprinted(fresh)
        self._prints |= fresh
        self.new, self.known = self.new + len(fresh), self.known + len(prints) - len(fresh)

    def _draft(self, one: ToldLine) -> dict[str, Any] | None:
        why = one.refused
        if one.record is not None:
            try:
                return fields_of_record(one.record, ClaimStatus.ACCEPTED)
            except RefusedLineError as error:
                why = str(error)
        self.refusals += 1
        if len(self.refused) < REFUSALS_TOLD:
            self.refused.append(f"{one.where}: {why}")
        return None


def _mapping(found: RecordFile, wanted: Wanted) -> tuple[ColumnMapping, bool]:
    """How the file is read, and whether that was kept from before."""
    from tracker.exchange.incoming.columns import checked, propose

    if not found.is_table:
        if wanted.fields or wanted.constants or wanted.mapping:
            raise UsageError(f"A file of {found.format} says itself what is what.", hint="Leave the mapping out.")
        return ColumnMapping(columns=(), fields={}), False
    columns = found.columns
    kept = mapping_named(wanted.mapping) if wanted.mapping else mapping_for(columns)
    before = kept or ColumnMapping(columns=columns, fields=propose(columns))
    told = checked(wanted.fields, columns)
    # A column that was told for one field is taken from the field for which it was proposed.
    rest = {field: column for field, column in before.fields.items() if column not in told.values()}
    fields = checked({**rest, **wanted.fields, **told}, columns)
    constants = {**before.constants, **_constants(wanted.constants)}
    return ColumnMapping(columns=columns, fields=fields, constants=constants), kept is not None


def _constants(constants: Mapping[str, str]) -> dict[str, str]:
    from tracker.exchange.incoming.columns import FIELDS

    unknown = next((field for field in constants if field not in FIELDS), None)
    if unknown:
        raise UsageError(f"A claim has no field {unknown!r}.", hint=f"Fields: {', '.join(FIELDS)}.")
    return dict(constants)


def _lacking(mapping: ColumnMapping) -> str:
    """What is needed and no column says, in a sentence; empty: nothing."""
    given = mapping.fields.keys() | mapping.constants.keys()
    if "source" not in given:
        return "No column says who makes the claims: map source to one, or set it for all rows."
    if not given & {"quote", "value", "low", "high"}:
        return "No column holds what is claimed: map quote to one, or value, low or high."
    return ""


def _how(mapping: ColumnMapping) -> str:
    told = [f"{field} from {column}" for field, column in mapping.fields.items()]
    return ", ".join([*told, *(f"{field} is {words}" for field, words in mapping.constants.items())])


def _claim(draft: dict[str, Any]) -> Claim:
    return Claim.of_checked({name: value for name, value in draft.items() if name in Claim.model_fields})
