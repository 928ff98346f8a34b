"""The tables of records and of the journal; those of the index are in tracker.store.index_rows.

Declared with SQLModel; written and read through SQLAlchemy Core by tracker.store.sql.

`table=True` validates nothing, so records are validated before (tracker.store.records.settled) and the database
refuses what slips through with CHECK constraints. Texts are plain text columns: an enum column type would raise at
each SELECT of a table in which one row holds an unknown word.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, MetaData, Text
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from tracker.model.claim import Basis, ClaimStatus, Polarity
from tracker.model.remark import RemarkKind
from tracker.model.scales import Outcome
from tracker.model.source import SourceKind

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Row(SQLModel):
    """Common base: own metadata, so that nothing else declared with SQLModel gets into a case."""

    metadata = metadata


def text(*, null: bool = False, unique: bool = False) -> Column[str]:
    """A text column."""
    return Column(Text, nullable=null, unique=unique)


def reference(target: str) -> Column[str]:
    """A nullable reference, checked at commit: undo puts records back in reverse order."""
    return Column(Text, ForeignKey(target, deferrable=True, initially="DEFERRED"), nullable=True)


def id_fits(letter: str) -> CheckConstraint:
    """The id is made of its number."""
    return CheckConstraint(f"id = '{letter}' || n", name="id")


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """Only the words of an enum."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def between(column: str, low: int, high: int) -> CheckConstraint:
    """A number of a range, and no text: SQLite would keep text in a number column."""
    kinds = "('integer', 'real')"
    return CheckConstraint(
        f"{column} IS NULL OR (typeof({column}) IN {kinds} AND {column} BETWEEN {low} AND {high})", name=column
    )


class ReportRow(Row, table=True):
    """Documents taken in."""

    __tablename__ = "reports"
    __table_args__ = (
        id_fits("R"),
        Index(None, "sha256"),
        Index(None, "url"),
        CheckConstraint("size >= 0", name="size"),
    )

    n: int = Field(primary_key=True)
    id: str = Field(sa_column=text(unique=True))
    sha256: str = Field(sa_column=text())
    size: int
    media_type: str = Field(sa_column=text())
    encoding: str | None = Field(sa_column=text(null=True))
    text_sha256: str = Field(sa_column=Column(Text, ForeignKey("texts.sha256"), nullable=False))
    normaliser: str = Field(sa_column=text())
    cleaned: bool
    kept_characters: int
    hidden_characters: int
    name: str = Field(sa_column=text())
    url: str | None = Field(sa_column=text(null=True))
    title: str | None = Field(sa_column=text(null=True))
    author: str | None = Field(sa_column=text(null=True))
    publisher: str | None = Field(sa_column=text(null=True))
    published: str | None = Field(sa_column=text(null=True))
    accessed_at: str = Field(sa_column=text())
    collected_by: str = Field(sa_column=text())
    method: str = Field(sa_column=text())
    tool_version: str = Field(sa_column=text())
    language: str | None = Field(sa_column=text(null=True))
    notes: str = Field(sa_column=text())
    total_characters: int | None
    fetched: str | None = Field(sa_column=text(null=True))
    version_of: str | None = Field(sa_column=reference("reports.id"))
    copy_of: str | None = Field(sa_column=reference("reports.id"))
    rev: int


class TextRow(Row, table=True):
    """Normalised texts, each once."""

    __tablename__ = "texts"

    sha256: str = Field(sa_column=Column(Text, primary_key=True))
    text: str = Field(sa_column=text())


class SourceRow(Row, table=True):
    """Who asserts something."""

    __tablename__ = "sources"
    __table_args__ = (id_fits("S"), one_of("kind", SourceKind))

    n: int = Field(primary_key=True)
    id: str = Field(sa_column=text(unique=True))
    name: str = Field(sa_column=text())
    kind: str = Field(sa_column=text())
    aliases: str = Field(sa_column=text())
    parent: str | None = Field(sa_column=reference("sources.id"))
    party: str | None = Field(sa_column=text(null=True))
    grades: str = Field(sa_column=text())
    notes: str = Field(sa_column=text())
    rev: int


class IncidentRow(Row, table=True):
    """What happened once."""

    __tablename__ = "incidents"
    __table_args__ = (id_fits("I"), CheckConstraint("time_start <= time_end", name="time"))

    n: int = Field(primary_key=True)
    id: str = Field(sa_column=text(unique=True))
    name: str = Field(sa_column=text())
    kind: str | None = Field(sa_column=text(null=True))
    place: str | None = Field(sa_column=text(null=True))
    target: str | None = Field(sa_column=text(null=True))
    actor: str | None = Field(sa_column=text(null=True))
    time_start: str | None = Field(sa_column=text(null=True))
    time_end: str | None = Field(sa_column=text(null=True))
    notes: str = Field(sa_column=text())
    rev: int


class ClaimRow(Row, table=True):
    """Assertions."""

    __tablename__ = "claims"
    __table_args__ = (
        id_fits("C"),
        one_of("status", ClaimStatus),
        one_of("polarity", Polarity),
        one_of("basis", Basis),
        between("confidence", 0, 100),
        between("credibility", 1, 6),
        between("likelihood", 0, 1),
        between("score", 0, 1),
        CheckConstraint("quantity_low <= quantity_high", name="quantity"),
        CheckConstraint("event_time_start <= event_time_end", name="event_time"),
        CheckConstraint("as_of_start <= as_of_end", name="as_of"),
        Index(None, "status"),
        Index(None, "report"),
        Index(None, "source_id", "n", "status"),
        Index(None, "incident_id", "measure", "n", "status"),
        Index(None, "fingerprint"),
        Index(None, "stated_at", "n", "status"),
        Index("ix_claims_by_source", sql("source COLLATE NOCASE"), "n", "status"),
        Index("ix_claims_by_incident", sql("incident COLLATE NOCASE"), "n", "status"),
        # Without these, removing one claim looks through all others for references to it.
        Index(None, "part_of"),
        Index(None, "superseded_by"),
    )

    n: int = Field(primary_key=True)
    id: str = Field(sa_column=text(unique=True))
    status: str = Field(sa_column=text())
    quote: str = Field(sa_column=text())
    source: str = Field(sa_column=text())
    source_id: str | None = Field(sa_column=reference("sources.id"))
    chain: str = Field(sa_column=text())
    measure: str | None = Field(sa_column=text(null=True))
    quantity_value: float | None
    quantity_low: float | None
    quantity_high: float | None
    quantity_low_open: bool | None
    quantity_high_open: bool | None
    quantity_unit: str | None = Field(sa_column=text(null=True))
    quantity_approximate: bool | None
    quantity_span_start: int | None
    quantity_span_end: int | None
    quantity_text: str | None = Field(sa_column=text(null=True))
    population: str | None = Field(sa_column=text(null=True))
    polarity: str = Field(sa_column=text())
    predicate: str | None = Field(sa_column=text(null=True))
    place: str | None = Field(sa_column=text(null=True))
    event_time_start: str | None = Field(sa_column=text(null=True))
    event_time_end: str | None = Field(sa_column=text(null=True))
    as_of_start: str | None = Field(sa_column=text(null=True))
    as_of_end: str | None = Field(sa_column=text(null=True))
    basis: str = Field(sa_column=text())
    hedged: bool
    cumulative: bool
    incident: str | None = Field(sa_column=text(null=True))
    incident_id: str | None = Field(sa_column=reference("incidents.id"))
    report: str | None = Field(sa_column=reference("reports.id"))
    span_start: int | None
    span_end: int | None
    part_of: str | None = Field(sa_column=reference("claims.id"))
    confidence: int | None
    credibility: int | None
    likelihood: float | None
    score: float | None
    stated_at: str | None = Field(sa_column=text(null=True))
    note: str = Field(sa_column=text())
    fingerprint: str = Field(sa_column=text())
    superseded_by: str | None = Field(sa_column=reference("claims.id"))
    rev: int


class DecisionRow(Row, table=True):
    """Outcomes of reviews."""

    __tablename__ = "decisions"
    __table_args__ = (id_fits("O"), one_of("outcome", Outcome), Index(None, "target"))

    n: int = Field(primary_key=True)
    id: str = Field(sa_column=text(unique=True))
    target: str = Field(sa_column=text())
    outcome: str = Field(sa_column=text())
    reason: str = Field(sa_column=text())
    by: str = Field(sa_column=text())
    at: str = Field(sa_column=text())
    preferred: str | None = Field(sa_column=reference("sources.id"))
    low: float | None
    high: float | None
    claims: str = Field(sa_column=text())
    reopened_at: str | None = Field(sa_column=text(null=True))
    reopened_by: str | None = Field(sa_column=text(null=True))
    reopened_reason: str = Field(sa_column=text())
    rev: int


class RemarkRow(Row, table=True):
    """Comments on disputes and pairs, and who has taken them on."""

    __tablename__ = "remarks"
    __table_args__ = (id_fits("N"), one_of("kind", RemarkKind), Index(None, "target"))

    n: int = Field(primary_key=True)
    id: str = Field(sa_column=text(unique=True))
    target: str = Field(sa_column=text())
    kind: str = Field(sa_column=text())
    by: str = Field(sa_column=text())
    at: str = Field(sa_column=text())
    words: str = Field(sa_column=text())
    rev: int


class JournalRow(Row, table=True):
    """Changes, chained. Triggers refuse UPDATE and DELETE; UNIQUE(prev) makes a fork an error."""

    __tablename__ = "journal"
    __table_args__ = (CheckConstraint("seq >= 1", name="seq"),)

    seq: int = Field(primary_key=True)
    prev: str = Field(sa_column=text(unique=True))
    hash: str = Field(sa_column=text(unique=True))
    at: str = Field(sa_column=text())
    clock_went_back: bool
    actor: str = Field(sa_column=text())
    tool_version: str = Field(sa_column=text())
    action: str = Field(sa_column=text())
    summary: str = Field(sa_column=text())
    reason: str = Field(sa_column=text())
    undoes: int | None
    edits: str = Field(sa_column=text())


class CounterRow(Row, table=True):
    """Number of the newest id ever given, per kind of record."""

    __tablename__ = "counters"

    kind: str = Field(sa_column=Column(Text, primary_key=True))
    number: int


JOURNAL_TRIGGERS = tuple(
    f"CREATE TRIGGER journal_refuses_{verb.lower()} BEFORE {verb} ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    for verb in ("UPDATE", "DELETE")
)
"""The journal can only grow; an edit with other tools has to take these away first, and the chain still tells."""
