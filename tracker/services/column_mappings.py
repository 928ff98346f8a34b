"""Which columns of which tables a user mapped to which fields: kept for every case, beside the settings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from pydantic import TypeAdapter, ValidationError

from tracker import locations
from tracker.errors import CaseError, NotFoundError, UsageError
from tracker.model.base import Frozen
from tracker.services.naming import one_line
from tracker.user_files import write_whole

MOST_KEPT = 200
"""Mappings without a name that are kept; the oldest goes first."""


class ColumnMapping(Frozen):
    """How a table with these columns is read."""

    columns: tuple[str, ...]
    """Of the table it was made for, in order."""
    fields: dict[str, str]
    """Field of a claim -> column."""
    constants: Mapping[str, str] = {}
    """Field -> what holds for all rows without one."""
    name: str = ""
    """Empty: it is only used for tables with these columns."""


_MAPPINGS = TypeAdapter(list[ColumnMapping])


def column_mappings() -> list[ColumnMapping]:
    """All that are kept, the last used one last. Raises UsageError when the file cannot be read."""
    path = locations.mappings_file()
    try:
        return _MAPPINGS.validate_json(path.read_bytes())
    except FileNotFoundError:
        return []
    except (OSError, ValidationError) as error:
        raise UsageError(f"{path} cannot be read.", hint="Mend it, or remove it to begin anew.") from error


def mapping_for(columns: Sequence[str]) -> ColumnMapping | None:
    """The mapping last used for a table with exactly these columns, or None."""
    same = (kept for kept in reversed(column_mappings()) if kept.columns == tuple(columns))
    return next(same, None)


def mapping_named(name: str) -> ColumnMapping:
    """The mapping kept under a name. Raises NotFoundError that lists the names."""
    kept = column_mappings()
    found = next((one for one in reversed(kept) if one.name and one.name == one_line(name)), None)
    if found is None:
        names = ", ".join(sorted(one.name for one in kept if one.name)) or "none"
        raise NotFoundError(f"There is no mapping {name!r}.", hint=f"Kept under a name: {names}.")
    return found


def keep_mapping(mapping: ColumnMapping) -> ColumnMapping:
    """Keeps a mapping instead of the one for the same columns, or of the same name. Raises CaseError."""
    kept = mapping.model_copy(update={"name": one_line(mapping.name)})
    before = column_mappings()
    name = kept.name or next((one.name for one in before if one.columns == kept.columns), "")
    kept = kept.model_copy(update={"name": name})
    if before and before[-1] == kept:
        return kept
    others = [one for one in before if one.columns != kept.columns and not (name and one.name == name)]
    nameless = [one for one in others if not one.name]
    gone = nameless[: max(len(nameless) + 1 - MOST_KEPT, 0)]
    path = locations.mappings_file()
    whole = [one.model_dump() for one in (*(one for one in others if one not in gone), kept)]
    try:
        write_whole(path, json.dumps(whole, ensure_ascii=False, indent=1))
    except OSError as error:
        raise CaseError(
            f"{path} cannot be written: {error.strerror}.", hint="Check the folder and its rights."
        ) from error
    return kept
