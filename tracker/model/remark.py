"""Remarks: what analysts write beside a dispute or pair, and who has taken it on."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from tracker.model.base import Frozen


class RemarkKind(StrEnum):
    """What a remark is."""

    COMMENT = "comment"
    ASSIGNMENT = "assignment"


class Remark(Frozen):
    """A comment on a dispute or pair, or its assignment to somebody. It decides nothing."""

    id: str
    """ "N1", "N2" ..."""
    target: str
    """Dispute id ("D3f2a10") or pair id ("C3-C9")."""
    kind: RemarkKind
    words: str
    """The comment; of an assignment the name of who takes it on, empty for nobody."""
    by: str
    at: dt.datetime
    rev: int = 0
