"""The registers whose books are data: training, incidents, keys, visitors, backups and the rest."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "dutyentry",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("contract", sa.Text, nullable=False),
        sa.Column("book", sa.Text, nullable=False),
        sa.Column("values", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["contract"], ["contract.id"]),
        sqlite_strict=True,
    )
    op.create_index("ix_dutyentry_contract", "dutyentry", ["contract"])
