"""Every flagged pair names the words of each quote that it rests on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.matching.making import at_least, exactly, figure, statement
from tracker.matching.judge import judge
from tracker.model.claim import Claim, Polarity
from tracker.model.finding import Finding, Relation
from tracker.services.compare import compare


def triggered(finding: Finding, a: str, b: str) -> tuple[str, str]:
    first = finding.reasons[0]
    assert first.trigger_a
    assert first.trigger_b
    return a[slice(*first.trigger_a)], b[slice(*first.trigger_b)]


def of(a: Claim, b: Claim) -> tuple[str, str]:
    return triggered(judge(a, b), a.quote, b.quote)


def test_figures_are_marked_as_they_are_written_with_those_they_count() -> None:
    a = figure(1, "A", exactly(7), "police", quote="They say seven policemen died.", quantity_text="seven")
    b = figure(2, "B", exactly(0), "police", quote="Not a single policeman died.", quantity_text="Not a single")
    assert of(a, b) == ("seven policemen", "Not a single policeman")


def test_a_figure_is_marked_alone_when_those_it_counts_stand_behind_another_figure() -> None:
    a = figure(1, "A", exactly(7), "police", quote="They say seven, and 3 policemen fled.", quantity_text="seven")
    b = figure(2, "B", exactly(0), "police", quote="No deaths among the police.", quantity_text="No")
    assert of(a, b) == ("seven", "No deaths among the police")


def test_what_those_counted_did_is_not_taken_for_them() -> None:
    a = figure(1, "A", exactly(2), "attackers", quote="Two gunmen attacked the quay.", quantity_text="Two")
    b = figure(2, "B", exactly(4), "attackers", quote="Four attackers came.", quantity_text="Four")
    assert of(a, b) == ("Two", "Four attackers")


def test_a_typed_figure_is_found_by_its_digits_or_by_who_is_counted() -> None:
    a = figure(1, "A", exactly(1200), "police", quote="1,200 policemen died.")
    b = figure(2, "B", at_least(3000), "police", quote="Thrice a thousand policemen died.")
    assert of(a, b) == ("1,200 policemen", "policemen")


def test_a_denial_is_marked_with_what_it_denies() -> None:
    a = statement(1, "A", "The raiders entered the customs house.")
    b = statement(2, "B", "The raiders did not enter the customs house.")
    assert of(a, b) == ("entered", "not enter")


def test_opposite_words_are_marked_behind_the_speaker() -> None:
    a = statement(1, "Dockers", "Dockers said that the quay was open.")
    b = statement(2, "Harbour police", "The quay was closed, the harbour police said.")
    assert of(a, b) == ("open", "closed")


def test_parties_are_marked_by_their_names() -> None:
    a = statement(1, "Blue Front", "The Blue Front claims responsibility for the attack.", measure="responsibility")
    b = statement(2, "Town hall", "The town hall said the Redcap network was behind the attack.", measure="event")
    assert of(a, b) == ("Blue Front", "Redcap network")


def test_offsets_point_into_the_texts_that_are_compared() -> None:
    a = "It was a long day. The raid killed 7 policemen at the quay."
    b = "The raid killed no policemen at the quay."
    assert triggered(compare(a, b), a, b) == ("7 policemen", "no policemen")


QUOTES = st.sampled_from(
    [
        "Seven policemen were killed in the raid on the quay.",
        "No policeman was killed in the raid on the quay.",
        "The raid lasted four hours.",
        "The mayor said the raid ended after six hours.",
        "The Blue Front claimed responsibility for the raid.",
        "The Red Column may have carried out the raid.",
        "The customs house is open.",
        "Dockers denied that the customs house was closed.",
        "The raiders did not enter the customs house",
        "The raiders entered the customs house.",
        "",
        "no",
    ]
)
CLAIMS = st.builds(
    lambda number, quote, quantity, denied, hedged, measure: figure(
        number,
        f"Source {number}",
        exactly(quantity),
        "police",
        quote=quote,
        hedged=hedged,
        measure=measure,
        polarity=Polarity.DENIED if denied else Polarity.AFFIRMED,
    ).model_copy(update={} if quantity % 2 else {"quantity": None}),
    st.integers(1, 9),
    QUOTES,
    st.integers(0, 9),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["killed", "attackers", "event", "responsibility", "duration"]),
)


@given(CLAIMS, CLAIMS)
@settings(max_examples=300, deadline=None)
def test_whatever_is_flagged_has_words_in_both_quotes(a: Claim, b: Claim) -> None:
    finding = judge(a, b)
    if finding.relation in (Relation.CONTRADICTS, Relation.TENSION):
        for ground in finding.reasons:
            for span, quote in ((ground.trigger_a, a.quote), (ground.trigger_b, b.quote)):
                assert span is not None
                assert 0 <= span[0] <= span[1] <= len(quote)
                assert span[0] < span[1] or not quote


HOSTILE = ["", " ", "\n", "no", "7", "%", "“", "a" * 1_000_000, "killed 5 " * 110_000, "no " * 340_000, "\x00\ud800"]


@pytest.mark.parametrize("a", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_has_a_defined_result(a: str) -> None:
    for b in ("", "no", "The raid killed 7 policemen at the quay.", a):
        assert compare(a, b).relation in Relation
        assert judge(statement(1, "A", a), statement(2, a[:50], b)).relation in Relation
