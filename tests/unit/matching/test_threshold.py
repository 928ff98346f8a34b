"""The threshold that decisions propose."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.matching.threshold import LEAST_DECIDED, WANTED_RIGHT, Decided, proposed_threshold


def decided(*counts: tuple[float, int, int]) -> list[Decided]:
    """(score, real conflicts, others) of the decisions."""
    return [Decided(score, is_real) for score, real, others in counts for is_real in [True] * real + [False] * others]


def test_too_few_decisions_change_nothing() -> None:
    proposal = proposed_threshold(decided((0.9, 10, 0), (0.6, 0, LEAST_DECIDED - 11)), present=0.3)
    assert (proposal.threshold, proposal.is_new) == (0.3, False)
    assert "too few" in proposal.reason


def test_the_lowest_score_with_enough_real_conflicts_above_it_is_proposed() -> None:
    proposal = proposed_threshold(decided((0.95, 12, 0), (0.8, 4, 2), (0.6, 1, 9)))
    assert 0.6 < proposal.threshold <= 0.8
    assert proposal.is_new
    assert "16 of 18" in proposal.reason
    assert "1 of 10" in proposal.reason


def test_all_is_listed_when_most_decisions_found_real_conflicts() -> None:
    proposal = proposed_threshold(decided((0.9, 15, 1), (0.6, 8, 1)), present=0.7)
    assert (proposal.threshold, proposal.is_new) == (0.0, True)


def test_nothing_is_proposed_when_no_score_parts_them() -> None:
    proposal = proposed_threshold(decided((0.9, 10, 10), (0.6, 10, 10)), present=0.2)
    assert (proposal.threshold, proposal.is_new) == (0.2, False)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60))
def test_what_is_proposed_anew_holds_what_it_promises(pairs: list[tuple[float, bool]]) -> None:
    given_ = [Decided(score, is_real) for score, is_real in pairs]
    proposal = proposed_threshold(given_, present=2.0)
    if proposal.is_new:
        listed = [one for one in given_ if one.score >= proposal.threshold]
        assert sum(one.is_real for one in listed) >= WANTED_RIGHT * len(listed)
