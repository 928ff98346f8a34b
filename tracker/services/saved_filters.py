"""Filters that a user keeps under a name, for every case: a file beside the settings."""

from __future__ import annotations

import json

from pydantic import TypeAdapter, ValidationError

from tracker import locations
from tracker.errors import CaseError, UsageError
from tracker.model.base import Frozen
from tracker.services.naming import one_line
from tracker.user_files import write_whole


class SavedFilter(Frozen):
    """What was typed, and the list in which it was."""

    name: str
    text: str
    shown: str
    """Heading of the list: "Kept", "Proposed" ..."""


_FILTERS = TypeAdapter(list[SavedFilter])


def saved_filters() -> list[SavedFilter]:
    """The user's filters, by name; none where the file is missing. Raises UsageError when it cannot be read."""
    path = locations.filters_file()
    try:
        found = _FILTERS.validate_json(path.read_bytes())
    except FileNotFoundError:
        return []
    except (OSError, ValidationError) as error:
        raise UsageError(f"{path} cannot be read.", hint="Mend it, or remove it to begin anew.") from error
    return sorted(found, key=lambda kept: kept.name.casefold())


def save_filter(kept: SavedFilter) -> SavedFilter:
    """Keeps a filter, instead of one of the same name. Raises UsageError without a name, CaseError for a full disk."""
    name = one_line(kept.name)
    if not name:
        raise UsageError("A filter needs a name.", hint="Type one.")
    made = kept.model_copy(update={"name": name})
    _write([*(other for other in saved_filters() if other.name != name), made])
    return made


def remove_filter(name: str) -> SavedFilter | None:
    """Takes a filter out and returns it, so that it can be kept again; None when there is none of that name."""
    before = saved_filters()
    removed = next((kept for kept in before if kept.name == name), None)
    if removed:
        _write([kept for kept in before if kept is not removed])
    return removed


def _write(filters: list[SavedFilter]) -> None:
    path = locations.filters_file()
    try:
        write_whole(path, json.dumps([kept.model_dump() for kept in filters], ensure_ascii=False, indent=1))
    except OSError as error:
        raise CaseError(
            f"{path} cannot be written: {error.strerror}.", hint="Check the folder and its rights."
        ) from error
