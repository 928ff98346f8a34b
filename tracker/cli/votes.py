"""Plain tables of votes, of settled answers and of sides, from CSV files of people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.credibility.values import KINDS
from tracker.errors import InputError
from tracker.model.weighing import Question, Vote

if TYPE_CHECKING:
    from tracker.exchange.incoming.tables import Row


def read_votes(path: Path) -> tuple[list[Vote], dict[str, Question]]:
    """Votes of a table with source, question, value and perhaps at and cites; what it says of questions, if it does.

    Columns kind and about tell of a question; one whose losses are counted is a count. Raises InputError with the line.
    """
    votes = []
    told: dict[str, Question] = {}
    for where, row in _rows(path, ("source", "question", "value")):
        at, cites, question = _time(row.get("at", ""), where), row.get("cites") or None, row["question"]
        votes.append(Vote(source=row["source"], question=question, value=row["value"], at=at, cites=cites))
        kind, about = row.get("kind", "").lower(), row.get("about") or None
        if kind or about:
            if kind and kind not in KINDS:
                raise InputError(f"{where}: there is no kind {kind!r}.", hint=f"Use one of {', '.join(KINDS)}.")
            said = Question(kind=kind or "count", about=about)
            if told.setdefault(question, said) != said:
                raise InputError(
                    f"{where}: {question!r} has another kind or about than above.", hint="Give each question one."
                )
    return votes, told


def read_settled(path: Path, votes: Sequence[Vote]) -> dict[str, str]:
    """question -> true answer. A question that nobody answered is an error: its name is misspelt."""
    asked = {str(vote.question) for vote in votes}
    return _pairs(path, ("question", "value"), asked)


def read_parties(path: Path, votes: Sequence[Vote]) -> dict[str, str]:
    """source -> side. A source that says nothing is an error: its name is misspelt."""
    return _pairs(path, ("source", "side"), {vote.source for vote in votes})


def _pairs(path: Path, columns: tuple[str, str], known: set[str]) -> dict[str, str]:
    name, told = columns
    found: dict[str, str] = {}
    for where, row in _rows(path, columns):
        if row[name] not in known:
            raise InputError(
                f"{where}: the votes know no {name} {row[name]!r}.", hint="Spell it as in the table of votes."
            )
        if found.setdefault(row[name], row[told]) != row[told]:
            raise InputError(f"{where}: {row[name]!r} has two entries that differ.", hint="Keep one of them.")
    return found


def _rows(path: Path, needed: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """(file and line, row) of each line that is not blank."""
    from tracker.exchange.incoming.decode import decode, read_limited
    from tracker.exchange.incoming.tables import Table

    table = Table(decode(read_limited(path), name=str(path)).text, name=str(path), needed=needed, lower=True)
    missing = [name for name in needed if name not in table.columns]
    if missing:
        raise InputError(
            f"{path} has no column {missing[0]}; its first line names: {', '.join(table.columns) or 'nothing'}.",
            hint=f"The first line names the columns. Needed: {', '.join(needed)}.",
        )
    count = 0
    for row in table.rows():
        where = f"{path} line {row.line}"
        _check(where, row, needed)
        count += 1
        yield where, row.cells
    if not count:
        raise InputError(f"{path} has no lines under its first.", hint=f"A line holds: {', '.join(needed)}.")


def _check(where: str, row: Row, needed: Sequence[str]) -> None:
    if row.fault:
        raise InputError(f"{where}: {row.fault}.", hint="Save it as CSV in UTF-8.")
    empty = [name for name in needed if not row.cells.get(name)]
    if empty:
        raise InputError(f"{where}: {empty[0]} is empty.", hint="Fill it in, or delete the line.")
    if row.spare:
        raise InputError(
            f"{where} has more cells than the first line.", hint='A value with a comma stands in "quotation marks".'
        )


def _time(text: str, where: str) -> float | None:
    """A number of any unit, or a date or time of ISO 8601; a time without a zone is taken as UTC."""
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        try:
            moment = dt.datetime.fromisoformat(text)
        except ValueError as error:
            raise InputError(
                f"{where}: at is {text!r}, neither a number nor a date.", hint="Like 3, 2017-07-31, 2017-07-31T11:35."
            ) from error
        return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp()
    if number != number or number in (float("inf"), float("-inf")):
        raise InputError(f"{where}: at is {text!r}, which orders nothing.", hint="Leave it empty if it is not known.")
    return number
