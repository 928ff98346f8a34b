"""Ids: their order, and those of disputes."""

from __future__ import annotations

import hashlib
import re


def order_of(label: str | None) -> tuple[str, int, str]:
    """Sort key of an id: C9 before C10.

    >>> sorted(["C10", "C9"], key=order_of)
    ['C9', 'C10']
    """
    match = re.fullmatch(r"(\D*)(\d+)", label or "")
    return (match[1], int(match[2]), "") if match else ("", 0, label or "")


def dispute_id(event: str, measure: str | None, population: str | None, question: str) -> str:
    """ "D" and six hexadecimal digits of what the dispute is about, the same in every scan."""
    text = "\x1f".join((event, measure or "", population or "", question))
    return "D" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:6]
