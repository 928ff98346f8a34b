"""Files of records into claims: looked at first, with the mapping that would be used, then taken in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.errors import InputError, UsageError
from tracker.model.base import Frozen
from tracker.model.claim import Claim, ClaimStatus
from tracker.services.base import Service
from tracker.services.column_mappings import ColumnMapping, keep_mapping, mapping_for, mapping_named
from tracker.services.import_files import Origin, record_print
from tracker.services.import_lines import RefusedLineError, fields_of_record
from tracker.services.importing import REFUSALS_TOLD, Imported, Importing
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.exchange.incoming.importable import Importable

FIRST = 5
"""Rows and claims that are shown before anything is written."""
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
        """The format of a file that is to be imported rather than read as a report; None for all others."""
        from tracker.exchange.incoming.decode import decode
        from tracker.exchange.incoming.importable import recognised

        try:
            return recognised(decode(self._raw(path), name=str(path)).text, name=str(path))
        except InputError:
            return None

    def look(self, path: Path, wanted: Wanted | None = None) -> Look:
        """What the file would bring, read to its end. Raises InputError, UsageError, NotFoundError."""
        wanted = wanted or Wanted()
        found = self._importable(path, self._raw(path), wanted)
        mapping, is_remembered = _mapping(found, wanted)
        new, known, refused, first = 0, 0, list[str](), list[Claim]()
        refusals = 0
        seen: set[str] = set()
        told = found.read(mapping.fields, mapping.constants)
        while part := list(islice(told, ASKED_AT_ONCE)):
            prints: list[str] = []
            for one in part:
                try:
                    if one.record is None:
                        raise RefusedLineError(one.refused)  # noqa: TRY301  one place where refusals are told
                    draft = fields_of_record(one.record, ClaimStatus.ACCEPTED)
                except RefusedLineError as error:
                    refusals += 1
                    refused += [f"{one.where}: {error}"] * (len(refused) < REFUSALS_TOLD)
                    continue
                prints.append(record_print(draft))
                if len(first) < FIRST:
                    first.append(_claim(draft))
            fresh = set(prints) - seen
            fresh -= self._store.fingerprinted(fresh)
            seen |= fresh
            new, known = new + len(fresh), known + len(prints) - len(fresh)
        rows = islice(found.table.rows(), FIRST) if found.table else ()
        columns = found.table.columns if found.table else ()
        return Look(
            name=path.name,
            format=found.format,
            columns=columns,
            samples=tuple(tuple(row.cells.get(column, "") for column in columns) for row in rows),
            fields=mapping.fields,
            constants=mapping.constants,
            is_remembered=is_remembered,
            claims=new,
            known=known,
            refused=tuple(refused),
            refusals=refusals,
            first=tuple(first),
            notes=found.notes,
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
        raw = self._raw(path)
        found = self._importable(path, raw, wanted)
        mapping, _ = _mapping(found, wanted)
        origin = Origin(
            name=str(path),
            raw=raw,
            text=found.text,
            media_type=found.media_type,
            encoding=found.encoding,
            format=found.format,
            how=_how(mapping),
            at=self._clock(),
            collected_by=self._actor,
        )
        if found.table:
            keep_mapping(mapping.model_copy(update={"name": save_as}))
        read = found.read(mapping.fields, mapping.constants)
        for done in self._importing.parts(read, status=status, origin=origin):
            yield done.model_copy(update={"notes": found.notes})

    def _raw(self, path: Path) -> bytes:
        from tracker.exchange.incoming.decode import read_limited

        return read_limited(path, self._max_bytes)

    def _importable(self, path: Path, raw: bytes, wanted: Wanted) -> Importable:
        from tracker.exchange.incoming.importable import importable

        return importable(raw, name=str(path), format_name=wanted.format)


def _mapping(found: Importable, wanted: Wanted) -> tuple[ColumnMapping, bool]:
    """How the file is read, and whether that was kept from before."""
    from tracker.exchange.incoming.columns import checked, propose

    if found.table is None:
        if wanted.fields or wanted.constants or wanted.mapping:
            raise UsageError(f"A file of {found.format} says itself what is what.", hint="Leave the mapping out.")
        return ColumnMapping(columns=(), fields={}), False
    columns = found.table.columns
    kept = mapping_named(wanted.mapping) if wanted.mapping else mapping_for(columns)
    before = kept or ColumnMapping(columns=columns, fields=propose(columns))
    told = checked(wanted.fields, columns)
    # A column that was told for one field is taken from the field for which it was proposed.
    rest = {field: column for field, column in before.fields.items() if column not in told.values()}
    fields = checked({**rest, **wanted.fields, **told}, columns)
    constants = {**before.constants, **_constants(wanted.constants)}
    _check_enough(fields, constants, columns)
    return ColumnMapping(columns=columns, fields=fields, constants=constants), kept is not None


def _constants(constants: Mapping[str, str]) -> dict[str, str]:
    from tracker.exchange.incoming.columns import FIELDS

    unknown = next((field for field in constants if field not in FIELDS), None)
    if unknown:
        raise UsageError(f"A claim has no field {unknown!r}.", hint=f"Fields: {', '.join(FIELDS)}.")
    return dict(constants)


def _check_enough(fields: Mapping[str, str], constants: Mapping[str, str], columns: tuple[str, ...]) -> None:
    given = fields.keys() | constants.keys()
    listed = ", ".join(columns) or "none"
    if "source" not in given:
        raise UsageError(
            "No column says who makes the claims.",
            hint=f"Name one: --map source=COLUMN, or the same for all: --set source=NAME. Columns: {listed}.",
        )
    if not given & {"quote", "value", "low", "high"}:
        raise UsageError(
            "No column holds what is claimed.",
            hint=f"Name one: --map quote=COLUMN, or a figure: --map value=COLUMN. Columns: {listed}.",
        )


def _how(mapping: ColumnMapping) -> str:
    told = [f"{field} from {column}" for field, column in mapping.fields.items()]
    return ", ".join([*told, *(f"{field} is {words}" for field, words in mapping.constants.items())])


def _claim(draft: dict[str, Any]) -> Claim:
    return Claim.of_checked({name: value for name, value in draft.items() if name in Claim.model_fields})
