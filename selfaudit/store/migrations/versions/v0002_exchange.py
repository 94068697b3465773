"""What passes between ward and contractor: requests, sealed and received bundles, receipts, registered keys."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables of both sides."""
    _contractor()
    _ward()


def _contractor() -> None:
    _table(
        "importedrequest",
        _key("inspection"),
        *map(_text, ("sha256", "document", "signature", "ward_key", "trust", "trust_signature")),
        _of_inspection(),
    )
    _table(
        "sealedbundle",
        _key("id"),
        _number("position"),
        *map(_text, ("inspection", "sealed_at")),
        _number("size"),
        _text("request"),
        _number("journal_count"),
        _text("journal_head"),
        _of_inspection(),
    )
    _table(
        "importedreceipt",
        _key("bundle"),
        _number("position"),
        *map(_text, ("inspection", "received_at", "verdict", "document", "signature")),
        _of_inspection(),
    )
    _index("sealedbundle", "inspection")
    _index("importedreceipt", "inspection")


def _ward() -> None:
    _table(
        "registeredkey",
        *map(_key, ("key", "role", "contract_number")),
        _number("position"),
        *map(_text, ("name", "certificate", "start", "end")),
        _optional("revoked_since"),
    )
    _table(
        "issuedrequest",
        _key("id"),
        _number("position"),
        *map(_text, ("contract_number", "contract_title", "contractor", "profile")),
        _number("fiscal_year"),
        *map(_text, ("issued_at", "due", "document", "signature")),
    )
    _table(
        "receivedbundle",
        _key("id"),
        _number("position"),
        *map(_text, ("contract_number", "contract_title", "contractor")),
        _number("fiscal_year"),
        *map(_text, ("request", "asked", "previous", "verdict", "codes", "received_at")),
        _number("size"),
        *map(_text, ("type", "receipt", "receipt_signature")),
        _optional("receipted_at"),
    )
    _index("issuedrequest", "contract_number")
    _index("receivedbundle", "contract_number")


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(name, *parts, sqlite_strict=True)


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True, nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _optional(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _of_inspection() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["inspection"], ["inspection.id"])
