from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.credibility.world import World, small_world
from tracker.credibility.weighing import weigh
from tracker.errors import StoppedError, UsageError
from tracker.model.weighing import Question, Vote, Weighing


def weighed(world: World, **changes: Any) -> Weighing:
    return weigh(world.votes, **({"questions": world.questions, "parties": world.parties} | changes))


def numbers_of(weighing: Weighing) -> list[float]:
    """Every number of a weighing, in an order that depends on names only."""
    found: list[float] = []
    for question in sorted(weighing.support, key=str):
        found += [weighing.support[question][value] for value in sorted(weighing.support[question], key=str)]
    for question in sorted(weighing.intervals, key=str):
        found += weighing.intervals[question]
    for name in sorted(weighing.sources):
        record = weighing.sources[name]
        found += [record.reliability or 0.0, record.low, record.high, record.effective, record.spread or 0.0]
        found += [record.copies[other] for other in sorted(record.copies)]
        found += [number for side in sorted(record.bias, key=str) for number in record.bias[side]]
    return found


def test_nothing_weighs_nothing() -> None:
    assert weigh([]) == Weighing(answers={}, intervals={}, support={}, sources={})


def test_a_single_vote_is_the_answer_without_being_certain() -> None:
    weighing = weigh([("a", "who", "north")])
    assert weighing.answers == {"who": "north"}
    assert 0.5 < weighing.support["who"]["north"] < 0.9


def test_the_order_of_votes_changes_nothing() -> None:
    world = small_world(1, copiers=2, deniers=1)
    one = weighed(world)
    random.Random(7).shuffle(world.votes)
    other = weighed(world)
    assert other.answers == one.answers
    assert numbers_of(other) == pytest.approx(numbers_of(one), abs=1e-9)


def test_a_source_that_says_nothing_changes_nothing() -> None:
    world = small_world(2, deniers=1)
    silent = Vote(source="silent", question="who 000", value=None)
    assert weigh(
        [*world.votes, silent], questions=world.questions, parties={**world.parties, "silent": "north"}
    ) == weighed(world, parties={**world.parties})


def test_without_copiers_more_answers_are_right_than_by_vote() -> None:
    worlds = [small_world(seed) for seed in range(10, 16)]
    gained = [world.right(weighed(world).answers) - world.right(world.majority()) for world in worlds]
    assert sum(gained) > 0


def test_copiers_of_a_poor_source_do_not_carry_the_answer() -> None:
    for seed in range(3):
        alone, joined = small_world(seed), small_world(seed, copiers=4)
        assert joined.right(joined.majority()) < alone.right(weighed(alone).answers) - 0.1
        assert joined.right(weighed(joined).answers) > alone.right(weighed(alone).answers) - 0.06


@pytest.mark.parametrize("seed", range(4))
def test_copiers_are_found_from_their_answers_alone_without_figures_times_or_anything_settled(seed: int) -> None:
    world = small_world(seed, copiers=4)
    votes = [(vote.source, vote.question, vote.value) for vote in world.votes if str(vote.question).startswith("who")]
    weighing = weigh(votes)
    assert world.right(weighing.answers) > world.right(world.majority()) + 0.05
    assert all(weighing.sources[f"c{n}"].copies["h0"] > 0.4 for n in range(4))


def test_of_answers_with_equal_support_the_one_that_is_true_more_often_elsewhere_is_likelier() -> None:
    votes = [(source, f"known {n}", "yes" if n % 4 else "no") for n in range(40) for source in ("a", "b", "c")]
    weighing = weigh([*votes, ("a", "open", "no"), ("b", "open", "yes")])
    assert weighing.support["open"]["yes"] > 1.5 * weighing.support["open"]["no"]


def test_progress_is_told_step_by_step_to_the_end() -> None:
    told: list[tuple[int, int]] = []

    def heard(done: int, steps: int) -> bool:
        told.append((done, steps))
        return True

    weigh(small_world(1).votes, on_progress=heard)
    done = [step for step, _ in told]
    assert done == sorted(set(done))
    assert len({steps for _, steps in told}) == 1
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize("last", range(1, 5))
def test_a_weighing_that_is_told_to_stop_stops_at_once(last: int) -> None:
    told: list[int] = []

    def until_last(done: int, _steps: int) -> bool:
        told.append(done)
        return done < last

    with pytest.raises(StoppedError):
        weigh(small_world(1).votes, on_progress=until_last)
    assert told[-1] == last


def test_copiers_are_found_and_their_origin_is_not_blamed() -> None:
    sources = weighed(small_world(3, copiers=2)).sources
    assert all(sources[f"c{n}"].copies["h0"] > 0.9 for n in range(2))
    assert max(sources["h0"].copies.values(), default=0.0) < 0.1
    assert all(max(sources[f"h{n}"].copies.values(), default=0.0) < 0.5 for n in range(1, 9))


def test_a_copier_has_few_items_of_its_own() -> None:
    sources = weighed(small_world(3, copiers=1)).sources
    assert sources["c0"].effective < sources["h0"].effective / 2


def test_a_party_that_halves_its_own_losses_is_found_and_corrected() -> None:
    world = small_world(4, deniers=1)
    weighing = weighed(world)
    factor, low, high = weighing.sources["d0"].bias["south"]
    assert 0.4 < factor < 0.62
    assert low < factor < high < 0.8


def test_a_denial_counts_less_than_an_admission() -> None:
    world = small_world(5, deniers=1)
    votes = [*world.votes]
    for event, said in (("denied", "north"), ("admitted", "south")):
        world.questions[event] = world.questions["who 000"]
        votes += [Vote(source="d0", question=event, value=said), Vote(source="h8", question=event, value="weather")]
    support = weigh(votes, questions=world.questions, parties=world.parties).support
    assert support["admitted"]["south"] > support["denied"]["north"]


def test_a_settled_question_has_the_settled_answer_and_no_doubt() -> None:
    world = small_world(6)
    weighing = weighed(world, settled={"who 001": "nobody", "lost 001": 77})
    assert weighing.answers["who 001"] == "nobody"
    assert weighing.support["who 001"]["nobody"] == 1.0
    assert weighing.answers["lost 001"] == 77
    assert weighing.intervals["lost 001"] == pytest.approx((77, 77))


def test_settling_a_question_in_favour_of_a_source_does_not_lower_it() -> None:
    world = small_world(7)
    before = weighed(world).sources
    for vote in [vote for vote in world.votes if vote.source == "h2" and str(vote.question).startswith("who")][:12]:
        after = weighed(world, settled={vote.question: vote.value}).sources["h2"]
        assert (after.reliability or 0) >= (before["h2"].reliability or 0) - 0.005


def test_most_real_figures_lie_in_their_interval() -> None:
    inside: list[bool] = []
    for seed in range(20, 24):
        world = small_world(seed)
        for question, (low, high) in weighed(world).intervals.items():
            inside.append(low <= float(str(world.truth[str(question)])) <= high)
    assert sum(inside) / len(inside) > 0.8


def test_a_source_with_two_claims_cannot_be_judged() -> None:
    new = [Vote(source="new", question=f"who 00{event}", value="north") for event in range(2)]
    record = weigh([*small_world(8).votes, *new]).sources["new"]
    assert record.reliability is None
    assert record.effective < 3


def test_two_spellings_of_a_time_are_one_answer_and_support_adds_up() -> None:
    weighing = weigh([("a", "left", "11:35 p.m."), ("b", "left", "23:35"), ("c", "left", "23:50")])
    assert weighing.answers["left"] in {"11:35 p.m.", "23:35"}
    assert len(weighing.support["left"]) == 2


def test_a_less_precise_place_supports_the_more_precise_one() -> None:
    votes = [("a", "born", "Kabul, Afghanistan"), ("b", "born", "Afghanistan"), ("c", "born", "Mosul, Iraq")]
    weighing = weigh(votes, questions={"born": Question(kind="place")})
    assert weighing.answers["born"] == "Kabul, Afghanistan"
    assert weighing.support["born"]["Kabul, Afghanistan"] > 2 * weighing.support["born"]["Mosul, Iraq"]


def test_of_equally_likely_figures_the_lower_one_is_taken() -> None:
    assert weigh(
        [("a", "killed", "31"), ("b", "killed", "27")], questions={"killed": Question(kind="number")}
    ).answers == {"killed": "27"}


def test_the_last_word_of_a_source_stands_where_times_are_known() -> None:
    votes = [Vote(source="a", question="who", value=value, at=at) for value, at in (("north", 1.0), ("south", 2.0))]
    assert weigh(votes).support["who"].keys() >= {"south"}
    assert weigh(votes).answers == {"who": "south"}


def test_a_repeat_that_names_its_origin_adds_little() -> None:
    first = Vote(source="a", question="who", value="north")
    against = Vote(source="c", question="who", value="south")
    independent = weigh([first, against, Vote(source="b", question="who", value="north")])
    named = weigh([first, against, Vote(source="b", question="who", value="north", cites="a")])
    assert named.support["who"]["north"] < independent.support["who"]["north"]
    assert named.sources["b"].effective == pytest.approx(0.1)


def test_counts_are_whole_numbers_and_measured_numbers_need_not_be() -> None:
    rng = random.Random(1)
    votes = [(f"s{n}", f"q{q}", round(q + rng.gauss(0, 1), 1)) for q in range(20) for n in range(4)]
    assert isinstance(weigh(votes, questions={f"q{q}": Question(kind="count") for q in range(20)}).answers["q7"], int)
    assert isinstance(weigh(votes).answers["q7"], float)


def test_values_may_be_lists() -> None:
    weighing = weigh([("a", "by", ["Ann Lee", "Bo Chu"]), ("b", "by", "Chu, Bo; Lee, Ann"), ("c", "by", "Stone, Cy")])
    assert len(weighing.support["by"]) == 2


@pytest.mark.parametrize("entry", ["ab", ("a", "b"), ("a", ["unhashable"], "b"), 7])
def test_an_entry_that_is_no_vote_is_refused_with_a_hint(entry: Any) -> None:
    with pytest.raises(UsageError, match="is not a vote"):
        weigh([entry])


def test_an_unknown_kind_of_question_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="'colour'"):
        weigh([("a", "q", "red")], questions={"q": Question(kind="colour")})


VALUES = st.one_of(
    st.text(max_size=12),
    st.integers(),
    st.floats(),
    st.none(),
    st.booleans(),
    st.datetimes(),
    st.lists(st.text(max_size=5)),
)
VOTES = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 5), VALUES), max_size=25)


@settings(max_examples=30, deadline=None)
@given(VOTES, st.sampled_from(["count", "choice", "number", "time", "names", "place", None]))
def test_whatever_is_said_every_number_of_a_weighing_is_finite_and_every_chance_a_chance(
    votes: list[tuple[str, int, Any]], kind: str | None
) -> None:
    questions = {question: Question(kind=kind) for question in range(3)} if kind else None
    weighing = weigh(votes, questions=questions)
    assert all(0 <= chance <= 1 for support in weighing.support.values() for chance in support.values())
    assert all(0 < record.low <= record.high < 1 for record in weighing.sources.values())
    assert all(low <= high for low, high in weighing.intervals.values())


@pytest.mark.parametrize("value", ["dozens", 10**400, "9" * 400, float("inf")])
def test_a_count_that_nobody_put_in_figures_has_no_answer(value: Any) -> None:
    votes = [("a", "lost", value), ("a", "who", "north"), ("b", "hurt", 7)]
    questions = {"lost": Question(kind="count"), "hurt": Question(kind="count")}
    weighing = weigh(votes, questions=questions)
    assert weighing.answers == {"who": "north", "hurt": 7}
    assert "lost" not in weighing.intervals


def test_a_settled_question_is_answered_although_no_vote_on_it_can_be_used() -> None:
    weighing = weigh(
        [("a", "lost", "dozens"), ("b", "hurt", 7)], questions={"lost": Question(kind="count")}, settled={"lost": 12}
    )
    assert weighing.answers["lost"] == 12
