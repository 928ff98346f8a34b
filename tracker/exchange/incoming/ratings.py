"""What a fact check's rating says in general words: from false to true, or nothing that is known.

Method: `Rating` of schema.org with the five steps that search engines read in `ratingValue` of a ClaimReview (false,
mostly false, half true, mostly true, true), spread over the review's own scale; and the words that fact checkers print.
"""

from __future__ import annotations

from collections.abc import Mapping

FALSE, MOSTLY_FALSE, HALF_TRUE, MOSTLY_TRUE, TRUE = "false", "mostly false", "half true", "mostly true", "true"
_STEPS = (FALSE, MOSTLY_FALSE, HALF_TRUE, MOSTLY_TRUE, TRUE)

_WORDS: Mapping[str, tuple[str, ...]] = {
    FALSE: (
        *("false", "fake", "untrue", "not true", "incorrect", "wrong", "hoax", "fabricated", "made up", "a lie"),
        *("pants on fire", "pants on fire lie", "four pinocchios", "bottomless pinocchio", "fake news", "debunked"),
        *("false claim", "totally false", "completely false", "scam", "falso", "falsa", "faux", "falsch", "onwaar"),
    ),
    MOSTLY_FALSE: (
        *("mostly false", "largely false", "mostly untrue", "mostly incorrect", "mainly false", "barely true"),
        "three pinocchios",
    ),
    HALF_TRUE: ("half true", "half false", "mixture", "mixed", "two pinocchios", "partly true", "partly false"),
    MOSTLY_TRUE: ("mostly true", "largely true", "mostly correct", "mostly accurate", "one pinocchio"),
    TRUE: ("true", "correct", "accurate", "geppetto checkmark", "verdadero", "vrai", "wahr", "vero"),
}
"""Step -> what fact checkers call it, in small letters without marks."""
_STEP_OF = {words: step for step, all_words in _WORDS.items() for words in all_words}


def step_of(label: str, value: float | None, worst: float | None, best: float | None) -> str | None:
    """One of false, mostly false, half true, mostly true, true; None where nobody can tell.

    label: the words of the rating. value, worst, best: its number and scale. Words that are known say it most exactly;
    other words say nothing, and the number does. Words and a number that lie on different sides say nothing together.

    >>> step_of("Pants on Fire!", None, None, None), step_of("Whopper", 2, 1, 5), step_of("True", 1, 1, 5)
    ('false', 'mostly false', None)
    """
    by_words, by_number = _STEP_OF.get(_plain(label)), _on_scale(value, worst, best)
    if by_words is None or by_number is None:
        return by_words or by_number
    return None if _side(by_words) * _side(by_number) < 0 else by_words


def _plain(label: str) -> str:
    kept = "".join(letter if letter.isalpha() else " " for letter in label.casefold())
    return " ".join(kept.split())


def _on_scale(value: float | None, worst: float | None, best: float | None) -> str | None:
    """The step of a number on a scale; 0 and -1 outside of it mean "not rated"."""
    if value is None or worst is None or best is None or not worst < best or not worst <= value <= best:
        return None
    share = (value - worst) / (best - worst)
    return _STEPS[sum(share >= end for end in (0.1, 0.4, 0.6, 0.9))]


def _side(step: str) -> int:
    return _STEPS.index(step) - _STEPS.index(HALF_TRUE)
