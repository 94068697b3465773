"""The registers of a contract, and what is kept about its end."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ENTRY = """book asset slip direction day? time handler counterpart information quantity# unit medium number purpose place
method due? password_day? consent_day? consent_by consent_document back_day? back_time back_by witness note"""
_TABLES = {
    "registerentry": _ENTRY,
    "attestation": "topic person day? statement document",
    "exitrun": "host who started finished? registry_digest summary storage control scope",
    "fileerasure": "what digest size! storage file_system done failed at who",
    "issuedcertificate": "number edition! issued_at verdict document bundle",
}
"""Columns by table. Text that is not null, unless marked: ? text or null, # number or null, ! number."""


def upgrade() -> None:
    """Add the tables; each row belongs to a contract and keeps its place."""
    for name, columns in _TABLES.items():
        op.create_table(
            name,
            sa.Column("id", sa.Text, primary_key=True, nullable=False),
            sa.Column("position", sa.Integer, nullable=False),
            sa.Column("contract", sa.Text, nullable=False),
            *map(_column, columns.split()),
            sa.ForeignKeyConstraint(["contract"], ["contract.id"]),
            sqlite_strict=True,
        )
        op.create_index(f"ix_{name}_contract", name, ["contract"])


def _column(marked: str) -> sa.Column[Any]:
    name = marked.rstrip("?#!")
    kind = sa.Integer if marked[-1] in "#!" else sa.Text
    return sa.Column(name, kind, nullable=marked[-1] in "?#")
