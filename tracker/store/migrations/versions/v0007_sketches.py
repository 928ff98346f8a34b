"""Numbers by which near-copies of a report are found. The index is made anew when the case is opened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sketches",
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("run", "report", name=op.f("pk_sketches")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_sketches_report"), "sketches", ["report"])
    op.execute("DELETE FROM counters WHERE kind = 'index'")


def downgrade() -> None:
    op.drop_table("sketches")
