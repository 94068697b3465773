"""The first schema: contracts, roster, machines, inspections, answers, exhibits, results, journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = (
    """CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    # INSERT OR REPLACE would delete a row without firing the trigger above.
    """CREATE TRIGGER journal_append BEFORE INSERT ON journal
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
)


def upgrade() -> None:
    """Make all tables and the journal's triggers."""
    _contracts()
    _inspections()
    _results()
    _journal()


def _contracts() -> None:
    _table("setting", _key("key"), _text("value"))
    _table(
        "contract",
        _key("id"),
        _number("position"),
        *map(_text, ("profile", "title", "number", "client", "section", "contractor")),
        *map(_text, ("contractor_address", "representative")),
        *map(_optional, ("start", "end")),
        *map(_text, ("information", "media", "places", "folders")),
    )
    _table(
        "person",
        _key("id"),
        _number("position"),
        _text("contract"),
        *map(_text, ("name", "role", "duties", "place")),
        *map(_optional, ("pledge", "training")),
        _text("accounts"),
        _optional("ended"),
        _of("contract"),
    )
    _table(
        "machine",
        _key("id"),
        _number("position"),
        _text("contract"),
        *map(_text, ("label", "os", "place", "user")),
        _of("contract"),
    )
    _index("person", "contract")
    _index("machine", "contract")


def _inspections() -> None:
    _table(
        "inspection",
        _key("id"),
        _number("position"),
        _text("contract"),
        _number("fiscal_year"),
        *map(_text, ("profile", "profile_digest", "started")),
        _of("contract"),
    )
    _table(
        "interview",
        *map(_key, ("inspection", "condition")),
        _number("value"),
        _of("inspection"),
        sa.CheckConstraint("value IN (0, 1)", name="yes_or_no"),
    )
    _table(
        "answer",
        *map(_key, ("inspection", "item")),
        *map(_text, ("outcome", "note", "reason", "owner")),
        _optional("due"),
        *map(_text, ("dissent", "answered_by")),
        _optional("answered_at"),
        _of("inspection"),
    )
    _table(
        "exhibit",
        _key("id"),
        _number("position"),
        *map(_text, ("inspection", "item", "sha256", "name")),
        _number("size"),
        *map(_text, ("added_by", "added_at")),
        _of("inspection"),
    )
    _index("inspection", "contract")
    _index("exhibit", "inspection")


def _results() -> None:
    _table(
        "machinesays",
        *map(_key, ("inspection", "host", "check")),
        *map(_text, ("status", "reason", "collected_at", "detail")),
        _of("inspection"),
    )
    _table(
        "searchrun",
        _key("id"),
        _number("position"),
        *map(_text, ("inspection", "host", "started")),
        _optional("finished"),
        _text("summary"),
        _of("inspection"),
    )
    _index("searchrun", "inspection")


def _journal() -> None:
    _table(
        "journal",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        _text("payload"),
        *(sa.Column(name, sa.LargeBinary, nullable=False) for name in ("salt", "entry_digest", "link")),
        *(_read(name, sa.Text) for name in ("action", "kind", "inspection")),
        _read("of", sa.Integer),
        sa.CheckConstraint("length(salt) = 16 AND length(entry_digest) = 32 AND length(link) = 32", name="lengths"),
    )
    op.create_index("ix_journal_history", "journal", ["inspection", "kind", "action", "of"])
    for trigger in APPEND_ONLY:
        op.execute(trigger)


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


def _of(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{name}.id"])


def _read(name: str, kind: type[sa.Text | sa.Integer]) -> sa.Column[object]:
    return sa.Column(name, kind, sa.Computed(f"json_extract(payload, '$.{name}')", persisted=False))
