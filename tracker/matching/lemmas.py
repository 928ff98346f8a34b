"""Words in their dictionary form."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

import simplemma

LONGEST_READ = 2000
"""Characters of a statement that are looked at; what matters of a claim stands in its first sentences."""

_LEXICON = resources.files("tracker.matching.lexicon")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

FUNCTION_WORDS = frozenset(tomllib.loads(_LEXICON.joinpath("function_words.toml").read_text("utf-8"))["words"])
"""Words that hold a sentence together and say nothing of what it is about."""


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The dictionary form in lower case: "policemen" -> "policeman", "ceased" -> "cease"."""
    lowered = word.lower()
    if lowered.endswith(("'s", "’s")):
        lowered = lowered[:-2]
    return simplemma.lemmatize(lowered, lang="en").lower()


@lru_cache(maxsize=32768)
def content_lemmas(text: str) -> frozenset[str]:
    """Dictionary forms of the words that carry meaning."""
    words = (lemma(match[0]) for match in _WORD.finditer(text[:LONGEST_READ]))
    return frozenset(word for word in words if word not in FUNCTION_WORDS and len(word) > 1)
