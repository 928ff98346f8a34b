"""Claims and texts that nobody should write: a defined result each, in bounded time."""

from __future__ import annotations

import time

import pytest

from tracker.matching.judge import judge
from tracker.model.claim import Assertion, Polarity
from tracker.model.finding import Relation
from tracker.services.compare import compare

LONG = 1_000_000
SECONDS = 5.0
"""Far more than any of these takes on a busy machine, far less than a method that does not end."""

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
}


@pytest.mark.parametrize("claim", CONTRADICTORY.values(), ids=CONTRADICTORY.keys())
def test_a_claim_at_odds_with_itself_still_does_not_contradict_its_copy(claim: Assertion) -> None:
    copy = claim.model_copy(update={"source": "Y"})
    assert judge(claim, copy).relation in (Relation.CORROBORATES, Relation.UNRELATED)


@pytest.mark.parametrize("a", CONTRADICTORY.values(), ids=CONTRADICTORY.keys())
@pytest.mark.parametrize("b", CONTRADICTORY.values(), ids=CONTRADICTORY.keys())
def test_claims_at_odds_with_themselves_are_judged_the_same_both_ways(a: Assertion, b: Assertion) -> None:
    assert judge(a, b).relation is judge(b, a.model_copy(update={"source": "X"})).relation
