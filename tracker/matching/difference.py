"""One way in which two aligned statements cannot both hold."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.matching.reasons import ReasonCode, reason
from tracker.matching.words import Word
from tracker.model.finding import FindingKind, Reason


@dataclass(frozen=True, slots=True)
class Difference:
    """What a rule found: the words of each side, the kind, and the feature it adds to the score."""

    kind: FindingKind
    code: ReasonCode
    a: Word
    b: Word
    feature: str

    @property
    def ground(self) -> Reason:
        """The reason, with the words that triggered it."""
        return reason(self.code, self.a.text, self.b.text, (self.a.start, self.a.end), (self.b.start, self.b.end))


@dataclass(frozen=True, slots=True)
class Untruth:
    """A difference, and whether it is the first statement that calls the second one untrue."""

    difference: Difference
    by_a: bool
