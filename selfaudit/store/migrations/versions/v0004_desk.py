"""The ward's register of contracts, visits and samples; findings and improvements of both sides."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = {
    "wardcontract": "number* position! title contractor section profile start? end? contact note",
    "visit": "id* position! contract_number+ day method inspectors present note",
    "draw": "bundle* position! nonce drawn_at drawn_by",
    "digest": "bundle* sealed_at? problems content",
    "finding": """id* position! contract_number+ number fiscal_year! bundle item severity text due raised_at raised_by
    closed_at? photos remarks""",
    "issuedfindings": "id* position! contract_number+ issued_at document signature",
    "importedfindings": "id* position! contract@ document signature ward_key imported_at",
    "improvement": """finding* position! contract@ cause correction prevention owner planned? done? evidence answered_by
    answered_at?""",
}
"""Columns by table. Text that is not null, unless marked: * key, ? text or null, ! number, + with an index,
@ of a contract."""


def upgrade() -> None:
    """Add the tables."""
    for name, columns in _TABLES.items():
        marked = columns.split()
        keys = [sa.ForeignKeyConstraint([m[:-1]], ["contract.id"]) for m in marked if m.endswith("@")]
        op.create_table(name, *map(_column, marked), *keys, sqlite_strict=True)
        for column in (m[:-1] for m in marked if m[-1] in "+@"):
            op.create_index(f"ix_{name}_{column}", name, [column])


def _column(marked: str) -> sa.Column[Any]:
    name = marked.rstrip("*?!+@")
    kind = sa.Integer if marked.endswith("!") else sa.Text
    return sa.Column(name, kind, primary_key=marked.endswith("*"), nullable=marked.endswith("?"))
