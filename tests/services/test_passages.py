"""Claims of passages that an analyst selects in a report."""

from __future__ import annotations

import pytest

from tests.services.cases import take_in
from tracker.errors import NotFoundError, UsageError
from tracker.model.claim import ClaimStatus
from tracker.model.query import ClaimQuery
from tracker.services.workspace import Workspace

TEXT = (
    "The coast guard said that three dockers were killed in Port Amber on Monday. It added that the ferry had left "
    "on time.\n\nThe harbour was quiet."
)


def span_of(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_a_passage_is_read_with_its_source_and_keeps_its_place(workspace: Workspace) -> None:
    report = take_in(workspace, TEXT, name="passage.txt")
    start, end = span_of("three dockers were killed in Port Amber")
    draft = workspace.claims.draft_of(report.id, (start - 1, end + 1))
    assert (draft.measure, draft.high) == ("killed", 3)
    assert "coast guard" in draft.source.lower()
    kept = workspace.claims.add(draft)
    assert (kept.report, kept.span, kept.status) == (report.id, (start, end), ClaimStatus.ACCEPTED)
    assert workspace.reports.text(report.id)[start:end] == kept.quote
    assert kept.stated_at == report.published
    assert kept.source_id


def test_who_says_a_passage_is_taken_from_the_words_around_it(memory: Workspace) -> None:
    report = take_in(memory, TEXT, name="passage.txt")
    assert "coast guard" in memory.claims.draft_of(report.id, span_of("left on time")).source.lower()
    assert memory.claims.draft_of(report.id, span_of("The harbour was quiet.")).source == report.publisher
    named = memory.claims.draft_of(report.id, span_of("left on time"), source="Port authority")
    assert (named.source, named.chain) == ("Port authority", ())


def test_the_police_of_a_passage_are_those_that_the_report_was_read_to_name(memory: Workspace) -> None:
    take_in(memory, "Police said that one man was killed in Lindi on Monday.", name="elsewhere.txt")
    words = (
        "Police said that four people were killed in Ostrava on Saturday. Police said that a drone struck the depot."
    )
    report = take_in(memory, words, name="depot.txt")
    told = memory.claims.find(ClaimQuery(report=report.id))[0]
    start = words.index("Police said that a drone")
    kept = memory.claims.add(memory.claims.draft_of(report.id, (start, len(words))))
    assert kept.source_id == told.source_id


def test_a_passage_needs_words_and_a_report(memory: Workspace) -> None:
    report = take_in(memory, TEXT, name="passage.txt")
    with pytest.raises(UsageError, match="no words"):
        memory.claims.draft_of(report.id, (len(TEXT) + 5, len(TEXT) + 9))
    with pytest.raises(NotFoundError):
        memory.claims.draft_of("R99", (0, 4))


def test_a_draft_whose_words_do_not_stand_at_its_place_is_kept_as_typed(memory: Workspace) -> None:
    report = take_in(memory, TEXT, name="passage.txt")
    draft = memory.claims.draft_of(report.id, span_of("left on time"))
    kept = memory.claims.add(draft.model_copy(update={"quote": "left late"}))
    assert (kept.report, kept.span) == (None, None)


def test_sentences_of_a_report_are_those_of_its_text(memory: Workspace) -> None:
    report = take_in(memory, TEXT, name="passage.txt")
    assert [TEXT[a:b] for a, b in memory.reports.sentences(report.id)][-1] == "The harbour was quiet."
