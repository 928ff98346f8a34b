"""Which texts repeat another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.services.pages import ARTICLE, SENTENCES
from tracker.credibility.copies import KEPT, LONGEST, SHARED, is_copy, sketch

OTHER = (
    "Nurses in the northern valley count their medicine each evening and write what is missing into a green book, "
    "which a driver takes over the pass on Fridays unless there is snow. On the way back he brings letters, bread and "
    "whatever the hospital in the town can spare this week."
)


def test_a_text_repeats_itself_its_cuts_and_its_small_changes_but_no_other_text() -> None:
    assert is_copy(ARTICLE, ARTICLE.upper())
    assert is_copy("\n".join(SENTENCES[:3]), ARTICLE)
    assert is_copy(ARTICLE.replace("shortly", "just"), ARTICLE)
    assert not is_copy(ARTICLE, OTHER)
    assert not is_copy(ARTICLE + 3 * OTHER, ARTICLE)


def test_new_figures_are_news() -> None:
    assert not is_copy(ARTICLE.replace("nine", "ten").replace("14", "15"), ARTICLE)


def test_a_copy_shares_enough_of_its_sketch_to_be_found_and_another_text_nothing() -> None:
    whole = set(sketch(ARTICLE))
    assert len(whole & set(sketch("\n".join(SENTENCES[:3])))) >= SHARED
    assert len(whole & set(sketch("By our staff. " + ARTICLE))) >= SHARED
    assert not whole & set(sketch(OTHER))


def test_a_sketch_is_small_and_the_same_in_every_process() -> None:
    assert len(sketch(ARTICLE)) == KEPT
    assert sketch(OTHER)[0] == 397956926883925599


def test_only_the_beginning_of_an_endless_text_is_compared() -> None:
    assert sketch("word " * LONGEST + OTHER) == sketch("word " * LONGEST)


@given(st.text(max_size=400))
def test_any_text_has_a_sketch_that_sql_can_keep(text: str) -> None:
    assert all(0 <= number < 2**63 for number in sketch(text * 30))
