"""Small made-up cases."""

from __future__ import annotations

from typing import Any

from tracker.model.claim import Claim
from tracker.model.report import Report
from tracker.services.workspace import Workspace

QUAY = "explosion at the quay, Port Amber, 2017-08-01"

WIRE = """\
Harbour police said that nine dockers were killed in the explosion at the quay in Port Amber on 1 August 2017.
The Dockers' League said that 14 people were killed.
"""


def take_in(workspace: Workspace, text: str = WIRE, *, name: str = "wire.txt", publisher: str = "Coast Wire") -> Report:
    """Takes a text in; it must succeed."""
    taken = workspace.ingest.take_in_bytes(
        text.encode(), name=name, method="typed", published="2017-08-02", publisher=publisher
    )
    assert taken.error is None
    assert taken.report is not None
    return taken.report


def typed(workspace: Workspace, words: str, source: str, value: float | None = None, **fields: Any) -> Claim:
    """Adds a typed claim on those killed at the quay."""
    given = {"measure": "killed", "population": "everyone", "incident": QUAY} | fields
    if value is not None:
        given["value"] = value
    return workspace.claims.add(workspace.claims.draft(words, source=source, **given))


def disputed(workspace: Workspace) -> tuple[Claim, Claim]:
    """Two typed claims that contradict each other: S1 says nine, S2 says 14."""
    return (
        typed(workspace, "nine people were killed", "Harbour police", 9),
        typed(workspace, "14 people were killed", "Dockers' League", 14),
    )
