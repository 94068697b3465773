"""The worker roster (従事者名簿) at a glance: who lacks what, and whose PC accounts are and are not on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from selfaudit.domain.contract import Person
from selfaudit.domain.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from selfaudit.domain.inspection import MachineSays
    from selfaudit.services.walk import Walk

CHECK = "roster.reconcile"
_FACT = "acct.users"


class Lack(StrEnum):
    """What a roster row lacks."""

    NAME = "name"
    PLEDGE = "pledge"
    TRAINING = "training"
    TRAINING_THIS_YEAR = "training_this_year"
    """There was a training, but none in this fiscal year."""
    ACCOUNTS = "accounts"


def lacks(person: Person, today: date, year: FiscalYear) -> tuple[Lack, ...]:
    """Return what a row lacks on this day; a pledge or training still to come does not count. Nothing for who has left."""
    if person.ended is not None and person.ended < today:
        return ()
    found = {
        Lack.NAME: not person.name,
        Lack.PLEDGE: person.pledge is None or person.pledge > today,
        Lack.TRAINING: person.training is None or person.training > today,
        Lack.ACCOUNTS: not person.accounts,
    }
    if person.training is not None and person.training < year.start:
        found[Lack.TRAINING_THIS_YEAR] = True
    return tuple(lack for lack, is_so in found.items() if is_so)


def working(people: Sequence[Person], today: date) -> list[Person]:
    """Return who works on the contract on this day: everybody whose last day has not passed."""
    return [person for person in people if person.ended is None or person.ended >= today]


class Comparison(StrEnum):
    """Whether roster and PC accounts could be compared."""

    NOT_LOOKED = "not_looked"
    """The PC has not been checked in this inspection."""
    NOT_TOLD = "not_told"
    """It was checked, but its accounts could not be read."""
    NO_ROSTER = "no_roster"
    """The roster names no account."""
    COMPARED = "compared"


@dataclass(frozen=True)
class Accounts:
    """The accounts of the checked PCs against the roster as it is now.

    A check keeps of an account name its first and last character and its length only, so an account counts as on the
    roster where one of that form is: names of the same form cannot be told apart here, the check itself compares them
    in full.
    """

    comparison: Comparison
    unlisted: tuple[str, ...] = ()
    """Accounts that can sign in on a checked PC and are in no roster row, masked."""
    absent: tuple[str, ...] = ()
    """Accounts of the roster that are on none of the checked PCs, in full."""
    says: tuple[MachineSays, ...] = ()
    """What the check itself said, one for each PC."""
    looked_at: datetime | None = None
    """When the PC looked at longest ago was checked."""


def accounts(walk: Walk, people: Sequence[Person], today: date) -> Accounts:
    """Compare the accounts found by the latest checks of this inspection with the roster."""
    stored = walk.workspace.repository.machine_results(walk.inspection.id)
    says = tuple(row for row in stored if row.check == CHECK)
    if not says:
        return Accounts(Comparison.NOT_LOOKED)
    looked_at = min(row.collected_at for row in says)
    found = [_found(row) for row in says]
    if any(names is None for names in found):
        return Accounts(Comparison.NOT_TOLD, says=says, looked_at=looked_at)
    named = [account for person in working(people, today) for account in person.accounts]
    if not named:
        return Accounts(Comparison.NO_ROSTER, says=says, looked_at=looked_at)
    return _compared(named, [row for names in found if names is not None for row in names], says, looked_at)


def _compared(
    named: Sequence[str], found: Sequence[dict[str, Any]], says: tuple[MachineSays, ...], looked_at: datetime
) -> Accounts:
    from checks.redact import mask

    on_roster = {mask(account.lower()) for account in named}
    active = [row for row in found if row.get("enabled")]
    there = {str(row["name"]).lower() for row in active}
    people = dict.fromkeys(str(row["name"]) for row in active if not row.get("builtin"))
    return Accounts(
        Comparison.COMPARED,
        unlisted=tuple(name for name in people if name.lower() not in on_roster),
        absent=tuple(dict.fromkeys(name for name in named if mask(name.lower()) not in there)),
        says=says,
        looked_at=looked_at,
    )


def _found(row: MachineSays) -> list[dict[str, Any]] | None:
    """The accounts one check saw; None where it does not tell."""
    facts = row.detail.get("facts")
    users = facts.get(_FACT) if isinstance(facts, dict) else None
    if not isinstance(users, list) or not all(isinstance(user, dict) and "name" in user for user in users):
        return None
    return users


def absent_of(person: Person, compared: Accounts) -> Collection[str]:
    """Return the accounts of one person that are on none of the checked PCs."""
    return [name for name in person.accounts if name in compared.absent]
