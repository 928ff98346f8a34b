"""Correcting what a report says of itself; what changed between two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.cases import take_in
from tests.services.pages import SENTENCES, fetched
from tests.web import Site, serving
from tracker.errors import NotFoundError, RefusedError, StaleEditError, UsageError
from tracker.model.claim import Claim
from tracker.model.query import ClaimQuery
from tracker.services.differences import parts
from tracker.services.workspace import Workspace

MONDAY = """\
Two firemen were killed in the fire in Port Amber on Monday.

Harbour police said that nine dockers were killed in the fire in Port Amber on Monday.

The mayor said that 30 people were wounded on Monday."""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def told(case: Workspace, low: float) -> Claim:
    [claim] = [claim for claim in case.claims.find() if claim.low == low]
    return claim


def test_details_are_corrected_in_one_entry_that_can_be_undone(workspace: Workspace) -> None:
    before = take_in(workspace)
    found = workspace.reports.correct(
        "R1", title=" Blast at  the quay ", author="L. Okafor", language="en", reason="why"
    )
    assert (found.report.title, found.report.author, found.report.language) == ("Blast at the quay", "L. Okafor", "en")
    assert found.words() == ""
    [entry] = workspace.history.entries(after=1)
    assert (entry.action, entry.summary, entry.reason) == ("correct", "Corrected R1: title, author, language", "why")
    workspace.history.undo()
    assert workspace.reports.get("R1").title == before.title
    assert list(workspace.store.problems()) == []


def test_an_empty_value_takes_a_detail_out(memory: Workspace) -> None:
    take_in(memory)
    report = memory.reports.correct("R1", publisher="", published="").report
    assert (report.publisher, report.published) == (None, None)


def test_a_language_is_a_code_of_one(memory: Workspace) -> None:
    take_in(memory)
    with pytest.raises(UsageError, match="no code of a language"):
        memory.reports.correct("R1", language="Lindi Harbour Post")
    for code in ("en", "zh-Hant", "pt_BR", ""):
        assert memory.reports.correct("R1", language=code).report.language == (code or None)


def test_with_another_date_undecided_proposals_are_read_again_in_the_same_step(workspace: Workspace) -> None:
    take_in(workspace, MONDAY)
    days = {told(workspace, low).event_time for low in (2, 9, 30)}
    workspace.triage.accept(told(workspace, 9).id)
    workspace.claims.edit(told(workspace, 30).id, population="civilians")
    found = workspace.reports.correct("R1", published="2017-08-10")
    assert found.read_again == 1
    assert found.redated == 2
    assert "1 undecided proposal read again" in found.words()
    monday = told(workspace, 2).event_time
    assert monday is not None
    assert monday.start == dt.date(2017, 8, 7)
    assert {told(workspace, low).event_time for low in (9, 30)} <= days
    assert {told(workspace, low).stated_at for low in (2, 9, 30)} == {dt.datetime(2017, 8, 10, tzinfo=dt.UTC)}
    assert told(workspace, 30).population == "civilians"
    workspace.history.undo()
    assert told(workspace, 2).event_time in days
    assert told(workspace, 2).stated_at == workspace.reports.get("R1").published
    assert list(workspace.store.problems()) == []


def test_with_another_publisher_its_own_voice_is_the_new_one(memory: Workspace) -> None:
    take_in(memory, MONDAY)
    own, quoted = told(memory, 2).id, told(memory, 9).source_id
    memory.reports.correct("R1", publisher="Bay Herald")
    claim = told(memory, 2)
    assert (claim.id, claim.source) == (own, "Bay Herald")
    assert memory.sources.get(claim.source_id or "").name == "Bay Herald"
    assert told(memory, 9).source_id == quoted


def names(case: Workspace) -> list[str]:
    return [source.name for source in case.sources.all()]


def test_the_publisher_that_was_wrong_goes_with_the_correction_and_comes_back_with_its_undo(
    workspace: Workspace,
) -> None:
    take_in(workspace, MONDAY)
    before = names(workspace)
    assert "Coast Wire" in before
    found = workspace.reports.correct("R1", publisher="Bay Herald")
    assert [name.split(" ", 1)[1] for name in found.taken_out] == ["Coast Wire"]
    assert "Coast Wire" in found.words()
    assert "Coast Wire" not in names(workspace)
    workspace.history.undo()
    assert names(workspace) == before
    assert told(workspace, 2).source == "Coast Wire"
    workspace.history.redo()
    assert "Coast Wire" not in names(workspace)
    assert list(workspace.store.problems()) == []


@pytest.mark.parametrize("tie", ["grade", "note", "alias", "claim", "rejected", "publisher", "parent", "chain"])
def test_a_publisher_that_something_else_names_stays(memory: Workspace, tie: str) -> None:
    take_in(memory, MONDAY)
    wire = memory.sources.get("Coast Wire").id
    if tie == "grade":
        memory.sources.grade(wire, "B")
    elif tie == "note":
        memory.sources.edit(wire, notes="two men and a telephone")
    elif tie == "alias":
        memory.sources.add_alias(wire, "The Wire")
    elif tie == "claim":
        memory.triage.accept(told(memory, 2).id)
    elif tie == "rejected":
        memory.triage.reject(told(memory, 2).id)
    elif tie == "publisher":
        take_in(memory, "Rain is expected in Port Amber.", name="b.txt")
    elif tie == "parent":
        memory.sources.edit(memory.sources.get("Harbour police").id, parent=wire)
    else:
        words = "The police said that three people died, Coast Wire reported."
        other = take_in(memory, words, name="c.txt", publisher="Bay")
        [claim] = memory.claims.find(ClaimQuery(report=other.id))
        assert "Coast Wire" in [link.name for link in claim.chain]
    memory.reports.correct("R1", publisher="Bay Herald")
    assert "Coast Wire" in names(memory)


def test_a_proposal_that_was_put_into_an_incident_is_read_again_and_stays_there(workspace: Workspace) -> None:
    take_in(workspace, MONDAY)
    ids = [claim.id for claim in workspace.claims.find()]
    workspace.incidents.put_into("the great fire", *ids)
    workspace.incidents.put_into("the great fire of Port Amber", *ids)
    workspace.history.undo()
    assert workspace.reports.correct("R1", publisher="Bay Herald").read_again == 3
    claim = told(workspace, 2)
    assert (claim.source, claim.incident) == ("Bay Herald", "the great fire")
    assert list(workspace.store.problems()) == []


def test_a_proposal_whose_source_was_merged_or_incident_renamed_is_read_again(memory: Workspace) -> None:
    take_in(memory, MONDAY)
    memory.sources.merge(memory.sources.get("Harbour police").id, memory.sources.get("mayor (Port Amber)").id)
    memory.incidents.edit("I1", name="the great fire")
    assert memory.reports.correct("R1", publisher="Bay Herald").read_again == 3
    assert {claim.incident for claim in memory.claims.find()} == {"the great fire"}
    assert told(memory, 9).source_id == told(memory, 30).source_id


def test_claims_that_stay_with_the_former_publisher_are_told(memory: Workspace) -> None:
    take_in(memory, MONDAY)
    memory.triage.accept(told(memory, 2).id)
    found = memory.reports.correct("R1", publisher="Bay Herald")
    assert "1 decided or edited claim stays with the publisher named before" in found.words()


def test_an_incident_of_the_wrong_day_goes_when_its_report_is_read_with_the_right_one(workspace: Workspace) -> None:
    take_in(workspace, MONDAY)
    before = [incident.name for incident in workspace.incidents.all()]
    workspace.reports.correct("R1", published="2016-03-02")
    held = {claim.incident_id for claim in workspace.claims.find()}
    assert {incident.id for incident in workspace.incidents.all()} <= held
    workspace.history.undo()
    assert [incident.name for incident in workspace.incidents.all()] == before
    assert list(workspace.store.problems()) == []


def test_a_second_correction_reads_again_what_the_first_did_also_after_it_was_undone(workspace: Workspace) -> None:
    take_in(workspace, MONDAY)
    workspace.claims.edit(told(workspace, 30).id, population="civilians")
    for publisher in ("Bay", "Bay Herald"):
        assert workspace.reports.correct("R1", publisher=publisher).read_again == 2
        assert told(workspace, 2).source == publisher
    workspace.history.undo()
    workspace.history.redo()
    workspace.history.undo()
    assert told(workspace, 2).source == "Bay"
    assert workspace.reports.correct("R1", publisher="Bay Tribune").read_again == 2
    assert told(workspace, 2).source == "Bay Tribune"
    assert told(workspace, 30).population == "civilians"


def test_a_note_on_a_proposal_and_its_whole_survive_being_read_again(memory: Workspace, site: Site) -> None:
    fetched(memory, site)
    fetched(memory, site, SENTENCES[0], SENTENCES[1].replace("14", "16"), *SENTENCES[2:])
    memory.reports.correct("R2", published="2017-08-05")
    assert told(memory, 16).note.startswith("Was 14 in R1")


def test_what_cannot_be_kept_is_refused_and_nothing_is_changed(memory: Workspace) -> None:
    report = take_in(memory)
    with pytest.raises(UsageError, match="'soon' is not a date"):
        memory.reports.correct("R1", published="soon")
    with pytest.raises(UsageError, match="no field 'sha256'"):
        memory.reports.correct("R1", sha256="0")
    with pytest.raises(NotFoundError):
        memory.reports.correct("R9", title="x")
    memory.reports.correct("R1", title="first")
    with pytest.raises(StaleEditError):
        memory.reports.correct("R1", title="second", rev=report.rev)
    assert memory.reports.get("R1").title == "first"


def test_versions_are_compared_sentence_by_sentence(memory: Workspace, site: Site) -> None:
    fetched(memory, site)
    fetched(memory, site, SENTENCES[0], SENTENCES[1].replace("14", "16"), *SENTENCES[2:])
    found = memory.reports.difference("R2")
    assert (found.old.id, found.new.id, found.changed) == ("R1", "R2", 2)
    assert [(part.sign, part.sentences) for part in found.parts] == [(" ", 1), ("-", 1), ("+", 1), (" ", 2)]
    assert [report.id for report in memory.reports.kin("R1")] == ["R2"]


def test_a_report_without_kin_is_compared_when_another_is_named(memory: Workspace) -> None:
    take_in(memory)
    take_in(memory, MONDAY, name="b.txt")
    with pytest.raises(RefusedError, match="neither a newer version nor a copy") as refused:
        memory.reports.difference("R2")
    assert "--against" in (refused.value.hint or "")
    assert memory.reports.difference("R2", "R1").changed


@given(st.lists(st.sampled_from(SENTENCES), max_size=8), st.lists(st.sampled_from(SENTENCES), max_size=8))
def test_a_difference_tells_both_texts_whole(old: list[str], new: list[str]) -> None:
    found = list(parts(" ".join(old), " ".join(new)))
    assert " ".join(part.text for part in found if part.sign != "+") == " ".join(old)
    assert " ".join(part.text for part in found if part.sign != "-") == " ".join(new)
