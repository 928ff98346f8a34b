from __future__ import annotations

import pytest

from tracker.matching.reasons import ReasonCode
from tracker.model.claim import Assertion, Measure, Polarity
from tracker.model.finding import Finding, Reason, Relation
from tracker.model.quantity import Quantity
from tracker.present.reasons import WHY, further_grounds, ground, sentence
from tracker.present.rules import RULES, fired
from tracker.present.statements import says, short_statement


def count(source: str, figure: Quantity | None, population: str | None = "police", **fields: object) -> Assertion:
    given: dict[str, object] = {"quote": "as written", "measure": Measure.KILLED, **fields}
    return Assertion.model_validate({**given, "source": source, "quantity": figure, "population": population})


SEVEN = count("Islamic State", Quantity(value=7, low=7, high=7))
NONE_OF_THEM = count("Afghan authorities", Quantity(value=0, low=0, high=0))


def found(relation: Relation, *codes: str) -> Finding:
    return Finding(relation=relation, score=0.9, reasons=tuple(Reason(code=code) for code in codes))


def test_the_sentence_says_who_says_what_and_why_it_cannot_be() -> None:
    assert sentence(found(Relation.CONTRADICTS, "zero_against_some"), SEVEN, NONE_OF_THEM) == (
        "Islamic State says 7 police were killed; Afghan authorities say no police were killed: "
        "they cannot both be true."
    )


def test_a_tension_says_that_both_may_be_true() -> None:
    whole = count("Islamic State", Quantity(value=27, low=27, high=27), None)
    part = count("Afghan authorities", Quantity(value=0, low=0, high=0), "police and staff")
    words = sentence(found(Relation.TENSION, "scopes_overlap"), whole, part)
    assert "27 people were killed" in words
    assert "no police or staff were killed" in words
    assert words.endswith("so both may be true.")


@pytest.mark.parametrize("relation", list(Relation))
def test_an_unknown_code_still_gives_a_sensible_sentence(relation: Relation) -> None:
    words = sentence(found(relation, "code_of_a_later_version"), SEVEN, NONE_OF_THEM)
    assert "code_of_a_later_version" not in words
    assert words.endswith(".")


@pytest.mark.parametrize("relation", list(Relation))
def test_a_finding_without_reasons_still_gives_a_sentence(relation: Relation) -> None:
    assert sentence(Finding(relation=relation), SEVEN, NONE_OF_THEM).endswith(".")


def test_a_plain_statement_is_quoted_not_paraphrased() -> None:
    ceased = Assertion(quote="the fighting ceased", source="Authorities")
    assert says(ceased) == 'Authorities say "the fighting ceased"'


def test_the_sentence_is_safe_to_show() -> None:
    hostile = Assertion(quote="\x1b]52;c;x\x07", source="\x9bname\u202e")
    words = sentence(found(Relation.CONTRADICTS, "opposite_words"), hostile, hostile)
    assert words.isprintable()


def test_a_figure_that_was_not_given_is_not_zero() -> None:
    assert "no figure" in says(count("Hospital officials", None))
    assert "no police" not in says(count("Hospital officials", None))


def test_a_denial_is_told_as_a_denial() -> None:
    denied = count("Taliban", Quantity(value=27, low=27, high=27), None, polarity=Polarity.DENIED)
    assert says(denied) == "Taliban denies that 27 people were killed"


def test_a_hedged_claim_is_told_as_open() -> None:
    assert "may be" in says(count("Witnesses", Quantity(value=3, low=3, high=3), hedged=True))


def test_one_person_is_singular() -> None:
    assert short_statement(count("x", Quantity(value=1, low=1, high=1))) == "1 police officer killed"
    assert says(count("x", Quantity(value=1, low=1, high=1), "US soldiers")) == "x says 1 US soldier was killed"


def test_further_grounds_leave_out_what_was_said() -> None:
    finding = found(Relation.TENSION, "hedged", "hedged", "approximate_apart")
    assert further_grounds(finding) == [ground(Reason(code="approximate_apart"))]


@pytest.mark.parametrize("code", list(ReasonCode))
def test_every_code_of_the_matcher_has_its_words(code: ReasonCode) -> None:
    assert code.value in WHY


@pytest.mark.parametrize("code", list(ReasonCode))
def test_every_code_of_the_matcher_has_a_rule_with_one_sentence(code: ReasonCode) -> None:
    _, meaning = RULES[code.value]
    assert meaning.endswith(".")
    assert ". " not in meaning


def test_a_rule_that_fired_twice_is_told_once_and_the_deciding_one_comes_first() -> None:
    rules = fired(found(Relation.TENSION, "hedged", "hedged", "approximate_apart"))
    assert [rule.name for rule in rules] == ["left open", "approximate figures"]


@pytest.mark.parametrize("relation", list(Relation))
def test_a_code_of_a_later_version_is_a_rule_without_a_name(relation: Relation) -> None:
    [rule] = fired(found(relation, "code_of_a_later_version"))
    assert rule.name == "other"
    assert rule.meaning.endswith(".")


def test_a_statement_with_a_figure_is_quoted_where_its_words_decide() -> None:
    lasted = Assertion(
        quote="the fighting ended after four hours",
        source="Spokesman",
        measure=Measure.DURATION,
        quantity=Quantity(value=4, low=4, high=4, unit="hour"),
    )
    finding = Finding(relation=Relation.CONTRADICTS, reasons=(Reason(code="opposite_words", a="ended", b="went on"),))
    assert 'says "the fighting ended after four hours"' in sentence(finding, lasted, lasted)


def test_none_of_all_people_is_nobody() -> None:
    assert says(count("Mayor", Quantity(value=0, low=0, high=0), None, measure=Measure.MISSING)) == (
        "Mayor says nobody was missing"
    )
