"""Writes tracker/model/units.tsv: every unit the reader knows, the base unit it is compared in, and the factor.

Run it in an environment of its own:  pip install pint && python scripts/make_units.py
Factors come from pint (BSD licence). Pint itself is not loaded at run time: it takes longer to start than reading
a report does. Degrees are left out: between them and others no single factor leads.
"""

from __future__ import annotations

import pathlib
import tomllib

import pint

ROOT = pathlib.Path(__file__).resolve().parent.parent / "tracker"
BASES = {
    "time": "second",
    "length": "metre",
    "area": "square metre",
    "volume": "litre",
    "weight": "kilogram",
    "speed": "kilometre per hour",
    "power": "watt",
    "energy": "watt hour",
    "data": "byte",
}
"""Kind of unit -> the unit its figures are compared in."""
PINT_NAMES = {
    "ton": "tonne",
    "nautical mile": "nautical_mile",
    "barrel": "oil_barrel",
    "night": "day",
    "decade": "10 * year",
}
"""Names that pint has another name for; "ton" in a report is as good as always a metric one, at most a tenth off."""


def main() -> None:
    """Writes the table."""
    registry = pint.UnitRegistry()
    kinds = tomllib.loads((ROOT / "reading" / "lexicon" / "en" / "units.toml").read_text(encoding="utf-8"))
    lines = [
        "# Unit, base unit, factor: one unit is so many base units. Written by scripts/make_units.py with",
        f"# pint {pint.__version__} (BSD licence); change the script, not this file.",
    ]
    for kind, base in BASES.items():
        for unit in kinds[kind]:
            if unit == "year of age":
                continue
            factor = registry(_pint_name(unit)).to(_pint_name(base)).magnitude
            lines.append(f"{unit}\t{base}\t{float(f'{factor:.12g}'):.12g}")
    (ROOT / "model" / "units.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _pint_name(unit: str) -> str:
    if unit in PINT_NAMES:
        return PINT_NAMES[unit]
    for word, power in (("square ", 2), ("cubic ", 3)):
        if unit.startswith(word):
            return f"{unit.removeprefix(word)}**{power}"
    return unit.replace(" per ", "/").replace("watt hour", "watt_hour").replace(" ", "_")


if __name__ == "__main__":
    main()
