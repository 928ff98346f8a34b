"""Numbers in words, with their bounds: "at least 90", "about 40", "unknown"."""

from __future__ import annotations

from tracker.model.wording import bounds_words, number_words, plain_number, quantity_words

__all__ = ["bounds_words", "number_words", "plain_number", "quantity_words"]
