"""Claims and texts that nobody should write: a defined result each, in bounded time."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from pydantic import ValidationError

from tracker.matching.disputes import disputes
from tracker.matching.judge import judge
from tracker.model.claim import Assertion, Claim, Polarity
from tracker.model.finding import Relation
from tracker.model.period import Period
from tracker.model.quantity import Quantity
from tracker.services.compare import compare

LONG = 1_000_000
SECONDS = 5.0
"""Far more than any of these takes on a busy machine, far less than a method that does not end."""

FIRST, LAST = dt.date.min, dt.date.max

HUGE = {
    "words": "word " * (LONG // 5),
    "one word": "x" * LONG,
    "speakers": "he said " * (LONG // 8),
    "denials": "denies " * (LONG // 7),
    "hoaxes": "fake report " * (LONG // 12),
    "negations": "not " * (LONG // 4),
    "quotes": '"' * LONG,
    "capitals": "The Army " * (LONG // 9),
    "commas": "a, " * (LONG // 3),
    "other script": "ولا شيء " * (LONG // 8),
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE.keys())
def test_a_huge_text_is_judged_in_bounded_time(text: str) -> None:
    started = time.monotonic()
    assert compare(text, "Twelve people were hurt.").relation is Relation.UNRELATED
    assert judge(Assertion(quote=text, source="X"), Assertion(quote=text, source="Y")).relation in (
        Relation.CORROBORATES,
        Relation.UNRELATED,
    )
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize("quote", ["", " ", "No", "?", "\x00", "\ud800", "沈黙", "لا", "нет", "🜚", "-" * 50])
def test_a_quote_of_hardly_anything_is_related_to_nothing(quote: str) -> None:
    empty, other = Assertion(quote=quote, source="X"), Assertion(quote="Twelve people were hurt.", source="Y")
    assert judge(empty, other).relation is Relation.UNRELATED
    assert judge(other, empty).relation is Relation.UNRELATED


@pytest.mark.parametrize(
    ("a", "b"),
    [("Мост открыт.", "Мост закрыт."), ("橋は開いている。", "橋は閉まっている。"), ("الجسر مفتوح", "الجسر مغلق")],
)
def test_scripts_that_the_tables_do_not_know_are_never_flagged(a: str, b: str) -> None:
    assert compare(a, b).relation is not Relation.CONTRADICTS


def counted(quote: str, **fields: object) -> Assertion:
    return Assertion.model_validate({"quote": quote, "source": "X", "measure": "killed"} | fields)


CONTRADICTORY = {
    "nobody and nine": counted("nobody died", quantity={"value": 9, "low": 9, "high": 9}),
    "denied zero": counted("not none died", polarity=Polarity.DENIED, quantity={"value": 0, "low": 0, "high": 0}),
    "other words": counted("the bridge is open", quantity={"value": 9, "low": 9, "high": 9}, population="police"),
    "no bounds": counted("some died", quantity={}),
    "approximate zero": counted("about 0 died", quantity={"low": 0, "high": 0, "approximate": True}),
    "both affirmed and hedged": counted("nine surely died", hedged=True, quantity={"low": 9, "high": 9}),
    "place against incident": counted("nine died in Pell", place="Marn", incident="fire, Pell", quantity={"low": 9}),
    "no figure": counted("nine died"),
    "denied twelve": counted("12 died", polarity=Polarity.DENIED, quantity={"value": 12, "low": 12, "high": 12}),
    "less than none": counted("-5 died", quantity={"value": -5, "low": -5, "high": -5}),
    "no value allowed": counted("5 died", quantity={"low": 5, "high": 5, "low_open": True, "high_open": True}),
    "hardly a number": counted("many died", quantity={"value": 1e308, "low": 1e308, "high": 1e308, "unit": "year"}),
    "a figure that stands elsewhere": counted(
        "12 died", quantity={"value": 12, "low": 12, "high": 12, "span": (90, 8)}
    ),
    "a best figure outside its bounds": counted("9 died", quantity={"value": 20, "low": 3, "high": 9}),
    "an unknown measure": counted("12 sneezed", measure="sneezed", quantity={"value": 12, "low": 12, "high": 12}),
    "the last day": counted("2 died", quantity={"low": 2, "high": 2}, event_time={"start": LAST, "end": LAST}),
    "the first day": counted("2 died", quantity={"low": 2, "high": 2}, event_time={"start": FIRST, "end": FIRST}),
    "said before it happened": Claim(
        id="c1",
        quote="nine died",
        source="X",
        measure="killed",
        quantity=Quantity(value=9, low=9, high=9),
        event_time=Period.day(LAST),
        stated_at=dt.datetime(2031, 5, 4, tzinfo=dt.UTC),
    ),
}


@pytest.mark.parametrize(
    "figure",
    [{"low": 9, "high": 3}, {"value": float("nan")}, {"low": float("inf")}],
)
def test_a_figure_that_cannot_be_is_refused_by_name(figure: dict[str, float]) -> None:
    with pytest.raises(ValidationError, match=r"above high|is not a figure"):
        counted("nine died", quantity=figure)


def test_a_time_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValidationError, match="is after"):
        counted("nine died", event_time={"start": LAST, "end": FIRST})


def test_claims_at_odds_with_themselves_are_grouped_into_disputes_without_an_error() -> None:
    copies = [claim.model_copy(update={"source": "Y"}) for claim in CONTRADICTORY.values()]
    held = [
        claim.model_copy(update={"id": f"c{at}"}) if isinstance(claim, Claim) else claim
        for at, claim in enumerate([*CONTRADICTORY.values(), *copies])
    ]
    assert disputes(held) == disputes(held)


def test_huge_and_empty_texts_are_grouped_into_disputes_in_bounded_time() -> None:
    started = time.monotonic()
    texts = [*HUGE.values(), "", " ", "?", "No"]
    found = disputes([Assertion(quote=text, source=f"s{at}", incident="fire, Pell") for at, text in enumerate(texts)])
    assert not found
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize("claim", CONTRADICTORY.values(), ids=CONTRADICTORY.keys())
def test_a_claim_at_odds_with_itself_still_does_not_contradict_its_copy(claim: Assertion) -> None:
    copy = claim.model_copy(update={"source": "Y"})
    assert judge(claim, copy).relation in (Relation.CORROBORATES, Relation.UNRELATED)


@pytest.mark.parametrize("a", CONTRADICTORY.values(), ids=CONTRADICTORY.keys())
@pytest.mark.parametrize("b", CONTRADICTORY.values(), ids=CONTRADICTORY.keys())
def test_claims_at_odds_with_themselves_are_judged_the_same_both_ways(a: Assertion, b: Assertion) -> None:
    assert judge(a, b).relation is judge(b, a.model_copy(update={"source": "X"})).relation
