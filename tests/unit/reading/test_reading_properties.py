"""What holds for every text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.reading.attribution import attributions
from tracker.reading.claims import read, statements
from tracker.reading.quantities import quantities

_COMMON = """the army said that IS , however claims 27 people were killed . including seven policemen “ ” " ' ( ) -
at least two or three 1,000 1 / 2 $ % million on May 3 2020 in Kabul and wounded no fatalities among police staff attack
according to denied he they : ; half a dozen of them twenty-five Mr. U.S. reportedly since he's 5:30 x 10 ^ summer"""
WORDS = st.sampled_from([*_COMMON.split(), "\n\n", "\n"])
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_spans_always_quote_the_text(text: str) -> None:
    for claim in [*read(text), *statements(text)]:
        assert text[slice(*claim.span)] == claim.quote
        if claim.quantity_text is not None:
            assert claim.quantity_text in claim.quote
    for saying in attributions(text):
        assert text[slice(*saying.content_span)] == saying.content
    for quantity in quantities(text):
        start, end = quantity.span
        assert 0 <= start < end <= len(text)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_reading_is_deterministic(text: str) -> None:
    assert read(text, published="2020-05-14") == read(text, published="2020-05-14")


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_quantities_stand_in_order_and_do_not_overlap(text: str) -> None:
    spans = [quantity.span for quantity in quantities(text)]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_wholes_stand_before_their_parts(text: str) -> None:
    for index, claim in enumerate(read(text)):
        assert claim.part_of is None or 0 <= claim.part_of < index


@settings(max_examples=60, deadline=None)
@given(TEXTS.filter(lambda text: bool(text.strip())))
def test_a_text_that_is_not_blank_makes_a_statement(text: str) -> None:
    assert statements(text)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_a_paragraph_added_behind_leaves_the_quotes_before_as_they_were(text: str) -> None:
    before = [
        (claim.span, claim.measure, claim.low, claim.high) for claim in read(f"Police said it rained.\n\n{text}.")
    ]
    longer = read(f"Police said it rained.\n\n{text}.\n\nThe weather was fine.")
    after = [(claim.span, claim.measure, claim.low, claim.high) for claim in longer]
    assert after[: len(before)] == before
