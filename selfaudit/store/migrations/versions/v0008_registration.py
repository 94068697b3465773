"""Fingerprint registries made at receipt: counts and digest alone."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "registration",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("contract", sa.Text, nullable=False),
        sa.Column("registry_digest", sa.Text, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["contract"], ["contract.id"]),
        sqlite_strict=True,
    )
    op.create_index("ix_registration_contract", "registration", ["contract"])
