"""Whole cases for export tests, with a journal that fits them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from hypothesis import strategies as st

from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.change import GENESIS, Change, Edit
from tracker.model.claim import Claim, ClaimStatus, Measure
from tracker.model.decision import Decision
from tracker.model.dispute import Camp, Dispute
from tracker.model.finding import Finding, Reason, Relation
from tracker.model.incident import Incident
from tracker.model.quantity import Quantity
from tracker.model.report import Report
from tracker.model.scales import Outcome, Reliability
from tracker.model.source import Alias, Grade, Source, SourceKind

NOW = dt.datetime(2017, 8, 1, 12, 0, tzinfo=dt.UTC)
TEXT = "Islamic State said seven policemen were killed. The ministry said no policeman was killed."
STORABLE = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)


def a_case(outside: Sequence[str] = ("Islamic State", "Interior Ministry", "attack on the embassy")) -> CaseSnapshot:
    """Two claims of one report that contradict each other; `outside` is text from outside, put everywhere it can be."""
    words = (list(outside) * 3)[:3]
    raw = TEXT.encode()
    report = Report(
        id="R1", sha256=hashlib.sha256(raw).hexdigest(), size=len(raw), media_type="text/plain", encoding="utf-8",
        text_sha256=hashlib.sha256(raw).hexdigest(), normaliser="1", kept_characters=len(TEXT), name=words[0],
        title=words[1], author=words[2], publisher=words[0], published=NOW, accessed_at=NOW, collected_by="anna",
        method="file", tool_version="0.1.0", notes=words[1],
    )  # fmt: skip
    sources = (
        Source(
            id="S1", name=words[0], kind=SourceKind.GROUP, aliases=(Alias(name=words[2], origin="R1"),), notes=words[1]
        ),
        Source(
            id="S2",
            name=words[1],
            grades=(Grade(reliability=Reliability.B, at=NOW, by="anna", reason=words[2]),),
        ),
    )
    incident = Incident(id="I1", name=words[2], place=words[0])
    claims = (
        _claim("C1", TEXT[0:47], 0, words[0], "S1", words, 7),
        _claim("C2", TEXT[48:], 48, words[1], "S2", words, 0),
        Claim(id="C3", quote=words[2], source=words[0], source_id="S1", status=ClaimStatus.REJECTED),
    )
    decision = Decision(
        id="O1", target="Dabc123", outcome=Outcome.REPORT_RANGE, reason=words[2], by="anna", at=NOW, low=0, high=7,
        claims=("C1", "C2"),
    )  # fmt: skip
    return CaseSnapshot(
        case="kabul.case", exported_at=NOW, exported_by="anna", tool_version="0.1.0", reports=(report,),
        texts={report.text_sha256: TEXT}, sources=sources, incidents=(incident,), claims=claims, decisions=(decision,),
        changes=journal([report, *sources, incident], list(claims), [decision]), disputes=(_dispute(words),),
    )  # fmt: skip


def _claim(
    claim_id: str, quote: str, start: int, source: str, source_id: str, words: Sequence[str], figure: float
) -> Claim:
    return Claim(
        id=claim_id, quote=quote, span=(start, start + len(quote)), report="R1", source=source, source_id=source_id,
        measure=Measure.KILLED, quantity=Quantity(value=figure, low=figure, high=figure), population="police",
        incident=words[2], incident_id="I1", place=words[1], status=ClaimStatus.ACCEPTED, score=0.9, note=words[0],
        confidence=50, credibility=2, likelihood=0.7, stated_at=NOW,
    )  # fmt: skip


def _dispute(words: Sequence[str]) -> Dispute:
    finding = Finding(
        relation=Relation.CONTRADICTS, score=0.9, reasons=(Reason(code="zero_against_some"),), a="C1", b="C2"
    )
    return Dispute(
        id="Dabc123", incident=words[2], measure="killed", population="police", question="killed, police",
        camps=(
            Camp(label="7", low=7, high=7, sources=(words[0],), independent=1, claims=("C1",)),
            Camp(label="0", low=0, high=0, sources=(words[1],), independent=1, claims=("C2",)),
        ),
        findings=(finding,), pairs=1,
    )  # fmt: skip


def journal(*transactions: Sequence[Report | Source | Incident | Claim | Decision]) -> tuple[Change, ...]:
    """A chain with one entry for each transaction, each creating its records."""
    changes: list[Change] = []
    for records in transactions:
        edits = tuple(
            Edit(kind=type(record).__name__.lower(), id=record.id, before=None, after=record.model_dump(mode="json"))
            for record in records
        )
        unsigned = Change(
            seq=len(changes) + 1,
            prev=changes[-1].hash if changes else GENESIS,
            hash="",
            at=NOW,
            actor="anna",
            tool_version="0.1.0",
            action="ingest",
            summary="",
            edits=edits,
        )
        changes.append(unsigned.model_copy(update={"hash": unsigned.computed_hash()}))
    return tuple(changes)
