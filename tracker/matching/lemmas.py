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


_KEPT = frozenset(
    {"evening", "morning", "building", "wedding", "ceiling", "during", "nothing", "anything", "something", "everything"}
    | {"king", "thing", "string", "spring", "sibling", "red", "bed", "need", "seed", "speed", "hundred", "sacred"}
)
"""Words whose ending only looks like a verb's."""
_IRREGULAR = {
    "shot": "shoot",
    "left": "leave",
    "laid": "lay",
    "lay": "lay",
    "cancelled": "cancel",
    "cancelling": "cancel",
    "won": "win",
    "rose": "rise",
    "burnt": "burn",
    "gone": "go",
    "blew": "blow",
    "being": "be",
    "doing": "do",
    "going": "go",
    "dying": "die",
    "lying": "lie",
    "tying": "tie",
    "vying": "vie",
}
_VOWELS = frozenset("aeiouy")
SHORTEST_VERB = 3
"""Letters a verb has at least without its ending, or two with an -e that was dropped ("using")."""


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The dictionary form in lower case: "policemen" -> "policeman", "ceased" -> "cease", "sitting" -> "sit".

    Also for words that are nouns as well ("bombing" -> "bomb"), so that a noun and its verb compare equal.

    >>> lemma("ceased"), lemma("’S")
    ('cease', '’s')
    """
    lowered = word.lower().encode("utf-8", "replace").decode("utf-8")  # half of a broken character has no lemma
    if lowered.endswith(("'s", "’s")):
        lowered = lowered[:-2]
    if not lowered:
        return word.lower()  # "’s" alone
    if lowered in _IRREGULAR:
        return _IRREGULAR[lowered]
    if lowered.endswith("ing") and lowered not in _KEPT:
        return _verb(lowered[:-3]) or lowered
    found = simplemma.lemmatize(lowered, lang="en").lower()
    if found == lowered and lowered.endswith("ed") and lowered not in _KEPT:
        return _verb(lowered[:-2]) or found
    return found


def _verb(stem: str) -> str | None:
    """The verb that has this stem before -ing or -ed, None when there is none: "sitt" -> "sit", "mak" -> "make"."""
    if not _VOWELS & set(stem):
        return None
    doubled = len(stem) > SHORTEST_VERB and stem[-1] == stem[-2]
    if doubled and stem[-1] not in "lsz" and _is_word(stem[:-1]):
        return stem[:-1]
    closed = stem[-1] not in _VOWELS and len(stem) >= 2 and stem[-2] in _VOWELS and not _has_two_vowels(stem)
    silent = (closed or stem[-1] in "csuvz") and not doubled
    candidates = (stem + "e", stem, stem[:-1]) if silent else (stem, stem + "e", stem[:-1])
    for candidate in candidates[: 3 if doubled else 2]:
        if len(candidate) >= SHORTEST_VERB and _is_word(candidate):
            return candidate
    return None


def _has_two_vowels(stem: str) -> bool:
    """Whether the last consonant follows two vowels: "eat" needs no -e."""
    return len(stem) >= SHORTEST_VERB and stem[-3] in _VOWELS and stem[-2] in _VOWELS


def _is_word(candidate: str) -> bool:
    """Whether it is a dictionary form by itself."""
    return bool(simplemma.is_known(candidate, lang="en")) and simplemma.lemmatize(candidate, lang="en") == candidate


@lru_cache(maxsize=32768)
def content_lemmas(text: str) -> frozenset[str]:
    """Dictionary forms of the words that carry meaning."""
    words = (lemma(match[0]) for match in _WORD.finditer(text[:LONGEST_READ]))
    return frozenset(word for word in words if word not in FUNCTION_WORDS and len(word) > 1)
