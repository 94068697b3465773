"""One inspection being walked: the interview, the answers, the evidence, and what is still open."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from selfaudit.catalog.duties import books as duty_books
from selfaudit.catalog.evidence_age import touched_by
from selfaudit.domain.applicability import applicability, questions
from selfaudit.domain.contract import Contract
from selfaudit.domain.duty import DutyEntry, lacking
from selfaudit.domain.evidence_age import stale
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.domain.inspection import Answer, Exhibit, Inspection, MachineSays, Outcome, SearchRun
from selfaudit.domain.profile import Item, Profile
from selfaudit.domain.progress import Progress, gaps
from selfaudit.domain.register import RegisterKind
from selfaudit.errors import InputError
from selfaudit.services import age, exhibit_names, photos
from selfaudit.services.paste import pasted_path
from selfaudit.services.registers import RegisterNote, Registers, books_of
from selfaudit.services.views import Filter, ItemView, Question, Section
from selfaudit.text import search as text_search
from selfaudit.text.messages import t
from selfaudit.text.wareki import DateTextError, parse_date

if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace

Field = Literal["note", "reason", "owner", "due", "dissent"]


class Walk:
    """One contract in one fiscal year. Every change is saved and journalled at once."""

    def __init__(self, workspace: Workspace, inspection: Inspection) -> None:
        from selfaudit.services.profiles import load

        self.workspace = workspace
        self.inspection = inspection
        self.profile: Profile = load(workspace.directory, inspection.profile)
        self._repository = workspace.repository
        self.reload()

    def reload(self) -> None:
        """Read everything that can change from the store again."""
        key = self.inspection.id
        self._interview = self._repository.interview(key)
        self._answers = self._repository.answers(key)
        self._exhibits: dict[str, list[Exhibit]] = {}
        for exhibit in self._repository.exhibits(key):
            self._exhibits.setdefault(exhibit.item, []).append(exhibit)
        self._noted: dict[frozenset[RegisterKind], RegisterNote] = {}
        self._machine: dict[str, list[MachineSays]] = {}
        self._duties = self._repository.duty_entries(self.inspection.contract)
        self._changes = age.changes(self._repository, self.inspection.contract)
        for row in self.machine_results():
            for served in row.detail.get("serves", [row.check]):
                self._machine.setdefault(served, []).append(row)

    @property
    def contract(self) -> Contract:
        """The contract this inspection belongs to."""
        return self._repository.contract(self.inspection.contract)

    @property
    def registers(self) -> Registers:
        """The registers of the contract."""
        return Registers(self.workspace, self.inspection.contract)

    @property
    def fiscal_year(self) -> FiscalYear:
        """The fiscal year this inspection counts for."""
        return FiscalYear(self.inspection.fiscal_year)

    @property
    def profile_changed(self) -> bool:
        """Whether the profile file differs from the one this inspection began with."""
        return self.profile.digest != self.inspection.profile_digest

    # -- the interview ----------------------------------------------------------------------------------------

    def questions(self) -> list[Question]:
        """The yes/no questions of this contract, in the profile's order."""
        return [
            Question(
                condition,
                self._interview.get(condition.id),
                sum(1 for item in self.profile.scored if item.condition == condition.id),
                tuple(row for check in condition.contradicted_by for row in self._found(check)),
                self._previous_interview.get(condition.id),
            )
            for condition in questions(self.profile)
        ]

    def answer_question(self, condition: str, yes: bool | None) -> None:
        """Answer one question, or take the answer back with None. Nothing written about the items is lost."""
        self._repository.set_interview(self.inspection.id, condition, yes)
        self._interview = self._repository.interview(self.inspection.id)

    def confirm_previous_question(self, condition: str) -> None:
        """Take over last fiscal year's answer to one question; InputError where there was none."""
        previous = self._previous_interview.get(condition)
        if previous is None:
            raise InputError(t("services.walk.no_previous"))
        self.answer_question(condition, previous)

    # -- rows -------------------------------------------------------------------------------------------------

    def view(self, item_id: str) -> ItemView:
        """Everything known about one row; KeyError for an unknown id."""
        item = self.profile.item(item_id)
        answer = self._answers.get(item_id)
        machine = self._machine_for(item)
        exhibits = tuple(self._exhibits.get(item_id, ()))
        today = self.workspace.clock().date()
        old = (
            stale(answer, exhibits, machine, self.fiscal_year, today, self._changes, touched_by(item))
            if item.scored
            else ()
        )
        return ItemView(
            item=item,
            sheet_title=self.profile.sheet(item.sheet).title,
            applicability=applicability(item, self.profile, self._interview),
            answer=answer,
            gaps=gaps(answer, machine),
            exhibits=exhibits,
            machine=machine,
            previous=self._previous.get(item_id),
            topics=tuple(self.profile.topics[topic] for topic in item.topics if topic in self.profile.topics),
            law_notes=self.profile.notes_for(item_id),
            registers=self._registers(item),
            stale=old,
        )

    def items(self) -> list[ItemView]:
        """All rows in the order of the papers."""
        return [self.view(item.id) for item in self.profile.items]

    def sections(self) -> list[Section]:
        """The sheets with their rows and counters."""
        found = []
        for sheet in self.profile.sheets:
            rows = tuple(self.view(item.id) for item in self.profile.items_of(sheet.id))
            found.append(Section(sheet.id, sheet.title, sum((row.progress for row in rows), Progress()), rows))
        return found

    def progress(self) -> Progress:
        """The counters of the whole inspection."""
        return sum((row.progress for row in self.items()), Progress())

    def next_unanswered(self, after: str | None) -> str | None:
        """The next row that still needs an answer, going round; None when nothing is open."""
        order = [item.id for item in self.profile.items]
        start = order.index(after) + 1 if after in order else 0
        for item_id in order[start:] + order[:start]:
            if self.view(item_id).passes(Filter.UNANSWERED):
                return item_id
        return None

    def filtered(self, kind: Filter) -> list[str]:
        """Ids of the rows a filtered list shows."""
        return [row.item.id for row in self.items() if row.passes(kind)]

    def search(self, text: str) -> list[str]:
        """Ids of the rows whose number, heading, text or note holds all words, whatever their width or kana."""
        found = []
        for item in self.profile.items:
            answer = self._answers.get(item.id)
            written = f"{item.number} {item.heading} {item.text} {answer.note if answer else ''}"
            if text_search.matches(text, written):
                found.append(item.id)
        return found

    # -- answers ----------------------------------------------------------------------------------------------

    def set_outcome(self, item_id: str, outcome: Outcome) -> ItemView:
        """Choose the outcome of one row; what else was written stays."""
        return self._save(replace(self._answer(item_id), outcome=outcome))

    def set_field(self, item_id: str, field: Field, value: str) -> ItemView:
        """Write one field. `due` takes any Japanese or ISO date; InputError keeps the old value."""
        answer = self._answer(item_id)
        if field == "due":
            try:
                due = parse_date(value) if value.strip() else None
            except DateTextError as error:
                raise InputError(t("services.walk.bad_date"), str(error), t("services.walk.bad_date_next")) from error
            return self._save(replace(answer, due=due))
        changed = {
            "note": lambda: replace(answer, note=value),
            "reason": lambda: replace(answer, reason=value),
            "owner": lambda: replace(answer, owner=value),
            "dissent": lambda: replace(answer, dissent=value),
        }[field]()
        return self._save(changed)

    def confirm_previous(self, item_id: str) -> ItemView:
        """Take over last fiscal year's answer as this year's, said by the present operator today."""
        previous = self._previous.get(item_id)
        if previous is None:
            raise InputError(t("services.walk.no_previous"))
        return self._save(replace(previous, inspection=self.inspection.id, dissent=""))

    # -- evidence ---------------------------------------------------------------------------------------------

    def attach(
        self,
        item_id: str,
        path: str,
        progress: Callable[[int, int], None] | None = None,
        cancel: threading.Event | None = None,
        *,
        keep_location: bool = False,
    ) -> Exhibit:
        """Copy a file into the store as evidence for one row; `path` as typed, pasted or dropped on the terminal.

        A file whose name may name a person is called otherwise (`exhibit_names`). A photo is kept without the place it was
        taken at, unless `keep_location`. `progress` gets (bytes copied, bytes in all). InputError when the file cannot be used.
        """
        self.profile.item(item_id)
        source = pasted_path(path)
        name = exhibit_names.neutral(path, len(self._exhibits.get(item_id, ())) + 1)
        with photos.prepared(source, keep_location=keep_location, name=name) as (file, said):
            exhibit = self._repository.add_exhibit(
                self.inspection.id, item_id, file, progress=progress, cancel=cancel, name=name
            )
        photos.note(self, item_id, exhibit, said)
        self._exhibits[item_id] = self._repository.exhibits(self.inspection.id, item_id)
        return exhibit

    def detach(self, exhibit_id: str) -> None:
        """Take an exhibit off its row; the journal keeps that it was there."""
        self._repository.remove_exhibit(exhibit_id)
        self.reload()

    # -- undo -------------------------------------------------------------------------------------------------

    def undo(self) -> str | None:
        """Take the last change back; the id of the row it touched, "" for another change, None if nothing is left."""
        change = self._repository.undo(self.inspection.id)
        self.reload()
        return None if change is None else change.item or ""

    def redo(self) -> str | None:
        """Do again what was taken back last; see `undo`."""
        change = self._repository.redo(self.inspection.id)
        self.reload()
        return None if change is None else change.item or ""

    # -- what else is kept about the inspection ---------------------------------------------------------------

    def machine_results(self) -> list[MachineSays]:
        """What the checks and the searches say at present, one row for each check on each PC."""
        return self._repository.machine_results(self.inspection.id)

    def search_runs(self) -> list[SearchRun]:
        """The searches made, the oldest first; a stopped one has no end."""
        return self._repository.search_runs(self.inspection.id)

    @property
    def sealed(self) -> int:
        """How many bundles have been sealed."""
        return int(self._repository.setting(f"sealed/{self.inspection.id}", "0"))

    @property
    def last_item(self) -> str:
        """The row worked on last, to resume there; empty at the first start."""
        return self._repository.setting(f"last_item/{self.inspection.id}")

    @last_item.setter
    def last_item(self, item_id: str) -> None:
        self._repository.set_setting(f"last_item/{self.inspection.id}", item_id)

    # -- inside -----------------------------------------------------------------------------------------------

    @cached_property
    def _previous_inspection(self) -> str:
        """Id of the same contract's inspection of the year before; empty where there is none."""
        wanted = self.fiscal_year.previous.year
        rows = self._repository.inspections(self.inspection.contract)
        return next((row.id for row in rows if row.fiscal_year == wanted), "")

    @cached_property
    def _previous(self) -> dict[str, Answer]:
        return self._repository.answers(self._previous_inspection) if self._previous_inspection else {}

    @cached_property
    def _previous_interview(self) -> dict[str, bool]:
        return self._repository.interview(self._previous_inspection) if self._previous_inspection else {}

    def _answer(self, item_id: str) -> Answer:
        if not self.profile.item(item_id).scored:
            raise InputError(t("services.walk.not_scored"))
        return self._answers.get(item_id) or Answer(self.inspection.id, item_id)

    def _save(self, answer: Answer) -> ItemView:
        now = self.workspace.clock()
        known = self._answers.get(answer.item)
        same = (
            known is not None and replace(answer, answered_by=known.answered_by, answered_at=known.answered_at) == known
        )
        # An answer whose evidence has aged is given anew by choosing it once more.
        anew = same and bool(self.view(answer.item).stale)
        if anew or not same:
            answer = replace(answer, answered_by=self.workspace.operator, answered_at=now)
            self._repository.save_answer(answer, anew=anew)
            self._answers[answer.item] = answer
        return self.view(answer.item)

    def _registers(self, item: Item) -> RegisterNote | None:
        books = books_of(item)
        rows = self._duties_of(item)
        if not books and not rows:
            return None
        if books not in self._noted:
            self._noted[books] = self.registers.note_of(books)
        note = self._noted[books]
        gaps = sum(1 for row in rows if lacking(row, duty_books()[row.book]))
        return replace(note, rows=note.rows + len(rows), incomplete=note.incomplete + gaps, custody=note.rows > 0)

    def _duties_of(self, item: Item) -> list[DutyEntry]:
        """The rows of the registers of data that are evidence for a row."""
        wanted = {book.id for book in duty_books().values() if not set(item.topics).isdisjoint(book.topics)}
        return [row for row in self._duties if row.book in wanted]

    def _found(self, check: str) -> list[MachineSays]:
        rows = self._machine.get(check, [])
        return [row for row in rows if row.status == "FAIL" or check in row.detail.get("found", ())]

    def _machine_for(self, item: Item) -> tuple[MachineSays, ...]:
        found = {(row.host, row.check): row for check in item.auto_checks for row in self._machine.get(check, ())}
        return tuple(found.values())
