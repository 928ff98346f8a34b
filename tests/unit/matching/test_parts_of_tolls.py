"""A part of a toll is not set against the toll; what a denial takes for granted is not denied; old news is not new."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.matching.judge import judge
from tracker.model.claim import Claim
from tracker.model.finding import Relation
from tracker.model.quantity import Quantity
from tracker.services.compare import compare


def killed(number: float, *, id: str, quote: str = "", days: int = 0, **fields: object) -> Claim:  # noqa: A002
    return Claim.model_validate(
        {
            "id": id,
            "quote": quote or f"{number:g} people were killed",
            "source": f"source {id}",
            "measure": "killed",
            "quantity": Quantity(value=number, low=number, high=number),
            "population": "everyone",
            "stated_at": dt.datetime(2024, 3, 1, tzinfo=dt.UTC) + dt.timedelta(days=days),
            **fields,
        }
    )


def test_a_part_of_a_toll_for_which_nobody_else_is_named_contradicts_only_lower_figures() -> None:
    part = killed(2, id="C2", part_of="C1", incident="raid")
    assert judge(part, killed(34, id="C3", incident="raid")).relation is not Relation.CONTRADICTS
    assert judge(part, killed(1, id="C3", incident="raid")).relation is Relation.CONTRADICTS


def test_so_many_of_the_wounded_are_not_all_of_them() -> None:
    some = "Thirteen of the wounded were in a critical condition after the blast, a doctor said."
    assert compare(some, "The blast wounded 80 people, rescuers said.").relation is not Relation.CONTRADICTS


def test_so_many_of_its_members_are_not_all_who_died() -> None:
    own = "61 of its members were killed in the blast, the union said."
    assert compare(own, "The blast killed 131 people, the ministry said.").relation is not Relation.CONTRADICTS
    assert compare(own, "The blast killed 40 people, the ministry said.").relation is Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("affirmed", "relation"),
    [
        ("A ferry sank on Lake Orro on Monday.", Relation.UNRELATED),
        ("The ferry that sank on Lake Orro on Monday was overcrowded.", Relation.CONTRADICTS),
        ("The ferry was overcrowded, survivors said.", Relation.CONTRADICTS),
    ],
)
def test_a_denial_denies_what_it_tells_and_not_what_it_takes_for_granted(affirmed: str, relation: Relation) -> None:
    denial = "The ministry denied that the ferry which sank on Lake Orro on Monday was overcrowded."
    assert compare(denial, affirmed).relation is relation


@pytest.mark.parametrize(("days", "relation"), [(2, Relation.CONTRADICTS), (120, Relation.UNRELATED)])
def test_figures_that_name_no_event_are_of_one_only_when_they_were_told_near_each_other(
    days: int, relation: Relation
) -> None:
    assert judge(killed(33, id="C1"), killed(44, id="C2", days=days)).relation is relation


def test_a_figure_of_no_known_event_is_not_set_against_the_toll_of_one_in_another_report() -> None:
    toll = killed(23, id="C1", report="R1", incident="ferry accident, Lisse, 2024-03-01")
    adrift = killed(0, id="C2", report="R2", quote="There were no deaths, the coastguard said.")
    assert judge(toll, adrift).relation is Relation.UNRELATED
    typed = adrift.model_copy(update={"report": None})
    assert judge(toll, typed).relation is Relation.CONTRADICTS, "what an analyst typed in is set against all"
    same = adrift.model_copy(update={"report": "R1"})
    assert judge(toll, same).relation is Relation.CONTRADICTS
