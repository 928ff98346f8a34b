"""How a report was fetched, which one it is a newer version of, and whose text it repeats."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("reports") as reports:
        reports.add_column(sa.Column("total_characters", sa.Integer(), nullable=True))
        reports.add_column(sa.Column("fetched", sa.Text(), nullable=True))
        for name in ("version_of", "copy_of"):
            reports.add_column(
                sa.Column(
                    name,
                    sa.Text(),
                    sa.ForeignKey("reports.id", name=op.f(f"fk_reports_{name}"), deferrable=True, initially="DEFERRED"),
                    nullable=True,
                )
            )
        reports.create_index(op.f("ix_reports_url"), ["url"])


def downgrade() -> None:
    with op.batch_alter_table("reports") as reports:
        reports.drop_index(op.f("ix_reports_url"))
        for name in ("copy_of", "version_of", "fetched", "total_characters"):
            reports.drop_column(name)
