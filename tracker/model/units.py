"""Units in which figures of one kind are compared; factors from pint, by scripts/make_units.py."""

from __future__ import annotations

from functools import cache
from importlib import resources


def base_unit(unit: str) -> tuple[str, float]:
    """The unit that figures in `unit` are compared in, and how many of it one `unit` is; itself and 1.0 if unknown.

    >>> base_unit("kilometre"), base_unit("USD")
    (('metre', 1000.0), ('USD', 1.0))
    """
    return _table().get(unit, (unit, 1.0))


@cache
def _table() -> dict[str, tuple[str, float]]:
    raw = resources.files("tracker.model").joinpath("units.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in raw.splitlines() if line and not line.startswith("#"))
    return {unit: (base, float(factor)) for unit, base, factor in rows}
