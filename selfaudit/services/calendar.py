"""One calendar of everything that is due, of all contracts: from clauses, registers, answers, findings and requests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from selfaudit.catalog.deadlines import Rule, office, rule_of
from selfaudit.domain import deadline as days
from selfaudit.domain.contract import Contract
from selfaudit.domain.duty import DutyEntry
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.domain.register import RegisterKind, folded
from selfaudit.report.ics import Event, calendar
from selfaudit.services import flow, roster
from selfaudit.services.duties import Duties
from selfaudit.services.registers import Registers
from selfaudit.text.messages import t
from selfaudit.text.wareki import date_label, era_year, fiscal_year_label, japan, short_date_label

if TYPE_CHECKING:
    from selfaudit.domain.profile import Item
    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import Workspace

MONTHLY = {"T21": "report", "T50": "completion"}
"""Topic of a clause that wants something every month → the register that shows it was handed in."""
YEARLY = {"T20": "training", "T22": "visit"}
"""Topic of a clause that wants something once in a fiscal year → the register that shows it took place."""
_REMIND = (7, 1)


@dataclass(frozen=True)
class Due:
    """One day something is due by."""

    id: str
    """The same for the same thing at every reading."""
    contract: str
    contract_title: str
    kind: str
    day: date
    what: str
    done: bool | None = None
    """Whether it is known to be done; None where nothing kept here could tell."""
    basis: str = ""
    """Numbers of the clauses that want it, as printed."""
    note: str = ""

    def days(self, today: date) -> int:
        """Days from `today`; negative once it is over."""
        return (self.day - today).days

    def overdue(self, today: date) -> bool:
        """Whether it should have been done by now and is known not to be."""
        return self.done is False and self.day < today


def everything(workspace: Workspace, today: date) -> list[Due]:
    """What is due in all contracts, the earliest first."""
    from selfaudit.services.walk import Walk

    newest = {row.contract: row for row in sorted(workspace.repository.inspections(), key=lambda row: row.fiscal_year)}
    found = [due for row in newest.values() for due in of_walk(Walk(workspace, row), today)]
    return sorted(found, key=lambda due: (due.day, due.contract_title, due.id))


def open_until(workspace: Workspace, today: date, ahead: int = 31) -> list[Due]:
    """What is not known to be done and due within `ahead` days, what is overdue first."""
    last = today + timedelta(days=ahead)
    return [
        due for due in everything(workspace, today) if due.done is not True and due.day <= last and _still(due, today)
    ]


def of_walk(walk: Walk, today: date) -> list[Due]:
    """What is due in one contract, the earliest first."""
    found = _Found(walk, today)
    rows = [*found.clauses(), *found.incidents(), *found.roster(), *found.custody(), *found.asked(), *found.findings()]
    return sorted(rows, key=lambda due: (due.day, due.id))


def export(workspace: Workspace, out: Path, made: datetime) -> int:
    """Write everything to a new .ics file; how many entries it has."""
    rows = [due for due in everything(workspace, japan(made).date()) if due.done is not True]
    events = [
        Event(
            uid=f"{due.id}@selfaudit",
            when=due.day,
            title=f"{due.what} ({due.contract_title})",
            description="\n".join(
                part for part in (due.basis and t("calendar.basis", basis=due.basis), due.note) if part
            ),
            category=t(f"calendar.kind.{due.kind}"),
            remind_days=_REMIND,
        )
        for due in rows
    ]
    # Loaded only here: it brings the verifier along, which the home screen must not wait for.
    from selfaudit.services.files import write_new

    write_new(out, calendar(events, stamp=made, name=t("calendar.name")))
    return len(events)


def _still(due: Due, today: date) -> bool:
    """Whether a day still matters: what nothing could show as done is forgotten once it is over."""
    return due.done is False or due.day >= today


class _Found:
    """Everything due in one contract."""

    def __init__(self, walk: Walk, today: date) -> None:
        self.walk = walk
        self.contract: Contract = walk.contract
        self.duties = Duties(walk.workspace, self.contract.id)
        self.today = today

    def clauses(self) -> Iterator[Due]:
        """What the clauses that apply want on a day, as far as the contract's own days are entered."""
        start, end = self.contract.start, self.contract.end
        if start is None or end is None or end < start:
            return
        rules: dict[tuple[Rule, str], list[Item]] = {}
        for view in self.walk.items():
            rule = rule_of(view.item)
            if rule and view.applicability.applies is not False:
                rules.setdefault((rule, view.item.topics[0] if view.item.topics else ""), []).append(view.item)
        for (rule, topic), items in rules.items():
            basis = t("registers.and").join(dict.fromkeys(item.number for item in items))
            what = items[0].heading or items[0].text[:20]
            if rule.kind == "monthly":
                yield from self._monthly(rule, topic, what, basis, start, end)
            elif rule.kind == "yearly":
                yield from self._yearly(topic, what, basis, start, end)
            else:
                day = start if rule.kind == "start" else end
                yield self._due(rule.kind, day, what, basis, key=f"{rule.kind}/{items[0].id}")

    def incidents(self) -> Iterator[Due]:
        """The clock of every incident that is not closed (notes/field.md §4)."""
        for row in self.duties.entries("incident"):
            known = row.day("known")
            if known is None or row.text("closed"):
                continue
            told = bool(row.text("ward_told"))
            party = self.walk.profile.parties.client[0]
            yield self._due("incident", known, t("calendar.tell", client=party), done=told, key=f"tell/{row.id}")
            yield from self._authority(row, known, told)

    def roster(self) -> Iterator[Due]:
        """Pledges and training somebody on the roster lacks."""
        start = self.contract.start
        people = roster.working(self.walk.workspace.people(self.contract.id), self.today)
        if start and people:
            missing = [person.name for person in people if person.pledge is None]
            yield self._due("pledge", start, t("calendar.pledges", count=len(missing)), done=not missing, key="pledge")
        year = FiscalYear.of(self.today)
        if people:
            done = all(person.training is not None and year.contains(person.training) for person in people)
            what = t("calendar.training", year=fiscal_year_label(year.year))
            yield self._due("training", year.end, what, done=done, key=f"training/{year.year}")

    def custody(self) -> Iterator[Due]:
        """What has to go back, and approvals asked for and not received."""
        registers = Registers(self.walk.workspace, self.contract.id)
        left = {folded(balance.asset) for balance in registers.open_balances()}
        for row in registers.entries(RegisterKind.RECEIPT):
            if row.due:
                what = t("calendar.give_back", asset=row.asset)
                yield self._due("custody", row.due, what, done=folded(row.asset) not in left, key=f"back/{row.id}")
        for asked in self.duties.entries("subcontract"):
            day = asked.day("applied")
            if day and not asked.text("approved"):
                what = t("calendar.approval", company=asked.text("company"))
                yield self._due("approval", day, what, done=False, key=f"approval/{asked.id}")

    def asked(self) -> Iterator[Due]:
        """The ward's request, and what was found not to conform."""
        for number, row in enumerate(flow.deadlines(self.walk)):
            if row.kind is not flow.DeadlineKind.YEAR:
                yield self._due(
                    str(row.kind), row.day, t(f"calendar.kind.{row.kind}"), done=False, key=f"{row.kind}/{number}"
                )

    def findings(self) -> Iterator[Due]:
        """The ward's findings that are still open."""
        if not self.walk.workspace.repository.imported_findings(self.walk.contract.id):
            return
        # Loaded only where there is something to read: it brings the verifier along.
        from selfaudit.services.findings import of_walk as findings_of

        for row in findings_of(self.walk).standing():
            what = t("calendar.finding", number=row.finding.number)
            done = str(row.state) != "open"
            yield self._due("finding", row.due, what, done=done, key=f"finding/{row.finding.id}")

    def _monthly(self, rule: Rule, topic: str, what: str, basis: str, start: date, end: date) -> Iterator[Due]:
        book = MONTHLY.get(topic)
        given = {
            days.month_of(day)
            for row in self.duties.entries(book or "")
            if (day := row.day("month")) and row.text("submitted")
        }
        begun, first = self._begun(), self._first_month(book or "")
        for month in days.months(start, end):
            day = days.monthly(month, rule.day, contract_end=end if rule.last_at_end else None)
            words = t("calendar.of_month", what=what, year=era_year(month), month=month.month)
            done = month in given if book and (day >= begun or month >= first) else None
            note = t("calendar.before_records") if book and done is None else ""
            key = f"monthly/{topic}/{rule.day}/{month:%Y-%m}"
            yield self._due("monthly", day, words, basis, done=done, key=key, note=note)

    def _begun(self) -> date:
        """The day this contract was begun here; before it, only what somebody entered is known."""
        return min(japan(row.started).date() for row in self.walk.workspace.repository.inspections(self.contract.id))

    def _first_month(self, book: str) -> date:
        """The first month this book has a row of."""
        rows = [day for row in self.duties.entries(book) if (day := row.day("month"))]
        return days.month_of(min(rows, default=date.max))

    def _yearly(self, topic: str, what: str, basis: str, start: date, end: date) -> Iterator[Due]:
        book = YEARLY.get(topic)
        there = [day for row in self.duties.entries(book or "") if (day := row.day("day"))]
        for year in days.fiscal_years(start, end):
            words = t("calendar.of_year", what=what, year=fiscal_year_label(year.year))
            done = any(year.contains(day) for day in there) if book else None
            yield self._due("yearly", year.end, words, basis, done=done, key=f"yearly/{topic}/{year.year}")

    def _authority(self, row: DutyEntry, known: date, told: bool) -> Iterator[Due]:
        """The authority's own clock; a contractor that has told its client need not report itself (APPI article 26 (1))."""
        note = t("calendar.exempt") if told else ""
        malicious = row.text("malicious") != "no"
        full = days.full_report_days(malicious=malicious)
        for key, length in (("quick", days.QUICK_TO), ("full", full)):
            day = days.within(known, length, office())
            what = t(f"calendar.{key}", first=days.QUICK_FROM, days=length)
            yield self._due("authority", day, what, note=note, done=told, key=f"{key}/{row.id}")

    def _due(
        self, kind: str, day: date, what: str, basis: str = "", *, key: str, done: bool | None = None, note: str = ""
    ) -> Due:
        closed = office().knows(day) and office().closed(day)
        notes = [note, t("calendar.closed", day=date_label(office().on_or_before(day))) if closed else ""]
        if not office().knows(day):
            notes.append(t("calendar.unknown_holidays"))
        contract = self.contract
        said = " ".join(part for part in notes if part)
        return Due(f"{contract.id}/{key}", contract.id, contract.title, kind, day, what, done, basis, said)


def state(due: Due, today: date) -> str:
    """How long it is still, or that it is done or late."""
    left = due.days(today)
    if due.done:
        return t("calendar.done")
    if left < 0:
        return t("calendar.overdue", days=-left) if due.done is False else t("calendar.past")
    return t("calendar.left", days=left)


def line(due: Due, today: date) -> str:
    """One entry in one line: day, days left, what, whose."""
    said = {"day": date_label(due.day), "state": state(due, today), "what": due.what, "contract": due.contract_title}
    return t("calendar.line", **said)


def brief(rows: Sequence[Due], today: date) -> str:
    """How many are late, or what comes next, on half a line."""
    late = sum(1 for due in rows if due.overdue(today))
    if late:
        return t("calendar.late", count=late)
    coming = next((due for due in rows if due.done is not True and due.day >= today), None)
    return t("calendar.next", day=short_date_label(coming.day), what=coming.what) if coming else t("calendar.none")


def lines(rows: Sequence[Due], today: date) -> list[str]:
    """Several entries, one line each."""
    return [line(due, today) for due in rows]
