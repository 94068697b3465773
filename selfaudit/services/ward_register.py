"""The register of contracts: every contract and fiscal year with its requests, bundles, visits and state."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from selfaudit.domain.desk import Due, Visit, WardContract, year_of, years
from selfaudit.domain.exchange import IssuedRequest, ReceivedBundle
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.services import ward, ward_findings
from selfaudit.services.ward_findings import Seen
from selfaudit.text.wareki import japan

if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace

_Key = tuple[str, int]
_made: WeakKeyDictionary[Workspace, tuple[object, list[Year]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Year:
    """One contract in one fiscal year."""

    contract_number: str
    contract_title: str
    contractor: str
    fiscal_year: int
    requests: tuple[IssuedRequest, ...]
    bundles: tuple[ReceivedBundle, ...]
    state: str
    """A word of `domain.desk.Due`."""
    section: str = ""
    deadline: date | None = None
    """Last day, None where neither the register nor a request says one."""
    inspected: date | None = None
    visits: tuple[Visit, ...] = ()
    problems: tuple[str, ...] = ()
    """Of the newest bundle's findings."""
    open_findings: int = 0
    overdue_findings: int = 0
    """Of the contract, whatever the year they were raised in."""


@dataclass(frozen=True)
class _Kept:
    """Everything the register is made of, by contract and year."""

    contracts: dict[str, WardContract]
    requests: dict[_Key, list[IssuedRequest]]
    bundles: dict[_Key, list[ReceivedBundle]]
    visits: dict[_Key, list[Visit]]
    problems: dict[str, tuple[str, ...]]
    findings: dict[str, list[Seen]]


def register(workspace: Workspace, fiscal_year: int | None = None, contract: str | None = None) -> list[Year]:
    """The register, by contract number and year; of one fiscal year or contract where given. InputError before `init`.

    Every change at a desk is journalled, so what was made for the same head of the journal on the same day still holds.
    """
    ward.name(workspace)
    today = japan(workspace.clock()).date()
    state = (workspace.repository.journal_head(), today)
    known = _made.get(workspace)
    if known is None or known[0] != state:
        known = _made[workspace] = (state, _all_years(workspace, today))
    return [
        row for row in known[1] if fiscal_year in (None, row.fiscal_year) and contract in (None, row.contract_number)
    ]


def _all_years(workspace: Workspace, today: date) -> list[Year]:
    kept = _kept(workspace)
    pairs = {*kept.requests, *kept.bundles, *kept.visits}
    pairs.update((row.number, year.year) for row in kept.contracts.values() for year in years(row, today))
    return [_year(kept, pair, today) for pair in sorted(pairs)]


def _kept(workspace: Workspace) -> _Kept:
    repository = workspace.repository
    kept = _Kept(
        {row.number: row for row in repository.contracts_at_the_ward()},
        defaultdict(list),
        defaultdict(list),
        defaultdict(list),
        repository.problems(),
        defaultdict(list),
    )
    for request in repository.issued_requests():
        kept.requests[request.contract_number, request.fiscal_year].append(request)
    for bundle in repository.received_bundles():
        kept.bundles[bundle.contract_number, bundle.fiscal_year].append(bundle)
    for visit in repository.visits():
        kept.visits[visit.contract_number, FiscalYear.of(visit.day).year].append(visit)
    for seen in ward_findings.standing(workspace):
        kept.findings[seen.finding.contract_number].append(seen)
    return kept


def _year(kept: _Kept, pair: _Key, today: date) -> Year:
    number, year = pair
    requests, bundles = kept.requests.get(pair, []), kept.bundles.get(pair, [])
    visits = kept.visits.get(pair, [])
    known = kept.contracts.get(number)
    handed_in = [row for row in bundles if row.type == "inspection"]
    good = [row for row in handed_in if _counts(row, requests, kept.problems.get(row.id, ()))]
    days = [_day(row.received_at) for row in good] + [visit.day for visit in visits]
    asked = _day(requests[-1].due) if requests else None
    found = year_of(known, FiscalYear(year), days, handed_in=bool(handed_in), asked=asked, today=today)
    newest: IssuedRequest | ReceivedBundle | None = bundles[-1] if bundles else requests[-1] if requests else None
    open_findings = [seen.finding for seen in kept.findings.get(number, []) if not seen.finding.closed]
    return Year(
        contract_number=number,
        contract_title=(known.title if known else "") or (newest.contract_title if newest else ""),
        contractor=(known.contractor if known else "") or (newest.contractor if newest else ""),
        fiscal_year=year,
        requests=tuple(requests),
        bundles=tuple(bundles),
        state=str(found.due),
        section=known.section if known else "",
        deadline=found.deadline,
        inspected=found.inspected,
        visits=tuple(visits),
        problems=kept.problems.get(handed_in[-1].id, ()) if handed_in else (),
        open_findings=len(open_findings),
        overdue_findings=sum(1 for row in open_findings if row.overdue(today)),
    )


def _counts(row: ReceivedBundle, requests: list[IssuedRequest], problems: tuple[str, ...]) -> bool:
    """Whether a bundle counts as the year's inspection: VALID, an answer to a request, and no finding left out."""
    answers = bool(row.asked) or not requests
    return row.verdict == "VALID" and answers and not any(map(ward_findings.serious, problems))


def _day(moment: datetime) -> date:
    return japan(moment).date()


def waiting(rows: list[Year]) -> list[Year]:
    """The years that still need an inspection, the nearest last day first."""
    owed = [row for row in rows if row.state in (Due.ASKED, Due.OPEN, Due.OVERDUE, Due.REVIEW)]
    return sorted(owed, key=lambda row: (row.deadline or date.max, row.contract_number))
