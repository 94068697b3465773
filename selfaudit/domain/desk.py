"""The ward's register of contracts: when each has to be inspected, and where it stands.

Once at least in every fiscal year the contract runs in (年度当たり1回以上). A fiscal year counts by its own days: two
inspections 23 months apart may serve two fiscal years, and a contract that begins in July is due in that same year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from selfaudit.domain.fiscal_year import FiscalYear


@dataclass(frozen=True)
class WardContract:
    """One contract in the ward's register."""

    number: str
    title: str = ""
    contractor: str = ""
    section: str = ""
    """The ward's section in charge (所管課)."""
    profile: str = ""
    start: date | None = None
    end: date | None = None
    contact: str = ""
    note: str = ""


@dataclass(frozen=True)
class Visit:
    """An inspection on the spot, or one of the ways the authority accepts instead (PPC Q&A 3-1-4)."""

    id: str
    contract_number: str
    day: date
    method: str
    """onsite, online or photos."""
    inspectors: str = ""
    present: str = ""
    note: str = ""


@dataclass(frozen=True)
class Draw:
    """The number that, with a bundle's id, decides what of that bundle is looked at; drawn once for each bundle."""

    bundle: str
    nonce: str
    """128 bits, hex."""
    drawn_at: datetime
    drawn_by: str = ""


@dataclass(frozen=True)
class Digest:
    """What the register shows of a received bundle without opening its file again; made anew from the file at any time."""

    bundle: str
    sealed_at: datetime | None
    problems: tuple[str, ...]
    """Of the findings: ``dropped:ID``, ``foreign:SHA256``, ``early:ID``, ``stamped:ID``, ``unanswered:ID``."""
    content: Mapping[str, Any]
    """topics: outcomes counted by topic; support: PCs and programs without support; improvements: answers by finding."""


class Due(StrEnum):
    """Where one contract stands in one fiscal year."""

    DONE = "answered"
    """Inspected within the year."""
    LATE = "late"
    """Inspected after the year was over."""
    REVIEW = "review"
    """Something was handed in that is not in order."""
    ASKED = "open"
    """The request is out, its last day not over."""
    OVERDUE = "overdue"
    """The last day of the request, or of the year, is over."""
    OPEN = "unasked"
    """To be inspected, not asked yet."""


@dataclass(frozen=True)
class YearOf:
    """One fiscal year of one contract."""

    year: int
    deadline: date | None
    """Last day: of the request, of the year (31 March) or of the contract, whichever is first."""
    inspected: date | None
    """The first inspection that counts."""
    due: Due


def years(contract: WardContract, today: date) -> list[FiscalYear]:
    """The fiscal years the contract has run in so far, the present one included; all known days missing: the present one."""
    first = FiscalYear.of(contract.start or contract.end or today)
    last = FiscalYear.of(min(contract.end or today, today))
    return [FiscalYear(year) for year in range(first.year, max(first.year, last.year) + 1)]


def deadline(contract: WardContract | None, year: FiscalYear) -> date | None:
    """The last day an inspection counts for a fiscal year; None for a contract that is not in the register."""
    if contract is None:
        return None
    return min(contract.end, year.end) if contract.end and contract.end >= year.start else year.end


def year_of(
    contract: WardContract | None,
    year: FiscalYear,
    inspections: Iterable[date],
    *,
    handed_in: bool,
    asked: date | None,
    today: date,
) -> YearOf:
    """Where a contract stands in a fiscal year.

    `inspections` are the days that count as inspected for this year, `handed_in` says whether anything else came,
    `asked` is the last day of the newest request.
    """
    last = deadline(contract, year)
    first = min(inspections, default=None)
    if first is not None:
        return YearOf(year.year, last, first, Due.DONE if first <= year.end else Due.LATE)
    until = min((day for day in (asked, last) if day), default=None)
    if handed_in:
        return YearOf(year.year, until, None, Due.REVIEW)
    if until is not None and until < today:
        return YearOf(year.year, until, None, Due.OVERDUE)
    return YearOf(year.year, until, None, Due.ASKED if asked else Due.OPEN)
