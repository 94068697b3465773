"""One contract's own data: its terms, its roster and its PCs. Every change is checked, saved and journalled at once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from selfaudit.domain.contract import Contract, Machine, Person
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.services import entry
from selfaudit.text.messages import t
from selfaudit.text.wareki import fiscal_year_label

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import InspectionRow, Workspace
    from selfaudit.store.changes import Change

T = TypeVar("T", Contract, Person, Machine)


@dataclass(frozen=True)
class Touched:
    """What an undo or redo changed: the kind of row ("contract", "person", "machine") and its id."""

    kind: str
    id: str


class ContractRecords:
    """What is known of one contract besides its inspections."""

    def __init__(self, workspace: Workspace, contract: str) -> None:
        self._workspace = workspace
        self._repository = workspace.repository
        self._id = contract
        self._batches: list[tuple[int, int]] = []

    @property
    def contract(self) -> Contract:
        """The contract as it is kept now."""
        return self._repository.contract(self._id)

    def set_contract(self, field: str, text: str) -> Contract:
        """Write one field of `entry.CONTRACT`; InputError keeps the old value."""
        changed = _written(self.contract, field, entry.read(entry.CONTRACT[field], text))
        self._repository.save_contract(changed)
        return changed

    def add_folder(self, text: str, cancel: threading.Event | None = None) -> str:
        """Add a folder that holds the contract's data, as typed or pasted; gives it in full. See `entry.work_folder`.

        The disk may answer late: a call cancelled meanwhile adds nothing.
        """
        folder = entry.work_folder(text)
        contract = self.contract
        if folder not in contract.folders and not (cancel and cancel.is_set()):
            self._repository.save_contract(replace(contract, folders=(*contract.folders, folder)))
        return folder

    def remove_folder(self, folder: str) -> None:
        """Take a folder off the list; the folder itself is not touched."""
        contract = self.contract
        left = tuple(known for known in contract.folders if known != folder)
        self._repository.save_contract(replace(contract, folders=left))

    def people(self) -> list[Person]:
        """The roster: who works on the contract first, who has left after them, each in the order of entry."""
        return sorted(self._repository.people(self._id), key=lambda person: person.ended is not None)

    def person(self, person_id: str) -> Person:
        """The roster row of this id; an empty one where there is none yet."""
        known = {person.id: person for person in self._repository.people(self._id)}
        return known.get(person_id) or Person(person_id, self._id, "")

    def set_person(self, person_id: str, field: str, text: str) -> Person:
        """Write one field of `entry.PERSON`; the first one makes the row. InputError keeps the old value."""
        changed = _written(self.person(person_id), field, entry.read(entry.PERSON[field], text))
        if changed != self.person(person_id):
            self._repository.save_person(changed)
        return changed

    def remove_person(self, person_id: str) -> None:
        """Take a roster row away; the journal keeps it."""
        self._repository.remove_person(person_id)

    def add_people(self, people: Sequence[Person]) -> None:
        """Add several roster rows; one undo takes them all back as long as these records are open."""
        before, _ = self._repository.journal_head()
        for person in people:
            self._repository.save_person(person)
        after, _ = self._repository.journal_head()
        self._batches.append((before + 1, after))

    def machines(self) -> list[Machine]:
        """The PCs, in the order of entry."""
        return self._repository.machines(self._id)

    def machine(self, machine_id: str) -> Machine:
        """The PC of this id; an empty one where there is none yet."""
        known = {machine.id: machine for machine in self.machines()}
        return known.get(machine_id) or Machine(machine_id, self._id, "")

    def set_machine(self, machine_id: str, field: str, text: str) -> Machine:
        """Write one field of `entry.MACHINE`; the first one makes the row."""
        changed = _written(self.machine(machine_id), field, entry.read(entry.MACHINE[field], text))
        if changed != self.machine(machine_id):
            self._repository.save_machine(changed)
        return changed

    def remove_machine(self, machine_id: str) -> None:
        """Take a PC off the list; the journal keeps it."""
        self._repository.remove_machine(machine_id)

    def undo(self) -> Touched | None:
        """Take back the last change to these records; None when there is none. Survives a restart."""
        change = self._repository.undo(contract_id=self._id)
        first = self._batch(change)[0]
        while change is not None and change.of is not None and change.of > first:
            change = self._repository.undo(contract_id=self._id)
        return _touched(change)

    def redo(self) -> Touched | None:
        """Make the change again that was undone last; None when there is none."""
        change = self._repository.redo(contract_id=self._id)
        last = self._batch(change)[1]
        while change is not None and change.of is not None and change.of < last:
            change = self._repository.redo(contract_id=self._id)
        return _touched(change)

    def _batch(self, change: Change | None) -> tuple[int, int]:
        """First and last journal row of what was entered together with this change."""
        seq = change.of if change is not None and change.of is not None else 0
        return next((batch for batch in self._batches if batch[0] <= seq <= batch[1]), (seq, seq))


def period_trouble(contract: Contract, year: FiscalYear) -> str:
    """Return what does not fit in the contract's period, as a sentence; empty where all fits or a day is not entered."""
    if contract.start and contract.end and contract.end < contract.start:
        return t("contract.period.reversed")
    begins, ends = contract.start or date.min, contract.end or date.max
    if ends < year.start or begins > year.end:
        return t("contract.period.other_year", year=fiscal_year_label(year.year))
    return ""


@dataclass(frozen=True)
class ContractRow:
    """One contract with its inspections, newest fiscal year first, and the years that can be begun."""

    contract: Contract
    inspections: tuple[InspectionRow, ...]
    years: tuple[int, ...]


def overview(workspace: Workspace, today: date) -> list[ContractRow]:
    """Return all contracts, in the order of entry.

    Years to begin: the present one, and the one after the newest inspection, at most next year's.
    """
    known = workspace.inspections()
    rows = []
    present = FiscalYear.of(today).year
    for contract in workspace.contracts():
        own = tuple(row for row in known if row.inspection.contract == contract.id)
        done = {row.inspection.fiscal_year for row in own}
        wanted = {present, min(max(done, default=present - 1) + 1, present + 1)}
        rows.append(ContractRow(contract, own, tuple(sorted(wanted - done))))
    return rows


def begin_year(workspace: Workspace, contract: Contract, year: int) -> Walk:
    """Begin a known contract in a fiscal year, or open what was begun; it becomes the inspection worked on."""
    walk = workspace.start(
        profile=contract.profile,
        title=contract.title,
        contractor=contract.contractor,
        fiscal_year=year,
        contract=contract,
    )
    return workspace.walk(walk.inspection.id) or walk


def _written(row: T, field: str, value: entry.Value) -> T:
    values: dict[str, Any] = {field: value}
    return replace(row, **values)


def _touched(change: Change | None) -> Touched | None:
    if change is None:
        return None
    row = change.after or change.before or {}
    return Touched(change.kind, str(row.get("id") or row.get("finding", "")))
