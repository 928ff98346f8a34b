"""Who is counted: canonical names, and which of them hold which others.

A population is written "police", "US soldiers", "police and staff": parts joined by " and ", each part an optional
qualifier (nationality, organisation) before a base name from `BASES`, or free text.
"""

from __future__ import annotations

EVERYONE = "everyone"

BASES: dict[str, tuple[str, ...]] = {
    EVERYONE: (),
    "civilians": (EVERYONE,),
    "women": (EVERYONE,),
    "men": (EVERYONE,),
    "children": (EVERYONE,),
    "security forces": (EVERYONE,),
    "police": ("security forces",),
    "soldiers": ("security forces",),
    "militants": (EVERYONE,),
    "attackers": ("militants",),
    "staff": (EVERYONE,),
    "officials": (EVERYONE,),
    "journalists": ("civilians",),
    "health workers": ("civilians",),
    "aid workers": ("civilians",),
    "lawmakers": ("officials",),
    "hostages": (EVERYONE,),
    "protesters": ("civilians",),
    "prisoners": (EVERYONE,),
    "foreigners": (EVERYONE,),
    "observers": (EVERYONE,),
    "comrades": (EVERYONE,),
    "supporters": ("civilians",),
}
"""Base population -> the wholes it is directly part of (REFERENCE: parts and wholes matter)."""


def parts(population: str | None) -> tuple[str, ...]:
    """The populations joined in one name; None and "" are everyone.

    >>> parts("police and staff")
    ('police', 'staff')
    """
    if not population:
        return (EVERYONE,)
    return tuple(part.strip() for part in population.split(" and ") if part.strip())


def split_qualifier(part: str) -> tuple[str, str]:
    """("US", "soldiers") from "US soldiers"; ("", part) when there is no known base at its end.

    >>> split_qualifier("US soldiers")
    ('US', 'soldiers')
    """
    for base in BASES:
        if part == base:
            return "", base
        if part.endswith(" " + base):
            return part[: -len(base) - 1], base
    return "", part


def is_within(part: str, whole: str) -> bool:
    """Whether everybody counted in `part` is counted in `whole`, by definition.

    >>> is_within("police", "everyone"), is_within("US soldiers", "security forces"), is_within("police", "staff")
    (True, True, False)
    """
    part_qualifier, part_base = split_qualifier(part)
    whole_qualifier, whole_base = split_qualifier(whole)
    if whole_qualifier and whole_qualifier != part_qualifier:
        return False
    if whole_base in (part_base, EVERYONE):
        return True
    return any(is_within(parent, whole_base) for parent in BASES.get(part_base, ()))
