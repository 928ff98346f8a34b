"""The user's own words: a folder of small tables, named in the settings, added to those the reader knows."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker import locations
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.settings import Settings


def use_own_words(settings: Settings) -> None:
    """Adds the words of the folder `lexicon` of the settings. To be called before anything is read; twice is fine.

    Raises UsageError that names the file, and the key in it, for what cannot be used.
    """
    if not settings.lexicon:
        return
    from tracker.reading.lexicons import extend, table_rows
    from tracker.reading.own_words import WordsError

    folder = locations.settings_file().parent / Path(settings.lexicon).expanduser()
    if not folder.is_dir():
        raise UsageError(f"Setting 'lexicon': {folder} is not a folder.", hint=_HINT)
    tables = {path.stem: _toml(path) for path in sorted(folder.glob("*.toml"))}
    places = {path.name: table_rows(_text(path)) for path in sorted(folder.glob("*.tsv"))}
    try:
        extend(tables, places)
    except WordsError as error:
        raise UsageError(f"{folder}: {error}.", hint=_HINT) from error
    except RuntimeError as error:
        raise UsageError(f"{folder} comes too late: {error}.", hint="Start the program again.") from error


_HINT = "Own words are described in docs/settings.md."


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} cannot be read: {error}.", hint="It must be TOML.") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}.", hint="It must be a file in UTF-8.") from error
