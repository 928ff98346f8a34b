"""Votes brought into one fixed order, with empty and repeated ones taken out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tracker.credibility.values import is_empty, kind_of, lexical_kind
from tracker.errors import UsageError
from tracker.model.weighing import Question, Vote

FACETS = 25
"""A part of compound questions, such as the attribute in (object, attribute), has at most so many different values."""
FACET_SIZE = 4
"""... and on average at least so many questions each."""


class Ballot(NamedTuple):
    """A vote in its place in the fixed order."""

    source: str
    question: Hashable
    value: Any
    at: float
    """Infinity if unknown."""
    cites: str | None


def ballots_in(votes: Iterable[Any]) -> list[Ballot]:
    """All votes that answer something, ordered by source, question and value, whatever order they came in.

    Raises UsageError for an entry that is neither a Vote nor a (source, question, value).
    """
    found = [ballot for ballot in map(_ballot, votes) if not is_empty(ballot.value)]
    names: dict[Hashable, str] = {}
    for ballot in found:
        name = repr(ballot.question)
        names[ballot.question] = min(name, names.get(ballot.question, name))
    keyed = [((b.source, names[b.question], repr(b.value), b.at, b.cites or ""), n) for n, b in enumerate(found)]
    keyed.sort()
    return [found[n] for _, n in keyed]


def _ballot(vote: Any) -> Ballot:
    if isinstance(vote, Vote):
        return Ballot(vote.source, vote.question, vote.value, float("inf") if vote.at is None else vote.at, vote.cites)
    try:
        source, question, value = vote
        hash(question)
    except (TypeError, ValueError) as error:
        raise UsageError(
            f"{vote!r} is not a vote.", hint="Give (source, question, value), the question hashable, or a Vote."
        ) from error
    return Ballot(str(source), question, value, float("inf"), None)


def facet_position(questions: Sequence[Hashable]) -> int | None:
    """Which part of compound questions says what is asked, if there is such a part.

    >>> facet_position([(flight, what) for flight in range(9) for what in ("departure", "arrival")])
    1
    """
    compound = [question for question in questions if isinstance(question, tuple)]
    sizes = {len(question) for question in compound}
    if not compound or len(compound) < len(questions) or len(sizes) > 1 or max(sizes) < 2:
        return None
    distinct = [len({question[n] for question in compound}) for n in range(max(sizes))]
    fewest = min(distinct)
    small_enough = fewest <= FACETS and fewest * FACET_SIZE <= len(compound)
    return distinct.index(fewest) if small_enough else None


def kinds_and_groups(
    ballots: Sequence[Ballot], declared: Mapping[Any, Question]
) -> dict[Hashable, tuple[str, tuple[str, ...]]]:
    """For each question its kind, and the group of like questions on which a source may be better than on others."""
    by_question: dict[Hashable, list[Any]] = {}
    for ballot in ballots:
        by_question.setdefault(ballot.question, []).append(ballot.value)
    position = facet_position(list(by_question))
    read: dict[str, str] = {}
    provisional = {
        question: _provisional(question, values, declared.get(question), position, read)
        for question, values in by_question.items()
    }
    pooled: dict[tuple[str, ...], list[Any]] = {}
    for question, values in by_question.items():
        if question not in declared:
            pooled.setdefault(provisional[question], []).extend(values)
    kinds = {group: kind_of(values) for group, values in pooled.items()}
    return {
        question: (declared[question].kind if question in declared else kinds[group], group)
        for question, group in provisional.items()
    }


def _provisional(
    question: Hashable, values: Sequence[Any], declared: Question | None, position: int | None, read: dict[str, str]
) -> tuple[str, ...]:
    facet = repr(question[position]) if position is not None and isinstance(question, tuple) else ""
    if declared is not None:
        return (declared.kind, declared.about or "", facet)
    if facet:
        return ("", "", facet)
    kinds = [_lexical(value, read) for value in values]
    return (max(("number", "time", "text"), key=kinds.count), "", "")


def _lexical(value: Any, read: dict[str, str]) -> str:
    """lexical_kind, looked up for texts that were seen before."""
    if not isinstance(value, str):
        return lexical_kind(value)
    if value not in read:
        read[value] = lexical_kind(value)
    return read[value]
