from __future__ import annotations

import pytest

from tracker import locations
from tracker.errors import UsageError
from tracker.services.saved_filters import SavedFilter, remove_filter, save_filter, saved_filters


def test_filters_are_kept_by_name_and_the_last_of_a_name_holds() -> None:
    assert saved_filters() == []
    for name, text in (("police", "source:police"), ("Bombs", "bomb"), (" police ", "source:police bomb")):
        save_filter(SavedFilter(name=name, text=text, shown="Kept"))
    assert [(kept.name, kept.text) for kept in saved_filters()] == [("Bombs", "bomb"), ("police", "source:police bomb")]


def test_a_filter_taken_out_comes_back_as_it_was() -> None:
    kept = save_filter(SavedFilter(name="police", text="source:police", shown="All"))
    assert remove_filter("police") == kept
    assert (saved_filters(), remove_filter("police")) == ([], None)
    save_filter(kept)
    assert saved_filters() == [kept]


def test_a_filter_without_a_name_is_refused_and_a_broken_file_is_named() -> None:
    with pytest.raises(UsageError, match="needs a name"):
        save_filter(SavedFilter(name=" ", text="bomb", shown="Kept"))
    locations.filters_file().parent.mkdir(parents=True, exist_ok=True)
    locations.filters_file().write_text("[{", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be read"):
        saved_filters()
