"""Reports, and who may look into the store."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import tracker
from tests.services.cases import WIRE, take_in, typed
from tracker.errors import NotFoundError
from tracker.model.query import ClaimQuery
from tracker.services.workspace import Workspace

PACKAGE = Path(tracker.__file__).parent


def test_reports_are_listed_and_read_by_their_ids(workspace: Workspace) -> None:
    report = take_in(workspace)
    other = take_in(workspace, WIRE + "Nobody is missing.\n", name="second.txt")
    assert workspace.reports.list() == [report, other]
    assert workspace.reports.get("R2") == other
    assert workspace.reports.text("R1").strip() == WIRE.strip()
    for look in (workspace.reports.get, workspace.reports.text):
        with pytest.raises(NotFoundError, match="no report R9"):
            look("R9")


def test_claims_are_counted_as_they_are_found(workspace: Workspace) -> None:
    take_in(workspace)
    typed(workspace, "nine people were killed", "Harbour police", 9)
    for query in (ClaimQuery(), ClaimQuery(report="R1"), ClaimQuery(text="quay"), ClaimQuery(source_id="S99")):
        assert workspace.claims.count(query) == len(workspace.claims.find(query))


def test_only_services_touch_the_store() -> None:
    outside = [
        path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] not in ("services", "store")
    ]
    touched = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in outside
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("store", "_store")
    ]
    assert outside
    assert touched == []
