"""Names that are surely one share a key, so that of many names few have to be compared."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.matching.names import SURELY_SAME, likely_keys, same_name

WORDS = (
    *("World", "Health", "Organization", "WHO", "W.H.O.", "Red", "Cross", "of", "the", "al", "bin", "Dr", "President"),
    *("Anders", "Holm", "Holms", "Mohammed", "Muhamad", "Ltd", "Inc", "Corporation", "North", "Korea", "Daesh", "ISIL"),
    *("Islamic", "State", "Ministry", "Interior", "Bill", "William", "лавров", "Lavrov", "2", "AH", "é", "-", "'s"),
)
names = st.lists(st.sampled_from(WORDS), min_size=0, max_size=5).map(" ".join)


@settings(max_examples=1500, deadline=None)
@given(names, names)
def test_names_that_are_surely_one_share_a_key(one: str, other: str) -> None:
    if same_name(one, other) >= SURELY_SAME:
        assert likely_keys(one) & likely_keys(other)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_a_name_shares_a_key_with_its_words_in_another_order(words: list[str], pick: object) -> None:
    other = list(words)
    pick.shuffle(other)  # type: ignore[attr-defined]
    if same_name(" ".join(words), " ".join(other)) >= SURELY_SAME:
        assert likely_keys(" ".join(words)) & likely_keys(" ".join(other))


def test_most_names_share_none() -> None:
    assert likely_keys("Harbour Ministry").isdisjoint(likely_keys("Harbour Police"))
    assert likely_keys("") == frozenset()
