"""An inspection is one contract in one fiscal year; its answers, exhibits and what the machines said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """Outcome of one item, in the words of DESIGN §4."""

    CONFORMS = "適合"
    NONCONFORMING = "不適合"
    NOT_APPLICABLE = "該当なし"
    NEEDS_REVIEW = "要確認"
    NOT_DONE = "未実施"


@dataclass(frozen=True)
class Inspection:
    """One contract in one fiscal year, pinned to the profile it was started with."""

    id: str
    contract: str
    fiscal_year: int
    profile: str
    profile_digest: str
    """SHA-256 (hex) of the profile file when the inspection began."""
    started: datetime


@dataclass(frozen=True)
class Answer:
    """What a person said about one item. Empty strings mean "not said yet", never "no"."""

    inspection: str
    item: str
    outcome: Outcome = Outcome.NOT_DONE
    note: str = ""
    reason: str = ""
    """Why the item does not apply (該当なし)."""
    owner: str = ""
    """Who puts it right (不適合)."""
    due: date | None = None
    """Until when (不適合)."""
    dissent: str = ""
    """Why the person's outcome differs from what the machine says (DESIGN §2.2)."""
    answered_by: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Exhibit:
    """A file shown as evidence (証跡), kept in the store under its SHA-256."""

    id: str
    inspection: str
    item: str
    sha256: str
    name: str
    """Original file name; shown to the user, never used as a path."""
    size: int
    """Bytes."""
    added_by: str
    added_at: datetime


@dataclass(frozen=True)
class MachineSays:
    """The stored result of one check on one PC (a copy of checks.model.Result, as data)."""

    inspection: str
    host: str
    check: str
    status: str
    """One of PASS FAIL NOT_APPLICABLE NOT_PERMITTED UNKNOWN ERROR."""
    reason: str
    collected_at: datetime
    detail: Mapping[str, Any] = field(default_factory=dict)
    """Facts, policy, source digests, limits: JSON values, already redacted."""


@dataclass(frozen=True)
class SearchRun:
    """One finished or stopped search for personal data: counts and masked samples only."""

    id: str
    inspection: str
    host: str
    started: datetime
    finished: datetime | None
    summary: Mapping[str, Any]
    """Counts, coverage, places; JSON values without any found value."""
