"""Roster, pledges, training and PC accounts in one view: for each person what there is and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from selfaudit.domain.contract import Person
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.domain.register import folded
from selfaudit.services import roster
from selfaudit.services.duties import Duties
from selfaudit.services.roster import Accounts, Comparison

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk

LEFT_ACCOUNT = "account_of_left"
NOT_ON_PC = "account_not_on_pc"
NO_PLEDGE, NO_TRAINING, OLD_TRAINING, NO_ACCOUNT = "pledge", "training", "training_this_year", "accounts"


@dataclass(frozen=True)
class Line:
    """One person of the roster."""

    person: Person
    pledge: date | None
    """The latest written pledge, of the roster or the register of pledges."""
    training: date | None
    """The latest training, of the roster or the register of training."""
    gaps: tuple[str, ...]
    """What is missing, as keys of ``reconcile.gap``."""


@dataclass(frozen=True)
class Reconciled:
    """The whole view."""

    lines: tuple[Line, ...]
    accounts: Accounts
    strangers: tuple[str, ...]
    """Names in the registers of pledges and training that are on no row of the roster."""

    @property
    def open(self) -> int:
        """How many people, accounts and names do not match."""
        return sum(1 for line in self.lines if line.gaps) + len(self.accounts.unlisted) + len(self.strangers)


def reconcile(walk: Walk, today: date) -> Reconciled:
    """Compare the four, as they are kept now; PC accounts as the latest checks of this inspection saw them."""
    people = walk.workspace.people(walk.contract.id)
    pledged, trained = _days(walk)
    accounts = roster.accounts(walk, people, today)
    lines = tuple(_line(person, pledged, trained, accounts, today) for person in people)
    names = {folded(person.name) for person in people}
    strangers = sorted({name for key, (name, _) in {**pledged, **trained}.items() if key not in names})
    return Reconciled(lines, accounts, tuple(strangers))


def _line(
    person: Person,
    pledged: dict[str, tuple[str, date]],
    trained: dict[str, tuple[str, date]],
    accounts: Accounts,
    today: date,
) -> Line:
    key = folded(person.name)
    pledge = _latest(person.pledge, pledged.get(key))
    training = _latest(person.training, trained.get(key))
    if person.ended is not None and person.ended < today:
        there = [name for name in person.accounts if name not in accounts.absent]
        left = accounts.comparison is Comparison.COMPARED and there
        return Line(person, pledge, training, (LEFT_ACCOUNT,) if left else ())
    found = {
        NO_PLEDGE: pledge is None or pledge > today,
        NO_TRAINING: training is None or training > today,
        OLD_TRAINING: training is not None and training < FiscalYear.of(today).start,
        NO_ACCOUNT: not person.accounts,
        NOT_ON_PC: bool(roster.absent_of(person, accounts)),
    }
    return Line(person, pledge, training, tuple(gap for gap, is_so in found.items() if is_so))


def _days(walk: Walk) -> tuple[dict[str, tuple[str, date]], dict[str, tuple[str, date]]]:
    """Names as written and latest days by folded name: from the register of pledges, and from that of training."""
    duties = Duties(walk.workspace, walk.contract.id)
    pledges = [(row.text("person"), row.day("day")) for row in duties.entries("pledge")]
    trainings = [
        (name, row.day("day")) for row in duties.entries("training") for name in row.text("attended").split("\n")
    ]
    return _by_name(pledges), _by_name(trainings)


def _by_name(rows: Sequence[tuple[str, date | None]]) -> dict[str, tuple[str, date]]:
    found: dict[str, tuple[str, date]] = {}
    for name, day in rows:
        key = folded(name)
        if key and day is not None and (key not in found or day > found[key][1]):
            found[key] = (name, day)
    return found


def _latest(kept: date | None, registered: tuple[str, date] | None) -> date | None:
    days = [day for day in (kept, registered[1] if registered else None) if day is not None]
    return max(days, default=None)
