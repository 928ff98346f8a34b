"""The tables of the index: made anew from the records at any time, never exported."""

from __future__ import annotations

from sqlalchemy import Column, Index, Text
from sqlalchemy import text as sql
from sqlmodel import Field

from tracker.store.rows import Row, metadata, text

__all__ = ["metadata"]

COMPARED = "(in_full OR asks = 'words')"
"""Of blocks: those that a scan compares by their claims. They are few, and found without looking through all."""


class QuestionRow(Row, table=True):
    """What blocks ask, without their incident: the same text in every incident has one number."""

    __tablename__ = "questions"

    id: int = Field(primary_key=True)
    name: str = Field(sa_column=text(unique=True))


class BlockRow(Row, table=True):
    """The figures of one incident on one question. An index, made anew from the claims at any time.

    The number is made of the incident's and the question's, see tracker.store.questions: the blocks of an incident lie
    together.
    """

    __tablename__ = "blocks"
    __table_args__ = (Index(None, "incident"), Index("ix_blocks_compared", "id", sqlite_where=sql(COMPARED)))

    id: int = Field(primary_key=True)
    name: str = Field(sa_column=text(unique=True))
    incident: str = Field(sa_column=text())
    asks: str = Field(sa_column=text())
    claims: int
    low: float | None
    """Highest lower end; above `high` the block holds a contradiction."""
    high: float | None
    """Lowest upper end."""
    first_end: str = Field(sa_column=text())
    """Earliest end of an event time; empty: none is known."""
    last_start: str = Field(sa_column=text())
    in_full: bool
    """Whether its claims have to be compared in full: figures that may replace others, or of several periods."""


class FigureRow(Row, table=True):
    """The place of each open claim of an incident in its block."""

    __tablename__ = "figures"
    __table_args__ = (
        Index(None, "block", "low"),
        Index("ix_figures_block_high", "block", "high"),
        Index("ix_figures_block_source", "block", "source", "said"),
    )

    claim: int = Field(primary_key=True)
    block: int
    low: float
    high: float
    source: str = Field(sa_column=text())
    said: str = Field(sa_column=text())


class CellRow(Row, table=True):
    """Distinct figures of a block, with how many claims have them, in the order in which a scan reads them."""

    __tablename__ = "cells"
    __table_args__ = ({"sqlite_with_rowid": False},)

    block: int = Field(primary_key=True)
    high: float = Field(primary_key=True)
    low: float = Field(primary_key=True)
    claims: int


class LookupRow(Row, table=True):
    """What an incident can be looked up by: its name, its days."""

    __tablename__ = "lookups"
    __table_args__ = (Index(None, "incident"), {"sqlite_with_rowid": False})

    key: str = Field(sa_column=Column(Text, primary_key=True))
    incident: int = Field(primary_key=True)


class SketchRow(Row, table=True):
    """Numbers of runs of words in each report, by which its near-copies are found."""

    __tablename__ = "sketches"
    __table_args__ = (Index(None, "report"), {"sqlite_with_rowid": False})

    run: int = Field(primary_key=True)
    report: int = Field(primary_key=True)


class HaystackRow(Row, table=True):
    """The words of each claim that a search looks through."""

    __tablename__ = "haystacks"

    claim: int = Field(primary_key=True)
    words: str = Field(sa_column=text())


_SEARCH_OPTIONS = "content='haystacks', content_rowid='claim', tokenize='unicode61 remove_diacritics 2', detail=none"
SEARCH_TABLES = (
    f"CREATE VIRTUAL TABLE search USING fts5(words, {_SEARCH_OPTIONS})",
    "CREATE VIRTUAL TABLE search_words USING fts5vocab('search', 'row')",
)
"""The full-text index over haystacks, and its vocabulary."""
