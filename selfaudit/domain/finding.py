"""Findings and their improvement (指摘と改善): what the ward keeps, what the contractor keeps.

A finding stays in every later bundle of the contract until the ward has closed it (notes/field.md §3.3 and §8.9).
Digests are 64 hex digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How heavy a finding is."""

    SERIOUS = "serious"
    ORDINARY = "ordinary"
    ADVICE = "advice"


class FindingState(StrEnum):
    """Where a finding stands."""

    OPEN = "open"
    """Raised or raised again, and not answered since."""
    ANSWERED = "answered"
    """The contractor has said what was done; the ward has not looked again yet."""
    CLOSED = "closed"
    """The ward has looked again and is satisfied."""


class Act(StrEnum):
    """What the ward did with a finding."""

    RAISED = "raised"
    REOPENED = "reopened"
    CLOSED = "closed"


@dataclass(frozen=True)
class Finding:
    """A finding as the ward keeps it."""

    id: str
    contract_number: str
    number: str
    """As printed: fiscal year and serial number within the contract."""
    fiscal_year: int
    bundle: str
    """Id of the bundle it was found in, or empty."""
    item: str
    """Id of the clause in the contract's profile."""
    severity: Severity
    text: str
    due: date
    raised_at: datetime
    raised_by: str
    closed_at: datetime | None = None
    photos: tuple[Mapping[str, Any], ...] = ()
    """Of each: name, sha256, size in bytes."""
    remarks: tuple[Mapping[str, Any], ...] = ()
    """What the ward did, oldest first: act (`Act`), at (ISO), by, text."""

    @property
    def closed(self) -> bool:
        """Whether the ward is satisfied."""
        return self.closed_at is not None

    def overdue(self, today: date) -> bool:
        """Whether it should have been put right by now."""
        return not self.closed and self.due < today


@dataclass(frozen=True)
class IssuedFindings:
    """A signed list of a contract's findings the ward has handed out."""

    id: str
    """SHA-256 of its bytes."""
    contract_number: str
    issued_at: datetime
    document: str
    signature: str
    """DER, base64."""


@dataclass(frozen=True)
class ImportedFindings:
    """The ward's list of findings as the contractor took it in."""

    id: str
    """SHA-256 of its bytes."""
    contract: str
    document: str
    signature: str
    """DER, base64."""
    ward_key: str
    imported_at: datetime


@dataclass(frozen=True)
class Improvement:
    """The contractor's answer to one finding (改善報告): cause, correction, prevention, evidence."""

    finding: str
    contract: str
    cause: str = ""
    correction: str = ""
    prevention: str = ""
    owner: str = ""
    planned: date | None = None
    done: date | None = None
    evidence: tuple[str, ...] = ()
    """SHA-256 of exhibits attached to the clause in one of the contract's inspections."""
    answered_by: str = ""
    answered_at: datetime | None = None

    @property
    def complete(self) -> bool:
        """Whether everything a report of improvement needs is written."""
        return bool(self.cause and self.correction and self.prevention and self.owner and self.done)

    @property
    def begun(self) -> bool:
        """Whether anything is written."""
        return bool(self.cause or self.correction or self.prevention or self.planned or self.done)
