"""Whole cases, made up: every kind of record, hostile texts, grades, decisions, remarks, and steps taken back."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from hypothesis import strategies as st

from tests.store import records
from tracker.model.claim import Claim
from tracker.model.decision import Decision
from tracker.model.report import Fetched, Hop
from tracker.services.workspace import Workspace
from tracker.store.ports import Record, Store, Write
from tracker.store.records import MODELS

HOSTILE = (
    *(
        "=1+1",
        "</script><script>alert(1)</script>",
        "\x1b]0;owned\x07",
        "[red]x[/]",
        "'; DROP TABLE claims;--",
        "\ufeff",
    ),
    *("a\u2028b\u2029c\x85d", "\u202egpj.exe", "\r\n\r\n", '{"type":"manifest"}', "\U0001f600" * 3, "\x7f\x00\ud800"),
)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60), st.lists(st.sampled_from(HOSTILE)).map("\n".join))
fetches = st.builds(
    Fetched,
    asked=records.words,
    hops=st.lists(st.builds(Hop, url=records.words, status=st.integers(100, 599)), max_size=2).map(tuple),
    headers=st.lists(st.tuples(records.words, texts), max_size=2).map(tuple),
    at=records.moments,
)


def _in_order(decision: Decision) -> Decision:
    """A range with its ends in order, as deciding asks for."""
    if decision.low is None or decision.high is None or decision.low <= decision.high:
        return decision
    return decision.model_copy(update={"low": decision.high, "high": decision.low})


KINDS = {
    "source": records.sources,
    "incident": records.incidents,
    "claim": records.typed_claims,
    "decision": records.decisions.map(_in_order),
    "remark": records.remarks,
}


@st.composite
def worlds(draw: st.DrawFn) -> Workspace:
    """A case in memory with two to ten steps behind it."""
    seconds = itertools.count()
    start = draw(records.moments)
    case = Workspace.in_memory(
        actor=draw(records.words), clock=lambda: start + dt.timedelta(seconds=next(seconds), microseconds=7)
    )
    for step in draw(
        st.lists(st.sampled_from((_report, _records, _records, _change, _undo, _redo)), min_size=2, max_size=10)
    ):
        step(draw, case)
    return case


def contents(store: Store) -> dict[str, Any]:
    """All that a case holds, to be compared."""
    changes = store.changes()
    return {
        "records": [[record.model_dump() for record in _all(store, kind)] for kind in MODELS],
        "changes": [change.model_dump() for change in changes],
        "texts": {report.id: store.text(report.text_sha256) for report in store.reports()},
        "originals": {report.id: store.blob(report.sha256) for report in store.reports()},
        "head": store.head(),
        "problems": list(store.problems()),
    }


def _all(store: Store, kind: str) -> list[Record]:
    found: list[Record] = getattr(store, f"{kind}s")()
    return found


def _report(draw: st.DrawFn, case: Workspace) -> None:
    """A report with claims that quote it."""
    text, raw = draw(texts), draw(st.binary(max_size=40))
    with case.store.write("ingest", actor=draw(records.words), reason=draw(texts)) as write:
        text_sha256 = write.put_text(text)
        kept = write.text(text_sha256)
        known = [report.id for report in write.reports()]
        report = draw(records.reports).model_copy(
            update={
                "id": write.new_id("report"),
                "text_sha256": text_sha256,
                "sha256": write.put_blob(raw),
                "total_characters": draw(st.none() | st.integers(0, 10**6)),
                "fetched": draw(st.none() | fetches),
                "version_of": draw(st.none() | st.sampled_from(known)) if known else None,
                "rev": 0,
            }
        )
        write.put(report)
        for _ in range(draw(st.integers(0, 2)) if kept else 0):
            start = draw(st.integers(0, len(kept) - 1))
            end = draw(st.integers(start + 1, len(kept)))
            where = {"report": report.id, "span": (start, end), "quote": kept[start:end]}
            write.put(_linked(draw, write, draw(records.typed_claims).model_copy(update=where)))
        write.summary = draw(texts)


def _records(draw: st.DrawFn, case: Workspace) -> None:
    """One to three new records of any kind."""
    with case.store.write("add", actor="ana", summary=draw(texts)) as write:
        for kind in draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3)):
            write.put(_linked(draw, write, draw(KINDS[kind])))


def _change(draw: st.DrawFn, case: Workspace) -> None:
    """Another record in the place of one that is there."""
    there: list[tuple[str, Any]] = [(kind, record) for kind in KINDS for record in _all(case.store, kind)]
    if there:
        kind, old = draw(st.sampled_from(there))
        drawn: Any = draw(KINDS[kind])
        kept = {"id": old.id, "rev": old.rev}
        if isinstance(old, Claim) and old.report:
            kept |= {"report": old.report, "span": old.span, "quote": old.quote}
        with case.store.write("edit", actor="ben", reason=draw(texts)) as write:
            write.put(drawn.model_copy(update=kept))


def _undo(draw: st.DrawFn, case: Workspace) -> None:
    if case.history.next_undo():
        case.history.undo()


def _redo(draw: st.DrawFn, case: Workspace) -> None:
    if case.history.next_redo():
        case.history.redo()


def _linked(draw: st.DrawFn, write: Write, record: Any) -> Any:
    """The record with an id of its own, referring to others that are there."""
    kind = type(record).__name__.lower()
    sources, incidents, claims = write.sources(), write.incidents(), write.claims()
    update: dict[str, Any] = {"id": write.new_id(kind), "rev": 0}
    some: dict[str, list[Any]] = {
        "source_id": sources,
        "incident_id": incidents,
        "part_of": claims,
        "superseded_by": claims,
        "parent": sources,
        "preferred": sources,
    }
    for name in some.keys() & type(record).model_fields.keys():
        if some[name]:
            update[name] = draw(st.none() | st.sampled_from([other.id for other in some[name]]))
    return record.model_copy(update=update)
