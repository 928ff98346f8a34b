"""How many answers a question could have had."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from tracker.credibility.segments import Floats, Ints
from tracker.credibility.values import REUSED, choice_key
from tracker.model.weighing import Question

CLOSED_CHOICES = 50
"""A vocabulary of at most so many answers, each used again and again, is complete: a false answer is one of it."""
OPEN_ALTERNATIVES = 10
"""Answers that nobody gave but could have given, per question with an open vocabulary (n in Dong et al., VLDB 2009)."""


class Spoken(NamedTuple):
    """The questions and the answers given to them."""

    questions: Sequence[Hashable]
    kinds: Sequence[str]
    cell_value: Sequence[Any]
    declared: Mapping[Any, Question]


def possible_answers(spoken: Spoken, group: Ints, cell_item: Ints, item: Ints) -> tuple[Floats, Ints]:
    """Number of possible answers per item, and per cell its number in a closed vocabulary, or -1.

    A vocabulary is closed if a group of choices has few answers, each given often. Where it is open, some answers
    that nobody gave are possible besides those given.
    """
    given = np.bincount(cell_item, minlength=len(group)).astype(float)
    votes = np.bincount(group[item], minlength=len(group) + 1)
    options, word = given + OPEN_ALTERNATIVES, np.full(len(cell_item), -1, dtype=np.int64)
    cells: dict[int, dict[Hashable, list[int]]] = {}
    for cell, number in enumerate(cell_item.tolist()):
        if spoken.kinds[number] == "choice":
            by_key = cells.setdefault(int(group[number]), {})
            by_key.setdefault(choice_key(spoken.cell_value[cell]), []).append(cell)
    words = 0
    for number, vocabulary in sorted(cells.items()):
        if len(vocabulary) > CLOSED_CHOICES or votes[number] < REUSED * len(vocabulary):
            continue
        options[group == number] = max(2, len(vocabulary))
        for places in vocabulary.values():
            word[places] = words
            words += 1
    _raise_to_declared(spoken, options, given, word, cell_item)
    return options, word


def _raise_to_declared(spoken: Spoken, options: Floats, given: Floats, word: Ints, cell_item: Ints) -> None:
    """Answers named in advance are possible without being given; in an open vocabulary there are no others."""
    closed = np.zeros(len(options), dtype=bool)
    closed[cell_item[word >= 0]] = True
    for number, question in enumerate(spoken.questions):
        blames = spoken.declared[question].blames if question in spoken.declared else None
        if blames and spoken.kinds[number] == "choice":
            options[number] = max(options[number] if closed[number] else 0, len(blames), given[number], 2)
