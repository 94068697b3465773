"""The tables of the database, one class per kind of row; those of the ward's desk are in `tables_ward`.

A class is named like the domain dataclass whose fields are its columns, and the table is that name in lower case.
`position` keeps the order in which rows were first entered. Dates are ISO 8601 text, times carry their UTC offset,
lists and mappings are JSON text. STRICT tables (SQLite 3.37+) refuse a value of the wrong type.

The schema of a database is made and changed by `migrations/` alone; a test compares the two. After a change here run
``python scripts/layout.py`` (`selfaudit.store.layout`).
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Column, Computed, Index, Integer, LargeBinary, Text
from sqlmodel import Field, SQLModel

# Imported for their tables.
from selfaudit.store import tables_ward as _tables_ward  # noqa: F401
from selfaudit.store.columns import STRICT
from selfaudit.store.columns import json_value as _json
from selfaudit.store.columns import number as _number
from selfaudit.store.columns import text as _text


class Setting(SQLModel, table=True):
    """Small things remembered between starts; not journalled."""

    __table_args__ = STRICT
    key: str = _text(primary_key=True)
    value: str = _text()


class Contract(SQLModel, table=True):
    """One row per contract."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    profile: str = _text()
    title: str = _text()
    number: str = _text()
    client: str = _text()
    section: str = _text()
    contractor: str = _text()
    contractor_address: str = _text()
    representative: str = _text()
    start: str | None = _text()
    end: str | None = _text()
    information: list[str] = _json()
    media: list[str] = _json()
    places: list[str] = _json()
    folders: list[str] = _json()


class Person(SQLModel, table=True):
    """One row per worker on a contract's roster."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract: str = _text(foreign_key="contract.id", index=True)
    name: str = _text()
    role: str = _text()
    duties: str = _text()
    place: str = _text()
    pledge: str | None = _text()
    training: str | None = _text()
    accounts: list[str] = _json()
    ended: str | None = _text()


class Machine(SQLModel, table=True):
    """One row per PC used for a contract."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract: str = _text(foreign_key="contract.id", index=True)
    label: str = _text()
    os: str = _text()
    place: str = _text()
    user: str = _text()


class Inspection(SQLModel, table=True):
    """One row per contract and fiscal year inspected."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract: str = _text(foreign_key="contract.id", index=True)
    fiscal_year: int = _number()
    profile: str = _text()
    profile_digest: str = _text()
    started: str = _text()


class Interview(SQLModel, table=True):
    """One row per condition that was answered yes (1) or no (0); no row means it was not asked yet."""

    __table_args__ = (CheckConstraint("value IN (0, 1)", name="yes_or_no"), STRICT)
    inspection: str = _text(primary_key=True, foreign_key="inspection.id")
    condition: str = _text(primary_key=True)
    value: int = _number()


class Answer(SQLModel, table=True):
    """One row per answered item."""

    __table_args__ = STRICT
    inspection: str = _text(primary_key=True, foreign_key="inspection.id")
    item: str = _text(primary_key=True)
    outcome: str = _text()
    note: str = _text()
    reason: str = _text()
    owner: str = _text()
    due: str | None = _text()
    dissent: str = _text()
    answered_by: str = _text()
    answered_at: str | None = _text()


class Exhibit(SQLModel, table=True):
    """One row per file shown as evidence; the file itself lies under its SHA-256 beside the database."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    inspection: str = _text(foreign_key="inspection.id", index=True)
    item: str = _text()
    sha256: str = _text()
    name: str = _text()
    size: int = _number()
    added_by: str = _text()
    added_at: str = _text()


class MachineSays(SQLModel, table=True):
    """One row per check and PC: the latest result."""

    __table_args__ = STRICT
    inspection: str = _text(primary_key=True, foreign_key="inspection.id")
    host: str = _text(primary_key=True)
    check: str = _text(primary_key=True)
    status: str = _text()
    reason: str = _text()
    collected_at: str = _text()
    detail: dict[str, Any] = _json()


class SearchRun(SQLModel, table=True):
    """One row per search for personal data: counts and masked samples only."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    inspection: str = _text(foreign_key="inspection.id", index=True)
    host: str = _text()
    started: str = _text()
    finished: str | None = _text()
    summary: dict[str, Any] = _json()


class ImportedRequest(SQLModel, table=True):
    """One row per inspection that answers a ward's request."""

    __table_args__ = STRICT
    inspection: str = _text(primary_key=True, foreign_key="inspection.id")
    sha256: str = _text()
    document: str = _text()
    signature: str = _text()
    ward_key: str = _text()
    trust: str = _text()
    trust_signature: str = _text()


class SealedBundle(SQLModel, table=True):
    """One row per bundle sealed here."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    inspection: str = _text(foreign_key="inspection.id", index=True)
    sealed_at: str = _text()
    size: int = _number()
    request: str = _text()
    journal_count: int = _number()
    journal_head: str = _text()


class ImportedReceipt(SQLModel, table=True):
    """One row per sealed bundle the ward has receipted."""

    __table_args__ = STRICT
    bundle: str = _text(primary_key=True)
    position: int = _number()
    inspection: str = _text(foreign_key="inspection.id", index=True)
    received_at: str = _text()
    verdict: str = _text()
    document: str = _text()
    signature: str = _text()


class HandOver(SQLModel, table=True):
    """One row per second signature, delivery and receipt made or read here."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    inspection: str = _text(foreign_key="inspection.id", index=True)
    bundle: str = _text()
    act: str = _text()
    at: str = _text()
    file: str = _text()
    size: int = _number()
    journal_count: int = _number()
    journal_head: str = _text()


class RegisteredKey(SQLModel, table=True):
    """One row per key, role and contract in the ward's register."""

    __table_args__ = STRICT
    key: str = _text(primary_key=True)
    role: str = _text(primary_key=True)
    contract_number: str = _text(primary_key=True)
    position: int = _number()
    name: str = _text()
    certificate: str = _text()
    start: str = _text()
    end: str = _text()
    revoked_since: str | None = _text()


class IssuedRequest(SQLModel, table=True):
    """One row per request the ward has issued."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract_number: str = _text(index=True)
    contract_title: str = _text()
    contractor: str = _text()
    profile: str = _text()
    fiscal_year: int = _number()
    issued_at: str = _text()
    due: str = _text()
    document: str = _text()
    signature: str = _text()


class ReceivedBundle(SQLModel, table=True):
    """One row per bundle the ward has received; the file itself lies under its id beside the database."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract_number: str = _text(index=True)
    contract_title: str = _text()
    contractor: str = _text()
    fiscal_year: int = _number()
    request: str = _text()
    asked: str = _text()
    previous: str = _text()
    verdict: str = _text()
    codes: list[str] = _json()
    received_at: str = _text()
    size: int = _number()
    type: str = _text()
    receipt: str = _text()
    receipt_signature: str = _text()
    receipted_at: str | None = _text()


class RegisterEntry(SQLModel, table=True):
    """One row per row of a contract's registers."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract: str = _text(foreign_key="contract.id", index=True)
    book: str = _text()
    asset: str = _text()
    slip: str = _text()
    direction: str = _text()
    day: str | None = _text()
    time: str = _text()
    handler: str = _text()
    counterpart: str = _text()
    information: str = _text()
    quantity: int | None = _number()
    unit: str = _text()
    medium: str = _text()
    number: str = _text()
    purpose: str = _text()
    place: str = _text()
    method: str = _text()
    due: str | None = _text()
    password_day: str | None = _text()
    consent_day: str | None = _text()
    consent_by: str = _text()
    consent_document: str = _text()
    back_day: str | None = _text()
    back_time: str = _text()
    back_by: str = _text()
    witness: str = _text()
    note: str = _text()


class Attestation(SQLModel, table=True):
    """One row per statement of a named person for the end of a contract."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract: str = _text(foreign_key="contract.id", index=True)
    topic: str = _text()
    person: str = _text()
    day: str | None = _text()
    statement: str = _text()
    document: str = _text()


class ExitRun(SQLModel, table=True):
    """One row per search at the end of a contract: counts only."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract: str = _text(foreign_key="contract.id", index=True)
    host: str = _text()
    who: str = _text()
    started: str = _text()
    finished: str | None = _text()
    registry_digest: str = _text()
    summary: dict[str, Any] = _json()
    storage: list[dict[str, Any]] = _json()
    control: dict[str, Any] = _json()
    scope: list[list[str]] = _json()


class FileErasure(SQLModel, table=True):
    """One row per file erased with the program's help, and per registry destroyed."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract: str = _text(foreign_key="contract.id", index=True)
    what: str = _text()
    digest: str = _text()
    size: int = _number()
    storage: str = _text()
    file_system: str = _text()
    done: list[str] = _json()
    failed: str = _text()
    at: str = _text()
    who: str = _text()


class Registration(SQLModel, table=True):
    """One row per fingerprint registry made: counts and its digest."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract: str = _text(foreign_key="contract.id", index=True)
    registry_digest: str = _text()
    counts: dict[str, int] = _json()
    at: str = _text()
    who: str = _text()


class IssuedCertificate(SQLModel, table=True):
    """One row per erasure certificate issued."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract: str = _text(foreign_key="contract.id", index=True)
    number: str = _text()
    edition: int = _number()
    issued_at: str = _text()
    verdict: str = _text()
    document: str = _text()
    bundle: str = _text()


class DutyEntry(SQLModel, table=True):
    """One row per row of the registers whose books are data."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract: str = _text(foreign_key="contract.id", index=True)
    book: str = _text()
    values: dict[str, Any] = _json()


class PolicyValue(SQLModel, table=True):
    """One row per threshold or declaration a contract sets for the checks of its PCs."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract: str = _text(foreign_key="contract.id", index=True)
    name: str = _text()
    text: str = _text()


def _read(path: str, kind: type[Text | Integer]) -> Column[Any]:
    return Column(kind, Computed(f"json_extract(payload, '$.{path}')", persisted=False))


class Journal(SQLModel, table=True):
    """One row per change, in a salted hash chain; triggers refuse to change or delete one (evidence notes §4.3).

    `payload` is the exact JSON text that was hashed; the computed columns only read it, so that nothing is kept twice.
    """

    __table_args__: ClassVar[Any] = (
        # Undo reads what it needs from this index alone.
        Index("ix_journal_history", "inspection", "kind", "action", "of"),
        CheckConstraint("length(salt) = 16 AND length(entry_digest) = 32 AND length(link) = 32", name="lengths"),
        STRICT,
    )
    seq: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    payload: str = _text()
    salt: bytes = Field(sa_type=LargeBinary)
    entry_digest: bytes = Field(sa_type=LargeBinary)
    link: bytes = Field(sa_type=LargeBinary)
    action: str | None = Field(sa_column=_read("action", Text))
    kind: str | None = Field(sa_column=_read("kind", Text))
    inspection: str | None = Field(sa_column=_read("inspection", Text))
    of: int | None = Field(sa_column=_read("of", Integer))


METADATA = SQLModel.metadata
"""All tables by name."""
