"""What is said of a report."""

from __future__ import annotations

from tracker.model.report import Report


def kept_words(kept: int, total: int | None, hidden: int) -> str:
    """How much of a document was read, in characters. total None: not counted.

    >>> kept_words(4812, 9377, 230)
    'kept 4,812 of 9,377 characters; hidden text 230, flagged'
    >>> kept_words(4812, None, 0)
    'kept 4,812 characters'
    """
    of = "" if total is None else f" of {total:,}"
    flagged = f"; hidden text {hidden:,}, flagged" if hidden else ""
    return f"kept {kept:,}{of} characters{flagged}"


def kept_of(report: Report) -> str:
    """The same of a report in a case."""
    return kept_words(report.kept_characters, report.total_characters, report.hidden_characters)
