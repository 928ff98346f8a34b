"""The rules that every text of the tool keeps to (ICD 203), as a check of one piece of text.

Words of reports and analysts are theirs: the check is of use on what the tool says itself.
"""

from __future__ import annotations

import re

from tracker.model.scales import LIKELIHOOD_TERMS

OTHER_ROW = (
    "remote", "highly improbable", "improbable", "roughly even odds", "probable", "highly probable", "nearly certain",
)  # fmt: skip
"""The second row of terms of ICD 203; one product uses one row, and this is not ours."""

_OWN_ROW = tuple(term for _, _, term in LIKELIHOOD_TERMS)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
_OWN_TERM = re.compile(rf"\b(?:{'|'.join(_OWN_ROW)})\b")
_OTHER_TERM = re.compile(rf"\b(?:{'|'.join(OTHER_ROW)}) \(\d+ ?%\)")
_NOTHING_KNOWN = re.compile(r"\b(?:unknown|not given|cannot be judged) \(0(?: ?%)?\)")


def faults_of(text: str) -> list[str]:
    """What in a piece of text breaks a rule, in sentences; nothing: it keeps to them.

    >>> faults_of("It is likely (70 %). Confidence: high (85).")
    []
    >>> len(faults_of("It is likely (70 %), confidence: high (85)."))
    1
    """
    faults: list[str] = []
    for sentence in _SENTENCE.split(text):
        words = sentence.lower()
        if "confidence" in words and _OWN_TERM.search(words):
            faults.append(f"Confidence and likelihood stand in one sentence: {sentence!r}.")
        if _OTHER_TERM.search(words):
            faults.append(f"A likelihood is worded with the other row of terms: {sentence!r}.")
        if _NOTHING_KNOWN.search(words):
            faults.append(f"What is not known is told as 0: {sentence!r}.")
    return faults
