"""What is known of a contract, as texts for its papers: registers, roster, answers, findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from selfaudit.catalog.duties import books
from selfaudit.domain.duty import DutyEntry
from selfaudit.domain.inspection import Outcome
from selfaudit.domain.register import FIELDS, Direction, RegisterEntry, RegisterKind, folded
from selfaudit.errors import InputError
from selfaudit.services import age, duties, entry, registers, roster
from selfaudit.services.duties import Duties
from selfaudit.services.views import State
from selfaudit.text.messages import language, t
from selfaudit.text.wareki import date_label, era_year, fiscal_year_label

if TYPE_CHECKING:
    from selfaudit.domain.contract import Person
    from selfaudit.services.findings import Standing
    from selfaudit.services.views import ItemView
    from selfaudit.services.walk import Walk

Texts = Mapping[str, str]
ROSTER = "roster"
_LABEL = 24


class Rows:
    """The texts of one paper: the chosen row of its register, and every table."""

    def __init__(
        self,
        walk: Walk,
        register: str,
        row: str = "",
        typed: Mapping[str, str] | None = None,
        tables: Mapping[str, Sequence[Texts]] | None = None,
        *,
        today: date,
    ) -> None:
        self._walk = walk
        self._duties = Duties(walk.workspace, walk.contract.id)
        self._register = register
        self._row = row
        self._typed = dict(typed or {})
        self._tables = dict(tables or {})
        self._today = today

    def choices(self, register: str) -> list[tuple[str, str]]:
        """Id and short label of each row that can be printed on a paper of its own."""
        found = []
        for key, texts in self._known(register).items():
            words = [
                texts.get(name, "") for name in ("day", "name", "information", "company", "item", "outline", "work")
            ]
            day = next((texts[name] for name in ("known", "applied", "completed", "month") if texts.get(name)), "")
            found.append((key, "  ".join(word for word in (day, *words) if word)[:_LABEL]))
        return found

    def one(self, name: str) -> Texts:
        """The texts of one thing; what was typed for this paper stands in place of what is known."""
        if name == "row":
            return {**self._chosen(), **self._typed}
        if name == "slip":
            return {**self._slip(self._chosen()), **self._typed}
        if name == "check":
            progress = self._walk.progress()
            counts = {"answered": f"{progress.answered} / {progress.total}", "backed": str(progress.backed)}
            return {"fiscal_year": fiscal_year_label(self._walk.inspection.fiscal_year), **counts, **self._typed}
        rows = self._duty_rows(name)
        return {**(rows[-1] if rows else {}), **self._typed}

    def table(self, source: str) -> Sequence[Texts]:
        """The rows of a table."""
        if source in self._tables:
            return self._tables[source]
        kind, _, name = source.partition(".")
        if kind == "duty":
            return self._duty_rows(name)
        if kind == "custody":
            return list(self._known(source).values())
        made: dict[str, Callable[[], Sequence[Texts]]] = {
            "roster": lambda: [_person(person) for person in self._working()],
            "everybody": lambda: [_person(person) for person in self._walk.workspace.people(self._walk.contract.id)],
            "attended": self._attended,
            "absent": self._absent,
            "backups": self._backups,
            "findings": self._findings,
            "items": lambda: [_item(view) for view in self._walk.items() if view.counts or view.state is State.DROPPED],
        }
        return made[source]() if source in made else ()

    def _chosen(self) -> Texts:
        if not self._register:
            return {}
        known = self._known(self._register)
        if self._row and self._row not in known:
            raise InputError(t("papers.no_row", name=self._row), "", t("papers.no_row_next"))
        if self._row:
            return known[self._row]
        if self._register == ROSTER:
            return {}
        kind, _, name = self._register.partition(".")
        latest = self._duties.latest(name) if kind == "duty" else None
        key = latest.id if latest else next(reversed(known), "")
        return known.get(key, {})

    def _known(self, register: str) -> dict[str, Texts]:
        """The texts of every row of one register, by id."""
        kind, _, name = register.partition(".")
        if register == ROSTER:
            return {person.id: _person(person) for person in self._working()}
        if kind == "duty":
            return {row.id: _duty(row) for row in self._duties.entries(name)}
        return {row.id: _custody(row) for row in self._walk.registers.entries(RegisterKind(name))}

    def _duty_rows(self, book: str) -> list[Texts]:
        return [_duty(row) for row in self._duties.entries(book)] if book in books() else []

    def _working(self) -> list[Person]:
        people = self._walk.workspace.people(self._walk.contract.id)
        return roster.working(people, self._today)

    def _slip(self, row: Texts) -> Texts:
        """What a paper says of its row in one line, though the register keeps it in several fields."""
        attended = [name for name in row.get("attended", "").split("\n") if name]
        return {
            "attended_count": str(len(attended)) if attended else "",
            "period": _between(row.get("start", ""), row.get("end", "")),
            "hours": _between(row.get("time_from", ""), row.get("time_to", "")),
            "month": row.get("month_only", ""),
            "workers": str(len(self._working())),
            "occurred_at": _joined(row, "occurred", "occurred_time"),
            "discovered_at": _joined(row, "discovered", "discovered_time"),
            "known_at": _joined(row, "known", "known_time"),
            "told_at": _joined(row, "ward_told", "ward_told_time"),
            "planned_back": row.get("back", ""),
        }

    def _attended(self) -> list[Texts]:
        names = [name for name in self._chosen().get("attended", "").split("\n") if name]
        return self._numbered(names)

    def _absent(self) -> list[Texts]:
        """Who is noted as absent; where nobody is, everybody of the roster who is not noted as there."""
        row = self._chosen()
        there = {folded(name) for name in row.get("attended", "").split("\n")}
        noted = [name for name in row.get("absent", "").split("\n") if name]
        missing = noted or (
            [person.name for person in self._working() if folded(person.name) not in there] if row else []
        )
        return [{**texts, "makeup": row.get("makeup", "")} for texts in self._numbered(missing)]

    def _numbered(self, names: Sequence[str]) -> list[Texts]:
        known = {folded(person.name): _person(person) for person in self._walk.workspace.people(self._walk.contract.id)}
        return [{**known.get(folded(name), {}), "name": name, "number": str(n)} for n, name in enumerate(names, 1)]

    def _backups(self) -> list[Texts]:
        """The ways of backing up, each once: the latest row of every target."""
        return list({row["target"]: row for row in self._duty_rows("backup") if row.get("target")}.values())

    def _findings(self) -> list[Texts]:
        from selfaudit.services.findings import of_walk

        return [_finding(row, self._walk) for row in of_walk(self._walk).standing()]


def _finding(row: Standing, walk: Walk) -> dict[str, str]:
    answer = row.improvement
    items = {item.id: item for item in walk.profile.items}
    item = items.get(row.finding.item)
    days = {name: date_label(day) if (day := getattr(answer, name)) else "" for name in ("planned", "done")}
    return {
        "number": row.finding.number,
        "clause": " ".join(part for part in (item.number, item.heading) if part) if item else row.finding.item,
        "severity": t(f"papers.severity.{row.finding.severity}"),
        "text": row.finding.text,
        "due": date_label(row.due),
        "evidence": "\n".join(f"SHA-256 {digest}" for digest in answer.evidence),
        **days,
        **{name: getattr(answer, name) for name in ("cause", "correction", "prevention", "owner")},
    }


def _person(person: Person) -> dict[str, str]:
    days = {name: date_label(day) if (day := getattr(person, name)) else "" for name in ("pledge", "training", "ended")}
    return {"name": person.name, "role": person.role, "duties": person.duties, "place": person.place, **days}


def _duty(row: DutyEntry) -> dict[str, str]:
    texts = duties.texts(row)
    month = row.day("month")
    texts["month_only"] = t("papers.month", year=era_year(month), month=month.month) if month else ""
    return {**texts, "amount": texts.get("amount") or _amount(texts), "when": _joined(texts, "day", "time")}


def _custody(row: RegisterEntry) -> dict[str, str]:
    texts = {name: _shown(row, name) for name in FIELDS[row.book]}
    return {
        **texts,
        "amount": _amount(texts),
        "when": _joined(texts, "day", "time"),
        "back": _joined(texts, "back_day", "back_time"),
    }


def _shown(row: RegisterEntry, name: str) -> str:
    value = getattr(row, name)
    if name == "direction":
        return t(f"registers.direction.{value}") if value is not Direction.NONE else ""
    return entry.shown(registers.kind_of(name), value)


def _item(view: ItemView) -> dict[str, str]:
    answer = view.answer
    said_outcome = str(Outcome.NEEDS_REVIEW if view.stale else answer.outcome) if answer else ""
    outcome = said_outcome if view.counts else t("papers.dropped")
    shown = [exhibit.name for exhibit in view.exhibits]
    shown += age.sentences(view.stale)
    shown += [t("papers.machine", check=row.check, status=row.status) for row in view.machine]
    by = (date_label(answer.answered_at.date()), answer.answered_by) if answer and answer.answered_at else ()
    said = (answer.note or answer.reason) if answer else ""
    why = t(view.applicability.key, **view.applicability.words(language()))
    return {
        "number": view.item.number,
        "text": "\n".join(part for part in (view.item.heading, view.item.text) if part),
        "outcome": outcome,
        "evidence": "\n".join(shown),
        "confirmed": "\n".join(part for part in by if part),
        "note": said if view.counts else why,
    }


def _amount(texts: Texts) -> str:
    return f"{texts.get('quantity', '')}{texts.get('unit', '')}" if texts.get("quantity") else ""


def _joined(texts: Texts, *names: str) -> str:
    return " ".join(texts[name] for name in names if texts.get(name))


def _between(start: str, end: str) -> str:
    return t("papers.between", start=start, end=end) if start or end else ""
