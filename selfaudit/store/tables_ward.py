"""The tables of the ward's desk and of the findings both sides keep; see `selfaudit.store.tables` for the rules."""

from __future__ import annotations

from typing import Any

from sqlmodel import SQLModel

from selfaudit.store.columns import STRICT
from selfaudit.store.columns import json_value as _json
from selfaudit.store.columns import number as _number
from selfaudit.store.columns import text as _text


class WardContract(SQLModel, table=True):
    """One row per contract in the ward's register."""

    __table_args__ = STRICT
    number: str = _text(primary_key=True)
    position: int = _number()
    title: str = _text()
    contractor: str = _text()
    section: str = _text()
    profile: str = _text()
    start: str | None = _text()
    end: str | None = _text()
    contact: str = _text()
    note: str = _text()


class Visit(SQLModel, table=True):
    """One row per inspection on the spot."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract_number: str = _text(index=True)
    day: str = _text()
    method: str = _text()
    inspectors: str = _text()
    present: str = _text()
    note: str = _text()


class Draw(SQLModel, table=True):
    """One row per bundle a sample was drawn for."""

    __table_args__ = STRICT
    bundle: str = _text(primary_key=True)
    position: int = _number()
    nonce: str = _text()
    drawn_at: str = _text()
    drawn_by: str = _text()


class Digest(SQLModel, table=True):
    """One row per received bundle: what the register shows of it; made anew from its file at any time, not journalled."""

    __table_args__ = STRICT
    bundle: str = _text(primary_key=True)
    sealed_at: str | None = _text()
    problems: list[str] = _json()
    content: dict[str, Any] = _json()


class Finding(SQLModel, table=True):
    """One row per finding of the ward."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract_number: str = _text(index=True)
    number: str = _text()
    fiscal_year: int = _number()
    bundle: str = _text()
    item: str = _text()
    severity: str = _text()
    text: str = _text()
    due: str = _text()
    raised_at: str = _text()
    raised_by: str = _text()
    closed_at: str | None = _text()
    photos: list[dict[str, Any]] = _json()
    remarks: list[dict[str, Any]] = _json()


class IssuedFindings(SQLModel, table=True):
    """One row per signed list of findings the ward has handed out."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract_number: str = _text(index=True)
    issued_at: str = _text()
    document: str = _text()
    signature: str = _text()


class ImportedFindings(SQLModel, table=True):
    """One row per list of findings the contractor took in."""

    __table_args__ = STRICT
    id: str = _text(primary_key=True)
    position: int = _number()
    contract: str = _text(foreign_key="contract.id", index=True)
    document: str = _text()
    signature: str = _text()
    ward_key: str = _text()
    imported_at: str = _text()


class Improvement(SQLModel, table=True):
    """One row per finding the contractor answers."""

    __table_args__ = STRICT
    finding: str = _text(primary_key=True)
    position: int = _number()
    contract: str = _text(foreign_key="contract.id", index=True)
    cause: str = _text()
    correction: str = _text()
    prevention: str = _text()
    owner: str = _text()
    planned: str | None = _text()
    done: str | None = _text()
    evidence: list[str] = _json()
    answered_by: str = _text()
    answered_at: str | None = _text()
