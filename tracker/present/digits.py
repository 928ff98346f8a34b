"""The dated history of a claim's Admiralty digit, from the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.model.change import Change
from tracker.model.scales import CREDIBILITY_LABELS
from tracker.present.show import show_line
from tracker.present.times import day_and_minute

_FIELD = "credibility"


def digit_history(claim_id: str, changes: Iterable[Change]) -> list[str]:
    """One line a change of the digit, oldest first: "not graded -> 3 Possibly true, by anna, 2017-08-02 10:00: why".

    Taking a grade back and giving it again are lines of their own.
    """
    return [show_line(line) for line in _lines(claim_id, changes)]


def _lines(claim_id: str, changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        for edit in change.edits:
            if edit.kind != "claim" or edit.id != claim_id:
                continue
            before, after = ((state or {}).get(_FIELD) for state in (edit.before, edit.after))
            if before != after:
                how = f" ({change.action})" if change.undoes else ""
                reason = f": {change.reason}" if change.reason else ""
                when = day_and_minute(change.at)
                yield f"{_words(before)} -> {_words(after)}{how}, by {change.actor}, {when}{reason}"


def _words(digit: int | None) -> str:
    return "not graded" if digit is None else f"{digit} {CREDIBILITY_LABELS[digit]}"
