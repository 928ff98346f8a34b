"""The full-text index of claims."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "haystacks",
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("claim", name=op.f("pk_haystacks")),
    )
    options = "content='haystacks', content_rowid='claim', tokenize='unicode61 remove_diacritics 2', detail=none"
    op.execute(f"CREATE VIRTUAL TABLE search USING fts5(words, {options})")
    op.execute("CREATE VIRTUAL TABLE search_words USING fts5vocab('search', 'row')")
    op.execute(
        "INSERT INTO haystacks SELECT n, quote || ' ' || source || ' ' || coalesce(place, '') || ' ' || "
        "coalesce(incident, '') FROM claims"
    )
    op.execute("INSERT INTO search (search) VALUES ('rebuild')")


def downgrade() -> None:
    for table in ("search_words", "search", "haystacks"):
        op.drop_table(table)
