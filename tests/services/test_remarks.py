from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.cases import disputed
from tracker.errors import NotFoundError, RefusedError, UsageError
from tracker.exchange.incoming.case_jsonl import read_case
from tracker.exchange.verify import verify_jsonl
from tracker.model.dispute import DisputeState
from tracker.services.workspace import Workspace


def dispute_id(workspace: Workspace) -> str:
    disputed(workspace)
    return workspace.scan.disputes()[0].id


def test_comments_stand_in_order_with_who_and_when(workspace: Workspace) -> None:
    target = dispute_id(workspace)
    first = workspace.remarks.comment(target, " the wire was corrected ")
    workspace.remarks.comment("C1-C2", "another hospital?")
    second = workspace.remarks.comment(target, "asked the harbour")
    assert workspace.remarks.on(target) == [first, second]
    assert (first.words, first.by) == ("the wire was corrected", "ana")
    assert first.at < second.at


def test_a_dispute_is_with_whom_it_was_last_given_to(workspace: Workspace) -> None:
    target = dispute_id(workspace)
    workspace.remarks.assign(target, "ben")
    workspace.remarks.assign(target, "cleo")
    assert workspace.remarks.assigned() == {target: "cleo"}
    workspace.remarks.assign(target, "")
    assert workspace.remarks.assigned() == {}


def test_undo_takes_a_remark_out_and_redo_brings_it_back(workspace: Workspace) -> None:
    target = dispute_id(workspace)
    workspace.remarks.assign(target, "ben")
    assert workspace.history.undo().summary == f"Undid: Gave {target} to ben"
    assert workspace.remarks.on(target) == []
    workspace.history.redo()
    assert workspace.remarks.assigned() == {target: "ben"}


def test_a_comment_decides_nothing_and_who_takes_a_dispute_on_puts_it_under_review(workspace: Workspace) -> None:
    target = dispute_id(workspace)
    before = workspace.scan.dispute(target)
    assert before.state is DisputeState.DETECTED
    workspace.remarks.comment(target, "hm")
    assert workspace.scan.dispute(target) == before
    workspace.remarks.assign(target, "ben")
    under_review = before.model_copy(update={"state": DisputeState.UNDER_REVIEW})
    assert workspace.scan.dispute(target) == under_review
    workspace.review.decide(target, "defer", reason="unknown")
    assert workspace.scan.dispute(target).state is DisputeState.RESOLVED
    workspace.review.reopen(target, reason="a new report")
    assert workspace.scan.dispute(target).state is DisputeState.REOPENED


def test_what_says_nothing_or_is_so_already_is_refused(workspace: Workspace) -> None:
    target = dispute_id(workspace)
    with pytest.raises(UsageError):
        workspace.remarks.comment(target, "  ")
    with pytest.raises(RefusedError, match="nobody already"):
        workspace.remarks.assign(target, "")
    for missing in ("D000000", "C1-C99"):
        with pytest.raises(NotFoundError):
            workspace.remarks.comment(missing, "hm")


def test_remarks_are_in_the_journal_in_exports_and_come_back_from_them(workspace: Workspace, tmp_path: Path) -> None:
    target = dispute_id(workspace)
    remark = workspace.remarks.comment(target, "asked the harbour")
    assert workspace.history.entries(object_id=remark.id)[-1].summary == f"Commented on {target}"
    content = workspace.transfer.write("jsonl", tmp_path / "log.jsonl").path.read_bytes()
    assert list(verify_jsonl(content, name="log").problems) == []
    assert read_case(content, name="log").remarks == (remark,)
    log = workspace.transfer.write("markdown", tmp_path / "log.md").path.read_text(encoding="utf-8")
    assert "asked the harbour" in log
