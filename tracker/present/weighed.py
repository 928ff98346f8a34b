"""Weighed disputes, and what each source gives to them, in words. Likelihood never shares a line with confidence."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from tracker.model.scales import CREDIBILITY_LABELS, Independence, likelihood_term
from tracker.model.track_record import Contribution, LeftOut, Provenance, WeighedAnswer, WeighedQuestion, WhatIf
from tracker.model.wording import number_words
from tracker.present.claims import likelihood_words as likelihood_in_text
from tracker.present.show import show_line

ANSWERS = 4
"""Answers told apart that are named with their likelihood."""
STANDING_WORDS = {
    Independence.INDEPENDENT: "independent",
    Independence.SAME_ORIGIN: "same origin",
    Independence.NOT_ESTABLISHED: "not established",
}


def figure_words(value: float | None) -> str:
    """A figure as people read it: whole above ten, else with one decimal.

    >>> figure_words(1234.56), figure_words(3.25), figure_words(None)
    ('1,235', '3.2', '?')
    """
    if value is None:
        return "?"
    return number_words(float(round(value)) if abs(value) >= 10 else round(value, 1))


def interval_words(low: float | None, high: float | None) -> str:
    """ "[22-52]"."""
    return f"[{figure_words(low)}-{figure_words(high)}]"


def likelihood_words(chance: float) -> str:
    """The ICD 203 term with its figure: "likely (0.62)"."""
    return f"{likelihood_term(min(1.0, max(0.0, chance)))} ({chance:.2f})"


def weighed_lines(question: WeighedQuestion, width: int = 80) -> list[str]:
    """Estimate, plain count and what each source gives; no line wider than `width`."""
    lines = textwrap.wrap(show_line(f"{question.question}  {question.heading}"), width, subsequent_indent="  ")
    lines += [part for line in _answer_lines(question) for part in textwrap.wrap(line, width, subsequent_indent="    ")]
    lines += ["", *contribution_lines(question, width)]
    return lines


def _answer_lines(question: WeighedQuestion) -> Iterator[str]:
    settled = " (settled by you)" if question.settled else ""
    if question.estimate is not None:
        estimate = f"{figure_words(question.estimate)} {interval_words(question.low, question.high)}"
        yield f"estimate {estimate} 90 %{settled}   median of reports {question.plain}"
    else:
        for answer, chance in question.support[:ANSWERS]:
            yield f"{likelihood_words(chance)}: {show_line(answer)}"
        yield f"most sources say: {show_line(question.plain)}{settled}"
    origins = f"{question.origins} {'origin' if question.origins == 1 else 'origins'}"
    yield f"{question.reports} reports = {question.independent:.1f} independent, {origins}"


def answer_sentences(answer: WeighedAnswer) -> tuple[str, list[str]]:
    """A weighed answer as documents tell it: a sentence, and one for each answer where they are told apart.

    >>> answer_sentences(WeighedAnswer(27.0, 22.0, 52.0, (), "30", 5, settled=False))[0]
    'Weighed from 5 sources: 27, with a 90 % interval from 22 to 52; their median is 30.'
    """
    voices = f"{answer.reports:,} {'source' if answer.reports == 1 else 'sources'}"
    head = "Settled by a decision" if answer.settled else f"Weighed from {voices}"
    whose = f"the median of {voices}" if answer.settled else "their median"
    if answer.estimate is not None:
        known = answer.low is not None and answer.high is not None
        ends = f", with a 90 % interval from {figure_words(answer.low)} to {figure_words(answer.high)}" if known else ""
        return f"{head}: {figure_words(answer.estimate)}{ends}; {whose} is {answer.plain}.", []
    likely = [f"{likelihood_in_text(chance)}: {show_line(said)}" for said, chance in answer.support[:ANSWERS]]
    return f"{head}; most of {voices if answer.settled else 'them'} say: {show_line(answer.plain)}.", likely


def contribution_lines(question: WeighedQuestion, width: int = 80) -> list[str]:
    """A table: what each source reported, what that is with its own bias taken off, how much it counts."""
    measured = question.estimate is not None
    heads = ("reported", "corrected", "weight") if measured else ("chance", "weight")
    rows = [heads] + [_cells(one, measured=measured) for one in question.contributions]
    widths = [min(16, max(len(row[column]) for row in rows)) for column in range(len(heads))]
    lines = [f"  {_row(heads, widths)}  source"]
    for cells, one in zip(rows[1:], question.contributions, strict=True):
        lines.append(f"  {_row(cells, widths)}  {_source_words(one, measured=measured)}")
    return [show_column(line, width) for line in lines]


def _cells(one: Contribution, *, measured: bool) -> tuple[str, ...]:
    weight = f"{one.weight:.2f}"
    if not measured:
        return ("?" if one.chance is None else f"{one.chance:.2f}", weight)
    return (one.reported, "-" if one.corrected is None else figure_words(one.corrected), weight)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell[:width].rjust(width) for cell, width in zip(cells, widths, strict=True))


def _source_words(one: Contribution, *, measured: bool) -> str:
    notes = [one.note] if one.note else []
    if one.standing is not Independence.INDEPENDENT and not one.note.startswith("repeats"):
        is_known = one.standing is not Independence.NOT_ESTABLISHED
        notes.append(STANDING_WORDS[one.standing] if is_known else "independence not established")
    told = f" ({show_line(', '.join(notes))})" if notes else ""
    name = f"{one.source} {show_line(one.name)}{told}"
    return name if measured else f"{name}: {show_line(one.reported)}"


def show_column(line: str, width: int) -> str:
    """A line of a table, cut where the page ends."""
    return line if len(line) <= width else line[: width - 1] + "…"


def left_out_lines(found: Sequence[LeftOut], width: int = 80) -> list[str]:
    """What the answer would be without each source's answer, and the digit that the others propose for it."""
    lines = ["without            answer would be                digit proposed by the others"]
    for one in found:
        change = "" if one.change is None else f" ({one.change:+.2f})" if one.estimate is None else _shift(one.change)
        answer = (
            one.answer if one.estimate is None else f"{figure_words(one.estimate)} {interval_words(one.low, one.high)}"
        )
        name = show_line(f"{one.source} {one.name}", 17)
        digit = f"{one.digit} {CREDIBILITY_LABELS[one.digit].lower()}"
        lines.append(f"{name:17}  {show_line(answer, 20):20}{change:>9}  {digit}")
    return [show_column(line, width) for line in lines]


def _shift(change: float) -> str:
    return " (same)" if abs(change) < 0.05 else f" ({'+' if change > 0 else '-'}{figure_words(abs(change))})"


def what_if_lines(name: str, found: Sequence[WhatIf], width: int = 80) -> list[str]:
    """What would change in the case if a source were wrong in everything it said."""
    if not found:
        return textwrap.wrap(f"If {show_line(name)} is wrong in everything it said, no answer changes.", width)
    count = f"{len(found)} {'answer changes' if len(found) == 1 else 'answers change'}"
    lines = textwrap.wrap(f"If {show_line(name)} is wrong in everything it said, {count}:", width)
    for one in found:
        interval = f" {interval_words(one.low, one.high)}" if one.low is not None else ""
        words = show_line(f"{one.heading}: {one.before} -> {one.after}{interval}")
        lines += textwrap.wrap(words, width, initial_indent="  ", subsequent_indent="    ")
    return lines


def weighed_record(question: WeighedQuestion, provenance: Provenance) -> dict[str, Any]:
    """The record of `tracker weigh --dispute --json`."""
    flat: dict[str, Any] = question.model_dump(mode="json")
    return flat | {"provenance": provenance.model_dump(mode="json")}
