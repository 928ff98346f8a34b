from __future__ import annotations

import itertools

import numpy as np
import pytest

from tests.unit.credibility.world import small_world
from tracker.credibility.independence import COPIED, NAMED, Independence
from tracker.credibility.pairs import FEWEST_AGREEMENTS, FEWEST_SHARED, find_pairs
from tracker.credibility.table import Table, tabulate
from tracker.model.weighing import Vote


def all_against_all(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    """(shared items, agreements) of each pair of sources, the slow way."""
    said: dict[int, dict[int, int]] = {}
    for source, item, cell in zip(table.source.tolist(), table.item.tolist(), table.cell.tolist(), strict=True):
        said.setdefault(source, {})[item] = cell
    found = {}
    for one, other in itertools.combinations(sorted(said), 2):
        shared = said[one].keys() & said[other].keys()
        found[one, other] = (len(shared), sum(said[one][item] == said[other][item] for item in shared))
    return found


def repeats(count: int, *, timed: bool) -> list[Vote]:
    """Sources that give the same odd answers to ten questions, one after the other."""
    return [
        Vote(source=f"s{n}", question=f"q{q}", value=f"odd {q}", at=float(n) if timed else None)
        for q in range(10)
        for n in range(count)
    ]


def test_the_blocked_search_finds_what_comparing_all_pairs_finds() -> None:
    table = tabulate(small_world(1, events=20, copiers=1).votes)
    wanted = {
        pair: counts
        for pair, counts in all_against_all(table).items()
        if counts[0] >= FEWEST_SHARED and counts[1] >= FEWEST_AGREEMENTS
    }
    pairs = find_pairs(table)
    agreements = np.bincount(pairs.pair, minlength=len(pairs.one))
    found = {
        (int(one), int(other)): (int(shared), int(agreed))
        for one, other, shared, agreed in zip(pairs.one, pairs.other, pairs.shared, agreements, strict=True)
    }
    assert found == wanted


def test_agreement_on_unlikely_answers_is_stronger_evidence_than_on_likely_ones() -> None:
    independence = Independence(tabulate(repeats(2, timed=False)))
    unlikely, likely = (float(independence.judge(np.full(20, chance))[0]) for chance in (0.05, 0.99))
    assert unlikely > 0.99
    assert likely < 0.2


def test_with_known_times_only_the_later_claim_loses_weight() -> None:
    table = tabulate(repeats(2, timed=True))
    weights = Independence(table).weights(np.ones(1))
    first = table.source == table.sources.index("s0")
    assert weights[first] == pytest.approx(1.0)
    assert weights[~first] == pytest.approx(1 - COPIED)


@pytest.mark.parametrize("count", [2, 3, 6])
def test_without_times_a_clique_shares_the_weight_it_has_with_them(count: int) -> None:
    totals = []
    for timed in (True, False):
        independence = Independence(tabulate(repeats(count, timed=timed)))
        totals.append(independence.weights(np.ones(len(independence.pairs.one))).sum())
    assert totals[0] == pytest.approx(totals[1], rel=1e-6)


def test_independent_sources_keep_their_whole_weight() -> None:
    independence = Independence(tabulate(repeats(3, timed=True)))
    assert independence.weights(np.zeros(len(independence.pairs.one))) == pytest.approx(1.0)


def test_of_two_that_name_an_origin_nobody_heard_the_first_counts() -> None:
    votes = [Vote(source=f"s{n}", question="q", value="x", at=float(n), cites="agency") for n in range(2)]
    table = tabulate(votes)
    independence = Independence(table)
    assert independence.weights(np.zeros(0)).tolist() == pytest.approx([1.0, NAMED])


def delayed(delays: list[float]) -> float:
    """Chance of dependence of two sources that agree on likely answers, the second later by these times."""
    votes = [
        Vote(source=source, question=f"q{n}", value=f"answer {n}", at=100.0 * n + at)
        for n, delay in enumerate(delays)
        for source, at in (("first", 0.0), ("second", delay))
    ]
    table = tabulate(votes)
    return float(Independence(table).judge(np.full(len(table.source), 0.8))[0])


def test_agreement_that_is_always_later_by_the_same_time_speaks_for_copying() -> None:
    assert delayed([2.0] * 6) > delayed([2.0, 9.0, 1.0, 5.0, 0.5, 14.0]) + 0.1
    assert delayed([2.0, 2.05, 1.98, 2.0, 2.02, 2.0]) == delayed([2.0] * 6)


def test_the_same_time_without_a_delay_or_a_delay_now_of_one_and_now_of_the_other_is_no_evidence() -> None:
    uneven = delayed([2.0, 9.0, 1.0, 5.0, 0.5, 14.0])
    assert delayed([0.0] * 6) == pytest.approx(uneven, abs=1e-9)
    assert delayed([2.0, -2.0] * 3) == pytest.approx(uneven, abs=1e-9)


def test_answers_given_in_one_go_have_one_delay_between_them() -> None:
    def votes(gap: float) -> list[Vote]:
        return [
            Vote(source=source, question=f"q{n}", value=f"answer {n}", at=gap * n + at)
            for n in range(6)
            for source, at in (("first", 0.0), ("second", 2.0))
        ]

    at_once, apart = (tabulate(votes(gap)) for gap in (0.0, 100.0))
    judged = [float(Independence(table).judge(np.full(12, 0.8))[0]) for table in (at_once, apart)]
    assert judged[0] < judged[1]
