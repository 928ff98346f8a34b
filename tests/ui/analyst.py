"""What a careful analyst makes of the samples: everything in a report is kept as it was read, but for this list.

Written down from the reports, not from what the reader makes of them. Where the reader agrees, it costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.model.claim import Claim


@dataclass(frozen=True)
class Correction:
    """Fields of a claim that should say something else, with the words to type; a tail of "→" takes the completion."""

    words: str
    measure: str
    fields: Mapping[str, tuple[str, object]]
    """Field -> (what is typed, what the claim then says)."""

    def is_on(self, claim: Claim) -> bool:
        return self.words in claim.quote and claim.measure == self.measure


REJECTED = ("About 60 people were queuing for visas",)
"""Read rightly, but no claim about the attack that anybody would check."""

SPLIT = {
    "two fighters carried out the assault and that they had set fire": "they had set fire to the main building",
    "blew himself up at the gate": "gunmen then forced their way into the compound",
}
"""Quotes that say two things -> the second."""

CORRECTED = (
    Correction("civilians were brought to safety", "people", {"measure": ("r→", "rescued")}),
    Correction("Four attackers took part", "people", {"measure": ("a→", "attackers")}),
    Correction(
        "defeated by the special police within four hours",
        "event",
        {"measure": ("du→", "duration"), "high": ("4", 4.0), "unit": ("hour", "hour")},
    ),
)

MISSED = (
    "I saw smoke from the second floor.",
    "The road to the embassy remains closed.",
    "A suicide bomber was identified and shot by the guards of the Russian embassy before he reached the crowd.",
)
"""Sentences that state something checkable and have no proposal."""
