"""The reader's word lists: small TOML and TSV files, one folder a language, loaded when first needed."""

from __future__ import annotations

import gzip
import tomllib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

LANGUAGE = "en"
"""The folder of tracker/reading/lexicon whose words are read: an ISO 639-1 code."""


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML file `name` as a dict; the same object every time, so do not change it."""
    return tomllib.loads(_read(f"{name}.toml").decode())


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
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode()
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


def _read(file_name: str) -> bytes:
    return _folder().joinpath(LANGUAGE, file_name).read_bytes()


def _folder() -> Traversable:
    return resources.files("tracker.reading").joinpath("lexicon")
