"""The quick look for words that tell of a later figure finds whatever the search for them finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.matching.rules import update

WORDS = (
    *(
        "has",
        "have now",
        "HAD",
        "risen",
        "been raised",
        "rose",
        "updated",
        "updating",
        "now",
        "stands",
        "puts",
        "so",
        "far",
    ),
    *("latest", "toll", "new", "count", "later", "said", "initially", "initiallyx", "earlier", "figure", "at", "first"),
    *("preliminary", "Preliminaries", "9", "_", "ſo far", "K", "é", "people", "died", "-", "'s"),
)


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from((" ", "", ", ", "  "))), max_size=6))
def test_no_cue_is_passed_over(parts: list[tuple[str, str]]) -> None:
    quote = "".join(word + gap for word, gap in parts)
    assert update.tells_later(quote) == (update._CUE.search(quote[:1000]) is not None)


@pytest.mark.parametrize(
    "cue",
    [
        *(
            "the toll has risen to 9",
            "had now been revised",
            "it rose",
            "an updated count",
            "updating",
            "now stands at 9",
        ),
        *("9 so far", "the latest toll", "a new figure", "later said 9", "initially 3", "an earlier count", "at first"),
        *("preliminary", "corrected to 9", "lowered it", "climbs", "have gone up"),
    ],
)
def test_every_form_of_a_cue_is_found(cue: str) -> None:
    assert update.tells_later(cue)
    assert update.tells_later(cue.upper())


def test_a_plain_figure_is_no_cue() -> None:
    assert not update.tells_later("9 people were killed in the attack on Monday")
