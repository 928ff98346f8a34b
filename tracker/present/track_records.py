"""Track records of sources in words, bars and records; readable without colour."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Iterator
from typing import Any

from tracker.model.scales import Reliability
from tracker.model.track_record import Factor, Provenance, Repeat, RepeatGround, Share, TrackRecord
from tracker.present.show import show_line

NOT_JUDGED = "cannot be judged"
BAR = 10
"""Cells of an accuracy bar."""
AXIS = 25
"""Cells of an axis of factors; odd, so that its middle is a cell."""
WIDEST_FACTOR = 4.0
"""Factors beyond this, or below one over it, stand at the ends of the axis."""
APART = "   "
"""Between facts on one line."""
_BETWEEN = re.compile(r" {3,}|  (?=\()")
LABEL = 11
"""Cells of the words before a bar."""


def accuracy_words(record: TrackRecord) -> str:
    """ "0.61 [0.45-0.75]", or that it cannot be judged."""
    if record.accuracy is None:
        return NOT_JUDGED
    return f"{record.accuracy:.2f} [{record.low:.2f}-{record.high:.2f}]"


def accuracy_bar(record: TrackRecord) -> str:
    """Ten cells, filled as far as the source was right; dots for what cannot be judged.

    >>> bar(0.61), bar(None)
    ('######....', '..........')
    """
    return bar(record.accuracy)


def bar(share: float | None, width: int = BAR) -> str:
    """A share from 0 to 1 as a bar."""
    filled = 0 if share is None else round(min(1.0, max(0.0, share)) * width)
    return "#" * filled + "." * (width - filled)


def grade_words(grade: Reliability | None) -> str:
    """ "C Fairly reliable", or "none"."""
    return "none" if grade is None else f"{grade.value} {grade.label}"


def factor_words(factor: Factor) -> str:
    """ "x 0.55 [0.44-0.69] under-reports", or how few figures there are."""
    if not factor.is_judged:
        return f"{NOT_JUDGED} ({factor.figures:.1f} of the 3 figures needed)"
    leaning = {-1: "under-reports", 0: "no lean shown", 1: "over-reports"}[factor.leans]
    return f"x {factor.factor:.2f} [{factor.low:.2f}-{factor.high:.2f}] {leaning}"


def factor_axis(factor: Factor, width: int = AXIS) -> str:
    """The factor, where it is judged, on an axis of logarithms from a quarter to four times.

    `|` is one, `o` the factor, `[ ]` its interval.

    >>> factor_axis(Factor(about=None, relation="figures", factor=0.5, low=0.4, high=0.7, figures=4))
    '....[-o--]..|............'
    """
    cells = ["."] * width
    if not factor.is_judged:
        cells[width // 2] = "|"
        return "".join(cells)
    low, at, high = (_cell(value, width) for value in (factor.low, factor.factor, factor.high))
    for cell in range(low, high + 1):
        cells[cell] = "-"
    cells[width // 2] = "|"
    cells[low], cells[high] = "[", "]"
    cells[at] = "o"
    return "".join(cells)


def axis_scale(width: int = AXIS) -> str:
    """What the ends and the middle of the axis are."""
    left, middle, right = f"x1/{WIDEST_FACTOR:g}", "x1", f"x{WIDEST_FACTOR:g}"
    gap = width // 2 - len(left)
    return left + " " * gap + middle + " " * (width - len(left) - gap - len(middle) - len(right)) + right


def _cell(value: float, width: int) -> int:
    place = math.log(max(value, 1e-9)) / math.log(WIDEST_FACTOR)
    return round((min(1.0, max(-1.0, place)) + 1) / 2 * (width - 1))


def repeat_words(repeat: Repeat) -> str:
    """ "repeats Meridian Wire, 6 of 6 statements, always later"."""
    if repeat.ground is RepeatGround.SPEAKS_FOR:
        return f"speaks for {repeat.name}"
    if repeat.ground is RepeatGround.SAME_WORDS:
        return f"repeats {repeat.name}, {repeat.same} of {repeat.shared} statements, {_later(repeat)}"
    common = f"{repeat.same} of {repeat.shared} answers the same"
    return f"repeats {repeat.name} ({repeat.probability:.0%}): {common}, {_later(repeat)}"


def _later(repeat: Repeat) -> str:
    if repeat.same and repeat.later == repeat.same:
        return "always later"
    return f"later {repeat.later} times" if repeat.later else "nobody knows which was first"


def share_words(share: Share) -> str:
    """ "61 % [38-85], 7 of 11"."""
    interval = f"[{share.low * 100:.0f}-{share.high * 100:.0f}]"
    return f"{share.mean * 100:.0f} % {interval}, {share.hits} of {share.trials}"


def card_lines(record: TrackRecord, width: int = 80) -> list[str]:
    """The source card (CREDIBILITY of the manual: docs/credibility.md), none of its lines wider than `width`."""
    lines: list[str] = []
    for line in _card(record, width):
        lines += _fitted(line, width)
    return lines


def _card(record: TrackRecord, width: int) -> Iterator[str]:
    yield show_line(f"{record.source} {record.name}")
    yield (
        f"party: {show_line(record.party or 'none')}   reports {record.reports}   claims {record.claims}   "
        f"compared {record.compared} = {record.independent:.1f} independent"
    )
    yield _accuracy_line(record)
    yield f"{'proposal':{LABEL}}{grade_words(record.proposal)}   your grade: {grade_words(record.grade)}"
    yield from _factor_lines(record, width)
    if record.denials:
        yield f"denies when its own side is blamed: {share_words(record.denials)}"
    if record.against_interest:
        share = record.against_interest
        yield f"against its own interest: {share.trials} figures, {share.hits} borne out by the estimate"
    if record.corrections:
        yield f"corrected itself: {record.corrections} times"
    if record.unnamed:
        yield "nobody can tell who it is: independence not established, it confirms nothing"
    for repeat in record.repeats:
        yield show_line(repeat_words(repeat))
    if record.moved:
        yield "what moved this most"
        for moved in record.moved:
            settled = ", settled by you" if moved.settled else ""
            yield f"  right with {moved.right:.2f}  {show_line(moved.heading)}{settled}"


def _accuracy_line(record: TrackRecord) -> str:
    label = f"{'accuracy':{LABEL}}{accuracy_bar(record)}  "
    if record.accuracy is None:
        counted = min(record.independent, record.right + record.wrong)
        return f"{label}{NOT_JUDGED} ({counted:.1f} of the 3 answers needed)"
    settled = f"; {record.settled} of its answers settled by you" if record.settled else ""
    return f"{label}{accuracy_words(record)}  ({record.right:.1f} right, {record.wrong:.1f} wrong{settled})"


def _factor_lines(record: TrackRecord, width: int) -> Iterator[str]:
    if not record.factors:
        return
    names = [_factor_name(factor) for factor in record.factors]
    words = [factor_words(factor) for factor in record.factors]
    wide = max(map(len, names))
    judged = any(factor.is_judged for factor in record.factors)
    beside = judged and 2 + wide + 2 + AXIS + 2 + max(map(len, words)) <= width
    yield "reported / real, 90 % interval"
    for name, told, factor in zip(names, words, record.factors, strict=True):
        if beside:
            yield f"  {name:{wide}}  {factor_axis(factor)}  {told}"
        else:
            yield from [f"  {name}: {told}"] if len(name) + len(told) + 4 <= width else [f"  {name}:", f"    {told}"]
            if factor.is_judged:
                yield f"    {factor_axis(factor)}"
    if judged:
        yield f"{' ' * (wide + 4 if beside else 4)}{axis_scale()}"


def _factor_name(factor: Factor) -> str:
    return factor.relation if factor.about is None else show_line(f"{factor.relation} ({factor.about})")


def _fitted(line: str, width: int) -> list[str]:
    """The line as it is; where it is too long, facts that stand apart go on lines of their own."""
    if len(line) <= width:
        return [line.rstrip()]
    if not line.startswith(" ") and len(_facts(line)) > 1:
        kept: list[str] = []
        for fact in _facts(line):
            if kept and len(kept[-1]) + len(APART) + len(fact) <= width:
                kept[-1] += APART + fact
            else:
                kept.append(fact if not kept else f"  {fact}")
        return [part for fact in kept for part in _wrapped(fact, width)]
    return _wrapped(line, width)


def _facts(line: str) -> list[str]:
    """The facts of a line; a short label at its beginning stays with the first."""
    first, *rest = _BETWEEN.split(line)
    if rest and len(first) < LABEL and ":" not in first:
        first, rest = f"{first:{LABEL}}{rest[0].lstrip()}", rest[1:]
    return [first, *(fact.strip() for fact in rest)]


def _wrapped(line: str, width: int) -> list[str]:
    if len(line) <= width:
        return [line.rstrip()]
    indent = " " * min(len(line) - len(line.lstrip()) + 2, width // 4)
    return textwrap.wrap(
        line.strip() if len(indent) < 4 else line, width, subsequent_indent=indent, break_on_hyphens=False
    ) or [""]


def track_record_json(record: TrackRecord, provenance: Provenance) -> dict[str, Any]:
    """The record of `tracker sources --json` and of exports, with what it rests on."""
    flat: dict[str, Any] = record.model_dump(mode="json", exclude={"name", "grade", "party", "source"})
    return flat | {"provenance": provenance.model_dump(mode="json")}


def provenance_words(provenance: Provenance) -> str:
    """ "inputs 3f2a10c4d5e6, parameters 0b1c2d3e4f5a, tracker 1.0"."""
    return f"inputs {provenance.inputs[:12]}, parameters {provenance.parameters[:12]}, tracker {provenance.version}"
