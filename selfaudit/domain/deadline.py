"""When something is due: pure arithmetic on days.

Offices are closed on Saturdays, Sundays, holidays and from 29 December to 3 January (Act on Holidays of Administrative
Organs, article 1). Notices to the authority count the day of knowing as day 1, weekends included; a last day on which
offices are closed moves to the next working day (notes/field.md §4, incident clock). Days written in a contract do not
move by themselves: where the office is closed, the last working day before is only pointed out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from selfaudit.domain.fiscal_year import FiscalYear

QUICK_FROM, QUICK_TO = 3, 5
"""Days from knowing within which the authority has to be told (速報, 概ね3〜5日)."""
FULL, FULL_MALICIOUS = 30, 60
"""Days from knowing for the full report (確報); the longer one where a wrongful purpose is possible."""
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class Office:
    """The days on which public offices are closed."""

    holidays: frozenset[date]
    first: int
    """The first calendar year whose holidays are known."""
    last: int

    def knows(self, day: date) -> bool:
        """Whether the holidays of that year are known; without them a day is taken for a working day."""
        return self.first <= day.year <= self.last

    def closed(self, day: date) -> bool:
        """Whether offices are closed on this day."""
        new_year = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
        return day.weekday() >= _SATURDAY or new_year or day in self.holidays

    def on_or_after(self, day: date) -> date:
        """The day itself, or the next one on which offices are open."""
        while self.closed(day):
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """The day itself, or the last one before on which offices are open."""
        while self.closed(day):
            day -= _DAY
        return day


def within(known: date, days: int, office: Office) -> date:
    """The last day of a period of `days` that begins with the day of knowing, moved to a working day."""
    return office.on_or_after(known + timedelta(days=days - 1))


def full_report_days(*, malicious: bool) -> int:
    """Days for the full report."""
    return FULL_MALICIOUS if malicious else FULL


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months(start: date, end: date) -> Iterator[date]:
    """The first day of every month a period touches."""
    month = month_of(start)
    while month <= end:
        yield month
        month = next_month(month)


def monthly(month: date, day: int, *, contract_end: date | None = None) -> date:
    """The `day`-th of the month after `month`, or the month's last day where it has fewer.

    With `contract_end`: for the contract's last month the last day of the contract, as clauses have it that ask for the
    report of March until the end of the period.
    """
    if contract_end is not None and month_of(month) == month_of(contract_end):
        return contract_end
    following = next_month(month)
    last = next_month(following) - _DAY
    return min(following + timedelta(days=day - 1), last)


def fiscal_years(start: date, end: date) -> Iterator[FiscalYear]:
    """Every fiscal year a period touches: a contract from July counts in the fiscal year that began in April."""
    for year in range(FiscalYear.of(start).year, FiscalYear.of(end).year + 1):
        yield FiscalYear(year)
