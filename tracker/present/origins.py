"""Who goes back to whom: the origins of a case as a tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tracker.model.track_record import Repeat, TrackRecord
from tracker.present.show import show_line
from tracker.present.track_records import repeat_words

BRANCH, LAST, BAR, GAP = "├─ ", "└─ ", "│  ", "   "


def origin_lines(records: Sequence[TrackRecord]) -> list[str]:
    """One tree for each origin that others go back to, then those of nobody's and those that nobody can name.

    A source stands under each one that it repeats or speaks for.
    """
    names = {record.source: record.name for record in records}
    below: dict[str, list[tuple[str, Repeat]]] = {}
    for record in records:
        for repeat in record.repeats:
            below.setdefault(repeat.source, []).append((record.source, repeat))
    under = {child for children in below.values() for child, _ in children}
    lines: list[str] = []
    for root in [source for source in below if source not in under] or sorted(below):
        lines.append(show_line(names.get(root, root)))
        lines += _children(root, below, names, (root,), "")
        lines.append("")
    tied = under | set(below)
    alone = [record.name for record in records if record.source not in tied and not record.unnamed]
    unnamed = [record.name for record in records if record.source not in tied and record.unnamed]
    lines += _listed("No tie to any other source found", alone)
    lines += _listed("Independence not established: nobody can tell who they are", unnamed)
    return lines[:-1] if lines and not lines[-1] else lines


def _children(
    root: str, below: dict[str, list[tuple[str, Repeat]]], names: dict[str, str], path: tuple[str, ...], indent: str
) -> list[str]:
    lines: list[str] = []
    # Voices can be tied in a circle by mistake; each is drawn once on the way down.
    children = [(child, repeat) for child, repeat in below.get(root, ()) if child not in path]
    for place, (child, repeat) in enumerate(children):
        is_last = place == len(children) - 1
        lines.append(show_line(f"{indent}{LAST if is_last else BRANCH}{names[child]}: {repeat_words(repeat)}"))
        lines += _children(child, below, names, (*path, child), indent + (GAP if is_last else BAR))
    return lines


def _listed(heading: str, names: Sequence[str]) -> list[str]:
    return [f"{heading} ({len(names)}):", *(f"  {show_line(name)}" for name in names), ""] if names else []


def origin_records(records: Sequence[TrackRecord]) -> list[dict[str, Any]]:
    """One record per tie, for `tracker origins --json`."""
    return [
        {"source": record.source, "name": record.name}
        | {"origin": repeat.source, "origin_name": repeat.name}
        | repeat.model_dump(mode="json", exclude={"source", "name"})
        for record in records
        for repeat in record.repeats
    ]
