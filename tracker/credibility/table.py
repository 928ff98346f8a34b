"""Votes as arrays: the form in which the models read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tracker.credibility.atlas import Atlas, atlas_of
from tracker.credibility.ballots import Ballot, ballots_in, kinds_and_groups
from tracker.credibility.numbers import number_in
from tracker.credibility.segments import Floats, Ints
from tracker.credibility.values import KINDS, alternatives, leading_spelling, text_of
from tracker.credibility.vocabulary import Spoken, possible_answers
from tracker.errors import UsageError
from tracker.model.weighing import Question


@dataclass(frozen=True)
class Table:
    """A claim is one source's answer to one item (question); a cell is one of the different answers to an item."""

    sources: list[str]
    questions: list[Hashable]
    kinds: list[str]
    groups: list[tuple[str, ...]]
    group: Ints
    """Per item: index into groups."""
    options: Floats
    """Per item: number of possible answers."""
    settled: Ints
    """Per item: the cell known to be true, or -1."""
    settled_figure: Floats
    """Per item: the true figure, or nan."""
    source: Ints
    item: Ints
    cell: Ints
    time: Floats
    """Per claim: inf if unknown."""
    share: Floats
    """Per claim: 1, or less for one of several answers of one source to one item."""
    figure: Floats
    """Per claim: the figure reported, or nan."""
    cites: Ints
    """Per claim: -1, or the number of the origin it names (sources first, then origins that never voted)."""
    cell_item: Ints
    cell_word: Ints
    """Per cell: number of the answer in the closed vocabulary of its group; -1 where the vocabulary is open."""
    cell_value: list[Any]
    """Per cell: the spelling used most."""
    cell_figure: Floats
    cell_blames: Ints
    """Per cell: side blamed, or -1."""
    covers: Ints
    """Rows (less precise cell, more precise cell)."""
    side: Ints
    """Per source: its side, or -1."""
    sides: list[str]


class _Builder:
    """Collects cells and claims item by item."""

    def __init__(
        self,
        declared: Mapping[Any, Question],
        settled: Mapping[Any, Any],
        sides: list[str],
        atlas: Atlas,
    ) -> None:
        self.declared, self.truth, self.sides, self.atlas = (
            declared,
            settled,
            sides,
            atlas,
        )
        self.questions: list[Hashable] = []
        self.kinds: list[str] = []
        self.settled: list[int] = []
        self.settled_figure: list[float] = []
        self.claims: list[tuple[str, int, int, float, float, float, str]] = []
        self.cell_item: list[int] = []
        self.cell_value: list[Any] = []
        self.cell_figure: list[float] = []
        self.cell_blames: list[int] = []
        self.covers: list[tuple[int, int]] = []

    def add(self, question: Hashable, kind: str, ballots: list[Ballot]) -> None:
        """Adds one item with all its votes."""
        item, first = len(self.questions), len(self.cell_value)
        texts = [text_of(ballot.value) for ballot in ballots]
        counted = Counter(texts)
        originals = {text: ballot.value for text, ballot in zip(reversed(texts), reversed(ballots), strict=True)}
        truth = self.truth.get(question)
        if truth is not None:
            originals.setdefault(text_of(truth), truth)
        for named in self._blamed_values(question, kind):
            originals.setdefault(text_of(named), named)
        spellings = sorted(originals, key=lambda text: (-counted[text], -len(text), text))
        found = alternatives(kind, [originals[text] for text in spellings], self.atlas)
        label = dict(zip(spellings, found.labels, strict=True))
        alike: dict[int, dict[str, int]] = {}
        for text in spellings:
            alike.setdefault(label[text], {})[text] = counted[text]
        for number in range(found.size):
            self._add_cell(item, kind, originals[leading_spelling(kind, alike[number])], question)
        self.covers += [(first + less, first + more) for less, more in found.covers]
        self._add_claims(item, first, [label[text] for text in texts], ballots, kind)
        self.questions.append(question)
        self.kinds.append(kind)
        known = -1 if truth is None else label[text_of(truth)]
        self.settled.append(first + known if known >= 0 else -1)
        figure = number_in(truth) if truth is not None and kind in {"count", "number"} else None
        self.settled_figure.append(np.nan if figure is None else figure)

    def _blamed_values(self, question: Hashable, kind: str) -> list[Any]:
        """Answers that blame somebody: possible even if nobody gives them, for a denial hides just one of them."""
        declared = self.declared.get(question)
        return list((declared.blames if declared else None) or ()) if kind == "choice" else []

    def _add_cell(self, item: int, kind: str, value: Any, question: Hashable) -> None:
        figure = number_in(value) if kind in {"count", "number"} else None
        declared = self.declared.get(question)
        blames = {text_of(named): side for named, side in ((declared.blames if declared else None) or {}).items()}
        blamed = blames.get(text_of(value))
        self.cell_item.append(item)
        self.cell_value.append(value)
        self.cell_figure.append(np.nan if figure is None else figure)
        self.cell_blames.append(-1 if blamed is None else self.sides.index(blamed))

    def _add_claims(self, item: int, first: int, labels: list[int], ballots: list[Ballot], kind: str) -> None:
        """One claim per source and cell; with known times the last answer of a source stands."""
        own: dict[str, dict[int, Ballot]] = {}
        for label, ballot in zip(labels, ballots, strict=True):
            if label < 0 or (kind in {"count", "number"} and number_in(ballot.value) is None):
                continue
            mine = own.setdefault(ballot.source, {})
            if label not in mine or ballot.at < mine[label].at:
                mine[label] = ballot
        for source, mine in own.items():
            kept = mine
            if len(mine) > 1 and all(np.isfinite(ballot.at) for ballot in mine.values()):
                last = max(mine, key=lambda label: (mine[label].at, label))
                kept = {last: mine[last]}
            for label, ballot in kept.items():
                figure = number_in(ballot.value) if kind in {"count", "number"} else None
                self.claims.append(
                    (
                        source,
                        item,
                        first + label,
                        ballot.at,
                        1 / len(kept),
                        np.nan if figure is None else figure,
                        ballot.cites or "",
                    )
                )


def tabulate(
    votes: Iterable[Any],
    questions: Mapping[Any, Question] | None = None,
    parties: Mapping[str, str] | None = None,
    settled: Mapping[Any, Any] | None = None,
) -> Table:
    """Votes, and what is known about questions, sources and truths, as arrays in an order that is always the same."""
    declared, truth = questions or {}, settled or {}
    wrong = sorted({question.kind for question in declared.values()} - set(KINDS))
    if wrong:
        raise UsageError(
            f"There is no kind of question {wrong[0]!r}.",
            hint=f"Use one of {', '.join(KINDS)}.",
        )
    blamed = {side for question in declared.values() for side in (question.blames or {}).values()}
    about = {question.about for question in declared.values() if question.about is not None}
    members = {str(source): str(side) for source, side in (parties or {}).items() if side is not None}
    sides = sorted(set(members.values()) | blamed | about)
    ballots = ballots_in(votes)
    described = kinds_and_groups(ballots, declared)
    by_question: dict[Hashable, list[Ballot]] = {}
    for ballot in ballots:
        by_question.setdefault(ballot.question, []).append(ballot)
    placed = (text_of(ballot.value) for ballot in ballots if described[ballot.question][0] == "place")
    builder = _Builder(declared, truth, sides, atlas_of(set(placed)))
    for question in sorted(by_question, key=repr):
        builder.add(question, described[question][0], by_question[question])
    return _arrays(builder, described, members)


def _arrays(
    builder: _Builder,
    described: Mapping[Hashable, tuple[str, tuple[str, ...]]],
    parties: dict[str, str],
) -> Table:
    claims = sorted(builder.claims)
    sources = sorted({claim[0] for claim in claims})
    number = {name: n for n, name in enumerate(sources)}
    for origin in sorted({claim[6] for claim in claims if claim[6]} - set(sources)):
        number[origin] = len(number)
    keys = [(described[q][0], *described[q][1]) for q in builder.questions]
    groups = sorted(set(keys))
    group = np.array([groups.index(key) for key in keys], dtype=np.int64)
    cell_item = np.array(builder.cell_item, dtype=np.int64)
    item = np.array([claim[1] for claim in claims], dtype=np.int64)
    spoken = Spoken(builder.questions, builder.kinds, builder.cell_value, builder.declared)
    options, word = possible_answers(spoken, group, cell_item, item)
    side = [builder.sides.index(parties[name]) if name in parties else -1 for name in sources]
    return Table(
        sources=sources,
        questions=builder.questions,
        kinds=builder.kinds,
        groups=groups,
        group=group,
        options=options,
        settled=np.array(builder.settled, dtype=np.int64),
        settled_figure=np.array(builder.settled_figure, dtype=float),
        source=np.array([number[claim[0]] for claim in claims], dtype=np.int64),
        item=item,
        cell=np.array([claim[2] for claim in claims], dtype=np.int64),
        time=np.array([claim[3] for claim in claims], dtype=float),
        share=np.array([claim[4] for claim in claims], dtype=float),
        figure=np.array([claim[5] for claim in claims], dtype=float),
        cites=np.array([number[claim[6]] if claim[6] else -1 for claim in claims], dtype=np.int64),
        cell_item=cell_item,
        cell_word=word,
        cell_value=builder.cell_value,
        cell_figure=np.array(builder.cell_figure, dtype=float),
        cell_blames=np.array(builder.cell_blames, dtype=np.int64),
        covers=np.array(builder.covers, dtype=np.int64).reshape(-1, 2),
        side=np.array(side, dtype=np.int64),
        sides=builder.sides,
    )
