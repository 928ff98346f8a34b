from __future__ import annotations

import random
import time

from tracker.credibility.reprints import Reprint, Statement, reprints

WIRE = (
    "The ministry said that 27 people had been killed in the attack on the harbour",
    "Residents of the old town said that gunfire went on for two more hours",
    "The governor said the road to the north would stay closed until Friday evening",
    "Two of the wounded were flown to the capital, a doctor at the clinic said",
)


def said(outlet: str, at: float | None, *texts: str, named: tuple[str, ...] = ()) -> list[Statement]:
    return [Statement(outlet, f"{outlet}{at}", at, text, frozenset(named)) for text in texts]


def test_an_outlet_with_another_ones_sentences_repeats_it_always_later() -> None:
    found = reprints([*said("paper", 9, *WIRE), *said("wire", 1, *WIRE)])
    assert found == [Reprint("paper", "wire", 4, 4, 4)]


def test_small_changes_and_cuts_are_still_a_repeat() -> None:
    cut = (
        "The ministry said 27 people were killed in the attack on the harbour, the wire reported",
        "Residents of the old town said gunfire went on for two more hours after the army left",
    )
    assert reprints([*said("wire", 1, *WIRE), *said("paper", 9, *cut)]) == [Reprint("paper", "wire", 2, 2, 2)]


def test_a_new_figure_in_the_old_words_is_no_repeat() -> None:
    first = tuple(f"The ministry said that {n} people had been killed in the attack on the {n}th" for n in (27, 12))
    update = tuple(f"The ministry said that {n} people had been killed in the attack on the {n}th" for n in (41, 15))
    assert reprints([*said("wire", 1, *first), *said("paper", 9, *first)]) == [Reprint("paper", "wire", 2, 2, 2)]
    assert reprints([*said("wire", 1, *first), *said("paper", 9, *update)]) == []


def test_one_common_sentence_says_nothing() -> None:
    own = "Nobody at the port authority would say who had ordered the gates to be shut"
    assert reprints([*said("wire", 1, *WIRE), *said("paper", 9, WIRE[0], own)]) == []


def test_statements_on_the_same_matter_in_own_words_are_no_repeat() -> None:
    own = (
        "At least 27 dead were counted in the harbour by the evening, officials told this newspaper",
        "Shots could be heard until late at night, people who live near the quay told us",
    )
    assert reprints([*said("wire", 1, *WIRE), *said("paper", 9, *own)]) == []


def test_who_names_another_for_its_statements_repeats_it_in_any_words() -> None:
    own = ("Twenty-seven dead after the attack on the port", "Shots until late at night near the old quay")
    assert reprints(said("paper", 9, *own, named=("wire",))) == [Reprint("paper", "wire", 2, 2, 2)]


def test_the_first_to_publish_is_the_origin_and_repeats_nobody() -> None:
    told = [*said("wire", 1, *WIRE), *said("paper", 5, *WIRE), *said("radio", 9, *WIRE)]
    assert reprints(told) == [Reprint("paper", "wire", 4, 4, 4), Reprint("radio", "wire", 4, 4, 4)]


def test_an_outlet_may_repeat_itself() -> None:
    assert reprints([*said("wire", 1, *WIRE), *said("wire", 5, *WIRE)]) == []


def test_without_times_nobody_is_said_to_be_later() -> None:
    [found] = reprints([*said("wire", None, *WIRE), *said("paper", None, *WIRE)])
    assert (found.same, found.later) == (4, 0)


def test_two_figures_of_one_sentence_are_one_statement() -> None:
    [found] = reprints([*said("wire", 1, *WIRE), *said("paper", 9, *WIRE, *WIRE)])
    assert (found.same, found.statements) == (4, 4)


def test_the_order_of_statements_does_not_matter() -> None:
    told = [
        *said("wire", 1, *WIRE),
        *said("paper", 5, *WIRE[:3]),
        *said("radio", 9, *WIRE[1:]),
        *said("tv", None, *WIRE),
    ]
    expected = reprints(told)
    random.Random(3).shuffle(told)
    assert reprints(told) == expected


def test_ten_times_the_statements_of_one_much_copied_wire_take_no_more_than_twenty_times_the_time() -> None:
    def seconds(outlets: int) -> float:
        told = [one for number in range(outlets) for one in said(f"o{number}", number, *WIRE)]
        start = time.perf_counter()
        reprints(told)
        return time.perf_counter() - start

    seconds(10)
    assert seconds(300) < 20 * max(seconds(30), 0.005)
