"""Figures in the order in which a scan reads them: by incident. The index is made anew when the case is opened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("name", name=op.f("uq_questions_name")),
    )
    compared = sa.text("(in_full OR asks = 'words')")
    op.create_index("ix_blocks_compared", "blocks", ["id"], sqlite_where=compared)
    _make_cells_by("block", "high", "low")


def downgrade() -> None:
    _make_cells_by("block", "low", "high")
    op.drop_index("ix_blocks_compared", "blocks")
    op.drop_table("questions")


def _make_cells_by(*key: str) -> None:
    op.drop_table("cells")
    op.create_table(
        "cells",
        sa.Column("block", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Float(), nullable=False) for name in key[1:]),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_cells")),
        sqlite_with_rowid=False,
    )
    op.execute("DELETE FROM counters WHERE kind = 'index'")
