"""One open data folder: contracts, rosters, machines and the inspections walked in it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from selfaudit.domain.contract import Contract, Machine, Person
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.domain.inspection import Inspection
from selfaudit.domain.progress import Progress
from selfaudit.errors import InputError
from selfaudit.text.messages import t
from selfaudit.text.wareki import now

if TYPE_CHECKING:
    from selfaudit.domain.profile import ProfileSummary
    from selfaudit.services.walk import Walk
    from selfaudit.store.repository import Repository

_OPERATOR = "operator"
DESK = "ward/name"
"""Setting: the name of the ward whose desk this folder is."""
_LAST_INSPECTION = "last_inspection"


@dataclass(frozen=True)
class InspectionRow:
    """One line of the home screen."""

    inspection: Inspection
    contract: Contract
    progress: Progress


class Workspace:
    """One open data folder, locked against a second program until closed."""

    def __init__(self, repository: Repository, clock: Callable[[], datetime] = now) -> None:
        self.repository = repository
        self.clock = clock

    @classmethod
    def open(cls, data: Path | None, *, program: str) -> Workspace:
        """Open (or make) the data folder; `program` is named to a second program that wants the same folder.

        Takes one to two seconds the first time, most of it for importing the database library: call it in a thread.
        Raises DataError when the folder is locked, damaged, full or made by a newer version.
        """
        from selfaudit.store.paths import data_directory
        from selfaudit.store.repository import Repository

        repository = Repository.open(data_directory(data), program=program)
        workspace = cls(repository)
        repository.who = workspace.operator
        return workspace

    def close(self) -> None:
        """Release the folder."""
        self.repository.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def directory(self) -> Path:
        """The data folder itself."""
        return self.repository.directory

    @property
    def operator(self) -> str:
        """The person at the keyboard; written into every journal row."""
        return self.repository.setting(_OPERATOR)

    @operator.setter
    def operator(self, name: str) -> None:
        self.repository.set_setting(_OPERATOR, name.strip())
        self.repository.who = name.strip()

    @property
    def is_desk(self) -> bool:
        """Whether this folder is a ward's desk (`services.ward.init`)."""
        return bool(self.repository.setting(DESK))

    def profiles(self) -> list[ProfileSummary]:
        """The clause sets that come with the program, and the wards' own files kept with the data."""
        from selfaudit.catalog import list_profiles
        from selfaudit.services.profiles import FOLDER

        return list(list_profiles(self.directory / FOLDER))

    def contracts(self) -> list[Contract]:
        """All contracts."""
        return self.repository.contracts()

    def save_contract(self, contract: Contract) -> None:
        """Add or change a contract."""
        self.repository.save_contract(contract)

    def people(self, contract: str) -> list[Person]:
        """The roster of one contract."""
        return self.repository.people(contract)

    def save_person(self, person: Person) -> None:
        """Add or change a roster row."""
        self.repository.save_person(person)

    def remove_person(self, person: str) -> None:
        """Take a roster row away; the journal keeps it."""
        self.repository.remove_person(person)

    def machines(self, contract: str) -> list[Machine]:
        """The PCs of one contract."""
        return self.repository.machines(contract)

    def save_machine(self, machine: Machine) -> None:
        """Add or change a PC."""
        self.repository.save_machine(machine)

    def inspections(self) -> list[InspectionRow]:
        """All inspections, newest fiscal year first."""
        contracts = {contract.id: contract for contract in self.contracts()}
        found = self.repository.inspections()
        found.sort(key=lambda row: (row.fiscal_year, row.started), reverse=True)
        return [InspectionRow(row, contracts[row.contract], self._walk(row).progress()) for row in found]

    def start(
        self,
        *,
        profile: str,
        title: str,
        contractor: str,
        fiscal_year: int,
        operator: str = "",
        contract: Contract | None = None,
    ) -> Walk:
        """Begin one contract in one fiscal year: the three questions of the first run.

        `contract` continues a known contract in another year; its profile and title win. An inspection that exists
        already for that contract and year is opened instead of made twice.
        """
        from selfaudit.services.profiles import adopt

        if operator.strip():
            self.operator = operator
        if contract is None:
            reference, loaded = adopt(self.directory, profile)
            contract = Contract(
                id=new_id(),
                profile=reference,
                title=title.strip() or loaded.defaults.title,
                client=loaded.client,
                contractor=contractor.strip(),
                start=loaded.defaults.start,
                end=loaded.defaults.end,
            )
            self.save_contract(contract)
        return self._walk(self._inspection(contract, FiscalYear(fiscal_year)))

    def walk(self, inspection: str | None = None) -> Walk | None:
        """Open an inspection, by default the one worked on last; None when there is none at all.

        Raises InputError when the inspection named does not exist: never another one in its place.
        """
        wanted = inspection or self.repository.setting(_LAST_INSPECTION)
        rows = {row.id: row for row in self.repository.inspections()}
        if inspection and inspection not in rows:
            raise InputError(t("services.inspection.unknown"), inspection, t("services.inspection.unknown_next"))
        row = rows.get(wanted) or (max(rows.values(), key=lambda found: found.started) if rows else None)
        if row is None:
            return None
        self.repository.set_setting(_LAST_INSPECTION, row.id)
        return self._walk(row)

    def look_at(self, inspection: Inspection) -> Walk:
        """Read an inspection without making it the one worked on."""
        return self._walk(inspection)

    def _inspection(self, contract: Contract, year: FiscalYear) -> Inspection:
        from selfaudit.services.profiles import load

        for row in self.repository.inspections(contract.id):
            if row.fiscal_year == year.year:
                return row
        loaded = load(self.directory, contract.profile)
        row = Inspection(new_id(), contract.id, year.year, contract.profile, loaded.digest, self.clock())
        self.repository.save_inspection(row)
        self.repository.set_setting(_LAST_INSPECTION, row.id)
        return row

    def _walk(self, inspection: Inspection) -> Walk:
        from selfaudit.services.walk import Walk

        return Walk(self, inspection)


def directory_of(data: Path | None) -> Path:
    """The data folder meant by ``--data``, by default the user's own; it need not exist yet."""
    from selfaudit.store.paths import data_directory

    return data_directory(data)


def new_id() -> str:
    """A fresh identifier for a row: random, so that data of two PCs never clash."""
    return uuid.uuid4().hex
