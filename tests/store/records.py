"""Made-up records and their Hypothesis strategies."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from tracker.model.attribution import Link
from tracker.model.claim import Basis, Claim, ClaimStatus, Measure, Polarity, Predicate
from tracker.model.decision import Decision
from tracker.model.incident import Incident
from tracker.model.period import Period
from tracker.model.quantity import Quantity
from tracker.model.remark import Remark, RemarkKind
from tracker.model.report import Report
from tracker.model.scales import Outcome, Reliability
from tracker.model.source import Alias, Grade, Source, SourceKind

NOON = dt.datetime(2017, 8, 1, 12, tzinfo=dt.UTC)
HASH = "a" * 64


def report(**fields: Any) -> Report:
    """A report; its text must be kept first."""
    known: dict[str, Any] = {
        "id": "R1",
        "sha256": HASH,
        "size": 10,
        "media_type": "text/plain",
        "encoding": "utf-8",
        "text_sha256": HASH,
        "normaliser": "1",
        "accessed_at": NOON,
        "collected_by": "ana",
        "method": "file",
        "tool_version": "0",
    }
    return Report(**known | fields)


def claim(**fields: Any) -> Claim:
    """A typed claim."""
    return Claim(**{"id": "C1", "quote": "27 people were killed", "source": "Islamic State"} | fields)


words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
names = words.filter(lambda text: bool(text.strip()))
fractions = st.floats(0, 1)
moments = st.integers(0, 2**32).map(lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC))
days = st.dates(dt.date(1900, 1, 1), dt.date(2106, 1, 1))
periods = st.tuples(days, days).map(lambda ends: Period(start=min(ends), end=max(ends)))
figures = st.floats(-1e15, 1e15, allow_nan=False)
spans = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda ends: (min(ends), max(ends)))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low, high = draw(st.none() | figures), draw(st.none() | figures)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Quantity(
        value=draw(st.none() | figures),
        low=low,
        high=high,
        low_open=draw(st.booleans()),
        high_open=draw(st.booleans()),
        unit=draw(st.none() | words),
        approximate=draw(st.booleans()),
        span=draw(spans),
    )


predicates = st.builds(
    Predicate,
    verb=words,
    subject=st.none() | words,
    object=st.none() | words,
    negated=st.booleans(),
    modifiers=st.lists(words, max_size=2).map(tuple),
)
links = st.builds(Link, name=words, verb=st.none() | words)
typed_claims = st.builds(
    Claim,
    id=st.just("C1"),
    quote=names,
    source=names,
    chain=st.lists(links, max_size=3).map(tuple),
    measure=st.none() | st.sampled_from(Measure).map(str),
    quantity=st.none() | quantities(),
    quantity_text=st.none() | words,
    population=st.none() | words,
    polarity=st.sampled_from(Polarity),
    predicate=st.none() | predicates,
    place=st.none() | words,
    event_time=st.none() | periods,
    as_of=st.none() | periods,
    basis=st.sampled_from(Basis),
    hedged=st.booleans(),
    cumulative=st.booleans(),
    incident=st.none() | words,
    span=st.none() | spans,
    confidence=st.none() | st.integers(0, 100),
    credibility=st.none() | st.integers(1, 6),
    likelihood=st.none() | fractions,
    status=st.sampled_from(ClaimStatus),
    score=st.none() | fractions,
    stated_at=st.none() | moments,
    note=words,
    fingerprint=words,
)
sources = st.builds(
    Source,
    id=st.just("S1"),
    name=names,
    kind=st.sampled_from(SourceKind),
    aliases=st.lists(st.builds(Alias, name=words, origin=words), max_size=3).map(tuple),
    party=st.none() | words,
    grades=st.lists(
        st.builds(Grade, reliability=st.sampled_from(Reliability), at=moments, by=words, reason=words), max_size=3
    ).map(tuple),
    notes=words,
)
incidents = st.builds(
    Incident,
    id=st.just("I1"),
    name=names,
    kind=st.none() | words,
    place=st.none() | words,
    target=st.none() | words,
    actor=st.none() | words,
    time=st.none() | periods,
    notes=words,
)
decisions = st.builds(
    Decision,
    id=st.just("O1"),
    target=words,
    outcome=st.sampled_from(Outcome),
    reason=words,
    by=words,
    at=moments,
    low=st.none() | figures,
    high=st.none() | figures,
    claims=st.lists(words, max_size=4).map(tuple),
    reopened_at=st.none() | moments,
    reopened_by=st.none() | words,
    reopened_reason=words,
)
reports = st.builds(
    report,
    size=st.integers(0, 2**40),
    encoding=st.none() | words,
    cleaned=st.booleans(),
    kept_characters=st.integers(0, 10**9),
    hidden_characters=st.integers(0, 10**9),
    name=words,
    url=st.none() | words,
    title=st.none() | words,
    author=st.none() | words,
    publisher=st.none() | words,
    published=st.none() | moments,
    accessed_at=moments,
    language=st.none() | words,
    notes=words,
)
remarks = st.builds(
    Remark, id=st.just("N1"), target=words, kind=st.sampled_from(RemarkKind), words=words, by=words, at=moments
)
any_record = typed_claims | sources | incidents | decisions | remarks | reports
