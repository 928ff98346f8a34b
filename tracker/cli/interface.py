"""The way from a command into the interface."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


def open_interface(case: str | None, *, workspace: Workspace | None = None, start: str | None = None) -> int:
    """Opens the interface on a case at one of its screens; returns the exit code.

    Loaded by name: the command line and the interface never import each other, and most commands never need Textual.
    """
    ui = importlib.import_module("tracker.ui.app")
    return cast("int", ui.run(case, workspace=workspace, start=start))
