"""How old the evidence of an item is, and what makes it too old (notes/field.md §8.7).

Evidence of an earlier fiscal year, or from before the roster, a machine or the place of work changed, proves nothing
about today: an item answered 適合 on it asks for a person's look again (要確認), until somebody confirms the answer.
Days are compared, not moments: what was entered on one day is one state of affairs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.domain.inspection import Answer, Exhibit, MachineSays, Outcome
from selfaudit.domain.progress import DECISIVE


class Matter(StrEnum):
    """What can change under the evidence."""

    ROSTER = "roster"
    MACHINES = "machines"
    PLACES = "places"


EARLIER_YEAR = "earlier_year"
_JAPAN = timezone(timedelta(hours=9))


@dataclass(frozen=True)
class Stale:
    """Why an item's evidence is too old."""

    why: str
    """EARLIER_YEAR, or the `Matter` that changed since."""
    seen: date
    """Day of the newest evidence."""
    since: date
    """First day of the fiscal year, or day of the change."""


def day_of(moment: datetime) -> date:
    """The day a moment lies on in Japan, whatever the PC's own time zone."""
    return moment.astimezone(_JAPAN).date()


def shown_on(exhibits: Iterable[Exhibit], machine: Iterable[MachineSays]) -> date | None:
    """Day of the newest exhibit or check that could tell; None without any."""
    days = [day_of(exhibit.added_at) for exhibit in exhibits]
    days += [day_of(row.collected_at) for row in machine if row.status in DECISIVE]
    return max(days, default=None)


def dated(answer: Answer | None, exhibits: Iterable[Exhibit], machine: Iterable[MachineSays]) -> date | None:
    """The day an answer stands for: the newest of what it says and what it shows; None while nobody answered."""
    if answer is None or answer.answered_at is None:
        return None
    shown = shown_on(exhibits, machine)
    said = day_of(answer.answered_at)
    return max(said, shown) if shown else said


def stale(
    answer: Answer | None,
    exhibits: Sequence[Exhibit],
    machine: Sequence[MachineSays],
    year: FiscalYear,
    today: date,
    changes: Mapping[Matter, date],
    touched_by: Collection[Matter],
) -> tuple[Stale, ...]:
    """Why a 適合 can no longer stand on its evidence; empty for any other answer, and where nothing speaks against it.

    Once the fiscal year has begun, what is shown has to be of it, and where nothing is shown the answer has to be. After a change the item
    depends on, either new evidence or the answer given anew will do.
    """
    day = dated(answer, exhibits, machine)
    if answer is None or answer.outcome is not Outcome.CONFORMS or day is None:
        return ()
    seen = shown_on(exhibits, machine) or day
    found = [Stale(EARLIER_YEAR, seen, year.start)] if seen < year.start <= today else []
    later = (matter for matter in Matter if matter in touched_by and day < changes.get(matter, date.min))
    return (*found, *(Stale(matter, day, changes[matter]) for matter in later))
