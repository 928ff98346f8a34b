"""The dated history of a claim's digit."""

from __future__ import annotations

from tests.ui.cases import small_case
from tracker.present.digits import digit_history
from tracker.services.workspace import Workspace


def history(case: Workspace, claim_id: str) -> list[str]:
    return digit_history(claim_id, case.history.entries(object_id=claim_id))


def test_who_when_from_what_to_what_and_why_stand_in_the_history_of_a_digit() -> None:
    case = small_case()
    claim = case.triage.queue()[0].id
    case.claims.grade(claim, 3, reason="one witness")
    case.claims.grade(claim, 2)
    first, second = history(case, claim)
    assert first.startswith("not graded -> 3 Possibly true, by anna, 2017-08-01 ")
    assert first.endswith(": one witness")
    assert second.startswith("3 Possibly true -> 2 Probably true, by anna, 2017-08-01 ")


def test_a_grade_taken_back_is_a_line_of_its_own() -> None:
    case = small_case()
    claim = case.triage.queue()[0].id
    case.claims.grade(claim, 3)
    case.history.undo()
    assert [line.split(",")[0] for line in history(case, claim)] == [
        "not graded -> 3 Possibly true",
        "3 Possibly true -> not graded (undo)",
    ]


def test_changes_of_other_fields_and_of_other_claims_are_no_grades() -> None:
    case = small_case()
    claim, other = (found.id for found in case.triage.queue()[:2])
    case.claims.grade(other, 3)
    case.claims.edit(claim, note="seen")
    assert history(case, claim) == []
