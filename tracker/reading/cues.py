"""Words of saying, in all their forms."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tracker.reading.lexicons import table, word_set


class Cue(NamedTuple):
    """One form of a word of saying."""

    base: str
    form: str
    """base, third ("says"), past ("said") or ing ("saying")."""
    takes_objects: bool
    """Also takes a mere object, so that only a clause, a quotation or a figure is something said."""
    denies: bool
    hedges: bool
    nounlike: bool
    """Far more often a noun in this form."""


@cache
def cue_forms() -> dict[str, Cue]:
    """Form -> cue; two-word verbs ("points out") are keyed by both words."""
    found: dict[str, Cue] = {}
    cues = table("cues")
    for group in ("plain", "object", "denying"):
        for base in cues[group]:
            for form, kind in _forms(base):
                found.setdefault(form, _cue(base, kind, form, takes_objects=group == "object"))
    return found


def _cue(base: str, kind: str, form: str, *, takes_objects: bool) -> Cue:
    return Cue(
        base,
        kind,
        takes_objects,
        base in word_set("cues", "denying"),
        base in word_set("cues", "hedging"),
        form in word_set("cues", "nounlike"),
    )


def _forms(base: str) -> list[tuple[str, str]]:
    own: list[str] = table("cues")["irregular"].get(base, [])
    if own:
        kinds = ["third", *("ing" if form.split()[0].endswith("ing") else "past" for form in own[1:])]
        return [(base, "base"), *zip(own, kinds, strict=True)]
    return [(base, "base"), (third_person(base), "third"), (past(base), "past"), (participle(base), "ing")]


def third_person(base: str) -> str:
    """ "insists", "stresses", "replies"."""
    if base.endswith(("s", "sh", "ch", "x", "z")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeou":
        return base[:-1] + "ies"
    return base + "s"


def past(base: str) -> str:
    """The regular past tense."""
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeou":
        return base[:-1] + "ied"
    return base + "ed"


def participle(base: str) -> str:
    """The form in -ing."""
    return (base[:-1] if base.endswith("e") and not base.endswith("ee") else base) + "ing"
