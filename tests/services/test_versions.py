"""What is known of a report that comes again: the same page, a newer version, a near-copy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.services.cases import QUAY, take_in, typed
from tests.services.pages import ARTICLE, SENTENCES, fetched
from tests.web import Site, serving
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.query import ClaimQuery
from tracker.model.track_record import RepeatGround
from tracker.services import scan
from tracker.services.workspace import Workspace

NEW = "The fire service said that two firemen were killed in the explosion at the quay in Port Amber."


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def killed(case: Workspace, low: float) -> Claim:
    [claim] = [claim for claim in case.claims.find() if claim.low == low and claim.measure == "killed"]
    return claim


def test_a_page_whose_text_did_not_change_is_known_whatever_else_did(workspace: Workspace, site: Site) -> None:
    first = fetched(workspace, site, comment="made at 09:00")
    again = fetched(workspace, site, comment="made at 09:15")
    assert (again.already, again.report, again.proposed) == (True, first.report, 0)
    assert workspace.store.head()[0] == 1


def test_the_same_text_elsewhere_is_a_report_of_its_own(memory: Workspace, site: Site) -> None:
    fetched(memory, site)
    other = fetched(memory, site, path="/elsewhere", comment="another")
    assert not other.already
    assert other.report is not None
    assert other.report.copy_of == "R1"


def test_a_changed_page_becomes_a_version_and_says_which_claims_are_known(workspace: Workspace, site: Site) -> None:
    before = fetched(workspace, site).proposed
    taken = fetched(workspace, site, SENTENCES[0], SENTENCES[1].replace("14", "16"), SENTENCES[3], NEW)
    assert taken.report is not None
    assert (taken.report.version_of, taken.report.copy_of) == ("R1", None)
    wounded = next(claim for claim in workspace.claims.find() if claim.measure == "wounded")
    assert f"no longer there: {wounded.id}" in taken.note
    assert "A newer version of R1: " in taken.note
    assert "1 with another figure" in taken.note
    assert taken.proposed < before
    assert taken.note in workspace.reports.get("R2").notes
    assert list(workspace.store.problems()) == []


def test_a_claim_that_a_version_repeats_stays_the_one_it_was(memory: Workspace, site: Site) -> None:
    fetched(memory, site)
    memory.triage.accept(killed(memory, 9).id)
    memory.triage.reject(killed(memory, 14).id)
    fetched(memory, site, *SENTENCES, NEW)
    assert killed(memory, 9).status is ClaimStatus.ACCEPTED
    assert killed(memory, 14).status is ClaimStatus.REJECTED
    assert {claim.low for claim in memory.triage.queue(report="R2")} == {2}


def test_a_claim_is_known_again_after_the_analyst_corrected_it(memory: Workspace, site: Site) -> None:
    fetched(memory, site)
    memory.claims.edit(killed(memory, 9).id, population="civilians")
    fetched(memory, site, "Updated at noon.", *SENTENCES)
    assert [claim.id for claim in memory.claims.find(ClaimQuery(report="R2"))] == []


def test_a_changed_figure_is_proposed_with_what_it_was(memory: Workspace, site: Site) -> None:
    fetched(memory, site)
    old = killed(memory, 14)
    fetched(memory, site, SENTENCES[0], SENTENCES[1].replace("14", "16"), *SENTENCES[2:])
    new = killed(memory, 16)
    assert new.note == f"Was 14 in R1 ({old.id})."
    assert memory.claims.get(old.id) == old
    # The page keeps its date; what it says anew was said when it was seen to say it.
    assert (new.stated_at, old.stated_at) == (
        memory.reports.get("R2").accessed_at,
        memory.reports.get("R1").published,
    )


def test_a_third_version_knows_the_claims_of_the_first_and_misses_only_those_of_the_second(
    memory: Workspace, site: Site
) -> None:
    fetched(memory, site)
    fetched(memory, site, *SENTENCES[1:], NEW)
    assert "no longer there: C1" in memory.reports.get("R2").notes
    taken = fetched(memory, site, *SENTENCES, comment="the third")
    assert (taken.report and taken.report.version_of, taken.proposed) == ("R2", 0)
    assert killed(memory, 2).id in taken.note
    assert "with another figure" not in taken.note


def test_a_near_copy_is_linked_to_what_it_repeats(workspace: Workspace) -> None:
    take_in(workspace, ARTICLE, publisher="Coast Wire")
    take_in(workspace, "Bay Herald, from our reporters.\n\n" + ARTICLE.replace("shortly", "a little"), name="b.txt")
    take_in(workspace, "\n\n".join(SENTENCES[:3]), name="cut.txt")
    other = ARTICLE.replace("Port Amber", "Kabul").replace("quay", "embassy").replace("14", "23").replace("nine", "80")
    take_in(workspace, other, name="other.txt")
    assert [report.copy_of for report in workspace.reports.list()] == [None, "R1", "R1", None]
    assert "Nearly the same text as R1, one origin." in workspace.reports.get("R2").notes


def test_new_figures_in_the_old_words_are_no_copy(memory: Workspace) -> None:
    take_in(memory, ARTICLE)
    take_in(memory, ARTICLE.replace("nine", "twelve").replace("14", "19"), name="b.txt")
    assert memory.reports.get("R2").copy_of is None


def test_the_one_published_first_is_the_origin_though_it_was_taken_in_later(memory: Workspace) -> None:
    memory.ingest.take_in_bytes(ARTICLE.encode(), name="a.txt", method="file", published="2017-08-03")
    memory.ingest.take_in_bytes((ARTICLE + " ").encode(), name="b.txt", method="file", published="2017-08-01")
    assert [report.copy_of for report in memory.reports.list()] == ["R2", None]
    memory.history.undo()
    assert [report.copy_of for report in memory.reports.list()] == [None]


def test_what_was_rejected_in_a_text_does_not_come_back_with_its_copy_but_the_rest_does(memory: Workspace) -> None:
    take_in(memory, ARTICLE)
    memory.triage.reject(killed(memory, 14).id)
    taken = memory.ingest.take_in_bytes(("Bay Herald.\n\n" + ARTICLE).encode(), name="b.txt", method="file")
    assert "1 rejected there are not proposed again" in taken.note
    lows = [claim.low for claim in memory.triage.queue(report="R2")]
    assert 14 not in lows
    assert 9 in lows


def test_copies_are_found_after_undo_redo_and_in_a_case_whose_index_is_made_anew(workspace: Workspace) -> None:
    take_in(workspace, ARTICLE)
    workspace.history.undo()
    take_in(workspace, ARTICLE + "\n", name="b.txt")
    assert [report.copy_of for report in workspace.reports.list()] == [None]
    take_in(workspace, "Herald. " + ARTICLE, name="c.txt")
    assert workspace.reports.list()[-1].copy_of == "R2"


def test_short_texts_are_never_called_copies(memory: Workspace) -> None:
    take_in(memory, "Police said that nine people were killed.")
    take_in(memory, "Police said that nine people were killed. ", name="b.txt")
    assert memory.reports.get("R2").copy_of is None


def test_an_outlet_whose_report_is_a_copy_repeats_the_other_also_where_the_words_alone_are_too_few(
    memory: Workspace,
) -> None:
    text = f"Nine dockers were killed.\n\nThirty people were wounded.\n\n{SENTENCES[3]}\n\n" + " ".join(
        ["The quay was closed to all ships and to the ferry, and nobody could say when it will be opened again."] * 2
    )
    for publisher, day in (("Coast Wire", "2017-08-01"), ("Bay Herald", "2017-08-02")):
        memory.ingest.take_in_bytes(
            (f"{publisher}\n\n{text}").encode(), name="a.txt", method="file", published=day, publisher=publisher
        )
    assert memory.reports.get("R2").copy_of == "R1"
    herald = memory.track_records.of("S2")
    [repeat] = [repeat for repeat in herald.repeats if repeat.ground is RepeatGround.SAME_WORDS]
    assert (repeat.name, repeat.same, repeat.later) == ("Coast Wire", 2, 2)


@pytest.mark.parametrize("in_memory", [20_000, 1])
def test_a_camp_counts_an_outlet_and_those_that_copied_it_once_in_a_case_of_any_size(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    monkeypatch.setattr(scan, "IN_MEMORY", in_memory)
    typed(workspace, "20 dockers died", "The mayor", 20, population="dockers", incident=QUAY)
    text = "Nine dockers were killed in Port Amber.\n\n" + " ".join(
        ["The quay was closed to all ships and to the ferry, and nobody could say when it will be opened again."] * 3
    )

    def count() -> int:
        for claim in workspace.triage.queue():
            workspace.claims.edit(claim.id, incident=QUAY, population="dockers", measure="killed")
        workspace.triage.accept_all()
        [dispute] = workspace.scan.listing()
        assert workspace.transfer.snapshot().disputes[0].camps == dispute.camps
        [camp] = [camp for camp in dispute.camps if camp.low == 9]
        return camp.independent

    counts = []
    for publisher, beginning in (("Coast Wire", ""), ("Bay Herald", "Our report. "), ("Hill Post", "As we hear. ")):
        take_in(workspace, beginning + text, name=f"{publisher}.txt", publisher=publisher)
        counts.append(count())
    assert counts == [1, 1, 1]
    assert [report.copy_of for report in workspace.reports.list()] == [None, "R1", "R1"]
