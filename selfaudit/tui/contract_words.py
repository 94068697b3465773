"""The sentences a contract's records are shown with: who lacks what, whose accounts are on the roster, what is entered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from selfaudit.services import calendar, roster
from selfaudit.services.roster import Accounts, Comparison, Lack
from selfaudit.text.messages import t
from selfaudit.text.wareki import moment_label, short_date_label

if TYPE_CHECKING:
    from selfaudit.domain.contract import Person
    from selfaudit.services.walk import Walk

PLACES = ("contracts", "contract", "roster", "machines", "duties", "ending")
"""The places of a contract's records, in their order on the home screen."""
_BAD = (Lack.NAME, Lack.PLEDGE, Lack.TRAINING)
_NAMED = 5
"""Account names listed at most in one sentence."""


def day(value: date | None) -> str:
    """Return a day for a narrow column, a word where there is none."""
    if value is None:
        return t("contract.none")
    return short_date_label(value)


def mark(lacks: Sequence[Lack]) -> str:
    """Return a mark two cells wide for a row that lacks something it must have."""
    return t("contract.roster.mark") if any(lack in _BAD for lack in lacks) else "  "


def lacking(lacks: Sequence[Lack]) -> str:
    """Return what a row lacks as one sentence; empty when nothing."""
    return t("contract.and").join(t(f"contract.lack.{lack}") for lack in lacks)


def roster_summary(people: Sequence[Person], walk: Walk, today: date) -> str:
    """Return how many work on the contract, and how many of them lack what."""
    now = roster.working(people, today)
    parts = [t("contract.roster.count", count=len(now))]
    if len(people) > len(now):
        parts.append(t("contract.roster.ended", count=len(people) - len(now)))
    parts += _lacking(now, walk, today, tuple(Lack))
    if now and not _lacking(now, walk, today, _BAD):
        parts.append(t("contract.roster.complete"))
    return "  ".join(parts)


def _lacking(people: Sequence[Person], walk: Walk, today: date, wanted: Sequence[Lack]) -> list[str]:
    found = [lack for person in people for lack in roster.lacks(person, today, walk.fiscal_year)]
    return [t(f"contract.roster.{lack}", count=found.count(lack)) for lack in wanted if lack in found]


def roster_brief(people: Sequence[Person], walk: Walk, today: date) -> str:
    """Return the same on half a line: only what must not be missing."""
    now = roster.working(people, today)
    return "  ".join([t("contract.roster.count", count=len(now)), *_lacking(now, walk, today, _BAD)])


def accounts(compared: Accounts) -> str:
    """Return how the roster compares with the accounts of the checked PCs."""
    if compared.comparison is Comparison.NOT_LOOKED:
        return t("contract.accounts.not_looked")
    at = moment_label(compared.looked_at) if compared.looked_at else ""
    if compared.comparison is not Comparison.COMPARED:
        return t(f"contract.accounts.{compared.comparison}", at=at)
    lines = []
    if compared.unlisted:
        lines.append(t("contract.accounts.unlisted", count=len(compared.unlisted), names=_names(compared.unlisted)))
    if compared.absent:
        lines.append(t("contract.accounts.absent", count=len(compared.absent), names=_names(compared.absent)))
    if not compared.unlisted:
        lines.append(t("contract.accounts.listed"))
    return "\n".join([*lines, t("contract.accounts.looked_at", at=at)])


def ending_brief(walk: Walk) -> str:
    """Return how far the end of the contract has come, on half a line."""
    stored = walk.workspace.repository
    issued = stored.issued_certificates(walk.contract.id)
    if issued:
        return t("certificate.screen.home_issued", edition=issued[-1].edition)
    runs = stored.exit_runs(walk.contract.id)
    return t("certificate.screen.home_searched", count=len(runs)) if runs else t("contract.home.empty")


def home_rows(walk: Walk, today: date) -> list[tuple[str, str, str]]:
    """Return place, title and state of each of the contract's records for the home screen."""
    contract, workspace = walk.contract, walk.workspace
    people, machines = workspace.people(contract.id), workspace.machines(contract.id)
    open_fields = sum(1 for value in _asked(walk) if not value)
    states = {
        "contracts": t("contract.home.contracts_state", count=len(workspace.contracts())),
        "contract": t("contract.home.contract_open", count=open_fields) if open_fields else t("contract.home.complete"),
        "roster": roster_brief(people, walk, today) if people else t("contract.home.empty"),
        "machines": t("contract.machines.count", count=len(machines)) if machines else t("contract.home.empty"),
        "duties": calendar.brief(calendar.of_walk(walk, today), today),
        "ending": ending_brief(walk),
    }
    rows = [(place, t(f"contract.home.{place}"), states[place]) for place in PLACES]
    return rows + _findings(walk)


def _findings(walk: Walk) -> list[tuple[str, str, str]]:
    """The row of the ward's findings, where there are any."""
    if not walk.workspace.repository.imported_findings(walk.inspection.contract):
        return []
    from selfaudit.services.findings import of_walk

    states = [row.state for row in of_walk(walk).standing()]
    still = sum(1 for state in states if state == "open")
    state = t("contract.home.findings_state", count=len(states), open=still)
    return [("findings", t("contract.home.findings"), state)]


def _asked(walk: Walk) -> list[object]:
    """The values a contract is expected to have."""
    contract = walk.contract
    return [
        contract.title,
        contract.section,
        contract.contractor,
        contract.representative,
        contract.start,
        contract.end,
        contract.information,
        contract.places,
        contract.folders,
    ]


def _names(names: Sequence[str]) -> str:
    more = t("contract.accounts.more", count=len(names) - _NAMED) if len(names) > _NAMED else ""
    return t("contract.and").join(names[:_NAMED]) + more
