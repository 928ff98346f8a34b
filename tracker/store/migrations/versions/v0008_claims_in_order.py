"""The orders of the lists of claims, and the status beside what they are narrowed by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_claims_stated_at_n_status"), "claims", ["stated_at", "n", "status"])
    for name in ("source", "incident"):
        op.create_index(op.f(f"ix_claims_by_{name}"), "claims", [sa.text(f"{name} COLLATE NOCASE"), "n", "status"])
    op.create_index(op.f("ix_claims_source_id_n_status"), "claims", ["source_id", "n", "status"])
    op.create_index(op.f("ix_claims_incident_id_measure_n_status"), "claims", ["incident_id", "measure", "n", "status"])
    op.drop_index(op.f("ix_claims_source_id"), "claims")
    op.drop_index(op.f("ix_claims_incident_id_measure"), "claims")


def downgrade() -> None:
    op.create_index(op.f("ix_claims_incident_id_measure"), "claims", ["incident_id", "measure"])
    op.create_index(op.f("ix_claims_source_id"), "claims", ["source_id"])
    op.drop_index(op.f("ix_claims_incident_id_measure_n_status"), "claims")
    op.drop_index(op.f("ix_claims_source_id_n_status"), "claims")
    for name in ("by_incident", "by_source", "stated_at_n_status"):
        op.drop_index(op.f(f"ix_claims_{name}"), "claims")
