"""Comments on disputes and pairs, and who has taken them on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "remarks",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 'N' || n", name=op.f("ck_remarks_id")),
        sa.CheckConstraint("kind IN ('comment', 'assignment')", name=op.f("ck_remarks_kind")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_remarks")),
        sa.UniqueConstraint("id", name=op.f("uq_remarks_id")),
    )
    op.create_index(op.f("ix_remarks_target"), "remarks", ["target"])


def downgrade() -> None:
    op.drop_table("remarks")
