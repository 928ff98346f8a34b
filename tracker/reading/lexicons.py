"""The reader's word lists: small TOML and TSV files, one folder a language, loaded when first needed."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from tracker.reading.own_words import WordsError, merged

LANGUAGE = "en"
"""The folder of tracker/reading/lexicon whose words are read: an ISO 639-1 code."""


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML file `name` as a dict, with the user's own words; the same object every time, so do not change it."""
    shipped = tomllib.loads(_read(f"{name}.toml").decode())
    return merged(shipped, _OWN_TABLES[name], name) if name in _OWN_TABLES else shipped


@cache
def shared_table(name: str) -> dict[str, Any]:
    """As `table`, for a file that belongs to no single language."""
    return tomllib.loads(_folder().joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """One list of the TOML file `name` as a set of lower-case words or phrases."""
    found: Any = table(name)
    for part in key.split("."):
        found = found[part]
    return frozenset(str(word) for word in found)


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a TSV file (`.tsv` or `.tsv.gz`), without comment lines."""
    raw = _read(name)
    shipped = table_rows((gzip.decompress(raw) if name.endswith(".gz") else raw).decode())
    return (*shipped, *_OWN_ROWS.get(name.removesuffix(".gz"), ()))


def table_rows(text: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the text of a TSV file, without comment lines."""
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


_OWN_TABLES: dict[str, Mapping[str, Any]] = {}
_OWN_ROWS: dict[str, tuple[tuple[str, ...], ...]] = {}


def extend(tables: Mapping[str, Mapping[str, Any]], places: Mapping[str, Sequence[tuple[str, ...]]]) -> None:
    """Adds a user's own words to the shipped ones, for this process. To be called before anything is read.

    tables: by the name of the shipped file ("measures"). places: rows of "countries.tsv" and "cities.tsv".
    Raises WordsError, and adds nothing, when one does not fit; RuntimeError when other words are in use already.
    """
    own_rows = {name: tuple(_padded(row, name) for row in lines) for name, lines in places.items()}
    if (dict(tables), own_rows) == (_OWN_TABLES, _OWN_ROWS):
        return
    for name, words in tables.items():
        if name not in _tables():
            raise WordsError(f"there is no table {name!r}; there are {', '.join(_tables())}")
        merged(tomllib.loads(_read(f"{name}.toml").decode()), words, name)
    if table.cache_info().currsize or rows.cache_info().currsize:
        raise RuntimeError("a text has been read already, with other words")
    _OWN_TABLES.update(tables)
    _OWN_ROWS.update(own_rows)


def _tables() -> list[str]:
    names = [file.name for file in _folder().joinpath(LANGUAGE).iterdir()]
    return sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


PLACE_COLUMNS = {"countries.tsv": ("name", "demonyms", "other names"), "cities.tsv": ("name", "country", "spellings")}
"""The columns of the tables of places; several names in one are set apart by |, later columns may be left out."""


def _padded(row: tuple[str, ...], name: str) -> tuple[str, ...]:
    columns = PLACE_COLUMNS.get(name)
    if columns is None:
        raise WordsError(f"there is no table {name!r}; there are {', '.join(PLACE_COLUMNS)}")
    if not row[0].strip() or not 2 <= len(row) <= len(columns):
        raise WordsError(f"{name}: {' | '.join(row)!r} must have the columns {', '.join(columns)}, set apart by tabs")
    return (*row, *[""] * (len(columns) - len(row)))


def _read(file_name: str) -> bytes:
    return _folder().joinpath(LANGUAGE, file_name).read_bytes()


def _folder() -> Traversable:
    return resources.files("tracker.reading").joinpath("lexicon")
