"""Second signatures, deliveries and receipts, as they were made."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "handover",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("inspection", sa.Text, nullable=False),
        sa.Column("bundle", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("journal_count", sa.Integer, nullable=False),
        sa.Column("journal_head", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["inspection"], ["inspection.id"]),
        sqlite_strict=True,
    )
    op.create_index("ix_handover_inspection", "handover", ["inspection"])
