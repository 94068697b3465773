"""The Japanese fiscal year: 1 April to 31 March (Local Autonomy Act, article 208)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

FIRST_MONTH = 4


@dataclass(frozen=True, order=True)
class FiscalYear:
    """One fiscal year, named by the calendar year in which it starts (2026 = 2026-04-01 to 2027-03-31)."""

    year: int

    @classmethod
    def of(cls, day: date) -> FiscalYear:
        """Return the fiscal year that `day` lies in."""
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @property
    def start(self) -> date:
        """The first day, 1 April."""
        return date(self.year, FIRST_MONTH, 1)

    @property
    def end(self) -> date:
        """The last day, 31 March of the following calendar year."""
        return date(self.year + 1, FIRST_MONTH, 1) - timedelta(days=1)

    @property
    def previous(self) -> FiscalYear:
        """The fiscal year before this one."""
        return FiscalYear(self.year - 1)

    def contains(self, day: date) -> bool:
        """Say whether `day` lies in this fiscal year."""
        return self.start <= day <= self.end

    def days_left(self, today: date) -> int:
        """Days from `today` to the last day, 0 on the last day, negative once it is over."""
        return (self.end - today).days
