"""The index of figures, by which contradictions are found without reading claims. Filled when the case is opened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blocks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("asks", sa.Text(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("first_end", sa.Text(), nullable=False),
        sa.Column("last_start", sa.Text(), nullable=False),
        sa.Column("in_full", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocks")),
        sa.UniqueConstraint("name", name=op.f("uq_blocks_name")),
    )
    op.create_index(op.f("ix_blocks_incident"), "blocks", ["incident"])
    op.create_table(
        "figures",
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("claim", name=op.f("pk_figures")),
    )
    op.create_index(op.f("ix_figures_block_low"), "figures", ["block", "low"])
    op.create_index(op.f("ix_figures_block_high"), "figures", ["block", "high"])
    op.create_index(op.f("ix_figures_block_source"), "figures", ["block", "source", "said"])
    op.create_table(
        "cells",
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("block", "low", "high", name=op.f("pk_cells")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lookups",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "incident", name=op.f("pk_lookups")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_lookups_incident"), "lookups", ["incident"])


def downgrade() -> None:
    for table in ("lookups", "cells", "figures", "blocks"):
        op.drop_table(table)
